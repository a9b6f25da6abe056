"""How a concern comes in: raised on this site, or entered by staff for somebody on paper or on the telephone."""

from __future__ import annotations

from dataclasses import asdict
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from openbeat.apps.concerns.lifecycle import Act, Arrival, Channel, Promise, Said
from openbeat.apps.concerns.models import Concern
from openbeat.apps.concerns.policies import POLICY
from openbeat.apps.concerns.services.steps import debtor, recorded
from openbeat.core.department import services as department
from openbeat.core.files import services as files
from openbeat.core.jobs import services as jobs
from openbeat.core.loop import services as loop
from openbeat.core.people import services as people

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.core.places.models import Area
    from openbeat.kit.actors import Actor


PLAIN = Arrival()


@transaction.atomic(savepoint=False)
def raise_concern(said: Said, *, area: Area, by: Actor, at: datetime, arrival: Arrival = PLAIN) -> Concern:
    """Put a new concern before the area's liaison officer, who owes an answer from now on.

    The same form sent again, word by word, gives the concern that was made the first time.
    """
    POLICY.require(by, Act.RAISE, None)
    return _once(Act.RAISE, said, arrival, area=area, by=by, at=at)


@transaction.atomic
def enter_concern(said: Said, *, area: Area, by: Actor, at: datetime, arrival: Arrival) -> Concern:
    """Write down what somebody said on paper, on the telephone, in person or at a meeting: the same clock and receipt.

    What was said at a meeting, whoever leads the meetings of that area writes down too.
    """
    POLICY.require(by, Act.ENTER_AT_MEETING if arrival.channel == Channel.MEETING else Act.ENTER, area)
    return _once(Act.ENTER, said, arrival, area=area, by=by, at=at)


def digest(once: str, said: Said) -> str | None:
    """What a form is known by: its own random word and what was written, as people go back and write on."""
    if not once:
        return None
    words = sha256(repr(asdict(said)).encode()).hexdigest()
    return salted_hmac("openbeat.concerns.once", f"{once}:{words}", algorithm="sha256").hexdigest()


def _once(act: Act, said: Said, arrival: Arrival, *, area: Area, by: Actor, at: datetime) -> Concern:
    once = digest(arrival.once, said)
    try:
        with transaction.atomic():  # pressed twice: the database lets one of them through
            before = _made_before(once) if arrival.contact else None  # nobody is asked twice by e-mail
            return before or _make(act, said, arrival, once, area=area, by=by, at=at)
    except IntegrityError:
        if before := _made_before(once):
            return before
        raise


def _made_before(once: str | None) -> Concern | None:
    return Concern.objects.filter(once=once).select_related("area").first() if once else None


def _make(  # noqa: PLR0913  what an act is made of
    act: Act, said: Said, arrival: Arrival, once: str | None, *, area: Area, by: Actor, at: datetime
) -> Concern:
    concern = Concern.objects.create(
        area=area,
        **asdict(said),
        channel=arrival.channel,
        once=once,
        raised_at=at,
        due_at=department.due(Promise.ANSWER, at),
        **_people(act, said, arrival, by=by, at=at),
    )
    if arrival.photo:
        files.keep(arrival.photo, of=concern, by=by, at=at, alt=arrival.photo_words, language=said.language)
    recorded(act, concern, by=by, at=at, channel=str(arrival.channel), category=str(said.category))
    promises = (Promise.TAKE_UP, Promise.ANSWER, *(() if said.private else (Promise.LOOK,)))
    loop.owe_new(promises, concern, debtor=debtor(area), at=at)
    jobs.later("concerns.tell_owner", concern.pk)
    return concern


def _people(act: Act, said: Said, arrival: Arrival, *, by: Actor, at: datetime) -> dict[str, Any]:
    somebody = people.take_contact(arrival.contact, said.language, by=by, at=at) if arrival.contact else None
    if act is Act.ENTER:
        return {"raised_by": somebody, "entered_by": by.person}
    return {"raised_by": by.person or somebody}
