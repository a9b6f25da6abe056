"""`openbeat publication`: what may be published about complaints, its two signatures, and the figures counted anew."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils import timezone

from openbeat.apps.complaints.lifecycle.publication import Side, Signature, Switches
from openbeat.apps.complaints.models import Profile
from openbeat.apps.complaints.queries import publication as queries
from openbeat.apps.complaints.services import counting
from openbeat.apps.complaints.services import publication as services
from openbeat.config.commands.screen import Problem, say
from openbeat.core.department import queries as department
from openbeat.core.people.roles import Role
from openbeat.kit.actors import program
from openbeat.kit.clock import now

BY = program("openbeat publication", Role.ADMINISTRATOR)


def run(options: argparse.Namespace) -> int:
    """Do what was asked; gives the exit code."""
    return WHAT[options.what](options)


def show(_options: argparse.Namespace) -> int:
    """Say what holds, and what waits for signatures."""
    held, waiting = queries.in_force(), queries.unsigned()
    for line in _lines(held) if held else ["Nothing is published: no profile is signed."]:
        say(line)
    if waiting:
        say(f"Version {waiting.version} waits for signatures.")
    figures = queries.figures()
    if figures:
        as_of = figures.as_of.isoformat() if figures.as_of else "no day: nothing to count"
        say(f"Figures as of {as_of}, counted {figures.made_at:%Y-%m-%d %H:%M} UTC.")
    return 0


def _lines(profile: Profile) -> list[str]:
    on = [name for name in Switches.__dataclass_fields__ if getattr(profile, name) is True]
    signed = f"signed by {profile.chief} on {profile.chief_on} and by {profile.lawyer} on {profile.lawyer_on}"
    return [f"Version {profile.version} holds, {signed}.", f"Under: {profile.law}", f"On: {', '.join(on)}"]


def sign(options: argparse.Namespace) -> int:
    """Write a version and enter both signatures: it holds at once, and the figures are counted."""
    at = now()
    on = _day(options.on) if options.on else timezone.localdate(at, department.zone())
    with transaction.atomic():
        profile = services.draft_profile(_switches(options), options.law, options.language, by=BY, at=at)
        for side, name in ((Side.CHIEF, options.chief), (Side.LAWYER, options.lawyer)):
            profile = services.sign_profile(profile, Signature(side, name, on), by=BY, at=at)
    say(f"Version {profile.version} of the publication profile holds from now on.")
    return _count(counting.Cause.SIGNED)


def _switches(options: argparse.Namespace) -> Switches:
    """The defaults, with what was allowed or withheld by name."""
    chosen = dict.fromkeys(options.allow, True) | dict.fromkeys(options.withhold, False)
    if unknown := sorted(chosen.keys() - set(SWITCHES)):
        raise Problem(f"there is no switch {unknown[0]}; there are {', '.join(SWITCHES)}")
    return replace(Switches(), from_stage=options.from_stage, **chosen)


SWITCHES = [name for name in Switches.__dataclass_fields__ if name != "from_stage"]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise Problem(f"{text!r} is no day; write it as 2026-05-04") from problem


def withdraw(_options: argparse.Namespace) -> int:
    """Publish nothing any more."""
    profile = services.withdraw_profile(by=BY, at=now())
    say(f"Version {profile.version} is withdrawn: nothing about complaints is published.")
    return 0


def refresh(_options: argparse.Namespace) -> int:
    """Count the figures anew, now."""
    return _count(counting.Cause.ASKED)


def _count(cause: counting.Cause) -> int:
    figures = counting.refresh(cause, at=now())
    if figures is None:
        raise Problem("no publication profile is signed, so nothing is counted: openbeat publication sign --help")
    received = figures.data["counts"]["received"]
    say(f"Counted: {received} complaints, as of {figures.as_of or 'no day'}.")
    return 0


WHAT: dict[str, Callable[[argparse.Namespace], int]] = {
    "show": show,
    "sign": sign,
    "withdraw": withdraw,
    "refresh": refresh,
}
