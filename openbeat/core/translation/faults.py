"""What can be wrong with a translated sentence, each fault in words that tell a translator what to do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from openbeat.core.translation import scripts
from openbeat.core.translation.names import SAME

# In prose too, so "100%sure" and "{see below}" are words; where no space stands between words, "%s月" is a placeholder.
PLACEHOLDER = re.compile(r"%\(\w+\)[a-zA-Z]|%[sdf](?![a-zA-Z])|\{\{[^{}]*\}\}|\{\w*\}")
MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>")
LOOSE = re.compile(r"%(?!%)|[{}\uff05\uff5b\uff5d]")  # what is left of a placeholder that was broken
NUMBER = re.compile(r"\d+")
# Words of the English that other languages write in figures: "a day before", and the months of some.
COUNTED = re.compile(
    r"\b(an?|zero|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|hundred|half|twice|once|midnight|noon"
    r"|january|february|march|april|may|june|july|august|september|october|november|december)\b"
)
A_PAIR = 2  # forms, as many languages have them: one, and more than one
VERBS = re.compile(r"\b(is|are|was|were|has|have|does|do|[a-z]{2,}s)\b")


def faults(entry: Any, forms: int, code: str = "") -> Iterator[str]:
    """All faults of one entry of a catalogue whose language has this many plural forms."""
    ours = said(entry)
    if entry.msgid_plural and len(ours) != forms:
        yield f"has {len(ours)} plural forms, not {forms}"
    if not ours or not all(ours):
        yield "is not translated"
    elif entry.fuzzy:
        yield "is marked fuzzy: read it, then take the mark off"
    else:
        yield from _broken(entry, ours)
        yield from _otherwise(entry, ours, code)


def said(entry: Any) -> list[str]:
    """The forms of a translation: one, or as many as the language has for numbers."""
    return [entry.msgstr_plural[at] for at in sorted(entry.msgstr_plural)] if entry.msgid_plural else [entry.msgstr]


def bare(message: str, mark: str = " ") -> str:
    """A message without what a program reads of it; a mark stands where something is put in."""
    return MARKUP.sub("" if mark.strip() else " ", PLACEHOLDER.sub(mark, message))


def _broken(entry: Any, ours: list[str]) -> Iterator[str]:
    """What would break a page, or bring something onto it that the English has not."""
    most = entry.msgid_plural or entry.msgid
    for at, form in enumerate(ours):
        last = at == len(ours) - 1
        english = most if last else entry.msgid
        # "One answer" may leave the number out, the other forms may not.
        if not _fits(form, english, most):
            yield f"has other placeholders than the English: {form}"
        elif _often(form) - (_often(most) | _often(english)):
            yield f"has a placeholder more often than the English: {form}"
        if _loose(form) != _loose(english):
            yield f"has a placeholder that is broken: {form}"
        if Counter(MARKUP.findall(form)) != Counter(MARKUP.findall(english)):
            yield f"has other markup than the English: {form}"
        elif form.count("<") != english.count("<"):
            yield f"has a bracket of markup that the English has not: {form}"


def _otherwise(entry: Any, ours: list[str], code: str) -> Iterator[str]:
    """What a reader would stumble over."""
    if entry.msgid in ours and entry.msgid not in SAME and re.search(r"[A-Za-z]{2}", bare(entry.msgid)):
        yield "says the same as the English; if it must, add it to names.py"
    most = entry.msgid_plural or entry.msgid
    for at, form in enumerate(ours):
        english = most if at == len(ours) - 1 else entry.msgid
        if not _edged(form, english, code):
            yield "begins or ends a line, or with a space, where the English does not"
        if not _numbers(bare(english)) <= _numbers(bare(form)):
            yield f"has other numbers than the English: {form}"
        elif not COUNTED.search(english.lower()) and _numbers(bare(form)) - _numbers(bare(f"{entry.msgid} {most}")):
            yield f"has a number that the English has not: {form}"
        yield from scripts.faults(form, english, code)
    if code and len(ours) > A_PAIR and len(set(ours)) == 1 and _bends(entry):
        yield "has the same words for every number"


def _fits(form: str, expected: str, most: str) -> bool:
    used = set(PLACEHOLDER.findall(form))
    return (
        set(PLACEHOLDER.findall(expected))
        <= used
        <= set(PLACEHOLDER.findall(most)) | set(PLACEHOLDER.findall(expected))
    )


def _often(form: str) -> Counter[str]:
    return Counter(PLACEHOLDER.findall(form))


def _loose(form: str) -> int:
    return len(LOOSE.findall(PLACEHOLDER.sub("", form).replace("%%", "")))


def _edged(form: str, english: str, code: str) -> bool:
    """Whether lines and spaces at the edges are those of the English; some scripts put no space between words."""
    edges = [(one[: len(one) - len(one.lstrip())], one[len(one.rstrip()) :]) for one in (form, english)]
    spare = scripts.spare(code)
    return all(ours == theirs or (spare and not ours and theirs == " ") for ours, theirs in zip(*edges, strict=True))


def _bends(entry: Any) -> bool:
    """Whether the two forms of the English differ in more than "is" and "are"."""
    one, many = (sorted(VERBS.sub("", text).split()) for text in (entry.msgid, entry.msgid_plural))
    return one != many


def _numbers(form: str) -> set[int]:
    return {int(number) for number in NUMBER.findall(form)}
