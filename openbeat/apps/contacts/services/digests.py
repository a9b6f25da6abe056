"""Send the digest of the last month to those who follow an area: once each, in their language."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.functional import lazy

from openbeat.apps.contacts import queries
from openbeat.apps.contacts.models import Digest
from openbeat.apps.contacts.notices import DIGEST
from openbeat.core.department import queries as department
from openbeat.core.jobs import services as jobs
from openbeat.core.notices import queries as following
from openbeat.core.notices import services as notices
from openbeat.core.notices import tongues
from openbeat.core.places import queries as places
from openbeat.core.web import dates

if TYPE_CHECKING:
    from openbeat.core.places.models import Area

SEND = "contacts.send_digest"
AT_ONCE = 200
MORNING = 8
DAYS = 3  # a worker that stood still on the first day catches up

in_words = lazy(dates.words, str)


@transaction.atomic
def ask_for_digests(*, at: datetime) -> int:
    """In the first days of a month, from the morning on, ask for the digest of the last one; gives of how many areas.

    It may run at any time and twice: an area's digest of a month is asked for once.
    """
    local = at.astimezone(department.zone())
    if local.day > DAYS or local.hour < MORNING:
        return 0
    month = queries.last_month(at)
    done = queries.digests_of(month)
    wanted = [area for area in queries.areas_with_followers() if area.pk not in done]
    for area in wanted:
        Digest.objects.get_or_create(area=area, month=month, defaults={"asked_at": at})
        jobs.later(SEND, area.pk, month.isoformat(), 0)
    return len(wanted)


@transaction.atomic
def send(key: int, month: str, after: int, *, at: datetime) -> int:
    """Put the digest into the outbox for the next followers of an area; gives how many. It may run twice."""
    area = places.area(key)
    if area is None:
        return 0
    first = date.fromisoformat(month)
    people = list(following.followers_of([area]).filter(pk__gt=after)[:AT_ONCE])
    texts: dict[str, tuple[str, str]] = {}
    for person in people:
        language = tongues.spoken_to(person, area)
        if language not in texts:
            texts[language] = _made(area, first, language, at)
        text, link = texts[language]
        once = f"{DIGEST.name}|{area.pk}|{month}|{person.pk}"
        words = {"area": area.name, "month": in_words(first, "month"), "text": text}
        notices.tell(DIGEST, person, about=area, at=at, once=once, link=link, **words)
    if len(people) == AT_ONCE:
        jobs.later(SEND, key, month, people[-1].pk)
    return len(people)


def _made(area: Area, month: date, language: str, at: datetime) -> tuple[str, str]:
    with translation.override(language):
        made = queries.digest_of(area, month, at)
        return "\n".join([made.title, *made.sentences]), made.address.removeprefix(settings.OPENBEAT_ADDRESS)
