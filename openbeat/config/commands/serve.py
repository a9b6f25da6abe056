"""`openbeat serve`: the web server, as a department runs it."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from django.conf import settings
from django.db import connections

from openbeat.config.commands.migrate import waiting
from openbeat.config.commands.screen import Problem

APPLICATION = "openbeat.config.wsgi:application"


def run(options: argparse.Namespace) -> int:
    """Become the web server, if database and static files are up to date."""
    if waiting():
        raise Problem("the database is not up to date; run: openbeat migrate")
    if not (settings.STATIC_ROOT / "staticfiles.json").is_file() and not settings.DEBUG:
        raise Problem("the static files were not collected; run: openbeat migrate")
    connections.close_all()
    words = command(options.host, options.port, options.workers, options.threads)
    os.execv(words[0], words)  # noqa: S606  our own program, no shell


def command(host: str, port: int, workers: int, threads: int) -> list[str]:
    """The words that start the web server. WSGI: ASGI costs more processor time here."""
    granian = str(Path(sys.executable).with_name("granian"))
    listen = ["--interface", "wsgi", "--no-ws", "--host", host, "--port", str(port)]
    many = ["--workers", str(workers), "--blocking-threads", str(threads), "--backlog", "1024"]
    steady = ["--respawn-failed-workers", "--workers-kill-timeout", "10", "--log-level", "error"]
    return [granian, *listen, *many, *steady, APPLICATION]
