"""The texts of a page for which somebody may ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openbeat.core.hooks import texts
from openbeat.core.translation import languages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openbeat.core.hooks.texts import Source
    from openbeat.kit.actors import Actor
    from openbeat.kit.refs import Ref

A_LINE = 60  # signs of a text, by which it is told from the others


def texts_of(thing: Ref, actor: Actor) -> dict[str, Source]:
    """The texts of a thing and of what hangs on it that this actor may read, by slot; a constant number of queries."""
    found = texts.read(sorted(texts.touched([thing])))
    hidden = {source.ref for source in found.values() if not source.public}
    seen = texts.visible(hidden, actor) if hidden else set()
    return {slot: found[slot] for slot in sorted(found) if found[slot].public or found[slot].ref in seen}


def options(sources: Mapping[str, Source]) -> list[tuple[str, str]]:
    """These texts to choose from: what each is, its language, and its beginning where everybody may read it."""
    return [(slot, _label(source)) for slot, source in sources.items()]


def _label(source: Source) -> str:
    kind = texts.of(source.ref.kind)
    what = ", ".join(kind.names(source.field)) if kind else ""
    words = " ".join(source.words.split()) if source.public else ""
    short = words if len(words) <= A_LINE else f"{words[: A_LINE - 1].rstrip()}…"
    said = f": {short}" if short else ""
    return f"{what}{said} ({languages.name(source.language)})"
