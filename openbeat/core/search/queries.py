"""Looking for words among what a visitor may see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import QuerySet

from openbeat.core.hooks import search as kinds
from openbeat.core.search import tokens
from openbeat.core.search.index import WORDS
from openbeat.core.search.models import Found
from openbeat.core.search.snippets import Part, snippet
from openbeat.core.web import addresses
from openbeat.kit.refs import Ref

PER_PAGE = 20
DEEPEST = 300  # rows that are compared: of a word in more than these, the newest; nobody turns fifteen pages
MOST_KEYS = 2000  # for an app's own list
MOST_WORDS = 12

_SQLITE: dict[str, Any] = {  # lower is better; a word in the title counts for ten in the body
    "tables": [WORDS],
    "where": [f"{WORDS}.rowid = search_found.id", f"{WORDS} MATCH %s"],
    "select": {"rank": f"bm25({WORDS}, 10.0, 1.0)"},
    "order_by": [f"-{WORDS}.rowid"],
}
_POSTGRESQL: dict[str, Any] = {
    "where": ["search_found.words @@ to_tsquery('simple', %s)"],
    "select": {"rank": "-ts_rank('{0.1, 0.1, 0.1, 1.0}', search_found.words, to_tsquery('simple', %s))"},
    "order_by": ["-id"],
}


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found, as a page shows it."""

    ref: Ref
    kind_label: Any
    title: str
    language: str
    snippet: Sequence[Part]
    url: str
    area: Any
    at: Any


@dataclass(frozen=True, slots=True)
class Results:
    """A page of hits. `widened`: nothing has all the words, these have some. `more`: the newest of many are here."""

    words: str
    page: Page[Hit]
    total: int
    widened: bool = False
    more: bool = False

    def __bool__(self) -> bool:
        return self.total > 0


def find(words: str, *, area: Any = None, kind: str | None = None, language: str = "", page: Any = 1) -> Results:
    """Look for words; best first, each thing once, in the reader's language where it matches. Odd input finds nothing.

    `area` is an area, its key, or several keys (a district with its beats); `page` is whatever the address says.
    """
    asked = tokens.asked(words[:1000])[:MOST_WORDS]
    rows = _narrowed(area, kind)
    for joined, widened in ((" AND ", False), (" OR ", True)):
        found, more = _ranked(rows, asked, joined, language) if asked else ([], False)
        if found:
            return Results(words, _page(found, asked, page), len(found), widened, more)
        if len(asked) <= 1:
            break
    return Results(words, _page([], asked, 1), 0)


def keys(words: str, kind: str, area: Any = None) -> list[str]:
    """The keys of the things of one kind in which all these words stand, in an area or several: for an app's list.

    Of words that stand in more than it gives, those of the newest things.
    """
    asked = tokens.asked(words[:1000])[:MOST_WORDS]
    found = _matched(_narrowed(area, kind), asked, " AND ").values_list("key", flat=True)[:MOST_KEYS] if asked else ()
    return list(dict.fromkeys(found))


def _narrowed(area: Any, kind: str | None) -> QuerySet[Found]:
    rows = Found.objects.all()
    if area is not None:
        rows = rows.filter(area__in=_keys(area))
    return rows.filter(kind=kind) if kind else rows


def _keys(area: Any) -> list[int]:
    several: Iterable[Any] = area if isinstance(area, Iterable) else [area]
    return [int(getattr(one, "pk", one)) for one in several]


def _ranked(rows: QuerySet[Found], asked: list[str], joined: str, language: str) -> tuple[list[int], bool]:
    """Keys of the rows that match, best first, one for each thing; and whether older ones were left out."""
    matched = _matched(rows, asked, joined)
    newest = matched.values_list("rank", "at", "pk", "kind", "key", "language")[:DEEPEST]  # type: ignore[misc]  # extra
    ranked = sorted(newest, key=lambda row: (row[0], -row[1].timestamp(), row[2]))
    chosen: dict[tuple[str, str], int] = {}
    for _rank, _at, pk, kind, key, written_in in ranked:
        if (kind, key) not in chosen or written_in == language:
            chosen[kind, key] = pk
    return list(chosen.values()), len(ranked) >= DEEPEST


def _matched(rows: QuerySet[Found], asked: list[str], joined: str) -> QuerySet[Found]:
    """The rows that match, with their rank, what was published last first: no more are read than are taken."""
    match = _match(asked, joined)
    if connection.vendor == "sqlite":
        return rows.extra(**_SQLITE, params=[match])
    return rows.extra(**_POSTGRESQL, params=[match], select_params=[match])


def _match(asked: list[str], joined: str) -> str:
    """The words in the language of the database; the last may be the beginning of a word."""
    lite = connection.vendor == "sqlite"
    last = asked[-1]
    written = []
    for word in asked:
        begins = word is last or (len(word) == 1 and tokens.is_unspaced(word))  # a lone sign begins a pair
        code = tokens.encode(word)
        written.append((f'"{code}"*' if begins else f'"{code}"') if lite else (f"{code}:*" if begins else code))
    return joined.join(written) if lite else {" AND ": " & ", " OR ": " | "}[joined].join(written)


def _page(found: Sequence[int], asked: list[str], number: Any) -> Page[Hit]:
    page: Page[Any] = Paginator(found, PER_PAGE).get_page(number)
    rows = Found.objects.select_related("area").in_bulk(list(page.object_list)) if found else {}
    labels = kinds.kinds()
    page.object_list = [_hit(rows[pk], asked, labels) for pk in page.object_list if pk in rows]
    return page


def _hit(row: Found, asked: list[str], labels: dict[str, Any]) -> Hit:
    return Hit(
        ref=Ref(row.kind, row.key),
        kind_label=labels.get(row.kind, ""),
        title=row.title,
        language=row.language,
        snippet=snippet(row.body, asked),
        url=addresses.address(row.url),
        area=row.area,
        at=row.at,
    )
