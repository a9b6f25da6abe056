"""A receipt's code survives the telephone: every slip of one sign, and every swap of neighbours, is noticed."""

from __future__ import annotations

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from openbeat.core.receipts import codes
from openbeat.core.vault import crypt

RANDOM = st.binary(min_size=codes.BYTES, max_size=codes.BYTES)


@given(RANDOM)
def test_a_code_reads_as_itself(random: bytes) -> None:
    code = codes.of(random)

    assert len(code) == 17
    assert codes.read(code) == code
    assert codes.read(codes.grouped(code)) == code
    assert codes.read(codes.grouped(code).lower().replace(" ", "-")) == code
    assert codes.read(code.replace("0", "O").replace("1", "l")) == code
    assert codes.read(code.replace("1", "I")) == code


@given(RANDOM, RANDOM)
def test_different_bytes_make_different_codes(one: bytes, other: bytes) -> None:
    assert (codes.of(one) == codes.of(other)) == (one == other)


@given(RANDOM, st.integers(0, 16), st.integers(1, 31))
def test_every_single_wrong_sign_is_noticed(random: bytes, place: int, by: int) -> None:
    code = codes.of(random)
    wrong = codes.ALPHABET[(codes.ALPHABET.index(code[place]) + by) % 32]

    with pytest.raises(codes.NotACode):
        codes.read(code[:place] + wrong + code[place + 1 :])


@given(RANDOM, st.integers(0, 15))
def test_every_swap_of_two_neighbours_is_noticed(random: bytes, place: int) -> None:
    code = codes.of(random)
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]

    if swapped == code:
        assert codes.read(swapped) == code
    else:
        with pytest.raises(codes.NotACode):
            codes.read(swapped)


@pytest.mark.parametrize("text", ["", "ABCD", "U" * 17, "0" * 18, "0" * 16 + "!", "🙂" * 17, "0" * 16 + "\uff11"])
def test_what_cannot_be_a_code_is_refused(text: str) -> None:
    with pytest.raises(codes.NotACode):
        codes.read(text)


def test_each_sign_has_a_word_for_the_telephone() -> None:
    assert codes.WORDS.keys() == set(codes.ALPHABET)
    with override("en"):
        assert [[str(word) for word in group] for group in codes.spelled("N07Z")] == [
            ["N as in November", "zero", "seven", "Z as in Zulu"]
        ]


def test_it_is_shown_in_groups_of_four() -> None:
    assert codes.grouped("0123456789ABCDEFG") == "0123 4567 89AB CDEF G"


def test_ten_bytes_are_what_it_carries() -> None:
    with pytest.raises(ValueError, match="10 bytes"):
        codes.of(b"short")


def test_a_code_as_it_is_kept_is_what_the_vault_takes() -> None:
    code = codes.of(bytes(range(10)))

    assert len(codes.read(code.lower())) == crypt.CODE_SIGNS
    assert crypt.identity_of_code(codes.read(f" {codes.grouped(code)} ")) == crypt.identity_of_code(code)
