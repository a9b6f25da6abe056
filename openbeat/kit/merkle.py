"""Merkle trees as in RFC 6962 and RFC 9162, section 2.1, and the tiles in which a tree is kept (C2SP tlog-tiles).

A hash is 32 bytes of SHA-256. A tree of `size` leaves has the leaves 0 to size - 1. A range (start, end) stands for the
subtree over the leaves from start up to, but without, end. A tile (level, index) holds up to 256 hashes, one after the
other, each the hash of a whole subtree of 256**level leaves.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256

HASH = 32  # bytes
HEIGHT = 8  # levels of the tree in a tile
WIDTH = 1 << HEIGHT  # hashes in a full tile
EMPTY = sha256(b"").digest()  # the root of a tree without leaves

type Range = tuple[int, int]
type Place = tuple[int, int]
type Tiles = Mapping[Place, bytes]


class BadProof(ValueError):
    """A proof that does not prove what it should."""


class MissingTile(ValueError):
    """A tile is not there, or holds fewer hashes than the tree has."""


def leaf_hash(data: bytes) -> bytes:
    """The hash of a leaf: SHA-256 over 0x00 and its data (RFC 9162, 2.1.1)."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node: SHA-256 over 0x01 and both hashes below it (RFC 9162, 2.1.1)."""
    return sha256(b"\x01" + left + right).digest()


def root(hashes: Sequence[bytes]) -> bytes:
    """The root over these leaf hashes, MTH(D[n]) of RFC 9162, 2.1.1: a last node without a sibling moves up."""
    row = list(hashes)
    if not row:
        return EMPTY
    while len(row) > 1:
        odd = row[-1:] if len(row) % 2 else []
        row = [node_hash(row[at], row[at + 1]) for at in range(0, len(row) - 1, 2)] + odd
    return row[0]


# --- which subtrees a proof is made of -----------------------------------------------------------
def inclusion_ranges(index: int, size: int) -> list[Range]:
    """The subtrees whose hashes prove leaf `index` in a tree of `size`, from the leaf up: PATH of RFC 6962, 2.1.1.

    Raises BadProof where there is no such leaf.
    """
    if not 0 <= index < size:
        raise BadProof(f"no leaf {index} in a tree of {size}")
    start, end, found = 0, size, []
    while end - start > 1:
        middle = start + _half(end - start)
        if index < middle:
            found.append((middle, end))
            end = middle
        else:
            found.append((start, middle))
            start = middle
    return found[::-1]


def consistency_ranges(old: int, size: int) -> list[Range]:
    """The subtrees whose hashes prove that a tree of `size` extends one of `old` leaves: PROOF of RFC 6962, 2.1.2.

    None are needed where old is 0 or size. Raises BadProof where old is larger than size.
    """
    if not 0 <= old <= size:
        raise BadProof(f"a tree of {size} cannot extend one of {old}")
    if old in {0, size}:
        return []
    start, end, found = 0, size, []
    while old < end:
        middle = start + _half(end - start)
        if old <= middle:
            found.append((middle, end))
            end = middle
        else:
            found.append((start, middle))
            start = middle
    return ([(start, end)] if start else []) + found[::-1]


def inclusion_proof(index: int, hashes: Sequence[bytes]) -> list[bytes]:
    """The proof that leaf `index` is in the tree over these leaf hashes (RFC 9162, 2.1.3.1); raises BadProof."""
    return [root(hashes[start:end]) for start, end in inclusion_ranges(index, len(hashes))]


def consistency_proof(old: int, hashes: Sequence[bytes]) -> list[bytes]:
    """The proof that the tree over these leaf hashes extends its first `old` (RFC 9162, 2.1.4.1); raises BadProof."""
    return [root(hashes[start:end]) for start, end in consistency_ranges(old, len(hashes))]


def _half(count: int) -> int:
    """The largest power of two below count, which is 2 or more."""
    return 1 << (count - 1).bit_length() - 1


# --- checking --------------------------------------------------------------------------------------
def root_by_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes:
    """The root to which the proof leads from this leaf hash (RFC 9162, 2.1.3.2).

    Raises BadProof where the proof is too long, too short, or no proof.
    """
    if not 0 <= index < size:
        raise BadProof(f"no leaf {index} in a tree of {size}")
    _are_hashes(leaf, *proof)
    here, last, found = index, size - 1, leaf
    for other in proof:
        if last == 0:
            raise BadProof("the proof is too long")
        if here & 1 or here == last:
            found = node_hash(other, found)
            here, last = _up_to_right(here, last)
        else:
            found = node_hash(found, other)
        here, last = here >> 1, last >> 1
    if last:
        raise BadProof("the proof is too short")
    return found


def check_inclusion(leaf: bytes, index: int, proof: Sequence[bytes], *, size: int, root: bytes) -> None:
    """Raise BadProof unless the proof leads from this leaf hash to the root of the tree (RFC 9162, 2.1.3.2)."""
    if not hmac.compare_digest(root_by_inclusion(leaf, index, size, proof), root):
        raise BadProof("the proof leads to another root")


