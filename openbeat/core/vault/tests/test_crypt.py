"""What seals and opens: by property, beside pyrage and cryptography themselves."""

from __future__ import annotations

import io

import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given, settings
from hypothesis import strategies as st

from openbeat.core.vault import crypt

CODES = st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=17, max_size=17)


@given(CODES)
def test_the_identity_of_a_code_is_an_age_identity_with_the_right_recipient(code: str) -> None:
    identity = crypt.identity_of_code(code)

    secret = HKDF(SHA256(), 32, None, b"openbeat vault identity v1").derive(code.encode())
    public = X25519PrivateKey.from_private_bytes(secret).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    assert str(pyrage.x25519.Identity.from_str(identity)) == identity
    assert crypt.recipient_of(identity) == crypt._bech32("age", public)


def test_the_identity_of_a_code_never_changes() -> None:
    identity = crypt.identity_of_code("0" * 17)
    typed = crypt.read_identity(f" {identity.lower()[:30]}\n{identity.lower()[30:]} ")

    assert crypt.recipient_of(identity) == crypt.recipient_of(typed)
    assert identity == "AGE-SECRET-KEY-1UCSERSGC8GRYVV98KY2WAVDCR4N8LHZKUGYRKXTXCAHP7D9PFLPSPZ954F"


@given(CODES, CODES, st.binary(max_size=3000))
def test_only_its_own_code_opens_what_was_sealed_to_it(code: str, other: str, content: bytes) -> None:
    cipher = crypt.seal(content, crypt.recipient_of(crypt.identity_of_code(code)))

    assert crypt.is_sealed(cipher)
    assert crypt.unseal(cipher, crypt.identity_of_code(code)) == content
    if code != other:
        with pytest.raises(crypt.NotOpened):
            crypt.unseal(cipher, crypt.identity_of_code(other))


@given(st.binary(max_size=200))
def test_what_both_halves_seal_neither_half_opens_alone(content: bytes) -> None:
    inner, outer = crypt.new_identity(), crypt.new_identity()
    cipher = crypt.nested(content, inner=crypt.recipient_of(inner), outer=crypt.recipient_of(outer))

    assert crypt.unnested(cipher, inner=inner, outer=outer) == content
    for one, two in ((inner, inner), (outer, outer), (outer, inner)):
        with pytest.raises(crypt.NotOpened):
            crypt.unnested(cipher, inner=one, outer=two)


@settings(max_examples=4)
@given(st.text(min_size=1, max_size=40), st.text(min_size=1, max_size=40))
@pytest.mark.slow
def test_a_passphrase_opens_its_own_lock_and_no_other(passphrase: str, other: str) -> None:
    identity = crypt.new_identity()
    recipient, locked = crypt.recipient_of(identity), crypt.lock(identity, passphrase)

    assert crypt.unlock(locked, passphrase, recipient) == identity
    assert identity.encode() not in locked
    if passphrase != other:
        with pytest.raises(crypt.NotOpened):
            crypt.unlock(locked, other, recipient)
    with pytest.raises(crypt.NotOpened):
        crypt.unlock(locked, passphrase, crypt.recipient_of(crypt.new_identity()))


@given(st.binary(max_size=200))
def test_bytes_that_nobody_locked_or_sealed_are_refused_and_nothing_else_happens(content: bytes) -> None:
    identity = crypt.new_identity()
    for odd in (content, crypt.HEAD + content, crypt.LOCK_HEAD + content[:20]):
        with pytest.raises(crypt.NotOpened):
            crypt.unseal(odd, identity)
        with pytest.raises(crypt.NotOpened):
            crypt.open_stream(io.BytesIO(odd), io.BytesIO(), identity)
    with pytest.raises(crypt.NotOpened):
        crypt.unlock(content, "words", crypt.recipient_of(identity))


@given(st.text(max_size=80))
def test_what_is_typed_as_an_identity_is_one_or_refused_without_being_repeated(typed: str) -> None:
    with pytest.raises(crypt.NotOpened) as refused:
        crypt.read_identity(typed)
    assert len(typed) < 5 or typed not in str(refused.value)


@pytest.mark.parametrize("size", [0, 1, 64 * 1024, 64 * 1024 + 1, 1_000_000])
def test_a_stream_comes_out_as_it_went_in(size: int) -> None:
    identity, content = crypt.new_identity(), bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    sealed, clear = io.BytesIO(), io.BytesIO()

    crypt.seal_stream(io.BytesIO(content), sealed, crypt.recipient_of(identity))
    crypt.open_stream(io.BytesIO(sealed.getvalue()), clear, identity)

    assert clear.getvalue() == content
    assert crypt.is_sealed(sealed.getvalue())


def test_a_stream_that_was_cut_or_changed_does_not_pass_as_whole() -> None:
    identity, sealed = crypt.new_identity(), io.BytesIO()
    crypt.seal_stream(io.BytesIO(b"a" * 200_000), sealed, crypt.recipient_of(identity))
    whole = sealed.getvalue()

    for damaged in (whole[:-1], whole[:100_000], whole[:-5] + b"12345"):
        with pytest.raises(crypt.NotOpened):
            crypt.open_stream(io.BytesIO(damaged), io.BytesIO(), identity)
