"""When two texts are the same letter of one campaign: what is left of them once all that differs by hand is gone."""

from __future__ import annotations

import unicodedata

GREETING, SIGNATURE, LEAST = 6, 4, 40  # words of a first line, words of a last line, letters of a letter


def kernel(words: str) -> str:
    """The letters of a text without greeting, signature, figures, signs and capitals; "" where too little is left.

    A text of fewer than 40 letters is nobody's campaign: "He hit me" would join people who have nothing in common.
    """
    plain = unicodedata.normalize("NFKC", words).casefold()
    lines = [line for line in plain.splitlines() if line.strip()]
    if len(lines) > 1 and len(lines[0].split()) <= GREETING:
        lines = lines[1:]
    if len(lines) > 1 and len(lines[-1].split()) <= SIGNATURE:
        lines = lines[:-1]
    letters = "".join(sign for line in lines for sign in line if sign.isalpha())
    return letters if len(letters) >= LEAST else ""
