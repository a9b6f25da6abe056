"""Take a file of old complaints: read it whole, then keep it complaint by complaint.

Nothing is written before the whole file was read, so a file that is broken changes nothing; a run that is cut off is
completed by the next one.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from itertools import batched
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction

from openbeat.apps.complaints.lifecycle.history import FINDINGS, FIRST_KINDS, MEASURES, HistoryAct, PastStatus
from openbeat.apps.complaints.models import ImportRun
from openbeat.apps.complaints.policies import HISTORY_POLICY
from openbeat.apps.complaints.queries import kinds, past
from openbeat.apps.complaints.services import counting
from openbeat.apps.complaints.services.history import joining, mapping
from openbeat.apps.complaints.services.history.facts import Read, Unfit
from openbeat.apps.complaints.services.history.joining import Joined, Said
from openbeat.apps.complaints.services.history.keeping import Keeper
from openbeat.apps.complaints.services.history.rows import Reader
from openbeat.apps.complaints.services.history.staging import MOST, Stage
from openbeat.core.department import queries as department
from openbeat.core.ledger import services as ledger
from openbeat.core.places import queries as places
from openbeat.kit import memory
from openbeat.kit.sheets import Sheet, Torn, lines
from openbeat.kit.tables import Broken

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.complaints.services.history.mapping import FileMap
    from openbeat.apps.complaints.services.history.reporting import Report
    from openbeat.kit.actors import Actor

BATCH = 500  # complaints a transaction: so many at most are done again after a power cut
SOURCE = "history"
CODES = {"finding": ("", *FINDINGS), "status": PastStatus.values, "measure": ("", *MEASURES)}


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for: a file that was looked at, its map, and what the command line says beside it."""

    sheet: Sheet
    by: FileMap
    source: str = ""
    as_of: str = ""
    only_check: bool = False
    progress: Callable[[str, int], None] = lambda _what, _count: None


@dataclass(slots=True)
class Outcome:
    """What became of a file. `rows` are taken, merged or refused; complaints are new, changed, same or older."""

    source: str
    as_of: str = ""
    guessed_as_of: bool = False
    rows: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    kept: int = 0  # cases of this source that stand from earlier files, and are not in this one
    unknown: Counter[tuple[str, str]] = field(default_factory=Counter)
    before: ImportRun | None = None


def load(asked: Asked, report: Report, *, by: Actor, at: datetime) -> Outcome:
    """Take the file; again, or after a power cut, nothing is doubled. Raises Refused, and Broken before anything is
    written.
    """
    HISTORY_POLICY.require(by, HistoryAct.TAKE, None)
    known = tuple(dict.fromkeys([*(kind.code for kind in kinds()), *FIRST_KINDS]))
    file_map = mapping.checked(asked.by, asked.sheet.head, {**CODES, "kind": known})
    found = Outcome(asked.source or file_map.source or SOURCE)
    reader = _reader(asked, file_map, found.source, at)
    reader.kinds = frozenset(known)
    found.before = past.taken_before(found.source, asked.sheet.sha256)
    try:
        with closing(Stage()) as stage:
            stage.take(_read(asked, reader, report, found))
            _as_of(asked, reader, found)
            run = None if asked.only_check else _begun(asked, found, at)
            _keep(asked, reader, stage, report, found)
    except sqlite3.Error as problem:
        raise Broken(f"the rows cannot be laid by on the disk of the temporary folder: {problem}") from problem
    found.unknown = reader.unknown
    if run is not None:
        _ended(run, found, by=by, at=at)
    return found


def _reader(asked: Asked, file_map: FileMap, source: str, at: datetime) -> Reader:
    zone = ZoneInfo(file_map.zone) if file_map.zone else department.zone()
    return Reader(
        by=file_map,
        head=asked.sheet.head,
        zone=zone,
        areas=_areas(),
        kinds=frozenset(),
        today=at.astimezone(zone).date(),
        source=source,
        as_of=asked.as_of,
    )


