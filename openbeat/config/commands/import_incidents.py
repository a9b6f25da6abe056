"""`openbeat import incidents`."""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from openbeat.apps.meetings.services import incidents
from openbeat.apps.meetings.services.incidents import Taken
from openbeat.config.commands.screen import Problem, say
from openbeat.core.people.roles import Role
from openbeat.kit.actors import importer
from openbeat.kit.clock import now
from openbeat.kit.tables import Broken, read_map, rows

SHOWN = 60  # refusals on the screen; the report has all
EVERY = 10_000  # rows between two lines about how far it is


def run(options: argparse.Namespace) -> int:
    """Take the incidents of a CSV file; says how many, and what became of the others, row by row."""
    path, notice = Path(options.file), (options.notice, options.language if options.notice else "")
    by = importer(path.name, Role.ADMINISTRATOR)
    try:
        by_map = read_map(Path(options.map))
        taken = incidents.load(rows(path, by_map), by_map, by=by, at=now(), notice=notice, progress=_tell)
    except Broken as problem:
        raise Problem(str(problem)) from problem
    for line in sentences(taken):
        say(line)
    if options.report:
        _write(Path(options.report), taken)
        say(f"Row by row: {options.report}")
    return 0


def _tell(count: int) -> None:
    if count % EVERY == 0:
        say(f"{count} rows ...")


def sentences(taken: Taken) -> Iterator[str]:
    """What became of a file, for people."""
    refused = len(taken.refused)
    yield f"{taken.rows} rows: {taken.new} new, {taken.changed} changed, {taken.same} as they were, {refused} refused."
    if taken.since and taken.until:
        yield f"They reach from {taken.since.isoformat()} to {taken.until.isoformat()}."
    for reason, count in Counter(taken.refused.values()).most_common(SHOWN):
        first = next(number for number, why in taken.refused.items() if why == reason)
        yield f"  {count} times, first in row {first}: {reason}"


def _write(path: Path, taken: Taken) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["row", "why refused"])
        writer.writerows(taken.refused.items())
