"""Our translations have no fault, and say one term one way: where a message is a term, and inside of longer ones.

`stems.csv` has for the weightiest terms how they are recognised in each language; `otherwise.csv` the messages that say
something else on purpose, each with the reason.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from openbeat.core.translation import catalogues, languages
from openbeat.core.translation.faults import faults, said
from openbeat.core.translation.scripts import SCRIPTS
from openbeat.core.translation.terms import UNSPACED, Term, forms, terms

HERE = Path(__file__).parent
ABROAD = catalogues.LOCALE.parents[1].parent / "shared" / "data" / "crt-portal-i18n" / "short-terms.csv"
CODES = languages.TRANSLATED[1:]
ASIDE = re.compile(r"%\([^)]*\)[a-z]|\{[^}]*\}|<[^>]*>")
WEAK = re.compile("[\u064b-\u0652\u0640]|(?<!\\w)\u0627\u0644")  # Arabic vowel signs, and the article
BENDING = re.compile(
    "[\u0627\u0623\u0625\u0622\u0648\u064a\u0649\u0629\u0621\u0626\u0624]"
)  # letters that change in Arabic plurals
MARKED = frozenset({"các", "yo"})  # words that only mark a plural
ENDING = re.compile("(?<=\\w\\w)(?:\u0627\u062a|\u064a\u0646|\u0648\u0646|\u0627\u0646|\u0629)$")  # of Arabic plurals
BEGINNING = {"ar": 2, "vi": 3, "so": 3}


@cache
def rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def entries(code: str) -> list[Any]:
    return [entry for entry in catalogues.load(code) if not entry.obsolete and entry.translated() and not entry.fuzzy]


@cache
def messages(code: str, but: str = "") -> list[tuple[str, str]]:
    """What is translated into a language: the English and all forms of its translation; a context can be left out."""
    alone = catalogues.forms_of(code) == 1  # such a language says what the English plural says
    return [
        ((alone and entry.msgid_plural) or entry.msgid, " ".join(said(entry)))
        for entry in entries(code)
        if not but or entry.msgctxt != but
    ]


def plain(code: str, words: str) -> str:
    return WEAK.sub("", words.lower()) if code == "ar" else words.lower()


def same(message: str) -> str:
    return message.lower().rstrip(".:")


def on_purpose(term: str, code: str, message: str) -> bool:
    """Whether it is on the list of what is said otherwise."""
    return any(
        row["term"] == term
        and (row["languages"] == "*" or code in row["languages"].split())
        and (message.startswith(row["message"]) if " " in row["message"] else same(message) == same(row["message"]))
        for row in rows("otherwise.csv")
    )


def test_each_language_has_its_script_its_plural_forms_and_its_stems() -> None:
    columns = set(rows("stems.csv")[0]) - {"term", "english"}
    assert set(SCRIPTS) == set(CODES) == columns == set(catalogues.PLURALS) - {languages.PSEUDO}


@pytest.mark.parametrize("code", CODES)
@pytest.mark.slow
def test_no_translation_of_ours_has_a_fault(code: str) -> None:
    forms_of_it = catalogues.forms_of(code)
    assert len(entries(code)) > 4000
    assert [(one.msgid, fault) for one in entries(code) for fault in faults(one, forms_of_it, code)] == []


@pytest.mark.parametrize(
    ("code", "familiar"),
    [("es", r"\b(tú|tu|tus|te|ti|puedes|tienes|quieres|eres|vosotros)\b"), ("zh-hans", "你"), ("vi", r"\bbạn\b")],
)
def test_a_reader_is_addressed_politely(code: str, familiar: str) -> None:
    assert [words for _message, words in messages(code) if re.search(familiar, words, re.IGNORECASE)] == []


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("row", rows("stems.csv"), ids=lambda row: row["term"])
@pytest.mark.slow
def test_a_weighty_term_has_its_word_in_every_message(row: dict[str, str], code: str) -> None:
    english, ours = re.compile(row["english"], re.IGNORECASE), re.compile(plain(code, row[code]))
    odd = [
        (message, words)
        for message, words in messages(code)
        if english.search(ASIDE.sub(" ", message))
        and not ours.search(plain(code, words))
        and not on_purpose(row["term"], code, message)
    ]
    assert odd == []


@pytest.mark.parametrize("code", CODES)
def test_the_words_by_which_terms_are_recognised_are_those_of_the_glossary(code: str) -> None:
    known = {term.term.partition(" (")[0]: term for term in terms()}
    odd = [
        row["term"]
        for row in rows("stems.csv")
        if row["term"] in known and not re.search(plain(code, row[code]), plain(code, known[row["term"]].said[code]))
    ]
    assert odd == []


@pytest.mark.parametrize("code", CODES)
def test_a_message_that_is_a_term_is_translated_by_the_glossary(code: str) -> None:
    meant: dict[str, list[Term]] = {}
    for term in terms():
        for form in forms(term):
            meant.setdefault(form.lower(), []).append(term)
    odd = [
        (message, words, [term.said[code] for term in meant[same(message)]])
        for message, words in messages(code, "to do")  # "Answer" on a button is a verb
        if same(message) in meant
        and not any(
            agree(code, term.said[code], words) or on_purpose(term.term, code, message) for term in meant[same(message)]
        )
    ]
    assert odd == []


def agree(code: str, word: str, words: str) -> bool:
    """Whether a translation is the glossary's word in another number, gender or case, or a part of it."""
    if code in UNSPACED:
        bare = words.strip(" -:\uff1a\u3002\u104b")
        return any(part in words or bare in part for part in re.split(r"[ (]*\([^:)]*:? ?|\)", word) if part)
    ours, theirs = list(heads(code, word)), list(heads(code, words))
    return all(any(alike(one, other) for other in theirs) for one in ours) or all(
        any(alike(one, other) for other in ours) for one in theirs
    )


