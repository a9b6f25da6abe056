"""What the sender wrote stays; what a mail program quotes or adds goes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openbeat.core.inbox.quoting import subject, written

OWN = "The lamp is still out."
QUOTES = {
    "English, Gmail": "On Mon, 4 May 2026 at 10:00, Lee <lee@example.org> wrote:\n> We repaired it.",
    "English, in two lines": "On Mon, 4 May 2026 at 10:00, Lee Okafor, police\n<lee@example.org> wrote:\n> Hi",
    "Spanish": "El lun, 4 may 2026 a las 10:00, Lee (<lee@example.org>) escribió:\n> Hola",
    "Arabic": "في الاثنين، 4 مايو 2026 في 10:00 كتب Lee <lee@example.org>:\n> مرحبا",
    "Chinese": "Lee <lee@example.org> 于2026年5月4日周一 10:00写道\uff1a\n> 你好",
    "Vietnamese": "Vào Th 2, 4 thg 5, 2026 lúc 10:00 Lee <lee@example.org> đã viết:\n> Chào",
    "Outlook": "-----Original Message-----\nFrom: Lee\nSent: Monday\n\nWe repaired it.",
    "Outlook, Spanish": "-----Mensaje original-----\nDe: Lee\n\nHola",
    "Outlook, new": "From: Lee <lee@example.org>\nSent: Monday, May 4\nTo: Ana\nSubject: Lamp\n\nWe repaired it.",
    "signature": "-- \nAna Ruiz\n+1 312 555 0100",
    "a telephone": "Sent from my iPhone",
    "a telephone, Spanish": "Enviado desde mi iPhone",
    "only marks": "> We repaired it.\n> All of it.",
}


@pytest.mark.parametrize("kind", QUOTES)
def test_what_is_quoted_and_the_signature_are_cut(kind: str) -> None:
    assert written(f"{OWN}\n\n{QUOTES[kind]}") == OWN


@pytest.mark.parametrize(
    "text",
    [
        'On Friday they wrote:\n"go home" on the wall.',
        "From: the bridge to: the school, it is dark.",
        "It is dark.\nSent from my window I see nothing.",
        "Two things:\n1. the lamp\n2. the noise -- every night",
        "At 5 > 4 people stand there.",
    ],
)
def test_words_that_only_look_like_a_quotation_stay(text: str) -> None:
    assert written(text) == text


def test_an_answer_between_the_quoted_lines_stays() -> None:
    assert written("> Is it solved?\nNo.\n> Since when?\nSince May.") == "No.\nSince May."


def test_of_a_letter_that_only_quotes_nothing_is_left() -> None:
    assert written(QUOTES["English, Gmail"]) == ""


@given(st.text(max_size=300))
def test_nothing_is_made_up_and_cutting_twice_cuts_nothing_more(text: str) -> None:
    once = written(text)

    assert len(once) <= len(text)
    assert set(once) <= set(text.replace("\r\n", "\n").replace("\r", "\n"))
    assert written(once) == once


@pytest.mark.parametrize(
    "text", ["Lamp", "Re: Lamp", "RE: Fwd: Re[2]: Lamp", "Rv:  Lamp", "رد: Lamp", "回复\uff1aLamp"]
)
def test_the_subject_loses_what_mail_programs_put_before_it(text: str) -> None:
    assert subject(text) == "Lamp"


def test_a_word_that_begins_like_a_mark_stays() -> None:
    assert subject("Residents ask: when?") == "Residents ask: when?"
