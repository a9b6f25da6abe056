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
from openbeat.core.hooks.texts import Source
from openbeat.core.printing import labels
from openbeat.core.translation import services as translating
from openbeat.core.translation.services import Signed
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from django.test import Client

    from openbeat.apps.progress.models import Task
    from tests.cast import Cast

    type CountQueries = Callable[[int], AbstractContextManager[None]]

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
        said = text(chart_pdf(cast.beat, at=LATER))

    assert set(ARABIC.split()) <= set(said.split())
    assert set(why.text.split()) <= set(said.split())
    if language == "ar":  # on a page from right to left pdfium reads other scripts backwards, sign by sign
        assert not Counter(BURMESE.replace(" ", "")) - Counter(said)
    else:
        assert all(word in said for word in BURMESE.split())


def test_the_empty_form_comes_in_english_with_another_language_beside_it(client: Client, cast: Cast) -> None:
    made = client.get(f"/areas/{cast.beat.slug}/progress.pdf?beside=es").content

    said = text(made)
    with translation.override("es"):
        theirs = [str(labels.CHART[name]) for name in ("responsible", "timetable", "problems")]
    assert said.count("Who is responsible for this task") == 3
    assert [said.count(label) for label in theirs] == [3, 3, 3]
    assert 'progress.pdf?beside=my"' in client.get(f"/areas/{cast.beat.slug}/progress/").text


def translated(cast: Cast, task: Task, was: str, words: str, credit: str = "") -> None:
    """The title of the task in Spanish, made when it was this."""
    row = translating.ask_for(Source(Ref.of(task), "title", task.title, "en", "/"), at=NOON)
    translating.publish(row, "es", [(was, words)], Signed(cast.rosa, credit=credit), by=cast.lee, at=NOON)


@pytest.mark.parametrize("count", [1, 3])
def test_what_was_translated_stands_on_the_paper_in_the_language_of_the_page(
    cast: Cast, count: int, count_queries: CountQueries
) -> None:
    for _number in range(count):
        translated(cast, a_task(cast, title="Light the path"), "Light the path", "Iluminar el sendero", credit="Rosa")

    with translation.override("en"):
        english = text(chart_pdf(cast.beat, at=LATER))
    with translation.override("es"), count_queries(7):
        spanish = text(chart_pdf(cast.beat, at=LATER))

    assert (english.count("Light the path"), spanish.count("Light the path")) == (count, 0)
    assert spanish.count("Iluminar el sendero") == count
    assert "Rosa" in spanish


def test_what_changed_since_it_was_translated_stands_below_it_as_it_is_now(cast: Cast) -> None:
    task = a_task(cast, title="Light the path behind the school before winter")
    translated(cast, task, "Light the path behind the school", "Iluminar el sendero")

    with translation.override("es"):
        said = text(chart_pdf(cast.beat, at=LATER))

    assert said.index("Iluminar el sendero") < said.index("Light the path behind the school before winter")


def test_the_empty_form_has_no_tactics(client: Client, cast: Cast) -> None:
    filled(cast)

    said = text(client.get(f"/areas/{cast.beat.slug}/progress.pdf?blank=1").content)

    assert "How the police propose" not in said
    assert said.count("Task to undertake") == 3
