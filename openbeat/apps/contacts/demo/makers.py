"""One inquiry of the cast's beat, at any stage."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from openbeat.apps.contacts.lifecycle.inquiries import Arrival, Stage, Words
from openbeat.apps.contacts.services import inquiries
from openbeat.core.people.demo import NOON as NOON
from openbeat.core.people.demo import Cast
from openbeat.core.places import services as places

if TYPE_CHECKING:
    from openbeat.apps.contacts.models import Inquiry

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
