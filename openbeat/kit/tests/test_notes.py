"""Notes and checkpoints: the public figures, what goes out comes in again, and whatever else comes in is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openbeat.kit import merkle, notes
from openbeat.kit.notes import COSIGNATURE, ED25519, BadNote, Checkpoint, Note, Signature, Verifier

# The example in the documentation of golang.org/x/mod/sumdb/note.
NEUMANN = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
SAYING = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
SIGNED = (
    SAYING
    + "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
SEED, OTHER, WITNESS = bytes(range(32)), bytes(range(1, 33)), bytes(range(2, 34))
ORIGIN = "talk.example.gov/log"
HEAD = Checkpoint(ORIGIN, 20852163, merkle.leaf_hash(b""))
KEY = Verifier(ORIGIN, ED25519, notes.public_of(SEED))
WATCHER = Verifier("witness.example.org/w1", COSIGNATURE, notes.public_of(WITNESS))

names = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="+"), min_size=1, max_size=30)
texts = st.text(st.characters(exclude_categories=["C"]) | st.just("\n"), max_size=200).map(lambda text: text + "\n")
seeds = st.binary(min_size=32, max_size=32)


def a_checkpoint(*lines: Signature) -> Note:
    return notes.sign(str(HEAD), ORIGIN, SEED).also(*lines)


# --- keys and notes -----------------------------------------------------------------------------------
def test_the_public_example_is_read_and_verified() -> None:
    note = Note.parse(SIGNED)

    assert (note.require(Verifier.parse(NEUMANN)), str(note)) == (SAYING, SIGNED)


def test_a_changed_letter_is_noticed() -> None:
    with pytest.raises(BadNote, match="a signature of PeterNeumann is wrong"):
        Note.parse(SIGNED.replace("cryptography", "cryptographY")).require(Verifier.parse(NEUMANN))


@given(text=texts, name=names, seed=seeds)
def test_what_is_signed_is_verified(text: str, name: str, seed: bytes) -> None:
    key = Verifier.parse(str(Verifier(name, ED25519, notes.public_of(seed))))

    note = Note.parse(str(notes.sign(text, name, seed)).encode())

    assert note.require(key) == text


def test_a_note_that_a_stranger_signed_is_not_ours() -> None:
    stranger = Verifier("stranger.example", ED25519, notes.public_of(OTHER))

    assert a_checkpoint().signed_by([stranger, KEY]) == [KEY]
    with pytest.raises(BadNote, match=r"stranger\.example has not signed this"):
        a_checkpoint().require(stranger)


def test_one_name_with_two_keys_is_told_apart() -> None:
    changed = Verifier(ORIGIN, ED25519, notes.public_of(OTHER))

    assert a_checkpoint().signed_by([changed]) == []
    assert notes.sign(str(HEAD), ORIGIN, OTHER).signed_by([KEY, changed]) == [changed]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "name",
        "name+c74f20a3",
        NEUMANN.replace("c74f20a3", "c74f20a4"),
        NEUMANN.replace("c74f20a3", "C74F20A3"),
        NEUMANN.replace("Peter", "Peter "),
        NEUMANN + "=",
        NEUMANN[:-1],
        NEUMANN + "\n",
        "PeterNeumann+c74f20a3+" + "A" * 44,
    ],
)
def test_a_key_that_is_not_written_right_is_refused(text: str) -> None:
    with pytest.raises(BadNote):
        Verifier.parse(text)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"text\n",
        b"text\n\n",
        SAYING.encode(),
        SIGNED.encode()[:-1],
        SIGNED.encode() + b"\n",
        SIGNED.encode() + b"more\n",
        SIGNED.replace("\n\n", "\n").encode(),
        SIGNED.replace("—", "-").encode(),
        SIGNED.replace("then", "\tthen").encode(),
        SIGNED.replace("then", "\rthen").encode(),
        SIGNED.replace("x08go", "x08g o").encode(),
        SIGNED.encode().replace(b"then", b"\xff"),
        SIGNED.encode() + b"x" * notes.MOST_BYTES,
        ("text\n\n" + f"{notes.DASH}a AAAAAAA=\n" * 101).encode(),
    ],
)
def test_a_note_that_is_not_written_right_is_refused(data: bytes) -> None:
    with pytest.raises(BadNote):
        Note.parse(data)


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode(errors="surrogatepass")))
def test_noise_is_no_note_no_key_and_no_checkpoint(data: bytes) -> None:
    for read in (Note.parse, lambda data: Verifier.parse(data.decode("latin1")), _checkpoint):
        try:
            found = read(data)
        except BadNote:
            continue
        assert str(found).encode() in {data, data.decode("latin1").encode()}


def _checkpoint(data: bytes) -> Checkpoint:
    return Checkpoint.parse(data.decode("latin1"))


@given(where=st.integers(0, 10_000), other=st.integers(0, 255))
def test_no_byte_of_a_signed_checkpoint_can_be_another(where: int, other: int) -> None:
    data = bytearray(str(a_checkpoint()).encode())
    where %= len(data)
    if data[where] == other:
        return
    data[where] = other

    with pytest.raises(BadNote):
        Note.parse(bytes(data)).require(KEY)


@pytest.mark.parametrize("text", ["no end", "a\tb\n", "a\rb\n"])
def test_what_cannot_be_a_note_is_not_signed(text: str) -> None:
    with pytest.raises(BadNote):
        notes.sign(text, ORIGIN, SEED)


@pytest.mark.parametrize("name", ["", "two words", "one+two", "a\N{NO-BREAK SPACE}b", "a\nb"])
def test_a_name_that_cannot_be_is_not_signed_with(name: str) -> None:
    with pytest.raises(BadNote):
        notes.sign("text\n", name, SEED)


# --- checkpoints ---------------------------------------------------------------------------------------
@given(size=st.integers(0, 2**63 - 1), root=st.binary(min_size=32, max_size=32), more=st.lists(names, max_size=2))
def test_a_checkpoint_comes_back_as_it_was(size: int, root: bytes, more: list[str]) -> None:
    head = Checkpoint(ORIGIN, size, root, tuple(more))

    assert Checkpoint.parse(str(head)) == head


@pytest.mark.parametrize(
    "change",
    [
        ("20852163", "020852163"),
        ("20852163", "-1"),
        ("20852163", "+1"),
        ("20852163", "٣"),
        ("20852163", "9223372036854775808"),
        ("20852163", ""),
        ("\nbjQL", "\n\nbjQL"),
        ("bjQL", "bjQ"),
        ("bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=", "AAAA"),
        (ORIGIN, ""),
        ("=\n", "="),
    ],
)
def test_a_checkpoint_that_is_not_written_right_is_refused(change: tuple[str, str]) -> None:
    text = str(HEAD).replace(*change)

    assert text != str(HEAD)
    with pytest.raises(BadNote):
        Checkpoint.parse(text)


# --- co-signatures ---------------------------------------------------------------------------------------
def test_a_witness_signs_what_it_saw_and_when() -> None:
    """The message is the one in the specification: two lines, then the checkpoint's text."""
    line = notes.cosign(str(HEAD), WATCHER.name, WITNESS, seconds=1679315147)
    note = Note.parse(str(a_checkpoint(line)))

    assert note.signed_by([KEY, WATCHER]) == [KEY, WATCHER]
    assert note.signatures[1].seconds == 1679315147
    plain = Verifier(WATCHER.name, ED25519, WATCHER.public)
    message = f"cosignature/v1\ntime 1679315147\n{HEAD}"
    assert plain.signed(message, Signature(plain.name, plain.key_id, line.data[8:]))


