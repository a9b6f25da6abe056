"""The messages about a concern: neutral words, and never what somebody wrote."""

from openbeat.apps.concerns.notices.concerns import ANSWERED, MOVED, REOPENED, TAKEN_UP, TO, WITHHELD
from openbeat.apps.concerns.notices.mail import (
    FURTHER_FOR_YOU,
    LETTER_EMPTY,
    LETTER_TAKEN,
    NEW_FOR_YOU,
    REPLY_NOT_TAKEN,
    REPLY_PUBLISHED,
    WORDS_ADDED,
)

__all__ = [
    "ANSWERED",
    "FURTHER_FOR_YOU",
    "LETTER_EMPTY",
    "LETTER_TAKEN",
    "MOVED",
    "NEW_FOR_YOU",
    "REOPENED",
    "REPLY_NOT_TAKEN",
    "REPLY_PUBLISHED",
    "TAKEN_UP",
    "TO",
    "WITHHELD",
    "WORDS_ADDED",
]
