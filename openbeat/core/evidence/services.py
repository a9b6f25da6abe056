"""Keeping sealed files, noting what is done with them, and removing what nobody can open any more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from django.db import transaction

from openbeat.core.evidence import queries, registry, store
from openbeat.core.evidence.arriving import Arrived
from openbeat.core.evidence.models import Role, SealedFile
from openbeat.core.evidence.policies import EVIDENCE_POLICY, Act
from openbeat.core.evidence.queries import Meta
from openbeat.core.ledger import services as ledger
from openbeat.core.vault import crypt
from openbeat.core.vault import queries as safes
from openbeat.core.vault import services as vault
from openbeat.core.vault.bunch import Shut, Why
from openbeat.kit import pipes
from openbeat.kit.actors import program
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from openbeat.core.vault.bunch import Keys, Opened
    from openbeat.core.vault.models import Safe
    from openbeat.kit.actors import Actor

DRAWING, SWEEPER = program("view copy"), program("destroyed with its matter")
VIEW_NAME = "image/jpeg"


@transaction.atomic
def keep(arrived: Arrived, safe: Safe, *, by: Actor, at: datetime, parent: SealedFile | None = None) -> SealedFile:
    """Keep what arrived with the matter of this safe; rolled back, the sweeper takes it. Raises Shut; OSError: gone.

    With `parent` it is a redacted copy of that file. The caller has asked whether `by` may add to the matter.
    """
    arrived.taken = True
    store.hold(arrived.token)  # no receipt for what is gone
    meta = Meta(arrived.name, arrived.kind.media_type, arrived.size, arrived.sha256, arrived.identity)
    row = SealedFile.objects.create(
        kind=safe.kind, key=safe.key, safe=safe, role=Role.REDACTED if parent else Role.ORIGINAL, parent=parent,
        token=arrived.token, size=arrived.cipher_size, sha256=arrived.cipher_sha256,
        meta=vault.seal(safe, meta.sealed_words()),
        made_by_kind=by.kind, made_by=by.person, made_at=at,
    )  # fmt: skip
    transaction.on_commit(partial(store.keep, arrived.token), robust=True)  # the sweeper mends what fails now
    _record(Act.COPY if parent else Act.ARRIVE, row, by=by, at=at)
    if arrived.view is not None:
        _keep_view(arrived, row, at=at)
    return row


def _keep_view(arrived: Arrived, parent: SealedFile, *, at: datetime) -> None:
    content, identity = arrived.view or b"", crypt.new_identity()
    cipher = crypt.seal(content, crypt.recipient_of(identity))
    token = store.write(cipher)
    name = f"{arrived.name.rpartition('.')[0]}-view.jpg"
    meta = Meta(name, VIEW_NAME, len(content), sha256(content).hexdigest(), identity)
    row = SealedFile.objects.create(
        kind=parent.kind, key=parent.key, safe=parent.safe, role=Role.VIEW, parent=parent, token=token,
        size=len(cipher), sha256=sha256(cipher).hexdigest(), meta=vault.seal(parent.safe, meta.sealed_words()),
        made_by_kind=DRAWING.kind, made_by=None, made_at=at,
    )  # fmt: skip
    transaction.on_commit(partial(store.keep, token), robust=True)
    _record(Act.COPY, row, by=DRAWING, at=at)


def _record(act: Act, file: SealedFile, *, by: Actor, at: datetime, **more: str) -> None:
    parent = {"parent": file.parent_id} if file.parent_id else {}
    ledger.record(act, file, by=by, at=at, of=str(file.ref), role=str(file.role), **parent, **more)


@transaction.atomic
def add(
    arrived: Iterable[Arrived], matter: Ref, *, by: Actor, at: datetime, parent: SealedFile | None = None
) -> list[SealedFile]:
    """Add files to a matter that is there already, and tell its app. Raises Refused, and Shut: it has no safe."""
    EVIDENCE_POLICY.require(by, Act.COPY if parent else Act.ARRIVE, matter)
    safe = safes.safe_of(matter)
    if safe is None:
        raise Shut(Why.LOST)
    kept = [keep(each, safe, by=by, at=at, parent=parent) for each in arrived]
    if door := registry.of(matter.kind):
        door.added(matter.key, by=by, at=at)
    return kept


@transaction.atomic
def keep_new(arrived: Iterable[Arrived], safe: Safe, matter: Opened, *, by: Actor, at: datetime) -> list[SealedFile]:
    """Keep what arrived but for files that the matter has already, as when a button is pressed twice."""
    there = {queries.meta(file, matter).sha256 for file in queries.originals(safe.ref)}
    return [keep(each, safe, by=by, at=at) for each in arrived if each.sha256 not in there]


@transaction.atomic
def keep_too(matter: Ref, safe: Safe, opened: Opened, *, by: Actor, at: datetime) -> list[SealedFile]:
    """Keep the files of an open matter with another one too, each sealed to its safe: the same sealed bytes, once more.

    Copies come with their originals; what is gone from the disk stays behind. The one is destroyed without the other.
    """
    kept: dict[int, SealedFile] = {}
    for file in queries.of(matter).filter(destroyed_at=None):
        if (file.parent_id and file.parent_id not in kept) or not store.exists(file.token):
            continue
        token = store.again(file.token)
        row = SealedFile.objects.create(
            kind=safe.kind, key=safe.key, safe=safe, role=file.role, parent=kept.get(file.parent_id or 0),
            token=token, size=file.size, sha256=file.sha256,
            meta=vault.seal(safe, queries.meta(file, opened).sealed_words()),
            made_by_kind=file.made_by_kind, made_by=file.made_by, made_at=file.made_at,
        )  # fmt: skip
        transaction.on_commit(partial(store.keep, token), robust=True)
        _record(Act.COPY if file.parent_id else Act.ARRIVE, row, by=by, at=at, same_as=str(file.pk))
        kept[file.pk] = row
    return list(kept.values())


def opened(file: SealedFile, keys: Keys) -> tuple[Meta, Opened]:
    """What is sealed about a file, and its matter's open safe; raises Shut. Record the reading first."""
    safe = vault.opened(file.safe, keys)
    return queries.meta(file, safe), safe


