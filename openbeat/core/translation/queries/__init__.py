"""Which texts there are, what stands in which language, and what of that is older than its source."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q
from django.utils.translation import get_language

from openbeat.core.hooks import texts
from openbeat.core.hooks.search import Translated
from openbeat.core.hooks.texts import Part, Quote, Reading
from openbeat.core.translation.models import Origin, Text, Translation
from openbeat.core.translation.passages import digest, join
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from openbeat.core.hooks.texts import Source

WITHOUT_WORDS = digest("")  # of what kept no passage when its text became public


@dataclass(frozen=True, slots=True)
class Covered:
    """Of an area (None: of no area) and a language: how many texts stand in it, and how many of these are stale."""

    area: int | None
    language: str
    current: int
    stale: int


def readings(language: str, slots: Collection[str], digests: Collection[str]) -> list[Translation]:
    """What is published in a language of texts known by their slot, or by the fingerprint of their words: one query."""
    wanted = Q(slot__in=slots) | Q(digest__in=digests, text__public=True)
    return list(
        Translation.objects.filter(wanted, language=language).select_related("text", "signature").order_by("pk")
    )


def in_language(quotes: Collection[Quote], language: str) -> dict[Quote, Reading]:
    """What is published in a language of texts that are quoted there: one query, and none where none is foreign."""
    marks = {quote: digest(quote.words) for quote in quotes if _foreign(quote, language)}
    if not marks:
        return {}
    rows = readings(language, {quote.slot for quote in marks if quote.slot}, set(marks.values()))
    found = {row.digest: row for row in rows if row.text.public} | {row.slot: row for row in rows}
    known = {quote: found.get(quote.slot) or found.get(mark) for quote, mark in marks.items()}
    said = {quote: _reading(row, quote) for quote, row in known.items() if row}
    return {quote: one for quote, one in said.items() if one.words}  # where nothing fits, it stands as it was written


def for_feed(quotes: Collection[Quote]) -> dict[Quote, Quote]:
    """Words of a feed in the active language, where they are published as they are now; else as they were written.

    They are found by their fingerprint: one query, and none where nothing is foreign.
    """
    language = get_language() or ""
    found = in_language(quotes, language)
    said = {quote: Quote(join([part.words for part in one.parts]), language) for quote, one in found.items()}
    return {quote: said.get(quote, quote) for quote in quotes}


def _foreign(quote: Quote, language: str) -> bool:
    return quote.language not in {"", "und", language} and bool(quote.words.strip())


def _reading(row: Translation, quote: Quote) -> Reading:
    parts = (Part(one.words, one.source if one.new or one.stale else "") for one in row.against(quote.words))
    by_machine = row.origin == Origin.MACHINE
    return Reading(row.language, tuple(parts), row.signer if by_machine else row.credit, by_machine)


def text(key: int) -> Text | None:
    """One text by its key."""
    return Text.objects.filter(pk=key).first()


def source(text: Text) -> Source | None:
    """The words of a text as they stand; None where they are gone."""
    ref = Ref(text.kind, text.key)
    return texts.read([ref]).get(texts.slot_of(ref, text.field))


def sources(rows: Iterable[Text]) -> dict[str, Source]:
    """The words of these texts as they stand, by slot; a constant number of queries a kind."""
    return texts.read(Ref(row.kind, row.key) for row in rows)


def translation(text: Text, language: str) -> Translation | None:
    """What is published of a text in a language."""
    return Translation.objects.filter(text=text, language=language).first()


def translated(refs: Sequence[Ref]) -> list[Translated]:
    """What everybody reads of these things in other languages: the passages that fit what is written now. Two queries.

    What is older than its source is shown on its page and marked, and found by nobody. The second query reads the
    sources, and is left out where nothing is translated, as most things are.
    """
    any_of = Q(pk__in=[])
    for ref in refs:
        any_of |= Q(text__kind=ref.kind, text__key=ref.key)
    rows = list(Translation.objects.filter(any_of, text__public=True).select_related("text").order_by("pk"))
    now = texts.read(refs) if rows else {}
    found = [_translated(row, source) for row in rows if (source := now.get(row.slot)) and source.public]
    return [one for one in found if one.words]


def _translated(row: Translation, source: Source) -> Translated:
    words = [passage.words for passage in row.against(source.words) if passage.words and not passage.stale]
    return Translated(source.words, row.language, join(words))


def counted(areas: Collection[int] | None = None) -> dict[tuple[int | None, str], int]:
    """How many public texts there are (in these areas alone), by area and language of their source: one query."""
    rows = (
        Text.objects.filter(public=True, **({} if areas is None else {"area__in": areas}))
        .values("area", "language")
        .annotate(n=Count("pk"))
        .order_by("area")
    )
    return {(row["area"], row["language"]): row["n"] for row in rows}


def covered(areas: Collection[int] | None = None) -> list[Covered]:
    """How many public texts stand in each language in each area (of these alone), and how many are stale: one query."""
    fits = Q(digest=F("text__digest"))
    within = {} if areas is None else {"text__area__in": areas}
    rows = (
        Translation.objects.filter(text__public=True, **within)
        .exclude(digest=WITHOUT_WORDS)
        .values("text__area", "language")
        .order_by("text__area")
    )
    counts = rows.annotate(current=Count("pk", filter=fits), stale=Count("pk", filter=~fits))
    return [Covered(row["text__area"], row["language"], row["current"], row["stale"]) for row in counts]