def alike(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def heads(code: str, words: str) -> Iterator[str]:
    """How each word of some weight begins, without what bends."""
    bare = unicodedata.normalize("NFD", plain(code, words)) if code == "es" else plain(code, words)
    found = re.findall(r"[\w'\u2019-]+", re.sub("[\u0300-\u036f]", "", bare) if code == "es" else bare)
    for word in [one for one in found if len(one) > 2 and one not in MARKED] or found:
        yield (BENDING.sub("", ENDING.sub("", word)) if code == "ar" else word)[: BEGINNING.get(code, 4)]


@pytest.mark.parametrize("row", rows("otherwise.csv"), ids=lambda row: f"{row['term']}: {row['message'][:20]}")
def test_what_is_said_otherwise_is_still_said(row: dict[str, str]) -> None:
    assert row["why"]
    assert any(on_purpose(row["term"], code, message) for code in CODES for message, _words in messages(code))


# A row of theirs, a message of ours, and the words of theirs that ours should have.
ALIGNED = (
    ("Language", "Language", {"es": "Idioma", "vi": "Ngôn ngữ", "zh-hans": "语言"}),
    ("Email address", "E-mail address", {"es": "correo electrónico", "vi": "địa chỉ email", "zh-hans": "电子邮件地址"}),
    (
        "Phone number",
        "Their telephone number",
        {"es": "número de teléfono", "vi": "số điện thoại", "zh-hans": "电话号码"},
    ),
    ("Mailing address 1", "Address for letters", {"es": "Dirección", "vi": "Địa chỉ nhận thư", "zh-hans": "地址"}),
    ("File a complaint", "Make a complaint", {"es": "querella", "vi": "Nộp đơn khiếu nại", "zh-hans": "投诉"}),
    (
        "Submit a complaint about discrimination in housing.",
        "Make a complaint",
        {"es": "queja", "vi": "Nộp đơn khiếu nại", "zh-hans": "投诉"},
    ),
    (
        "Please choose the type of location that best describes where the incident happened",
        "incident",
        {"es": "incidente", "vi": "vụ việc", "zh-hans": "事件"},
    ),
    (
        "Names of people involved including witnesses if there are any",
        "witness",
        {"es": "testigo", "vi": "nhân chứng", "zh-hans": "证人"},
    ),
    (
        "Mistreated by police, correctional staff, or inmates",
        "The police",
        {"es": "policía", "vi": "cảnh sát", "zh-hans": "警察"},
    ),
    (
        "Immigration/citizenship status",
        "Detainer or immigration request",
        {"es": "migra", "vi": "nhập cư", "zh-hans": "移民"},
    ),
    (
        "Our teams work with other agencies to promote a consistent approach to civil rights laws.",
        "Another agency",
        {"es": "organismo", "vi": "cơ quan", "zh-hans": "机构"},
    ),
)
OF_AN_INCIDENT = "Please choose the type of location that best describes where the incident happened"
ACCEPTED = {
    ("es", "File a complaint"): "querella is a criminal suit; elsewhere they say queja, as we do",
    ("es", "Immigration/citizenship status"): "the noun, inmigración",
    ("vi", "Immigration/citizenship status"): "di trú is what immigration authorities are called",
    ("vi", OF_AN_INCIDENT): "vụ việc is our word for a matter; an incident here is a crime",
    ("zh-hans", "Mistreated by police, correctional staff, or inmates"): "the police as a whole, not its officers",
    (
        "zh-hans",
        "Names of people involved including witnesses if there are any",
    ): "a witness of the log is none in court",
}


@pytest.mark.parametrize(("theirs", "english", "words"), ALIGNED, ids=lambda one: one if isinstance(one, str) else "")
def test_terms_of_a_professional_catalogue_are_ours_too(theirs: str, english: str, words: dict[str, str]) -> None:
    if not ABROAD.exists():
        pytest.skip("needs ../shared/data/crt-portal-i18n/short-terms.csv, beside the repository")
    with ABROAD.open(encoding="utf-8", newline="") as lines:
        row = next(one for one in csv.DictReader(lines) if one["en"] == theirs)
    for code, word in words.items():
        said_there = row[{"zh-hans": "zh_Hans"}.get(code, code)]
        ours = next(said_here(code, english))
        word, said_there, ours = (unicodedata.normalize("NFC", one.lower()) for one in (word, said_there, ours))  # noqa: PLW2901
        assert word in said_there
        assert word in ours or (code, theirs) in ACCEPTED


def said_here(code: str, english: str) -> Iterator[Any]:
    yield from (words for message, words in messages(code) if message == english)
    yield from (term.said[code] for term in terms() if term.term == english)
