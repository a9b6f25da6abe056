"""What the program owes to whoever was told "it has been raised": looked up over HTTP, and in the database."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from tests.faults import complainant, deployed
from tests.faults.resident import Receipt
from tests.faults.visitor import Patience, Visitor

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.faults.deployed import House

OURS = "title LIKE 'Fault %'"
KEYS = f"SELECT CAST(id AS varchar(40)) FROM concerns_concern WHERE {OURS}"  # noqa: S608  our own words
UNSETTLED = """
    SELECT one.status, one.args_kwargs, one.exception_class_path FROM django_tasks_database_dbtaskresult one
    WHERE one.status = 'RUNNING' OR one.status = 'FAILED' AND NOT EXISTS (
        SELECT 1 FROM django_tasks_database_dbtaskresult other WHERE other.status = 'SUCCESSFUL'
        AND other.finished_at > one.finished_at AND CAST(other.args_kwargs AS text) = CAST(one.args_kwargs AS text))
"""
AT_FIRST = ("complaints.acknowledge", "complaints.preserve", "complaints.contact", "complaints.answer")  # once filed
PER_ADDRESS = 200
AT_ONCE = 4
PATIENCE = 300  # seconds, on a machine that does other things too


def opens_its_own(house: House, receipts: Sequence[Receipt]) -> list[str]:
    """Type in each code, as its owner would; gives what was wrong."""
    return _each(house, receipts, _read)


def opens_what_is_sealed(house: House, receipts: Sequence[Receipt], added: Sequence[Receipt]) -> list[str]:
    """Type in each code of a complaint: it opens its own words, and those that were added; gives what was wrong."""
    more = {receipt.code for receipt in added}
    return _each(house, receipts, partial(_read_sealed, more))


def _each(house: House, receipts: Sequence[Receipt], read: Callable[[Visitor, Receipt], str]) -> list[str]:
    wrong: list[str] = []
    shares = [receipts[number::AT_ONCE] for number in range(AT_ONCE)]
    readers = [
        threading.Thread(target=_read_all, args=(house.port, number, share, read, wrong))
        for number, share in enumerate(shares)
    ]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    return wrong


def _read_all(
    port: int, number: int, receipts: Sequence[Receipt], read: Callable[[Visitor, Receipt], str], wrong: list[str]
) -> None:
    for first in range(0, len(receipts), PER_ADDRESS):
        with Visitor(port, f"127.1.{number}.{1 + first // PER_ADDRESS}") as visitor:
            for receipt in receipts[first : first + PER_ADDRESS]:
                visitor.cookies.clear()  # another person each time: no session
                if what := read(visitor, receipt):
                    wrong.append(f"{receipt.title} ({receipt.code}): {what}")


def _read(visitor: Visitor, receipt: Receipt) -> str:
    asked = Patience().until_answered  # what was killed last may still be on its way up
    _answer, fields = asked(partial(visitor.form, "/receipt/"))
    answer = asked(partial(visitor.post, "/receipt/", {**fields, "code": receipt.code}))
    page = asked(partial(visitor.get, "/receipt/matters/")).text if answer.status == 302 else ""
    return "" if receipt.title in page and page.count("Fault ") == 1 else str(answer.status)


def _read_sealed(added: set[str], visitor: Visitor, receipt: Receipt) -> str:
    asked = Patience().until_answered
    where, _fields = asked(partial(complainant.opened, visitor, receipt.code))
    page = asked(partial(visitor.get, where)).text if where else ""
    first, more = page.count(f"{receipt.title}: an officer shouted."), page.count(f"More: {receipt.title}")
    return "" if first == 1 and more >= (receipt.code in added) else f"{where or 'not opened'}, {first}, {more}"


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


def sealed_stands_once(house: House, before: int, receipts: Sequence[Receipt]) -> None:
    """So many complaints more than before, each filed once on record, its receipt there once, its key wrapped."""
    ask = house.database
    assert ask.rows("SELECT count(*) FROM complaints_complaint") == [(before + len(receipts),)]
    for table, act in (("ledger_entry", "AND act IN ('file_complaint', 'enter_complaint')"), ("receipts_receipt", "")):
        found = ask.counts(
            f"SELECT key, count(*) FROM {table} "  # noqa: S608  our own words
            f"WHERE kind = 'complaints.complaint' {act} GROUP BY key"
        )
        assert Counter(found.values()) == {1: before + len(receipts)}
    new = f"SELECT CAST(id AS varchar(40)) FROM complaints_complaint c ORDER BY c.id DESC LIMIT {len(receipts)}"  # noqa: S608
    promises = ask.counts(
        "SELECT promise || ' ' || key, count(*) FROM loop_obligation "  # noqa: S608
        f"WHERE kind = 'complaints.complaint' AND key IN ({new}) GROUP BY promise, key"
    )
    assert set(promises.values()) == {1}
    assert Counter(name.partition(" ")[0] for name in promises) == dict.fromkeys(AT_FIRST, len(receipts))


def stands_in_the_log(house: House, titles: Sequence[str], sealed: int, next_slot: Callable[[], None]) -> int:
    """Each act that belongs there has its line in the public log once, and all of log and ledger holds; counts lines.

    Acts of sealed matters wait for the next fixed time, at most 256 of them: so the clock goes on until none waits.
    """
    waits = "SELECT count(*) FROM ledger_entry WHERE log IS NOT NULL AND sequence IS NULL"
    end = time.monotonic() + PATIENCE
    while (left := house.database.rows(waits)) != [(0,)] and time.monotonic() < end:
        next_slot()
        time.sleep(2)
    assert left == [(0,)]
    assert house.database.rows(
        "SELECT count(*) FROM ledger_entry entry WHERE entry.log IS NOT NULL AND 1 <> (SELECT count(*) FROM "
        "ledger_leaf leaf WHERE leaf.entry_id = entry.id AND leaf.sequence = entry.sequence)"
    ) == [(0,)]
    lines = house.database.counts(
        "SELECT entry.key, count(leaf.sequence) FROM ledger_entry entry "  # noqa: S608
        "LEFT JOIN ledger_leaf leaf ON leaf.entry_id = entry.id AND leaf.sequence = entry.sequence "
        f"WHERE entry.kind = 'concerns.concern' AND entry.act = 'raise' AND entry.key IN ({KEYS}) GROUP BY entry.key"
    )
    assert Counter(lines.values()) == {1: len(titles)}
    assert house.database.rows(
        "SELECT count(*) FROM ledger_entry entry JOIN ledger_leaf leaf ON leaf.entry_id = entry.id "
        "WHERE entry.kind = 'complaints.complaint' AND entry.act IN ('file_complaint', 'enter_complaint')"
    ) == [(sealed,)]
    audit = json.loads(deployed.run(house.environment, "audit", "--json").stdout)
    assert audit["differences"] == []
    return int(audit["lines"])


def batches(house: House) -> int:
    """How many batches of sealed acts were signed."""
    return int(house.database.rows("SELECT count(*) FROM ledger_checkpoint WHERE slot IS NOT NULL")[0][0])


def files_fit(house: House) -> int:
    """Each row has its bytes and no bytes are left that belong to nothing; gives how many files there are."""
    for core in ("files", "evidence"):
        deployed.ask(house.environment, f"from openbeat.core.{core} import services; services.sweep(older=0)")
    tokens = {token for (token,) in house.database.rows("SELECT token FROM files_file")}
    sealed = {token for (token,) in house.database.rows("SELECT token FROM evidence_sealedfile")}
    lying = {path.name for path in (house.data / "files").rglob("*") if path.is_file()}
    assert lying == tokens | {f"{token}.thumb" for token in tokens} | sealed
    assert not [path for path in (house.data / "tmp").rglob("*") if path.is_file()]
    return len(tokens)


def jobs_are_settled(house: House) -> None:
    """No job was lost, doubled or given up, once the worker has done what waits.

    One that is asked for every few minutes has three tries, and three kills can end it: its next slot has done it then.
    """
    end = time.monotonic() + PATIENCE
    while (found := house.database.rows(UNSETTLED)) and time.monotonic() < end:
        time.sleep(0.5)
    assert found == []
