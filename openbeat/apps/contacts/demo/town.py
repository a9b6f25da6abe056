"""Between meetings in Alder Falls: what residents wrote to a post, and what became of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from openbeat.apps.contacts.demo import committee, letters, officers
from openbeat.apps.contacts.lifecycle.inquiries import Arrival, Channel, Done, FollowUpKind, Words
from openbeat.apps.contacts.services import inquiries
from openbeat.core.people import queries as people
from openbeat.core.people.facts import Contact
from openbeat.core.people.roles import Role
from openbeat.core.places import services as places

if TYPE_CHECKING:
    from openbeat.core.hooks.demo import Town
    from openbeat.core.places.models import Area

HOUR = timedelta(hours=1)
MORNING = 15  # UTC, of a town six hours behind


def make(town: Town) -> None:
    """Let the town write to its posts."""
    for area in town.areas[:2]:
        _answered(town, area)
    _waiting(town, town.areas[0])
    _by_telephone(town, town.areas[0])
    committee.make(town)
    officers.make(town)
    letters.make(town)


def _answered(town: Town, area: Area) -> None:
    at, post = town.at(16, MORNING), places.post(area, Role.LIAISON)
    officer = people.holders(post, at)[0]
    asked = Words("Puede alguien venir a hablar con los mayores del edificio sobre las llamadas falsas?", "es")
    inquiry = inquiries.write(asked, post, area=area, arrival=Arrival(), by=town.cast.rosa, at=at)
    inquiry = inquiries.take_up(inquiry, by=officer, at=at + 3 * HOUR)
    call = Done(FollowUpKind.NO_REPLY, (at + 4 * HOUR).date(), "", "en")
    inquiries.log(inquiry, call, by=officer, at=at + 4 * HOUR)
    call = Done(FollowUpKind.CALL, (at + 26 * HOUR).date(), "Thursday at six suits them. Bring the leaflet.", "en")
    inquiries.log(inquiry, call, by=officer, at=at + 26 * HOUR)
    reply = Words("Sí. Voy el jueves a las seis, con la hoja sobre las llamadas falsas en español.", "es")
    inquiry = inquiries.answer(inquiry, reply, by=officer, at=at + 27 * HOUR)
    inquiries.confirm(inquiry, by=town.cast.rosa, at=at + 50 * HOUR)


def _waiting(town: Town, area: Area) -> None:
    asked = Words("When can we walk the path behind the mill together? Mornings suit us.", "en")
    post = places.post(area, Role.LIAISON)
    inquiries.write(asked, post, area=area, arrival=Arrival(), by=town.cast.noor, at=town.at(1, MORNING))


def _by_telephone(town: Town, area: Area) -> None:
    at, post = town.at(4, MORNING), places.post(area, Role.LIAISON)
    asked = Words("Wants to know who looks after the lamps in the yard of the closed laundry.", "en")
    caller = Contact("telephone", "+1 608 555 0147", "Mr. Hale")
    arrival = Arrival(Channel.TELEPHONE, contact=caller)
    officer = people.holders(post, at)[0]
    inquiry = inquiries.enter(asked, post, area=area, arrival=arrival, by=officer, at=at)
    inquiries.take_up(inquiry, by=officer, at=at + HOUR)
