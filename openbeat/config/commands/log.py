"""`openbeat log`: how the public log stands, its key, its witnesses, and a new beginning where it cannot go on."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import datetime

from django.db import connection

from openbeat.config.commands.answers import Answers, State
from openbeat.config.commands.screen import Problem, say
from openbeat.core.ledger import queries, triggers
from openbeat.core.ledger.services import log
from openbeat.kit.clock import now
from openbeat.kit.notes import BadNote

WORDS = "begin a new log"


def run(options: argparse.Namespace) -> int:
    """Do what was asked; gives the exit code."""
    return WHAT[options.what](options)


def status(_options: argparse.Namespace) -> int:
    """Say how the log stands; 0 when it goes on and nothing waits too long."""
    head, waiting, why = queries.published(), queries.waiting(now()), log.need(queries.latest())
    say(f"{head.origin}: {head.size} leaves, signed {_time(head.made_at)}" if head else "Nothing is published yet.")
    since = f", the oldest of {_time(waiting.since)}" if waiting.since else ""
    say(f"{waiting.count} acts wait{since}")
    for watch in queries.watches():
        last = watch.last
        seen = f"{last.checkpoint.size} leaves, {_time(last.seen_at)}" if last else "nothing yet"
        say(f"Witness {watch.witness.name}: {seen}")
    if why:
        say(f"It signs nothing: {why}")
    return 1 if why or waiting.late else 0


def _time(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S} UTC"


def the_log() -> Answers:
    """The public log goes on, and no act waits long for its place."""
    waiting = queries.waiting(now())
    if open_to_change := ", ".join(triggers.missing(connection)):
        yield State.FAIL, f"the database no longer refuses changes to {open_to_change}: openbeat audit, then migrate"
    if why := log.need(queries.latest()):
        yield State.FAIL, why
    if waiting.late and waiting.since:
        yield State.FAIL, f"{waiting.count} acts wait for their place since {_time(waiting.since)}: does a worker run?"
    elif waiting.late:
        yield State.FAIL, "the batch of the last fixed time did not come: does a worker run?"
    elif not why:
        head = queries.published()
        yield State.OK, f"{head.size if head else 0} leaves are signed, {waiting.count} acts wait"


def key(_options: argparse.Namespace) -> int:
    """Say the key that checks the log's signatures, to be published elsewhere too."""
    if not (head := queries.latest()):
        raise Problem("the log has no key yet: it is made when the first act is signed (openbeat worker)")
    say(head.key)
    return 0


def witness(options: argparse.Namespace) -> int:
    """Take a witness's co-signatures from now on, end that, or name the witnesses."""
    if options.do == "add":
        try:
            added = log.add_witness(_one(options, "KEY"), at=now())
        except BadNote as problem:
            raise Problem(f"this is no key of a witness: {problem}") from problem
        say(f"Co-signatures of {added.name} are taken and shown from now on.")
    elif options.do == "end":
        if not log.end_witness(_one(options, "NAME"), at=now()):
            raise Problem(f"no witness is called {options.value}; see them: openbeat log witness list")
        say(f"Co-signatures of {options.value} are no longer taken or shown.")
    else:
        for watch in queries.watches():
            say(watch.witness.key)
    return 0


def _one(options: argparse.Namespace, name: str) -> str:
    if not options.value:
        raise Problem(f"say {name}: openbeat log witness {options.do} {name}")
    return str(options.value)


def restart(_options: argparse.Namespace) -> int:
    """Begin a new log that names the last checkpoint of the old one, once somebody has typed the words."""
    if not (why := log.need(queries.latest())):
        say("The log can go on: there is nothing to begin anew.")
        return 0
    say(why)
    say("A new log can be begun. Its first leaf names the last checkpoint of the old one, and all acts of this")
    say("database stand in it again. Witnesses and whoever keeps proofs will see the break: tell them why.")
    say(f"To do it, type: {WORDS}")
    if sys.stdin.readline().strip().lower() != WORDS:
        raise Problem("nothing was done")
    try:
        head = log.restart(at=now())
    except log.Halted as problem:
        raise Problem(str(problem)) from problem
    if head:
        say(f"{head.origin} has begun with {head.size} leaves. Its key: {head.key}")
    return 0


WHAT: dict[str, Callable[[argparse.Namespace], int]] = {
    "status": status,
    "key": key,
    "witness": witness,
    "restart": restart,
}
