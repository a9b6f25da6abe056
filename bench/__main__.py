"""Measure: CPU time a request (least of five interleaved runs) beside bare Django, latency, queries, weight, memory."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench import alike, intake, outcomes, pages
from bench.servers import Server, running

RUNS = 5
MORE = 5  # so many times more requests for a page that is rendered once a second, and for the floors
FEWER = 5  # so many times fewer for what writes
PARTS = ("pages", "calculations", "languages", "log", "complaints", "outcomes", "importing")
HOME = Path(__file__).resolve().parent.parent


@dataclass
class Case:
    """One thing that is measured: on which server, as whom, and what came out."""

    name: str
    server: Server
    path: str
    headers: dict[str, str] = field(default_factory=dict)
    post: bool = False
    often: bool = False
    cpu: list[float] = field(default_factory=list)
    times: list[float] = field(default_factory=list)

    def run(self, count: int) -> None:
        """Ask so many times in a row and keep the CPU time a request and each latency."""
        count = max(count // FEWER, 10) if self.post else count * MORE if self.often else count
        bodies = [self._form() if self.post else None for _ in range(count)]
        before = self.server.cpu()
        for body in bodies:
            start = time.perf_counter()
            headers = {**self.headers, **({"Content-Type": "application/x-www-form-urlencoded"} if body else {})}
            status, answer = self.server.ask("POST" if self.post else "GET", self.path, headers, body)
            self.times.append(time.perf_counter() - start)
            if status not in {200, 302}:
                raise SystemExit(f"{self.name}: {status} {answer[:400]!r}")
        self.cpu.append((self.server.cpu() - before) / count)

    def _form(self) -> str:
        return pages.filled(self.server.ask("GET", self.path, self.headers)[1])

    def least(self) -> float:
        """CPU milliseconds a request, the least of the runs."""
        return 1000 * min(self.cpu)

    def percentile(self, share: float) -> float:
        """Milliseconds within which this share of the requests was answered."""
        ordered = sorted(self.times)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def cases(product: Server, bare: Server, facts: dict[str, str]) -> list[Case]:
    """The floors first, then the pages: for a visitor, and for somebody signed in."""
    signed, raises = (
        {"Cookie": f"sessionid={facts[who]}; csrftoken={'a' * 32}", "Accept-Encoding": "identity"}
        for who in ("session", "raiser")
    )
    area, concern = f"/areas/{facts['area']}/", f"/concerns/{facts['concern']}/"
    found = [Case("bare hello", bare, "/hello/", often=True), Case("bare list of 25 of 10,000", bare, "/rows/")]
    for name, path in (
        ("front page", "/"),
        ("area page", area),
        ("area page, 2,000 concerns, 60 tasks", f"/areas/{facts['busy']}/"),
        ("chart of 60 tasks", f"/areas/{facts['busy']}/progress/"),
        ("timeline of 60 tasks", f"/areas/{facts['busy']}/progress/?view=timeline"),
        ("list of 25 of 10,000", "/concerns/"),
        ("one concern", concern),
    ):
        found.append(Case(f"{name}, visitor", product, path, often=True))
        found.append(Case(f"{name}, signed in", product, path, signed))
    reads = {"Cookie": f"sessionid={facts['handler']}; vault={facts['vault']}", "Accept-Encoding": "identity"}
    found.append(Case("one sealed matter, its handler", product, f"/complaints/{facts['matter']}/", reads))
    return [*found, Case("raising a concern, signed in", product, "/concerns/new/", raises, post=True)]


@contextmanager
def installation(database: str, folder: Path) -> Iterator[dict[str, str]]:
    """A fresh installation on this database, migrated."""
    env = {
        "OPENBEAT_DATA": str(folder), "OPENBEAT_DEMO": "1", "OPENBEAT_DATABASE": database, "OPENBEAT_FORM_SECONDS": "0",
        "DJANGO_SETTINGS_MODULE": "openbeat.config.settings", "PYTHONPATH": str(HOME),
    }  # fmt: skip
    with ExitStack() as stack:
        if database == "postgresql":
            sys.path.insert(0, str(HOME / "tools"))
            from pgtemp import cluster  # noqa: PLC0415  tools is no package

            env |= stack.enter_context(cluster())
        subprocess.run([sys.executable, "-m", "openbeat.config.cli", "migrate"], env={**os.environ, **env}, check=True)
        yield env


def measure(database: str, count: int) -> None:
    """Print the table of one database."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, installation(database, Path(folder)) as env:
        seeded = subprocess.run(
            [sys.executable, "-m", "bench.seed"], env={**os.environ, **env}, check=True, capture_output=True, text=True
        )
        subprocess.run([sys.executable, "-m", "bench.bare"], env={**os.environ, **env}, check=True)
        facts = json.loads(seeded.stdout.splitlines()[-1])
        with (
            running("openbeat.config.wsgi:application", env, workers=2) as product,
            running("bench.bare:application", env, workers=2) as bare,
        ):
            found = cases(product, bare, facts)
            for case in found:
                case.run(10)
                case.cpu.clear(), case.times.clear()
            for _run in range(RUNS):
                for case in found:
                    case.run(count)
            report(database, found, product.memory())
            pages.weigh(product.port, facts)
        pages.count_queries(env, facts)
        tongues = [sys.executable, "-m", "bench.tongues", json.dumps(pages.addresses(facts))]
        subprocess.run(tongues, env={**os.environ, **env}, check=True)


