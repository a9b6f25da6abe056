"""What we understood, in one sentence; and what whoever raised it says of that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openbeat.apps.concerns import notices, queries
from openbeat.apps.concerns.lifecycle import Act, Correction, Promise, Sentence, Stage, Verdict
from openbeat.apps.concerns.models import Understanding
from openbeat.apps.concerns.policies import POLICY
from openbeat.apps.concerns.services.steps import debtor, locked, moved, recorded, tell, tell_followers
from openbeat.core.loop import services as loop
from openbeat.core.notices import services as outbox
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.concerns.models import Concern
    from openbeat.kit.actors import Actor


@transaction.atomic
def acknowledge(concern: Concern, sentence: Sentence, *, by: Actor, at: datetime) -> Concern:
    """Write in one sentence what was understood, the first time or anew; whoever raised it is asked. Raises Refused."""
    concern = locked(concern)
    act = Act.ACKNOWLEDGE if concern.stage == Stage.RAISED else Act.RESTATE
    POLICY.require(by, act, concern)
    Understanding.objects.create(
        concern=concern,
        number=queries.sentences_of(concern).count() + 1,
        text=sentence.text,
        language=sentence.language,
        by=by.person,
        at=at,
    )
    if act is Act.ACKNOWLEDGE:
        concern = moved(concern, act, by=by, at=at, acknowledged_at=at)
        loop.keep(Promise.TAKE_UP, concern, at=at)
        tell_followers(notices.CHANGED, concern, [concern], by=by, at=at)
    else:
        recorded(act, concern, by=by, at=at)
    tell(notices.ACKNOWLEDGED, concern, by=by, at=at)
    if sentence.take_up and POLICY.verdict(by, Act.TAKE_UP, concern):
        concern = moved(concern, Act.TAKE_UP, by=by, at=at, taken_up_at=at)  # told by the same message
    return concern


@transaction.atomic
def correct(concern: Concern, correction: Correction, *, by: Actor, at: datetime) -> Concern:
    """Say that the sentence is right, or what it is instead; staff write down what was said on the telephone.

    Raises Refused, also where it was said already.
    """
    concern = locked(concern)
    POLICY.require(by, Act.CORRECT, concern)
    newest = queries.sentences_of(concern).last()
    if newest is None or newest.verdict != Verdict.WAITING:
        raise Refused(_("This has been said already. A new sentence can be answered anew."))
    newest.verdict = Verdict.RIGHT if correction.right else Verdict.WRONG
    newest.verdict_at, newest.channel = at, correction.channel
    newest.correction = "" if correction.right else correction.text
    newest.correction_language = correction.language if newest.correction else ""
    newest.entered_by = None if by.is_subject_of(concern) else by.person
    newest.save()
    recorded(Act.CORRECT, concern, by=by, at=at, right=correction.right, channel=str(correction.channel))
    post = debtor(concern.area).post
    if post and not correction.right:
        outbox.tell_holders(notices.CORRECTED, post, about=concern, at=at, area=concern.area.name)
    return concern
