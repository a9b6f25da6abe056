"""Officers who work the town's beats, and what each lets everybody read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openbeat.apps.contacts.lifecycle.cards import CardWords
from openbeat.apps.contacts.services import cards
from openbeat.core.people import queries, services
from openbeat.core.people.demo import BUILDER, LONG_AGO, NOON
from openbeat.core.people.roles import Role
from openbeat.core.places import services as places

if TYPE_CHECKING:
    from openbeat.apps.contacts.models import PatrolCard
    from openbeat.core.hooks.demo import Town
    from openbeat.core.people.demo import Cast

CARDS = (
    ("Nora Vance", CardWords("Officer Vance", ["en", "es"], "I walk Weir Street most evenings. Stop me.", "en")),
    ("Theo Marsh", CardWords("Theo", ["en"], "", "en")),
    ("Lucia Prado", CardWords("", ["es", "en"], "Hablo español; pregúnteme lo que quiera.", "es")),
    ("Karl Ode", CardWords("Officer Ode", ["en", "my"], "Mornings at the fish market.", "en")),
)  # fmt: skip


def make(town: Town) -> None:
    """Appoint officers to the first beats, each with a card as far as that officer agrees."""
    at = town.now - LONG_AGO
    for number, (name, words) in enumerate(CARDS):
        address = f"{name.lower().replace(' ', '.')}@example.org"
        person = services.register(services.Newcomer(address, name, "en"), at=at, confirmed=True)
        area = town.areas[number // 2 % len(town.areas)]
        services.appoint(person, places.post(area, Role.OFFICER), by=BUILDER, at=at)
        officer = queries.person(person.pk)
        if officer:
            cards.agree(words, by=officer, at=town.at(40 + number))


def a_card(cast: Cast) -> PatrolCard:
    """The card of the cast's officer, for tests."""
    return cards.agree(CARDS[0][1], by=cast.imani, at=NOON)
