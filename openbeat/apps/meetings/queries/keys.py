"""Whose calendar an address is, and what stands in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openbeat.apps.meetings.lifecycle import STILL_WANTED
from openbeat.apps.meetings.models import CalendarKey
from openbeat.apps.meetings.queries.coming import own_coming
from openbeat.core.notices import queries as notices
from openbeat.core.places import queries as places

if TYPE_CHECKING:
    from openbeat.apps.meetings.models import Meeting
    from openbeat.core.people.models import Person
    from openbeat.core.places.models import Area
    from openbeat.kit.actors import Actor

AREA = "places.area"


def key_of(actor: Actor) -> CalendarKey | None:
    """The address that the actor has made, if it still opens."""
    return CalendarKey.objects.filter(actor.owns(CalendarKey), revoked_at=None).first()


def key_by(token_hmac: str) -> CalendarKey | None:
    """The address with this fingerprint, if it still opens."""
    return CalendarKey.objects.filter(token_hmac=token_hmac, revoked_at=None).select_related("person").first()


def areas_followed(person: Person) -> list[Area]:
    """The areas that somebody follows, in order."""
    keys = {int(row.key) for row in notices.followed_by(person) if row.kind == AREA and row.key.isdigit()}
    return [area for area in places.areas() if area.pk in keys]


def comes_to(person: Person) -> list[Meeting]:
    """The meetings to which somebody said that they come."""
    return [row.meeting for row in own_coming(person).filter(stage__in=STILL_WANTED)]
