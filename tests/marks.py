"""A marker for what is sealed, and every form in which it could lie somewhere in clear."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from urllib.parse import quote

MARK = "Zwölf·kestrels"  # with signs beyond ASCII, which other encodings write otherwise


def marked(name: str) -> str:
    """Words that hold the marker."""
    return f"{MARK} {name}"


def forms_of(word: str) -> set[bytes]:
    """The word in each encoding and in each wrapping that this program or a library of it uses."""
    plain = {word.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "latin-1")}
    found = {
        *plain,
        json.dumps(word)[1:-1].encode(),
        word.encode("unicode_escape"),
        quote(word).encode(),
        repr(word.encode())[2:-1].encode(),
    }
    for each in plain:
        found |= {each.hex().encode(), each.hex().upper().encode(), *_in_base64(each)}
    return found


def _in_base64(content: bytes) -> set[bytes]:
    """What stays the same of it in base 64, whatever stands before it."""
    found = set()
    for before in range(3):
        whole = base64.b64encode(b"\0" * before + content)
        inner = whole[-(-before * 4 // 3) : len(whole) - 4]
        found |= {inner, inner.replace(b"+", b"-").replace(b"/", b"_")}
    return found


def places_with(word: str, kept: Mapping[str, bytes]) -> list[str]:
    """Where a form of this word lies."""
    looked_for = forms_of(word)
    return sorted(name for name, content in kept.items() if any(form in content for form in looked_for))