def content(file: SealedFile, meta: Meta, *, start: int = 0, size: int | None = None) -> Iterator[bytes]:
    """The bytes in clear, piece by piece, from `start` on; raises Shut where they are damaged or gone.

    Age cannot begin in the middle: what comes before `start` is opened too, and let go.
    """
    try:
        source = store.find(file.token).open("rb")
    except FileNotFoundError:
        raise Shut(Why.LOST) from None
    return _pieces(source, meta, start, meta.size - start if size is None else size)


def _pieces(source: object, meta: Meta, start: int, left: int) -> Iterator[bytes]:
    read_end, write_end = pipes.pipe()
    stage = pipes.Stage(lambda cipher, clear: crypt.open_stream(cipher, clear, meta.identity), source, write_end)  # type: ignore[arg-type]
    stage.start()
    try:
        while start and (piece := read_end.read(min(start, pipes.PIECE))):
            start -= len(piece)
        while left and (piece := read_end.read(min(left, pipes.PIECE))):
            left -= len(piece)
            yield piece
    finally:
        pipes.end(read_end, [stage])
    if left or pipes.cause([stage]):
        raise Shut(Why.DAMAGED)


@transaction.atomic
def export(files: Iterable[SealedFile], matter: Ref, *, why: str, by: Actor, at: datetime) -> None:
    """Put on record that these files leave the house in clear, and why; before any of them does. Raises Refused."""
    EVIDENCE_POLICY.require(by, Act.EXPORT, matter)
    for file in files:
        _record(Act.EXPORT, file, by=by, at=at, why=why)


def destroy_unreadable(*, at: datetime) -> int:
    """Remove the bytes of files whose matter was destroyed, one act each; gives how many. Bears running twice."""
    gone = 0
    for file in queries.unreadable():
        with transaction.atomic():
            if SealedFile.objects.filter(pk=file.pk, destroyed_at=None).update(destroyed_at=at):
                _record(Act.DESTROY, file, by=SWEEPER, at=at)
                transaction.on_commit(partial(store.discard, file.token))
                gone += 1
    return gone


def sweep(*, older: float = store.HOUR) -> tuple[int, int]:
    """Finish what a crash left: move what was kept, remove what belongs to nothing; gives both numbers."""
    return store.sweep(queries.known, older=older)
