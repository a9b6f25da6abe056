"""`openbeat check`: one line each, and an exit code."""

from __future__ import annotations

import argparse

from openbeat.config.commands.screen import say
from openbeat.config.commands.soundness import State, findings


def run(options: argparse.Namespace) -> int:
    """Say how each thing stands; 0 when nothing failed (with --strict: when there is nothing to look at either)."""
    counts = dict.fromkeys(State, 0)
    for finding in findings(options.only):
        counts[finding.state] += 1
        say(f"{finding.state:<5} {finding.subject:<11} {finding.words}")
    bad = counts[State.FAIL] + (counts[State.LOOK] if options.strict else 0)
    say(f"{counts[State.OK]} ok, {counts[State.LOOK]} to look at, {counts[State.FAIL]} failed")
    return 1 if bad else 0
