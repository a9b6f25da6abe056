"""The sheets of the key ceremonies: a half of recovery with its code, and the record of what both halves opened."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import batched
from pathlib import Path

import segno
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import override

from openbeat.config.commands.screen import Problem
from openbeat.core.department import queries as department
from openbeat.core.printing import services as printing
from openbeat.core.vault.models import Side
from openbeat.core.web import dates

GROUP, ACROSS = 4, 5
SVG = "http://www.w3.org/2000/svg"


@dataclass(frozen=True, slots=True)
class Paper:
    """Where a sheet goes, in which language, and whether it is a rehearsal."""

    path: Path
    language: str
    rehearsal: bool
    at: datetime


def groups(identity: str) -> list[str]:
    """An identity as it is typed: its head, then groups of four."""
    head, _one, rest = identity.partition("KEY-1")
    return [f"{head}KEY-1", *("".join(signs) for signs in batched(rest, GROUP))]


def rows(identity: str) -> list[str]:
    """The same in rows that fit on a sheet."""
    head, *rest = groups(identity)
    return [head, *("  ".join(row) for row in batched(rest, ACROSS))]


def half(paper: Paper, identity: str, *, side: Side, holder: str) -> None:
    """Print the sheet of one half, for its holder alone. Raises Problem where the file is there already."""
    with override(paper.language):
        _write(paper, _half(identity, side, holder, dates.words(paper.at, "day")), _("One half of the recovery key"))


def _half(identity: str, side: Side, holder: str, day: str) -> dict[str, object]:
    picture = segno.make(identity, error="m").svg_inline().replace("<svg ", f'<svg xmlns="{SVG}" ', 1)
    return {
        "lines": [
            _("This half is kept: %(side)s.") % {"side": side.label},
            _("Holder: %(holder)s") % {"holder": holder},
            _("Made on %(day)s.") % {"day": day},
        ],
        "rows": rows(identity),
        "qr": picture,
        "parts": [
            {"title": _("What it opens"), "lines": [
                _("Together with the other half: every sealed matter, and the key of everybody who lost a passphrase."),
                _("Together with the other half: the backups of this site."),
            ]},
            {"title": _("What it does not open"), "lines": [
                _("Alone it opens nothing. It signs nobody in."),
                _("It does not open what was destroyed."),
            ]},
            {"title": _("How to keep it"), "lines": [
                _("In a sealed envelope, in a safe, apart from the other half. There is no copy in the computer."),
                _("Look once a year whether it is there. If it is lost, or was seen, make a new half."),
                _("Never give it to anybody by telephone, photo or e-mail. Type it in yourself."),
            ]},
        ],
    }  # fmt: skip


RECORDS = {
    "person": (
        lazy("A new passphrase, by both halves of recovery"),
        (lazy("For: %(whom)s"), lazy("It opens the sealed matters that this person reads, and no others.")),
    ),
    "matter": (
        lazy("A sealed matter opened, by both halves of recovery"),
        (lazy("Matter: %(what)s"), lazy("It can be read from now on by: %(whom)s")),
    ),
}


def record(paper: Paper, kind: str, facts: Mapping[str, str], holders: Sequence[str]) -> None:
    """Print the record of what both halves opened, for both holders to sign. Raises Problem as `half` does."""
    title, lines = RECORDS[kind]
    with override(paper.language):
        done = [_("Done on %(day)s.") % {"day": dates.words(paper.at, "day")}, *(line % facts for line in lines)]
        _write(paper, {"lines": done, "signed": [*holders, _("Whoever did it")]}, str(title))


def _write(paper: Paper, data: dict[str, object], title: str) -> None:
    house = department.house().name
    sheet = {**data, "rehearsal": paper.rehearsal, "house": house}
    made = printing.render("key", sheet, language=paper.language, title=title)
    try:
        handle = os.open(paper.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise Problem(f"{paper.path} is there already; name a new file for the sheet") from None
    with os.fdopen(handle, "wb") as file:
        file.write(made)
