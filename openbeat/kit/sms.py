"""How long a text may be that goes out as one SMS.

Source: 3GPP TS 23.038 and 23.040: 160 septets in the GSM 7-bit alphabet, in which the signs of the extension table
count twice; else 70 units of UCS-2 (UTF-16).
"""

from __future__ import annotations

from dataclasses import dataclass

ALPHABET = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
TWICE = frozenset("\f^{}\\[~]|€")
SEPTETS, UNITS = 160, 70


@dataclass(frozen=True, slots=True)
class Length:
    """How much of one message is used: signs as the network counts them, and how many there are."""

    used: int
    most: int

    @property
    def fits(self) -> bool:
        """Whether it goes out in one message."""
        return self.used <= self.most


def length(words: str) -> Length:
    """How long it is as an SMS."""
    if all(sign in ALPHABET or sign in TWICE for sign in words):
        return Length(sum(2 if sign in TWICE else 1 for sign in words), SEPTETS)
    return Length(len(words.encode("utf-16-le", "surrogatepass")) // 2, UNITS)
