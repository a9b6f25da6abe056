"""`openbeat mail`: takes letters over from the department's own mail server."""

from __future__ import annotations

import argparse
import asyncio
from importlib import import_module

from django.conf import settings

from openbeat.config.commands.migrate import waiting
from openbeat.config.commands.screen import Problem, say


def run(options: argparse.Namespace) -> int:
    """Listen until somebody stops it."""
    if not settings.OPENBEAT_MAIL_DOMAIN:
        raise Problem("set OPENBEAT_MAIL_DOMAIN, the domain of the areas' addresses; see docs/guide/run.md")
    if waiting():
        raise Problem("the database is not up to date; run: openbeat migrate")
    host, port = options.host or settings.OPENBEAT_MAIL_HOST, options.port or settings.OPENBEAT_MAIL_PORT
    server = import_module("openbeat.core.inbox.server")  # asyncio and aiosmtpd: nobody else needs them

    def ready(where: int) -> None:
        say(f"Letters to {settings.OPENBEAT_MAIL_DOMAIN} are taken at {host}:{where}.")

    asyncio.run(server.serve(host, port, ready))
    return 0
