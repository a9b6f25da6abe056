"""What community leaders of the town wrote to those who follow their area: one sent, one that waits for a look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openbeat.apps.contacts.lifecycle.circulars import Text
from openbeat.apps.contacts.services import circulars
from openbeat.core.notices import services as notices
from openbeat.core.people import queries as people
from openbeat.core.people.roles import Role
from openbeat.core.places import services as places

if TYPE_CHECKING:
    from openbeat.core.hooks.demo import Town

MORNING = 15
SENT = (
    Text("en", "Walk to school together from Monday", "We meet at a quarter to eight at the mill gate "
         "and walk with the children. Two grown-ups for each group; the third group looks for one. Tell the chair."),
    Text("es", "Desde el lunes vamos juntos a la escuela", "Nos vemos a las ocho menos cuarto en el molino y "
         "caminamos con los niños. Dos adultos por grupo; al tercer grupo le falta uno. Avise a la presidencia."),
)  # fmt: skip
WAITS = Text("en", "Tell us where it is dark", "Before the meeting we list every lamp that is out. "
             "Write to the chair which pole it is: the number stands on it.")  # fmt: skip


def make(town: Town) -> None:
    """Let some follow the first beat, and its leaders write to them."""
    area, carl = town.areas[0], town.cast.carl
    for person in (town.cast.rosa, town.cast.noor):
        notices.follow(person, area, at=town.at(60, MORNING))
    at = town.at(20, MORNING)
    circular = circulars.begin(SENT[0], area=area, by=carl, at=at)
    circular = circulars.write(circular, SENT[1], by=carl, at=at)
    circular = circulars.submit(circular, by=carl, at=at)
    officer = people.holders(places.post(area, Role.LIAISON), at)[0]
    circular = circulars.release(circular, by=officer, at=town.at(19, MORNING))
    circulars.send(circular.pk, 0)
    waiting = circulars.begin(WAITS, area=area, by=carl, at=town.at(1, MORNING))
    circulars.submit(waiting, by=carl, at=town.at(1, MORNING))
