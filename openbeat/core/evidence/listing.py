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
    from collections.abc import Iterator

    from openbeat.core.evidence.queries import Meta
    from openbeat.core.vault.bunch import Opened


@dataclass(frozen=True, slots=True)
class Line:
    """One file of the list."""

    file: SealedFile
    meta: Meta
    looked_at: bool  # a browser shows it, or a copy of it
    copies: int


def lines(matter: Ref, opened: Opened) -> list[Line]:
    """The files of a matter that are still there, copies to look at under their original; with one query."""
    rows = [file for file in queries.of(matter) if file.destroyed_at is None]
    viewed = {file.parent_id for file in rows if file.role == Role.VIEW}
    return list(_lines([file for file in rows if file.role != Role.VIEW], viewed, opened))


def _lines(rows: list[SealedFile], viewed: set[int | None], opened: Opened) -> Iterator[Line]:
    for file in rows:
        meta = queries.meta(file, opened)
        kind = KINDS.get(meta.media_type)
        copies = sum(1 for other in rows if other.parent_id == file.pk)
        yield Line(file, meta, file.pk in viewed or bool(kind and kind.shown), copies)


def names(request: Any, matter: Ref) -> list[tuple[int, str]]:
    """The originals of a matter by name, for a person who reads it, to say of what something is a copy."""
    door = registry.of(matter.kind)
    safe = safes.safe_of(matter)
    if not (safe and door and request.actor.person and door.reads(request.actor, matter.key)):
        return []
    try:
        opened = http.opened(request, safe)
    except Shut:
        return []
    return [(file.pk, queries.meta(file, opened).name) for file in queries.originals(matter)]


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
    context = {"lines": found, "add": reverse("evidence:add", args=matter), "matter": matter}
    return render_to_string("evidence/part.html", context, request=request)
