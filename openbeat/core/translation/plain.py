"""How many years of school an English text asks for, and which of its sentences and words make it hard to read.

The measure is the Flesch-Kincaid grade level (J. P. Kincaid and others, "Derivation of new readability formulas for
Navy enlisted personnel", Research Branch Report 8-75, 1975): words a sentence and syllables a word; the grade is that
of schools in the United States, and a reader's age is about five years more. It says nothing of sense; and of a short
sentence alone it says little, so only sentences of some length are listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from openbeat.core.translation.scripts import words_of

SCHOOL = 5  # years of age at which school begins
MOST_WORDS = 25  # in a sentence
A_PAGE = 8  # sentences: with fewer a grade says little
LEAST_WORDS = 8  # of which a grade says something
WORD = re.compile(r"[A-Za-z][A-Za-z'\u2019-]*|\d[\d.,:]*")
SENTENCE = re.compile(r"(?<=[.!?])[\"\u201d)]*\s+(?=[A-Z\"\u201c%{])|\n+|(?<=:)\s+(?=[A-Z])")
NEEDLESS = re.compile(
    r"\b(in order to|prior to|subsequent(?:ly)?|pursuant to|in the event (?:of|that)|with (?:respect|regard) to"
    r"|regarding|utili[sz]e[sd]?|commence[sd]?|terminate[sd]?|facilitate[sd]?|aforementioned|herein|thereof|hereby"
    r"|shall(?! (?:we|it|they|you))|whilst|upon|at this (?:point in )?time|due to the fact that|successfully"
    r"|please note|kindly|duly|respective(?:ly)?|approximately|additional(?:ly)?|sufficient(?:ly)?|numerous"
    r"|currently|simply|very|really|basically|actually)\b",
    re.IGNORECASE,
)
VOWELS = re.compile(r"[aeiouy]+")
SILENT = re.compile(
    r"(?<=[^aeiouyl])e$|(?<=[aeiouyl]l)e$|(?<=[aeiouy]l)e(?=s$)"  # "made", "rule", "rules"
    r"|(?<=[^aeiouylsxzcg])e(?=s$)(?<!she)(?<!che)"  # "names", and not "changes", "wishes"
    r"|(?<=[^aeiouytdl])e(?=d$)|(?<=[aeiouylr]l)e(?=d$)"  # "closed", "called", and not "needed"
)
# Vowels that stand together and are spoken apart: "material", "various", "period", "usual", "being", "creating".
APART = re.compile(
    r"(?<![ctxl])ia|(?<=[rvdn])iou|io(?![nu])|iu|eo(?!u)|(?<![gq])ua|uou|[eoy]ing$|crea(?!tu)|poe|rea(?=ct)"
)
ODD = {
    **dict.fromkeys(("does", "goes", "lives", "real", "the", "who", "yes"), 1),
    **dict.fromkeys(("being", "business", "evening", "every", "given", "handled", "language", "movement", "people"), 2),
    **dict.fromkeys(("quiet", "safety", "science", "someone", "something", "sometimes", "somewhere", "themselves"), 2),
    **dict.fromkeys(("neighbour", "neighbours", "statement", "statements", "therefore"), 2),
    **dict.fromkeys(("agreement", "area", "areas", "beforehand", "created", "everything", "idea", "ideas"), 3),
    **dict.fromkeys(("languages", "liaison", "somebody", "whoever"), 3),
    **dict.fromkeys(("everybody", "reliable", "voluntary"), 4),
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, where it is said, and the grade that it asks for."""

    words: str
    where: str
    length: int
    grade: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in a lot of texts: the grade of all, and the sentences that are hard, long or wordy."""

    sentences: int
    grade: float
    hardest: list[Sentence]
    long: list[Sentence]
    needless: list[tuple[str, Sentence]]

    @property
    def age(self) -> int:
        """The age at which most can read them."""
        return round(self.grade) + SCHOOL


def read(texts: Iterable[tuple[str, str]]) -> Reading:
    """Texts, each with where it is said; hard sentences first. Labels and headings do not count for the grade."""
    found = [one for words, where in texts for one in sentences(words, where)]
    whole = [one for one in found if one.words.endswith((".", "!", "?"))]
    total = sum(one.length for one in whole)
    syllables = sum(map(syllables_of, (word for one in whole for word in WORD.findall(one.words))))
    return Reading(
        sentences=len(whole),
        grade=grade(total, len(whole), syllables),
        hardest=sorted((one for one in found if one.length >= LEAST_WORDS), key=lambda one: -one.grade),
        long=sorted((one for one in found if one.length > MOST_WORDS), key=lambda one: -one.length),
        needless=[(hit[0].lower(), one) for one in found for hit in NEEDLESS.finditer(one.words)],
    )


def by_place(texts: Iterable[tuple[str, str]]) -> dict[str, Reading]:
    """The same for each page that says more than a little."""
    places: dict[str, list[tuple[str, str]]] = {}
    for words, where in texts:
        places.setdefault(where, []).append((words, where))
    read_there = {where: read(lines) for where, lines in places.items()}
    return {where: reading for where, reading in read_there.items() if reading.sentences >= A_PAGE}


def sentences(text: str, where: str = "") -> Iterator[Sentence]:
    """The sentences of a text that have words at all; what is put in later counts as one word of one syllable."""
    for part in SENTENCE.split(re.sub(r"%\([^)]*\)[a-z]|%[sd]|\{[^}]*\}", "X", text)):
        spoken = re.sub(r"\s+", " ", words_of(part)).strip()
        words = WORD.findall(spoken)
        if words:
            counted = sum(map(syllables_of, words))
            yield Sentence(spoken, where, len(words), grade(len(words), 1, counted))


def grade(words: int, sentences: int, syllables: int) -> float:
    """The Flesch-Kincaid grade level of so many words, sentences and syllables; of nothing it is 0."""
    if not words or not sentences:
        return 0.0
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


def syllables_of(word: str) -> int:
    """About how many syllables an English word has, by its letters; at least one."""
    plain = word.lower().replace("\u2019", "'").partition("'")[0]
    return max(1, sum(_syllables(part) for part in plain.split("-") if part))


def _syllables(word: str) -> int:
    if word in ODD:
        return ODD[word]
    spoken = SILENT.sub("", word)
    return max(1, len(VOWELS.findall(spoken)) + len(APART.findall(spoken)))
