"""What a machine may not touch comes through unchanged, or the draft of that passage is refused."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openbeat.core.receipts import codes
from openbeat.core.translation.machine.protecting import Lost, masked

ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
THINGS = st.sampled_from(
    [
        "https://talk.example.gov/concerns/7/?lang=es#answer",
        "www.example.org/a",
        "rosa.delgado+beat@mail.example.org",
        "%(name)s", "{count}", "{{ matter }}", "%s",
        "<b>", "</b>",
        "+1 (555) 010-4477", "555-0100 22", "2026-05-04",
        "AF-2026-0113", "#112", "C17/4", "90210",
        "Oak Street", "Alder Falls", "Beat 3",
        *(codes.grouped(codes.of(bytes([number] * 10))) for number in (0, 7, 255)),
    ]
)  # fmt: skip
NAMES = ("Oak Street", "Alder Falls", "Beat 3", "Oak")
WORDS = st.sampled_from(["the light", "on", "is out.", "Call", "ضوء", "မီး", "路灯", "\n", "a 5 b", "XQ", "xq0x"])
PASSAGES = st.lists(st.one_of(THINGS, WORDS, ANY), max_size=10).map(" ".join)


def of(passage: str, names: tuple[str, ...] = NAMES) -> tuple[str, ...]:
    return masked(passage, names).things


@settings(max_examples=400)
@given(PASSAGES, st.lists(ANY, max_size=3))
def test_what_is_put_away_comes_back_where_it_was(passage: str, names: list[str]) -> None:
    away = masked(passage, [*NAMES, *names])

    assert away.restored(away.words) == passage


@settings(max_examples=400)
@given(st.lists(st.tuples(THINGS, WORDS), min_size=1, max_size=6))
def test_every_protected_thing_is_out_of_sight_of_the_machine_and_in_the_draft(parts: list[tuple[str, str]]) -> None:
    passage = " - ".join(f"{thing} - {word}" for thing, word in parts)
    away = masked(passage, NAMES)

    turned = away.restored(" ".join(reversed(away.words.split(" "))))

    for thing, _word in parts:
        assert thing not in away.words
        assert thing in turned


@settings(max_examples=400)
@given(st.lists(THINGS, min_size=1, max_size=5), st.data())
def test_a_draft_that_lost_doubled_or_changed_one_of_them_is_refused(things: list[str], data: st.DataObject) -> None:
    away = masked("; ".join(things), NAMES)
    marks = re.findall(r"X+Q+\d+X", away.words)
    mark = data.draw(st.sampled_from(marks))
    made = data.draw(st.sampled_from(["", f"{mark} {mark}", mark.lower(), f"{mark[:-2]}77X", mark[1:], mark[:-1]]))

    with pytest.raises(Lost):
        away.restored(away.words.replace(mark, made))


@pytest.mark.parametrize(
    ("passage", "things"),
    [
        ("Call +1 (555) 010-4477 or 555-0100.", ("+1 (555) 010-4477", "555-0100")),
        ("See https://talk.example.gov/a?b=c, please.", ("https://talk.example.gov/a?b=c",)),
        ("(www.example.org)", ("www.example.org",)),
        ("Write to ana@example.org.", ("ana@example.org",)),
        ("Oak Street and Oakland, Oak", ("Oak Street", "Oak")),
        ("In Alder Falls: Beat 3, not Beat 31", ("Alder Falls", "Beat 3")),
        ("Hello %(name)s, {count} of {{ all }}", ("%(name)s", "{count}", "{{ all }}")),
        ("Case AF-2026-0113, room B12, #7", ("AF-2026-0113", "B12", "#7")),
        ("On 5 May at 6", ()),
        ("It's 100% so", ()),
    ],
)
def test_these_are_protected(passage: str, things: tuple[str, ...]) -> None:
    assert of(passage) == things


def test_the_code_of_a_receipt_is_protected_as_it_is_shown() -> None:
    code = codes.grouped(codes.of(b"0123456789"))

    assert of(f"Your code is {code}. Keep it.") == (code,)


@pytest.mark.parametrize(
    ("passage", "answer", "lost"),
    [
        ("We meet at 6 on 5 May.", "Nos reunimos a las 7 el 5 de mayo.", "6"),
        ("Three of 5 came.", "Vinieron 3 de 5.", "3"),
        ("We are 12.", "Somos.", "12"),
        ("Hello", "<script>Hola</script>", "<"),
    ],
)
def test_a_draft_with_another_figure_or_a_tag_is_refused(passage: str, answer: str, lost: str) -> None:
    with pytest.raises(Lost, match=re.escape(lost)):
        masked(passage).restored(answer)


def test_figures_in_the_digits_of_another_script_are_the_same_figures() -> None:
    assert masked("We are 12.").restored("نحن ١٢.") == "نحن ١٢."
    assert masked("We are 12.").restored("ကျွန်ုပ်တို့ ၁၂ ဦး") == "ကျွန်ုပ်တို့ ၁၂ ဦး"


@pytest.mark.parametrize(
    "passage", ["a" * 200_000, "a-" * 50_000, "1 " * 50_000, "%(" * 50_000, "<{" * 50_000, "a@" * 50_000]
)
def test_a_word_of_great_length_costs_no_time(passage: str) -> None:
    began = time.monotonic()

    masked(passage, NAMES)

    assert time.monotonic() - began < 5


def test_a_passage_of_protected_things_alone_says_nothing() -> None:
    assert masked("https://example.org 555-0100 22").says_nothing
    assert masked("12: 34!").says_nothing
    assert not masked("Call 555-0100 22").says_nothing
