"""`openbeat migrate`: the database, the cache's table, and the files that browsers get."""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from openbeat.config.commands.screen import Progress
from openbeat.kit.clock import now

STAMP = "static.stamp"


def run(options: argparse.Namespace) -> int:
    """Bring all of it up to date."""
    prepare()
    return 0


def prepare() -> None:
    """Make folders and tables, write down what belongs in the log, and collect the static files if any changed."""
    settings.OPENBEAT_DATA.mkdir(parents=True, exist_ok=True)
    settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
    if waiting():
        progress = Progress("Bringing the database up to date")
        with hurried():
            call_command("migrate", verbosity=0, interactive=False)
        progress.done()
    guard()
    if "cache" in connections:
        call_command("createcachetable", verbosity=0, database="cache")
    collect()


def guard() -> None:
    """The database refuses changes to the log from now on, and the ledger says which acts belong there."""
    from openbeat.core.ledger import triggers  # noqa: PLC0415  `openbeat serve` imports this before Django is ready
    from openbeat.core.ledger.services import log  # noqa: PLC0415

    if triggers.missing(connections[DEFAULT_DB_ALIAS]):
        triggers.install(connections[DEFAULT_DB_ALIAS])
    log.name_acts(at=now())


@contextmanager
def hurried() -> Iterator[None]:
    """A new SQLite file holds nothing yet that a power cut could take: its tables need no wait for the disk."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor != "sqlite" or connection.introspection.table_names():
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=FULL")


def waiting() -> int:
    """How many migrations have not been applied."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def collect() -> None:
    """Collect the static files, unless they are those of the last time."""
    stamp, mark = settings.OPENBEAT_DATA / STAMP, static_mark()
    if stamp.is_file() and stamp.read_text(encoding="ascii") == mark:
        return
    progress = Progress("Collecting static files")
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(mark, encoding="ascii")
    progress.done()


def static_mark() -> str:
    """A fingerprint of all static files (name, size, time of change), of where they go and in which form."""
    form = settings.STORAGES["staticfiles"]["BACKEND"]
    digest = hashlib.sha256(f"{settings.STATIC_ROOT} {form}\n".encode())
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: str(found[0])):
            facts = Path(storage.path(name)).stat()
            digest.update(f"{name} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()
