"""Five hundred people sign in at the door within two minutes: each who was thanked is there, once."""

from __future__ import annotations

import re
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.faults import deployed
from tests.faults.database import Database
from tests.faults.visitor import Patience, Visitor, hidden, signed_in

pytestmark = pytest.mark.slow

PEOPLE, PHONES = 500, 20
WITHIN = 120.0  # seconds
CLICKS_TWICE = 5  # every so manieth
NAME = re.compile(r"<bdi>(Guest \d+-\d+)</bdi>")
TONIGHT = """
from datetime import timedelta
from openbeat.apps.meetings.demo import PLAN
from openbeat.apps.meetings.figures import codes
from openbeat.apps.meetings.services import meetings
from openbeat.core.people import queries
from openbeat.core.places import queries as places
from openbeat.kit.clock import now
from dataclasses import replace
lee = queries.by_email("lee@example.org")
area = next(one for one in places.areas("beat") if lee.holds("liaison", in_=one))
plan = replace(PLAN, starts_at=now() + timedelta(minutes=9), ends_at=now() + timedelta(minutes=99))
meeting = meetings.announce(plan, area=area, by=lee, at=now())
print(meeting.pk, codes.token(meeting.pk, meeting.sign_in_number))
"""


@dataclass
class Phone:
    """A phone that goes around: for each person the form is opened anew, filled in and sent."""

    number: int
    port: int
    meeting: str
    token: str
    thanked: list[str] = field(default_factory=list)
    surprises: list[str] = field(default_factory=list)
    patience: Patience = field(default_factory=Patience)
    longest: float = 0

    def go_around(self) -> None:
        with Visitor(self.port) as visitor:
            for count in range(PEOPLE // PHONES):
                try:
                    self._sign(visitor, f"Guest {self.number}-{count}", twice=count % CLICKS_TWICE == 0)
                except Exception as problem:  # noqa: BLE001  a thread's exception would be lost
                    self.surprises.append(repr(problem))

    def _sign(self, visitor: Visitor, name: str, *, twice: bool) -> None:
        address = f"/meetings/{self.meeting}/sign-in/"
        shown = self.patience.until_answered(lambda: visitor.get(f"{address}?t={self.token}"))
        page = shown.content.decode()
        form = {word: hidden(page, word) for word in ("csrfmiddlewaretoken", "started")}
        facts = {**form, "t": self.token, "website": "", "first": "yes", "language": "es", "name": name}
        began = time.monotonic()
        answers = [self.patience.until_answered(lambda: visitor.post(address, facts)) for _click in range(1 + twice)]
        self.longest = max(self.longest, time.monotonic() - began)
        for answer in answers:
            where = {key.lower(): value for key, value in answer.headers.items()}.get("location", "")
            if answer.status != 302 or "done=1" not in where:
                self.surprises.append(f"{name}: {answer.status}")
                return
        self.thanked.append(name)


def test_five_hundred_people_check_in_within_two_minutes_and_none_is_lost(
    built: tuple[Path, Database], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with deployed.opened(built, tmp_path) as house:
        meeting, token = deployed.ask(house.environment, TONIGHT).split()[-2:]
        phones = [Phone(number, house.port, meeting, token) for number in range(PHONES)]
        threads = [threading.Thread(target=phone.go_around) for phone in phones]
        began = time.monotonic()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        seconds = time.monotonic() - began
        thanked = [name for phone in phones for name in phone.thanked]

        assert [surprise for phone in phones for surprise in phone.surprises] == []
        assert len(thanked) == PEOPLE
        with Visitor(house.port, cookies={"sessionid": signed_in(house, "lee")}) as lee:
            listed = Counter(NAME.findall(lee.get(f"/meetings/{meeting}/signed-in/").content.decode()))
        assert listed == Counter(thanked)
        rows = house.database.rows(f"SELECT SUM(people) FROM meetings_signedin WHERE meeting_id = {int(meeting)}")  # noqa: S608
        assert int(rows[0][0]) == PEOPLE
        assert "Traceback" not in house.said()
        assert seconds < WITHIN
    with capsys.disabled():
        longest = max(phone.longest for phone in phones)
        print(  # noqa: T201  the figures are what this is for
            f"\n{PEOPLE} people on {PHONES} phones in {seconds:.1f} s, each once; the longest wait {longest:.2f} s"
        )
