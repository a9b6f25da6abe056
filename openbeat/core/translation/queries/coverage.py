"""Who is served in which language: what areas speak, beside how many public texts they can read in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openbeat.core.department import queries as department
from openbeat.core.places import queries as places
from openbeat.core.places.models import Kind
from openbeat.core.translation import lexicon, queries
from openbeat.core.translation.models import Share
from openbeat.core.web import wished
from openbeat.kit.memory import for_seconds

if TYPE_CHECKING:
    from openbeat.core.places.models import Area

COUNTED = (Kind.DISTRICT, Kind.BEAT)
SECONDS = 20.0
SHOWN = 4  # languages of an area in a list of areas


@dataclass(frozen=True, slots=True)
class Part:
    """How many speak a language: a part of the area's people from 0 to 1, or too few of them to say; from where."""

    of_all: float | None
    few: bool = False
    share: Share | None = None  # None where it was reckoned from the beats

    @property
    def in_hundred(self) -> float | None:
        """Of a hundred people, how many."""
        return None if self.of_all is None else round(100 * self.of_all, 1)


@dataclass(frozen=True, slots=True)
class Served:
    """One language in one place: who speaks it, and of its texts how many stand in it, are older, or are missing."""

    language: str
    texts: int
    current: int
    stale: int
    part: Part | None = None
    offered: bool = True

    @property
    def missing(self) -> int:
        """Texts that nobody can read in this language."""
        return self.texts - self.current - self.stale

    @property
    def covered(self) -> float | None:
        """The part of the texts that stands in this language and is no older than its source, from 0 to 1."""
        return self.current / self.texts if self.texts else None

    @property
    def weight(self) -> tuple[float, int]:
        """How much is missing: what cannot be read, times how many would read it."""
        speaks = (self.part.of_all if self.part else None) or 0.0
        return speaks * (self.missing + self.stale), (self.missing + self.stale) if self.offered else 0


@dataclass(frozen=True, slots=True)
class Place:
    """An area, or all of them (None): its texts, and each language that is offered, spoken or written here."""

    area: Area | None
    texts: int
    languages: tuple[Served, ...]

    @property
    def spoken(self) -> tuple[Served, ...]:
        """The languages that most people here speak."""
        said = [one for one in self.languages if one.part and one.part.of_all]
        return tuple(sorted(said, key=lambda one: -(one.part.of_all or 0.0) if one.part else 0.0)[:SHOWN])

    @property
    def missing_most(self) -> Served | None:
        """The language in which most is missing for most people, if anything is missing."""
        most = max(self.languages, key=lambda one: one.weight, default=None)
        return most if most and any(most.weight) else None


@dataclass(frozen=True, slots=True)
class _Counts:
    """What the database counted, by area and language."""

    written: dict[tuple[int | None, str], int]
    texts: dict[int | None, int]
    current: dict[tuple[int | None, str], int]
    stale: dict[tuple[int | None, str], int]
    shares: dict[int, dict[str, Share]]
    offered: tuple[str, ...]


def shares_of(area: Area) -> list[Share]:
    """What is said about the languages of one area, the largest first as they were entered."""
    return list(Share.objects.filter(area_id=area.pk).order_by("-percent", "-people", "language"))


def share(area: Area, language: str) -> Share | None:
    """What is said about one language in an area."""
    return Share.objects.filter(area_id=area.pk, language=language).first()


def shares_of_areas(keys: Collection[int]) -> dict[tuple[int, str], Share]:
    """What is said about these areas, by area and language: one query."""
    return {(one.area_id, one.language): one for one in Share.objects.filter(area_id__in=keys).order_by("pk")}


def whole() -> tuple[Place, list[Place]]:
    """All texts, and each area in which the whole is shown: districts and beats, or districts where beats are many."""
    counts = _counted()
    kinds = (Kind.DISTRICT,) if places.is_large() and places.areas(Kind.DISTRICT) else COUNTED
    return _place(None, counts), [_place(area, counts) for area in places.areas(*kinds)]


def within(area: Area) -> tuple[Place, list[Place]]:
    """One area, and the beats that lie in it."""
    counts = _counted(places.below(area))
    return _place(area, counts), [_place(beat, counts) for beat in places.beats_in(area)]


@for_seconds(SECONDS)
def _of_all() -> tuple[dict[tuple[int | None, str], int], list[queries.Covered]]:
    """All texts are counted now and then: of a city they are a hundred thousand rows."""
    return queries.counted(), queries.covered()


def _counted(areas: Collection[int] | None = None) -> _Counts:
    written, covered = _of_all() if areas is None else (queries.counted(areas), queries.covered(areas))
    shares: dict[int, dict[str, Share]] = defaultdict(dict)
    within = {} if areas is None else {"area__in": areas}
    for one in Share.objects.filter(**within).order_by("pk"):
        shares[one.area_id][one.language] = one
    texts: dict[int | None, int] = defaultdict(int)
    for (key, _language), count in written.items():
        texts[key] += count
    return _Counts(
        written,
        texts,
        {(one.area, one.language): one.current for one in covered},
        {(one.area, one.language): one.stale for one in covered},
        shares,
        tuple(code for code in wished.offered() if code in lexicon.codes()),
    )


def _place(area: Area | None, counts: _Counts) -> Place:
    keys: Collection[int | None] = counts.texts.keys() if area is None else places.below(area)
    texts = sum(counts.texts.get(key, 0) for key in keys)
    parts = _parts(area or places.root(), counts.shares)
    stands = {code for table in (counts.written, counts.current, counts.stale) for key, code in table if key in keys}
    known = [*counts.offered, *sorted({*parts, *stands} - {*counts.offered}, key=lexicon.english)]
    return Place(area, texts, tuple(_served(code, texts, keys, counts, parts.get(code)) for code in known))


def _served(code: str, texts: int, keys: Collection[int | None], counts: _Counts, part: Part | None) -> Served:
    def of(table: dict[tuple[int | None, str], int]) -> int:
        return sum(table.get((key, code), 0) for key in keys)

    current = of(counts.written) + of(counts.current)
    return Served(code, texts, current, of(counts.stale), part, code in counts.offered)


def _parts(area: Area | None, shares: dict[int, dict[str, Share]]) -> dict[str, Part]:
    """What is said of the area itself; of a language of which nothing is, what its beats come to."""
    if area is None:
        return {}
    own = {code: _part(one, area.population) for code, one in shares.get(area.pk, {}).items()}
    return {**_reckoned(places.beats_in(area), shares), **own}


def _reckoned(beats: Iterable[Area], shares: dict[int, dict[str, Share]]) -> dict[str, Part]:
    """Of the people in beats of which something is said, who speaks what; beats with too few people are left out."""
    said = [beat for beat in beats if beat.population and shares.get(beat.pk)]
    people, all_of_them = defaultdict[str, float](float), sum(beat.population or 0 for beat in said)
    for beat in said:
        for code, one in shares[beat.pk].items():
            part = _part(one, beat.population)
            people[code] += (part.of_all or 0.0) * (beat.population or 0)
    return {code: Part(number / all_of_them) for code, number in people.items() if number}


def _part(one: Share, population: int | None) -> Part:
    percent = None if one.percent is None else float(one.percent)
    people = one.people if percent is None else percent * population / 100 if population else None
    if people is not None and 0 < people < department.number("small_numbers"):
        return Part(None, few=True, share=one)
    if percent is not None:
        return Part(percent / 100, share=one)
    return Part(min((one.people or 0) / population, 1.0) if population else None, share=one)
