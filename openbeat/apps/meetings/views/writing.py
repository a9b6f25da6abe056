"""The page on which minutes are written while people speak: each item its own form, saved by itself or by a button."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.forms import PassageForm
from openbeat.apps.meetings.lifecycle import MinutesAct, Words
from openbeat.apps.meetings.policies import minutes_doors, minutes_verdict
from openbeat.apps.meetings.queries.answers import answers_of
from openbeat.apps.meetings.services import items
from openbeat.apps.meetings.services import minutes as services
from openbeat.apps.meetings.views.pages import find
from openbeat.core.people.http import shows_and_takes
from openbeat.core.translation.forms import spoken
from openbeat.core.web.http import Request, page, reads, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Conflict, Refused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.http import HttpResponse

    from openbeat.apps.meetings.models import Meeting, Minutes
    from openbeat.apps.meetings.queries.answers import Answered


@dataclass(frozen=True, slots=True)
class Sheet:
    """One passage on the page: its form, when it was saved last, and another's words where two wrote at once."""

    key: str
    form: PassageForm
    saved_at: datetime | None
    conflict: Conflict | None = None
    answers: Sequence[Answered] = ()  # to questions that were sent in: the minutes take them over

    @property
    def mine(self) -> str:
        """What stands in the field of whoever was slower."""
        return str(self.form.data.get("words", ""))


@reads
def show(request: Request, pk: int) -> HttpResponse:
    meeting = find(request, pk)
    _ask(request, meeting)
    return _page(request, meeting)


@writes
def take(request: Request, pk: int) -> HttpResponse:
    meeting, at, key = find(request, pk), now(), request.POST.get("key", "")
    _ask(request, meeting)
    form = PassageForm(request.POST, auto_id=f"{key}-%s")
    if not form.is_valid():
        return _answer(request, meeting, Sheet(key, form, None), 422)
    try:
        version = _save(request, meeting, key, form, at)
    except Conflict as conflict:
        return _answer(request, meeting, Sheet(key, form, None, conflict), 409)
    if request.htmx:
        fresh = PassageForm(initial={"version": version}, auto_id=f"{key}-%s")
        return page(request, "meetings/parts/state.html", sheet=Sheet(key, fresh, at), meeting=meeting)
    messages.success(request, _("It is saved."))
    return redirect(f"{request.path}#passage-{key}")


def _save(request: Request, meeting: Meeting, key: str, form: PassageForm, at: datetime) -> int:
    """Save one passage; gives its new version."""
    facts: dict[str, Any] = {"words": form.said, "version": form.stands_on, "by": request.actor, "at": at}
    if key == queries.SUM:
        return services.write_sum(meeting, **facts).summary_version
    item = get_object_or_404(queries.items_of(meeting), pk=key if key.isdigit() else 0)
    return items.note(item, **facts).version


def _answer(request: Request, meeting: Meeting, sheet: Sheet, status: int) -> HttpResponse:
    if request.htmx:
        return page(request, "meetings/parts/state.html", status=status, sheet=sheet, meeting=meeting)
    return _page(request, meeting, sheet, status)


def _page(request: Request, meeting: Meeting, asked: Sheet | None = None, status: int = 200) -> HttpResponse:
    at = now()
    found = queries.minutes_or_new(meeting, at)
    answers = answers_of(meeting)
    rows = [(line, _sheet(line, asked, answers)) for line in queries.agenda(meeting, request.actor)]
    return page(
        request,
        "meetings/write.html",
        status=status,
        meeting=meeting,
        minutes=found,
        sum_of_it=replace(_sum(found, asked), answers=answers.get("", ())),
        sections=rows,
        doors=minutes_doors(request.actor, found, at),
    )


def _sheet(
    section: queries.Section, asked: Sheet | None, answers: dict[str, list[Answered]]
) -> list[tuple[Any, Sheet]]:
    lines = [queries.Line(section.head, None), *section.lines]
    return [(line, replace(_of(line.item, asked), answers=answers.get(str(line.item.pk), ()))) for line in lines]


def _of(item: Any, asked: Sheet | None) -> Sheet:
    words = Words(item.note, item.note_language)
    return _one(str(item.pk), words, item.version, item.noted_at, asked)


def _sum(found: Minutes, asked: Sheet | None) -> Sheet:
    words = Words(found.summary, found.summary_language)
    return _one(queries.SUM, words, found.summary_version, found.summary_at, asked)


def _one(key: str, words: Words, version: int, saved_at: datetime | None, asked: Sheet | None) -> Sheet:
    if asked and asked.key == key:
        return asked
    first = {"words": words.text, "language": words.language or spoken(), "version": version}
    return Sheet(key, PassageForm(initial=first, auto_id=f"{key}-%s"), saved_at)


def _ask(request: Request, meeting: Meeting) -> None:
    found = queries.minutes_or_new(meeting, now())
    if not (verdict := minutes_verdict(request.actor, MinutesAct.WRITE, found, now())):
        raise Refused(verdict.reason)


@writes
def hand_out(request: Request, pk: int) -> HttpResponse:
    found = services.hand_out(find(request, pk), by=request.actor, at=now())
    messages.success(request, _("The draft is out. Everybody can read it, and those who were there can amend it."))
    return redirect(found)


write = shows_and_takes(show, take)
