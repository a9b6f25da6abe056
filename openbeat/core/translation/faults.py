"""What can be wrong with a translated sentence, each fault in words that tell a translator what to do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from openbeat.core.translation.names import SAME

PLACEHOLDER = re.compile(r"%\([^)]*\)[a-zA-Z]|%[sdf]|\{[^{}]*\}")
MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>")


def faults(entry: Any, forms: int) -> Iterator[str]:
    """All faults of one entry of a catalogue whose language has this many plural forms."""
    said = _said(entry)
    if entry.msgid_plural and len(said) != forms:
        yield f"has {len(said)} plural forms, not {forms}"
    if not said or not all(said):
        yield "is not translated"
    elif entry.fuzzy:
        yield "is marked fuzzy: read it, then take the mark off"
    else:
        yield from _broken(entry, said)


def _said(entry: Any) -> list[str]:
    return [entry.msgstr_plural[at] for at in sorted(entry.msgstr_plural)] if entry.msgid_plural else [entry.msgstr]


def _broken(entry: Any, said: list[str]) -> Iterator[str]:
    if entry.msgid in said and entry.msgid not in SAME and re.search(r"[A-Za-z]{2}", _bare(entry.msgid)):
        yield "says the same as the English; if it must, add it to names.py"
    most = entry.msgid_plural or entry.msgid
    for at, form in enumerate(said):
        last = at == len(said) - 1
        # "One answer" may leave the number out, the other forms may not.
        if not _fits(form, most if last else entry.msgid, most):
            yield f"has other placeholders than the English: {form}"
        if Counter(MARKUP.findall(form)) != Counter(MARKUP.findall(most if last else entry.msgid)):
            yield f"has other markup than the English: {form}"
        if form.endswith("\n") != entry.msgid.endswith("\n") or form.startswith("\n") != entry.msgid.startswith("\n"):
            yield "begins or ends a line where the English does not"


def _fits(form: str, expected: str, most: str) -> bool:
    used = set(PLACEHOLDER.findall(form))
    return (
        set(PLACEHOLDER.findall(expected))
        <= used
        <= set(PLACEHOLDER.findall(most)) | set(PLACEHOLDER.findall(expected))
    )


def _bare(message: str) -> str:
    return MARKUP.sub("", PLACEHOLDER.sub("", message))