def check_consistency(old: int, old_root: bytes, proof: Sequence[bytes], *, size: int, root: bytes) -> None:
    """Raise BadProof unless the tree of `size` extends the tree of `old` leaves (RFC 9162, 2.1.4.2)."""
    if not 0 <= old <= size:
        raise BadProof(f"a tree of {size} cannot extend one of {old}")
    _are_hashes(old_root, root, *proof)
    if old in {0, size}:
        _check_without_proof(old_root, EMPTY if old == 0 else root, proof)
        return
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    was, now = _roots_by_consistency(old, size, path)
    if not (hmac.compare_digest(was, old_root) and hmac.compare_digest(now, root)):
        raise BadProof("the proof leads to other roots")


def _check_without_proof(old_root: bytes, root: bytes, proof: Sequence[bytes]) -> None:
    if proof:
        raise BadProof("nothing is to be proven here")
    if not hmac.compare_digest(old_root, root):
        raise BadProof("two trees of one size have two roots")


def _roots_by_consistency(old: int, size: int, path: list[bytes]) -> tuple[bytes, bytes]:
    if not path:
        raise BadProof("the proof is too short")
    here, last = old - 1, size - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    was = now = path[0]
    for other in path[1:]:
        if last == 0:
            raise BadProof("the proof is too long")
        if here & 1 or here == last:
            was, now = node_hash(other, was), node_hash(other, now)
            here, last = _up_to_right(here, last)
        else:
            now = node_hash(now, other)
        here, last = here >> 1, last >> 1
    if last:
        raise BadProof("the proof is too short")
    return was, now


def _up_to_right(here: int, last: int) -> tuple[int, int]:
    """Climb while the node is a left one without a sibling: the lone nodes at the right edge move up as they are."""
    while here and not here & 1:
        here, last = here >> 1, last >> 1
    return here, last


def _are_hashes(*hashes: bytes) -> None:
    if any(len(each) != HASH for each in hashes):
        raise BadProof(f"a hash has {HASH} bytes")


# --- a tree in tiles -----------------------------------------------------------------------------
def tiles_of(ranges: Iterable[Range]) -> set[Place]:
    """The tiles that are needed for the hashes of these subtrees."""
    return {_tile(height, index)[0] for start, end in ranges for height, index in _whole(start, end)}


def edge(size: int) -> set[Place]:
    """The tiles at the right edge of a tree that are not full: with them it can grow, and its root is known."""
    return tiles_of([(0, size)])


def range_hash(start: int, end: int, tiles: Tiles) -> bytes:
    """The hash of a subtree, out of tiles; (0, size) gives the root of a tree. Raises MissingTile."""
    hashes = [_node(height, index, tiles) for height, index in _whole(start, end)]
    if not hashes:
        return EMPTY
    found = hashes.pop()
    while hashes:
        found = node_hash(hashes.pop(), found)
    return found


def grow(size: int, tiles: Tiles, leaves: Iterable[bytes]) -> dict[Place, bytes]:
    """The tiles that are new or longer once these leaf hashes follow on a tree of `size`, whose edge is in `tiles`.

    Raises MissingTile.
    """
    changed: dict[Place, bytes] = {}
    fresh, level = list(leaves), 0
    while fresh:
        index, width = divmod(size >> HEIGHT * level, WIDTH)
        row = [*_split(_first((level, index), width, tiles)), *fresh]
        fresh = []
        for begin in range(0, len(row), WIDTH):
            tile = row[begin : begin + WIDTH]
            changed[level, index + begin // WIDTH] = b"".join(tile)
            if len(tile) == WIDTH:
                fresh.append(root(tile))
        level += 1
    return changed


def width_of(place: Place, size: int) -> int:
    """How many hashes a tile has in a tree of `size`; 0 where the tree has no such tile."""
    level, index = place
    return max(0, min(WIDTH, (size >> HEIGHT * level) - index * WIDTH))


def _whole(start: int, end: int) -> Iterator[tuple[int, int]]:
    """The largest whole subtrees (height, index) side by side that make up a range, from the left."""
    while start < end:
        height = (end - start).bit_length() - 1
        yield height, start >> height
        start += 1 << height


def _tile(height: int, index: int) -> tuple[Place, int, int]:
    """In which tile a whole subtree's hashes lie, from which on, and how many."""
    level, above = divmod(height, HEIGHT)
    number, offset = divmod(index << above, WIDTH)
    return (level, number), offset, 1 << above


def _node(height: int, index: int, tiles: Tiles) -> bytes:
    place, offset, count = _tile(height, index)
    return root(_split(_first(place, offset + count, tiles)[offset * HASH :]))


def _first(place: Place, width: int, tiles: Tiles) -> bytes:
    found = tiles.get(place, b"")
    if len(found) < width * HASH:
        raise MissingTile(f"tile {place} has fewer than {width} hashes")
    return found[: width * HASH]


def _split(hashes: bytes) -> list[bytes]:
    return [hashes[at : at + HASH] for at in range(0, len(hashes), HASH)]
