"""Who sets a webcast and publishes its recording, and who asks, shows and answers questions."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings.lifecycle import QUESTIONS, Kind, QuestionAct, Stage, WebcastAct
from openbeat.apps.meetings.policies.meetings import is_rule, leads
from openbeat.kit.policy import Policy, Verdict, anyone, rule

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.meetings.models import Meeting
    from openbeat.kit.actors import Actor

BEFORE_IT = timedelta(minutes=30)
NOT_NOW = Verdict(allowed=False, reason=_("Questions are sent in while the meeting runs, from half an hour before."))


@rule(_("A listening session is never shown or recorded."))
def may_be_shown(_actor: Actor, meeting: Meeting) -> bool:
    """Holds for every meeting but a listening session."""
    return meeting.kind != Kind.LISTENING


@rule(_("This meeting was cancelled."))
def takes_place(_actor: Actor, meeting: Meeting) -> bool:
    """Holds for a meeting that was not cancelled."""
    return meeting.stage != Stage.CANCELLED


@rule(_("You asked this yourself: somebody else who leads the meeting sees to it."))
def did_not_ask_it(actor: Actor, question: Any) -> bool:
    """Holds for everybody but whoever asked the question."""
    return not actor.is_subject_of(question)


WEBCAST_POLICY = Policy(
    {
        WebcastAct.SET: leads & may_be_shown & takes_place,
        WebcastAct.PUBLISH: leads & may_be_shown & takes_place,
        WebcastAct.WITHDRAW: leads,
    }
)
QUESTIONS_POLICY = Policy(
    {
        QuestionAct.ASK: anyone & may_be_shown & takes_place,
        QuestionAct.SHOW: leads & did_not_ask_it & QUESTIONS.permits(QuestionAct.SHOW),
        QuestionAct.WITHHOLD: leads & did_not_ask_it & QUESTIONS.permits(QuestionAct.WITHHOLD),
        QuestionAct.ANSWER: leads & did_not_ask_it & QUESTIONS.permits(QuestionAct.ANSWER),
        QuestionAct.OWE: is_rule,
    }
)


def may_ask(actor: Actor, meeting: Meeting, at: datetime) -> Verdict:
    """Whether a question can be sent in now."""
    found = QUESTIONS_POLICY.verdict(actor, QuestionAct.ASK, meeting)
    running = meeting.starts_at - BEFORE_IT <= at <= meeting.ends_at
    return NOT_NOW if found and not running else found
