"""Works of translators that the table of pages leads to, one at each stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openbeat.apps.translators.demo import NOON, a_translator, a_work, written
from openbeat.apps.translators.figures.drafts import Piece
from openbeat.apps.translators.lifecycle import Stage
from openbeat.apps.translators.services import drafts, tongues
from openbeat.core.hooks import texts
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from types import SimpleNamespace

    from openbeat.core.hooks.texts import Source
    from openbeat.core.people.demo import Cast


def fill(cast: Cast, made: SimpleNamespace) -> None:
    """Works in Spanish and Arabic: asked for, being written, drafted by a machine, to be read again, published."""
    source = _longest(made)
    made.about = str(source.ref)
    made.asked_work = a_work(cast, source, Stage.ASKED, "so")
    made.taken_work = a_work(cast, source, Stage.TAKEN, "ar")
    rosa = a_translator(cast.rosa, "es")
    made.machine_work = a_work(cast, source, Stage.TAKEN, "vi")
    piece = Piece(source.words, "Đèn đường bị hỏng từ mùa xuân.", "machine")
    drafts.put(made.machine_work, [piece], by=rosa, at=NOON)
    made.proposed_work = a_work(cast, source, Stage.PROPOSED, "es")
    made.published_work = a_work(cast, source, Stage.PUBLISHED, "ht")
    drafts.write(made.taken_work, written(made.taken_work, ["المصباح معطل منذ الربيع."]), by=rosa, at=NOON)
    tongues.say("my", by=cast.carl, at=NOON)


def _longest(made: SimpleNamespace) -> Source:
    """The longest text of a concern that everybody may read."""
    found = [source for source in texts.read([Ref.of(made.answered)]).values() if source.public]
    return max(found, key=lambda source: len(source.words))
