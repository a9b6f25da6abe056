"""What people see and press between raised and answered."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from conftest import CountQueries
from openbeat.apps.concerns import queries, services
from openbeat.apps.concerns.lifecycle import Correction, Look, Reply, Scrubbed, Stage, Verdict, Withheld
from openbeat.apps.concerns.models import Concern, MeToo, Question, ReopenRequest
from openbeat.apps.concerns.tests.makers import ANSWER_WORDS, NOON, a_concern
from openbeat.core.moderation.models import Removal
from openbeat.core.web import devices
from openbeat.kit import memory
from openbeat.kit.clock import now
from tests.cast import Cast
from tests.htmx import assert_fragment_is_part_of_page

SECRET = "Zebrafinch"  # noqa: S105  a word, and no password


def form_of(client: Client, path: str) -> dict[str, str]:
    """The hidden fields of an open form."""
    found = re.search(r'name="started" value="([^"]+)"', client.get(path).text)
    assert found
    return {"started": found[1], "website": ""}


def test_the_owner_says_what_was_understood_and_takes_it_up_in_one_step(client: Client, cast: Cast) -> None:
    concern = a_concern(cast, look=Look())
    client.force_login(cast.lee)

    sentence = {"text": "The lamp is out.", "language": "en", "take_up": "on"}
    page = client.post(f"/concerns/{concern.pk}/acknowledge/", sentence, follow=True).text

    concern.refresh_from_db()
    assert concern.stage == Stage.TAKEN_UP
    assert "The lamp is out." in page


def test_whoever_raised_it_says_yes_by_one_tap_by_htmx_and_by_page(client: Client, cast: Cast) -> None:
    first, second = (a_concern(cast, Stage.ACKNOWLEDGED) for _each in range(2))
    client.force_login(cast.rosa)

    part = client.post(f"/concerns/{first.pk}/understood/", headers={"HX-Request": "true"}).text
    whole = client.post(f"/concerns/{second.pk}/understood/", follow=True).text

    assert [queries.sentences_of(each).get().verdict for each in (first, second)] == [Verdict.RIGHT] * 2
    assert ("Yes, that is it." in part, "Yes, that is it." in whole) == (True, True)
    assert_fragment_is_part_of_page(client, first.get_absolute_url())


def test_a_correction_is_read_by_who_handles_it_and_by_nobody_else(client: Client, cast: Cast) -> None:
    concern = a_concern(cast, Stage.ACKNOWLEDGED, look=Look())
    client.force_login(cast.rosa)
    client.post(f"/concerns/{concern.pk}/correct/", {"text": f"{SECRET} instead", "language": "en"})

    shown = {}
    for who in ("rosa", "lee", "cora", "noor", "lou"):
        client.force_login(cast[who])  # type: ignore[arg-type]
        shown[who] = SECRET in client.get(concern.get_absolute_url()).text
    client.logout()
    shown["visitor"] = SECRET in client.get(concern.get_absolute_url()).text

    assert shown == {"rosa": True, "lee": True, "cora": True, "noor": False, "lou": False, "visitor": False}


@pytest.mark.parametrize("kind", ["new", "withheld", "private"])
def test_the_sentence_is_as_hidden_as_the_words_that_it_sums_up(client: Client, cast: Cast, kind: str) -> None:
    looks = {"withheld": Look(words=Withheld.NAME)}
    concern = a_concern(cast, look=looks.get(kind), private=kind == "private")
    client.force_login(cast.lee)
    client.post(f"/concerns/{concern.pk}/acknowledge/", {"text": f"{SECRET} rings", "language": "en"})

    page = concern.get_absolute_url()
    for who in ("noor", "lou"):
        client.force_login(cast[who])  # type: ignore[arg-type]
        steps = ("correct", "acknowledge", "merge", "date", "question", "me-too", "ask", "decide", "not-ours")
        assert not any(SECRET in client.get(f"{page}{step}").text for step in ("", *(f"{step}/" for step in steps)))
    client.force_login(cast.rosa)
    assert SECRET in client.get(page).text


def test_not_ours_says_where_to_go(client: Client, cast: Cast) -> None:
    concern = a_concern(cast, Stage.TAKEN_UP, look=Look())
    client.force_login(cast.lee)
    end = {"whose": "City works", "telephone": "+1 608 555 0100", "url": "https://works.example.org/", "language": "en"}

    missing = client.post(f"/concerns/{concern.pk}/not-ours/", end)
    client.post(f"/concerns/{concern.pk}/not-ours/", {**end, "text": "The lamps are the city's."})

    client.logout()
    page = client.get(concern.get_absolute_url()).text
    assert missing.status_code == 422
    assert [words in page for words in ("Go to:", "City works", "tel:+16085550100", "The lamps are the city&#x27;s.")]


def test_a_neighbour_who_ends_it_is_told_why_not(client: Client, cast: Cast) -> None:
    concern = a_concern(cast, Stage.TAKEN_UP, look=Look())
    client.force_login(cast.noor)

    end = {"reason": "checked", "text": "No.", "language": "en"}
    response = client.post(f"/concerns/{concern.pk}/no-action/", end)

    assert response.status_code == 403
    assert "Only the liaison officer of this area may do this." in response.text


def test_the_page_of_what_was_told_before_shows_how_far_the_other_one_is(client: Client, cast: Cast) -> None:
    concern = a_concern(cast, Stage.DUPLICATE, look=Look())
    other = queries.goes_on_with(concern)
    assert other
    services.look(other, Look(), by=cast.lee, at=NOON)

    page, there = client.get(concern.get_absolute_url()).text, client.get(other.get_absolute_url()).text

    assert f'href="/concerns/{other.pk}/"' in page
    assert "It goes on here" in page
    assert f'href="/concerns/{concern.pk}/"' in there


def test_merging_by_the_page_takes_a_number_or_a_choice_and_nothing_hidden(client: Client, cast: Cast) -> None:
    first, second = a_concern(cast, by="noor", look=Look()), a_concern(cast, look=Look())
    elsewhere = services.move(a_concern(cast, private=True), to=cast.other, by=cast.lee, at=NOON)
    client.force_login(cast.lee)
    words = {"text": "Told before.", "language": "en"}

    page = client.get(f"/concerns/{second.pk}/merge/").text
    hidden = client.post(f"/concerns/{second.pk}/merge/", {**words, "number": elsewhere.pk})
    client.post(f"/concerns/{second.pk}/merge/", {**words, "into": first.pk})

    second.refresh_from_db()
    assert f'value="{first.pk}"' in page
    assert (hidden.status_code, second.duplicate_of_id) == (404, first.pk)


# Me too, and asking again


def test_me_too_counts_once_for_a_device_and_says_so(client: Client, cast: Cast) -> None:
    concern = a_concern(cast, look=Look())
    page = client.get(f"/concerns/{concern.pk}/me-too/").text

    first = client.post(f"/concerns/{concern.pk}/me-too/", follow=True).text
    again = client.post(f"/concerns/{concern.pk}/me-too/", follow=True).text
    Client(HTTP_HOST="localhost").post(f"/concerns/{concern.pk}/me-too/")

    concern.refresh_from_db()
    assert "Once for a device, as far as we can tell" in page
    assert ("Your voice counts here now." in first, "You said so already." in again) == (True, True)
    assert (concern.me_toos, MeToo.objects.filter(person=None).count()) == (2, 2)


def test_the_same_browser_takes_it_back_and_another_one_does_not(client: Client, cast: Cast) -> None:
    concern = a_concern(cast, look=Look())
    url, other = f"/concerns/{concern.pk}/me-too/", Client(HTTP_HOST="localhost")
    client.post(url)
    other.post(f"/concerns/{a_concern(cast).pk}/me-too/")  # has a word of its own

    told = other.post(url, {"unsay": "yes"}, follow=True).text
    page = client.get(url).text
    done = client.post(url, {"unsay": "yes"}, follow=True).text

    concern.refresh_from_db()
    assert "Here nobody said so" in told
    assert ("take it back" in page, "Yes, it is so for me too" in page) == (True, False)
    assert ("Your voice counts here no more." in done, concern.me_toos) == (True, 0)
    assert "Yes, it is so for me too" in client.get(url).text


def test_what_a_device_is_called_says_nothing_of_what_else_it_said(client: Client, cast: Cast) -> None:
    for concern in (a_concern(cast, look=Look()), a_concern(cast, look=Look())):
        client.post(f"/concerns/{concern.pk}/me-too/")

    first, second = MeToo.objects.order_by("pk").values_list("device", flat=True)
    assert first != second


def test_a_browser_keeps_its_word_from_one_question_to_the_next(client: Client, cast: Cast) -> None:
    client.post(f"/concerns/{a_concern(cast, look=Look()).pk}/me-too/")
    request = RequestFactory().get("/")
    request.COOKIES[devices.COOKIE] = client.cookies[devices.COOKIE].value

    assert devices.word(request) == client.cookies[devices.COOKIE].value


def test_a_voice_counts_once_for_a_browser_that_answered_something_else_before(client: Client, cast: Cast) -> None:
    concern, answered = a_concern(cast, look=Look()), HttpResponse()
    devices.remember(answered, "a-word-of-this-browser")
    client.cookies[devices.COOKIE] = answered.cookies[devices.COOKIE].value

    client.post(f"/concerns/{concern.pk}/me-too/")

    assert client.cookies[devices.COOKIE].value == "a-word-of-this-browser"


def test_a_private_concern_has_no_voices_and_no_wishes(client: Client, cast: Cast) -> None:
    concern = a_concern(cast, Stage.ANSWERED, private=True)

    answers = [client.post(f"/concerns/{concern.pk}/{step}/").status_code for step in ("me-too", "ask")]

    assert (answers, MeToo.objects.count(), ReopenRequest.objects.count()) == ([404, 404], 0, 0)


def test_anybody_asks_to_open_it_again_and_the_reason_is_read_once_it_is_decided(client: Client, cast: Cast) -> None:
    concern = a_concern(cast, Stage.ANSWERED, look=Look())
    path = f"/concerns/{concern.pk}/ask/"
    wish = {**form_of(client, path), "text": f"{SECRET} is back", "language": "en"}

    client.post(path, wish)
    before = client.get(concern.get_absolute_url()).text
    staff = Client(HTTP_HOST="localhost")
    staff.force_login(cast.lee)
    desk = staff.get("/desk/").text
    ruling = {"granted": "no", "why": "We looked on two nights.", "language": "en", "withheld": "show"}
    staff.post(f"/concerns/{concern.pk}/decide/", ruling)
    services.opened(concern, by=cast.lee, at=now())
    memory.forget_all()  # what others see is a moment old
    after = Client(HTTP_HOST="localhost").get(f"{concern.get_absolute_url()}?fresh").text

    assert (SECRET in before, "The reason can be read once it is decided." in before) == (False, True)
    assert f"/concerns/{concern.pk}/decide/" in desk
    assert (SECRET in after, "We looked on two nights." in after) == (True, True)


def test_before_it_is_decided_only_whoever_decides_reads_the_reason(client: Client, cast: Cast) -> None:
    concern = a_concern(cast, Stage.ANSWERED, look=Look())
    services.ask_to_reopen(concern, Reply(f"{SECRET} did it", "en"), by=cast.noor, at=NOON)

    def read_by(name: str) -> tuple[bool, bool]:
        client.force_login(cast[name])  # type: ignore[arg-type]
        pages = (client.get(f"/concerns/{concern.pk}/{step}") for step in ("decide/", ""))
        first, second = (SECRET in page.text for page in pages)
        return first, second

    assert {name: read_by(name) for name in ("lee", "noor", "rosa", "carl", "lou")} == {
        "lee": (True, True), "noor": (False, False), "rosa": (False, False), "carl": (False, False),
        "lou": (False, False),
    }  # fmt: skip
    assert SECRET not in client.post(f"/concerns/{concern.pk}/decide/", {}).text


def test_a_withheld_reason_is_read_by_nobody(client: Client, cast: Cast) -> None:
    concern = a_concern(cast, Stage.ANSWERED, look=Look())
    services.ask_to_reopen(concern, Reply(f"{SECRET} did it", "en"), by=cast.noor, at=NOON)
    client.force_login(cast.lee)
    client.post(
        f"/concerns/{concern.pk}/decide/",
        {"granted": "yes", "why": "We look again.", "language": "en", "withheld": Withheld.ACCUSATION},
    )
    client.logout()

    page = client.get(concern.get_absolute_url()).text

    assert SECRET not in page
    assert "It accuses somebody who could be recognised of a crime." in page
    assert "reopened" in client.get("/concerns/?stage=reopened").text
    assert SECRET not in client.get("/moderation/").text
    assert Removal.objects.get().kind == "concerns.reopenrequest"


# What is like it

ALIKE = "/concerns/alike/"


def test_what_somebody_writes_is_never_in_an_address(client: Client, cast: Cast) -> None:
    assert client.get(f"{ALIKE}?words=lamps").status_code == 405
    assert f'hx-post="{ALIKE}"' in client.get("/concerns/new/").text


def test_what_is_like_it_is_offered_while_somebody_writes(client: Client, cast: Cast) -> None:
    near = a_concern(cast, look=Look(), title="Lamps dark on the mill stairs")
    a_concern(cast, look=Look(), title="Dogs bark", story="All day long.", category="noise")
    a_concern(cast, title=f"Lamps dark on the mill stairs {SECRET}")
    a_concern(cast, private=True, title=f"Lamps dark on the mill stairs {SECRET}")
    a_concern(cast, look=Look(words=Withheld.NAME), title=f"Lamps dark on the mill stairs {SECRET}")

    part = client.post(ALIKE, {"area": cast.beat.pk, "words": "the lamps are dark on the stairs"}).text
    elsewhere = client.post(ALIKE, {"area": cast.other.pk, "words": "the lamps are dark on the stairs"}).text

    assert re.findall(r'href="/concerns/(\d+)/"', part) == [str(near.pk)]
    assert SECRET not in part
    assert "href" not in elsewhere


@pytest.mark.parametrize(
    "said",
    [{}, {"area": "x", "words": "y"}, {"area": "1", "lat": "nan", "lon": "inf"}, {"area": "9" * 20, "words": "a"}],
)
def test_odd_input_finds_nothing(client: Client, cast: Cast, said: dict[str, str]) -> None:
    response = client.post(ALIKE, said)

    assert (response.status_code, "href" in response.text) == (200, False)


@pytest.mark.parametrize("count", [1, 3])
def test_what_is_like_it_costs_the_same_however_much(
    client: Client, cast: Cast, count: int, count_queries: CountQueries
) -> None:
    for _each in range(count):
        a_concern(cast, look=Look())
    client.post(ALIKE)

    with count_queries(3):
        part = client.post(ALIKE, {"area": cast.beat.pk, "words": "street light out"}).text

    assert len(re.findall(r'href="/concerns/\d+/"', part)) == count


def test_without_a_script_the_question_comes_after_sending_and_can_be_passed_by(client: Client, cast: Cast) -> None:
    a_concern(cast, look=Look())
    said: dict[str, Any] = {
        "area": cast.beat.pk, "category": "lighting", "title": "Street light out", "story": "Dark at the school.",
        "language": "en", "private": "no",
    }  # fmt: skip
    sent = {**said, **form_of(client, "/concerns/new/")}

    asked = client.post("/concerns/new/", sent).text
    counted = Concern.objects.count()
    client.post("/concerns/new/", {**sent, "different": "yes"})

    assert "Is it one of these?" in asked
    assert 'value="Street light out"' in asked
    assert (counted, Concern.objects.count()) == (1, 2)


# What everybody reads of a private question


def test_nothing_on_the_page_of_questions_leads_to_the_private_concern(client: Client, cast: Cast) -> None:
    concern = a_concern(cast, Stage.ANSWERED, private=True, title=SECRET, story=SECRET)
    services.publish_question(concern, Scrubbed("May one film?", "Yes.", "en"), by=cast.lee, at=NOON)

    page = client.get("/concerns/questions/").text

    assert ("May one film?" in page, "Yes." in page) == (True, True)
    assert (SECRET in page, f"/concerns/{concern.pk}/" in page, ANSWER_WORDS in page) == (False, False, False)


def test_who_handles_it_writes_the_question_and_takes_it_back(client: Client, cast: Cast) -> None:
    concern = a_concern(cast, Stage.ANSWERED, private=True)
    client.force_login(cast.lee)
    path = f"/concerns/{concern.pk}/question/"

    client.post(path, {"question": "May one film?", "answer": "Yes.", "language": "en"})
    written = Question.objects.count()
    client.post(f"{path}withdraw/")

    assert (written, Question.objects.count()) == (1, 0)


def test_another_date_and_its_reason_are_on_the_page(client: Client, cast: Cast) -> None:
    concern = a_concern(cast, Stage.TAKEN_UP, look=Look())
    client.force_login(cast.lee)

    client.post(
        f"/concerns/{concern.pk}/date/", {"due_on": "2035-06-01", "why": "The parts are late.", "language": "en"}
    )

    client.logout()
    assert "The parts are late." in client.get(concern.get_absolute_url()).text


def test_what_is_late_says_with_whom_it_is_now(client: Client, cast: Cast) -> None:
    concern = a_concern(cast, Stage.TAKEN_UP, look=Look())
    services.escalate(at=now())

    assert "It is with the commander now" in client.get(concern.get_absolute_url()).text


def test_staff_write_down_what_was_said_of_the_sentence_on_the_telephone(client: Client, cast: Cast) -> None:
    concern = a_concern(cast, Stage.ACKNOWLEDGED)
    client.force_login(cast.lee)

    said = {"right": "no", "text": "", "language": "es", "channel": "telephone"}
    refused = client.post(f"/concerns/{concern.pk}/correct/", said)
    client.post(f"/concerns/{concern.pk}/correct/", {**said, "text": "Es la señal."})

    row = queries.sentences_of(concern).get()
    assert refused.status_code == 422
    assert (row.verdict, row.correction, row.channel) == (Verdict.WRONG, "Es la señal.", "telephone")
    assert Correction(right=True).channel == "web"