def _areas() -> dict[str, int]:
    """Our areas by each way to write one; beats go before districts, and both before neighbourhoods."""
    found: dict[str, int] = {}
    for area in (area for kind in ("beat", "district", "neighbourhood") for area in places.areas(kind, closed=True)):
        label = f"{area.kind} {area.number}" if area.number else ""
        for name in (area.code, area.number, area.number.lstrip("0"), area.name, area.slug, label):
            if name:
                found.setdefault(name.casefold(), area.pk)
    return found


def _read(asked: Asked, reader: Reader, report: Report, found: Outcome) -> Iterator[Read]:
    for line in lines(asked.sheet):
        found.rows += 1
        asked.progress("read", found.rows)
        if isinstance(line, Torn):
            _refuse(report, found, Said(line.number, "", "refused", "torn", line.why))
            reader.torn()
            continue
        try:
            yield from reader.read(line)
        except Unfit as problem:
            number = reader.number_of(line)
            _refuse(report, found, Said(line.number, number, "refused", problem.code, str(problem)))


def _refuse(report: Report, found: Outcome, said: Said) -> None:
    found.counts["refused"] += 1
    report.say([said])


def _as_of(asked: Asked, reader: Reader, found: Outcome) -> None:
    """The day of the extract for rows without one: as asked, as the map says, else the latest day in the file."""
    found.as_of = asked.as_of or reader.latest_as_of or reader.as_of_of_map or reader.latest
    found.guessed_as_of = not (asked.as_of or reader.latest_as_of or reader.as_of_of_map)


def _keep(asked: Asked, reader: Reader, stage: Stage, report: Report, found: Outcome) -> None:
    roles = frozenset(reader.by.columns) | frozenset(reader.by.constants)
    keeper = Keeper(found.source, roles, _listed(stage, reader.by), write=not asked.only_check)
    rules, done, standing = joining.Rules(found.as_of, roles, reader.by.repeats), 0, past.count(found.source)
    for line, number, count in stage.too_many():
        why = f"{count} rows have this number; {MOST} fit. Is the right column the number of the complaint?"
        _refuse(report, found, Said(line, number, "refused", "too_many_rows", why))
    complaints = (joining.join(rows, rules) for rows in stage.complaints())
    for batch in batched(complaints, BATCH):
        report.say(said for one in batch for said in one.said)
        report.say(keeper.keep(batch))
        done += sum(_rows(one) for one in batch)
        asked.progress("kept", done)
    found.counts.update(keeper.counts)
    met = sum(keeper.counts[what] for what in ("changed", "same", "older"))
    found.kept = standing - met


def _rows(one: Joined) -> int:
    return one.taken + one.merged + one.refused


def _listed(stage: Stage, by: FileMap) -> dict[str, frozenset[str]]:
    """The texts of each column that are kept: words of a list, and what the map names."""
    common = stage.common()
    named = {"kind_text": "kind", "kind_code": "kind", "finding_text": "finding", "place": "area", "channel": "channel"}
    found = {}
    for role, texts in common.items():
        meant = by.values.get(named.get(role, ""), {})
        spelled = frozenset(text for text in stage.texts(role) if text.casefold() in meant)
        found[role] = texts | spelled | frozenset({"", by.constants.get(role, "")})
    return found


@transaction.atomic
def _begun(asked: Asked, found: Outcome, at: datetime) -> ImportRun:
    as_of = date.fromisoformat(found.as_of) if found.as_of else None
    return ImportRun.objects.create(source=found.source, sha256=asked.sheet.sha256, as_of=as_of, begun_at=at)


@transaction.atomic
def _ended(run: ImportRun, found: Outcome, *, by: Actor, at: datetime) -> None:
    facts = {name: found.counts[name] for name in ("taken", "merged", "refused", "new", "changed", "same")}
    run.rows, run.ended_at = found.rows, at
    for name, value in facts.items():
        setattr(run, name, value)
    run.save()
    ledger.record(HistoryAct.TAKE, run, by=by, at=at, source=run.source, rows=run.rows, **facts)
    if run.new or run.changed:
        counting.ask(counting.Cause.IMPORTED)
    memory.forget_all()