def calculations(*, large: bool) -> None:
    """What asks no database: once is enough."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, installation("sqlite", Path(folder)) as env:
        for words in (["bench.calendars"], ["bench.sealing", *(["--large"] if large else [])]):
            subprocess.run([sys.executable, "-m", *words], env={**os.environ, **env}, check=True)


def coverage(database: str) -> None:
    """Who is served in which language, in an installation of its own on this database."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, installation(database, Path(folder)) as env:
        subprocess.run([sys.executable, "-m", "bench.languages"], env={**os.environ, **env}, check=True)


def public_log(database: str, leaves: int) -> None:
    """The log, in an installation of its own on this database."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, installation(database, Path(folder)) as env:
        words = [sys.executable, "-m", "bench.log", "--leaves", str(leaves)]
        subprocess.run(words, env={**os.environ, **env}, check=True)


def importing(database: str) -> None:
    """Old complaints out of a file, in an installation of its own on this database."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, installation(database, Path(folder)) as env:
        subprocess.run([sys.executable, "-m", "bench.importing"], env={**os.environ, **env}, check=True)


def report(database: str, found: list[Case], memory: float) -> None:
    """One line a case: CPU time, as a multiple of both floors, latency."""
    hello, rows = found[0].least(), found[1].least()
    print(f"\n{database}: CPU ms a request, least of {RUNS} interleaved runs; p50 and p99 in ms, one client")
    print(f"{'':46}{'CPU':>8}{'x hello':>9}{'x list':>8}{'p50':>8}{'p99':>8}")
    for case in found:
        least = case.least()
        ratio = f"{least / hello:9.2f}{least / rows:8.2f}"
        print(f"{case.name:46}{least:8.3f}{ratio}{case.percentile(0.5):8.2f}{case.percentile(0.99):8.2f}")
    print(f"memory of the web processes together: {memory:.0f} MB (shared pages counted once)")


def main() -> None:
    """Measure on each database."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], action="append")
    parser.add_argument("--count", type=int, default=300, help="requests a run (default 300)")
    parser.add_argument("--leaves", type=int, default=1_000_000, help="lines of the public log (default 1,000,000)")
    parser.add_argument("--large", action="store_true", help="seal and open 1 GB too: a minute more, and 2 GB of disk")
    parser.add_argument("--only", choices=PARTS, action="append", help="these parts alone")
    options = parser.parse_args()
    databases, parts = options.database or ["sqlite", "postgresql"], options.only or PARTS
    for database in databases:
        if "pages" in parts:
            measure(database, options.count)
            alike.measure(database, options.count, installation)
    if "calculations" in parts:
        calculations(large=options.large)
    by_part: dict[str, Callable[[str], None]] = {
        "languages": coverage,
        "complaints": lambda database: intake.measure(database, installation),
        "outcomes": lambda database: outcomes.measure(database, installation),
        "importing": importing,
        "log": lambda database: public_log(database, options.leaves),
    }
    for database in databases:
        for part, measured in by_part.items():
            if part in parts:
                measured(database)


if __name__ == "__main__":
    main()
