"""What a receipt's code looks like: random, short enough to be spoken, and a slip of the pen is noticed.

Sixteen signs of Crockford's base 32 carry 80 random bits; the seventeenth checks them by Damm's algorithm over GF(32),
which notices every single wrong sign and every swap of two neighbours.
"""

from __future__ import annotations

import unicodedata

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without I, L, O and U
SIGNS = 16
BYTES = SIGNS * 5 // 8
GROUP = 4
MODULUS = 0b100101  # x^5 + x^2 + 1, which makes GF(32) out of five bits

_VALUES = {sign: value for value, sign in enumerate(ALPHABET)} | {"O": 0, "I": 1, "L": 1}

WORDS: dict[str, Promise] = {
    "0": _("zero"),
    "1": _("one"),
    "2": _("two"),
    "3": _("three"),
    "4": _("four"),
    "5": _("five"),
    "6": _("six"),
    "7": _("seven"),
    "8": _("eight"),
    "9": _("nine"),
    "A": pgettext_lazy("spelling on the telephone", "A as in Alpha"),
    "B": pgettext_lazy("spelling on the telephone", "B as in Bravo"),
    "C": pgettext_lazy("spelling on the telephone", "C as in Charlie"),
    "D": pgettext_lazy("spelling on the telephone", "D as in Delta"),
    "E": pgettext_lazy("spelling on the telephone", "E as in Echo"),
    "F": pgettext_lazy("spelling on the telephone", "F as in Foxtrot"),
    "G": pgettext_lazy("spelling on the telephone", "G as in Golf"),
    "H": pgettext_lazy("spelling on the telephone", "H as in Hotel"),
    "J": pgettext_lazy("spelling on the telephone", "J as in Juliet"),
    "K": pgettext_lazy("spelling on the telephone", "K as in Kilo"),
    "M": pgettext_lazy("spelling on the telephone", "M as in Mike"),
    "N": pgettext_lazy("spelling on the telephone", "N as in November"),
    "P": pgettext_lazy("spelling on the telephone", "P as in Papa"),
    "Q": pgettext_lazy("spelling on the telephone", "Q as in Quebec"),
    "R": pgettext_lazy("spelling on the telephone", "R as in Romeo"),
    "S": pgettext_lazy("spelling on the telephone", "S as in Sierra"),
    "T": pgettext_lazy("spelling on the telephone", "T as in Tango"),
    "V": pgettext_lazy("spelling on the telephone", "V as in Victor"),
    "W": pgettext_lazy("spelling on the telephone", "W as in Whiskey"),
    "X": pgettext_lazy("spelling on the telephone", "X as in X-ray"),
    "Y": pgettext_lazy("spelling on the telephone", "Y as in Yankee"),
    "Z": pgettext_lazy("spelling on the telephone", "Z as in Zulu"),
}


class NotACode(ValueError):
    """Raised when what was typed cannot be a code: too long, too short, a strange sign, or a slip.

    `sign` is the first strange one, `group` where it stands (from 1), `count` how many signs were typed.
    """

    def __init__(self, *, count: int = 0, sign: str = "", group: int = 0) -> None:
        super().__init__(f"{count} signs")  # never the signs: most of them are those of a code
        self.count, self.sign, self.group = count, sign, group


def of(random: bytes) -> str:
    """The code that carries these ten bytes, with its check sign and without gaps."""
    if len(random) != BYTES:
        msg = f"{BYTES} bytes make a code"
        raise ValueError(msg)
    number = int.from_bytes(random, "big")
    values = [number >> 5 * place & 31 for place in reversed(range(SIGNS))]
    return "".join(ALPHABET[value] for value in (*values, check(values)))


def check(values: list[int]) -> int:
    """Damm's check: each step adds a value and doubles in GF(32). With its own sign at the end the whole is nought.

    Doubling is neither the identity nor without inverse, so one wrong value, or two neighbours swapped, cannot give it.
    """
    interim = 0
    for value in values:
        interim = _double(interim ^ value)
    return interim


def _double(value: int) -> int:
    twice = value << 1
    return twice ^ MODULUS if twice & 32 else twice


def read(text: str) -> str:
    """The code as it is kept, from what somebody typed: in any case, with gaps and dashes, O for 0, I or L for 1.

    Raises NotACode.
    """
    plain = unicodedata.normalize("NFKC", text).upper()
    signs = [sign for sign in plain if not sign.isspace() and unicodedata.category(sign) not in {"Pd", "Pc", "Po"}]
    for place, sign in enumerate(signs):
        if sign not in _VALUES:
            raise NotACode(count=len(signs), sign=sign, group=place // GROUP + 1)
    values = [_VALUES[sign] for sign in signs]
    if len(values) != SIGNS + 1 or check(values):
        raise NotACode(count=len(values))
    return "".join(ALPHABET[value] for value in values)


def grouped(code: str) -> str:
    """The code in groups of four, as it is shown."""
    return " ".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def spelled(code: str) -> list[list[Promise]]:
    """The words with which to say each sign on the telephone, group by group."""
    return [[WORDS[sign] for sign in group] for group in grouped(code).split(" ")]
