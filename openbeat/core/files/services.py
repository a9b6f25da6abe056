"""Keeping, releasing and removing files, in the caller's transaction; the caller's act is what the ledger gets."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Model, Q

from openbeat.core.files import store
from openbeat.core.files.checking import Checked, Unfit, checked
from openbeat.core.files.models import File
from openbeat.core.files.queries import known, ref_of
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from openbeat.core.people.models import Person
    from openbeat.kit.actors import Actor

__all__ = ["Checked", "Unfit", "checked", "describe", "drop", "drop_of_person", "hide", "keep", "release", "sweep"]


@transaction.atomic
def keep(file: Checked, *, of: Model | Ref, by: Actor, at: datetime, alt: str = "", language: str = "") -> File:
    """Keep a checked file with the thing it belongs to; rolled back, nothing of it is left. Not released yet."""
    ref, file.taken = ref_of(of), True
    row = File.objects.create(
        kind=ref.kind, key=ref.key, name=file.name, media_type=file.media_type, size=file.size,
        width=file.width, height=file.height, thumb_width=file.thumb_width, thumb_height=file.thumb_height,
        sha256=file.sha256, arrived_sha256=file.arrived_sha256, token=file.token,
        alt=alt, alt_language=language if alt else "", uploaded_at=at, uploaded_by=by.person,
    )  # fmt: skip
    transaction.on_commit(partial(_settle, file), robust=True)  # on record: the sweeper mends what fails now
    return row


def _settle(file: Checked) -> None:
    """The row is there for good: from here on the bytes must be, too."""
    file.stays()
    store.keep(file.token)


@transaction.atomic
def release(of: Model | Ref, *, at: datetime) -> int:
    """Let whoever may see the thing see its files; gives how many were released."""
    ref = ref_of(of)
    return File.objects.filter(kind=ref.kind, key=ref.key, released_at=None).update(released_at=at)


@transaction.atomic
def hide(of: Model | Ref) -> int:
    """Take a release back."""
    ref = ref_of(of)
    return File.objects.filter(kind=ref.kind, key=ref.key, released_at__isnull=False).update(released_at=None)


@transaction.atomic
def describe(file: File, *, alt: str, language: str) -> File:
    """Say in words what the picture shows, for whoever does not see it."""
    file.alt, file.alt_language = alt, language if alt else ""
    file.save(update_fields=["alt", "alt_language"])
    return file


@transaction.atomic
def drop(*things: Model | Ref) -> int:
    """Remove the files of these things, rows and bytes; the bytes once the transaction is through."""
    wanted = Q(pk__in=[])
    for ref in map(ref_of, things):
        wanted |= Q(kind=ref.kind, key=ref.key)
    return _drop(wanted)


@transaction.atomic
def drop_of_person(person: Person, things: Iterable[Ref]) -> int:
    """Remove what a person sent, and what belongs to their things."""
    return _drop(Q(uploaded_by=person)) + drop(*things)


def _drop(wanted: Q) -> int:
    tokens = list(File.objects.filter(wanted).values_list("token", flat=True))
    File.objects.filter(token__in=tokens).delete()
    for token in tokens:
        transaction.on_commit(partial(store.discard, token))
    return len(tokens)


def sweep(*, older: float = store.HOUR) -> tuple[int, int]:
    """Finish what a crash left: move what was kept, remove what belongs to nothing; gives both numbers."""
    return store.sweep(known, older=older)
