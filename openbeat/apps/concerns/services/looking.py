"""The look within one working day: what everybody may read of a new concern, and what not, by reason."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import transaction

from openbeat.apps.concerns import notices, queries
from openbeat.apps.concerns.lifecycle import Act, Look, Promise
from openbeat.apps.concerns.models import FurtherWord, Reopening
from openbeat.apps.concerns.policies import POLICY, is_recorded
from openbeat.apps.concerns.services.steps import followed, locked, publish, recorded, saved, tell, tell_followers
from openbeat.core.files import services as files
from openbeat.core.ledger import services as ledger
from openbeat.core.ledger.http import Reading
from openbeat.core.loop import services as loop
from openbeat.core.moderation import services as moderation

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.concerns.models import Concern
    from openbeat.kit.actors import Actor


@transaction.atomic
def look(concern: Concern, found: Look, *, by: Actor, at: datetime) -> Concern:
    """Release what a new concern says, shows and points at, or withhold a part for a reason that everybody can read."""
    concern = locked(concern)
    POLICY.require(by, Act.LOOK, concern)
    parts = {"words_withheld": found.words, "photo_withheld": found.photo, "point_withheld": found.point}
    first = concern.looked_at is None
    saved(concern, looked_at=at, **parts)
    waiting = Reopening.objects.filter(concern=concern, looked_at=None)
    replied = waiting.update(looked_at=at, withheld=found.reply)
    further = FurtherWord.objects.filter(concern=concern, looked_at=None)
    replied += further.update(looked_at=at, withheld=found.reply)
    recorded(Act.LOOK, concern, by=by, at=at, **parts, reply_withheld=found.reply)
    decided = {part: reason for part, reason in asdict(found).items() if part != "reply" or replied}
    moderation.note(concern, decided, area=concern.area, by=by, at=at)
    loop.keep(Promise.LOOK, concern, at=at)
    if found.photo:
        files.hide(concern)
    else:
        files.release(concern, at=at)
    publish(concern)
    if first and not found.words:
        tell_followers(notices.NEW_HERE, concern, followed(concern), by=by, at=at)
    if any(asdict(found).values()):
        tell(notices.WITHHELD, concern, by=by, at=at)
    return concern


@transaction.atomic
def show_again(key: str, part: str, *, by: Actor, at: datetime) -> None:
    """An appeal was granted: this part is shown from now on. Whoever calls has asked who may decide that."""
    concern = locked(queries.by_key(key))
    parts = {name: getattr(concern, name) for name in ("words_withheld", "photo_withheld", "point_withheld")}
    if part == "reply":
        for later in (Reopening, FurtherWord):
            later.objects.filter(concern=concern).exclude(withheld="").update(withheld="")
    else:
        parts[f"{part}_withheld"] = ""
        saved(concern, **parts)
    if part == "photo":
        files.release(concern, at=at)
    recorded(Act.LOOK, concern, by=by, at=at, **parts)
    publish(concern)


def opened(concern: Concern, *, by: Actor, at: datetime) -> None:
    """Record that somebody reads what is not for all, on a page that answers to a form."""
    if is_recorded(by, concern):
        ledger.record(Reading.OPEN, concern, by=by, at=at)
