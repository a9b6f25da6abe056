"""Read the tree: its tiles, its entries, and the proofs that come out of them, each with one query for many leaves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import itemgetter

from django.db.models import Q

from openbeat.core.ledger.models import Leaf, Tile
from openbeat.kit import merkle, tlog
from openbeat.kit.merkle import HASH, Place, Range
from openbeat.kit.tlog import TilePath


def tiles(places: Iterable[Place]) -> dict[Place, bytes]:
    """The hashes of these tiles; those that are not there are left out."""
    wanted = Q(pk__in=[])
    for level, group in groupby(sorted(places), key=itemgetter(0)):
        wanted |= Q(level=level, index__in=[index for _level, index in group])
    found = Tile.objects.filter(wanted).order_by("pk").values_list("level", "index", "hashes")
    return {(level, index): bytes(hashes) for level, index, hashes in found}


def root(size: int) -> bytes:
    """The root of the tree as it was with so many leaves; raises merkle.MissingTile."""
    return merkle.range_hash(0, size, tiles(merkle.edge(size)))


def inclusion(indexes: Iterable[int], size: int) -> dict[int, list[bytes]]:
    """For each of these leaves the proof that it is in the tree of so many leaves; one query for all of them.

    Raises merkle.BadProof for a leaf that the tree does not have, and merkle.MissingTile.
    """
    return _hashed({index: merkle.inclusion_ranges(index, size) for index in indexes})


def consistency(old: int, size: int) -> list[bytes]:
    """The proof that the tree of `size` leaves extends the one of `old`; raises merkle.BadProof, merkle.MissingTile."""
    return _hashed({0: merkle.consistency_ranges(old, size)})[0]


def _hashed(ranges: Mapping[int, list[Range]]) -> dict[int, list[bytes]]:
    known = tiles(merkle.tiles_of([each for path in ranges.values() for each in path]))
    hashes: dict[Range, bytes] = {}
    for path in ranges.values():
        for each in path:
            if each not in hashes:
                hashes[each] = merkle.range_hash(*each, known)
    return {index: [hashes[each] for each in path] for index, path in ranges.items()}


def served(path: TilePath, size: int) -> bytes | None:
    """What a tree of so many leaves has at this address: a tile, or a bundle of entries; None where it has nothing."""
    if path.width > merkle.width_of(path.place, size):
        return None
    if path.level is None:
        lines = entries(path.index * merkle.WIDTH, path.width)
        return tlog.bundle(lines) if len(lines) == path.width else None
    found = tiles([path.place]).get(path.place, b"")[: path.width * HASH]
    return found if len(found) == path.width * HASH else None


def entries(start: int, count: int) -> list[bytes]:
    """The data of so many leaves, from this one on."""
    rows = Leaf.objects.filter(sequence__gte=start, sequence__lt=start + count).order_by("sequence")
    return [bytes(data) for data in rows.values_list("data", flat=True)]
