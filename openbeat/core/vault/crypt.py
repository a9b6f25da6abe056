"""What seals and opens: age (X25519) by pyrage, HKDF and ChaCha20-Poly1305 by cryptography, Argon2id by argon2-cffi.

Nothing here is cryptography of our own; only bech32, the alphabet in which age writes its keys, is done by hand: an
identity that is derived from a receipt's code must be written the same way.
"""

from __future__ import annotations

from secrets import token_bytes
from typing import IO

import pyrage
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

HEAD = b"age-encryption.org/v1\n"
CODE_INFO, CODE_SIGNS = b"openbeat vault identity v1", 17
LOCK_HEAD, SALT, NONCE = b"openbeat lock v1\n", 16, 12
PASSES, MEMORY_KIB, LANES = 3, 64 * 1024, 1

_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"  # of bech32 (BIP 173)
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


class NotOpened(Exception):
    """Raised when this key does not open these bytes, or the bytes are damaged. Never says more: it may be logged."""


def new_identity() -> str:
    """A fresh age identity: what opens. Whoever has it reads everything that is sealed to its recipient."""
    return str(pyrage.x25519.Identity.generate())


def recipient_of(identity: str) -> str:
    """The recipient of an identity: what seals, and may be known to everybody. Raises NotOpened for no identity."""
    return str(_identity(identity).to_public())


def _identity(text: str) -> pyrage.x25519.Identity:
    try:
        return pyrage.x25519.Identity.from_str(text)
    except pyrage.IdentityError:
        raise NotOpened("this is no age identity") from None  # the library's words might hold what was typed


def read_identity(typed: str) -> str:
    """An identity as somebody typed it from a sheet: in any case, with gaps and line breaks. Raises NotOpened."""
    plain = "".join(typed.split()).upper()
    recipient_of(plain)
    return plain


def seal(content: bytes, *recipients: str) -> bytes:
    """Seal bytes once, to each of these recipients."""
    return bytes(pyrage.encrypt(content, [pyrage.x25519.Recipient.from_str(each) for each in recipients]))


def unseal(cipher: bytes, identity: str) -> bytes:
    """What was sealed; raises NotOpened."""
    opener = _identity(identity)
    try:
        return bytes(pyrage.decrypt(cipher, [opener]))
    except pyrage.DecryptError:
        raise NotOpened("this key does not open it") from None


def is_sealed(content: bytes) -> bool:
    """Whether these bytes are an age file for an X25519 recipient, by their head."""
    return content.startswith(HEAD + b"-> X25519 ") and b"\n--- " in content


def seal_stream(reader: IO[bytes], writer: IO[bytes], recipient: str) -> None:
    """Seal while reading, piece by piece: nothing is whole in memory."""
    pyrage.encrypt_io(reader, writer, [pyrage.x25519.Recipient.from_str(recipient)])


def open_stream(reader: IO[bytes], writer: IO[bytes], identity: str) -> None:
    """Open while reading; raises NotOpened. What was written before a damaged piece was right."""
    opener = _identity(identity)
    try:
        pyrage.decrypt_io(reader, writer, [opener])
    except pyrage.DecryptError:
        raise NotOpened("this key does not open it") from None
    except OSError as problem:  # damage is one without a number; a full disk has one
        if problem.errno is not None:
            raise
        raise NotOpened("these bytes are damaged") from None


def nested(content: bytes, *, inner: str, outer: str) -> bytes:
    """Seal to the inner recipient and the result to the outer: only both together open it."""
    return seal(seal(content, inner), outer)


def unnested(cipher: bytes, *, inner: str, outer: str) -> bytes:
    """Open with both halves, the outer one first; raises NotOpened."""
    return unseal(unseal(cipher, outer), inner)


def identity_of_code(code: str) -> str:
    """The identity that a receipt's code carries: HKDF-SHA256 over the code as it is kept, 17 signs. Raises ValueError.

    The code has 80 random bits: nobody tries them all, so no slow hash is needed.
    """
    if len(code) != CODE_SIGNS or not code.isascii():
        raise ValueError("a code is given as receipts.codes.read gives it")
    return _bech32("age-secret-key-", HKDF(SHA256(), 32, None, CODE_INFO).derive(code.encode("ascii"))).upper()


def _bech32(prefix: str, content: bytes) -> str:
    """Bytes as BIP 173 writes them: five bits a sign and six signs that check the whole."""
    number, width = int.from_bytes(content), len(content) * 8
    padded, count = number << (-width % 5), -(-width // 5)
    values = [padded >> 5 * place & 31 for place in reversed(range(count))]
    check = _polymod([*_spread(prefix), *values, *[0] * 6]) ^ 1
    values += [check >> 5 * place & 31 for place in reversed(range(6))]
    return f"{prefix}1{''.join(_LETTERS[value] for value in values)}"


def _spread(prefix: str) -> list[int]:
    return [*(ord(sign) >> 5 for sign in prefix), 0, *(ord(sign) & 31 for sign in prefix)]


def _polymod(values: list[int]) -> int:
    total = 1
    for value in values:
        top = total >> 25
        total = (total & 0x1FFFFFF) << 5 ^ value
        for place, part in enumerate(_GENERATOR):
            total ^= part if top >> place & 1 else 0
    return total


def lock(identity: str, passphrase: str) -> bytes:
    """An identity under a passphrase: head, salt, nonce, and the rest bound to the recipient. Takes 64 MiB."""
    salt, nonce = token_bytes(SALT), token_bytes(NONCE)
    key = _stretched(passphrase, salt)
    bound = LOCK_HEAD + recipient_of(identity).encode()
    return LOCK_HEAD + salt + nonce + ChaCha20Poly1305(key).encrypt(nonce, identity.encode(), bound)


def unlock(locked: bytes, passphrase: str, recipient: str) -> str:
    """The identity; raises NotOpened for another passphrase, another recipient or damaged bytes. Takes 64 MiB."""
    if not locked.startswith(LOCK_HEAD):
        raise NotOpened("this is no locked key")
    rest = locked[len(LOCK_HEAD) :]
    salt, nonce, cipher = rest[:SALT], rest[SALT : SALT + NONCE], rest[SALT + NONCE :]
    try:
        opened = ChaCha20Poly1305(_stretched(passphrase, salt)).decrypt(nonce, cipher, LOCK_HEAD + recipient.encode())
    except (InvalidTag, ValueError):
        raise NotOpened("this passphrase does not open it") from None
    return opened.decode()


def _stretched(passphrase: str, salt: bytes) -> bytes:
    if len(salt) != SALT:
        raise NotOpened("this is no locked key")
    return hash_secret_raw(passphrase.encode(), salt, PASSES, MEMORY_KIB, LANES, 32, Type.ID)
