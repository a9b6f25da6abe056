"""`openbeat keys`: the halves of recovery and what they open together; each ceremony can be rehearsed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import transaction

from openbeat.config.commands import keysheets, rehearsals
from openbeat.config.commands.asking import both_halves, mark, new_passphrase
from openbeat.config.commands.screen import Problem, say
from openbeat.core.people import queries as people
from openbeat.core.people.models import Person
from openbeat.core.vault import crypt, queries, store
from openbeat.core.vault.models import Side
from openbeat.core.vault.services import halves, keys
from openbeat.core.vault.services.safes import ready
from openbeat.kit.actors import program
from openbeat.kit.clock import now
from openbeat.kit.refs import Ref

DESK = program("openbeat keys", "administrator")


def run(options: argparse.Namespace) -> int:
    """Do the ceremony, or rehearse it."""
    return CEREMONIES[options.what](options)


def status(_options: argparse.Namespace) -> int:
    """Say what is there, what waits and what is missing; the exit code is 0 only when nothing is missing."""
    there = queries.halves()
    for side in Side:
        if half := there.get(side):
            say(f"half {side.value}: {half.holder}, since {half.made_at:%Y-%m-%d}")
        else:
            say(f"half {side.value}: none")
    say(f"people with a key: {queries.how_many_keys()}; of the outside body: {len(queries.oversight())}")
    missing = [token for token in queries.files() if not store.there(token)]
    say(f"files: {sum(1 for _token in store.tokens())} in {store.root()}; missing: {len(missing)}")
    _say_what_waits()
    for sentence in (problems := ready()):
        say(f"not ready: {sentence}")
    return 1 if problems or missing else 0


def _say_what_waits() -> None:
    waiting = [str(safe.ref) for safe in queries.stale_recovery()]
    people_waiting = queries.stale_keys().count()
    if not waiting and not people_waiting:
        say("Everything is wrapped for both halves of today.")
        return
    say(f"{people_waiting} keys and {len(waiting)} matters are not wrapped for both halves of today. Each is done when")
    say("somebody who reads it next unlocks their key. Keep the sheets of before until nothing is left here.")
    for name in waiting:
        say(f"  waits: {name}")


def half(options: argparse.Namespace) -> int:
    """Make one half: print its sheet, look whether it can be read, keep its recipient only."""
    side, identity = Side(options.side), crypt.new_identity()
    old = both_halves(options, maybe=True)
    if options.sheet:
        keysheets.half(_paper(options), identity, side=side, holder=options.holder)
        _voice(options)(f"The sheet is in {options.sheet}. Print it, seal it, and remove the file.")
    else:
        _voice(options)("Write this down. It is shown once, and kept nowhere:")
        for row in keysheets.rows(identity):
            _voice(options)(f"    {row}")
    _look_at_it(options, identity)
    if options.rehearse:
        rehearsals.half(_voice(options), identity)
        return 0
    with transaction.atomic():
        halves.new_half(side, crypt.recipient_of(identity), holder=options.holder, by=DESK, at=now())
        mended = halves.mend_with(old, by=DESK, at=now()) if old else None
    say(f"The half {side.value} is in place; {options.holder} keeps it.")
    if mended:
        say(f"{mended.done} wrapped keys were made anew.")
    _say_what_waits()
    return 0


def _look_at_it(options: argparse.Namespace, identity: str) -> None:
    """A sheet that nobody can read is no half: whoever sits here types its last group before anything is kept."""
    if not sys.stdin.isatty():
        return
    typed = input(f"{mark(options)}Type the last group on the sheet: ")
    if typed.strip().upper() != keysheets.groups(identity)[-1]:
        if options.sheet:
            Path(options.sheet).unlink()
        raise Problem("that is not the last group: nothing was kept, so destroy this sheet and begin again")


def person(options: argparse.Namespace) -> int:
    """Give somebody who lost their passphrase a new one, with both halves; or end a key that these do not open."""
    voice = _voice(options)
    if options.act == "end":
        return _end(voice, options)
    if options.rehearse:
        rehearsals.person(voice, both_halves(options, maybe=True), lambda: new_passphrase(options))
        _record(options, whom=options.email)
        return 0
    somebody = _somebody(options.email)
    both = both_halves(options)
    assert both is not None  # noqa: S101  asked for until it is there
    identity = halves.identity_of_person(somebody, both)
    made = keys.fresh(new_passphrase(options), identity)
    with transaction.atomic():
        halves.recover_person(somebody, made, by=DESK, at=now())
    voice(f"{somebody.email} unlocks their key with the new passphrase from now on. That is on record.")
    _record(options, whom=options.email)
    return 0


def _end(voice: Callable[[str], None], options: argparse.Namespace) -> int:
    """End a key that was made before both halves were: nobody can open it without its passphrase."""
    key = queries.key_of(somebody := _somebody(options.email))
    if key is None:
        raise Problem(f"{options.email} has no key")
    if key.recovery:
        raise Problem("both halves can give a new passphrase for this key: use recover")
    if options.rehearse:
        return 0
    keys.end(somebody, by=DESK, at=now())
    voice(f"the key of {somebody.email} has ended: they make a new one on their page, and others add them as a reader")
    return 0


def matter(options: argparse.Namespace) -> int:
    """Let somebody read a matter whose readers are gone, with both halves."""
    voice = _voice(options)
    if options.rehearse:
        rehearsals.matter(voice, both_halves(options, maybe=True))
        _record(options, what=options.ref, whom=options.reader)
        return 0
    reader, safe = _somebody(options.reader), queries.safe_of(_ref(options.ref))
    if safe is None:
        raise Problem(f"{options.ref} has no safe: nothing is sealed there")
    both = both_halves(options)
    assert both is not None  # noqa: S101  asked for until it is there
    halves.recover_matter(safe, reader, both, by=DESK, at=now())
    voice(f"{reader.email} reads {options.ref} from now on. That is on record.")
    _record(options, what=options.ref, whom=options.reader)
    return 0


def _somebody(email: str) -> Person:
    found = people.by_email(email)
    if found is None:
        raise Problem(f"nobody here has the address {email}")
    return found


def _ref(text: str) -> Ref:
    try:
        return Ref.parse(text)
    except ValueError:
        raise Problem(f"{text!r} is no matter; write its kind and number, such as complaints.complaint:12") from None


def _record(options: argparse.Namespace, whom: str, what: str = "") -> None:
    if options.sheet:
        holders = [half.holder for half in queries.halves().values()]
        keysheets.record(_paper(options), options.what, {"whom": whom, "what": what}, holders)
        _voice(options)(f"The record is in {options.sheet}; both holders sign it.")


def _paper(options: argparse.Namespace) -> keysheets.Paper:
    language = options.language or settings.LANGUAGE_CODE
    return keysheets.Paper(Path(options.sheet), language, rehearsal=options.rehearse, at=now())


def _voice(options: argparse.Namespace) -> Callable[[str], None]:
    return rehearsals.say_rehearsed if options.rehearse else say


CEREMONIES: dict[str, Callable[[argparse.Namespace], int]] = {
    "status": status,
    "half": half,
    "person": person,
    "matter": matter,
}
