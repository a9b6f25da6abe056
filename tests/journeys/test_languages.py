"""A resident who reads Burmese, an officer who reads English alone, and those who translate between them.

What the one writes the other reads in their own language. Then the English is corrected: the resident sees which
passage is newer, the translator which sentence, the department what is older than its source.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from django.utils.translation import gettext, override

from openbeat.apps.concerns.demo import a_concern, taken_up
from openbeat.apps.concerns.lifecycle import Look, Reply
from openbeat.apps.concerns.notices import ANSWERED as ANSWERED_NOTICE
from openbeat.apps.concerns.services import answer
from openbeat.apps.meetings import queries as meetings
from openbeat.apps.meetings.demo import a_meeting
from openbeat.apps.meetings.lifecycle import Stage, Words
from openbeat.apps.meetings.services import approving
from openbeat.apps.meetings.tests.test_paper import neighbour
from openbeat.apps.translators.demo import NOON, a_translator, written
from openbeat.apps.translators.lifecycle import Credit
from openbeat.apps.translators.models import Work
from openbeat.apps.translators.services import drafts, looks, updates, works
from openbeat.core.hooks import texts
from openbeat.core.notices.models import Message
from openbeat.core.people import services as people
from openbeat.core.people.facts import Details
from openbeat.core.places.models import Area
from openbeat.core.translation import services as translations
from openbeat.kit import memory
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import Model
    from django.test import Client

    from openbeat.core.people.models import Person
    from tests.cast import Cast

HOUR = timedelta(hours=1)
TITLE, STORY = "လမ်းမီးတိုင် ပျက်နေတယ်", "မေလကတည်းက ကျောင်းရှေ့မှာ မှောင်နေပါတယ်။"
IN_ENGLISH = {"title": "The street light is broken", "story": "It has been dark in front of the school since May."}
ANSWER, ANSWERED = "The lamp was repaired on Friday.", "မီးတိုင်ကို သောကြာနေ့က ပြင်ပြီးပါပြီ။"
FIRST, MONDAY = "Two tasks were reported done.", "We meet again on Monday at the library."
TUESDAY = "We meet again on Tuesday at the library."
BURMESE = ("အလုပ်နှစ်ခု ပြီးပြီလို့ ပြောပါတယ်။", "တနင်္လာနေ့မှာ စာကြည့်တိုက်မှာ ထပ်တွေ့ကြမယ်။")


def translated(thing: Model, field: str, language: str, words: list[str], who: tuple[Person, Person, Person]) -> None:
    """Staff ask for it, one translates, another reads it again and signs."""
    staff, first, second = who
    slot = texts.slot_of(Ref.of(thing), field)
    work = works.ask(texts.read([Ref.of(thing)])[slot], language, by=staff, at=NOON)
    work = works.take(work, by=first, at=NOON)
    work = drafts.write(work, written(work, words), by=first, at=NOON)
    work = drafts.propose(work, work.version, Credit(20, "Daw Mya"), by=first, at=NOON)
    looks.sign(work, work.version, by=second, at=NOON)
    memory.forget_all()


@pytest.fixture
def volunteers(cast: Cast) -> tuple[Person, Person]:
    """Carl and Noor translate from Burmese and into it."""
    for person in (cast.carl, cast.noor):
        for language in ("my", "en"):
            a_translator(person, language)
    return type(cast.carl).objects.get(pk=cast.carl.pk), type(cast.noor).objects.get(pk=cast.noor.pk)


def speaks_burmese(person: Person) -> None:
    """Messages to this person are in Burmese from now on."""
    people.change_details(person, Details(person.name, "my", person.name_public), by=person, at=NOON)


def read(client: Client, person: Person | None, path: str) -> str:
    """The page as this person sees it, in one line."""
    memory.forget_all()
    client.force_login(person) if person else client.logout()
    answer = client.get(path)
    assert answer.status_code == 200, path
    return " ".join(answer.text.split())


def test_a_concern_in_burmese_is_read_and_answered_by_whoever_reads_english_alone(
    client: Client, cast: Cast, volunteers: tuple[Person, Person]
) -> None:
    speaks_burmese(cast.rosa)
    concern = a_concern(cast, look=Look(), title=TITLE, story=STORY, language="my")
    url = concern.get_absolute_url()
    assert f'lang="my" dir="ltr"><p>{STORY}</p>' in read(client, cast.lee, url)

    for field, words in IN_ENGLISH.items():
        translated(concern, field, "en", [words], (cast.lee, *volunteers))
    seen = read(client, cast.lee, url)
    assert IN_ENGLISH["title"] in seen
    assert f'<p lang="en" dir="ltr">{IN_ENGLISH["story"]}</p>' in seen
    assert "Translated from Burmese. Read it as it was written" in seen
    assert STORY in seen
    assert STORY in read(client, cast.rosa, f"/my{url}").partition("<details>")[0]

    concern = answer(taken_up(concern, by=cast.lee, at=NOON), Reply(ANSWER, "en"), by=cast.lee, at=NOON + 4 * HOUR)
    given = concern.answers.get()
    assert ANSWER in read(client, cast.rosa, f"/my{url}")
    translated(given, "text", "my", [ANSWERED], (cast.lee, *volunteers))

    page = read(client, cast.rosa, f"/my{url}")
    assert page.index(ANSWERED) < page.index(ANSWER)
    assert "Daw Mya" in page
    assert ANSWERED not in read(client, cast.lee, url)
    told = Message.objects.get(person=cast.rosa, kind="concerns.answered")
    with override("my"):
        words = gettext(str(ANSWERED_NOTICE.body)).replace("{area}", cast.beat.name)
    assert told.language == "my"
    assert words in told.body
    assert "has an answer" not in told.body


def test_minutes_are_read_in_burmese_and_what_is_corrected_is_seen_by_all_three(
    client: Client, cast: Cast, volunteers: tuple[Person, Person], run_jobs: Callable[[], int]
) -> None:
    neighbour(cast, "မသီတာ", "my", "7 Sluice Street, Alder Falls 60699")
    Area.objects.filter(pk=cast.beat.pk).update(languages=["my"])
    meeting = a_meeting(cast, Stage.NOTED)
    minutes = meetings.minutes_of(meeting)
    assert minutes
    assert minutes.published_at
    at = minutes.published_at + HOUR
    why = Words("The day was left out.", "en")
    minutes = approving.correct(minutes, None, Words(f"{FIRST}\n\n{MONDAY}", "en"), why=why, by=cast.lee, at=at)
    url = f"{meeting.get_absolute_url()}minutes/"
    meeting.refresh_from_db()
    translated(meeting, "summary", "my", list(BURMESE), (cast.lee, *volunteers))
    run_jobs()
    for words in BURMESE:
        assert words in read(client, None, f"/my{url}")
    assert MONDAY in read(client, cast.lee, url)
    letter = on_paper(client, f"{meeting.get_absolute_url()}letters.pdf")
    assert all("".join(words.split()) in letter for words in ("မသီတာ", *BURMESE))

    minutes = approving.correct(
        minutes,
        None,
        Words(f"{FIRST}\n\n{TUESDAY}", "en"),
        why=Words("It is Tuesday.", "en"),
        by=cast.lee,
        at=at + HOUR,
    )
    translations.renew([Ref.of(meeting)], at=at + HOUR)
    updates.renew(at=at + HOUR)

    resident = read(client, None, f"/my{url}").partition("<details>")[0]
    assert resident.index(BURMESE[0]) < resident.index(BURMESE[1]) < resident.index(TUESDAY)
    assert FIRST not in resident

    queue = read(client, volunteers[0], "/translate/?language=my")
    assert "Update" in queue
    work = Work.objects.get(language="my", stage="asked")
    beside = read(client, volunteers[0], work.get_absolute_url())
    assert f'<ins><span class="sr">[new: </span>{TUESDAY}' in beside
    assert f'<del><span class="sr">[left out: </span>{MONDAY}' in beside
    assert f"]</span></del>{FIRST}" not in beside

    served = read(client, cast.lee, "/languages/areas/millrace/")
    assert re.search(r">Burmese .*?Older than the source\">1<", served.partition("</tr>")[2])

    for path in (f"/my{meeting.get_absolute_url()}minutes.pdf", f"{meeting.get_absolute_url()}letters.pdf"):
        paper = on_paper(client, path)
        assert all("".join(words.split()) in paper for words in (*BURMESE, TUESDAY))
        assert "".join(MONDAY.split()) not in paper


def on_paper(client: Client, path: str) -> str:
    """What a PDF file gives to whoever cannot see, without its spaces: Burmese words may stand close."""
    file = pypdfium2.PdfDocument(client.get(path).content)
    return "".join("".join(page.get_textpage().get_text_range() for page in file).split())
