"""Who lives and works in the example town beside the cast: residents, and a liaison officer for each beat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from openbeat.core.people import queries, services
from openbeat.core.people.demo import BUILDER, LONG_AGO
from openbeat.core.people.roles import Role
from openbeat.core.places import services as places

if TYPE_CHECKING:
    from openbeat.core.hooks.demo import Town
    from openbeat.core.people.models import Person
    from openbeat.core.places.models import Area

LIAISONS = ("Grace Tun", "Samir Khalil", "Ines Moreno", "Walt Jensen", "Joy Adeyemi", "Peter Novak")
RESIDENTS = (
    ("Ana Ruiz", "es"), ("Ben Carver", "en"), ("Daw Khin", "my"), ("Elif Kaya", "en"), ("Frank Osei", "en"),
    ("Hana Saleh", "ar"), ("Irene Walsh", "en"), ("Jorge Luna", "es"), ("Kay Lindh", "en"), ("Leo Brandt", "en"),
    ("Mya Aung", "my"), ("Nadia Farah", "ar"), ("Omar Reyes", "es"), ("Pat Doyle", "en"), ("Ruth Amsel", "en"),
    ("Sol Vega", "es"), ("Tess Byrne", "en"), ("Umar Said", "ar"), ("Vera Holm", "en"), ("Yusuf Demir", "en"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Folk:
    """Residents by language, and the liaison officer of each beat by its key."""

    residents: dict[str, list[Person]]
    liaisons: dict[int, Person]


def gather(town: Town) -> Folk:
    """Register the residents, and appoint a liaison officer where a beat has none."""
    at = town.now - LONG_AGO
    residents: dict[str, list[Person]] = {"en": [town.cast.noor], "es": [town.cast.rosa]}
    for name, language in RESIDENTS:
        residents.setdefault(language, []).append(_person(name, language, town))
    liaisons = {}
    for area, name in zip(town.areas, (*LIAISONS, *LIAISONS), strict=False):
        post = places.post(area, Role.LIAISON)
        held = queries.holders(post, town.now)
        person = held[0] if held else _person(name, "en", town)
        if not held:
            services.appoint(person, post, by=BUILDER, at=at)
        liaisons[area.pk] = person
    return Folk(residents, liaisons)


def _person(name: str, language: str, town: Town) -> Person:
    address = f"{name.lower().replace(' ', '.')}@example.org"
    newcomer = services.Newcomer(address, name, language)
    return queries.by_email(address) or services.register(newcomer, at=town.now - LONG_AGO, confirmed=True)


def liaison_of(folk: Folk, area: Area) -> Person:
    """Who answers in this beat."""
    return folk.liaisons[area.pk]
