"""`openbeat import complaints`."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from openbeat.apps.complaints.services import counting
from openbeat.apps.complaints.services.history import loading, mapping, starting
from openbeat.apps.complaints.services.history.loading import Asked, Outcome
from openbeat.apps.complaints.services.history.mapping import FileMap
from openbeat.apps.complaints.services.history.reporting import Report
from openbeat.config.commands.screen import Problem, say
from openbeat.core.people.roles import Role
from openbeat.kit import sheets
from openbeat.kit.actors import importer
from openbeat.kit.clock import now
from openbeat.kit.sheets import Sheet
from openbeat.kit.tables import Broken

EVERY = 10_000  # rows between two lines about how far it is
SHOWN, WORDS = 40, 12  # reasons, and words that nobody explained, on the screen
SOURCE_MOST = 60


def run(options: argparse.Namespace) -> int:
    """Take the complaints of a file; says how many, and what became of every row."""
    path = Path(options.file)
    try:
        by = mapping.read_map(Path(options.map)) if options.map else FileMap()
        sheet = sheets.look(path, encoding=by.encoding, delimiter=by.delimiter)
        if options.start_map:
            return _start(sheet, Path(options.start_map))
        return _load(options, sheet, by if by.columns else starting.guessed(sheet, by))
    except Broken as problem:
        raise Problem(str(problem)) from problem
    except OSError as problem:
        raise Problem(f"{problem.strerror or problem}: {problem.filename or path}") from problem


def _start(sheet: Sheet, target: Path) -> int:
    if target.exists():
        raise Problem(f"there is a file {target} already")
    target.write_text(starting.first_map(sheet), encoding="utf-8")
    say(f"Written: {target}. Read it, put it right, then: openbeat import complaints {sheet.path} --map {target}")
    return 0


def _load(options: argparse.Namespace, sheet: Sheet, by: FileMap) -> int:
    if len(options.source) > SOURCE_MOST:
        raise Problem(f"the name of the source has {len(options.source)} signs; {SOURCE_MOST} fit")
    where = _place(options.report, sheet.path)
    if where == sheet.path:
        raise Problem("the report would stand in place of the file itself")
    began = time.monotonic()
    for line in _columns(by):
        say(line)
    asked = Asked(sheet, by, options.source, _day(options.as_of), options.check, _teller())
    with Report(where) as report:
        found = loading.load(asked, report, by=importer(sheet.path.name, Role.ADMINISTRATOR), at=now())
    for line in (*sentences(found, check=options.check), *_reasons(report), *_unknown(found)):
        say(line)
    if where is not None:
        say(f"Row by row: {where}")
    if not options.check:
        for line in _published(found.source):
            say(line)
    say(f"It took {time.monotonic() - began:.0f} seconds.")
    return 0


def _published(source: str) -> Iterator[str]:
    """Count the published figures anew at once, and say of what they are."""
    made = counting.refresh(counting.Cause.IMPORTED, at=now())
    if made is None:
        yield "Nothing of it is public before a publication profile is signed: /complaints/publication/"
        return
    yield f"The published figures count them: {made.data['counts']['received']} complaints, as of {made.as_of}."
    if alone := next((one for one in made.data["by_source"] if one["source"] == source), None):
        count, day = alone["counts"]["received"], alone["as_of"]
        yield f"Of {source} alone: {count} complaints, as of {day}; see by_source in /complaints/outcomes.json."


def _place(asked: str, path: Path) -> Path | None:
    """Where the report goes: as asked, beside the file, or here where nothing can be written beside it."""
    if asked:
        return None if asked == "-" else Path(asked)
    name = f"{path.name}.report.csv"
    return (path.parent if os.access(path.parent, os.W_OK) else Path.cwd()) / name


def _day(text: str) -> str:
    if not text:
        return ""
    try:
        found = date.fromisoformat(text)
    except ValueError as problem:
        raise Problem(f"--as-of {text} is no day; write it as 2025-12-31") from problem
    if found > now().date():
        raise Problem(f"--as-of {text} is still to come")
    return found.isoformat()


def _columns(by: FileMap) -> Iterator[str]:
    if by.guessed:
        yield "Nobody wrote a map. By their names, the columns are:"
        yield from (f"  {role} = {' + '.join(names)}" for role, names in by.columns.items())
        if "received" in by.columns and "closed" not in by.columns:
            yield "No column says when a complaint was closed: there will be no time to close."


def _teller() -> Callable[[str, int], None]:
    """Says a line each time so many rows more were read, and kept."""
    told: dict[str, int] = {}

    def tell(what: str, count: int) -> None:
        if count // EVERY > told.get(what, 0):
            told[what] = count // EVERY
            say(f"{count} rows {what} ...")

    return tell


def sentences(found: Outcome, *, check: bool = False) -> Iterator[str]:
    """What became of a file, for people."""
    if check:
        yield "Only looked at: nothing was written. It would be so:"
    elif found.before:
        yield f"This very file was taken before, on {found.before.ended_at:%Y-%m-%d}."
    if found.guessed_as_of and found.as_of:
        yield (
            f"Nothing says when the file was made. Taken for it: {found.as_of}, the last day in "
            "it. If you know better, run it again with --as-of DAY."
        )
    yield from _counts(found)


def _counts(found: Outcome) -> Iterator[str]:
    counts = found.counts
    yield (
        f"{found.rows} rows: {counts['taken']} taken, {counts['merged']} put together with another row, "
        f"{counts['refused']} refused."
    )
    older = f", {counts['older']} known from a newer file" if counts["older"] else ""
    yield (
        f"Source {found.source}: {counts['new']} new complaints, {counts['changed']} changed, "
        f"{counts['same']} as they were{older}."
    )
    if counts["undated"]:
        yield f"{counts['undated']} closed without a day: counted, but not in the time to close."
    if found.kept or counts["gone"]:
        yield (
            f"From earlier files: {found.kept} complaints that are not in this one stay as they were; {counts['gone']} "
            "allegations stand in it no more: they are kept, and no longer counted."
        )


def _reasons(report: Report) -> Iterator[str]:
    words = {"refused": "refused", "decided": "decided", "merged": "put together"}
    for (what, code), count in report.codes.most_common(SHOWN):
        first = report.firsts[what, code]
        at = f"first on line {first.line}" if first.line else f"first {first.number}"
        yield f"  {'once' if count == 1 else f'{count} times'} {words[what]} ({code}), {at}: {first.why}"


def _unknown(found: Outcome) -> Iterator[str]:
    by_name: dict[str, list[tuple[str, int]]] = {}
    for (name, text), count in found.unknown.most_common():
        by_name.setdefault(name, []).append((text, count))
    if by_name:
        yield "Words that nobody explained (a map does, under [values.…]); how many rows:"
    for name, texts in by_name.items():
        more = f"; and {len(texts) - WORDS} more" if len(texts) > WORDS else ""
        yield f"  {name}: {', '.join(f'{text[:60]!r} {count}' for text, count in texts[:WORDS])}{more}"
