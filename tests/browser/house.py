"""A house for browsers: a server on this machine over a database file. Each test gets a copy, so nothing is emptied."""

from __future__ import annotations

import gc
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.db import connection, connections
from django.test import override_settings

from openbeat.core.ledger import triggers
from openbeat.core.search import index
from openbeat.kit import memory


class Quiet(WSGIRequestHandler):
    """Answers without a line for each request; keeps the connection open, as a real server does."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the library's word
        """Say nothing."""


class NoMigrations:
    """Makes the tables as the models say, as the other tests do."""

    def __contains__(self, _app: str) -> bool:
        return True

    def __getitem__(self, _app: str) -> None:
        return None


class Server(ThreadedWSGIServer):
    """Closes what a thread opened, though the settings may name another database by now."""

    def _close_connections(self) -> None:
        for wrapper in connections.all(initialized_only=True):
            if wrapper.connection is not None:
                wrapper.connection.close()
                wrapper.connection = None


def make_tables(path: Path) -> None:
    """Write a database file with tables, triggers and nothing in them."""
    with living_on(path), override_settings(MIGRATION_MODULES=NoMigrations()):
        call_command("migrate", run_syncdb=True, verbosity=0)
        triggers.install(connection)
        index.install(connection)


@contextmanager
def living_on(path: Path) -> Iterator[None]:
    """Every connection that is made meanwhile leads to this file; one that is open is laid aside."""
    wrapper = connections["default"]
    settings, open_one = wrapper.settings_dict, wrapper.connection
    before, settings["NAME"], wrapper.connection = settings["NAME"], str(path), None
    forget()
    try:
        yield
    finally:
        wrapper.close()
        settings["NAME"], wrapper.connection = before, open_one
        forget()


def a_copy(path: Path, to: Path) -> Path:
    """The database once more; whoever built it has closed it."""
    connections["default"].close()
    shutil.copyfile(path, to)
    return to


def forget() -> None:
    """What is kept in the process for a moment belongs to another database."""
    cache.clear()
    memory.forget_all()


@contextmanager
def serving() -> Iterator[str]:
    """Serve the site as long as this lasts; gives its address. Passkeys refuse 127.0.0.1, so it says localhost."""
    server = Server(("127.0.0.1", 0), Quiet, allow_reuse_address=False)
    server.daemon_threads = True
    with override_settings(WHITENOISE_AUTOREFRESH=False, STATIC_ROOT=None):  # static files are looked for once
        server.set_app(WSGIHandler())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)
        gc.collect()
