"""What anybody may say of somebody else's concern: that it is so for them too, and that it should be open again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from openbeat.apps.concerns import notices, queries
from openbeat.apps.concerns.lifecycle import Act, Promise, Reply, Ruling
from openbeat.apps.concerns.models import MeToo, ReopenRequest
from openbeat.apps.concerns.policies import POLICY
from openbeat.apps.concerns.services.answering import open_again
from openbeat.apps.concerns.services.steps import count_voices, debtor, locked, recorded
from openbeat.core.department import services as department
from openbeat.core.loop import services as loop
from openbeat.core.moderation import services as moderation
from openbeat.core.notices import services as outbox
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.concerns.models import Concern
    from openbeat.kit.actors import Actor


@transaction.atomic
def me_too(concern: Concern, *, by: Actor, at: datetime, device: str = "") -> bool:
    """Count one more voice, once for a person or a device; gives whether it was new. Raises Refused.

    Of the device an HMAC for this concern alone is kept: nobody can tell what else it said.
    """
    concern = locked(concern)
    POLICY.require(by, Act.ME_TOO, concern)
    mark = "" if by.person else _mark(concern, device)
    if not (by.person or device):
        raise Refused(_("We cannot tell whether you said so already. Allow the cookie of this page, or sign in."))
    try:
        with transaction.atomic():
            MeToo.objects.create(concern=concern, at=at, person=by.person, device=mark or None)
    except IntegrityError:
        return False
    count_voices(concern)
    return True


@transaction.atomic
def unsay(concern: Concern, *, by: Actor, device: str = "") -> bool:
    """Take back that it is so for them too: of the same person or device; gives whether it had been said."""
    concern = locked(concern)
    POLICY.require(by, Act.UNSAY, concern)
    gone, _which = queries.own_voice(concern, by, _mark(concern, device) if device else "").delete()
    if gone:
        count_voices(concern)
        if other := concern.duplicate_of:
            count_voices(locked(other))
    return bool(gone)


def has_said(concern: Concern, *, by: Actor, device: str = "") -> bool:
    """Whether this person or device said that it is so for them too."""
    return queries.own_voice(concern, by, _mark(concern, device) if device else "").exists()


def _mark(concern: Concern, device: str) -> str:
    return salted_hmac("openbeat.concerns.me-too", f"{concern.pk}:{device}", algorithm="sha256").hexdigest()


@transaction.atomic
def ask_to_reopen(concern: Concern, reply: Reply, *, by: Actor, at: datetime) -> ReopenRequest:
    """Ask to open somebody else's concern again, and why; its owner owes a decision by a date. Raises Refused.

    The reason is read by all once somebody decided, and did not have to withhold it.
    """
    concern = locked(concern)
    POLICY.require(by, Act.ASK_TO_REOPEN, concern)
    if queries.open_request(concern):
        raise Refused(_("Somebody has asked for this already. It is decided by the date shown on its page."))
    row = ReopenRequest.objects.create(
        concern=concern,
        words=reply.text,
        language=reply.language,
        asked_by=by.person,
        at=at,
        due_at=department.due(Promise.REOPEN_REQUEST, at),
    )
    recorded(Act.ASK_TO_REOPEN, concern, by=by, at=at)
    owner = debtor(concern.area)
    loop.owe(Promise.REOPEN_REQUEST, row, debtor=owner, at=at, due=row.due_at)
    if owner.post:
        outbox.tell_holders(notices.ASKED_AGAIN, owner.post, about=concern, at=at, area=concern.area.name)
    return row


@transaction.atomic
def show_wish_again(key: str, _part: str, *, by: Actor, at: datetime) -> None:
    """An appeal was granted: the words of this wish are shown from now on. Whoever calls has asked who may decide."""
    row = ReopenRequest.objects.select_for_update(of=("self",)).select_related("concern").get(pk=key)
    row.withheld = ""
    row.save(update_fields=["withheld"])
    recorded(Act.DECIDE, row.concern, by=by, at=at, granted=bool(row.granted), withheld="")


@transaction.atomic
def decide(request: ReopenRequest, ruling: Ruling, *, by: Actor, at: datetime) -> Concern:
    """Open it again as somebody asked, or say why not; the reason is public either way. Raises Refused."""
    concern = locked(request.concern)
    POLICY.require(by, Act.DECIDE, concern)
    row = ReopenRequest.objects.select_for_update(of=("self",)).select_related("asked_by").get(pk=request.pk)
    if row.decided_at:
        raise Refused(_("It has been decided already."))
    if row.asked_by and row.asked_by == by.person:
        raise Refused(_("You cannot decide what you asked for yourself."))
    row.granted, row.why, row.why_language = ruling.granted, ruling.why, ruling.language
    row.withheld, row.decided_at, row.decided_by = ruling.withheld, at, by.person
    row.save()
    loop.keep(Promise.REOPEN_REQUEST, row, at=at)
    moderation.note(row, {"words": ruling.withheld}, area=concern.area, by=by, at=at)
    recorded(Act.DECIDE, concern, by=by, at=at, granted=ruling.granted, withheld=ruling.withheld)
    if row.asked_by:
        outbox.tell(notices.DECIDED, row.asked_by, about=concern, at=at, area=concern.area.name)
    if ruling.granted and POLICY.verdict(by, Act.REOPEN, concern):
        due = department.due(Promise.ANSWER, at)
        return open_again(concern, Reply(ruling.why, ruling.language), by=by, at=at, due=due)
    return concern
