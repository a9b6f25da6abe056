"""The database as a stream, at one moment of it, and back: SQLite by its online backup, PostgreSQL by pg_dump."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile, mkstemp
from typing import IO, Any

from django.conf import settings
from django.db import connection, transaction

from openbeat.config.commands.archive import KeptFile, Packing, Target
from openbeat.config.commands.screen import Problem

FOLDER, FILE = "database", "database/openbeat.sqlite3"
LEFT_OUT = ("django_session", "vault_unlocked", "openbeat_cache")  # signed in, unlocked, and what is made anew
COPY = ".backup-"


def pack(packing: Packing) -> dict[str, Any]:
    """Put the database into a backup, as it stands at one moment; gives what the manifest says of it."""
    if connection.vendor == "sqlite":
        with _copied(Path(settings.DATABASES["default"]["NAME"])) as (copy, size, entries):
            packing.file(FILE, copy, size)
        return {"database": "sqlite", "entries": entries}
    return {"database": "postgresql", "entries": _dump(packing)}


@contextmanager
def _copied(database: Path) -> Iterator[tuple[IO[bytes], int, int]]:
    """A copy that has a name only while it is made, in the folder where the database itself lies."""
    for left in database.parent.glob(f"{COPY}*"):  # by a backup that was killed
        left.unlink()
    handle, name = mkstemp(prefix=COPY, dir=database.parent)
    os.close(handle)
    try:
        entries = _copy(database, name)
        copy = Path(name).open("rb")  # noqa: SIM115  outlives its name
    finally:
        for path in (name, f"{name}-journal", f"{name}-wal", f"{name}-shm"):
            Path(path).unlink(missing_ok=True)
    with copy:
        yield copy, os.fstat(copy.fileno()).st_size, entries


def _copy(database: Path, name: str) -> int:
    with closing(sqlite3.connect(database, timeout=30)) as source, closing(sqlite3.connect(name)) as target:
        source.backup(target)
        for pragma in ("journal_mode=DELETE", "synchronous=OFF", "secure_delete=ON"):
            target.execute(f"PRAGMA {pragma}")
        for table in LEFT_OUT:
            with suppress(sqlite3.OperationalError):  # the cache has a file of its own
                target.execute(f"DELETE FROM {table}")  # noqa: S608  our own names
        target.commit()
        ((entries,),) = target.execute("SELECT count(*) FROM ledger_entry")
    return int(entries)


def _dump(packing: Packing) -> int:
    words = [_program("pg_dump"), "--format=custom", "--no-owner", "--no-privileges", "--compress=1"]
    words += [f"--exclude-table-data={table}" for table in LEFT_OUT]
    with (
        TemporaryFile() as said,
        _one_moment() as (snapshot, entries),
        _started([*words, f"--snapshot={snapshot}"], said, stdout=subprocess.PIPE) as dump,
    ):
        packing.stream(FOLDER, dump.stdout)  # type: ignore[arg-type]  # a pipe was asked for
        _require_end(dump, said, "pg_dump")
    return entries


@contextmanager
def _one_moment() -> Iterator[tuple[str, int]]:
    """The name of a moment of the database, for pg_dump to see the same, and how many entries the ledger has then."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot(), (SELECT count(*) FROM ledger_entry)")
        snapshot, entries = cursor.fetchone()
        yield str(snapshot), int(entries)


