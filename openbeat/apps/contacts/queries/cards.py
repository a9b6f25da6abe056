"""The cards of officers who work an area, as far as each agrees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from openbeat.apps.contacts.models import PatrolCard
from openbeat.core.department import tongues
from openbeat.core.people import queries as people

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.core.people.models import Person
    from openbeat.core.places.models import Area


@dataclass(frozen=True, slots=True)
class ShownCard:
    """A patrol card as everybody sees it."""

    name: str
    languages: tuple[str, ...]
    sentence: str
    language: str


def own_card(person: Person) -> PatrolCard | None:
    """The card that this person put up, if there is one."""
    return PatrolCard.objects.filter(person=person).first()


def patrol_cards(area: Area, at: datetime) -> list[ShownCard]:
    """The cards of those who hold a post as officer here now and agreed to one; how many others there are, nobody says.

    By name, so that the order says nothing either. Two queries.
    """
    officers = people.officers_in(area, at)
    found = PatrolCard.objects.filter(person__in=officers).order_by("name", "sentence") if officers else []
    return [
        ShownCard(card.name, tuple(tongues.name(code) for code in card.languages), card.sentence, card.language)
        for card in found
    ]