def test_a_witness_may_sign_again_and_the_same_line_stands_once() -> None:
    first, second = (notes.cosign(str(HEAD), WATCHER.name, WITNESS, seconds=at) for at in (5, 6))

    note = a_checkpoint(first, second).also(first)

    assert (note.signatures[1:], note.signed_by([WATCHER])) == ((first, second), [WATCHER])


@pytest.mark.parametrize("spoil", [0, 7, 8, 71])
def test_a_co_signature_with_another_time_or_another_bit_is_wrong(spoil: int) -> None:
    line = notes.cosign(str(HEAD), WATCHER.name, WITNESS, seconds=5)
    data = bytearray(line.data)
    data[spoil] ^= 1

    with pytest.raises(BadNote, match="is wrong"):
        a_checkpoint(Signature(line.name, line.key_id, bytes(data))).signed_by([WATCHER])


def test_a_plain_signature_is_no_co_signature() -> None:
    plain = notes.sign(str(HEAD), WATCHER.name, WITNESS).signatures[0]

    with pytest.raises(BadNote, match="is wrong"):
        a_checkpoint(Signature(WATCHER.name, WATCHER.key_id, plain.data)).signed_by([WATCHER])
    with pytest.raises(BadNote, match="a co-signature has a time"):
        _ = plain.seconds


@pytest.mark.parametrize("seconds", [-1, 2**63])
def test_no_time_is_signed_that_cannot_be(seconds: int) -> None:
    with pytest.raises(BadNote):
        notes.cosign(str(HEAD), WATCHER.name, WITNESS, seconds=seconds)
