"""Passages of texts are blacked out as a reader sees them, and nothing of them can be found in what is left."""

from __future__ import annotations

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from openbeat.core.redaction import folding, graphemes, texts
from openbeat.core.redaction.reasons import Reason
from openbeat.core.redaction.texts import Span, StillThere, black_out, everywhere


def over(text: str, passage: str, reason: Reason = Reason.PERSON) -> Span:
    return Span(start := text.index(passage), start + len(passage), reason)


def test_a_passage_becomes_a_block_that_says_why_and_not_how_long_it_was() -> None:
    short, long = "Ann saw it.", "Bartholomew-Alexander saw it."

    assert black_out(short, [over(short, "Ann")]) == "{redacted_person} saw it."
    assert black_out(long, [over(long, "Bartholomew-Alexander")]) == "{redacted_person} saw it."


def test_a_reader_is_told_in_their_language_and_paper_says_the_same() -> None:
    with override("en"):
        assert texts.plain("{redacted_minor} ran.") == "[blacked out: who a child or young person is] ran."
        assert texts.plain("{redacted_nonsense} ran.") == "[blacked out] ran."


def test_another_reason_carries_its_words() -> None:
    text = "At Miller's bakery."

    assert black_out(text, [Span(3, 18, Reason.OTHER, "a place of work")]) == "At {redacted_other} (a place of work)."


def test_spans_that_overlap_are_one_block_and_spans_that_only_touch_keep_their_reasons() -> None:
    text = "Ann Bell lives at 4 Weir Street."

    assert (
        black_out(text, [Span(0, 6, Reason.PERSON), Span(4, 8, Reason.OFFICER)])
        == "{redacted_person} lives at 4 Weir Street."
    )
    both = black_out(text, [Span(0, 8, Reason.PERSON), Span(8, 18, Reason.ADDRESS)])
    assert both == "{redacted_person}{redacted_address}4 Weir Street."


@pytest.mark.parametrize("place", range(4))
def test_one_letter_takes_the_whole_word(place: int) -> None:
    assert black_out("Jean ran.", [Span(place, place + 1, Reason.PERSON)]) == "{redacted_person} ran."


@pytest.mark.parametrize(
    ("text", "cut", "left"),
    [
        ("Jose\u0301 ran", (0, 4), "{redacted_person} ran"),  # the accent is a sign of its own
        ("👩‍👩‍👧 ran", (0, 1), "{redacted_person} ran"),
        ("🇲🇲🇺🇸 ran", (4 - 2, 3), "🇲🇲{redacted_person} ran"),
        ("မောင်လှ ran", (0, 1), "{redacted_person}င်လှ ran"),  # Burmese: one sign, with all that stands on it
        ("محمّد ran", (0, 1), "{redacted_person} ran"),
        ("王小明 ran", (0, 1), "{redacted_person}小明 ran"),
        ("Ma\u200brie ran", (0, 2), "{redacted_person} ran"),
        ("O’Neill ran", (0, 1), "{redacted_person} ran"),  # noqa: RUF001
        ("a.b@c.example ran", (0, 1), "{redacted_person} ran"),
    ],
)
def test_cuts_go_between_what_a_reader_sees_as_one(text: str, cut: tuple[int, int], left: str) -> None:
    assert black_out(text, [Span(*cut, Reason.PERSON)]) == left


def test_words_from_right_to_left_are_cut_in_the_order_in_which_they_are_read() -> None:
    text = "رأيت سامي حداد عند الجسر."

    assert black_out(text, [over(text, "سامي حداد")]) == "رأيت {redacted_person} عند الجسر."


SAME = [
    "HALLOWAY",
    "halloway",
    "Halloway's",
    "Hàllòwày",
    "Ha\u200blloway",
    "Hal\u00adloway",
    "H a l l o w a y",
    "Hal-loway",
    "\u041d\u0430ll\u043ew\u0430\u0443",
    "HaIloway",
    "\u0397alloway",
    "\uff28\uff41\uff4c\uff4c\uff4f\uff57\uff41\uff59",
    "(Halloway)",
    "„Halloway“",
    "H.a.l.l.o.w.a.y",
    "Ha\u2060lloway",
]


@pytest.mark.parametrize("written", SAME)
def test_each_occurrence_is_found_however_it_is_written(written: str) -> None:
    text = f"There was {written} at the bridge."

    result = black_out(text, everywhere(text, "Halloway", Reason.PERSON))

    assert "{redacted_person}" in result
    assert result.startswith("There was ")
    assert result.endswith(" at the bridge.")
    assert folding.key("lloway") not in folding.key(result)


@pytest.mark.parametrize(("text", "name"), [("I saw Annabel", "Ann"), ("It was no war", "now"), ("Hannah", "Anna")])
def test_another_word_in_which_the_letters_stand_is_left_alone(text: str, name: str) -> None:
    assert everywhere(text, name, Reason.PERSON) == []


def test_an_arabic_name_is_found_with_what_is_written_onto_it() -> None:
    text = "جاء الحداد وسامي"

    assert len(everywhere(text, "سامي", Reason.PERSON)) == 1


def test_what_stands_elsewhere_is_asked_about_and_may_be_let() -> None:
    text = "Ann Bell came. BELL left. ann bell laughed."
    spans = [over(text, "Ann Bell")]

    with pytest.raises(StillThere) as asked:
        black_out(text, spans)

    assert set(asked.value.passages) == {"Ann Bell", "Bell", "Ann"}
    assert black_out(text, spans, allowed=asked.value.passages).startswith("{redacted_person} came. BELL")
    assert black_out(text, everywhere(text, "Ann Bell", Reason.PERSON) + everywhere(text, "Bell", Reason.PERSON)) == (
        "{redacted_person} came. {redacted_person} left. {redacted_person} laughed."
    )


def test_nobody_can_write_a_block_of_ours_into_a_text() -> None:
    forged = black_out("I am {redacted_officer} and Ann.", [Span(27, 30, Reason.PERSON)])

    assert texts.TOKEN.findall(forged) == ["person"]


def test_a_text_falls_into_sentences_and_words_that_can_be_chosen() -> None:
    first, second, third = texts.sentences("He came at 9:30, late! \nNobody saw. Why?")

    assert [first.text, second.text, third.text] == ["He came at 9:30, late!", "Nobody saw.", "Why?"]
    assert [word for _start, _end, word in second.words] == ["Nobody", "saw."]


def test_in_a_text_without_spaces_each_sign_can_be_chosen() -> None:
    (sentence,) = texts.sentences("王小明来了。")

    assert [word for *_place, word in sentence.words] == list("王小明来了。")


@given(
    st.text(alphabet=st.sampled_from("ab é\u0301\u200d🇲👩한מ王\u2019.{}\n"), max_size=30),
    st.integers(0, 30),
    st.integers(0, 30),
)
def test_a_span_never_cuts_a_sign_and_never_leaves_less_than_asked(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))

    first, last = graphemes.whole(text, start, end)

    assert first <= start <= end <= last
    assert graphemes.may_cut(text, first)
    assert graphemes.may_cut(text, last)
    for span in texts.settled(text, [Span(start, end, Reason.PERSON)]):
        result = black_out(text, [span], allowed=[text[span.start : span.end], *text.split()])
        assert len(texts.TOKEN.findall(result)) == 1
