"""Begin a new log where the tree does not contain what was published: its first leaf names the last checkpoint."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import batched

from django.db import connection, transaction
from django.db.models import F

from openbeat.core.ledger import triggers
from openbeat.core.ledger.models import Checkpoint, Entry, Leaf
from openbeat.core.ledger.policies import LOG, LogAct
from openbeat.core.ledger.queries import heads, signing
from openbeat.core.ledger.queries.signing import Halted, Signer, need
from openbeat.core.ledger.services import keys, locks
from openbeat.core.ledger.services.growing import keep_tiles, sign
from openbeat.core.ledger.services.publishing import publish
from openbeat.core.ledger.services.recording import record
from openbeat.kit import merkle, notes, tlog
from openbeat.kit.actors import program
from openbeat.kit.merkle import Place
from openbeat.kit.notes import BadNote, Note
from openbeat.kit.refs import Ref

OPERATOR = program("openbeat log restart")
FAR = 2**40  # no log is so long: there leaves wait while all of them move by one
CHUNK = 16 * 1024


def restart(*, at: datetime) -> Checkpoint | None:
    """Begin a new log, on record, and publish its first head; None, and nothing done, where the log can go on."""
    with transaction.atomic(durable=True):
        head = follow(at=at)
        if head:
            record(LogAct.RESTART, Ref(LOG, str(heads.number_of(head.origin))), by=OPERATOR, at=at, size=head.size)
    if head:
        publish(at=at)
    return head


@transaction.atomic
def follow(*, at: datetime) -> Checkpoint | None:
    """Begin a new log in the caller's transaction, where the old one cannot go on; its leaves follow the new first.

    Its name is that of the old one with a number. None where the log can go on.
    """
    locks.wait()
    head = heads.latest()
    if not need(head):
        return None
    last = _last_checkpoint()
    lost = bool(signing.filling_trouble())
    by = Signer(heads.origin_after(notes.Checkpoint.parse(last.text).origin), _keys())
    _make_room(lost=lost)
    Leaf.objects.create(sequence=0, data=tlog.continues(str(last)))
    size, root = _grow_anew()
    return sign(by, notes.Checkpoint(by.origin, size, root), after=head, at=at)


def _last_checkpoint() -> Note:
    """The file's; where that is lost, the one that the database knows.

    Raises Halted for a file that is broken, and where neither knows any: then there is nothing to name.
    """
    try:
        kept = heads.kept_note()
    except BadNote as problem:
        raise Halted(heads.trouble(None)) from problem
    head = heads.published()
    if kept is None and head is None:
        raise Halted(need(heads.latest()))
    return kept or Note.parse(head.note if head else "")


def _keys() -> bytes:
    """The seed that signs the new log, and a key for its filling beside it. Raises Halted for a file that is broken."""
    try:
        keys.filling_or_new()
        return keys.seed_or_new()
    except signing.NoKey as problem:
        raise Halted(f"{problem}: move it away and see again") from problem


def _make_room(*, lost: bool) -> None:
    """Every leaf and its entry move by one place: the only time that a place is changed.

    Where the key of the filling is lost, nobody can compute again what filled up the batches; those leaves say so.
    """
    if not Leaf.objects.exists():
        return
    triggers.remove(connection)
    if lost:
        Leaf.objects.filter(filling__isnull=False).update(filling=b"")
    for rows in (Leaf.objects.all(), Entry.objects.filter(sequence__isnull=False)):
        rows.update(sequence=F("sequence") + FAR)
        rows.update(sequence=F("sequence") - FAR + 1)
    triggers.install(connection)


def _grow_anew() -> tuple[int, bytes]:
    """Make the tiles of all leaves, a part at a time; gives size and root."""
    size, edge = 0, dict[Place, bytes]()
    for chunk in _hashes():
        changed = merkle.grow(size, edge, chunk)
        size += len(chunk)
        keep_tiles(changed)
        edge = {place: changed.get(place) or edge[place] for place in merkle.edge(size)}
    return size, merkle.range_hash(0, size, edge)


def _hashes() -> Iterator[list[bytes]]:
    rows = Leaf.objects.order_by("sequence").values_list("data", flat=True).iterator(chunk_size=CHUNK)
    for chunk in batched(rows, CHUNK):
        yield [merkle.leaf_hash(bytes(data)) for data in chunk]
