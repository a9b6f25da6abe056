"""Runs what a change must pass, two things at a time, and says at the end what passed, failed and was left out.

Examples: python tools/check.py test
          python tools/check.py check --only ruff mypy
          python tools/check.py check-all --nothing-left-out
"""

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import pgtemp

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
DJANGO = [sys.executable, "-m", "django"]
OPENBEAT = [sys.executable, "-m", "openbeat.config.cli"]
AT_ONCE = 2  # SQLite and PostgreSQL side by side; more would only wait for each other on two cores
STUCK = 20 * 60  # seconds after which a test is looked into: Python may die of that where other threads run meanwhile
LONGEST = 60 * 60  # seconds for one part: what hangs is a failure, not a machine that is busy all night
SEEN, PAGES = "tests/browser", "tests/browser/test_pages.py"
# Languages whose pages are a part of their own: short parts, so that of two at a time none ends long before the other.
LATER = (("en", "es"), ("ar", "my"), ("zh-hans", "vi"), ("ht", "so"))
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
INSTALL = {"PostgreSQL": "apt-get install postgresql", "Chromium": "apt-get install chromium fonts-noto-cjk"}
SUMMARY = re.compile(
    r"^=* ?(\d+ (?:passed|failed|error|skipped|deselected|xfailed).* in [\d.]+s.*?) ?=*$", re.MULTILINE
)
DOTS = re.compile(r"^[.sxXFE]+ +\[ *\d+%\]\n", re.MULTILINE)
SKIPPED = re.compile(r"^SKIPPED \[\d+\] ([^:]+:\d+): (.*)$", re.MULTILINE)
# What a developer has set must not reach the tests, and what the tests write must not reach the tree.
OURS = ("OPENBEAT_", "PG", "DB", "DJANGO_", "COVERAGE_")
DEPLOYED = {
    "OPENBEAT_ADDRESS": "https://talk.example.gov",
    "OPENBEAT_HOSTS": "talk.example.gov",
    "OPENBEAT_SECRET_KEY": "check-only-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
}
_SAY = threading.Lock()
_RUNNING: list["subprocess.Popen[str]"] = []


