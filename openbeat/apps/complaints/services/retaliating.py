"""Retaliation is an allegation of its own, with the shortest clock; they are asked about it three times."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.lifecycle import DONE, Act, Kind, Promise, Stage, Words
from openbeat.apps.complaints.lifecycle.clocks import RETALIATION
from openbeat.apps.complaints.lifecycle.retaliation import KIND, Harm
from openbeat.apps.complaints.models import Allegation, CheckIn
from openbeat.apps.complaints.notices import ALARM
from openbeat.apps.complaints.policies import OVERSIGHT, SUPERVISOR
from openbeat.apps.complaints.policies import RETALIATION_POLICY as POLICY
from openbeat.apps.complaints.services import clocking
from openbeat.apps.complaints.services.handling import NO_QUESTIONS
from openbeat.apps.complaints.services.moving import anew
from openbeat.apps.complaints.services.steps import has_news, locked, sealed, turn
from openbeat.apps.complaints.services.telling import DESK, tell_readers
from openbeat.core.ledger import services as ledger
from openbeat.core.loop import services as loop
from openbeat.core.notices import services as notices
from openbeat.core.vault import services as vault
from openbeat.kit.actors import program
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.complaints.lifecycle.retaliation import Asked, Reply
    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.people.holder import Holder
    from openbeat.core.vault.bunch import Keys
    from openbeat.kit.actors import Actor

BY = program("question after harm")
NOT_REPORTED = gettext_lazy("No report of retaliation waits for a word from you.")
ANSWERED = gettext_lazy("You have answered this question already. If something has happened since, report it.")
HARMED = gettext_lazy("Yes: somebody harms me for my complaint.")


@transaction.atomic
def report_retaliation(complaint: Complaint, words: Words, *, by: Actor, at: datetime) -> Allegation:
    """Take down that somebody is harmed for their complaint: its own allegation and clock, and an alarm.

    What was answered or closed is in work again. Raises Refused.
    """
    complaint = _asked(complaint, Harm.REPORT, by=by)
    return _reported(complaint, words, by=by, at=at)


def _reported(complaint: Complaint, words: Words, *, by: Actor, at: datetime) -> Allegation:
    last = Allegation.objects.filter(complaint=complaint).aggregate(last=Max("number"))["last"]
    allegation = Allegation.objects.create(
        complaint=complaint,
        number=(last or 0) + 1,
        kind=KIND,
        kinds=queries.kinds_in_force(),
        retaliation=True,
        language=words.language,
        words=sealed(queries.safe_of(complaint), words.text),
        made_at=at,
    )
    if by.person is None:
        turn(complaint, Kind.RETALIATION, words, by=by, at=at)
        has_news(complaint, at)
    ledger.record(Harm.REPORT, complaint, by=by, at=at)
    if complaint.stage in {*DONE, Stage.DECIDED}:
        complaint = anew(complaint, Act.REOPEN, by=by, at=at)
    clocking.owe(RETALIATION, complaint, at=at)
    _alarm(complaint, allegation, by=by, at=at)
    return allegation


def _alarm(complaint: Complaint, allegation: Allegation, *, by: Actor, at: datetime) -> None:
    """Whoever leads and the outside body hear at once, and all who read it; never what, and nobody whom it is about."""
    tell_readers(complaint, by=by, at=at)
    for person in queries.to_alarm(complaint):
        if any(person.holds(role) for role in (SUPERVISOR, OVERSIGHT)):
            once = f"{ALARM.name}|{allegation.pk}|{person.pk}"
            notices.tell(ALARM, person, about=None, at=at, once=once, link=DESK)


@transaction.atomic
def acknowledge_retaliation(complaint: Complaint, words: Words, *, keys: Keys, by: Actor, at: datetime) -> Complaint:
    """Write to whoever reported it that it was read, and what protects them. Raises Refused; Shut while locked."""
    complaint = _asked(complaint, Harm.ACKNOWLEDGE, by=by)
    vault.opened(queries.safe_of(complaint), keys)
    if Promise.RETALIATION_ACKNOWLEDGE not in {row.promise for row in clocking.open_rows(complaint)}:
        raise Refused(NOT_REPORTED)
    turn(complaint, Kind.ACKNOWLEDGEMENT, words, by=by, at=at)
    loop.keep(Promise.RETALIATION_ACKNOWLEDGE, complaint, at=at)
    ledger.record(Harm.ACKNOWLEDGE, complaint, by=by, at=at)
    return complaint


def ask_all(*, at: datetime) -> int:
    """Ask everybody whose day has come whether somebody harms them; in the receipt, which is safe. Gives how many."""
    return sum(_ask(complaint, asked, at=at) for complaint, asked in queries.to_be_asked(at))


@transaction.atomic
def _ask(complaint: Complaint, asked: Asked, *, at: datetime) -> bool:
    complaint = locked(complaint)
    due_on = queries.asked_on(complaint, asked)
    if due_on is None:
        return False
    facts = {"asked_at": at}
    _row, new = CheckIn.objects.get_or_create(complaint=complaint, asked=asked, due_on=due_on, defaults=facts)
    if new:
        turn(complaint, Kind.CHECK_IN, _question(complaint), by=BY, at=at)
        ledger.record(Harm.ASK, complaint, by=BY, at=at)
    return new


def _question(complaint: Complaint) -> Words:
    language = complaint.language if complaint.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(language):
        parts = (
            _("We ask this of everybody who complained."),
            _("Has anybody threatened you, punished you, or treated you worse because you complained?"),
            _("You can answer on this page. You do not have to. Whoever does that breaks the rules, often the law."),
        )
        return Words("\n\n".join(parts), language)


@transaction.atomic
def asked_by_their_way(check_in: CheckIn, *, keys: Keys, by: Actor, at: datetime) -> CheckIn:
    """Put on record that a reader asked them by the safe way that they left, in words that say nothing.

    Raises Refused, also where they want no contact: then the question stands in their receipt alone.
    """
    complaint = _asked(check_in.complaint, Harm.ASK_BY_THEIR_WAY, by=by)
    opened = vault.opened(queries.safe_of(complaint), keys)
    if not queries.account_of(complaint, opened).contact:
        raise Refused(NO_QUESTIONS)
    check_in.by_their_way_at = at
    check_in.save(update_fields=["by_their_way_at"])
    ledger.record(Harm.ASK_BY_THEIR_WAY, complaint, by=by, at=at)
    return check_in


@transaction.atomic
def answer_check_in(check_in: CheckIn, reply: Reply, *, by: Holder, at: datetime) -> CheckIn:
    """Keep what they answer, sealed; a yes is a report of retaliation. Raises Refused."""
    complaint = _asked(check_in.complaint, Harm.ANSWER, by=by)
    check_in = CheckIn.objects.select_for_update().get(pk=check_in.pk)
    if check_in.answered_at:
        raise Refused(str(ANSWERED))
    said = json.dumps({"harmed": reply.harmed, "words": reply.words})
    check_in.answer, check_in.language = sealed(queries.safe_of(complaint), said), reply.language
    check_in.answered_at = at
    check_in.save(update_fields=["answer", "language", "answered_at"])
    ledger.record(Harm.ANSWER, complaint, by=by, at=at)
    if reply.harmed:
        with translation.override(reply.language):
            words = Words(reply.words or str(HARMED), reply.language)
        _reported(complaint, words, by=by, at=at)
    else:
        has_news(complaint, at)
        tell_readers(complaint, by=by, at=at)
    return check_in


def _asked(complaint: Complaint, act: Harm, *, by: Actor) -> Complaint:
    complaint = locked(complaint)
    POLICY.require(by, act, complaint)
    return complaint
