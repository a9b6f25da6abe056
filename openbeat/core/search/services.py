"""What can be found, and what no longer can; called by services of apps in their own transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from openbeat.core.hooks import search as hooks
from openbeat.core.hooks.search import Translated
from openbeat.core.search import tokens
from openbeat.core.search.models import Found
from openbeat.core.web import addresses
from openbeat.kit.refs import Ref

BODY = 20_000  # characters of a body that are kept
MOST_AT_ONCE = 500  # rows that are deleted with one query
FIELDS = ["title", "body", "url", "area_id", "at", "title_tokens", "body_tokens"]


@dataclass(frozen=True, slots=True)
class Doc:
    """Words that a visitor may see, in one language, and where to read them."""

    title: str
    body: str
    language: str
    url: str
    area_id: int | None
    at: datetime


@transaction.atomic
def put(ref: Ref, *docs: Doc, also: Sequence[Ref] = ()) -> None:
    """Let this thing be found by these words, one document a language; what was kept of it before is gone.

    It is found too by what these words, and those of the things named by `also`, are in other languages.
    """
    kept = _with_translations({doc.language: doc for doc in docs}, hooks.translated([ref, *also]))
    drop(ref, but=kept)
    Found.objects.bulk_create(
        [_row(ref, doc) for doc in kept.values()],
        update_conflicts=True,
        unique_fields=["kind", "key", "language"],
        update_fields=[name.removesuffix("_id") for name in FIELDS],
    )


def _with_translations(docs: dict[str, Doc], found: Iterable[Translated]) -> dict[str, Doc]:
    """The documents, and one in each language that texts of the thing were translated into."""
    kept, titles = dict(docs), {doc.title: doc for doc in docs.values()}
    first = next(iter(docs.values()), None)
    for one in found:
        own = kept.get(one.language)
        if first is None or (own and one.source in titles and own.title != one.source):
            continue  # it has a title of its own in this language
        doc = own or replace(first, language=one.language, body="")
        if one.source in titles:
            kept[one.language] = replace(doc, title=one.words)
        else:
            kept[one.language] = replace(doc, body=f"{doc.body}\n\n{one.words}".strip())
    return kept


def drop(*refs: Ref, but: Iterable[str] = ()) -> None:
    """Let these things no longer be found (in any language, but those named)."""
    if refs:
        any_of = Q()
        for ref in refs:
            any_of |= Q(kind=ref.kind, key=ref.key)
        Found.objects.filter(any_of).exclude(language__in=list(but)).delete()


def drop_all(kind: str, *, but: Collection[str] = ()) -> None:
    """Let nothing of this kind be found any more, but the things with these keys."""
    gone = list(Found.objects.filter(kind=kind).order_by("pk").values_list("pk", "key"))
    keys = [pk for pk, key in gone if key not in but]
    for start in range(0, len(keys), MOST_AT_ONCE):
        Found.objects.filter(pk__in=keys[start : start + MOST_AT_ONCE]).delete()


def renew() -> int:
    """Cut all words anew, after the way of cutting them has changed; gives how many documents there are."""
    rows = list(Found.objects.order_by("pk"))
    for row in rows:
        row.title_tokens, row.body_tokens = tokens.stored(row.title), tokens.stored(row.body)
    Found.objects.bulk_update(rows, ["title_tokens", "body_tokens"], batch_size=200)
    return len(rows)


def _row(ref: Ref, doc: Doc) -> Found:
    title, body = _clean(doc.title), _clean(doc.body)[:BODY]
    return Found(
        kind=ref.kind,
        key=ref.key,
        language=doc.language,
        title=title,
        body=body,
        url=addresses.bare(doc.url),
        area_id=doc.area_id,
        at=doc.at,
        title_tokens=tokens.stored(title),
        body_tokens=tokens.stored(body),
    )


def _clean(text: str) -> str:
    return text.replace("\0", "").encode("utf-8", "replace").decode()  # PostgreSQL refuses both
