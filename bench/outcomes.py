"""What came of 100,000 complaints and 200,000 allegations: counted by the worker, then read as one row.

It prints how long the counting takes and what it needs of memory, how many queries each page asks with nothing kept
(the same of 1,000 complaints, or it fails), and what a request costs: in use beside the bare list of 25 of 10,000, and
drawn afresh beside the bare list of the same rows (each at most four times, or it fails). `OPENBEAT_BENCH_CASES=10000`
makes it smaller. `python -m bench --only outcomes`.
"""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import django

from bench.servers import Server, running

FEW, CASES, CHARGES = 1_000, int(os.environ.get("OPENBEAT_BENCH_CASES", "100000")), 2
PIECE, RUNS, COUNT, FRESH, MOST = 5_000, 5, 200, 40, 4
AS_OF = date(2026, 3, 31)
KINDS = ("force", "courtesy", "search", "stop", "bias", "property", "neglect", "retaliation")
FINDINGS = ("sustained", "not_sustained", "exonerated", "unfounded", "withdrawn", "")
PAGE = "/complaints/outcomes/"
PAGES = ("/complaints/outcomes/", "/complaints/how-it-works/", "/complaints/outcomes.json", "/complaints/outcomes.csv")
COUNTED = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH)", re.IGNORECASE)

type Installation = Callable[[str, Path], AbstractContextManager[dict[str, str]]]


def write(first: int, last: int) -> None:
    """So many cases of ten years, a fifth of them open, each with two allegations."""
    import numpy as np  # noqa: PLC0415

    from openbeat.apps.complaints.models import PastCase, PastCharge  # noqa: PLC0415  after django.setup()

    chance = np.random.default_rng(first)
    for begin in range(first, last, PIECE):
        many = min(PIECE, last - begin)
        ages, took = chance.integers(1, 3650, many), chance.exponential(150, many).astype(int)
        cases = []
        for place, (age, days) in enumerate(zip(ages.tolist(), took.tolist(), strict=True)):
            received = AS_OF - timedelta(days=age)
            over = days <= age and place % 10
            cases.append(
                PastCase(source="old", number=f"{begin + place}", received_on=received, as_of=AS_OF,
                         closed_on=received + timedelta(days=days) if over else None,
                         status="closed" if over else "open", place=f"Beat {place % 40}",
                         complainant_race=("black", "white", "asian")[place % 3])
            )  # fmt: skip
        cases = PastCase.objects.bulk_create(cases)
        PastCharge.objects.bulk_create(
            PastCharge(case=case, number=number, key=f"{case.number}-{number}", kind=KINDS[(place + number) % 8],
                       finding=FINDINGS[place % 6], finding_recommended=FINDINGS[(place + number) % 6],
                       final=("", "training", "reprimand")[place % 3], unit=f"Unit {place % 25}",
                       officer=f"o{place % 900}", officer_sex="m")
            for place, case in enumerate(cases) for number in range(CHARGES)
        )  # fmt: skip


def count() -> float:
    """Seconds that the worker's job takes."""
    from openbeat.apps.complaints.lifecycle.publication import Cause  # noqa: PLC0415
    from openbeat.apps.complaints.services import counting  # noqa: PLC0415
    from openbeat.kit.clock import now  # noqa: PLC0415

    start = time.perf_counter()
    made = counting.refresh(Cause.IMPORTED, at=now())
    if made is None:
        raise SystemExit("nothing was counted")
    return time.perf_counter() - start


def asked(path: str, *, kept: bool = False) -> tuple[int, float]:
    """How many queries a page costs, and its least CPU time in milliseconds; with nothing kept, or as in use."""
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from openbeat.kit import memory  # noqa: PLC0415

    client, times, queries = Client(HTTP_HOST="localhost"), [], 0
    for run in range(RUNS):
        if not kept:
            memory.forget_all()
        with CaptureQueriesContext(connection) as seen:
            start = time.process_time()
            status = client.get(path, {"run": run}).status_code
            times.append(time.process_time() - start)
        if status != 200:  # noqa: PLR2004
            raise SystemExit(f"{path}: {status}")
        queries = len([query for query in seen if COUNTED.match(query["sql"])])
    return queries, 1000 * min(times)


