"""Other apps let somebody raise a concern with words that stand there already."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

from openbeat.apps.concerns import services
from openbeat.apps.concerns.lifecycle import Arrival, Category, Channel, Said
from openbeat.core.hooks import raising
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.core.hooks.raising import Matter
    from openbeat.kit.actors import Actor

LINE = 120


def put(matter: Matter, *, by: Actor, at: datetime) -> Ref:
    """Raise it as said at a meeting; its first words are its title, and its owner sorts it."""
    title = shorten(matter.words, LINE, placeholder="…")
    if title == "…":  # one word without an end, or a script without spaces
        title = f"{matter.words[: LINE - 1]}…"
    said = Said(title, matter.words, matter.language, Category.OTHER)
    arrival = Arrival(channel=Channel.MEETING)
    return Ref.of(services.raise_concern(said, area=matter.area, by=by, at=at, arrival=arrival))


raising.provide(put)
