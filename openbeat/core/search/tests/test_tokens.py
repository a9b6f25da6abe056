"""The same word, however two people write it."""
# ruff: noqa: RUF001  letters that look alike are the point

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openbeat.core.search import tokens
from openbeat.core.search.snippets import snippet


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("STREET Lights", "street lights"),
        ("Café Münster", "cafe munster"),
        ("Straße", "STRASSE"),
        ("Đường phố", "duong pho"),
        ("İstanbul ışık", "istanbul isik"),
        ("ﬁre ｆｉｒｅ", "fire fire"),
        ("الشارع المدرسة", "شارع مدرسة"),
        ("إنارةُ الشَّارع", "اناره شارع"),
        ("والشارع بالمدرسة", "شارع مدرسه"),
        ("naïve", "nai\u0308ve"),
        ("O’Hara", "o hara"),
        ("под\u0301вал", "подвал"),
        ("snow-plough, 2026!", "snow plough 2026"),
    ],
)
def test_the_same_words_are_the_same(written: str, asked: str) -> None:
    assert tokens.words(written) == tokens.words(asked)


def test_marks_that_make_a_burmese_word_stay() -> None:
    assert tokens.words("ကား") != tokens.words("ကာ")
    assert tokens.words("ရဲ") == ["ရဲ", "\u1032"]


def test_scripts_without_spaces_are_cut_into_pairs() -> None:
    assert tokens.words("路灯坏了") == ["路灯", "灯坏", "坏了", "了"]
    assert tokens.asked("路灯坏") == ["路灯", "灯坏"]
    assert tokens.asked("灯") == ["灯"]
    assert tokens.words("Mill街 5号") == ["mill", "街", "5", "号"]


def test_hindi_words_keep_their_vowels() -> None:
    assert tokens.words("सड़क की बत्ती") == ["सड़क", "की", "बत्ती"]


@given(st.text(max_size=200))
@settings(deadline=None, max_examples=200, suppress_health_check=list(HealthCheck))
def test_what_is_stored_is_plain_ascii_and_whole(text: str) -> None:
    stored = tokens.stored(text)

    assert stored.isascii()
    assert stored.replace(" ", "").isalnum() or not stored
    assert len(stored.split()) == len(tokens.words(text))


@given(st.text(max_size=100))
@settings(deadline=None, max_examples=200, suppress_health_check=list(HealthCheck))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert tokens.words(" ".join(tokens.words(tokens.fold(text)))) is not None
    assert tokens.fold(tokens.fold(text)) == tokens.fold(text)


@pytest.mark.parametrize(
    ("text", "asked", "marked"),
    [
        ("The Street lights are out.", "street", ["Street"]),
        ("Las farolas están rotas", "estan", ["están"]),
        ("学校附近的路灯坏了", "路灯坏", ["路灯坏"]),
        ("ရဲစခန်းအနီး", "ရဲ", ["ရဲ"]),
        ("nothing here", "else", []),
        ("lamp lamps lamppost", "lamp", ["lamp", "lamps", "lamppost"]),
    ],
)
def test_a_snippet_marks_what_was_looked_for(text: str, asked: str, marked: list[str]) -> None:
    parts = snippet(text, tokens.asked(asked))

    assert [part.text for part in parts if part.hit] == marked
    assert "".join(part.text for part in parts) == text


def test_a_snippet_of_a_long_text_is_the_part_around_the_words() -> None:
    parts = snippet("before " * 200 + "needle " + "after " * 200, ["needle"])
    whole = "".join(part.text for part in parts)

    assert len(whole) < 300
    assert "needle" in whole
    assert whole.startswith("… before")
    assert whole.endswith("after …")


@given(st.text(max_size=300), st.text(max_size=20))
@settings(deadline=None, max_examples=200, suppress_health_check=list(HealthCheck))
def test_a_snippet_never_invents_words(text: str, asked: str) -> None:
    parts = snippet(text, tokens.asked(asked))

    assert "".join(part.text for part in parts).removeprefix("… ").removesuffix(" …") in text
