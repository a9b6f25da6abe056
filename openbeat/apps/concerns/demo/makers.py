"""One concern of the cast's beat, at any stage."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from openbeat.apps.concerns import services
from openbeat.apps.concerns.lifecycle import Arrival, Look, Reply, Said, Stage
from openbeat.core.people.demo import NOON as NOON
from openbeat.core.people.demo import Cast

if TYPE_CHECKING:
    from openbeat.apps.concerns.models import Concern

HOUR = timedelta(hours=1)
TITLE, STORY, ANSWER = "Street light out", "Since May it is dark in front of the school.", "The lamp was repaired."


def a_concern(
    cast: Cast, stage: Stage = Stage.RAISED, by: str = "rosa", *, look: Look | None = None, **said: Any
) -> Concern:
    """A concern that stands at this stage; `look` releases or withholds its words, `said` replaces what was written."""
    words = Said(**{"title": TITLE, "story": STORY, "language": "en", "category": "lighting", **said})
    concern = services.raise_concern(words, area=cast.beat, by=cast[by], at=NOON, arrival=Arrival())
    if look:
        concern = services.look(concern, look, by=cast.cora, at=NOON + HOUR)
    if stage != Stage.RAISED:
        concern = services.take_up(concern, by=cast.lee, at=NOON + 2 * HOUR)
    if stage == Stage.WORKED_ON:
        services.started(str(concern.pk), by=cast.lee, at=NOON + 3 * HOUR, words="Repair the lamp")
    if stage in {Stage.ANSWERED, Stage.CONFIRMED}:
        concern = services.answer(concern, Reply(ANSWER, "en"), by=cast.lee, at=NOON + 4 * HOUR)
    if stage == Stage.CONFIRMED:
        concern = services.confirm(concern, by=cast[by], at=NOON + 5 * HOUR)
    concern.refresh_from_db()
    return concern
