"""What a page costs in a large city, beside the same page of the example town: CPU time a request, in one run.

Example: python -m bench.city --database sqlite --count 100
With --kept FOLDER town and city on SQLite stay there and are used again; --page /areas/ asks for that page only.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.__main__ import RUNS, Case, installation
from bench.servers import Server, running

PAGES = ("/", "/areas/", "area", "progress", "/concerns/", "concern", "/concerns/new/", "/meetings/", "/progress/",
         "/about/promises/", "/search/?words=light", "/desk/")  # fmt: skip
FACTS = """
import django, json
django.setup()
from bench.seed import session
from openbeat.apps.concerns.models import Concern
from openbeat.core.people import queries as people
from openbeat.core.people.models import Person
from openbeat.core.places import queries as places
beat = places.areas("beat")[0]
told = Concern.objects.filter(area=beat, private=False, looked_at__isnull=False, answers_given__gt=0).order_by("-pk")
counts = {"beats": len(places.areas("beat")), "people": Person.objects.count(), "concerns": Concern.objects.count()}
print(json.dumps({"session": session(people.by_email("lee@example.org")), "area": f"/areas/{beat.slug}/",
      "progress": f"/areas/{beat.slug}/progress/", "concern": f"/concerns/{told.first().pk}/", "counts": counts}))
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is measured: on which database, so many requests a run, which pages, and where to keep what was built."""

    database: str
    count: int
    pages: tuple[str, ...]
    kept: Path | None


@contextmanager
def place(wanted: Wanted, size: str) -> Iterator[dict[str, str]]:
    """Where the town or the city is: in a folder that is thrown away, or in one that stays."""
    with tempfile.TemporaryDirectory(prefix="bench-") as passing:
        folder = Path(passing)
        if wanted.kept is not None and wanted.database == "sqlite":  # a PostgreSQL of one's own is thrown away
            folder = wanted.kept / size
        folder.mkdir(parents=True, exist_ok=True)
        with installation(wanted.database, folder) as env:
            yield env


def built(size: str, env: dict[str, str]) -> dict[str, str]:
    """Build the town or the city, unless it is there already, and say where its pages are."""
    began = time.perf_counter()
    whole = {**os.environ, **env}
    subprocess.run([sys.executable, "-m", "openbeat.config.cli", "demo", "--only-build", "--size", size],
                   env=whole, check=True, stdout=subprocess.DEVNULL)  # fmt: skip
    asked = subprocess.run([sys.executable, "-c", FACTS], env=whole, check=True, capture_output=True, text=True)
    facts: dict[str, str] = json.loads(asked.stdout.splitlines()[-1])
    print(f"{size}: {facts.pop('counts')}, built in {time.perf_counter() - began:.0f} s", flush=True)
    return facts


def cases(wanted: tuple[str, ...], server: Server, facts: dict[str, str]) -> list[Case]:
    """The pages of one of them, for a visitor and for a liaison officer."""
    signed = {"Cookie": f"sessionid={facts['session']}; csrftoken={'a' * 32}", "Accept-Encoding": "identity"}
    found = []
    for page in wanted:
        path = facts.get(page, page)
        if page != "/desk/":
            found.append(Case(f"{page}, visitor", server, path))
        found.append(Case(f"{page}, liaison", server, path, signed))
    return found


def measure(wanted: Wanted) -> None:
    """Print what each page costs in both, and the ratio."""
    with place(wanted, "town") as town, place(wanted, "city") as city:
        facts = {size: built(size, env) for size, env in (("town", town), ("city", city))}
        with (
            running("openbeat.config.wsgi:application", town, workers=2) as first,
            running("openbeat.config.wsgi:application", city, workers=2) as second,
        ):
            mine, theirs = cases(wanted.pages, first, facts["town"]), cases(wanted.pages, second, facts["city"])
            pairs = list(zip(mine, theirs, strict=True))
            for _run in range(RUNS):
                for pair in pairs:
                    for case in pair:
                        case.run(wanted.count)
            report(wanted, pairs)


def report(wanted: Wanted, pairs: list[tuple[Case, Case]]) -> None:
    """One line a page."""
    print(f"\n{wanted.database}: CPU ms a request, least of {RUNS} interleaved runs of {wanted.count} requests")
    print(f"{'':34}{'town':>8}{'city':>8}{'ratio':>8}")
    for mine, theirs in pairs:
        print(f"{mine.name:34}{mine.least():8.3f}{theirs.least():8.3f}{theirs.least() / mine.least():8.2f}", flush=True)


def main() -> None:
    """Measure on each database."""
    parser = argparse.ArgumentParser(prog="python -m bench.city", description=__doc__)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], action="append")
    parser.add_argument("--count", type=int, default=100, help="requests a run (default 100)")
    parser.add_argument("--page", choices=PAGES, action="append", help="this page only (may be repeated)")
    parser.add_argument("--kept", type=Path, help="a folder in which town and city on SQLite stay, to be used again")
    options = parser.parse_args()
    for database in options.database or ["sqlite", "postgresql"]:
        measure(Wanted(database, options.count, tuple(options.page or PAGES), options.kept))


if __name__ == "__main__":
    main()
