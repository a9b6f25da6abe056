"""Letters to an officer, on paper: that there is a matter, or that they are cleared. No word of it, no number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.lifecycle.sides import Side
from openbeat.apps.complaints.policies import SIDES_POLICY as POLICY
from openbeat.apps.complaints.queries import letters
from openbeat.apps.complaints.views.finding import found, why_of
from openbeat.core.department import queries as department
from openbeat.core.ledger.http import Slow, opens
from openbeat.core.printing import services as printing
from openbeat.core.printing.passages import Passage
from openbeat.core.web import dates

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from openbeat.apps.complaints.models import Complaint, OfficerNotice
    from openbeat.core.web.http import Request

type Made = tuple[str, dict[str, Any]]  # the title, and what the page shows


def cleared(notice: OfficerNotice) -> Made:
    """That the officer was cleared; nothing of what was alleged stands in it. Raises Http404 where they were not."""
    if not notice.outcome_at or not queries.is_cleared(notice.accused) or notice.accused.person is None:
        raise Http404
    lines = [
        _("A matter that was about you is over. You are cleared: it did not happen, or it was within the rules."),
        _("It may not be used against you in an evaluation or a promotion."),
    ]
    return _("You have been cleared"), {"name": notice.accused.person.name, "lines": lines}


def told(notice: OfficerNotice) -> Made:
    """That there is a matter: which kinds by the published list, when, rights, who stands by them, when to answer."""
    letter = letters.letter_for(notice)
    lines = [
        _("There is a complaint that is about you. You were told of it on %(day)s.") % {"day": _day(letter.told_at)},
        _("This letter says nothing of who complained, and none of their words. Nothing is decided by it."),
    ]
    rights = letter.rights.choice
    stands_by = letter.representative or _("nobody yet. Tell us who it is, and they read what you read.")
    parts = [
        {"title": _("What it is about"), "lines": [line for kind in letter.kinds for line in _kind(kind)]},
        {
            "title": _("Your rights"),
            "lines": [
                Passage(rights.words, rights.language) if rights else str(letter.rights.line.default),
                _("Stands by you: %(name)s") % {"name": stands_by},
            ],
        },
        {"title": _("To answer"), "lines": _to_answer(letter)},
    ]
    return _("A notice to you"), {"name": letter.name, "lines": lines, "parts": [one for one in parts if one["lines"]]}


def _kind(kind: Any) -> list[Any]:
    """A kind as the published list has it: what it is called, and what it means."""
    texts = [text for text in (kind.name, kind.definition) if text]
    return [Passage(str(text), kind.language) if kind.language else str(text) for text in texts]


def _to_answer(letter: letters.Letter) -> list[Any]:
    town = department.department()
    facts = {"day": _day(letter.answer_by), "address": " ".join(town.address.split()), "telephone": town.telephone}
    lines = [
        _("You may answer in writing by %(day)s. If you need more time, say so before that day.") % facts,
        _("You need no account: write it on paper, with your name and the day on which you were told. It counts from "
          "the day it comes."),
    ]  # fmt: skip
    if town.address:
        lines.append(_("Bring it or send it to: %(address)s") % facts)
    if town.telephone:
        lines.append(_("By telephone: %(telephone)s") % facts)
    lines.append(_("With an account and a key of your own you read what is alleged, and answer there."))
    lines += [
        _("What you wrote on paper came to us on %(day)s.") % {"day": dates.words(day, "day")}
        for day in dict.fromkeys(letter.came)
    ]
    return lines


def _day(at: datetime) -> str:
    return dates.words(at.astimezone(department.zone()).date(), "day")


def _found(request: Request, pk: int, number: int) -> OfficerNotice:
    complaint = found(request, pk)
    accused = queries.officer(complaint, number)
    notice: OfficerNotice | None = getattr(accused, "notice", None)
    if notice is None or not POLICY.verdict(request.actor, Side.TELL_OFFICER, complaint):
        raise Http404
    return notice


def _of(notice: OfficerNotice) -> Complaint:
    return notice.accused.complaint


def _why(request: Request, notice: OfficerNotice) -> str:
    return why_of(request, _of(notice))


def printed(make: Callable[[OfficerNotice], Made], notice: OfficerNotice, language: str) -> Slow[bytes]:
    """A letter as a PDF file, set while no transaction is open. Raises Http404 where there is none."""
    with override(language):
        title, data = make(notice)
    sheet = {**data, "house": department.department().name}
    return Slow(lambda: printing.render("officer", sheet, language=language, title=title), _answer)


def _answer(made: bytes) -> HttpResponse:
    return HttpResponse(
        made, content_type="application/pdf", headers={"Content-Disposition": 'inline; filename="letter.pdf"'}
    )


def _theirs(notice: OfficerNotice) -> str:
    """The language of the officer; ours where we do not speak it."""
    person = notice.accused.person
    known = person is not None and person.language in dict(settings.LANGUAGES)
    return person.language if person and known else get_language() or settings.LANGUAGE_CODE


@never_cache
@opens(_found, why=_why, of=_of)
def notice_letter(_request: Request, notice: OfficerNotice) -> Slow[bytes]:
    """For whoever tells officers: the notice on paper, for an officer without a key."""
    return printed(told, notice, _theirs(notice))


@never_cache
@opens(_found, why=_why, of=_of)
def cleared_letter(_request: Request, notice: OfficerNotice) -> Slow[bytes]:
    """The same for the letter that says that an officer was cleared."""
    return printed(cleared, notice, _theirs(notice))
