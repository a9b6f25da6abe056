"""Merkle trees: the figures of the public test suites, an implementation by others, and every wrong proof."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from openbeat.kit import merkle
from openbeat.kit.merkle import BadProof, MissingTile

# The leaves, roots and proofs that the test suites of certificate-transparency, Trillian and others share.
LEAVES = [
    bytes.fromhex(data)
    for data in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
HASHES = [merkle.leaf_hash(data) for data in LEAVES]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
A = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
B = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
C = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
D = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
E = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
F = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"

sizes = st.integers(1, 700)


def hexed(hashes: Iterable[bytes]) -> list[str]:
    return [each.hex() for each in hashes]


def some(size: int) -> list[bytes]:
    return [merkle.leaf_hash(number.to_bytes(4, "big")) for number in range(size)]


def another(size: int) -> InmemoryTree:
    tree = InmemoryTree(algorithm="sha256")
    for number in range(size):
        tree.append_entry(number.to_bytes(4, "big"))
    return tree


def tree_of(hashes: list[bytes]) -> dict[merkle.Place, bytes]:
    return merkle.grow(0, {}, hashes)


# --- the public figures ------------------------------------------------------------------------------
def test_the_roots_are_those_of_the_public_test_suites() -> None:
    assert [merkle.root(HASHES[: size + 1]).hex() for size in range(8)] == ROOTS
    assert merkle.root([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize(
    ("index", "size", "proof"),
    [(0, 1, []), (0, 8, [A, B, C]), (5, 8, [D, E, ROOTS[3]]), (2, 3, [ROOTS[1]]), (1, 5, [ROOTS[0], B, D])],
)
def test_proofs_of_inclusion_are_those_of_the_public_test_suites(index: int, size: int, proof: list[str]) -> None:
    assert hexed(merkle.inclusion_proof(index, HASHES[:size])) == proof
    assert merkle.root_by_inclusion(HASHES[index], index, size, [*map(bytes.fromhex, proof)]).hex() == ROOTS[size - 1]


@pytest.mark.parametrize(
    ("old", "size", "proof"), [(1, 1, []), (1, 8, [A, B, C]), (6, 8, [F, E, ROOTS[3]]), (2, 5, [B, D])]
)
def test_proofs_of_consistency_are_those_of_the_public_test_suites(old: int, size: int, proof: list[str]) -> None:
    assert hexed(merkle.consistency_proof(old, HASHES[:size])) == proof
    root_of = [bytes.fromhex(each) for each in ROOTS]
    merkle.check_consistency(old, root_of[old - 1], [*map(bytes.fromhex, proof)], size=size, root=root_of[size - 1])


# --- an implementation that we did not write ---------------------------------------------------------
@given(size=sizes, where=st.floats(0, 1, exclude_max=True))
def test_another_implementation_gives_the_same_proof_of_inclusion(size: int, where: float) -> None:
    index, tree, hashes = int(where * size), another(size), some(size)
    theirs = tree.prove_inclusion(index + 1)

    mine = merkle.inclusion_proof(index, hashes)

    assert (mine, merkle.root(hashes)) == (theirs.path[1:], tree.get_root())
    merkle.check_inclusion(hashes[index], index, mine, size=size, root=tree.get_root())


@given(size=sizes, where=st.floats(0, 1))
@example(size=256, where=0.5)
@example(size=257, where=1)
def test_another_implementation_gives_the_same_roots_for_what_is_consistent(size: int, where: float) -> None:
    old, tree, hashes = int(where * size), another(size), some(size)
    before = tree.get_root(old) if old else merkle.EMPTY

    merkle.check_consistency(old, before, merkle.consistency_proof(old, hashes), size=size, root=tree.get_root())


# --- wrong proofs --------------------------------------------------------------------------------------
def spoilt(proof: list[bytes], how: int) -> list[bytes]:
    """One way in which a proof can be wrong."""
    return [
        proof[:-1],
        [*proof, merkle.EMPTY],
        [merkle.EMPTY, *proof[1:]] if proof else [merkle.EMPTY],
        [b"short", *proof],
        proof[::-1] if proof != proof[::-1] else [*proof, *proof, merkle.EMPTY],
    ][how]


@given(size=st.integers(2, 300), where=st.floats(0, 1, exclude_max=True), how=st.integers(0, 4))
def test_a_wrong_proof_of_inclusion_is_refused(size: int, where: float, how: int) -> None:
    index, hashes = int(where * size), some(size)
    proof, root = merkle.inclusion_proof(index, hashes), merkle.root(hashes)

    with pytest.raises(BadProof):
        merkle.check_inclusion(hashes[index], index, spoilt(proof, how), size=size, root=root)
    with pytest.raises(BadProof):
        merkle.check_inclusion(merkle.EMPTY, index, proof, size=size, root=root)
    with pytest.raises(BadProof):
        merkle.check_inclusion(hashes[index], (index + 1) % size, proof, size=size, root=root)


@given(size=st.integers(2, 300), where=st.floats(0, 1), how=st.integers(0, 4))
def test_a_wrong_proof_of_consistency_is_refused(size: int, where: float, how: int) -> None:
    old, hashes = min(size - 1, max(1, int(where * size))), some(size)
    proof, before, root = merkle.consistency_proof(old, hashes), merkle.root(hashes[:old]), merkle.root(hashes)

    with pytest.raises(BadProof):
        merkle.check_consistency(old, before, spoilt(proof, how), size=size, root=root)
    with pytest.raises(BadProof):
        merkle.check_consistency(old, merkle.EMPTY, proof, size=size, root=root)
    with pytest.raises(BadProof):
        merkle.check_consistency(old, before, proof, size=size, root=merkle.EMPTY)


@given(leaf=st.binary(min_size=32, max_size=32), proof=st.lists(st.binary(max_size=40), max_size=70), old=st.integers())
def test_noise_is_refused_whatever_it_is(leaf: bytes, proof: list[bytes], old: int) -> None:
    with pytest.raises(BadProof):
        merkle.check_inclusion(leaf, old, proof, size=100, root=merkle.EMPTY)
    with pytest.raises(BadProof):
        merkle.check_consistency(old, leaf, proof, size=100, root=merkle.EMPTY)


def test_a_tree_that_was_cut_extends_nothing() -> None:
    with pytest.raises(BadProof, match="a tree of 4 cannot extend one of 5"):
        merkle.check_consistency(5, merkle.EMPTY, [], size=4, root=merkle.EMPTY)
    with pytest.raises(BadProof, match="two trees of one size have two roots"):
        merkle.check_consistency(4, HASHES[0], [], size=4, root=HASHES[1])
    with pytest.raises(BadProof, match="nothing is to be proven"):
        merkle.check_consistency(0, merkle.EMPTY, [HASHES[0]], size=4, root=HASHES[1])


# --- tiles -----------------------------------------------------------------------------------------------
@given(steps=st.lists(st.integers(1, 400), max_size=5))
@example(steps=[255, 1, 1])
@example(steps=[256, 256])
def test_a_tree_that_grows_by_tiles_is_the_tree_over_its_leaves(steps: list[int]) -> None:
    hashes = some(sum(steps))
    size, tiles = 0, dict[merkle.Place, bytes]()

    for step in steps:
        tiles |= merkle.grow(size, {place: tiles[place] for place in merkle.edge(size)}, hashes[size : size + step])
        size += step

        assert merkle.range_hash(0, size, tiles) == merkle.root(hashes[:size])
        assert {place: len(tile) // 32 for place, tile in tiles.items()} == {
            place: merkle.width_of(place, size) for place in tiles
        }


@given(size=sizes, where=st.floats(0, 1, exclude_max=True))
def test_proofs_out_of_tiles_are_those_out_of_leaves(size: int, where: float) -> None:
    hashes, index = some(size), int(where * size)
    tiles = tree_of(hashes)
    included, extended = merkle.inclusion_ranges(index, size), merkle.consistency_ranges(index, size)

    few = {place: tiles[place] for place in merkle.tiles_of([*included, *extended])}

    assert [merkle.range_hash(*each, few) for each in included] == merkle.inclusion_proof(index, hashes)
    assert [merkle.range_hash(*each, few) for each in extended] == merkle.consistency_proof(index, hashes)


def test_a_tree_of_seventy_thousand_has_the_tiles_that_the_specification_counts() -> None:
    """Its example: 273 full tiles and one of 112 at level 0; a full one and one of 17 above; one of width 1 on top."""
    leaves = [merkle.EMPTY] * 70_000

    widths = {place: len(tile) // 32 for place, tile in tree_of(leaves).items()}

    expected = {(0, number): 256 for number in range(273)} | {(0, 273): 112, (1, 0): 256, (1, 1): 17, (2, 0): 1}
    assert widths == expected


def test_a_tile_that_is_missing_or_short_is_named() -> None:
    tiles = tree_of(some(300))

    with pytest.raises(MissingTile, match=r"tile \(0, 1\) has fewer than 44 hashes"):
        merkle.range_hash(0, 300, {(1, 0): tiles[1, 0], (0, 1): tiles[0, 1][:-32]})
    with pytest.raises(MissingTile, match=r"tile \(1, 0\)"):
        merkle.grow(300, {(0, 1): tiles[0, 1]}, some(256))
