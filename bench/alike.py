"""What is like something that somebody writes, over 100,000 concerns in 250 areas, beside a bare view of one row.

The page is public, and kept for a second: so each request asks for other words, and none is answered from memory. Rows
read are shown by the database itself. `python -m bench.alike` measures this alone.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from itertools import count
from pathlib import Path
from random import Random
from urllib.parse import urlencode

from bench.servers import Server, running

AREAS, CONCERNS, WORDS, LONG = 250, 100_000, 3_000, 22
TOKEN = "a" * 32  # of the form: a bench is no stranger
RUNS, MOST = 5, 5.0
type Installation = Callable[[str, Path], AbstractContextManager[dict[str, str]]]


def said(rng: Random, length: int = LONG) -> list[str]:
    """Words as people use them: a few everywhere, many seldom (the chance of a word falls with its rank)."""
    ranks = [int(WORDS ** rng.random()) for _word in range(length)]
    return [f"word{rank}" for rank in ranks]


SEED = """
import django
django.setup()
from datetime import timedelta
from random import Random
from django.db import transaction
from bench.alike import AREAS, CONCERNS, said
from openbeat.apps.concerns.models import Concern, Token
from openbeat.core.people.demo import BUILDER
from openbeat.core.department import services as departments
from openbeat.core.places import services as places
from openbeat.core.places.models import Area, Kind
from openbeat.kit.clock import now
at, rng = now(), Random(1996)
departments.set_up(departments.Facts("Bench", "Bench", languages=["en"]), by=BUILDER, at=at)
root = places.root(by=BUILDER, at=at)
with transaction.atomic():
    facts = [places.Facts(f"Beat {n}", number=str(n)) for n in range(AREAS)]
    beats = [places.add(Kind.BEAT, each, root, by=BUILDER, at=at) for each in facts]
    for start in range(0, CONCERNS, 5000):
        words = [said(rng) for _n in range(5000)]
        made = Concern.objects.bulk_create([
            Concern(area=beats[(start + n) % AREAS], category="lighting", language="en", title=" ".join(each[:6]),
                    story=" ".join(each), raised_at=at - timedelta(minutes=start + n), looked_at=at,
                    due_at=at + timedelta(days=10))
            for n, each in enumerate(words)], batch_size=500)
        Token.objects.bulk_create([
            Token(concern=concern, area_id=concern.area_id, word=word)
            for concern, each in zip(made, words) for word in dict.fromkeys(each)], batch_size=2000)
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("ANALYZE")
"""

EXPLAIN = """
import django
django.setup()
from random import Random
from django.db import connection
from django.test.utils import CaptureQueriesContext
from bench.alike import said
from openbeat.apps.concerns import queries
from openbeat.apps.concerns.models import Concern, Token
area = Concern.objects.order_by("pk").values_list("area", flat=True)[0]
words = [word for word in dict.fromkeys(said(Random(7), 12))]
with CaptureQueriesContext(connection) as seen:
    found = queries.alike(queries.Likeness(area, " ".join(words)))
print(f"  {Concern.objects.count()} concerns, {Token.objects.count()} words kept")
print(f"  found {len(found)} in {len(seen)} queries")
for query in seen:
    with connection.cursor() as cursor:
        postgresql = "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) "
        how = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else postgresql
        cursor.execute(how + query["sql"])
        plan = [str(row[-1]) for row in cursor.fetchall()]
        cursor.execute("SELECT COUNT(*) FROM (" + query["sql"] + ") AS read")
        print(f"  {cursor.fetchone()[0]} rows given by:")
    for line in plan:
        print("     ", line[:150])
here = Token.objects.filter(area=area)
print(f"  {here.filter(word__in=words).count()} of the {here.count()} words kept in the area are among those asked for")
"""


def measure(database: str, times: int, installation: Installation) -> None:
    """Print CPU time a request of both, the ratio, and what the database reads."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, installation(database, Path(folder)) as env:
        whole = {**os.environ, **env}
        subprocess.run([sys.executable, "-c", SEED], env=whole, check=True, cwd=env["PYTHONPATH"])
        subprocess.run([sys.executable, "-m", "bench.bare"], env=whole, check=True)
        with (
            running("openbeat.config.wsgi:application", env, workers=1) as product,
            running("bench.bare:application", env, workers=1) as bare,
        ):
            _report(database, *_least(product, bare, times))
        subprocess.run([sys.executable, "-c", EXPLAIN], env=whole, check=True, cwd=env["PYTHONPATH"])


def _least(product: Server, bare: Server, times: int) -> tuple[float, float]:
    """CPU seconds a request, the least of the interleaved runs: of what is alike, and of one row."""
    numbers, rng = count(1), Random(1)  # noqa: S311  a bench
    best = {"alike": float("inf"), "one": float("inf")}
    for run in range(RUNS + 1):
        for name, server in (("alike", product), ("one", bare)):
            paths = [_path(name, next(numbers), rng) for _each in range(times)]
            before = server.cpu()
            for path in paths:
                status, answer = server.ask(*path)
                if status != 200:  # noqa: PLR2004  it is there
                    raise SystemExit(f"{path}: {status} {answer[:200]!r}")
            if run:  # the first one warms up
                best[name] = min(best[name], (server.cpu() - before) / times)
        time.sleep(0.2)
    return best["alike"], best["one"]


def _path(name: str, number: int, rng: Random) -> tuple[str, str, dict[str, str], str | None]:
    """What is asked: method, path, headers, body."""
    plain = {"Accept-Encoding": "identity"}
    if name == "one":
        return "GET", f"/one/?id={number % 10_000}", plain, None
    words = {"area": 2 + number % AREAS, "words": " ".join(said(rng, 12)), "csrfmiddlewaretoken": TOKEN}
    sent = {**plain, "Cookie": f"csrftoken={TOKEN}", "Content-Type": "application/x-www-form-urlencoded"}
    return "POST", "/concerns/alike/", sent, urlencode(words)


def _report(database: str, alike: float, one: float) -> None:
    ratio = alike / one
    print(
        f"\n{database}: what is alike among {CONCERNS:,} concerns, CPU ms a request, least of {RUNS} interleaved runs"
    )
    print(
        f"  alike {1000 * alike:.3f}, one row through bare Django {1000 * one:.3f}: {ratio:.2f} times (at most {MOST})"
    )
    print("  " + ("within the aim" if ratio <= MOST else "NOT within the aim"))


def main() -> None:
    """Measure this alone, on each database."""
    from bench.__main__ import installation  # noqa: PLC0415  it imports this module

    parser = argparse.ArgumentParser(prog="python -m bench.alike", description=__doc__)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], action="append")
    parser.add_argument("--count", type=int, default=300, help="requests a run (default 300)")
    options = parser.parse_args()
    for database in options.database or ["sqlite", "postgresql"]:
        measure(database, options.count, installation)


if __name__ == "__main__":
    main()
