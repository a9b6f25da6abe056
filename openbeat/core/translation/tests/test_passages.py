"""A text and its translation, passage by passage."""

import time

from hypothesis import given
from hypothesis import strategies as st

from openbeat.core.translation.passages import Passage, aligned, changes, digest, join, sentences, split, tidy

PARAGRAPH = st.text(st.sampled_from("ab .!?\n။。؟"), min_size=1, max_size=40).filter(lambda one: tidy(one) == one)
TEXTS = st.lists(PARAGRAPH.filter(lambda one: "\n\n" not in one), max_size=6).map(join)


@given(st.text(max_size=300))
def test_joining_the_passages_gives_the_tidy_text(text: str) -> None:
    assert join(split(text)) == tidy(text)
    assert tidy(tidy(text)) == tidy(text)


@given(st.text(max_size=300))
def test_joining_the_sentences_gives_the_passage(text: str) -> None:
    assert "".join(sentences(text)) == text


@given(TEXTS)
def test_what_did_not_change_keeps_its_words_and_is_not_stale(text: str) -> None:
    pairs = [(one, one.upper() or "X") for one in split(text)]

    assert aligned(pairs, text) == [Passage(source, words, source) for source, words in pairs]


@given(TEXTS, TEXTS)
def test_the_passages_are_those_of_the_new_source_and_words_are_used_once(old: str, new: str) -> None:
    pairs = [(one, f"words {number}") for number, one in enumerate(split(old))]
    found = aligned(pairs, new)

    assert [passage.source for passage in found] == split(new)
    used = [passage.words for passage in found if passage.words]
    assert used == sorted(set(used), key=lambda words: int(words.split()[1]))
    assert all(passage.stale == (passage.was != passage.source) for passage in found if passage.words)


@given(TEXTS, TEXTS)
def test_without_what_is_gone_the_changes_give_the_new_text_and_without_what_is_new_the_old(old: str, new: str) -> None:
    steps = changes(old, new)

    def read(without: str) -> list[str]:
        return [step.text.strip() for step in steps if step.kind != without]

    assert read("gone") == [one.strip() for one in sentences(new)]
    assert read("new") == [one.strip() for one in sentences(old)]


def test_exactly_the_sentence_that_changed_is_seen() -> None:
    old = "The lamp on Weir Street is out. We meet on Monday. Bring water."
    new = "The lamp on Weir Street is out. We meet on Tuesday. Bring water."

    assert [(step.kind, step.text.strip()) for step in changes(old, new)] == [
        ("same", "The lamp on Weir Street is out."),
        ("gone", "We meet on Monday."),
        ("new", "We meet on Tuesday."),
        ("same", "Bring water."),
    ]


def test_a_changed_passage_keeps_its_old_words_as_stale_and_a_new_one_has_none() -> None:
    pairs = [("The lamp is out since May.", "Lámpara"), ("We meet on Monday at six.", "Lunes"), ("Bye.", "Adiós")]

    first, changed, fresh, last = aligned(
        pairs, "The lamp is out since May.\n\nWe meet on Tuesday at six.\n\nZQX JWV 99\n\nBye."
    )

    assert (first.stale, first.words) == (False, "Lámpara")
    assert (changed.stale, changed.words, changed.was) == (True, "Lunes", "We meet on Monday at six.")
    assert (fresh.new, fresh.words) == (True, "")
    assert (last.stale, last.words) == (False, "Adiós")


def test_a_fingerprint_does_not_see_how_lines_end() -> None:
    assert digest("One\r\n\r\nTwo ") == digest("One\n\n\nTwo") != digest("One\nTwo")


def test_burmese_and_chinese_sentences_end_without_a_space() -> None:
    assert sentences("မီးပျက်နေတယ်။ ကယ်ပါ။") == ["မီးပျက်နေတယ်။ ", "ကယ်ပါ။"]
    assert sentences("灯坏了。请修。") == ["灯坏了。", "请修。"]


def test_a_changed_passage_in_a_script_without_spaces_is_known_again() -> None:
    pairs = [("路灯坏了两个星期了。", "a"), ("လမ်းမီး နှစ်ပတ်ကြာ မလင်းပါ။", "b"), ("我们星期一开会。", "c")]

    changed = aligned(pairs, "路灯坏了三个星期了。\n\nလမ်းမီး သုံးပတ်ကြာ မလင်းပါ။\n\n我们星期二开会。")

    assert [(one.words, one.stale) for one in changed] == [("a", True), ("b", True), ("c", True)]


def test_a_text_of_hundreds_of_passages_that_all_changed_is_compared_in_no_time() -> None:
    kinds = ("lamps", "cars", "dogs", "fires", "parks", "noise", "shops")
    then = [f"Number {at} is about {kinds[at % 7]}, and {kinds[at % 5]} near {at * 7919}. " * 9 for at in range(300)]
    began = time.monotonic()

    found = aligned([(one, "x") for one in then], join([one.replace("Number", "Item") for one in then]))

    assert time.monotonic() - began < 5
    assert all(one.stale for one in found)
