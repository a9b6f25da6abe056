"""`openbeat serve`: the web server, as a department runs it."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connections

from openbeat.config.commands.migrate import waiting
from openbeat.config.commands.screen import Problem

APPLICATION = "openbeat.config.wsgi:application"


@dataclass(frozen=True, slots=True)
class Usual:
    """What a server has where nobody says otherwise."""

    port: int
    workers: int
    threads: int


PAGES = Usual(int(os.environ.get("PORT", "8000")), 2, 8)
UPLOADS = Usual(8001, 1, 32)  # a slow upload keeps a thread for as long as it takes, and hardly any processor


def run(options: argparse.Namespace) -> int:
    """Become the web server, if database and static files are up to date."""
    if waiting():
        raise Problem("the database is not up to date; run: openbeat migrate")
    if not (settings.STATIC_ROOT / "staticfiles.json").is_file() and not settings.DEBUG:
        raise Problem("the static files were not collected; run: openbeat migrate")
    connections.close_all()
    usual = UPLOADS if options.uploads else PAGES
    port, workers, threads = (options.port or usual.port, options.workers or usual.workers,
                              options.threads or usual.threads)  # fmt: skip
    words = command(options.host, port, workers, threads)
    os.execv(words[0], words)  # noqa: S606  our own program, no shell


def command(host: str, port: int, workers: int, threads: int) -> list[str]:
    """The words that start the web server. WSGI: ASGI costs more processor time here."""
    granian = str(Path(sys.executable).with_name("granian"))
    listen = ["--interface", "wsgi", "--no-ws", "--host", host, "--port", str(port)]
    many = ["--workers", str(workers), "--blocking-threads", str(threads), "--backlog", "1024"]
    steady = ["--respawn-failed-workers", "--workers-kill-timeout", "10", "--log-level", "error"]
    return [granian, *listen, *many, *steady, APPLICATION]
