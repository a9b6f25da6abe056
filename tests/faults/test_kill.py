"""Killed two hundred times at random points, the program keeps what it acknowledged, and does nothing twice.

Some raise concerns meanwhile, others complain, sealed and with files; the clock goes on by a quarter of a day at times,
so that sealed acts enter the public log in their batches while processes die. OPENBEAT_TEST_KILLS: another number.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from django.utils.crypto import salted_hmac

from openbeat.kit.tlog import SLOT
from tests.faults import deployed, owed
from tests.faults.complainant import Complainant
from tests.faults.database import Database
from tests.faults.deployed import House, Otherwise, opened
from tests.faults.post_office import PostOffice, open_office
from tests.faults.resident import Resident
from tests.faults.uploads import TURN_ON
from tests.faults.visitor import LONGEST

pytestmark = pytest.mark.slow

SEED = 1996
KILLS = int(os.environ.get("OPENBEAT_TEST_KILLS", "200"))
A_SLOT = 20  # kills from one fixed time of the sealed acts to the next
TARGETS = ("web process", "web server", "worker")
SHARES = (45, 8, 47)
RESIDENTS, COMPLAINANTS = 3, 2
SECRET = "only-for-these-tests-" + "0123456789" * 5
PATIENCE = 300.0  # seconds, on a machine that does other things too
SLOWLY = 5.0  # seconds without an answer after which the next one is killed all the same


def test_whatever_is_killed_each_acknowledged_concern_and_complaint_is_there_once(
    built: tuple[Path, Database], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    began, clock = time.monotonic(), tmp_path / "clock"
    with open_office(SEED) as office, opened(built, tmp_path, in_earnest(tmp_path, office)) as house:
        assert deployed.ask(house.environment, TURN_ON) == "True"
        before = int(house.database.rows("SELECT count(*) FROM complaints_complaint")[0][0])
        batches = owed.batches(house)
        residents, complainants = kill_while_they_write(house, clock)
        batches = owed.batches(house) - batches
        people: list[Resident] = [*residents, *complainants]
        receipts = [receipt for one in residents for receipt in one.receipts]
        sealed = [receipt for one in complainants for receipt in one.receipts]
        added = [receipt for one in complainants for receipt in one.added]

        assert [problem for one in people for problem in one.broken] == []
        assert [surprise for one in people for surprise in one.surprises] == []
        assert owed.opens_its_own(house, receipts) == []
        assert owed.opens_what_is_sealed(house, sealed, added) == []
        owed.stands_once(house, [receipt.title for receipt in receipts])
        owed.sealed_stands_once(house, before, sealed)
        letters = each_letter_once_or_a_named_unknown(house, office, clock)
        assert letters["all"] == sum(count % 3 == 0 for one in residents for count in range(len(one.receipts)))
        lines = owed.stands_in_the_log(
            house, [receipt.title for receipt in receipts], before + len(sealed), lambda: go_on(clock, SLOT)
        )
        owed.jobs_are_settled(house)
        files = owed.files_fit(house)
    with capsys.disabled():
        retries = sum(one.patience.retries for one in people)
        print(  # noqa: T201  the figures are what this is for
            f"\n{sum(house.kills.values())} kills {dict(house.kills)}, web server started {house.web.starts} times, "
            f"worker {house.worker.starts}; {len(receipts)} concerns and {len(sealed)} complaints acknowledged, "
            f"{len(added)} with words added, with {retries} retries, all there once; letters {letters}; {lines} lines "
            f"in the log, which holds, {batches} sealed batches meanwhile; {files} files; "
            f"{time.monotonic() - began:.0f} s"
        )


def in_earnest(folder: Path, office: PostOffice) -> Otherwise:
    """Not the example town but the real thing: letters leave the house."""
    settings = {
        "OPENBEAT_DEMO": "0",
        "OPENBEAT_SECRET_KEY": SECRET,
        "OPENBEAT_HOSTS": deployed.HOST,
        "OPENBEAT_CLOCK_FILE": str(folder / "clock"),
        "OPENBEAT_SMTP_HOST": deployed.HOST,
        "OPENBEAT_SMTP_PORT": str(office.port),
    }
    return Otherwise(settings)


def kill_while_they_write(house: House, clock: Path) -> tuple[list[Resident], list[Complainant]]:
    residents = [Resident(number, house.port) for number in range(1, RESIDENTS + 1)]
    complainants = [Complainant(RESIDENTS + number, house.port) for number in range(1, COMPLAINANTS + 1)]
    over, people = threading.Event(), [*residents, *complainants]
    threads = [threading.Thread(target=one.live, args=(over,)) for one in people]
    for thread in threads:
        thread.start()
    try:
        kill_at_random(house, people, clock)
    finally:
        over.set()
        for thread in threads:
            thread.join()
    return residents, complainants


def kill_at_random(house: House, people: Sequence[Resident], clock: Path) -> None:
    """After each kill somebody gets an answer again, as a rule; then, at a random moment, comes the next.

    Where processes start slowly, whoever has waited long is answered first: or kills alone would keep all waiting.
    """
    random = Random(SEED)  # noqa: S311  chance, no secret
    for number in range(1, KILLS + 1):
        heard = sum(len(one.receipts) for one in people)
        until(lambda heard=heard: sum(len(one.receipts) for one in people) > heard, SLOWLY)  # type: ignore[misc]
        assert until(lambda: not any(one.patience.waits_long() for one in people), LONGEST), house.said()
        (what,) = random.choices(TARGETS, SHARES)
        if number % A_SLOT == 0:
            go_on(clock, SLOT)
        time.sleep(random.uniform(0, 0.5))
        assert until(lambda what=what: house.kill(what, random.random()), PATIENCE), what  # type: ignore[misc]


def go_on(clock: Path, by: timedelta) -> None:
    """Move the clock of the house forward."""
    ahead = float(clock.read_text()) if clock.exists() else 0.0
    fresh = clock.with_suffix(".new")
    fresh.write_text(str(ahead + by.total_seconds()))
    fresh.replace(clock)


def until(happens: Callable[[], bool], seconds: float) -> bool:
    """Wait for it, so long; says whether it happened."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if happens():
            return True
        time.sleep(0.02)
    return False