@contextmanager
def _started(words: list[str], said: IO[bytes], **pipes: Any) -> Iterator[subprocess.Popen[bytes]]:
    """One of PostgreSQL's own programs at work; when we give up, so does it."""
    process = subprocess.Popen(words, stderr=said, env=_surroundings(), **pipes)  # noqa: S603  found on PATH
    try:
        yield process
    finally:
        for pipe in (process.stdin, process.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()
        if process.poll() is None:
            process.kill()
        process.wait()


def _surroundings() -> dict[str, str]:
    names = {"NAME": "PGDATABASE", "HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD"}
    place = connection.settings_dict
    return {**os.environ, **{name: str(place[key]) for key, name in names.items() if place.get(key)}}


def _program(name: str) -> str:
    if path := shutil.which(name):
        return path
    raise Problem(f"{name} was not found: install the client programs of PostgreSQL, in the server's version or newer")


def _require_end(process: subprocess.Popen[bytes], said: IO[bytes], name: str) -> None:
    if process.wait():
        said.seek(0)
        words = " ".join(said.read(2000).decode(errors="replace").split())
        raise Problem(f"{name} gave up: {words or process.returncode}")


class IntoFolder:
    """The place of a SQLite database in the folder that is restored."""

    kind = "sqlite"

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE.partition("/")[2]

    def place(self, name: str) -> Target:
        """Where a part of the database goes; raises Problem for one of PostgreSQL."""
        if name != FILE:
            raise Problem("this backup is of PostgreSQL: say --database NAME, a database that does not exist yet")
        return KeptFile(self.path)

    def finish(self) -> None:
        """The file is whole; look at it once."""
        with closing(sqlite3.connect(self.path)) as database:
            ((found,),) = database.execute("PRAGMA quick_check(1)")
        if found != "ok":
            raise Problem(f"the database in the backup is not sound: {found}")

    def give_up(self) -> None:
        """The folder goes, and the file with it."""


class IntoCluster:
    """A PostgreSQL database made for what is restored; it goes again when anything fails."""

    kind = "postgresql"

    def __init__(self, name: str) -> None:
        self.name, self.said, self.made = name, TemporaryFile(), False  # noqa: SIM115  closed by finish, give_up
        self.restore: subprocess.Popen[bytes] | None = None

    def place(self, name: str) -> Target:
        """Where a part of the database goes: on to pg_restore; raises Problem for one of SQLite."""
        if name == FILE:
            raise Problem("this backup is of SQLite: leave --database out")
        if self.restore is None:
            self._begin()
        return self

    def _begin(self) -> None:
        words = [_program("pg_restore"), f"--dbname={self.name}", "--single-transaction", "--exit-on-error"]
        _call("createdb", self.name)
        self.made = True
        self.restore = subprocess.Popen(  # noqa: S603  found on PATH
            [*words, "--no-owner", "--no-privileges"], stdin=subprocess.PIPE, stderr=self.said, env=_surroundings()
        )

    def write(self, piece: bytes) -> None:
        """Hand a piece on; raises Problem when nobody takes it."""
        try:
            self.restore.stdin.write(piece)  # type: ignore[union-attr]  # begun by place
        except BrokenPipeError:
            _require_end(self.restore, self.said, "pg_restore")  # type: ignore[arg-type]
            raise

    def settle(self) -> None:
        """The next part follows."""

    def finish(self) -> None:
        """All was handed over; raises Problem unless PostgreSQL took it in one piece."""
        if self.restore is None:
            raise Problem("the backup holds no database")
        self.restore.stdin.close()  # type: ignore[union-attr]
        _require_end(self.restore, self.said, "pg_restore")
        self.said.close()

    def give_up(self) -> None:
        """Remove what was made."""
        if self.restore is not None:
            self.restore.kill()
            self.restore.wait()
            with suppress(OSError):
                self.restore.stdin.close()  # type: ignore[union-attr]
        if self.made:
            self.drop(self.name)
        self.said.close()

    @staticmethod
    def drop(name: str) -> None:
        """Remove a database that was made here."""
        _call("dropdb", "--if-exists", "--force", name)


def _call(program: str, *words: str) -> None:
    done = subprocess.run(  # noqa: S603  found on PATH
        [_program(program), *words], capture_output=True, text=True, env=_surroundings(), check=False
    )
    if done.returncode:
        raise Problem(f"{program} gave up: {' '.join(done.stderr.split())}")
