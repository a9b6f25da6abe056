"""A PostgreSQL of one's own for a test run: made in a second, thrown away at the end; also for root.

Example: python tools/pgtemp.py .venv/bin/pytest openbeat/core/ledger
"""

import argparse
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PROGRAMS = ("initdb", "pg_ctl", "postgres")
PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin")
SETTINGS = {
    "listen_addresses": "''",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "shared_buffers": "64MB",
    "max_wal_size": "256MB",
}
START_SECONDS = "60"


class NoServer(LookupError):
    """No PostgreSQL server programs were found on this machine."""


def programs() -> Path | None:
    """The folder with the newest server programs: $PG_BIN, then where distributions put them, then PATH."""
    named = [Path(os.environ["PG_BIN"])] if os.environ.get("PG_BIN") else []
    found = [folder for place in PLACES for folder in Path("/").glob(place.lstrip("/"))]
    on_path = [Path(path).resolve().parent for path in [shutil.which("pg_ctl")] if path]
    for folder in [*named, *sorted(found, key=_version, reverse=True), *on_path]:
        if all(os.access(folder / program, os.X_OK) for program in PROGRAMS):
            return folder
    return None


def _version(folder: Path) -> float:
    digits = "".join(sign for sign in folder.parent.name if sign.isdigit() or sign == ".")
    return float(digits or 0)


@contextmanager
def cluster() -> Iterator[dict[str, str]]:
    """Start a server, give the environment that leads to it, stop it and remove it; raises NoServer."""
    folder = programs()
    if folder is None:
        raise NoServer("no PostgreSQL server programs")
    root = Path(tempfile.mkdtemp(prefix="obpg-", dir="/tmp"))  # a socket's path holds 107 bytes
    server = _Server(folder, root)
    try:
        server.start()
        yield {"PGHOST": str(root), "PGPORT": "5432", "PGUSER": "openbeat", "PGDATABASE": "postgres", "DB": "pg"}
    finally:
        server.stop()
        shutil.rmtree(root, ignore_errors=True)


class _Server:
    def __init__(self, folder: Path, root: Path) -> None:
        self.folder, self.root, self.data = folder, root, root / "data"
        self.as_user: dict[str, Any] = {}
        if os.geteuid() == 0:  # the server refuses to run as root
            user = _lesser_user()
            os.chown(root, user.pw_uid, user.pw_gid)
            self.as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}

    def start(self) -> None:
        self._run("initdb", "-U", "openbeat", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        options = " ".join([f"-k {self.root}", *(f"-c {name}={value}" for name, value in SETTINGS.items())])
        self._run("pg_ctl", "-w", "-t", START_SECONDS, "-l", str(self.root / "log"), "-o", options, "start")

    def stop(self) -> None:
        if (self.data / "postmaster.pid").exists():
            self._run("pg_ctl", "-m", "immediate", "-w", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.folder / program), "-D", str(self.data), *arguments]
        plain = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C.UTF-8"}
        log = self.root / "said"
        with log.open("a+") as said:  # not a pipe: the server would keep it open, and we would wait for its end
            done = subprocess.run(
                command, cwd=self.root, env=plain, stdout=said, stderr=said, check=False, **self.as_user
            )
        if done.returncode:
            raise RuntimeError(f"{program} failed: {log.read_text()[-800:]}")


def _lesser_user() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise RuntimeError("PostgreSQL does not run as root, and there is no user postgres or nobody")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", nargs=argparse.REMAINDER, help="what to run beside it")
    options = parser.parse_args()
    try:
        with cluster() as leads_to_it:
            return subprocess.call(options.command, env={**os.environ, **leads_to_it})
    except (NoServer, RuntimeError) as problem:
        print(f"pgtemp: {problem}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # or the server would outlive us
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
