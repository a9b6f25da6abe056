"""What is like something that somebody writes: in the same area, near, and alike in words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import cos, hypot, log, radians
from typing import TYPE_CHECKING, Any

from django.db import connection

from openbeat.apps.concerns.lifecycle import Stage
from openbeat.apps.concerns.models import Concern
from openbeat.apps.concerns.policies import words_are_out
from openbeat.core.search import tokens
from openbeat.kit.actors import VISITOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MOST_WORDS = 24  # of what is written that are looked for
MOST_ROWS = 300  # rows of common words that are not read: the rare ones tell more
SHORTEST = 3  # letters: shorter words of scripts with spaces say little
LEAST = 0.3  # of what was asked for, by weight: below that it is not alike
NEAR = 250.0  # metres: half as far counts half
READ = (  # what a line of a list, and the rules that guard it, look at
    *("id", "area_id", "category", "language", "title", "private", "stage", "raised_at", "raised_by_id", "answered_at"),
    *("due_at", "reopened_at", "me_toos", "looked_at", "words_withheld", "point_withheld", "lon", "lat"),
)
METRES = 111_320.0  # of a degree of latitude


@dataclass(frozen=True, slots=True)
class Likeness:
    """What somebody writes, in which area, and the point where they gave one."""

    area: int
    words: str
    lon: float | None = None
    lat: float | None = None


def tells(word: str) -> bool:
    """Whether a word says enough to be kept: not one or two letters; pairs of scripts without spaces do."""
    return len(word) >= SHORTEST or not word.isascii()


def alike(asked: Likeness, most: int = 3) -> list[Concern]:
    """The public concerns of the area that are most like this, the likest first; three queries, however many there are.

    Of the words, the rare ones are looked for first, until enough rows are read. Each concern is worth the share of
    the weight (the logarithm of how rare a word is there) that it has of all that was asked for; a point near by adds
    up to a half.
    """
    words = [word for word in tokens.asked(asked.words) if tells(word)][:MOST_WORDS]
    counts = _counts(asked.area, words)
    rare = _rare(counts)
    if not rare:
        return []
    weights = _weights(counts, words)
    worth = _worth(asked.area, {word: weights[word] for word in rare}, sum(weights.values()))
    first = sorted(worth, key=lambda key: (-worth[key], -key))[: most * 2]
    rows = [row for row in _read(first) if _is_shown(row)]
    scores = {row.pk: worth[row.pk] + _nearness(asked, row) for row in rows}
    found = [row for row in rows if scores[row.pk] >= LEAST]
    return sorted(found, key=lambda row: (-scores[row.pk], -row.pk))[:most]


def _read(keys: list[int]) -> Iterable[Concern]:
    if not keys:
        return ()
    places = ", ".join(["%s"] * len(keys))
    return Concern.objects.raw(f"SELECT {', '.join(READ)} FROM concerns_concern WHERE id IN ({places})", keys)  # noqa: S608


def _is_shown(concern: Concern) -> bool:
    return not concern.private and concern.stage != Stage.DUPLICATE and bool(words_are_out(VISITOR, concern))


def _counts(area: int, words: list[str]) -> dict[str, int]:
    """How many concerns of the area have each of these words."""
    return dict(_ask("SELECT word, COUNT(*)", area, words, "GROUP BY word")) if words else {}


def _ask(what: str, area: int, words: Sequence[str], how: str = "") -> list[tuple[Any, Any]]:
    """Asked while somebody writes, so by plain SQL that both databases know; it costs a third of what the ORM does."""
    places = ", ".join(["%s"] * len(words))
    sql = f"{what} FROM concerns_token WHERE area_id = %s AND word IN ({places}) {how}"
    with connection.cursor() as cursor:
        cursor.execute(sql, [area, *words])
        found: list[tuple[Any, Any]] = cursor.fetchall()
    return found


def _rare(counts: Mapping[str, int]) -> list[str]:
    chosen: list[str] = []
    rows = 0
    for word in sorted(counts, key=lambda word: (counts[word], word)):
        rows += counts[word]
        if chosen and rows > MOST_ROWS:
            break
        chosen.append(word)
    return chosen


def _weights(counts: Mapping[str, int], words: Iterable[str]) -> dict[str, float]:
    """How much each word says; one that nobody there has used weighs like one that was used once."""
    most = max(counts.values())
    return {word: log(1 + (most + 1) / counts.get(word, 1)) for word in words}


def _worth(area: int, weights: Mapping[str, float], whole: float) -> dict[int, float]:
    worth: dict[int, float] = defaultdict(float)
    for key, word in _ask("SELECT concern_id, word", area, list(weights)):
        worth[key] += weights[word] / whole
    return worth


def _nearness(asked: Likeness, concern: Concern) -> float:
    if None in (asked.lon, asked.lat, concern.lon, concern.lat) or concern.point_withheld:
        return 0.0
    return 0.5 / (1 + metres((asked.lon, asked.lat), (concern.lon, concern.lat)) / NEAR)  # type: ignore[arg-type]


def metres(here: tuple[float, float], there: tuple[float, float]) -> float:
    """How far two points (longitude, latitude) of one town are apart: right to a metre or so in such a distance."""
    across = (there[0] - here[0]) * cos(radians((here[1] + there[1]) / 2))
    return METRES * hypot(across, there[1] - here[1])
