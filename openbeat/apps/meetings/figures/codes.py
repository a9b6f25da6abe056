"""The code on the table: what the address of the sign-in page carries, and its picture."""

from __future__ import annotations

import base64

import segno
from django.utils.crypto import constant_time_compare, salted_hmac

SALT = "openbeat.meetings.sign_in"
BYTES = 12


def token(meeting: int, number: int) -> str:
    """What opens the sign-in page of a meeting; another `number` makes it worthless."""
    made = salted_hmac(SALT, f"{meeting}:{number}", algorithm="sha256").digest()[:BYTES]
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def fits(given: str, meeting: int, number: int) -> bool:
    """Whether it is the code that stands now."""
    return constant_time_compare(given, token(meeting, number))


def picture(address: str) -> str:
    """The address as a QR code in SVG, dark on light whatever the page's colours."""
    return segno.make(address, error="m").svg_inline(scale=8, border=4, dark="#000", light="#fff", omitsize=True)
