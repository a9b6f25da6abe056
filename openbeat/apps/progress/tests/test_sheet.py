"""The form of 1996 on paper: what stands on it, in four languages."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from django.utils import translation

from openbeat.apps.progress.lifecycle import Appeal, Opinion, Proposal, Say, Stage, Words
from openbeat.apps.progress.services import answers, problems, tactics, tasks
from openbeat.apps.progress.tests.makers import NOON, a_task
from openbeat.apps.progress.views.sheet import chart_pdf
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from django.test import Client

    from tests.cast import Cast

LATER = NOON + timedelta(days=2)
ARABIC = "إنارة الممر خلف المدرسة قبل الشتاء"
BURMESE = "ကျောင်းနောက်ဘက်လမ်းကို မီးထွန်းပါ"


def text(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return re.sub(r"\s+", " ", " ".join(pages))


def filled(cast: Cast) -> None:
    """A task that is planned, hindered and escalated, with a tactic that is not wanted and used all the same."""
    task = a_task(cast, due_on=date(2026, 5, 30), starts_on=date(2026, 5, 11))
    words = Words("No lamp is in store.", "en")
    problem = problems.note(task, words=words, remover="Public Works", by=cast.lee, at=NOON, obstacle="money")
    problems.escalate(problem, Appeal(Words("Order them.", "en"), "City Electric"), by=cast.lee, at=LATER)
    proposal = Proposal(cast.beat, Ref.of(task), "stops", Words("Stop and check cyclists", "en"))
    tactic = tactics.propose(proposal, by=cast.lee, at=NOON)
    answers.say(tactic, Opinion(Say.UNWANTED, Words("", "en")), device="", by=cast.rosa, at=NOON)
    tactic.refresh_from_db()
    why = Words("Two robberies in a week.", "en")
    tactics.use(tactic, why=why, version=tactic.version, by=cast.lee, at=LATER)


def test_the_paper_says_when_it_begins_who_was_asked_and_what_residents_say(client: Client, cast: Cast) -> None:
    filled(cast)

    said = text(client.get(f"/areas/{cast.beat.slug}/progress.pdf").content)

    for words in (
        "Begins on 11 May 2026",
        "Money:",
        "Escalated on 6 May 2026 to:",
        "City Electric",
        "How the police propose to go about it, and what residents say",
        "Stop and check cyclists",
        "Wanted: 0 · in part: 0 · not wanted: 1",
        "Why it is used though it is not wanted:",
        "Two robberies in a week.",
    ):
        assert words in said


def test_the_paper_tells_confirmed_from_not_confirmed(client: Client, cast: Cast) -> None:
    a_task(cast, Stage.UNCONFIRMED)
    a_task(cast, Stage.CONFIRMED)

    said = text(client.get(f"/areas/{cast.beat.slug}/progress.pdf").content)

    assert said.count("Not confirmed: nobody said in three weeks whether it holds.") == 1
    assert said.count("Confirmed on 12 May 2026") == 1


@pytest.mark.parametrize("language", ["en", "es", "ar", "my"])
def test_what_was_written_in_arabic_and_burmese_stands_whole_on_the_paper_of_each_language(
    cast: Cast, language: str
) -> None:
    a_task(cast, title=ARABIC, language="ar")
    other = a_task(cast, title=BURMESE, language="my")
    why = Words("المصابيح لم تصل", "ar")
    tasks.slip(other, to=other.due_on + timedelta(days=9), why=why, version=other.version, by=cast.lee, at=LATER)

    with translation.override(language):
        said = text(chart_pdf(cast.beat, blank=False, at=LATER))

    assert set(ARABIC.split()) <= set(said.split())
    assert set(why.text.split()) <= set(said.split())
    if language == "ar":  # on a page from right to left pdfium reads other scripts backwards, sign by sign
        assert not Counter(BURMESE.replace(" ", "")) - Counter(said)
    else:
        assert all(word in said for word in BURMESE.split())


def test_the_empty_form_has_no_tactics(client: Client, cast: Cast) -> None:
    filled(cast)

    said = text(client.get(f"/areas/{cast.beat.slug}/progress.pdf?blank=1").content)

    assert "How the police propose" not in said
    assert said.count("Task to undertake") == 3
