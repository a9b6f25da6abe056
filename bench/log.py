"""The public log: appends a second beside bare inserts of the same rows, and proofs out of a log of a million lines.

`python -m bench.log --leaves N` needs the settings and an empty database; it fills the log with lines of nobody's.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import batched
from secrets import token_bytes

import django

django.setup()

from django.db import connection, transaction  # noqa: E402  settings come first
from django.test.utils import CaptureQueriesContext  # noqa: E402

from openbeat.core.ledger import kept, registry, triggers  # noqa: E402
from openbeat.core.ledger import services as ledger  # noqa: E402
from openbeat.core.ledger.models import Leaf  # noqa: E402
from openbeat.core.ledger.queries import heads, proofs, tree  # noqa: E402
from openbeat.core.ledger.queries.audit import Audit  # noqa: E402
from openbeat.core.ledger.services import growing, keys, log, publishing  # noqa: E402
from openbeat.kit import findings, merkle, notes, proving, tlog  # noqa: E402
from openbeat.kit.actors import program  # noqa: E402
from openbeat.kit.refs import Ref  # noqa: E402

ACTS, PORTION, PROOFS, STEPS = 20_000, 10_000, 50, 5
KIND, BY = "bench.matter", program("bench")


class Act(StrEnum):
    """What is done."""

    RAISE = "raise"


@contextmanager
def timed(found: list[float]) -> Iterator[None]:
    """How long the processor worked, in seconds: the database is in this process."""
    began = time.process_time()
    yield
    found.append(time.process_time() - began)


def appends(at: datetime) -> tuple[float, float]:
    """Acts a second through the sequencer, and rows a second of the same lines inserted bare."""
    registry.accountable(KIND, {Act.RAISE: ("n",)})
    spent: list[float] = []
    with transaction.atomic():
        for number in range(ACTS):
            ledger.record(Act.RAISE, Ref(KIND, str(number % (ACTS // STEPS))), by=BY, at=at, n=number)
    with timed(spent):
        log.sequence(at=at)
    rows = [Leaf(sequence=10**12 + number, data=token_bytes(tlog.LEAF)) for number in range(ACTS)]
    with timed(spent), transaction.atomic():
        Leaf.objects.bulk_create(rows)
    triggers.remove(connection)
    Leaf.objects.filter(sequence__gte=10**12).delete()
    triggers.install(connection)
    return ACTS / spent[0], ACTS / spent[1]


def fill(leaves: int, at: datetime) -> float:
    """Lines of nobody's, up to so many, signed once as if they filled up one batch; gives lines a second."""
    spent: list[float] = []
    key = keys.filling_or_new()
    head = heads.latest()
    if head is None or leaves <= head.size:
        return 0
    with timed(spent), transaction.atomic(), connection.cursor() as cursor:
        for portion in batched(range(head.size, leaves), PORTION, strict=False):
            marks = [token_bytes(tlog.MARK) for _number in portion]
            rows = [(at, tlog.filling(key, mark), "{}", mark) for at, mark in zip(portion, marks, strict=True)]
            cursor.executemany("INSERT INTO ledger_leaf (sequence, data, facts, filling) VALUES (%s, %s, %s, %s)", rows)
            known = tree.tiles(merkle.edge(portion[0]))
            growing.keep_tiles(merkle.grow(portion[0], known, [merkle.leaf_hash(row[1]) for row in rows]))
        body = notes.Checkpoint(head.origin, leaves, merkle.range_hash(0, leaves, tree.tiles(merkle.edge(leaves))))
        growing.sign(growing.signer(head), body, after=head, at=at, slot=tlog.slot_of(at))
    publishing.publish(at=at)
    return (leaves - head.size) / spent[0]


def proving_it(at: datetime) -> None:
    """How long a proof file of five acts takes, with nothing kept, how large it is, how long its check takes."""
    made: list[float] = []
    checked: list[float] = []
    for number in range(PROOFS):
        ref = Ref(KIND, str(number * 61 % (ACTS // STEPS)))
        with timed(made):
            file = proofs.proof_file(ref, at=at)
        data = kept.as_json(file or {}).encode()
        with timed(checked):
            found = proving.check(data, proving.Against(proofs.key()))
        if findings.verdict(found) is findings.State.WRONG or len(found) != STEPS + 4:
            raise SystemExit(f"a proof does not hold: {[each.sentence for each in found]}")
    with CaptureQueriesContext(connection) as captured:
        file = proofs.proof_file(Ref(KIND, "7"), at=at)
    head = heads.published()
    if file is None or head is None:
        raise SystemExit("there is no proof")
    hashes, size = len(file["acts"][0]["proof"]), head.size
    print(f"  a proof file of {STEPS} acts at {size:,} lines: {1000 * statistics.median(made):.1f} ms to make")
    print(
        f"    ({len(captured)} queries), {1000 * statistics.median(checked):.1f} ms to check, {hashes} hashes an act,"
    )
    print(f"    {len(kept.as_json(file)):,} bytes as JSON, {len(kept.as_html(file)):,} as HTML")


def auditing(at: datetime) -> None:
    """How much CPU it takes to recount everything."""
    spent: list[float] = []
    audit = Audit(at)
    before = _peak()
    with timed(spent):
        differences = list(audit.differences())
    if differences:
        raise SystemExit(f"the audit finds {differences[:3]}")
    print(f"  an audit of {audit.lines:,} lines: {spent[0]:.1f} s CPU, {audit.lines / spent[0]:,.0f} lines a second,")
    print(f"    and {_peak() - before:.0f} MB of memory more than before")


def _peak() -> float:
    """The most memory that this process had so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measure, and print a few lines."""
    parser = argparse.ArgumentParser(prog="python -m bench.log", description=__doc__)
    parser.add_argument("--leaves", type=int, default=1_000_000)
    at = datetime.now(UTC) - timedelta(seconds=1)
    leaves = parser.parse_args().leaves
    ours, bare = appends(at)
    print(f"\nthe public log on {connection.vendor}")
    print(f"  appends: {ours:,.0f} acts a second of CPU, sequenced, hashed, signed; bare inserts of {bare:,.0f} rows")
    print(f"  filled to {leaves:,} lines at {fill(leaves, at):,.0f} lines a second")
    proving_it(at)
    auditing(at)


if __name__ == "__main__":
    main()
