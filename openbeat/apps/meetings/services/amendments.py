"""Propose other words for a draft, and answer what was proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from openbeat.apps.meetings import notices, queries
from openbeat.apps.meetings.lifecycle import AmendmentStage, Edition, MinutesAct, MinutesPromise, Words
from openbeat.apps.meetings.models import AgendaItem, Amendment, Minutes
from openbeat.apps.meetings.policies import MINUTES_POLICY
from openbeat.apps.meetings.queries.minutes import amendment_is_open
from openbeat.apps.meetings.services import minutes as writing
from openbeat.core.ledger import services as ledger
from openbeat.core.ledger.http import Reading
from openbeat.core.loop import services as loop
from openbeat.core.loop.services import Debtor
from openbeat.core.notices import services as told
from openbeat.core.people.roles import Role
from openbeat.core.places import services as places

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.meetings.lifecycle import Decision, Proposal
    from openbeat.kit.actors import Actor


def propose(minutes: Minutes, item: AgendaItem | None, proposal: Proposal, *, by: Actor, at: datetime) -> Amendment:
    """Propose other words for a passage: whoever leads owes an answer. The same form sent twice is one proposal."""
    once = salted_hmac("openbeat.meetings.amendment", proposal.once, algorithm="sha256").hexdigest()
    once = once if proposal.once else ""
    try:
        with transaction.atomic():
            return _before(once) or _propose(minutes, item, proposal, once, by=by, at=at)
    except IntegrityError:
        if before := _before(once):
            return before
        raise


def _before(once: str) -> Amendment | None:
    return queries.amendments().filter(once=once).first() if once else None


def _propose(
    minutes: Minutes, item: AgendaItem | None, proposal: Proposal, once: str, *, by: Actor, at: datetime
) -> Amendment:
    minutes = writing.locked(minutes, MinutesAct.PROPOSE, by=by, at=at)
    amendment = Amendment.objects.create(
        minutes=minutes,
        item=item,
        stood=queries.text_of(minutes, item).text,
        text=proposal.text,
        text_language=proposal.language,
        proposed_by=by.person,
        proposed_at=at,
        once=once or None,
    )
    ledger.record(MinutesAct.PROPOSE, amendment, by=by, at=at, minutes=minutes.pk, item=item.pk if item else None)
    debtor = Debtor(minutes.area, places.post(minutes.area, Role.LIAISON))
    loop.owe(MinutesPromise.AMENDMENT, amendment, debtor=debtor, at=at)
    return amendment


@transaction.atomic
def answer(amendment: Amendment, decision: Decision, *, by: Actor, at: datetime) -> Amendment:
    """Accept it, in words that may be put better, or decline it; either way the reason can be read by everybody."""
    rows = Amendment.objects.select_for_update(of=("self",))
    amendment = rows.select_related("item", "minutes__meeting__area", "proposed_by").get(pk=amendment.pk)
    MINUTES_POLICY.require(by, MinutesAct.ANSWER, amendment)
    minutes = amendment.minutes
    if decision.accepted:
        rewrite(minutes, amendment.item, Words(decision.text, decision.language), at=at)
        writing.keep_version(minutes, Edition.AMENDED, by=by, at=at)
    amendment.stage = AmendmentStage.ACCEPTED if decision.accepted else AmendmentStage.DECLINED
    amendment.reason, amendment.reason_language = decision.reason, decision.reason_language
    amendment.words_shown, amendment.answered_at, amendment.answered_by = decision.words_shown, at, by.person
    amendment.save(update_fields=["stage", "reason", "reason_language", "words_shown", "answered_at", "answered_by"])
    ledger.record(MinutesAct.ANSWER, amendment, by=by, at=at, stage=amendment.stage)
    loop.keep(MinutesPromise.AMENDMENT, amendment, at=at)
    words = writing.places_of(minutes)
    told.tell(notices.AMENDMENT_ANSWERED, amendment.proposed_by, about=amendment, at=at, **words)
    if minutes.amendable_until and at > minutes.amendable_until:
        writing.close(minutes, at=at)
    return amendment


def opened(amendment: Amendment, *, by: Actor, at: datetime) -> None:
    """Record that its words are shown, where a page answers to a form; one's own reading is nobody's business."""
    if not amendment_is_open(by, amendment):
        ledger.record(Reading.OPEN, amendment, by=by, at=at)


def rewrite(minutes: Minutes, item: AgendaItem | None, words: Words, *, at: datetime) -> None:
    """Put other words into a passage, in the transaction of the act that decided so."""
    if item is None:
        minutes.summary, minutes.summary_language, minutes.summary_at = words.text, words.language, at
        minutes.summary_version += 1
        minutes.save(update_fields=["summary", "summary_language", "summary_at", "summary_version"])
        return
    item.note, item.note_language, item.noted_at = words.text, words.language if words.text else "", at
    item.version += 1
    item.save(update_fields=["note", "note_language", "noted_at", "version"])
