"""Send published minutes: by e-mail with a link, and as a letter run to those whose way is a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from openbeat.apps.meetings import notices, queries
from openbeat.apps.meetings.services import minutes as writing
from openbeat.core.hooks import readers
from openbeat.core.notices import queries as messages
from openbeat.core.notices import services as told
from openbeat.core.notices.lifecycle import Act

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.meetings.models import Minutes
    from openbeat.kit.actors import Actor


def tell(minutes: Minutes, *, at: datetime) -> int:
    """Tell everybody who reads about the area, each once, in their own language; gives how many."""
    words = writing.places_of(minutes)
    people = {person.pk: person for person in [*queries.post_holders(minutes.area, at), *readers.of(minutes.area, at)]}
    for key in sorted(people):
        once = f"{notices.PUBLISHED.name}|{minutes.pk}|{key}"
        told.tell(notices.PUBLISHED, people[key], about=minutes, at=at, once=once, **words)
    return len(people)


@transaction.atomic
def posted(minutes: Minutes, *, by: Actor, at: datetime) -> int:
    """All letters of the run are on their way: each message says so; gives how many. Raises Refused."""
    letters = list(messages.letters(by, minutes))
    for message in letters:
        told.see_to(message, Act.POSTED, by=by, at=at)
    return len(letters)
