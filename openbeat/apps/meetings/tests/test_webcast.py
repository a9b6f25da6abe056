"""Webcasts load nothing before consent; recordings have captions and transcript; questions are answered by a date."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from conftest import HouseClient
from openbeat.apps.meetings.lifecycle import (
    Broadcast,
    Kind,
    MinutesStage,
    Part,
    QuestionAct,
    QuestionPromise,
    Unshown,
    WebcastAct,
    Words,
)
from openbeat.apps.meetings.models import Question, Webcast
from openbeat.apps.meetings.policies import QUESTIONS_POLICY, WEBCAST_POLICY
from openbeat.apps.meetings.services import items, questions, webcast
from openbeat.apps.meetings.tests.makers import NOON, PLAN, a_meeting, some_minutes
from openbeat.apps.meetings.views import paper
from openbeat.apps.meetings.views.webcast import player
from openbeat.core.loop.models import Obligation
from openbeat.core.notices.models import Message
from openbeat.core.web.forms import _start
from openbeat.kit.actors import VISITOR
from openbeat.kit.policy import Conflict, Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from tests.cast import Cast

DURING, AFTER = PLAN.starts_at + timedelta(minutes=30), PLAN.ends_at + timedelta(hours=1)
VTT = "WEBVTT\n\n00:01.000 --> 00:02.000\nGood evening.\n"
WHOLE = Broadcast("https://live.example.org/1", "https://video.example.org/1.mp4", VTT, "en", "Good evening.", "en")
EVERYONE = ("rosa", "noor", "lee", "lena", "lou", "imani", "cora", "ada", "carl", "visitor", "holder")
WORDS = Words("When does the lamp come?", "en")


def a_question(cast: Cast, *, by: Any = VISITOR) -> Question:
    return questions.ask(a_meeting(cast), WORDS, once="", by=by, at=DURING)


def test_only_whoever_leads_sets_a_webcast_and_never_of_a_listening_session(cast: Cast) -> None:
    meeting, session = a_meeting(cast), a_meeting(cast, kind=Kind.LISTENING)

    may = {name for name in EVERYONE if WEBCAST_POLICY.verdict(cast[name], WebcastAct.SET, meeting)}

    assert may == {"lee", "lena", "cora"}
    assert str(WEBCAST_POLICY.verdict(cast.lee, WebcastAct.SET, session).reason) == (
        "A listening session is never shown or recorded."
    )


def test_the_content_policy_names_the_house_and_nothing_that_stands_before_the_at_sign() -> None:
    shown = player("https://a;sandbox;@video.example.org:8443/1.mp4", recorded=True)

    assert shown
    assert (shown.house, shown.source) == ("video.example.org", "https://video.example.org:8443")


@pytest.mark.parametrize("lacking", ["captions", "transcript"])
def test_a_recording_is_published_with_captions_and_transcript_or_not_at_all(cast: Cast, lacking: str) -> None:
    part = Broadcast(recording=WHOLE.recording, **{
        name: "" if name.startswith(lacking) else getattr(WHOLE, name)
        for name in ("captions", "captions_language", "transcript", "transcript_language")
    })  # fmt: skip
    found = webcast.set_webcast(a_meeting(cast), part, version=0, by=cast.lee, at=AFTER)

    with pytest.raises(Refused, match="with captions and a transcript"):
        webcast.publish(found, by=cast.lee, at=AFTER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Webcast.objects.update(published_at=AFTER)

    found = webcast.set_webcast(found.meeting, WHOLE, version=1, by=cast.lee, at=AFTER)
    assert webcast.publish(found, by=cast.lee, at=AFTER).published_at == AFTER
    with pytest.raises(Refused, match="with captions and a transcript"):
        webcast.set_webcast(found.meeting, part, version=3, by=cast.lee, at=AFTER)


def test_two_who_set_it_at_once_the_second_sees_the_first(cast: Cast) -> None:
    meeting = a_meeting(cast)
    webcast.set_webcast(meeting, WHOLE, version=0, by=cast.lee, at=NOON)

    with pytest.raises(Conflict) as conflict:
        webcast.set_webcast(meeting, Broadcast(), version=0, by=cast.cora, at=NOON)

    assert WHOLE.stream in conflict.value.theirs


def test_nothing_of_another_house_is_loaded_before_consent(
    cast: Cast, client: Client, at_noon: Callable[[timedelta], None], settings: Any
) -> None:
    settings.OPENBEAT_EMBED_HOSTS = ["example.org"]
    meeting = a_meeting(cast)
    webcast.set_webcast(meeting, WHOLE, version=0, by=cast.lee, at=NOON)
    at_noon(DURING - NOON)
    path = f"/meetings/{meeting.pk}/webcast/"

    asked, watching = client.get(path), client.get(f"{path}?watch=1")
    settings.OPENBEAT_EMBED_HOSTS = ["elsewhere.example"]
    unlisted = client.get(f"{path}?watch=1")

    assert "iframe" not in asked.text
    assert "live.example.org, a site that is not ours" in asked.text
    assert "frame-src" not in asked["Content-Security-Policy"]
    assert '<iframe class="player"' in watching.text
    assert "frame-src https://live.example.org" in watching["Content-Security-Policy"]
    assert "script-src 'self'" in watching["Content-Security-Policy"]
    assert "iframe" not in unlisted.text
    assert "Open it there" in unlisted.text


def test_a_recording_comes_with_its_captions_and_a_transcript_to_read(
    cast: Cast, client: Client, at_noon: Callable[[timedelta], None], settings: Any
) -> None:
    settings.OPENBEAT_EMBED_HOSTS = ["example.org"]
    meeting = a_meeting(cast)
    found = webcast.set_webcast(meeting, WHOLE, version=0, by=cast.lee, at=AFTER)
    at_noon(AFTER - NOON)
    hidden = [client.get(f"/meetings/{meeting.pk}/{end}").status_code for end in ("transcript/", "captions.vtt")]

    webcast.publish(found, by=cast.lee, at=AFTER)

    watching = client.get(f"/meetings/{meeting.pk}/webcast/?watch=1")
    captions = client.get(f"/meetings/{meeting.pk}/captions.vtt")
    assert hidden == [404, 404]
    assert f'src="/meetings/{meeting.pk}/captions.vtt"' in watching.text
    assert "media-src https://video.example.org" in watching["Content-Security-Policy"]
    assert captions.text == VTT
    assert "Good evening." in client.get(f"/meetings/{meeting.pk}/transcript/").text


def test_a_bad_file_of_captions_is_refused_with_its_line_and_the_rest_stays(cast: Cast, client: Client) -> None:
    meeting = a_meeting(cast)
    client.force_login(cast.lee)
    path = f"/meetings/{meeting.pk}/webcast/change/"
    facts = {"recording": WHOLE.recording, "captions_language": "en", "transcript": "Good evening.",
             "transcript_language": "en", "version": 0}  # fmt: skip
    bad = SimpleUploadedFile("x.vtt", b"WEBVTT\n\n00:02.000 --> 00:01.000\nHello")

    refused = client.post(path, {**facts, "captions_file": bad})
    saved = client.post(path, {**facts, "captions_file": SimpleUploadedFile("x.vtt", VTT.encode())}, follow=True)

    assert refused.status_code == 422
    assert "Line 3: the words end before they begin." in refused.text
    assert "Good evening.</textarea>" in refused.text
    assert "It is saved." in saved.text
    assert Webcast.objects.get().captions == VTT


def test_whoever_leads_sees_to_a_question_but_nobody_to_their_own(cast: Cast) -> None:
    question = a_question(cast, by=cast.lena)

    for act in (QuestionAct.SHOW, QuestionAct.WITHHOLD, QuestionAct.ANSWER):
        may = {name for name in EVERYONE if QUESTIONS_POLICY.verdict(cast[name], act, question)}
        assert may == {"lee", "cora"}, act


def test_a_question_is_sent_in_while_the_meeting_runs_and_read_after_a_look(
    cast: Cast, client: Client, at_noon: Callable[[timedelta], None]
) -> None:
    meeting = a_meeting(cast)
    path = f"/meetings/{meeting.pk}/questions/"
    early = client.post(path, {"words": "Lamp?", "language": "en", "started": _start(), "website": ""})
    at_noon(DURING - NOON)
    started = _start()
    asked = [client.post(path, {"words": "Lamp?", "language": "en", "started": started, "website": ""}) for _ in "ab"]
    before = client.get(path).text
    question = Question.objects.get()

    questions.show(question, by=cast.lee, at=DURING)

    assert early.status_code == 403
    assert "while the meeting runs" in early.text
    assert all("It has arrived" in answer.text for answer in asked)
    assert "Lamp?" not in before
    assert "Lamp?" in client.get(path).text


def test_a_question_that_is_left_open_is_owed_an_answer_by_a_date(cast: Cast) -> None:
    question = a_question(cast, by=cast.rosa)
    answered = questions.answer(a_question(cast), Words("On Friday.", "en"), by=cast.lee, at=DURING)

    counts = [questions.owe_all(at=at) for at in (DURING, AFTER, AFTER)]
    [owed] = Obligation.objects.filter(promise=QuestionPromise.ANSWER)
    questions.answer(question, Words("On Friday.", "en"), by=cast.lee, at=AFTER + timedelta(days=1))

    owed.refresh_from_db()
    assert (counts, answered.stage) == ([0, 1, 1], "answered")
    assert owed.kept_at == AFTER + timedelta(days=1)
    assert Message.objects.filter(kind="meetings.question_answered", person=cast.rosa).count() == 1


def test_a_question_that_is_not_shown_has_a_reason_and_its_words_stay_hidden(cast: Cast, client: Client) -> None:
    question = a_question(cast, by=cast.rosa)
    questions.owe_all(at=AFTER)
    with pytest.raises(Refused, match="says why"):
        questions.withhold(question, "", by=cast.lee, at=AFTER)

    questions.withhold(question, Unshown.NAME, by=cast.lee, at=AFTER)

    hidden = client.get(question.get_absolute_url())
    client.force_login(cast.rosa)
    shown = client.get(question.get_absolute_url())
    assert hidden.status_code == 404
    assert "It names somebody" in shown.text
    assert Obligation.objects.get(promise=QuestionPromise.ANSWER).released_why == "withheld"


# What is read in the minutes


def in_minutes(client: Client, meeting: Any) -> list[str]:
    """The answers on the page of the minutes, in order: under a passage, or (later) at the end."""
    html = client.get(f"/meetings/{meeting.pk}/minutes/").text
    before, _head, after = html.partition('id="answered-later"')
    parts = (("in", before), ("later", after))
    return [f"{place}: {answer}" for place, part in parts for answer in ANSWERS if answer in part]


ANSWERS = ("On Friday.", "In the autumn.")


def test_an_answer_stands_in_the_minutes_at_what_it_is_about_and_leads_back_to_the_question(
    client: Client, cast: Cast, at_noon: Callable[[timedelta], None]
) -> None:
    question = a_question(cast)
    meeting = question.meeting
    item = items.add(meeting, part=Part.NEW, words=Words("The lamp", "en"), by=cast.lee, at=NOON)
    client.force_login(cast.lee)
    at_noon(DURING - NOON)

    page = client.get(f"/meetings/questions/{question.pk}/").text
    client.post(f"/meetings/questions/{question.pk}/", {"words": "On Friday.", "language": "en", "about": item.pk})
    writing = client.get(f"/meetings/{meeting.pk}/minutes/write/").text
    some_minutes(cast, meeting)
    at_noon(AFTER - NOON)
    html = HouseClient().get(f"/meetings/{meeting.pk}/minutes/").text

    assert f'<option value="{item.pk}">The lamp</option>' in page
    assert "On Friday." in writing
    passage = html.partition(f'id="passage-{item.pk}"')[2].partition("To the question")[0]
    assert ("answered there" in passage, "When does the lamp come?" in passage) == (True, True)
    assert f'href="/meetings/questions/{question.pk}/"' in passage


def test_a_later_answer_is_seen_as_one_and_changes_no_version(client: Client, cast: Cast) -> None:
    question = a_question(cast)
    questions.owe_all(at=AFTER)
    minutes = some_minutes(cast, question.meeting, MinutesStage.PUBLISHED)
    before = [version.passages for version in minutes.versions.order_by("number")]
    assert in_minutes(client, question.meeting) == []

    questions.answer(question, Words("In the autumn.", "en"), by=cast.lee, at=AFTER + timedelta(days=60))

    assert in_minutes(client, question.meeting) == ["later: In the autumn."]
    assert [version.passages for version in minutes.versions.order_by("number")] == before
    assert "answered later: " in client.get(f"/meetings/{question.meeting_id}/minutes/").text


def test_the_printed_minutes_say_what_was_answered_there_and_later(cast: Cast) -> None:
    question = a_question(cast)
    second = questions.ask(question.meeting, Words("And the bench?", "en"), once="", by=VISITOR, at=DURING)
    questions.answer(question, Words("On Friday.", "en"), by=cast.lee, at=DURING)
    minutes = some_minutes(cast, question.meeting)
    questions.answer(second, Words("In the autumn.", "en"), by=cast.lee, at=AFTER + timedelta(days=60))

    file = pypdfium2.PdfDocument(paper.minutes_pdf(minutes, large=False, at=AFTER))
    words = " ".join(page.get_textpage().get_text_range() for page in file).replace("\r\n", " ")

    there, _head, later = words.partition("Answered later")
    assert ("On Friday." in there, "And the bench?" in later, "In the autumn." in later) == (True, True, True)


def test_an_item_of_another_meeting_is_refused(cast: Cast) -> None:
    question, other = a_question(cast), a_meeting(cast)

    with pytest.raises(Refused, match="not on the agenda of this meeting"):
        questions.answer(question, WORDS, item=other.items.first(), by=cast.lee, at=DURING)


def test_who_asked_and_was_forgotten_leaves_no_word_in_the_minutes(client: Client, cast: Cast) -> None:
    question = a_question(cast, by=cast.noor)
    questions.answer(question, Words("On Friday.", "en"), by=cast.lee, at=DURING)
    some_minutes(cast, question.meeting)

    Question.objects.filter(pk=question.pk).update(text="", asked_by=None)

    html = client.get(f"/meetings/{question.meeting_id}/minutes/").text
    assert ("On Friday." in html, "When does the lamp come?" in html) == (True, False)


def test_two_who_save_a_webcast_at_once_see_both_and_decide(
    client: Client, cast: Cast, at_noon: Callable[[timedelta], None]
) -> None:
    meeting = a_meeting(cast)
    client.force_login(cast.lee)
    url = f"/meetings/{meeting.pk}/webcast/change/"
    mine = {
        "stream": "https://live.example.org/mine",
        "version": 0,
        "captions_language": "en",
        "transcript_language": "en",
    }
    webcast.set_webcast(meeting, WHOLE, version=0, by=cast.lena, at=NOON)

    answer = client.post(url, mine)
    again = client.post(url, {**mine, "version": answer.text.split('name="version" value="')[1].split('"')[0]})

    assert (answer.status_code, "Two of you changed this" in answer.text) == (409, True)
    assert ("Good evening." in answer.text, "Captions: 4 lines" in answer.text) == (True, True)
    assert 'value="https://live.example.org/mine"' in answer.text
    assert again.status_code == 302
    assert Webcast.objects.get().stream == "https://live.example.org/mine"
