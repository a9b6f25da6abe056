"""What an author wrote in other languages are translations of the circular: whoever lets it go out signs for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openbeat.core.hooks import texts
from openbeat.core.translation import services as translations
from openbeat.core.translation.passages import split
from openbeat.core.translation.services import Signed
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from openbeat.apps.contacts.models import Circular, CircularText
    from openbeat.kit.actors import Actor

FIELDS = ("title", "words")


def publish(circular: Circular, written: Sequence[CircularText], *, by: Actor, at: datetime) -> list[CircularText]:
    """Let the other texts (the source is the first) be translations of it; gives those that are none.

    A text that does not follow its source passage by passage stands beside it as its author wrote it, and is none.
    """
    source, *others = written
    found = texts.read([Ref.of(source)])
    known = [found[slot] for name in FIELDS if (slot := texts.slot_of(Ref.of(source), name)) in found]
    alone = []
    for other in others:
        pairs = {one: (split(one.words), split(str(getattr(other, one.field)))) for one in known}
        if any(len(was) != len(words) for was, words in pairs.values()):
            alone.append(other)
            continue
        for one, (was, words) in pairs.items():
            text = translations.ask_for(one, at=at)
            both = list(zip(was, words, strict=True))
            translations.publish(text, other.language, both, Signed(circular.written_by), by=by, at=at)
    return alone
