"""Each kind of page comes in each language: its words can be read back, and it names its language."""

from __future__ import annotations

import ctypes
import io
import json
import re
import unicodedata
from typing import Any

import pypdfium2
import pytest
from django.conf import settings
from django.utils import translation
from pypdfium2 import raw

from openbeat.core.printing import fonts, labels, services
from openbeat.core.printing.passages import Passage, plain
from openbeat.core.printing.runs import Letter, render_letters
from openbeat.core.printing.services import Sheet
from openbeat.core.printing.tests import samples

pytestmark = pytest.mark.django_db
LANGUAGES = [code for code, _name in settings.LANGUAGES]
TWO_COLUMNS = [code for code in LANGUAGES if code not in {"en", "qps"}]
WITHOUT_SPACES = {"my", "zh-hans"}
SHORT_VOWELS = set(map(chr, range(0x64B, 0x653)))
TAGS = {"zh-hans": "zh-CN"}  # the typesetter says the region, by which readers know the script


def text_of(pdf: bytes) -> str:
    """Everything on all pages, as a reader finds it; a mark of direction draws nothing."""
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    found = "\n".join(page.get_textpage().get_text_range() for page in document)
    return unicodedata.normalize("NFC", re.sub("[\u200b-\u200f\u2066-\u2069]", "", found))


def words_of(text: str) -> list[str]:
    """The words of a text without the marks between them."""
    return "".join(letter if unicodedata.category(letter)[0] in "LMN" else " " for letter in text).split()


def lacking(pdf: bytes, expected: str, language: str) -> set[str]:
    """Which words were to be printed and cannot be read back, each as the set of its letters.

    A reader gives the letters of an Arabic ligature in the order in which they are drawn, and takes apart what carries
    short vowels, so of such a word its letters are looked for. Where no space stands between words, pairs of neighbours
    are; and as a reader gives some Burmese syllables twice, a few pairs of a page may be missing there.
    """
    there, wanted = words_of(text_of(pdf)), words_of(fonts.printable(expected))
    letters = set("".join(there))
    missing = {"".join(word) for word in wanted if not set(word) <= letters}
    if language in WITHOUT_SPACES:
        pairs, known = set().union(*map(_pairs, wanted)), _pairs("".join(there))
        few = len(pairs) // 20 if language == "my" else 0
        return missing | (pairs - known if len(pairs - known) > few else set())
    plain = (word for word in wanted if not SHORT_VOWELS & set(word))
    return missing | ({"".join(sorted(word)) for word in plain} - {"".join(sorted(word)) for word in there})


def _pairs(word: str) -> set[str]:
    return {word[at : at + 2] for at in range(len(word) - 1)}


def language_of(pdf: bytes) -> str:
    """The language that the document names."""
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    room = (ctypes.c_ushort * 64)()
    raw.FPDFCatalog_GetLanguage(document.raw, room, ctypes.sizeof(room))
    return "".join(map(chr, room)).rstrip("\0")


def own_words(template: str, language: str) -> str:
    with translation.override(language):
        mine = {**labels.EVERY_PAGE, **labels.LABELS.get(template, {})}
        return " ".join(str(mine[name]).partition("{")[0] for name in samples.OWN.get(template, ()))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", samples.PAGES)
@pytest.mark.slow
def test_a_page_says_its_own_words_and_ours_in_its_language(template: str, language: str) -> None:
    pdf = services.render(template, samples.data(template, language), language=language, title="2026")

    assert lacking(pdf, samples.SAID.get(language, ""), language) == set()
    assert lacking(pdf, own_words(template, language), language) == set()
    assert fonts.UNKNOWN not in text_of(pdf)
    assert language_of(pdf) == TAGS.get(language, language)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_says_its_words_in_the_language_of_whoever_gets_it(language: str) -> None:
    address = ("Ana Vega", "12 Weir Street")
    alone = render_letters([Letter(address, language, samples.letter(language))], title="2026")
    run = render_letters(
        [Letter(address, language, samples.letter(language)), Letter(address, "en", samples.letter("en"))], title="2026"
    )

    for pdf in (alone, run):
        assert lacking(pdf, samples.SAID.get(language, ""), language) == set()
        assert lacking(pdf, "Ana Vega 12 Weir Street", "en") == set()
        assert fonts.UNKNOWN not in text_of(pdf)
    assert language_of(alone) == TAGS.get(language, language)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in alone


def form(template: str) -> Sheet:
    """A form as an app makes it, in the language that is active."""
    said = Passage(samples.SAID["en"], "en")
    return Sheet(
        str(labels.LABELS[template]["next" if template == "concern" else "name"]), samples.PAGES[template](said)
    )


@pytest.mark.parametrize("language", TWO_COLUMNS)
@pytest.mark.parametrize("template", ["concern", "signin"])
def test_a_form_stands_in_two_languages_on_the_same_pages(template: str, language: str) -> None:
    pdf = services.render_both(template, lambda: form(template), ("en", language))

    assert lacking(pdf, own_words(template, "en"), "en") == set()
    ours = own_words(template, language)
    if template == "concern":  # what only staff fill in is not said twice
        with translation.override(language):
            ours = ours.replace(str(labels.CONCERN["office"]), "")
    assert lacking(pdf, ours, language) == set()
    assert language_of(pdf) == "en"
    assert fonts.UNKNOWN not in text_of(pdf)
    sheets = 2 if template == "concern" else 1  # two codes were asked for
    assert len(pypdfium2.PdfDocument(io.BytesIO(pdf))) == sheets


