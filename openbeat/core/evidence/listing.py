"""The sealed files of a matter, as its page lists them for whoever has it open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.urls import reverse

from openbeat.core.evidence import http, queries, registry
from openbeat.core.evidence.kinds import KINDS
from openbeat.core.evidence.models import Role, SealedFile
from openbeat.core.vault import queries as safes
from openbeat.core.vault.bunch import Shut
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from openbeat.core.evidence.queries import Meta
    from openbeat.core.vault.bunch import Opened


@dataclass(frozen=True, slots=True)
class Line:
    """One file of the list."""

    file: SealedFile
    meta: Meta | None  # None: what is sealed about it is damaged
    number: int  # of the original, or of the original that it is a copy of
    looked_at: bool  # a browser shows it, or a copy of it


def lines(matter: Ref, opened: Opened) -> list[Line]:
    """The files of a matter that are still there, copies to look at under their original; with one query."""
    found = list(queries.of(matter))
    numbers = queries.numbered(found)
    rows = [file for file in found if file.destroyed_at is None]
    viewed = {file.parent_id for file in rows if file.role == Role.VIEW}
    return [_line(file, numbers, viewed, opened) for file in rows if file.role != Role.VIEW]


def _line(file: SealedFile, numbers: dict[int, int], viewed: set[int | None], opened: Opened) -> Line:
    number = numbers.get(file.parent_id or file.pk, 0)
    try:
        meta = queries.meta(file, opened)
    except Shut:  # it is named all the same: nothing vanishes from a list because somebody changed its row
        return Line(file, None, number, looked_at=False)
    kind = KINDS.get(meta.media_type)
    return Line(file, meta, number, looked_at=file.pk in viewed or bool(kind and kind.shown))


def originals(request: Any, matter: Ref) -> list[tuple[int, int]]:
    """The originals of a matter and their numbers, for a person who reads it, to say of what something is a copy.

    Never by name: a name is sealed, and this page opens nothing.
    """
    door = registry.of(matter.kind)
    if not (door and request.actor.person and door.reads(request.actor, matter.key)):
        return []
    found = list(queries.of(matter))
    numbers = queries.numbered(found)
    return [(file.pk, numbers[file.pk]) for file in found if file.role == Role.ORIGINAL and not file.destroyed_at]


def part(request: Any, thing: Any) -> str:
    """The part of a matter's page with its files, and the form that adds some; for whoever has its safe open."""
    matter = thing if isinstance(thing, Ref) else Ref.of(thing)
    safe = safes.safe_of(matter)
    if safe is None:
        return ""
    try:
        found = lines(matter, http.opened(request, safe))
    except Shut:
        return ""
    context = {"lines": found, "add": reverse("evidence:add", args=matter), "own": request.actor.person is None}
    return render_to_string("evidence/part.html", context, request=request)
