"""`openbeat import meetings`."""

from __future__ import annotations

import argparse
import csv
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from openbeat.apps.meetings.figures.rows import BadMap, Map, read_map
from openbeat.apps.meetings.lifecycle import Kind
from openbeat.apps.meetings.services import imports
from openbeat.apps.meetings.services.imports import Report, Row
from openbeat.config.commands.screen import Problem, say
from openbeat.core.people.roles import Role
from openbeat.kit.actors import importer
from openbeat.kit.clock import now

EVERY = 500  # rows between two lines about how far it is
SHOWN = 60  # refusals on the screen; the report has all
FIRST = 2  # the number of the first row after the line of the names


def run(options: argparse.Namespace) -> int:
    """Take the meetings of a CSV file; says how many, and what became of the others, row by row."""
    path, by_map = Path(options.file), _map(Path(options.map))
    by = importer(path.name, Role.ADMINISTRATOR)
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        reader = csv.DictReader(file)
        if missing := set(by_map.columns.values()) - set(reader.fieldnames or ()):
            raise Problem(f"{path.name} has no column {', '.join(sorted(missing))}")
        report = imports.take(_rows(reader), by_map, by=by, at=now(), progress=_tell)
    for line in sentences(report):
        say(line)
    if options.report:
        _write(Path(options.report), report)
        say(f"Row by row: {options.report}")
    return 0


def _map(path: Path) -> Map:
    if not path.is_file():
        raise Problem(f"there is no map {path}")
    try:
        return read_map(tomllib.loads(path.read_text(encoding="utf-8")), frozenset(Kind.values))
    except (BadMap, tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise Problem(f"{path.name}: {problem}") from problem


def _rows(reader: Iterable[dict[str, str | None]]) -> Iterator[Row]:
    yield from enumerate(reader, start=FIRST)


def _tell(rows: int) -> None:
    if rows % EVERY == 0:
        say(f"{rows} rows ...")


def sentences(report: Report) -> Iterator[str]:
    """What became of a file, for people."""
    refused = len(report.refused)
    yield f"{report.rows} rows: {report.new} new meetings, {report.known} taken before, {refused} refused."
    for reason, count in Counter(words for remarks in report.remarks.values() for words in remarks).most_common():
        yield f"  {count} times: {reason}"
    for number, reason in list(report.refused.items())[:SHOWN]:
        yield f"  row {number} refused: {reason}"
    if refused > SHOWN:
        yield f"  ... and {refused - SHOWN} more; --report FILE keeps them all"


def _write(path: Path, report: Report) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["row", "what", "why"])
        for number in range(FIRST, FIRST + report.rows):
            reason = report.refused.get(number, "")
            remarks = " ".join(report.remarks.get(number, ()))
            writer.writerow([number, "refused" if reason else "taken", reason or remarks])
