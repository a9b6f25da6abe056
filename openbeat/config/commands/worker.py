"""`openbeat worker`."""

from __future__ import annotations

import argparse

from django.core.management import call_command


def run(options: argparse.Namespace) -> int:
    """Work until somebody stops it, or answer one question."""
    call_command("worker", once=options.once, failed=options.failed, again=options.again)
    return 0
