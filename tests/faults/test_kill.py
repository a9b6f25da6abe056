"""Killed two hundred times at random points, the program keeps what it acknowledged, and does nothing twice."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from django.utils.crypto import salted_hmac

from tests.faults import deployed, owed
from tests.faults.database import Database
from tests.faults.deployed import House, Otherwise, opened
from tests.faults.post_office import PostOffice, open_office
from tests.faults.resident import Resident

pytestmark = pytest.mark.slow

SEED = 1996
KILLS = 200
TARGETS = ("web process", "web server", "worker")
SHARES = (45, 8, 47)
RESIDENTS = 4
SECRET = "only-for-these-tests-" + "0123456789" * 5
PATIENCE = 120.0
SLOWLY = 3.0  # seconds without an answer after which the next one is killed all the same


def test_whatever_is_killed_each_acknowledged_concern_is_there_once(
    built: tuple[Path, Database], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    began = time.monotonic()
    with open_office(SEED) as office, opened(built, tmp_path, in_earnest(tmp_path, office)) as house:
        residents = kill_while_they_write(house)
        receipts = [receipt for one in residents for receipt in one.receipts]

        assert [problem for one in residents for problem in one.broken] == []
        assert [surprise for one in residents for surprise in one.surprises] == []
        assert owed.opens_its_own(house, receipts) == []
        owed.stands_once(house, [receipt.title for receipt in receipts])
        letters = each_letter_once_or_a_named_unknown(house, office, tmp_path / "clock")
        assert letters["all"] == sum(count % 3 == 0 for one in residents for count in range(len(one.receipts)))
        owed.jobs_are_settled(house)
        lines = owed.stands_in_the_log(house, [receipt.title for receipt in receipts])
        files = owed.files_fit(house)
    with capsys.disabled():
        retries = sum(one.patience.retries for one in residents)
        print(  # noqa: T201  the figures are what this is for
            f"\n{sum(house.kills.values())} kills {dict(house.kills)}, web server started {house.web.starts} times, "
            f"worker {house.worker.starts}; {len(receipts)} concerns acknowledged with {retries} retries, all there "
            f"once; letters {letters}; {lines} lines in the log, which holds; {files} files; "
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


def kill_while_they_write(house: House) -> list[Resident]:
    residents = [Resident(number, house.port) for number in range(1, RESIDENTS + 1)]
    over = threading.Event()
    threads = [threading.Thread(target=one.live, args=(over,)) for one in residents]
    for thread in threads:
        thread.start()
    try:
        kill_at_random(house, residents)
    finally:
        over.set()
        for thread in threads:
            thread.join()
    return residents


def kill_at_random(house: House, residents: list[Resident]) -> None:
    """After each kill somebody gets an answer again, as a rule; then, at a random moment, comes the next."""
    random = Random(SEED)  # noqa: S311  chance, no secret
    for _number in range(KILLS):
        heard = sum(len(one.receipts) for one in residents)
        until(lambda heard=heard: sum(len(one.receipts) for one in residents) > heard, SLOWLY)  # type: ignore[misc]
        (what,) = random.choices(TARGETS, SHARES)
        time.sleep(random.uniform(0, 0.5))
        assert until(lambda what=what: house.kill(what, random.random()), PATIENCE), what  # type: ignore[misc]


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
    clock.write_text(str(timedelta(minutes=7).total_seconds()))
    waits = "SELECT count(*) FROM notices_message WHERE stage IN ('queued', 'sending') AND channel = 'email'"
    assert until(lambda: house.database.rows(waits) == [(0,)], PATIENCE), house.said()
    letters = house.database.rows("SELECT once, stage FROM notices_message WHERE kind = 'people.confirm_address'")
    arrived = {once: office.took[mark_of(once)] for once, _stage in letters}
    assert {stage for _once, stage in letters} <= {"sent", "unknown"}
    assert [once for once, stage in letters if stage == "sent" and arrived[once] != 1] == []
    assert max(office.took.values()) == 1
    unknown = [once for once, stage in letters if stage == "unknown"]
    return {
        "all": len(letters),
        "sent": len(letters) - len(unknown),
        "unknown": len(unknown),
        "of them arrived": sum(arrived[once] for once in unknown),
    }


def mark_of(once: str) -> str:
    """The Message-ID under which a letter leaves."""
    mark = salted_hmac("openbeat.notices.message-id", once, secret=SECRET, algorithm="sha256").hexdigest()[:32]
    return f"<{mark}@{deployed.HOST}>"
