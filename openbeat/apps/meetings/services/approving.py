"""Two sides approve minutes, each in its own words where they differ; then they are published, and later corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.lifecycle import MINUTES, Edition, MinutesAct, MinutesPromise, Side, Words
from openbeat.apps.meetings.models import AgendaItem, Approval, Minutes, OwnVersion
from openbeat.apps.meetings.policies import MINUTES_POLICY, side_of
from openbeat.apps.meetings.services import meetings, sending
from openbeat.apps.meetings.services.amendments import rewrite
from openbeat.apps.meetings.services.minutes import keep_version, locked
from openbeat.core.ledger import services as ledger
from openbeat.core.loop import services as loop
from openbeat.kit.actors import program
from openbeat.kit.policy import Conflict, Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.kit.actors import Actor

RULE = program("minutes are approved by both sides, or their time is over")
WITHOUT = "published_without"  # why a promise to approve was released


@transaction.atomic
def own_version(minutes: Minutes, item: AgendaItem | None, words: Words, *, by: Actor, at: datetime) -> Minutes:
    """Say in the words of one's own side what a passage says otherwise; empty words take one's own version back."""
    minutes = locked(minutes, MinutesAct.OWN, by=by, at=at)
    side = _side(minutes, by)
    _asked(minutes, side)
    if words.text:
        facts = {"text": words.text, "text_language": words.language, "at": at}
        OwnVersion.objects.update_or_create(minutes=minutes, item=item, side=side, defaults=facts)
    else:
        OwnVersion.objects.filter(minutes=minutes, item=item, side=side).delete()
    keep_version(minutes, Edition.OWN, by=by, at=at)
    ledger.record(MinutesAct.OWN, minutes, by=by, at=at, side=str(side), item=item.pk if item else None)
    return minutes


@transaction.atomic
def approve(minutes: Minutes, *, version: int, by: Actor, at: datetime) -> Minutes:
    """Approve the version that was read, for one's side; when both sides have, they are published.

    Raises Conflict where the other side wrote something meanwhile.
    """
    minutes = locked(minutes, MinutesAct.APPROVE, by=by, at=at)
    side, newest = _side(minutes, by), queries.newest(minutes)
    approval = _asked(minutes, side)
    if newest and version != newest.number:
        raise Conflict(queries.in_words(newest), newest.number)
    if Approval.objects.filter(minutes=minutes, by=by.person).exists():
        raise Refused(_("You approved these minutes already, for the other side."))
    approval.at, approval.version, approval.by = at, version, by.person
    approval.save(update_fields=["at", "version", "by"])
    ledger.record(MinutesAct.APPROVE, minutes, by=by, at=at, side=str(side), version=version)
    loop.keep(MinutesPromise.APPROVAL, approval, at=at)
    if not Approval.objects.filter(minutes=minutes, at=None).exists():
        return _publish(minutes, by=by, at=at)
    return minutes


@transaction.atomic
def publish_late(minutes: Minutes, *, at: datetime) -> Minutes:
    """A side did not approve in its days: the minutes are published all the same, and say so."""
    minutes = locked(minutes, MinutesAct.PUBLISH, by=RULE, at=at)
    if minutes.approve_by is None or at <= minutes.approve_by:
        return minutes
    for approval in Approval.objects.filter(minutes=minutes, at=None).order_by("pk"):
        loop.release(MinutesPromise.APPROVAL, approval, why=WITHOUT, at=at)
    return _publish(minutes, by=RULE, at=at)


def publish_all_late(*, at: datetime) -> int:
    """Publish all drafts that a side did not approve in its days; gives how many there were."""
    over = list(queries.to_publish(at))
    for minutes in over:
        publish_late(minutes, at=at)
    return len(over)


@transaction.atomic
def correct(minutes: Minutes, item: AgendaItem | None, words: Words, *, why: Words, by: Actor, at: datetime) -> Minutes:
    """Put a passage of published minutes right; the reason, and what stood before, stay visible."""
    minutes = locked(minutes, MinutesAct.CORRECT, by=by, at=at)
    rewrite(minutes, item, words, at=at)
    minutes.stage, minutes.corrected_at = MINUTES.after(MinutesAct.CORRECT), at
    minutes.save(update_fields=["stage", "corrected_at"])
    keep_version(minutes, Edition.CORRECTED, by=by, at=at, why=why)
    ledger.record(MinutesAct.CORRECT, minutes, by=by, at=at, item=item.pk if item else None)
    meetings.conclude(minutes.meeting, summary=queries.text_of(minutes, None), by=by, at=at)
    return minutes


def _publish(minutes: Minutes, *, by: Actor, at: datetime) -> Minutes:
    MINUTES_POLICY.require(RULE, MinutesAct.PUBLISH, minutes)
    minutes.stage, minutes.published_at = MINUTES.after(MinutesAct.PUBLISH), at
    minutes.save(update_fields=["stage", "published_at"])
    keep_version(minutes, Edition.PUBLISHED, by=by, at=at)
    ledger.record(MinutesAct.PUBLISH, minutes, by=by, at=at)
    meetings.conclude(minutes.meeting, summary=queries.text_of(minutes, None), by=by, at=at)
    sending.tell(minutes, at=at)
    return minutes


def _side(minutes: Minutes, by: Actor) -> Side:
    side = side_of(by, minutes.area)
    if side is None:
        raise Refused(_("Only whoever approves for one side may do this."))
    return side


def _asked(minutes: Minutes, side: Side) -> Approval:
    """The approval that this side still owes; raises Refused where it gave it already."""
    approval = Approval.objects.select_for_update().filter(minutes=minutes, side=side, at=None).first()
    if approval is None:
        raise Refused(_("Your side has approved these minutes already."))
    return approval
