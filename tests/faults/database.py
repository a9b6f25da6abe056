"""The database beside the program: a file, or a database of its own in the cluster that the suite runs on."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings


@dataclass(frozen=True)
class Database:
    """Where the program keeps what it was told; read here by plain SQL, past all of its own code."""

    place: Path | str  # a file; the name of a database in the cluster

    def surroundings(self) -> dict[str, str]:
        """The environment that leads a program to it."""
        if isinstance(self.place, Path):
            return {"OPENBEAT_DATABASE": "sqlite", "DB": ""}
        return {"OPENBEAT_DATABASE": "postgresql", "PGDATABASE": self.place}

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What is there now."""
        if isinstance(self.place, Path):
            with closing(sqlite3.connect(self.place, timeout=30)) as connection:
                return list(connection.execute(sql))
        return in_cluster(sql, self.place)

    def counts(self, sql: str) -> dict[Any, int]:
        """Like rows, of a query for a value and a number."""
        return {key: int(number) for key, number in self.rows(sql)}

    @contextmanager
    def copied(self, data: Path) -> Iterator[Database]:
        """The same once more; the file was copied with the folder already."""
        if isinstance(self.place, Path):
            yield Database(data / self.place.name)
            return
        with made(f"TEMPLATE {self.place}") as copy:
            yield copy


@contextmanager
def made(how: str = "") -> Iterator[Database]:
    """A fresh database in the cluster, dropped at the end."""
    name = f"openbeat_faults_{uuid4().hex[:12]}"
    in_cluster(f"CREATE DATABASE {name} {how}")
    try:
        yield Database(name)
    finally:
        in_cluster(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def fresh(data: Path) -> Iterator[Database]:
    """An empty place, on the database that the suite runs on."""
    if settings.POSTGRESQL:
        with made() as database:
            yield database
    else:
        yield Database(data / "openbeat.sqlite3")


def in_cluster(sql: str, name: str = "") -> list[tuple[Any, ...]]:
    """Ask PostgreSQL, each statement for itself."""
    import psycopg  # noqa: PLC0415  needed on PostgreSQL only

    name = name or os.environ.get("PGDATABASE", "postgres")
    with psycopg.connect(dbname=name, autocommit=True) as connection:
        cursor = connection.execute(sql.encode())
        return list(cursor.fetchall()) if cursor.description else []
