"""What was sent to whom, what waits for a person, and who follows what."""

from openbeat.core.notices.queries.following import (
    followed_by,
    followers_of,
    following,
    is_following,
    is_theirs,
    ref_of,
    thing_of,
)
from openbeat.core.notices.queries.messages import (
    LATE,
    WAITING,
    by_link,
    chain,
    in_doubt,
    late,
    letters,
    mine,
    outbox,
    visible_to,
    waiting,
    wants_voice,
    ways_of,
)

__all__ = [
    "LATE",
    "WAITING",
    "by_link",
    "chain",
    "followed_by",
    "followers_of",
    "following",
    "in_doubt",
    "is_following",
    "is_theirs",
    "late",
    "letters",
    "mine",
    "outbox",
    "ref_of",
    "thing_of",
    "visible_to",
    "waiting",
    "wants_voice",
    "ways_of",
]
