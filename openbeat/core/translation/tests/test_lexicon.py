"""Languages are found by any name that people give them, and called as the reader calls them."""

from __future__ import annotations

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from openbeat.core.department import tongues
from openbeat.core.translation import borrowed, languages, lexicon


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("my", "my"), ("Burmese", "my"),
        ("မြန်မာဘာသာ", "my"), (" ESPAÑOL ", "es"), ("Espan\u0303ol", "es"), ("es-MX", "es"),
        ("zh_Hans", "zh-hans"), ("Chinese", "zh-hans"), ("zh-TW", "zh-hant"), ("Hmong", "hmn"), ("so", "so"),
        ("haitian  creole", "ht"), ("Farsi", "fa"), ("Klingon", ""), ("", ""), ("-", ""), ("qps", ""),
    ],
)  # fmt: skip
def test_a_language_is_found_by_code_english_or_own_name(words: str, code: str) -> None:
    assert lexicon.find(words) == code


@given(st.text(max_size=80))
def test_no_words_break_it(words: str) -> None:
    assert lexicon.find(words) in {"", *lexicon.codes()}


def test_every_language_is_found_by_each_of_its_names_and_none_takes_anothers() -> None:
    for code in lexicon.codes():
        assert lexicon.find(code) == code
        assert lexicon.find(lexicon.english(code)) == code
        assert lexicon.find(lexicon.own(code)) == code


def test_all_languages_that_can_be_chosen_have_a_name_that_is_translated() -> None:
    assert set(tongues.SPOKEN) == set(borrowed.LANGUAGES)
    assert {code for code in lexicon.codes() if code in tongues.SPOKEN} == set(tongues.SPOKEN)
    with translation.override("en"):
        assert languages.called("my") == "Burmese"
        assert languages.called("hmn") == "Hmong"
        assert languages.called("x-odd") == "x-odd"
    with translation.override("qps"):
        assert languages.called("my") != ""
