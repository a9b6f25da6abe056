"""Which files belong to a thing, and which of them somebody may see."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Model, Q

from openbeat.core.files import registry, store
from openbeat.core.files.models import File
from openbeat.kit.actors import VISITOR
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from openbeat.kit.actors import Actor


def of(thing: Model | Ref, *, released: bool = False) -> list[File]:
    """The files of a thing, oldest first; only those that the public may see, when asked so."""
    ref = ref_of(thing)
    return of_many([ref], released=released).get(ref, [])


def of_many(refs: Iterable[Ref], *, released: bool = False) -> dict[Ref, list[File]]:
    """The files of several things, by one query."""
    wanted = Q(pk__in=[])
    for ref in refs:
        wanted |= Q(kind=ref.kind, key=ref.key)
    rows = File.objects.filter(wanted).order_by("pk")
    found: dict[Ref, list[File]] = {}
    for file in rows.filter(released_at__isnull=False) if released else rows:
        found.setdefault(file.ref, []).append(file)
    return found


def ref_of(thing: Model | Ref) -> Ref:
    """The thing as a reference."""
    return thing if isinstance(thing, Ref) else Ref.of(thing)


def visible(pk: int, actor: Actor) -> File | None:
    """The file, if this actor may see it."""
    file = File.objects.filter(pk=pk).first()
    return file if file is not None and registry.may_see(actor, file) else None


def is_public(file: File) -> bool:
    """Whether anybody may see it."""
    return registry.may_see(VISITOR, file)


def known(tokens: Iterable[str]) -> set[str]:
    """Those of the tokens that belong to a row."""
    return set(File.objects.filter(token__in=list(tokens)).values_list("token", flat=True))


def lost() -> list[str]:
    """The tokens of files that have a row and no bytes: there should be none."""
    return [token for token in File.objects.order_by("pk").values_list("token", flat=True) if not store.exists(token)]
