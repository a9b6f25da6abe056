"""Let the tree grow: leaves, their entries' numbers, tiles, and the signed head, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import OuterRef, Subquery

from openbeat.core.ledger.models import Checkpoint, Entry, Leaf, Tile
from openbeat.core.ledger.queries import heads, seals, signing, tree
from openbeat.core.ledger.queries.signing import Halted, Signer
from openbeat.core.ledger.services import keys
from openbeat.kit import merkle, notes
from openbeat.kit.merkle import Place


def signer(head: Checkpoint | None) -> Signer:
    """Who signs the next head: as the last one was signed. Raises Halted where that key is gone."""
    if head is not None:
        return signing.signer(head)
    try:
        return Signer(heads.first_origin(), keys.seed_or_new())
    except signing.NoKey as problem:
        raise Halted(str(problem)) from problem


def append(
    head: Checkpoint | None, leaves: Sequence[Leaf], *, at: datetime, slot: datetime | None = None
) -> Checkpoint:
    """Put these leaves behind the tree of this head, and sign the new head; seven statements however many they are.

    Raises Halted where the tiles of the tree are not those that were signed.
    """
    by, size = signer(head), head.size if head else 0
    known = tree.tiles(merkle.edge(size))
    if head and merkle.range_hash(0, size, known) != bytes(head.root):
        raise Halted("The tiles are not those of the last checkpoint: run `openbeat audit`.")
    _keep_leaves(leaves, size)
    changed = merkle.grow(size, known, [merkle.leaf_hash(bytes(leaf.data)) for leaf in leaves])
    keep_tiles(changed)
    root = merkle.range_hash(0, size + len(leaves), known | changed)
    return sign(by, notes.Checkpoint(by.origin, size + len(leaves), root), after=head, at=at, slot=slot)


def sign(
    by: Signer, body: notes.Checkpoint, *, after: Checkpoint | None, at: datetime, slot: datetime | None = None
) -> Checkpoint:
    """Sign a head and keep it, sealed to the one before it; it is published later."""
    note = notes.sign(str(body), by.origin, by.seed)
    row = Checkpoint(origin=body.origin, size=body.size, root=body.root, key=str(by.key), made_at=at, slot=slot)
    row.note, row.seal = str(note), seals.sealed(seals.of_summary(row, after), by)
    row.save(force_insert=True)
    return row


def keep_tiles(tiles: Mapping[Place, bytes]) -> None:
    """Write tiles that are new or longer, in one statement."""
    rows = [Tile(level=level, index=index, hashes=hashes) for (level, index), hashes in sorted(tiles.items())]
    Tile.objects.bulk_create(rows, update_conflicts=True, unique_fields=["level", "index"], update_fields=["hashes"])


def _keep_leaves(leaves: Sequence[Leaf], size: int) -> None:
    for sequence, leaf in enumerate(leaves, start=size):
        leaf.sequence = sequence
    Leaf.objects.bulk_create(leaves)
    place = Leaf.objects.filter(entry=OuterRef("pk")).order_by().values("sequence")
    acts = [leaf.entry_id for leaf in leaves if leaf.entry_id is not None]  # by their keys: PostgreSQL may guess wrong
    Entry.objects.filter(pk__in=acts).update(sequence=Subquery(place))
