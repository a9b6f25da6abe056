"""Import of complaints: rows a second of a file of 100,000, beside a bare csv.reader with bulk_create of the same rows.

`python -m bench.importing --rows N` needs the settings and an empty database. Measured are a first run, a second one
that changes nothing, and a newer file in which a tenth of the complaints was closed.
"""

from __future__ import annotations

import argparse
import csv
import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import batched
from pathlib import Path

import django

django.setup()

from django.db import connection, transaction  # noqa: E402  settings come first

from openbeat.apps.complaints.models import PastCase, PastCharge  # noqa: E402
from openbeat.apps.complaints.services.history import loading, starting  # noqa: E402
from openbeat.apps.complaints.services.history.loading import Asked  # noqa: E402
from openbeat.apps.complaints.services.history.reporting import Report  # noqa: E402
from openbeat.core.people.roles import Role  # noqa: E402
from openbeat.kit import sheets  # noqa: E402
from openbeat.kit.actors import importer  # noqa: E402
from openbeat.kit.clock import now  # noqa: E402

HEAD = ("complaint_id", "incident_date", "date_received", "closed_date", "status", "beat", "category", "finding",
        "recommended_discipline", "final_discipline", "officer_id", "officer_race", "complainant_race")  # fmt: skip
FIRST, LAST, TOGETHER = date(2010, 1, 1), date(2024, 12, 31), 500
NAMES = ("first run", "the same again", "a newer file")
KINDS = ("Excessive force", "Illegal search", "Rude to a citizen", "Neglect of duty")
ENDS = ("Sustained", "Not Sustained", "Exonerated", "Unfounded")


def a_file(path: Path, rows: int, *, closed_later: bool = False) -> None:
    """A row for each of two allegations of a complaint, in no order."""
    chance = random.Random(7)  # noqa: S311  made up
    found = []
    for number in range(rows // 2):
        received = FIRST + timedelta(days=chance.randrange(5000))
        ends = received + timedelta(days=int(chance.expovariate(1 / 200)))
        closed = ends <= LAST and (closed_later or number % 10 > 0)
        days = [day.strftime("%m/%d/%Y") for day in (received, received, ends)]
        found.extend(
            [str(number), *days[:2], days[2] if closed else "", "Closed" if closed else "Open",
                          f"{chance.randrange(1, 40):04}", chance.choice(KINDS), chance.choice(ENDS) * closed,
                          "5 Day Suspension", "Reprimand", str(chance.randrange(4000)), "WHITE", "BLACK"]
            for _charge in range(2)
        )  # fmt: skip
    chance.shuffle(found)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEAD, *found])


@contextmanager
def timed(found: list[float]) -> Iterator[None]:
    """How long it took, in seconds."""
    began = time.perf_counter()
    yield
    found.append(time.perf_counter() - began)


def ours(path: Path, as_of: str) -> None:
    """Take the file as the command does."""
    sheet = sheets.look(path)
    with Report(path.with_suffix(".report.csv")) as report:
        asked = Asked(sheet, starting.guessed(sheet), "bench", as_of)
        found = loading.load(asked, report, by=importer(path.name, Role.ADMINISTRATOR), at=now())
    if found.counts["refused"] or sum(found.counts[what] for what in ("taken", "merged")) != found.rows:
        raise SystemExit(f"rows are missing: {found}")


def bare(path: Path) -> None:
    """The same rows into the same tables, with nothing understood and nothing checked."""
    cases: dict[str, PastCase] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for batch in batched(csv.DictReader(file), TOGETHER):
            fresh = {row["complaint_id"]: row for row in batch if row["complaint_id"] not in cases}
            with transaction.atomic():
                made = [PastCase(source="bare", number=number, received_on=FIRST, as_of=LAST, status="open",
                                 place=row["beat"], complainant_race=row["complainant_race"])
                        for number, row in fresh.items()]  # fmt: skip
                cases |= {case.number: case for case in PastCase.objects.bulk_create(made)}
                PastCharge.objects.bulk_create(
                    PastCharge(case=cases[row["complaint_id"]], number=1, key=f"{index}{id(row)}", kind="other",
                               kind_text=row["category"], officer=row["officer_id"], officer_race=row["officer_race"])
                    for index, row in enumerate(batch)
                )  # fmt: skip


def main() -> None:
    """Measure, and print a few lines."""
    parser = argparse.ArgumentParser(prog="python -m bench.importing", description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    rows = parser.parse_args().rows
    spent: list[float] = []
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        first, later = Path(folder) / "first.csv", Path(folder) / "later.csv"
        a_file(first, rows)
        a_file(later, rows, closed_later=True)
        for step in (lambda: bare(first), lambda: ours(first, "2024-12-31"), lambda: ours(first, "2024-12-31"),
                     lambda: ours(later, "2025-06-30")):  # fmt: skip
            with timed(spent):
                step()
    print(f"\nimport of complaints on {connection.vendor}, {rows:,} rows, two allegations a complaint")
    print(f"  csv.reader and bulk_create, bare: {spent[0]:.1f} s, {rows / spent[0]:,.0f} rows a second")
    for name, seconds in zip(NAMES, spent[1:], strict=True):
        print(
            f"  {name}: {seconds:.1f} s, {rows / seconds:,.0f} rows a second, {seconds / spent[0]:.1f} times the bare"
        )


if __name__ == "__main__":
    main()
