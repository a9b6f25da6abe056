"""Captions: what is right is read, what is wrong is named by its line, and nothing else breaks the reader."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openbeat.apps.meetings.figures.captions import BadCaptions, Cue, Fault, read

GOOD = """WEBVTT - the meeting of May
Kind: captions

NOTE made by a neighbour

1
00:01.000 --> 00:04.500 align:start
Good evening.

00:00:05.000 --> 01:00:00.000
The lamp comes first.
It is promised for Friday.
"""


def test_what_is_right_is_read() -> None:
    assert read(GOOD) == [
        Cue(1.0, 4.5, "Good evening."),
        Cue(5.0, 3600.0, "The lamp comes first.\nIt is promised for Friday."),
    ]
    assert read("\ufeff" + GOOD.replace("\n", "\r\n")) == read(GOOD)


@pytest.mark.parametrize(
    ("text", "fault", "line"),
    [
        ("", Fault.HEAD, 1),
        ("SRT\n", Fault.HEAD, 1),
        ("WEBVTT\n", Fault.EMPTY, 2),
        ("WEBVTT\n\n00:01 --> 00:02\nHello", Fault.TIME, 3),
        ("WEBVTT\n\none\n00:01.000 -> 00:02.000\nHello", Fault.TIME, 3),
        ("WEBVTT\n\n00:02.000 --> 00:01.000\nHello", Fault.END, 3),
        ("WEBVTT\n\n00:02.000 --> 00:03.000\nHello\n\n00:01.000 --> 00:04.000\nAgain", Fault.ORDER, 6),
        ("WEBVTT\n\n\n00:02.000 --> 00:03.000\n\nHello", Fault.WORDS, 4),
        ("WEBVTT\n\n00:61.000 --> 00:63.000\nHello", Fault.TIME, 3),
    ],
)
def test_what_is_wrong_is_named_by_its_line(text: str, fault: Fault, line: int) -> None:
    with pytest.raises(BadCaptions) as found:
        read(text)

    assert (found.value.fault, found.value.line) == (fault, line)


def stamp(moment: int) -> str:
    seconds, thousandths = divmod(moment, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{thousandths:03}"


@given(st.lists(st.tuples(st.integers(0, 10**8), st.integers(1, 10**5), st.text("abcé ااမ", min_size=1)), min_size=1))
def test_cues_in_order_come_back_as_they_were_written(found: list[tuple[int, int, str]]) -> None:
    cues = [(begins, begins + lasts, f"x{words}".strip()) for begins, lasts, words in sorted(found)]
    blocks = [f"{stamp(begins)} --> {stamp(ends)}\n{words}" for begins, ends, words in cues]

    assert [cue.words for cue in read("WEBVTT\n\n" + "\n\n".join(blocks))] == [words for _b, _e, words in cues]


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(BadCaptions):
        assert read("WEBVTT\n\n" + text)
