"""What the program owes to whoever was told "it has been raised": looked up over HTTP, and in the database."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from tests.faults import deployed
from tests.faults.resident import Receipt
from tests.faults.visitor import Patience, Visitor

if TYPE_CHECKING:
    from tests.faults.deployed import House

OURS = "title LIKE 'Fault %'"
KEYS = f"SELECT CAST(id AS varchar(40)) FROM concerns_concern WHERE {OURS}"  # noqa: S608  our own words
PER_ADDRESS = 200
AT_ONCE = 4
PATIENCE = 120  # seconds


def opens_its_own(house: House, receipts: Sequence[Receipt]) -> list[str]:
    """Type in each code, as its owner would; gives what was wrong."""
    wrong: list[str] = []
    shares = [receipts[number::AT_ONCE] for number in range(AT_ONCE)]
    readers = [
        threading.Thread(target=_read, args=(house.port, number, share, wrong)) for number, share in enumerate(shares)
    ]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    return wrong


def _read(port: int, number: int, receipts: Sequence[Receipt], wrong: list[str]) -> None:
    asked = Patience().until_answered  # what was killed last may still be on its way up
    for first in range(0, len(receipts), PER_ADDRESS):
        with Visitor(port, f"127.1.{number}.{1 + first // PER_ADDRESS}") as visitor:
            _answer, fields = asked(partial(visitor.form, "/receipt/"))
            mine = dict(visitor.cookies)
            for receipt in receipts[first : first + PER_ADDRESS]:
                visitor.cookies = dict(mine)  # another person each time: no session
                opened = asked(partial(visitor.post, "/receipt/", {**fields, "code": receipt.code}))
                page = asked(partial(visitor.get, "/receipt/matters/")).text if opened.status == 302 else ""
                if receipt.title not in page or page.count("Fault ") != 1:
                    wrong.append(f"{receipt.title} ({receipt.code}): {opened.status}")


def stands_once(house: House, titles: Sequence[str]) -> None:
    """Each concern is there once, with its obligations, its entry in the ledger and its receipt once."""
    ask = house.database
    there = ask.counts(f"SELECT title, count(*) FROM concerns_concern WHERE {OURS} GROUP BY title")  # noqa: S608
    assert there == dict.fromkeys(titles, 1)
    entries = ask.counts(
        "SELECT act || ' ' || key, count(*) FROM ledger_entry "  # noqa: S608
        f"WHERE kind = 'concerns.concern' AND key IN ({KEYS}) GROUP BY act, key"
    )
    assert sorted(set(entries.values())) == [1]
    assert {name.partition(" ")[0] for name in entries} == {"raise"}
    assert len(entries) == len(titles)
    promises = ask.counts(
        "SELECT promise || ' ' || key, count(*) FROM loop_obligation "  # noqa: S608
        f"WHERE kind = 'concerns.concern' AND key IN ({KEYS}) GROUP BY promise, key"
    )
    assert set(promises.values()) == {1}
    assert len(promises) == 3 * len(titles)  # to look, to take it up, to answer
    receipts = ask.counts(
        "SELECT key, count(*) FROM receipts_receipt "  # noqa: S608
        f"WHERE kind = 'concerns.concern' AND key IN ({KEYS}) GROUP BY key"
    )
    assert list(receipts.values()) == [1] * len(titles)


def stands_in_the_log(house: House, titles: Sequence[str]) -> int:
    """Each concern has its line in the public log once, and all of log and ledger holds; gives the number of lines."""
    waits = "SELECT count(*) FROM ledger_entry WHERE log = 1 AND sequence IS NULL"
    end = time.monotonic() + PATIENCE
    while (left := house.database.rows(waits)) != [(0,)] and time.monotonic() < end:
        time.sleep(0.5)
    assert left == [(0,)]
    lines = house.database.counts(
        "SELECT entry.key, count(leaf.sequence) FROM ledger_entry entry "  # noqa: S608
        "LEFT JOIN ledger_leaf leaf ON leaf.entry_id = entry.id AND leaf.sequence = entry.sequence "
        f"WHERE entry.kind = 'concerns.concern' AND entry.act = 'raise' AND entry.key IN ({KEYS}) GROUP BY entry.key"
    )
    assert Counter(lines.values()) == {1: len(titles)}
    audit = json.loads(deployed.run(house.environment, "audit", "--json").stdout)
    assert audit["differences"] == []
    return int(audit["lines"])


def files_fit(house: House) -> int:
    """Each row has its bytes and no bytes are left that belong to nothing; gives how many files there are."""
    deployed.ask(house.environment, "from openbeat.core.files import services; services.sweep(older=0)")
    tokens = {token for (token,) in house.database.rows("SELECT token FROM files_file")}
    sealed = {token for (token,) in house.database.rows("SELECT token FROM evidence_sealedfile")}
    lying = {path.name for path in (house.data / "files").rglob("*") if path.is_file()}
    assert lying == tokens | {f"{token}.thumb" for token in tokens} | sealed
    assert not [path for path in (house.data / "tmp").rglob("*") if path.is_file()]
    return len(tokens)


def jobs_are_settled(house: House) -> None:
    """No job was lost, doubled or given up, once the worker has done what waits."""
    end = time.monotonic() + PATIENCE
    while "RUNNING" in (stages := _stages(house)) and time.monotonic() < end:
        time.sleep(0.5)
    assert not {"FAILED", "RUNNING"} & stages.keys(), stages


def _stages(house: House) -> dict[str, int]:
    return house.database.counts("SELECT status, count(*) FROM django_tasks_database_dbtaskresult GROUP BY status")
