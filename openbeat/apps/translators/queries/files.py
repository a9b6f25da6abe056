"""A work as a translator's own tools get it, and which machine may be asked about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openbeat.apps.translators.figures.drafts import beside
from openbeat.apps.translators.queries.writers import draft_of
from openbeat.core.translation import terms
from openbeat.core.translation.exchange import Parcel, Unit
from openbeat.core.translation.machine import Secrecy

if TYPE_CHECKING:
    from openbeat.apps.translators.figures.drafts import Place
    from openbeat.apps.translators.models import Work
    from openbeat.core.hooks.texts import Source


def secrecy_of(source: Source) -> Secrecy:
    """Who may read a text: everybody, or some."""
    return Secrecy.PUBLIC if source.public else Secrecy.PRIVATE


def parcel(work: Work, source: Source) -> Parcel:
    """Each passage with its words and the words of the glossary in it, for an XLIFF or PO file."""
    places = beside(draft_of(work), source.words)
    units = [_unit(work, source, number, place) for number, place in enumerate(places, start=1)]
    return Parcel(source.language, work.language, units)


def _unit(work: Work, source: Source, number: int, place: Place) -> Unit:
    return Unit(
        slot=source.slot,
        number=number,
        source=place.source,
        words=place.words,
        was=place.piece.source if place.piece and place.stale else "",
        hints=tuple(terms.found(place.source, work.language, source.language)),
    )
