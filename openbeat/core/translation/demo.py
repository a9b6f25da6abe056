"""What is spoken in Alder Falls, all invented: a survey of the beats, a catalogue that somebody read, and machines."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from openbeat.core.department import services as department
from openbeat.core.department.facts import Decision
from openbeat.core.people.demo import BUILDER
from openbeat.core.translation import services
from openbeat.core.translation.facts import Read, Spoken
from openbeat.core.translation.machine.rules import LINE, Allowed
from openbeat.core.translation.services import reviews, shares

if TYPE_CHECKING:
    from openbeat.core.hooks.demo import Town

SURVEY = "Alder Falls survey of languages spoken at home"
SCHOOL = "Alder Falls schools, languages of pupils"
# By beat: language and percent of its people; Burmese is strong in the harbor and around the foundry.
PERCENT = {
    "Millrace": {"es": "22", "so": "3.5", "hmn": "2"},
    "Old Town": {"es": "6", "zh-hans": "3"},
    "Harbor": {"my": "31.5", "vi": "9", "es": "5"},
    "Southbank": {"ar": "17", "es": "14", "so": "6"},
    "Foundry": {"es": "24", "my": "11", "ht": "4.5"},
    "Cedar Hill": {"zh-hans": "8", "vi": "2"},
}
PUPILS = {"Cedar Hill": ("hmn", 3), "Harbor": ("kar", 140), "Southbank": ("ps", 60)}  # three are too few to show


def languages(town: Town) -> None:
    """Say what each beat speaks, and that a court interpreter read the Spanish."""
    year = town.now.year - 2
    for beat in town.areas:
        for code, percent in PERCENT.get(beat.name, {}).items():
            said = Spoken(code, Decimal(percent), None, SURVEY, year)
            shares.set_share(beat, said, by=BUILDER, at=town.at(300))
        if pupils := PUPILS.get(beat.name):
            said = Spoken(pupils[0], None, pupils[1], SCHOOL, year)
            shares.set_share(beat, said, by=BUILDER, at=town.at(300))
    read = Read(
        "es",
        "Office of court interpreters",
        "court interpreter",
        "All pages for residents, messages, and what is printed",
        (town.at(90) - timedelta(days=1)).date(),
        rights=True,
    )
    reviews.record_review(read, by=BUILDER, at=town.at(90))


def gather(town: Town) -> None:
    """List the texts of the town, so that its pages know of them at once."""
    services.gather(at=town.now)


def decide(town: Town) -> None:
    """Let a program on the town's own machine draft, so that the button can be tried where Apertium is installed."""
    words = "A program on our own machine may draft. A person reads every draft, changes it, and signs."
    decision = Decision(words, "the chief and the city council", "en", int(Allowed.HERE))
    department.decide(LINE, decision, by=town.cast.ada, at=town.at(120))
