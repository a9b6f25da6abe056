"""Passphrases that are offered: six short sounds, the same in every language, drawn at random: about 75 bits."""

from __future__ import annotations

from secrets import choice

CONSONANTS, VOWELS = "bdfghjklmnprstvz", "aeiou"
GROUPS = 6
SHORTEST = 20
# Sounds that mean something nobody wants to type, in the languages of our pages.
LEFT_OUT = frozenset({"kaka", "nazi", "pene", "peto", "pipi", "popo", "puta", "puto", "tete", "teta", "zizi"})


def offered() -> str:
    """A fresh passphrase, such as `lavo-pemi-tuka-ridu-sobe-hani`."""
    return "-".join(_sound() for _group in range(GROUPS))


def _sound() -> str:
    while (made := "".join(choice(part) for part in (CONSONANTS, VOWELS, CONSONANTS, VOWELS))) in LEFT_OUT:
        pass
    return made
