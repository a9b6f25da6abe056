"""What somebody can say when they speak up, part by part; it travels from the forms of the steps into services."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class As(models.TextChoices):
    """In which place whoever speaks up stands."""

    SELF = "self", _("It happened to me.")
    OTHER = "other", _("It happened to somebody else, and I write for them.")
    WITNESS = "witness", _("I saw it, or heard it.")


class Way(models.TextChoices):
    """How whoever speaks up may be reached."""

    NONE = "none", _("Not at all. I only want to read the answer.")
    RECEIPT = "receipt", _("Here alone: I come back with my code and read what they ask.")
    SAFE = "safe", _("Here, and in a way that is safe for me.")


class Wish(models.TextChoices):
    """What became of the wish to withdraw: nothing ends with the first word."""

    ASKED = "asked", _("They want to withdraw it. They are asked again, in private.")
    CONFIRMED = "confirmed", _("They said it again, and it ended.")
    GOES_ON = "goes_on", _("They want it to go on.")
    WITHOUT_THEM = "without_them", _("The office goes on without them.")


@dataclass(frozen=True, slots=True, repr=False)
class Officer:
    """One whom it is about: what is known of them."""

    name: str = ""
    badge: str = ""
    looks: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Place:
    """Where it was: an area of the department by its key, and a point, where they were given."""

    area: int | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Reach:
    """How they may be reached, when and how that is safe; an interpreter, where one is wanted, and whom they refuse."""

    way: Way = Way.RECEIPT
    safely: str = ""
    interpreter: bool = False
    language: str = ""
    refused: tuple[str, ...] = ()
    pass_on: bool = False  # of praise: the words may go to the officer, and not who said them


@dataclass(frozen=True, slots=True)
class Signed:
    """What an interpreter signed: when, for which languages, and whether they are from elsewhere."""

    on: date
    languages: tuple[str, ...]
    from_elsewhere: bool


NOWHERE, BY_RECEIPT = Place(), Reach()


def packed(value: Any) -> str:
    """Any of these as the text that is sealed; nothing at all where nothing was said."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not value:
        return ""
    plain = (
        [asdict(each) if not isinstance(each, str) else each for each in value]
        if isinstance(value, tuple)
        else asdict(value)
    )
    return json.dumps(plain, ensure_ascii=False)


def place_of(text: str) -> Place:
    """The place that was packed."""
    return Place(**json.loads(text)) if text else Place()


def officers_of(text: str) -> tuple[Officer, ...]:
    """The officers that were packed."""
    return tuple(Officer(**each) for each in json.loads(text)) if text else ()


def names_of(text: str) -> tuple[str, ...]:
    """The names that were packed."""
    return tuple(json.loads(text)) if text else ()


def reach_of(text: str) -> Reach:
    """The way to reach somebody that was packed."""
    if not text:
        return Reach()
    kept = json.loads(text)
    return Reach(**{**kept, "way": Way(kept["way"]), "refused": tuple(kept["refused"])})