def each_letter_once_or_a_named_unknown(house: House, office: PostOffice, clock: Path) -> dict[str, int]:
    """What was being sent when a worker died is called unknown after five minutes; here the clock is moved.

    Some residents write a thousand letters' worth, some a third of that: nobody dies any more, so the office hurries.
    """
    office.longest = 0
    go_on(clock, timedelta(minutes=7))
    waits = "SELECT count(*) FROM notices_message WHERE stage IN ('queued', 'sending') AND channel = 'email'"
    assert until(lambda: house.database.rows(waits) == [(0,)], PATIENCE), house.said()
    outcome = "CASE WHEN reason = 'expired' THEN 'expired' ELSE stage END"
    letters = house.database.rows(
        f"SELECT once, {outcome} FROM notices_message WHERE kind = 'people.confirm_address'"  # noqa: S608
    )
    arrived = {once: office.took[mark_of(once)] for once, _stage in letters}
    assert {stage for _once, stage in letters} <= {"sent", "unknown", "expired"}  # it waited when the clock went on
    assert [once for once, stage in letters if stage == "expired" and arrived[once]] == []
    assert [once for once, stage in letters if stage == "sent" and arrived[once] != 1] == []
    assert max(office.took.values()) == 1
    unknown = [once for once, stage in letters if stage == "unknown"]
    return {
        "all": len(letters),
        "sent": sum(stage == "sent" for _once, stage in letters),
        "unknown": len(unknown),
        "of them arrived": sum(arrived[once] for once in unknown),
    }


def mark_of(once: str) -> str:
    """The Message-ID under which a letter leaves."""
    mark = salted_hmac("openbeat.notices.message-id", once, secret=SECRET, algorithm="sha256").hexdigest()[:32]
    return f"<{mark}@{deployed.HOST}>"
