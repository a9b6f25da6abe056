"""The chain of custody of the files of a matter: each act on them, in order, as rows, as CSV and on paper."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import UTC, datetime
from io import StringIO
from typing import TYPE_CHECKING, Any

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from openbeat.core.evidence import queries
from openbeat.core.evidence.models import Role
from openbeat.core.evidence.policies import Act
from openbeat.core.ledger.http import Reading
from openbeat.core.printing import services as printing
from openbeat.core.printing.passages import Passage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openbeat.core.evidence.models import SealedFile
    from openbeat.core.evidence.queries import Meta
    from openbeat.core.ledger.models import Entry
    from openbeat.kit.refs import Ref

UNKNOWN_LANGUAGE = "und"
DONE = {
    Act.ARRIVE: gettext_lazy("Arrived, and was sealed while it arrived"),
    Act.EXPORT: gettext_lazy("Exported in clear"),
    Act.DESTROY: gettext_lazy("Destroyed with its matter"),
    Reading.OPEN: gettext_lazy("Looked at or downloaded"),
}
COPIED = {
    Role.VIEW.value: gettext_lazy("A copy to look at was drawn of it"),
    Role.REDACTED.value: gettext_lazy("A redacted copy of it was added"),
}
NOBODY = {
    "holder": gettext_lazy("Whoever has the receipt"),
    "visitor": gettext_lazy("Whoever sent it, without a name"),
    "program": gettext_lazy("The program itself"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of the export: its number there, and what is known of it."""

    number: int
    file: SealedFile
    meta: Meta

    @property
    def name(self) -> str:
        """How it is called in the export: the number keeps two of the same name apart."""
        return f"{self.number:03}-{self.meta.name}"


@dataclass(frozen=True, slots=True)
class Step:
    """One act on one file."""

    at: str
    file: str
    words: str
    who: str
    why: str


def steps(pieces: Sequence[Piece]) -> list[Step]:
    """All that was done with these files, the oldest first. Times are UTC, as the public log has them."""
    by_key = {str(piece.file.pk): piece for piece in pieces}
    return [_step(entry, by_key[entry.key]) for entry in queries.acts(piece.file for piece in pieces)]


def _step(entry: Entry, piece: Piece) -> Step:
    copied = entry.act == Act.COPY
    words = COPIED.get(str(entry.facts.get("role")), "") if copied else DONE.get(entry.act, entry.act)  # type: ignore[call-overload]
    who = entry.by.name if entry.by else str(NOBODY.get(entry.actor, entry.actor))
    return Step(_utc(entry.at), str(piece.number), str(words), who, str(entry.facts.get("why", "")))


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def as_csv(pieces: Sequence[Piece]) -> str:
    """The chain as CSV; a cell that a spreadsheet would take for a formula is made harmless."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(("at", "file", "name", "sha256", "act", "who", "why"))
    by_number = {str(piece.number): piece for piece in pieces}
    for step in steps(pieces):
        piece = by_number[step.file]
        row = (step.at, step.file, piece.name, piece.meta.sha256, step.words, step.who, step.why)
        writer.writerow([f"'{cell}" if cell[:1] in {"=", "+", "-", "@"} else cell for cell in row])
    return out.getvalue()


def as_pdf(pieces: Sequence[Piece], matter: Ref, *, who: str, at: datetime, language: str) -> bytes:
    """The chain on paper, for a person to sign for and a court to read."""
    with override(language):
        facts = {"kind": matter.kind, "key": matter.key, "who": who, "at": _utc(at), "number": len(pieces)}
        about = _("Files of the matter %(kind)s %(key)s: %(number)s. Exported by %(who)s, %(at)s.") % facts
        sheet: dict[str, Any] = {
            "about": [about],
            "files": [_line(piece) for piece in pieces],
            "acts": [_act(step) for step in steps(pieces)],
            "labels": _labels(),
        }
        return printing.render("custody", sheet, language=language, title=_("Chain of custody"))


def _line(piece: Piece) -> dict[str, Any]:
    return {
        "number": str(piece.number),
        "name": Passage(piece.meta.name, UNKNOWN_LANGUAGE),
        "role": piece.file.get_role_display(),
        "media_type": piece.meta.media_type,
        "size": f"{filesizeformat(piece.meta.size)} ({piece.meta.size})",
        "arrived": _utc(piece.file.made_at),
        "sha256": piece.meta.sha256,
    }


def _act(step: Step) -> dict[str, Any]:
    words = f"{step.words} ({step.why})" if step.why else step.words
    return {"at": step.at, "file": step.file, "words": words, "who": Passage(step.who, UNKNOWN_LANGUAGE)}


def _labels() -> dict[str, str]:
    return {
        "files": _("The files"),
        "acts": _("What was done with them"),
        "when": _("When"),
        "file": _("File"),
        "act": _("What"),
        "who": _("Who"),
        "check": _("How to check"),
        "check_words": _(
            "Each fingerprint was taken while the file arrived, before anybody could change it, and stands on the "
            "receipt of whoever sent it. In the folder of the files, “sha256sum -c SHA256SUMS” says whether each is "
            "still the same. The acts above are entries of a ledger that cannot be changed or removed."
        ),
    }