def main() -> None:
    """Fill an empty house, count, and say what it cost."""
    from django.db import connection  # noqa: PLC0415

    from openbeat.apps.complaints.demo.publishing import a_profile  # noqa: PLC0415
    from openbeat.core.people.demo import BUILDER  # noqa: PLC0415
    from openbeat.core.places import demo  # noqa: PLC0415
    from openbeat.kit.clock import now  # noqa: PLC0415

    demo.the_town(now(), BUILDER)
    a_profile(now(), complainant_groups=True, officer_groups=True)
    write(0, FEW)
    count()
    few = {path: asked(path)[0] for path in PAGES}
    write(FEW, CASES)
    print(f"\n{connection.vendor}: {CASES:,} complaints, {CASES * CHARGES:,} allegations")
    print(f"counted by the worker in {count():.1f} s; {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    print(f"{'with nothing kept, and in use':32}{'queries':>14}{'CPU ms':>9}{'in use':>9}")
    for path in PAGES:
        many, least = asked(path)
        print(f"{path:32}{few[path]:6} and {many:2}{least:11.1f}{asked(path, kept=True)[1]:9.1f}")
        if many > few[path]:
            raise SystemExit(f"{path}: {few[path]} queries of {FEW} complaints, {many} of {CASES:,}")
    write_down()


def write_down() -> None:
    """The rows of every table on the page, corrections too, for the bare list of the same rows."""
    from openbeat.apps.complaints.queries import corrected, dashboards, publication  # noqa: PLC0415

    figures = publication.figures()
    if figures is None:
        raise SystemExit("nothing is published")
    tables = [table for section in dashboards.sections(figures.data) for table in section.tables]
    rows = [list(row) for table in tables for row in table.rows]
    rows += [
        [line.label, line.was, line.now, line.row.at.date().isoformat(), line.row.cause] for line in corrected.lines()
    ]
    (Path(os.environ["OPENBEAT_DATA"]) / "shown.json").write_text(json.dumps(rows), encoding="utf-8")
    print(f"the page has {len(tables) + 1} tables of {len(rows)} rows together")


def measure(database: str, installation: Installation) -> None:
    """The worker's counting, the queries, and CPU a request beside the bare list, on this database."""
    with TemporaryDirectory(prefix="bench-") as folder, installation(database, Path(folder)) as env:
        whole = {**os.environ, **env}
        subprocess.run([sys.executable, "-m", "bench.outcomes"], env=whole, check=True)
        subprocess.run([sys.executable, "-m", "bench.bare"], env=whole, check=True)
        with (
            running("openbeat.config.wsgi:application", env, workers=2) as product,
            running("bench.bare:application", env, workers=2) as bare,
        ):
            floor = _least(bare, "/rows/")
            print(f"{'CPU ms a request, as served':46}{'x list':>8}\n{'bare list of 25 of 10,000':38}{floor:8.3f}")
            for path in PAGES:
                least = _least(product, path)
                print(f"{path:38}{least:8.3f}{least / floor:8.2f}")
                if least > MOST * floor:
                    raise SystemExit(f"{path} costs more than {MOST} times the bare list")
        _afresh(env)


def _afresh(env: dict[str, str]) -> None:
    """The page drawn anew for each request, beside the bare list of the same rows, in interleaved runs."""
    with (
        running("bench.afresh:application", env, workers=1) as product,
        running("bench.bare:application", env, workers=1) as bare,
    ):
        costs = [(_each(product, PAGE, run), _each(bare, "/figures/", run)) for run in range(RUNS + 1)]
    page, floor = (min(run) for run in zip(*costs[1:], strict=True))
    print(f"{'bare list of the same rows':38}{floor:8.3f}\n{PAGE + ', drawn afresh':38}{page:8.3f}{page / floor:8.2f}")
    if page > MOST * floor:
        raise SystemExit(f"{PAGE} drawn afresh costs more than {MOST} times the bare list of the same rows")


def _each(server: Server, path: str, run: int) -> float:
    """CPU milliseconds a request in one run; each has an address of its own, so that no whole page is kept."""
    before = server.cpu()
    for number in range(FRESH):
        status, _answer = server.ask("GET", f"{path}?fresh={run}-{number}", {})
        if status != 200:  # noqa: PLR2004
            raise SystemExit(f"{path}: {status}")
    return 1000 * (server.cpu() - before) / FRESH


def _least(server: Server, path: str) -> float:
    """CPU milliseconds a request, the least of the runs."""
    found = []
    for run in range(RUNS + 1):
        before = server.cpu()
        for _ in range(COUNT if run else 10):
            status, _answer = server.ask("GET", path, {})
            if status != 200:  # noqa: PLR2004
                raise SystemExit(f"{path}: {status}")
        found.append(1000 * (server.cpu() - before) / (COUNT if run else 10))
    return min(found[1:])


if __name__ == "__main__":
    django.setup()
    main()
