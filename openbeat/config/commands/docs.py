"""`openbeat docs`: docs/reference and docs/glossary.md, written from the code and its tables."""

from __future__ import annotations

import argparse

from openbeat.config import reference
from openbeat.config.commands.screen import Problem, say


def run(options: argparse.Namespace) -> int:
    """Write what changed; with --check say what is stale, and change nothing."""
    if options.check:
        if old := reference.stale():
            raise Problem(f"docs does not say what the code says ({', '.join(old)}); run: make docs")
        say("docs says what the code says")
        return 0
    changed = reference.write()
    say(f"written: {', '.join(changed)}" if changed else "nothing has changed")
    return 0
