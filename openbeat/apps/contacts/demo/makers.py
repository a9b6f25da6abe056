"""One inquiry and one circular of the cast's beat, at any stage."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from openbeat.apps.contacts.lifecycle.circulars import CircularStage, Text, WhyNot
from openbeat.apps.contacts.lifecycle.inquiries import Arrival, Stage, Words
from openbeat.apps.contacts.services import circulars, inquiries
from openbeat.core.people.demo import NOON as NOON
from openbeat.core.people.demo import Cast
from openbeat.core.places import services as places

if TYPE_CHECKING:
    from openbeat.apps.contacts.models import Circular, Inquiry

HOUR = timedelta(hours=1)
SAID = "Who can come to our building and speak with the tenants?"
ANSWERED = "I can come on Thursday at six."


def an_inquiry(cast: Cast, stage: Stage = Stage.HEARD, by: str = "rosa", role: str = "liaison") -> Inquiry:
    """An inquiry that stands at this stage, written to a post of the cast's beat and answered by Lee or its holder."""
    post = places.post(cast.beat, role)
    inquiry = inquiries.write(Words(SAID, "en"), post, area=cast.beat, arrival=Arrival(), by=cast[by], at=NOON)
    holder = cast.lee if role == "liaison" else cast.carl
    if stage != Stage.HEARD:
        inquiry = inquiries.take_up(inquiry, by=holder, at=NOON + HOUR)
    if stage in {Stage.ANSWERED, Stage.CONFIRMED}:
        inquiry = inquiries.answer(inquiry, Words(ANSWERED, "en"), by=holder, at=NOON + 2 * HOUR)
    if stage == Stage.CONFIRMED:
        inquiry = inquiries.confirm(inquiry, by=cast[by], at=NOON + 3 * HOUR)
    return inquiry


def a_circular(cast: Cast, stage: CircularStage = CircularStage.DRAFT) -> Circular:
    """A circular of Carl's to those who follow the cast's beat, in two languages, at this stage."""
    text = Text("en", "Clothes swap {free}", "Bring what you do not wear.")
    circular = circulars.begin(text, area=cast.beat, by=cast.carl, at=NOON)
    spanish = Text("es", "Intercambio de ropa {gratis}", "Traiga lo que no usa.")
    circular = circulars.write(circular, spanish, by=cast.carl, at=NOON)
    if stage == CircularStage.WITHDRAWN:
        return circulars.withdraw(circular, by=cast.carl, at=NOON)
    if stage != CircularStage.DRAFT:
        circular = circulars.submit(circular, by=cast.carl, at=NOON + HOUR)
    if stage == CircularStage.SENT:
        circular = circulars.release(circular, by=cast.lee, at=NOON + 2 * HOUR)
    if stage == CircularStage.RETURNED:
        circular = circulars.give_back(circular, WhyNot.NAME, by=cast.lee, at=NOON + 2 * HOUR)
    return circular
