"""The kinds of misconduct: the list in force, and each list before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Max
from django.urls import reverse

from openbeat.apps.complaints.lifecycle import FIRST_LIST, KINDS, KindOf
from openbeat.apps.complaints.models import AllegationKind, KindList
from openbeat.core.hooks import texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from django.db.models import QuerySet

    from openbeat.core.hooks.texts import Source
    from openbeat.kit.actors import Actor


def kinds_in_force() -> int:
    """The version of the list by which is classified now."""
    return KindList.objects.aggregate(last=Max("version"))["last"] or FIRST_LIST


def kinds(version: int | None = None) -> list[KindOf]:
    """The kinds of one version of the list, in order; of the one in force, where none is named."""
    version = kinds_in_force() if version is None else version
    if version == FIRST_LIST:
        return list(KINDS)
    rows = AllegationKind.objects.filter(kinds__version=version)
    return [_kind(row) for row in rows.order_by("number", "pk")]


def kinds_of(pairs: Iterable[tuple[int, str]]) -> dict[tuple[int, str], KindOf]:
    """The kinds with these versions and codes, with one query however many; one that is gone is called by its code."""
    wanted = set(pairs)
    found = {(FIRST_LIST, kind.code): kind for kind in KINDS}
    if later := {version for version, _code in wanted if version != FIRST_LIST}:
        rows = AllegationKind.objects.filter(kinds__version__in=later).select_related("kinds").order_by("pk")
        found |= {(row.kinds.version, row.code): _kind(row) for row in rows}
    return {pair: found.get(pair) or KindOf(pair[1], pair[1]) for pair in wanted}


def kind_lists() -> QuerySet[KindList]:
    """The versions that were made here, the newest first."""
    return KindList.objects.order_by("-version")


def kind_rows_of(kinds_list: KindList) -> QuerySet[AllegationKind]:
    """The kinds of one version, in order, as they were written."""
    return AllegationKind.objects.filter(kinds=kinds_list).order_by("number", "pk")


def kind_texts(keys: Sequence[str]) -> Iterator[Source]:
    """What these kinds are called and what they mean; for everybody."""
    for row in AllegationKind.objects.filter(pk__in=texts.numbers(keys)).order_by("pk"):
        yield from texts.of_thing(row, ("name", "definition"), texts.About(reverse("complaints:kinds")))


def kind_list_texts(keys: Sequence[str]) -> Iterator[Source]:
    """Why these versions of the list came; for everybody."""
    for row in KindList.objects.filter(pk__in=texts.numbers(keys)).order_by("pk"):
        yield from texts.of_thing(row, ("why",), texts.About(reverse("complaints:kinds")))


def kind_texts_seen(keys: Sequence[str], _actor: Actor) -> Sequence[str]:
    """All of them: everybody may read the list, and why it changed."""
    return keys


def _kind(row: AllegationKind) -> KindOf:
    return KindOf(row.code, row.name, row.definition, row.serious, row.mediable, row.retaliation, row.language, row.pk)
