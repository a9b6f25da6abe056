"""The committees of the town: posts with terms, a deputy, hand-over sheets, and requests for news."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from openbeat.apps.contacts import queries
from openbeat.apps.contacts.lifecycle.committee import Sheet
from openbeat.apps.contacts.lifecycle.inquiries import Words
from openbeat.apps.contacts.services import committee
from openbeat.core.people import queries as people
from openbeat.core.people import services
from openbeat.core.people.demo import BUILDER, LONG_AGO, NOON
from openbeat.core.people.roles import Role
from openbeat.core.people.services import Details, Terms
from openbeat.core.places import services as places

if TYPE_CHECKING:
    from datetime import date, datetime

    from openbeat.apps.contacts.models import HandOver, NewsRequest
    from openbeat.core.hooks.demo import Town
    from openbeat.core.people.demo import Cast
    from openbeat.core.people.models import Person
    from openbeat.core.places.models import Area

MORNING = 15
SHEET = Sheet(
    agreements="With the liaison officer: tasks first, then new concerns; the meeting ends at eight, always. "
    "With the school: the hall is ours on second Tuesdays, and we put the chairs back.",
    places="The key of the hall is at the library desk. The projector and the sign-in sheets are in the blue cupboard.",
    contacts="Lamps: the lamp works, by the number on each pole. Trees: the parks office. The hall: the school.",
    advice="Ask for child care a week before. In July nobody comes; move that meeting to the meadow.",
    language="en",
)
BEFORE = Sheet("Tasks first, then new concerns.", "The key of the hall is at the library desk.", "", "", "en")


def make(town: Town) -> None:
    """Fill the committee of the first beats, with a term that ended and a sheet; and let it ask for news."""
    first, *others = town.areas[:3]
    chair = _chair(town, first)
    _holder(town, "Milo Grant", first, Role.CHAIR, deputy=True)
    _former(town, "Ida Stone", first)
    _holder(town, "Perla Rios", first, Role.SECRETARY, name="Perla", until=_day(town, 200))
    for name, area in zip(("Marit Olsen", "Sami Nadeem"), others, strict=False):
        if not people.holders(places.post(area, Role.CHAIR), town.now):
            _holder(town, name, area, Role.CHAIR, until=_day(town, 90))
    post = places.post(first, Role.CHAIR)
    committee.write_sheet(post, BEFORE, by=chair, at=town.at(200, MORNING))
    again = Sheet(SHEET.agreements, SHEET.places, SHEET.contacts, SHEET.advice, SHEET.language, version=1)
    committee.write_sheet(post, again, by=chair, at=town.at(9, MORNING))
    _ask(town, chair, first)


def _chair(town: Town, area: Area) -> Person:
    """Whoever is chair already, or somebody new; with a term that ended lately."""
    until = _day(town, -12)
    post = places.post(area, Role.CHAIR)
    held = people.tenures_by_post([post.pk])[post.pk]
    if not held:
        return _holder(town, "Judith Amos", area, Role.CHAIR, name="Judith A.", until=until)
    services.set_term(held[0], until=until, by=BUILDER, at=town.now - timedelta(days=400))
    return held[0].person


def _day(town: Town, days: int) -> date:
    return (town.now + timedelta(days=days)).date()


def _account(town: Town, name: str, at: datetime, public: str = "") -> Person:
    address = f"{name.lower().replace(' ', '.')}@example.org"
    person = services.register(services.Newcomer(address, name, "en"), at=at, confirmed=True)
    if public:
        person = services.change_details(person, Details(name, "en", public), by=person, at=at)
    return person


def _holder(  # noqa: PLR0913  what a tenure is made of
    town: Town, who: str, area: Area, role: Role, *, name: str = "", until: date | None = None, deputy: bool = False
) -> Person:
    at = town.now - LONG_AGO + timedelta(days=2)
    person, terms = _account(town, who, at, name), Terms(until, deputy)
    services.appoint(person, places.post(area, role), by=BUILDER, at=at, terms=terms)
    found = people.person(person.pk)
    return found or person


def _former(town: Town, who: str, area: Area) -> None:
    began = town.now - LONG_AGO
    person = _account(town, who, began, "Ida S.")
    tenure = services.appoint(person, places.post(area, Role.CHAIR), by=BUILDER, at=began)
    services.dismiss(tenure, by=BUILDER, at=began + timedelta(days=2))


def _ask(town: Town, chair: Person, area: Area) -> None:
    at = town.at(3, MORNING)
    waits = [each for each in queries.awaited([area.pk], chair, at) if each.may_ask and each.row.made_at < at]
    if waits[1:]:
        asked = committee.ask_for_news(waits[0].row, by=chair, at=at)
        owner = waits[0].row.owner
        holders = people.holders(owner, at) if owner else []
        if holders:
            line = Words("The part is ordered; the crew comes next week.", "en")
            committee.give_news(asked, line, by=holders[0], at=at + timedelta(hours=20))
        committee.ask_for_news(waits[1].row, by=chair, at=town.at(1, MORNING))


def a_sheet(cast: Cast) -> HandOver:
    """The sheet of the cast's block contact, for tests."""
    return committee.write_sheet(places.post(cast.beat, Role.BLOCK_CONTACT), SHEET, by=cast.carl, at=NOON)


def a_request(cast: Cast) -> NewsRequest:
    """The cast's block contact asks for news of the first thing that is owed to the beat, for tests."""
    waits = queries.awaited([cast.beat.pk], cast.carl, NOON)
    return committee.ask_for_news(waits[0].row, by=cast.carl, at=NOON)
