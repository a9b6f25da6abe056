"""A resident who writes Burmese, a volunteer who translates, and a liaison officer who speaks only English."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from openbeat.apps.concerns import lifecycle as concern
from openbeat.apps.concerns import services as concerns
from openbeat.apps.concerns.demo import taken_up
from openbeat.apps.meetings.demo import PLAN, a_meeting, some_minutes
from openbeat.apps.meetings.lifecycle import MinutesStage, Words
from openbeat.apps.meetings.services import approving
from openbeat.apps.translators import queries
from openbeat.apps.translators.demo import a_translator, written
from openbeat.apps.translators.lifecycle import Credit
from openbeat.apps.translators.models import Work
from openbeat.apps.translators.services import drafts, updates, works
from openbeat.core.people.demo import BUILDER, NOON
from openbeat.core.people.models import Person
from openbeat.core.translation import services as texts
from openbeat.core.translation.facts import Spoken
from openbeat.core.translation.services import shares

if TYPE_CHECKING:
    from django.test import Client

    from tests.cast import Cast

SAID, SAID_IN_ENGLISH = "လမ်းမီးပျက်နေတယ်။", "The street lamp is out."
STORY, STORY_IN_ENGLISH = "မေလကတည်းက မှောင်နေတယ်။", "It has been dark since May."
ANSWER, ANSWER_IN_BURMESE = "A new lamp stands there since Friday.", "သောကြာနေ့ကတည်းက မီးတိုင်အသစ် ရှိနေပြီ။"
SUM = "Two tasks were reported done. The lamp behind the school comes first."
SUM_IN_BURMESE = "တာဝန်နှစ်ခု ပြီးပြီလို့ ပြောခဲ့တယ်။ ကျောင်းနောက်က မီးတိုင်ကို အရင်လုပ်မယ်။"
CORRECTED = "Two tasks were reported done. The lamp beside the mill comes first."
DAY = timedelta(days=1)


def translate(client: Client, work: Work, words: str, pair: tuple[Person, Person]) -> None:
    """One of the two translates it, the other reads it again and signs."""
    one, other = pair
    work = works.take(work, by=one, at=NOON)
    work = drafts.write(work, written(work, [words]), by=one, at=NOON)
    work = drafts.propose(work, work.version, Credit(10, "Carl P."), by=one, at=NOON)
    client.force_login(other)
    assert client.post(f"/translate/{work.pk}/sign/", {"version": str(work.version)}).status_code == 302


def ask(client: Client, url: str, about: str, language: str) -> dict[str, Work]:
    """Somebody asks for all texts of a page; gives what is asked for, by the words that are to be translated."""
    asked = {"about": about, "text": "all", "language": language, "back": url}
    assert client.post("/translate/ask/", asked)["Location"] == url
    found = queries.all_works().filter(language=language, stage="asked")
    return {source.words: work for work in found if (source := queries.source_of(work))}


def test_what_is_said_answered_and_corrected_reaches_all_three(cast: Cast, client: Client) -> None:
    pair = (a_translator(cast.carl, "en"), a_translator(cast.lena, "en"))
    pair = (a_translator(pair[0], "my"), a_translator(pair[1], "my"))
    said = concern.Said(SAID, STORY, "my", "lighting", place="")
    raised = concerns.raise_concern(said, area=cast.beat, by=cast.noor, at=NOON)
    raised = concerns.look(raised, concern.Look(), by=cast.lee, at=NOON)
    raised = taken_up(raised, by=cast.lee, at=NOON)
    url = raised.get_absolute_url()

    client.force_login(cast.lee)
    asked = ask(client, url, f"concerns.concern:{raised.pk}", "en")
    for words, english in ((SAID, SAID_IN_ENGLISH), (STORY, STORY_IN_ENGLISH)):
        translate(client, asked[words], english, pair)
    client.force_login(cast.lee)
    page = client.get(url).text
    assert SAID_IN_ENGLISH in page
    assert STORY_IN_ENGLISH in page
    assert STORY in page  # as it was written, one step away

    concerns.answer(raised, concern.Reply(ANSWER, "en"), by=cast.lee, at=NOON + DAY)
    asked = ask(client, url, f"concerns.concern:{raised.pk}", "my")
    translate(client, asked[ANSWER], ANSWER_IN_BURMESE, pair)
    client.force_login(cast.noor)
    assert ANSWER_IN_BURMESE in client.get(f"/my{url}").text


def test_where_the_english_of_the_minutes_is_corrected_all_three_see_what_is_older(cast: Cast, client: Client) -> None:
    pair = (a_translator(cast.carl, "my"), a_translator(cast.lena, "my"))
    census = Spoken("my", Decimal(12), None, "The census", 2025)
    shares.set_share(cast.beat, census, by=BUILDER, at=NOON)
    meeting = a_meeting(cast)
    minutes = some_minutes(cast, meeting, MinutesStage.PUBLISHED)
    url = f"/meetings/{meeting.pk}/minutes/"
    client.force_login(cast.lee)
    asked = ask(client, meeting.get_absolute_url(), f"meetings.meeting:{meeting.pk}", "my")
    translate(client, asked[SUM], SUM_IN_BURMESE, pair)
    client.logout()
    assert SUM_IN_BURMESE in client.get(f"/my{url}").text

    at = PLAN.ends_at + 60 * DAY
    why = Words("It was the other lamp.", "en")
    approving.correct(minutes, None, Words(CORRECTED, "en"), why=why, by=cast.lee, at=at)
    texts.gather(at=at)
    updates.renew(at=at)

    reader = client.get(f"/my{url}?again").text
    assert SUM_IN_BURMESE in reader
    assert CORRECTED in reader
    client.force_login(cast.lee)
    assert "Update" in client.get(f"/meetings/{meeting.pk}/").text
    work = works.take(Work.objects.get(is_update=True), by=pair[0], at=at)
    client.force_login(pair[0])
    seen = " ".join(client.get(f"/translate/{work.pk}/").text.split())
    assert '<del><span class="sr">[left out: </span>The lamp behind the school comes first.' in seen
    assert '<ins><span class="sr">[new: </span>The lamp beside the mill comes first.' in seen
    assert "Two tasks were reported done." in seen