@dataclass
class Part:
    """One program to run; the exit code decides."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    left_out: str = ""  # why it cannot run here, and what would change that
    report: bool = False  # its last line is told, and nothing fails by what it finds
    seconds: float = 0.0
    passed: bool = False
    output: str = ""

    @property
    def summary(self) -> str:
        found = self.output.strip().splitlines() if self.report and self.passed else SUMMARY.findall(self.output)
        return f"  {found[-1]}" if found else ""


def main() -> int:
    options = arguments()
    if options.what == "format":
        return reformat()
    before = tree()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="openbeat-check-")))
        parts = [part for part in plan(options, folder, stack) if not options.only or part.name in options.only]
        run_all([part for part in parts if not part.left_out])
        report_coverage(folder)
    return say_all(parts, clean=before == tree(), strict=options.nothing_left_out)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["test", "check", "check-all", "coverage", "format"])
    parser.add_argument("--only", nargs="+", metavar="PART", help="run these parts, such as mypy or sqlite")
    parser.add_argument("--nothing-left-out", action="store_true", help="what cannot run here is a failure")
    return parser.parse_args()


def plan(options: argparse.Namespace, folder: Path, stack: ExitStack) -> list[Part]:
    """The parts of this run, the long ones first: so two at a time end at about the same moment."""
    tests = pytest_parts(options, folder, stack)
    return tests if options.what in {"test", "coverage"} else [*tests, *static_parts(folder)]


def pytest_parts(options: argparse.Namespace, folder: Path, stack: ExitStack) -> list[Part]:
    whole = options.what == "check-all"
    quick = "not browser" if whole else "not browser and not slow"
    browser = "browser" if whole else "browser and not slow"
    plain = f"{quick} and not postgresql"
    # In memory it is quicker; everything is run on a file, as installations have it: locks behave differently there.
    place = {"OPENBEAT_TEST_FILE": "1"} if whole else {}
    counted = options.what == "coverage"
    sqlite = Part("sqlite", pytest(plain, folder, "sqlite", counted=counted), surroundings(folder, "sqlite") | place)
    if counted:
        return [sqlite]
    # The other way round: what kills and waits is not run on both at the same moment.
    # A change has ten minutes: the apps on PostgreSQL, and every page, are for `make test` and `make check-all`.
    hurried = options.what == "check"
    shared = ["openbeat/core", "openbeat/config"] if hurried else ["openbeat"]
    turned = [*pytest(quick, folder, "postgresql"), "tests", *shared]
    postgresql = Part("postgresql", turned, surroundings(folder, "postgresql"))
    if not options.only:
        postgresql.environment["OPENBEAT_TEST_ASKING"] = "1"  # what asks no database is run beside SQLite
    # Alone: they look at houses of their own, in files, and not at the database of the other tests.
    chosen = [" or ".join(f"in-{language}" for language in languages) for languages in LATER]
    pages = [sight("browser-pages", browser, folder, [PAGES, "-k", f"not ({' or '.join(chosen)})"])]
    if whole:
        for languages, names in zip(LATER, chosen, strict=True):
            pages.append(sight(f"pages-{'-'.join(languages)}", browser, folder, [PAGES, "-k", names]))
    wanted = not options.only or "postgresql" in options.only
    seen = sight("browser", browser, folder, [SEEN, f"--ignore={PAGES}"])
    if pgtemp.programs() is None:
        postgresql.left_out = missing("PostgreSQL")
    elif wanted:
        postgresql.environment.update(stack.enter_context(pgtemp.cluster()))
    return [postgresql, sqlite, *([] if hurried else pages), seen]


def sight(name: str, markers: str, folder: Path, where: list[str]) -> Part:
    """Tests in a browser; left out where there is none."""
    part = Part(name, [*pytest(markers, folder, name), *where], surroundings(folder, name))
    if (path := find_browser()) is None:
        part.left_out = missing("Chromium")
    else:
        part.environment |= {"OPENBEAT_CHROMIUM": path, "DJANGO_ALLOW_ASYNC_UNSAFE": "1"}
    return part


def static_parts(folder: Path) -> list[Part]:
    templates = sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("openbeat/**/templates/**/*.html"))
    deployed = surroundings(folder, "deployed") | DEPLOYED
    demo = surroundings(folder, "demo") | {"OPENBEAT_DEMO": "1"}
    return [
        Part("mypy", [str(BIN / "mypy")], demo),
        Part("format", [str(BIN / "ruff"), "format", "--check", "."]),
        Part("ruff", [str(BIN / "ruff"), "check", "."]),
        Part("imports", [str(BIN / "lint-imports"), "--no-cache"]),
        Part("djade", [str(BIN / "djade"), "--check", "--target-version", "6.1", *templates]),
        Part("djlint", [str(BIN / "djlint"), "openbeat", "--lint", "--quiet"]),
        Part("deploy", [*DJANGO, "check", "--deploy", "--fail-level", "WARNING"], deployed),
        Part("migrations", [*DJANGO, "makemigrations", "--check", "--dry-run"], demo),
        Part("docs", [*OPENBEAT, "docs", "--check"], demo),
        Part("messages", [*OPENBEAT, "messages", "--check"], demo),
        Part("reading-age", [*OPENBEAT, "messages", "--reading-age"], demo, report=True),
        Part("vendor", [sys.executable, "tools/vendor.py", "--check"]),
        Part("addresses", [sys.executable, "tools/addresses.py"]),
    ]


def pytest(markers: str, folder: Path, name: str, *, counted: bool = False) -> list[str]:
    run = [sys.executable, "-m", "pytest"]
    if counted:
        run = [sys.executable, "-m", "coverage", "run", f"--data-file={folder / 'coverage'}", "-m", "pytest"]
    return [
        *run,
        "-q",
        "-rsfE",
        "--durations=5",
        "-o",
        f"faulthandler_timeout={STUCK}",
        "-m",
        markers,
        f"--basetemp={folder / name}-tmp",
    ]


def surroundings(folder: Path, name: str) -> dict[str, str]:
    data = folder / name
    data.mkdir(exist_ok=True)
    return {"OPENBEAT_DATA": str(data), "DJANGO_SETTINGS_MODULE": "openbeat.config.settings"}


def missing(program: str) -> str:
    return f"{program} was not found on this machine; to include it: {INSTALL[program]}"


def find_browser() -> str | None:
    """Chromium of the distribution, or the one named by $OPENBEAT_CHROMIUM."""
    named = os.environ.get("OPENBEAT_CHROMIUM")
    return named or next((path for name in BROWSERS if (path := shutil.which(name))), None)


def run_all(parts: list[Part]) -> None:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        try:
            for done in as_completed([pool.submit(run, part) for part in parts]):
                tell(done.result())
        except BaseException:  # Ctrl-C: nothing that we started goes on
            pool.shutdown(wait=False, cancel_futures=True)
            for command in _RUNNING:
                command.terminate()
            raise


def tell(part: Part) -> None:
    say(f"{'ok   ' if part.passed else 'FAIL '} {part.name:<12}{part.seconds:6.0f} s{part.summary}")
    if not part.passed:
        say(indented(DOTS.sub("", part.output)))


def run(part: Part) -> Part:
    say(f"...   {part.name}")
    began = time.monotonic()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    environment = {**kept, "PYTHONUNBUFFERED": "1", **part.environment}
    command = subprocess.Popen(
        part.command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, errors="replace",
    )  # fmt: skip
    _RUNNING.append(command)
    clock = threading.Timer(LONGEST, command.kill)
    clock.start()
    part.output = follow(part, command)
    clock.cancel()
    part.passed, part.seconds = command.wait() == 0, time.monotonic() - began
    return part


def follow(part: Part, command: "subprocess.Popen[str]") -> str:
    """Collect what it says; say about twice a minute how far the tests are."""
    lines, spoke = [], time.monotonic()
    for line in command.stdout or ():
        lines.append(line)
        if line.rstrip().endswith("%]") and time.monotonic() - spoke > 30:  # noqa: PLR2004
            say(f"...   {part.name} {line.rstrip()[-6:]}")
            spoke = time.monotonic()
    return "".join(lines)


def report_coverage(folder: Path) -> None:
    data = folder / "coverage"
    if data.exists():
        command = [sys.executable, "-m", "coverage", "report", f"--data-file={data}", "--format=total"]
        total = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
        say(f"      branch coverage of openbeat by the tests on SQLite: {total} %")


def say_all(parts: list[Part], *, clean: bool, strict: bool) -> int:
    """The last lines: each part, what was left out, and the verdict."""
    say("\n" + "-" * 78)
    for part in parts:
        state = "LEFT OUT" if part.left_out else "passed" if part.passed else "FAILED"
        say(f"{part.name:<12} {state:<9}{part.seconds:5.0f} s{part.summary}")
    if not clean:
        say("work tree    FAILED     the run changed files that git knows or should ignore (git status)")
    out = [part for part in parts if part.left_out]
    skips = nowhere(parts)
    for part in out:
        say(f"\n!!! LEFT OUT: {part.name}. {part.left_out}")
    for where, why in skips.items():
        say(f"\n!!! SKIPPED everywhere: {where}: {why}")
    failed = not clean or any(not part.passed for part in parts if not part.left_out) or (strict and (out or skips))
    say(f"\n{'FAILED' if failed else 'All that ran passed' if out or skips else 'All passed'}.")
    return 1 if failed else 0


def nowhere(parts: list[Part]) -> dict[str, str]:
    """Tests that no run did, and why: what SQLite in memory cannot do, PostgreSQL or a file does."""
    runs = {part.name: dict(SKIPPED.findall(part.output)) for part in parts if SUMMARY.search(part.output)}
    databases = [skipped for name, skipped in runs.items() if not name.startswith("browser")]
    found = {where: why for where, why in (databases or [{}])[0].items() if all(where in run for run in databases)}
    for name, skipped in runs.items():
        found |= skipped if name.startswith("browser") else {}
    return found


def tree() -> str:
    """What git sees of the work tree; empty outside a repository."""
    command = ["git", "status", "--porcelain"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout


def reformat() -> int:
    templates = [str(path) for path in ROOT.glob("openbeat/**/templates/**/*.html")]
    commands = [
        [str(BIN / "ruff"), "check", "--fix-only", "--quiet", "."],
        [str(BIN / "ruff"), "format", "."],
        [str(BIN / "djade"), "--target-version", "6.1", *templates],
    ]
    for command in commands:
        subprocess.run(command, cwd=ROOT, check=False)
    return 0


def indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.rstrip().splitlines())


def say(line: str) -> None:
    with _SAY:
        print(line, flush=True)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # the cluster is stopped then, too
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
