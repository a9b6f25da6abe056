"""The glossary is one table in every language, and its words are found again in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openbeat.core.translation import languages, terms
from openbeat.core.translation.terms import found

CODES = languages.TRANSLATED[1:]


def test_each_term_has_a_meaning_and_its_word_in_every_language() -> None:
    rows = terms.terms()
    assert len(rows) > 200
    empty = [(one.term, code) for one in rows for code in CODES if not one.said[code].strip()]
    assert empty == []
    assert [one.term for one in rows if not one.meaning.strip() or not one.section.strip()] == []


def test_no_term_stands_twice_and_none_would_break_the_table_of_the_page() -> None:
    rows = terms.terms()
    assert len({one.term for one in rows}) == len(rows)
    assert [one.term for one in rows if "|" in one.term + one.meaning + "".join(one.said.values())] == []


@pytest.mark.parametrize("code", CODES)
def test_a_language_has_a_word_for_each_term_of_the_glossary(code: str) -> None:
    assert [one.term for one in terms.terms() if not one.words(code).strip()] == []


def test_the_terms_of_a_sentence_are_found_as_they_come_each_once() -> None:
    said = found("Residents raised two concerns. The liaison officer took up one of the concerns.", "es")
    assert said == [
        ("resident", "residente"),
        ("raise", "plantear"),
        ("concern", "inquietud"),
        ("liaison officer", "oficial de enlace"),
        ("take up", "hacerse cargo"),
    ]


@pytest.mark.parametrize(
    ("text", "terms_of_it"),
    [
        ("The beat meeting", ["beat meeting"]),
        ("A meeting of the beat", ["meeting", "beat"]),
        ("Open the Progress\n  Chart", ["Progress Chart"]),
        ("They were heartbeats", []),
        ("The answer\u2019s date", ["answer"]),
        ("A follow-up, or to follow up", ["follow-up", "follow"]),
        ("sealed", ["sealed"]),
        ("It seals itself", ["seal"]),
        ("Codes on a form", ["code on a form"]),
        ("Chains of custody", ["chain of custody"]),
        ("Both halves", ["half (of recovery)"]),
        ("The priorities", ["priority"]),
        ("It was withheld", ["withhold"]),
        ("", []),
    ],
)
def test_whole_words_count_in_each_number_and_tense_and_the_longest_is_meant(text: str, terms_of_it: list[str]) -> None:
    assert [term for term, _words in found(text, "ar")] == terms_of_it


def test_a_word_with_two_meanings_brings_both() -> None:
    assert found("a draft", "vi") == [("draft (of an answer)", "bản nháp"), ("draft (of minutes)", "bản thảo")]


@pytest.mark.parametrize(
    ("source", "text", "english"),
    [
        ("es", "La reunión del sector trató la queja.", ["beat meeting", "complaint"]),
        ("zh-hans", "巡区会议讨论了投诉。", ["beat meeting", "complaint"]),
        ("my", "နယ်မြေ အစည်းအဝေးမှာ", ["beat meeting"]),
    ],
)
def test_what_residents_write_has_its_terms_in_english(source: str, text: str, english: list[str]) -> None:
    assert [words for _term, words in found(text, "en", source)] == english


def test_a_text_is_cut_at_its_terms_as_they_are_written() -> None:
    text = "Both halves of it. Priorities were taken up."
    cut = terms.parts(text)
    assert cut == ["Both ", "halves", " of it. ", "Priorities", " were ", "taken up", "."]
    assert "".join(cut) == text
    assert terms.parts("La queja", "es") == ["La ", "queja", ""]
    assert terms.parts("une plainte", "fr") == ["une plainte"]


@given(st.text(max_size=80), st.sampled_from(languages.TRANSLATED))
def test_nothing_of_a_text_is_lost_between_its_terms(text: str, code: str) -> None:
    cut = terms.parts(text, code)
    assert "".join(cut) == text
    assert len(cut) % 2 == 1


def test_a_language_that_the_glossary_lacks_has_no_terms() -> None:
    assert (found("a concern", "fr"), found("une plainte", "en", "fr")) == ([], [])
