"""What is done for the committee of an area: a hand-over sheet is written, news is asked for and given."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class SheetAct(StrEnum):
    """What is done with a hand-over sheet."""

    READ = "read_sheet"
    WRITE = "write_sheet"


class NewsAct(StrEnum):
    """What is done about a request for news."""

    LIST = "list_waits"
    ASK = "ask_for_news"
    READ = "read_request"
    ANSWER = "give_news"
    SETTLE = "settle_request"


class NewsPromise(StrEnum):
    """What is promised to a committee that asks."""

    NEWS = "contacts.news"


class Over(models.TextChoices):
    """How a request for news ended."""

    NO = "", _("open")
    ANSWERED = "answered", _("answered")
    SETTLED = "settled", _("the matter itself was settled")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the outgoing holder writes: what was agreed, where things are, whom to ask (by role), what to watch."""

    agreements: str
    places: str
    contacts: str
    advice: str
    language: str
    version: int = 0
