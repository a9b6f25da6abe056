"""What a ceremony asks whoever sits there: both halves, a new passphrase. Nothing typed is shown or kept."""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path

from openbeat.config.commands.screen import Problem, say
from openbeat.core.vault import crypt, phrases
from openbeat.core.vault.services.halves import Both

REHEARSAL = "REHEARSAL  "


def both_halves(options: argparse.Namespace, *, maybe: bool = False) -> Both | None:
    """Both halves, each from the file that was named or typed in. `maybe`: none, where no file was named."""
    if maybe and not (options.inside or options.outside):
        return None
    first = mark(options)
    return Both(_half("inside", options.inside, first), _half("outside", options.outside, first))


def mark(options: argparse.Namespace) -> str:
    """With what each line and question of a rehearsal begins."""
    return REHEARSAL if options.rehearse else ""


def _half(side: str, file: str, first: str) -> str:
    typed = _read(file) if file else _typed(f"{first}The {side} half (nothing is shown): ")
    try:
        return crypt.read_identity(typed)
    except crypt.NotOpened:
        raise Problem(f"this is no half of a recovery key ({side}): look at each group of the sheet again") from None


def _read(file: str) -> str:
    lines = Path(file).read_text(encoding="utf-8").splitlines()
    return "".join(line for line in lines if not line.startswith("#"))


def _typed(question: str) -> str:
    try:
        return getpass.getpass(question, stream=sys.stderr)
    except EOFError:
        raise Problem("nothing was typed; name files instead (see --help)") from None


def new_passphrase(options: argparse.Namespace) -> str:
    """A new passphrase: the first line of the file that was named, or typed twice by the person it is for."""
    if options.passphrase:
        found = Path(options.passphrase).read_text(encoding="utf-8").splitlines()[:1]
        typed = found[0].strip() if found else ""
    else:
        first = mark(options)
        say(f"{first}Whom it is for types a new passphrase. A strong one, drawn just now: {phrases.offered()}")
        typed = _typed(f"{first}New passphrase (nothing is shown): ")
        if typed != _typed(f"{first}The same once more: "):
            raise Problem("these two are not the same: nothing was changed")
    if len(typed.strip()) < phrases.SHORTEST:
        raise Problem(f"a passphrase has at least {phrases.SHORTEST} characters: nothing was changed")
    return typed
