"""What stands beside complaints in the example town: a pause, a delay, harm, officers, a statement, praise."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from openbeat.apps.complaints import services
from openbeat.apps.complaints.demo import a_complaint
from openbeat.apps.complaints.demo.casework import NILS
from openbeat.apps.complaints.lifecycle import Reach, Sort, Stage, Words
from openbeat.apps.complaints.lifecycle.clocks import Paused, Reason
from openbeat.apps.complaints.lifecycle.sides import Given, Heard, NotYet, Outgoing, Paper, Penned, To
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from openbeat.apps.complaints.demo import Office
    from openbeat.core.hooks.demo import Town

LAMP = "Two officers searched my car under the broken lamp on Foundry Lane, and never said why."
STATION = "At the station my brother was pushed against the counter. There is a camera above it."
TOLD = Words("It is alleged that you searched a car on Foundry Lane without saying why.", "en")
ON_PAPER = Words("I said at the car that its light was broken. I should have said it louder.", "en")
PRAISE = "I am Tessa Lind of Quarry Row. A detective came back twice to ask how my mother was, and he listened."
FOR_THEM = Words("A detective came back twice to ask how somebody's mother was, and he listened.", "en")
THANKS = Words("Thank you. Your words are with the detective, without your name.", "en")
JUDGE = Paused(Reason.CRIMINAL, "The prosecutor looks at the same evening. We ask every month how far that is.", "en")


def make(town: Town, office: Office) -> None:
    """A matter that was delayed, with an officer who was told; a paused one, with a criminal side beside it; praise."""
    _delayed(town, office)
    _paused(town, office)
    _praised(town, office)
    for days in (19, 3):
        services.tell_delays(at=town.at(days, 9))
        services.ask_about_harm(at=town.at(days, 9))


def _delayed(town: Town, office: Office) -> None:
    ines, keys = office.ines, office.keys(office.ines)
    matter = a_complaint(office, Stage.IN_WORK, town.at(50, 14), "demo delayed", words=LAMP).complaint
    question = Words("Do you remember the number of the car?", "en")
    services.write(matter, question, keys=keys, by=ines, at=town.at(48, 15))
    notice = services.tell_officer(matter.accused.get(), town.cast.imani, TOLD, by=ines, at=town.at(44, 15))
    came, at = town.at(38).date(), town.at(37, 15)
    services.enter_paper(notice, Penned(Paper.ANSWER, ON_PAPER, came), by=ines, at=at)


def _paused(town: Town, office: Office) -> None:
    ines, keys = office.ines, office.keys(office.ines)
    matter = a_complaint(office, Stage.IN_WORK, town.at(35, 14), "demo paused", words=STATION).complaint
    services.write(matter, Words("We have asked for the recording.", "en"), keys=keys, by=ines, at=town.at(33, 15))
    until = (town.now + timedelta(days=21)).date()
    services.not_yet(matter.accused.get(), NotYet.CRIMINAL, until, by=ines, at=town.at(30, 15))
    order = Heard(Given.COMPELLED, "I stood behind the counter. I did not see who pushed him.", "en")
    services.take_statement(matter, order, by=ines, at=town.at(29, 15))
    asked = "Please look at what the camera above the counter shows."
    reply = (town.now + timedelta(days=10)).date()
    out = Outgoing(To.PROSECUTOR, "The county prosecutor", asked, "en", reply, criminal=True)
    services.refer(matter, out, [Ref.of(matter.account)], by=ines, at=town.at(28, 15))
    services.pause(matter, JUDGE, by=ines, at=town.at(27, 15))


def _praised(town: Town, office: Office) -> None:
    """Praise that reached whom it was for, in the words that whoever gave it agreed to."""
    ines, keys = office.ines, office.keys(office.ines)
    said = {
        "words": PRAISE,
        "sort": Sort.PRAISE,
        "reach": Reach(pass_on=True),
        "about": "A detective",
        "happened_when": "",
        "happened_where": "",
    }
    praise = a_complaint(office, Stage.IN_WORK, town.at(22, 19), "demo praise", **said).complaint
    if NILS.person is None:
        raise RuntimeError("there is nobody yet who investigates")
    services.pass_praise_on(praise, NILS.person, FOR_THEM, keys=keys, by=ines, at=town.at(20, 10))
    services.answer(praise, THANKS, keys=keys, by=ines, at=town.at(20, 11))
