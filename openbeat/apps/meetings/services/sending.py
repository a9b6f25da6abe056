"""Send published minutes: by e-mail with a link, and as a letter run to those whose way is a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from openbeat.apps.meetings import notices, queries
from openbeat.apps.meetings.services import together
from openbeat.core.notices import queries as messages
from openbeat.core.notices import services as told
from openbeat.core.notices.lifecycle import Act

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.meetings.models import Minutes
    from openbeat.kit.actors import Actor


def tell(minutes: Minutes, *, at: datetime) -> None:
    """Tell whoever holds a post in the area, said that they come, or follows the area: each once, in their language."""
    area = minutes.area
    areas = [area, *minutes.meeting.together]
    holders = [person for one in areas for person in queries.post_holders(one, at)]
    said_coming = [coming.person for coming in queries.to_tell(minutes.meeting) if coming.person]
    known = {person.pk: person for person in [*holders, *said_coming]}
    for key in sorted(known):
        once = f"{notices.PUBLISHED.name}|{minutes.pk}|{key}"
        told.tell(notices.PUBLISHED, known[key], about=minutes, at=at, once=once, area=area.name)
    followed = [*together.everyone_in(minutes.meeting), minutes.meeting]
    told.tell_followers(notices.PUBLISHED, followed, about=minutes, at=at, besides=known.values(), area=area.name)


@transaction.atomic
def posted(minutes: Minutes, *, by: Actor, at: datetime) -> int:
    """All letters of the run are on their way: each message says so; gives how many. Raises Refused."""
    letters = list(messages.letters(by, minutes))
    for message in letters:
        told.see_to(message, Act.POSTED, by=by, at=at)
    return len(letters)
