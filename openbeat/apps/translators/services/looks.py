"""The second look: somebody else reads the draft beside its source, and signs it or returns it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from openbeat.apps.translators.figures.drafts import MACHINE, origin_of
from openbeat.apps.translators.lifecycle import Act
from openbeat.apps.translators.notices import PUBLISHED, RETURNED
from openbeat.apps.translators.services import owing
from openbeat.apps.translators.services.drafts import require_whole
from openbeat.apps.translators.services.holding import held, move
from openbeat.core.loop import services as loop
from openbeat.core.notices import services as notices
from openbeat.core.translation import languages
from openbeat.core.translation import services as texts
from openbeat.core.translation.models import Origin
from openbeat.core.translation.services import Signed
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.translators.lifecycle import Reason
    from openbeat.apps.translators.models import Work
    from openbeat.kit.actors import Actor


@transaction.atomic
def give_back(work: Work, reason: Reason, *, by: Actor, at: datetime) -> Work:
    """Return it to whoever translated it, with a reason; what was written stays. Raises Refused."""
    work, _source = held(work, Act.RETURN, by)
    why = {"returned_why": reason.words, "returned_why_language": reason.language, "returned_at": at}
    work = move(work, Act.RETURN, by=by, at=at, **why)
    notices.tell(RETURNED, work.taken_by, about=work, at=at)
    return work


@transaction.atomic
def sign(work: Work, version: int, name: str = "", *, by: Actor, at: datetime) -> Work:
    """Sign for the draft of this version: it is published, and whoever asked is told. The promise is kept.

    Where a machine wrote any of it, the name of whoever signs stands under it. Raises Refused without one, where
    another draft was saved meanwhile, and where the source has changed.
    """
    work, source = held(work, Act.SIGN, by)
    if version != work.version:
        raise Refused(_("Another draft was saved meanwhile. Read it first."))
    places = require_whole(work, source)
    origin = origin_of(places)
    if origin == MACHINE and not name:
        raise Refused(_("A machine wrote some of it. Whoever signs gives the name that stands under it."))
    names = {"signer": name} if origin == MACHINE else {"credit": work.credit}
    signed = Signed(work.taken_by, Origin(origin), **names)
    text = texts.ask_for(source, at=at)
    texts.publish(text, work.language, [(place.source, place.words) for place in places], signed, by=by, at=at)
    loop.keep(owing.promise_of(work), work, at=at)
    work = move(work, Act.SIGN, by=by, at=at, signed_by=by.person, published_at=at)
    language = languages.name(work.language)
    for person in {work.asked_by, work.taken_by} - {by.person}:
        notices.tell(PUBLISHED, person, about=work, at=at, language=language)
    return work
