"""Codes sent by e-mail: shown to nobody but the reader of the mail; the session keeps an HMAC only."""

from __future__ import annotations

import hmac
import secrets
import time
from typing import Any, Self

from django.utils.crypto import salted_hmac

DIGITS = 6
SALT = "openbeat.people.codes"
GOOD_FOR = 15 * 60  # seconds
ATTEMPTS = 3
SESSION = "people.email_code"


class Code(str):
    """The HMAC of a code, as the session keeps it; the code itself rides along until the mail is written."""

    __slots__ = ("clear",)
    clear: str

    def __new__(cls, clear: str) -> Self:
        """Seal a code."""
        made = super().__new__(cls, seal(clear))
        made.clear = clear
        return made


def fresh() -> Code:
    """A new code of digits, which every keyboard and every language has."""
    return Code("".join(secrets.choice("0123456789") for _each in range(DIGITS)))


def seal(clear: str) -> str:
    """The HMAC of a code, however it was typed: gaps and dashes do not matter."""
    digits = "".join(str(int(sign)) for sign in clear if sign.isdecimal())
    return salted_hmac(SALT, digits, algorithm="sha256").hexdigest()


def matches(clear: str, sealed: str) -> bool:
    """Whether a code that was typed is the one that was sent."""
    return bool(sealed) and hmac.compare_digest(seal(clear), str(sealed))


def begin(session: Any, email: str) -> Code:
    """Note in the session that a code goes to this address, and give the code."""
    code = fresh()
    session[SESSION] = {"email": email, "code": str(code), "at": time.time(), "tries": 0}
    return code


def pending(session: Any) -> str:
    """The address that waits for its code; empty where none does, or it waited too long."""
    state = session.get(SESSION)
    if not state or time.time() - state["at"] > GOOD_FOR or state["tries"] >= ATTEMPTS:
        return ""
    return str(state["email"])


def finish(session: Any, clear: str) -> str:
    """The address, where the code is right; else "" and one try less."""
    email = pending(session)
    if not email:
        return ""
    state = session[SESSION]
    if matches(clear, state["code"]):
        del session[SESSION]
        return email
    session[SESSION] = {**state, "tries": state["tries"] + 1}
    return ""
