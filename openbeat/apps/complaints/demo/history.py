"""What the department had before it took complaints here: three years out of another system, made up from a seed."""

from __future__ import annotations

import csv
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from openbeat.apps.complaints.services.history import loading, starting
from openbeat.apps.complaints.services.history.reporting import Report
from openbeat.core.people.roles import Role
from openbeat.kit import sheets
from openbeat.kit.actors import importer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from random import Random

    from openbeat.core.hooks.demo import Town

CASES, DAYS, ENDED = 260, 1095, 420  # so many in so many days; the old system was left so many days ago
HEAD = ("complaint_id", "received_date", "closed_date", "status", "beat", "category", "finding",
        "recommended_discipline", "final_discipline", "officer_id")  # fmt: skip
KINDS = (
    ("discourtesy",) * 5 + ("neglect",) * 4 + ("force",) * 3 + ("search",) * 2 + ("false_arrest", "bias", "procedure")
)
FINDINGS = ("sustained",) * 3 + ("not_sustained",) * 5 + ("exonerated",) * 3 + ("unfounded",) * 3 + ("withdrawn",)
MEASURES = ("training", "counselling", "reprimand", "suspension 3", "suspension 10")
SLOW = {"force": 210, "false_arrest": 190, "bias": 170}  # days, on average; others are quicker
QUICK = 95


def make(town: Town) -> None:
    """Take the old cases in, as `openbeat import complaints` does."""
    with TemporaryDirectory(prefix="town-") as folder:
        path = Path(folder) / "old complaints.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(HEAD)
            writer.writerows(_rows(town))
        sheet = sheets.look(path)
        last = (town.now - timedelta(days=ENDED)).date()
        asked = loading.Asked(sheet, starting.guessed(sheet), "the system before", last.isoformat())
        with Report(None) as report:
            loading.load(asked, report, by=importer(path.name, Role.ADMINISTRATOR), at=town.at(ENDED - 5))


def _rows(town: Town) -> Iterator[list[str]]:
    chance, last = town.rng, (town.now - timedelta(days=ENDED)).date()
    for number in range(1, CASES + 1):
        received = last - timedelta(days=chance.randrange(DAYS))
        beat = str(chance.choice(town.areas).number)
        for _officer in range(chance.choice((1, 1, 1, 2))):
            yield [f"IA-{number:04}", received.isoformat(), *_course(chance, received, last, beat)]


def _course(chance: Random, received: date, last: date, beat: str) -> list[str]:
    kind = chance.choice(KINDS)
    closed = received + timedelta(days=5 + int(chance.expovariate(1 / SLOW.get(kind, QUICK))))
    officer = f"O{chance.randrange(90)}"
    if closed > last:
        return ["", "open", beat, kind, "", "", "", officer]
    finding = chance.choice(FINDINGS)
    asked = chance.choice(MEASURES) if finding == "sustained" else ""
    came = chance.choice((asked, asked, MEASURES[max(MEASURES.index(asked) - 1, 0)])) if asked else ""
    return [closed.isoformat(), "closed", beat, kind, finding, asked, came, officer]
