"""The file of a case on paper: a list of its contents, then each; who printed it, and when, on every page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.queries.lists import parts_before
from openbeat.core.printing import services as printing
from openbeat.core.printing.passages import Passage, plain
from openbeat.core.web import dates

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.complaints.models import Complaint
    from openbeat.apps.complaints.queries import Judged, Kept
    from openbeat.core.vault.bunch import Opened


def sheet(complaint: Complaint, opened: Opened, *, who: str, at: datetime) -> dict[str, Any]:
    """All that the file holds, opened, as plain data in the language of whoever prints it."""
    said = queries.account_of(complaint, opened)
    facts = {"who": who, "at": dates.words(at, "full"), "number": complaint.pk}
    parts = [
        (_("What happened"), [Passage(text, said.language) for text in _told(said)]),
        (_("Allegations, findings and discipline"), _judgements(queries.judged_of(complaint, opened))),
        (_("Messages"), [line for turn in queries.turns_of(complaint, opened) for line in _turn(turn)]),
        (_("Entries of the file"), _entries(complaint, opened)),
    ]
    return {
        "about": _("Sealed matter %(number)s, as it stood when it was printed.") % facts,
        "printed": _("Sealed matter %(number)s. Printed by %(who)s, %(at)s. Do not copy.") % facts,
        "watermark": who,
        "contents": _("What is in it"),
        "parts": [{"title": title, "lines": plain(lines)} for title, lines in parts],  # sealed: never looked up
    }


def _told(said: Any) -> list[str]:
    return [text for text in (said.words, said.happened_when, said.happened_where, said.about) if text]


def _judgements(judged: list[Judged]) -> list[Any]:
    lines: list[Any] = []
    for each in judged:
        lines.append(_("Allegation %(number)s") % {"number": each.row.number})
        lines.append(Passage(each.point.words, each.point.language))
        for said in each.said:
            lines.append(f"{said.say.label}: {said.finding.label} ({said.standard}). {said.by}, {_day(said.at)}")
            lines += [Passage(said.reasons, said.language)] if said.reasons else []
            lines += _compelled(said)
        for step in each.discipline:
            days = f" ({step.days})" if step.days else ""
            lines.append(f"{step.step.label}: {step.measure}{days}, {step.beside}. {step.by}, {_day(step.at)}")
            lines += [Passage(step.reasons, step.language)] if step.reasons else []
            lines += _compelled(step)
    return lines


def _compelled(one: Any) -> list[str]:
    numbers = ", ".join(str(number) for number in one.compelled)
    return [f"{_('What comes from a compelled statement')} ({numbers})"] if numbers else []


def _turn(turn: Any) -> list[Any]:
    return [f"{turn.kind.label}. {_day(turn.at)}", Passage(turn.words, turn.language)]


def _entries(complaint: Complaint, opened: Opened) -> list[Any]:
    before = [_("Sealed matter %(number)s") % {"number": one.pk} for one in parts_before(complaint)]
    first = [f"{_('What was written into the plan and the file before the split stands here:')} {', '.join(before)}"]
    lines = [line for kept in queries.entries_of(complaint, opened) for line in _entry(kept)]
    return first + lines if before else lines


def _entry(kept: Kept) -> list[Any]:
    head = f"{kept.number}. {kept.sort.label}. {kept.by}, {_day(kept.at)}"
    facts = "; ".join(str(value) for value in kept.facts.values())
    lines = [head, *([Passage(facts, kept.language)] if facts else []), Passage(kept.words, kept.language)]
    return [*lines, *_compelled(kept)]


def _day(at: datetime) -> str:
    return dates.words(at, "full")


def as_pdf(complaint: Complaint, data: dict[str, Any], language: str) -> bytes:
    """The file, set for paper."""
    return printing.render("casefile", data, language=language, title=_("The file of a case"))


def answer(complaint: Complaint, made: bytes) -> HttpResponse:
    """The sheet, to look at or to keep; no cache keeps it."""
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="matter-{complaint.pk}.pdf"'
    return response
