"""Layers of age around a stream: both halves or nothing, all of it or nothing."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyrage import x25519

from openbeat.config.commands.layers import opened, sealed
from openbeat.config.commands.screen import Problem

INSIDE, OUTSIDE, STRANGER = (x25519.Identity.generate() for _ in range(3))
HALVES = [INSIDE, OUTSIDE]
MEGABYTE = 1024 * 1024


def a_box(content: bytes, halves: list[x25519.Identity] = HALVES) -> bytes:
    target = io.BytesIO()
    with sealed(target, [half.to_public() for half in halves]) as inside:
        inside.write(content)
    return target.getvalue()


def out_of(box: bytes, halves: list[x25519.Identity] = HALVES) -> bytes:
    with opened(io.BufferedReader(io.BytesIO(box)), halves.__getitem__) as inside:
        return inside.read()


@given(content=st.binary(max_size=300), many=st.integers(1, 700))
def test_what_went_in_comes_out_through_both_halves(content: bytes, many: int) -> None:
    content = b"database/" + content * many  # a tar file begins with a name; what begins as age does is a layer more

    assert out_of(a_box(content)) == content


def test_one_layer_needs_one_half() -> None:
    assert out_of(a_box(b"words", [INSIDE]), [INSIDE]) == b"words"


@pytest.mark.parametrize("halves", [[STRANGER, OUTSIDE], [INSIDE, STRANGER], [OUTSIDE, INSIDE]])
def test_either_half_alone_opens_nothing(halves: list[x25519.Identity]) -> None:
    with pytest.raises(Problem, match="this half does not open the backup"):
        out_of(a_box(b"words" * 50_000), halves)


@pytest.mark.parametrize("broken", [lambda box: box[:-1], lambda box: box[: len(box) // 2], lambda box: box[:300]])
def test_what_is_cut_off_gives_nothing_that_anybody_trusts(broken: Callable[[bytes], bytes]) -> None:
    with pytest.raises(Problem, match="broken or cut off"):
        out_of(broken(a_box(b"words" * 100_000)))


@given(place=st.floats(0.02, 1, exclude_max=True))
def test_a_single_changed_byte_is_noticed(place: float) -> None:
    box = bytearray(a_box(b"words" * 30_000))
    box[int(place * len(box))] ^= 1

    with pytest.raises(Problem):
        out_of(bytes(box))


def test_what_was_never_sealed_is_said_to_be_so() -> None:
    with pytest.raises(Problem, match="it is not sealed"):
        out_of(b"ustar " * 200)


def test_a_full_disk_is_an_error_and_not_a_short_file() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here; to include this test, run it on Linux")
    recipients = [half.to_public() for half in HALVES]

    def write() -> None:
        with Path("/dev/full").open("wb", buffering=0) as full, sealed(full, recipients) as inside:
            for _piece in range(8):
                inside.write(bytes(MEGABYTE))

    with pytest.raises(OSError, match="No space left"):
        write()


def test_whoever_gives_up_half_way_leaves_no_thread_behind() -> None:
    box = a_box(bytes(4 * MEGABYTE))

    def give_up() -> None:
        with opened(io.BufferedReader(io.BytesIO(box)), HALVES.__getitem__) as inside:
            inside.read(10)
            raise LookupError("enough")

    before = threading.active_count()
    with pytest.raises(LookupError, match="enough"):
        give_up()
    assert threading.active_count() == before
