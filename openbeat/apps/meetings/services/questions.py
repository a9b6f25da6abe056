"""Questions that are sent in while a meeting runs: looked at, answered there or later; none is left without a date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings import notices, queries
from openbeat.apps.meetings.lifecycle import QUESTIONS, QuestionAct, QuestionPromise, Unshown
from openbeat.apps.meetings.models import Question
from openbeat.apps.meetings.policies import QUESTIONS_POLICY, may_ask
from openbeat.apps.meetings.queries.webcast import reads_freely, shows_only_what_is_out
from openbeat.apps.meetings.services.minutes import Day
from openbeat.core.ledger import services as ledger
from openbeat.core.ledger.http import Reading
from openbeat.core.loop import services as loop
from openbeat.core.loop.services import Debtor
from openbeat.core.notices import services as told
from openbeat.core.people.roles import Role
from openbeat.core.places import services as places
from openbeat.kit.actors import program
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.meetings.lifecycle import Words
    from openbeat.apps.meetings.models import AgendaItem, Meeting
    from openbeat.kit.actors import Actor

CLOCK = program("the meeting is over")
NOT_SHOWN = "withheld"  # why a promise to answer was released


def ask(meeting: Meeting, words: Words, *, once: str, by: Actor, at: datetime) -> Question:
    """Send a question in; somebody looks at it before it is shown. The same form sent twice is one question."""
    known = salted_hmac("openbeat.meetings.question", once, algorithm="sha256").hexdigest() if once else None
    try:
        with transaction.atomic():
            return _before(known) or _ask(meeting, words, known, by=by, at=at)
    except IntegrityError:
        if before := _before(known):
            return before
        raise


def _before(known: str | None) -> Question | None:
    return queries.all_questions().filter(once=known).first() if known else None


def _ask(meeting: Meeting, words: Words, once: str | None, *, by: Actor, at: datetime) -> Question:
    if not (found := may_ask(by, meeting, at)):
        raise Refused(found.reason)
    question = Question.objects.create(
        meeting=meeting, text=words.text, text_language=words.language, asked_by=by.person, asked_at=at, once=once
    )
    ledger.record(QuestionAct.ASK, question, by=by, at=at, meeting=meeting.pk)
    return question


@transaction.atomic
def show(question: Question, *, by: Actor, at: datetime) -> Question:
    """Let everybody read it: it harms nobody."""
    return _moved(_locked(question, QuestionAct.SHOW, by), QuestionAct.SHOW, by=by, at=at)


@transaction.atomic
def withhold(question: Question, why: str, *, by: Actor, at: datetime) -> Question:
    """Do not show it, for a reason that whoever asked can read. Raises Refused without a reason."""
    question = _locked(question, QuestionAct.WITHHOLD, by)
    if why not in Unshown.values or why == Unshown.NONE:
        raise Refused(_("Whoever does not show a question says why."))
    question.withheld = why
    question = _moved(question, QuestionAct.WITHHOLD, by=by, at=at)
    loop.release(QuestionPromise.ANSWER, question, why=NOT_SHOWN, at=at)
    return question


@transaction.atomic
def answer(question: Question, words: Words, *, by: Actor, at: datetime, item: AgendaItem | None = None) -> Question:
    """Answer it, at the meeting or later; whoever asked is told, and the minutes say so at what it is about.

    In minutes that are out already it stands as an answer that came later. Raises Refused for another meeting's item.
    """
    question = _locked(question, QuestionAct.ANSWER, by)
    if item and item.meeting_id != question.meeting_id:
        raise Refused(_("This is not on the agenda of this meeting."))
    question.item = item
    question.answer, question.answer_language, question.answered_at = words.text, words.language, at
    question = _moved(question, QuestionAct.ANSWER, by=by, at=at)
    loop.keep(QuestionPromise.ANSWER, question, at=at)
    facts: dict[str, Any] = {"day": Day(question.meeting.starts_at), "area": question.area.name}
    told.tell(notices.QUESTION_ANSWERED, question.asked_by, about=question, at=at, **facts)
    return question


@transaction.atomic
def owe(question: Question, *, at: datetime) -> None:
    """The meeting is over and nobody answered it: the liaison officer's post owes the answer. Twice changes nothing."""
    QUESTIONS_POLICY.require(CLOCK, QuestionAct.OWE, question)
    debtor = Debtor(question.area, places.post(question.area, Role.LIAISON))
    loop.owe(QuestionPromise.ANSWER, question, debtor=debtor, at=at)


def owe_all(*, at: datetime) -> int:
    """Look for questions that were left open; gives how many there are."""
    left = list(queries.left_open(at))
    for question in left:
        owe(question, at=at)
    return len(left)


def opened(question: Question, *, by: Actor, at: datetime) -> None:
    """Record that its words are shown, where a page answers to a form; one's own reading is nobody's business."""
    if not reads_freely(by, question):
        ledger.record(Reading.OPEN, question, by=by, at=at)


def opened_all(meeting: Meeting, *, by: Actor, at: datetime) -> None:
    """The same for the list of a meeting."""
    if not shows_only_what_is_out(by, meeting):
        ledger.record(Reading.OPEN, meeting, by=by, at=at)


def _moved(question: Question, act: QuestionAct, *, by: Actor, at: datetime) -> Question:
    question.stage = QUESTIONS.after(act)
    question.save(update_fields=["stage", "withheld", "item", "answer", "answer_language", "answered_at"])
    ledger.record(act, question, by=by, at=at, stage=question.stage)
    return question


def _locked(question: Question, act: QuestionAct, by: Actor) -> Question:
    rows = Question.objects.select_for_update(of=("self",)).select_related("meeting", "meeting__area", "asked_by")
    question = rows.get(pk=question.pk)
    QUESTIONS_POLICY.require(by, act, question)
    return question
