"""The words of the glossary in every language, read once from terms.csv, and found again in a text."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from openbeat.core.translation.languages import TRANSLATED

FILE = Path(__file__).with_name("terms.csv")
ASIDE = re.compile(r"\s*\([^()]*\)$")
UNSPACED = frozenset({"my", "zh-hans"})  # scripts that write words without a space between them
IRREGULAR = {
    "take": ("takes", "took", "taken", "taking"),
    "make": ("makes", "made", "making"),
    "stop": ("stops", "stopped", "stopping"),
    "forget": ("forgets", "forgot", "forgotten", "forgetting"),
    "withhold": ("withholds", "withheld", "withholding"),
}
ODD = {"half": "halves", "person": "people", "witness": "witnesses", "feed": "feeds"}
TAILS = frozenset({"of", "on", "to", "for", "beforehand", "expected", "encountered", "from", "by", "at", "in"})


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the glossary: where it stands, what it means, and what it is in each language."""

    section: str
    term: str
    meaning: str
    said: dict[str, str] = field(hash=False)

    def words(self, language: str) -> str:
        """The bare word in a language, without what is said about it in brackets."""
        return ASIDE.sub("", self.term if language == "en" else self.said[language])


@cache
def terms() -> tuple[Term, ...]:
    """All of them, in the order of the glossary."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    codes = TRANSLATED[1:]
    return tuple(Term(row["section"], row["term"], row["meaning"], {code: row[code] for code in codes}) for row in rows)


def found(text: str, language: str, source: str = "en") -> list[tuple[str, str]]:
    """The terms that a text in the source language uses, each once and as it comes, with their words in a language.

    Whole words count, in whichever number or tense; where one term is part of another, the longer one is meant.
    """
    if source not in TRANSLATED or language not in TRANSLATED:
        return []
    pattern, meant = _search(source)
    hits = dict.fromkeys(re.sub(r"\s+", " ", hit[0].lower()) for hit in pattern.finditer(text))
    ours = dict.fromkeys(one for hit in hits for one in meant[hit])
    return [(_said(one, source), _said(one, language)) for one in ours]


def parts(text: str, source: str = "en") -> list[str]:
    """A text cut at its terms, as it is written: each second part is a term, the others are what stands between."""
    return _search(source)[0].split(text) if source in TRANSLATED else [text]


def _said(one: Term, language: str) -> str:
    return one.term if language == "en" else one.said[language]


@cache
def _search(source: str) -> tuple[re.Pattern[str], dict[str, list[Term]]]:
    meant: dict[str, list[Term]] = {}
    for one in terms():
        meant.setdefault(one.words(source).lower(), []).append(one)
    heads = frozenset(meant)  # "sealed" is the word "sealed", and no tense of "seal"
    for one in terms():
        for form in {form.lower() for form in forms(one, source)} - heads:
            meant.setdefault(form, []).append(one)
    longest = sorted(meant, key=lambda form: (-len(form), form))
    either = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in longest if form)
    edge = ("", "") if source in UNSPACED else (r"(?<![\w\u2019'-])", r"(?![\w-])")
    return re.compile(f"{edge[0]}({either}){edge[1]}", re.IGNORECASE), meant


def forms(one: Term, source: str = "en") -> list[str]:
    """How a term may stand in a text of a language; in English in each number, and a verb in each tense."""
    words = one.words(source)
    if source != "en":
        return [words]
    more = _tenses(words) if one.meaning.startswith(("to ", "not to ")) else [_plural(words)]
    return list(dict.fromkeys([words, *more]))


def _plural(words: str) -> str:
    parts = words.split()
    at = next((i - 1 for i, part in enumerate(parts) if part in TAILS and i), len(parts) - 1)
    return " ".join([*parts[:at], _with_s(parts[at]), *parts[at + 1 :]])


def _with_s(word: str) -> str:
    if word in ODD:
        return ODD[word]
    if word.endswith(("s", "ed")):
        return word
    if word.endswith("y") and word[-2:-1] not in "aeou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("x", "ch", "sh")) else f"{word}s"


def _tenses(words: str) -> Iterator[str]:
    verb, _space, rest = words.partition(" ")
    stem = verb.removesuffix("e")
    for form in IRREGULAR.get(verb, (_with_s(verb), f"{stem}ed", f"{stem}ing")):
        yield f"{form} {rest}".strip()