def test_each_question_is_read_in_both_languages_before_the_next_one() -> None:
    pdf = services.render_both("concern", lambda: form("concern"), ("en", "es"))
    text = " ".join(text_of(pdf).split())
    with translation.override("es"):
        theirs = [str(labels.CONCERN[name]) for name in ("what", "where", "who_sees")]
    with translation.override("en"):
        ours = [str(labels.CONCERN[name]) for name in ("what", "where", "who_sees")]

    order = [text.index(one) for pair in zip(ours, theirs, strict=True) for one in pair]
    assert order == sorted(order)


@pytest.mark.parametrize(
    ("page", "asked", "columns"),
    [
        ("en", "my", ("en", "my")),
        ("my", "my", ("en", "my")),
        ("my", "en", ("en", "my")),
        ("my", "", ("my", "")),
        ("en", "en", ("en", "")),
        ("en", "xx", ("en", "")),
        ("es", "../x", ("es", "")),
    ],
)
def test_the_source_stands_first_and_a_language_that_we_do_not_speak_nowhere(
    page: str, asked: str, columns: tuple[str, str]
) -> None:
    with translation.override(page):
        assert services.columns(asked) == columns


ODD = {
    "an English address in Arabic": "الاجتماع في 12 Weir Street, Alder Falls (IL) الساعة 18:30",
    "Arabic in English": "The sign says ممنوع الدخول and nobody reads it",
    "an Arabic and a Burmese word in one": "السلامကျောင်း",
    "combining marks": "Vie\u0323\u0302t Nam a\u0300\u0301\u0302\u0303\u0304 q\u0307\u0323",
    "nothing to see": "a\u200bb\u200cc\u200dd\u2060e\ufefff",
    "directions": "\u202eabc\u202c \u2067def\u2069 \u200fghi",
    "emoji": "Thanks \U0001f600 \U0001f469\u200d\U0001f469\u200d\U0001f467 \U0001f1fa\U0001f1f8 ❤️ 👍🏽",
    "one word": "x" * 10_000,
    "one Burmese word": "က" * 10_000,
    "one Arabic word": "ب" * 10_000,
    "one Chinese word": "路" * 10_000,
}


@pytest.mark.parametrize("language", ["en", "ar", "my"])
@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
@pytest.mark.slow
def test_odd_words_keep_the_page_whole(odd: str, language: str) -> None:
    task = {"task": Passage("short", "en"), "problems": [Passage(odd, language)]}
    pdf = services.render("chart", {"tasks": [task]}, language=language, title="2026")
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))

    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    for page in document:
        width, height = page.get_size()
        text = page.get_textpage()
        for index in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(index)
            assert -1 <= left <= right <= width + 1
            assert -1 <= bottom <= top <= height + 1
    if len(odd) >= 10_000:
        assert text_of(pdf).count(odd[0]) >= 10_000


@pytest.mark.parametrize(
    ("template", "more"),
    [
        ("concern", {"address": "town.example/a/b/"}),
        ("receipt", {"address": "town.example/a/b/"}),
        ("receipt", {"about": Passage("نعم، https://town.example/a/b/ وشكرًا", "ar")}),
    ],
)
def test_an_address_in_an_arabic_sentence_is_drawn_from_left_to_right(template: str, more: dict[str, Any]) -> None:
    data = {**samples.data(template, "ar"), **more}
    pdf = services.render(template, data, language="ar", title="2026")
    page = pypdfium2.PdfDocument(io.BytesIO(pdf))[0].get_textpage()
    lines: dict[int, list[tuple[float, str]]] = {}
    for index in range(page.count_chars()):
        left, bottom, _right, _top = page.get_charbox(index, loose=True)
        lines.setdefault(round(bottom), []).append((left, page.get_text_range(index, 1)))

    drawn = ["".join(letter for _x, letter in sorted(line)).replace(" ", "") for line in lines.values()]
    assert any("town.example/a/b/" in line for line in drawn), drawn


@pytest.mark.parametrize(("words", "rtl"), [("12 شارع", True), ("12 Weir Street شارع", False), ("...", False)])
def test_words_of_no_known_language_run_as_their_first_letter_does(words: str, *, rtl: bool) -> None:
    assert plain(Passage(words, "und"))["rtl"] is rtl


def test_what_the_samples_say_is_drawn_by_the_fonts_that_come_with_the_program() -> None:
    letters = set("".join(samples.SAID.values()) + json.dumps(own_letters(), ensure_ascii=False))

    assert {letter for letter in letters if not letter.isspace() and fonts.printable(letter) != letter} <= set("⟦⟧")
    assert not any(fonts.is_rare(letter) for letter in letters)


def own_letters() -> list[str]:
    return [own_words(template, language) for template in samples.OWN for language in LANGUAGES]
