"""What people see of complaints: whoever complains, whoever handles them, and everybody else."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from conftest import CountQueries
from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.lifecycle import Act, Stage, Words
from openbeat.apps.complaints.models import Complaint, Draft, Turn
from openbeat.apps.complaints.tests.makers import (
    NOON,
    SAID,
    Office,
    a_complaint,
    a_form,
    an_allegation,
    an_office,
    cleared_up,
    code_on,
    opened_as,
    unlocked,
)
from openbeat.core.evidence.arriving import Arrival
from openbeat.core.hooks import texts
from openbeat.core.ledger.models import Entry
from openbeat.core.people import services as people
from openbeat.core.people.demo import BUILDER
from openbeat.core.people.models import Tenure
from openbeat.core.receipts import services as receipts
from openbeat.core.vault.models import Unlocked
from openbeat.kit.clock import now
from tests.cast import Cast


@pytest.fixture
def office(cast: Cast) -> Office:
    return an_office()


def readings() -> list[tuple[str, str]]:
    found = Entry.objects.filter(act="open", kind="complaints.complaint").select_related("by").order_by("pk")
    return [(entry.by.name if entry.by else entry.actor, entry.facts.get("why", "")) for entry in found]


# Whoever complains


def test_somebody_complains_and_comes_back_with_the_code(client: Client, office: Office) -> None:
    form = a_form(client, about="Badge 212", happened_when="Friday")
    first, second = client.post("/complaints/new/whole/", form), client.post("/complaints/new/whole/", form)
    assert code_on(first.text) == code_on(second.text)
    assert "In danger now?" in first.text
    complaint = Complaint.objects.get()
    own = f"/complaints/{complaint.pk}/own/"
    assert client.get(own).status_code == 404

    assert client.post("/receipt/", {"code": code_on(first.text)}).status_code == 302
    assert "Your complaint" in client.get("/receipt/matters/").text
    page = client.get(own).text

    assert SAID.words in page
    assert "Badge 212" in page
    assert "It has arrived. Nobody has answered you yet." in page
    assert readings() == [("holder", "")]


def came_back(client: Client, office: Office) -> tuple[Complaint, str]:
    """A browser in which the receipt of a complaint is open, and the page of whoever complained."""
    filed = a_complaint(office)
    client.post("/receipt/", {"code": filed.code})
    return filed.complaint, f"/complaints/{filed.complaint.pk}/own/"


def openings(page: str) -> int:
    """How many times stand under the heading of the openings."""
    return page.partition('id="openings"')[2].partition("</section>")[0].count("<time")


def test_each_opening_with_the_code_is_on_record_and_shown_to_whoever_has_it(client: Client, office: Office) -> None:
    complaint, own = came_back(client, office)
    long = {"text": "x" * 20_001, "language": "en"}

    first = client.get(own).text
    refused = client.post(own, long)
    again = client.post(f"{own}reopen/", long).text

    assert (refused.status_code, readings()) == (422, [("holder", "")] * 3)
    assert [openings(page) for page in (first, refused.text, again)] == [2, 3, 4]  # and that it was typed
    assert "Was one of them not you?" in first
    unlocked(client, office, office.ines)
    page = opened_as(client, complaint)
    assert page.count("Whoever has the receipt") == 4
    assert page.count("The code was typed") == 1
    assert "With its code, to see how far it has come" in page


def test_what_stays_shut_is_no_reading(client: Client, office: Office) -> None:
    _complaint, own = came_back(client, office)
    del client.cookies["vault"]

    client.get(own)
    client.post(own, {"text": "x" * 20_001, "language": "en"})

    assert readings() == []


@pytest.mark.parametrize("asking", [{}, {"HX-Request": "true"}])
def test_words_of_whoever_complained_come_back_with_the_reason(
    client: Client, office: Office, monkeypatch: pytest.MonkeyPatch, asking: dict[str, str]
) -> None:
    complaint, own = came_back(client, office)
    words = {"text": "He kept my phone & my <keys>.", "language": "en"}
    kept = "He kept my phone &amp; my &lt;keys&gt;."

    early = client.post(f"{own}reopen/", words, headers=asking)
    assert (early.status_code, kept in early.text) == (403, True)
    assert "It is open." in early.text
    assert "How far it has come" in early.text

    del client.cookies["vault"]
    locked = client.post(f"{own}reopen/", words, headers=asking)
    assert (locked.status_code, kept in locked.text, SAID.words in locked.text) == (403, True, False)
    assert "type its code again, then send this" in locked.text
    assert f'action="{own}reopen/"' in locked.text

    client.post("/receipt/matters/close/")
    gone = client.post(own, words, headers=asking)
    assert (gone.status_code, kept in gone.text) == (404, True)
    assert f'action="{own}"' in gone.text
    assert Client().post("/complaints/999/own/", words, headers=asking).text.count("He kept") == 1
    assert client.post(own, {"text": " ", "language": "en"}).status_code == 404
    assert not Turn.objects.exists()
    assert "phone" not in str([session.get_decoded() for session in Session.objects.order_by("pk")])

    client.post("/receipt/", {"code": receipts.renew(complaint, "again", NOON, by=office.ines)})
    monkeypatch.setattr("openbeat.apps.complaints.views.own.PER_HOUR", 0)
    often = client.post(own, words, headers=asking)
    assert (often.status_code, kept in often.text) == (429, True)


def test_whoever_complained_reads_it_and_to_the_office_it_is_as_unread_as_before(
    client: Client, office: Office
) -> None:
    _complaint, own = came_back(client, office)
    client.get(own)

    client.force_login(office.ines)

    assert "Something in it has not been read" in client.get("/complaints/desk/").text


def test_whoever_complained_adds_words_reads_the_answer_and_opens_it_again(client: Client, office: Office) -> None:
    code = code_on(client.post("/complaints/new/whole/", a_form(client)).text)
    complaint, keys, by = Complaint.objects.get(), office.keys(office.ines), office.ines
    client.post("/receipt/", {"code": code})
    own = f"/complaints/{complaint.pk}/own/"

    client.post(own, {"text": "There is a video.", "language": "en"})
    assert "There is a video." in client.get(own).text
    services.acknowledge(complaint, Words("We have read it.", "en"), keys=keys, by=by, at=NOON)
    an_allegation(complaint, by=by, keys=keys, at=NOON)
    services.begin(complaint, keys=keys, by=by, at=NOON)
    cleared_up(complaint, office, by=by, at=NOON)
    services.answer(complaint, Words("You are right.", "en"), keys=keys, by=by, at=NOON)
    page = client.get(own).text
    assert "There is an answer for you." in page
    assert "You are right." in page
    assert "Ines" not in page
    assert client.post(f"{own}reopen/", {"text": "", "language": "en"}).status_code == 422
    client.post(f"{own}reopen/", {"text": "He still has it.", "language": "en"})

    complaint.refresh_from_db()
    assert complaint.stage == Stage.IN_WORK
    assert "Somebody is looking into what happened." in client.get(own).text


def test_words_that_were_pressed_twice_are_sent_once_from_either_side_and_other_words_each(
    client: Client, office: Office
) -> None:
    filed = a_complaint(office, Stage.IN_WORK)
    path = f"/complaints/{filed.complaint.pk}/"
    receipt, sent = Client(), Entry.objects.filter(kind="complaints.complaint")
    receipt.post("/receipt/", {"code": filed.code})
    unlocked(client, office, office.ines)
    opened_as(client, filed.complaint)

    for words in ("Who saw it?", "Who saw it?", "And when?"):
        answer = client.post(f"{path}write/", {"text": words, "language": "en", "act": "write_message"})
        assert answer.status_code == 302
        assert receipt.post(f"{path}own/", {"text": words, "language": "en"}).status_code == 302

    kinds = ["acknowledgement", "message", "more", "message", "more"]
    assert [turn.kind for turn in Turn.objects.filter(complaint=filed.complaint).order_by("number")] == kinds
    assert [sent.filter(act=act).count() for act in ("write_message", "add_words")] == [2, 2]


def test_nobody_looks_for_translations_of_sealed_words(client: Client, office: Office) -> None:
    complaint, own = came_back(client, office)
    client.get(f"/es{own}")

    with CaptureQueriesContext(connection) as captured:
        page = client.get(f"/es{own}").text

    assert f'lang="en" dir="ltr"><p>{SAID.words}' in page
    assert [query["sql"] for query in captured if "translation_translation" in query["sql"]] == []
    assert texts.of(complaint._meta.label_lower) is None


def test_a_browser_that_lost_its_key_is_asked_for_the_code_again(client: Client, office: Office) -> None:
    code = code_on(client.post("/complaints/new/whole/", a_form(client)).text)
    client.post("/receipt/", {"code": code})
    del client.cookies["vault"]

    page = client.get(f"/complaints/{Complaint.objects.get().pk}/own/").text

    assert SAID.words not in page
    assert "Type the code of your receipt once more" in page


def test_somebody_who_is_signed_in_stands_in_no_record_of_what_they_file(
    client: Client, cast: Cast, office: Office
) -> None:
    client.force_login(cast.rosa)
    before = Entry.objects.count()

    client.post("/complaints/new/whole/", a_form(client))

    assert {entry.by_id for entry in Entry.objects.order_by("pk")[before:]} == {None}
    assert Complaint.objects.get().entered_by is None


def test_no_address_and_no_device_is_kept(client: Client, office: Office) -> None:
    from_where = {"REMOTE_ADDR": "203.0.113.77", "HTTP_USER_AGENT": "Marked/7.7"}
    client.post("/complaints/new/whole/", a_form(client), **from_where)  # type: ignore[arg-type]

    complaint = Complaint.objects.get()
    kept = " ".join(str(vars(row)) for row in (complaint, complaint.account, *Entry.objects.order_by("pk")))
    assert "203.0.113.77" not in kept
    assert "Marked" not in kept
    assert Session.objects.count() == 0


def test_a_form_without_words_says_so_and_keeps_the_rest(client: Client, office: Office) -> None:
    answer = client.post("/complaints/new/whole/", a_form(client, words="", about="Badge 212"))

    assert answer.status_code == 422
    assert "Write what happened, in a sentence or in many." in answer.text
    assert "Badge 212" in answer.text
    assert not Complaint.objects.exists()


def test_too_many_from_one_network_are_told_so_and_lose_nothing(
    client: Client, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("openbeat.apps.complaints.views.filing.PER_HOUR", 0)

    answer = client.post("/complaints/new/whole/", a_form(client))

    assert answer.status_code == 429
    assert SAID.words in answer.text
    assert "no-store" in answer["Cache-Control"]


def test_while_nothing_can_be_sealed_the_page_says_how_else(client: Client, cast: Cast, office: Office) -> None:
    form = a_form(client)
    people.dismiss(Tenure.objects.get(person=office.omar), by=BUILDER, at=NOON)

    shown, sent = client.get("/complaints/new/whole/"), client.post("/complaints/new/whole/", form)

    assert shown.status_code == sent.status_code == 503
    for page in (shown.text, sent.text):
        assert "Complaints cannot be taken on this site at the moment" in page
        assert "In person or on paper" in page
    assert "<textarea" not in shown.text
    assert SAID.words in sent.text
    assert "nothing of it was kept. It is still here" in sent.text
    assert "It cannot be done on this site at the moment." in client.get("/complaints/").text
    client.force_login(cast.ada)
    assert "nobody holds the role of oversight" in client.get("/complaints/switch/").text
    assert not Complaint.objects.exists()


@pytest.mark.parametrize("asking", [{}, {"HX-Request": "true"}])
def test_staff_lose_no_word_where_it_cannot_be_sealed(
    client: Client, cast: Cast, office: Office, asking: dict[str, str]
) -> None:
    client.force_login(cast.lee)
    form = a_form(client, "/complaints/enter/", channel_taken="telephone", code="")
    services.switch_off(by=cast.ada, at=now())

    sent = client.post("/complaints/enter/", form, headers=asking)

    assert (sent.status_code, SAID.words in sent.text) == (503, True)
    assert "The words are still here: copy them on paper" in sent.text


def test_pressed_once_more_after_complaints_were_switched_off_gives_the_same_receipt(
    client: Client, cast: Cast, office: Office
) -> None:
    form = a_form(client)
    first = client.post("/complaints/new/whole/", form)
    services.switch_off(by=cast.ada, at=now())

    assert code_on(client.post("/complaints/new/whole/", form).text) == code_on(first.text)


def test_the_pages_of_complaints_ask_nobody_else_for_anything(client: Client, office: Office) -> None:
    for path in ("/complaints/", "/complaints/new/whole/"):
        page = client.get(path)
        body = page.text.partition("</head>")[2]
        assert "//" not in body.replace("http://www.w3.org/", ""), path
        assert "script" not in body.partition("<main")[2].partition("</main>")[0]


def test_no_session_links_an_account_to_a_sealed_matter(client: Client, cast: Cast, office: Office) -> None:
    code = code_on(client.post("/complaints/new/whole/", a_form(client)).text)
    own = f"/complaints/{Complaint.objects.get().pk}/own/"
    for somebody in (cast.rosa, cast.lee, office.ines):
        client.force_login(somebody)
        refused = client.post("/receipt/", {"code": code})
        assert refused.status_code == 422
        assert "Sign out first" in refused.text
        assert not client.session.get("receipts")
    client.logout()

    client.post("/receipt/", {"code": code})
    assert client.get(own).status_code == 200
    client.force_login(cast.rosa)

    assert client.get(own).status_code == 404
    assert not client.session.get("receipts")


# Staff who write something down


def test_staff_write_down_what_somebody_says_and_read_it_no_more(client: Client, cast: Cast, office: Office) -> None:
    client.force_login(cast.lee)
    form = a_form(client, "/complaints/enter/", channel_taken="telephone", code="")

    page = client.post("/complaints/enter/", form).text

    assert code_on(page)
    complaint = Complaint.objects.get()
    assert (complaint.channel, complaint.entered_by) == ("telephone", cast.lee)
    assert client.get(f"/complaints/{complaint.pk}/").status_code == 404


def test_the_printed_code_is_the_receipt_and_a_strange_one_is_told(client: Client, cast: Cast, office: Office) -> None:
    [code] = receipts.print_blanks(1, area=None, by=cast.lee, at=now())
    client.force_login(cast.lee)
    form = a_form(client, "/complaints/enter/", channel_taken="paper", code="1234")
    page = client.post("/complaints/enter/", form).text
    assert "You typed 4 signs, and a code has 17. Look at each group again." in page
    form["code"] = code

    assert code_on(client.post("/complaints/enter/", form).text).replace(" ", "") == code
    other = a_form(client, "/complaints/enter/", channel_taken="paper", code=code)
    assert client.post("/complaints/enter/", other).status_code == 403


def test_residents_are_told_why_they_do_not_write_down_for_others(client: Client, cast: Cast, office: Office) -> None:
    client.force_login(cast.noor)

    assert "Only staff who write down what people say" in client.get("/complaints/enter/").text
    assert client.post("/complaints/enter/", {}).status_code == 403


def test_of_whoever_may_not_write_a_complaint_down_nothing_is_read(
    client: Client, cast: Cast, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[bytes] = []
    monkeypatch.setattr(Arrival, "take", lambda _self, piece: read.append(piece))
    client.force_login(cast.rosa)

    answer = client.post("/complaints/enter/", {"sent": SimpleUploadedFile("a.txt", b"words")})

    assert (answer.status_code, read) == (403, [])


# Those who handle it


def test_a_matter_is_opened_with_a_key_and_a_reason_and_the_reading_is_on_record(
    client: Client, office: Office
) -> None:
    complaint = a_complaint(office).complaint
    path = f"/complaints/{complaint.pk}/"
    client.force_login(office.ines)
    locked = client.get(path).text
    assert SAID.words not in locked
    assert "Your key is locked." in locked
    unlocked(client, office, office.ines)
    asked = client.get(path).text
    assert SAID.words not in asked
    assert "Why do you open it?" in asked
    assert client.post(f"{path}why/", {"why": "curious"}).status_code == 422
    assert readings() == []

    page = opened_as(client, complaint, "intake")

    assert SAID.words in page
    assert readings() == [("Ines Moreau", "intake")]
    assert "To take it in, or to acknowledge it" in page
    assert "no-store" in client.get(path)["Cache-Control"]


def test_nobody_else_finds_it(client: Client, cast: Cast, office: Office) -> None:
    complaint = a_complaint(office).complaint
    path = f"/complaints/{complaint.pk}/"

    for who in (cast.lee, cast.cora, cast.ada, cast.imani, cast.rosa, office.omar):
        client.force_login(who)
        assert client.get(path).status_code == 404, who
        assert client.post(f"{path}write/", {"text": "x", "language": "en", "act": "answer"}).status_code == 404, who
        assert client.post(f"{path}why/", {"why": "work"}).status_code == 404, who
        assert client.get(f"{path}own/").status_code == 404, who
    assert not Turn.objects.exists()


def test_the_office_answers_step_by_step(client: Client, office: Office) -> None:
    complaint = a_complaint(office).complaint
    path = f"/complaints/{complaint.pk}/"
    unlocked(client, office, office.ines)
    page = opened_as(client, complaint)
    assert 'value="acknowledge"' in page
    assert 'value="answer"' not in page
    assert client.post(f"{path}write/", {"text": "", "language": "en", "act": "acknowledge"}).status_code == 422

    client.post(f"{path}write/", {"text": "We have read it.", "language": "en", "act": "acknowledge"})
    client.post(f"{path}classify/", {"kind-1": "discourtesy", "words-1": "He shouted at him.", "language": "en"})
    client.post(f"{path}step/begin/")
    client.post(f"{path}write/", {"text": "Who saw it?", "language": "en", "act": "write_message"})
    early = client.post(f"{path}write/", {"text": "You are right.", "language": "en", "act": "answer"})
    assert "Each allegation must be decided before whoever complained gets the answer." in early.text
    cleared_up(complaint, office, by=office.ines, at=NOON)
    client.post(f"{path}write/", {"text": "You are right.", "language": "en", "act": "answer"})
    client.post(f"{path}step/close/")

    complaint.refresh_from_db()
    assert complaint.stage == Stage.CLOSED
    page = client.get(path).text
    for words in ("We have read it.", "Who saw it?", "You are right."):
        assert words in page
    assert client.post(f"{path}step/answer/").status_code == 404
    assert client.post(f"{path}step/close/").status_code == 403


def test_what_was_typed_while_the_key_was_locked_is_kept_as_a_sealed_draft(client: Client, office: Office) -> None:
    complaint = a_complaint(office).complaint
    path = f"/complaints/{complaint.pk}/"
    client.force_login(office.ines)

    answer = client.post(f"{path}write/", {"text": "A long answer.", "language": "en", "act": "acknowledge"})

    assert answer["Location"].startswith("/me/key/unlock/")
    assert (Draft.objects.count(), Turn.objects.count()) == (1, 0)
    unlocked(client, office, office.ines)
    assert "A long answer." in opened_as(client, complaint)
    client.post(f"{path}draft/drop/")
    assert "A long answer." not in client.get(path).text


@pytest.mark.parametrize("asking", [{}, {"HX-Request": "true"}])
def test_what_a_handler_typed_comes_back_with_the_reason(
    client: Client, office: Office, asking: dict[str, str]
) -> None:
    complaint = a_complaint(office, contact=False).complaint
    path = f"/complaints/{complaint.pk}/"
    form = {"text": "A long answer & more.", "language": "en", "act": "acknowledge"}
    typed = "A long answer &amp; more."
    unlocked(client, office, office.ines)

    unsaid = client.post(f"{path}write/", {**form, "act": "answer"}, headers=asking)
    assert (unsaid.status_code, typed in unsaid.text, SAID.words in unsaid.text) == (403, True, False)
    assert "You have not said in this browser why" in unsaid.text
    assert readings() == []

    opened_as(client, complaint)
    for act, why in (("answer", "Only what is in work or decided"), ("write_message", "not want to be asked")):
        refused = client.post(f"{path}write/", {**form, "act": act}, headers=asking)
        assert (refused.status_code, typed in refused.text, SAID.words in refused.text) == (403, True, True)
        assert why in refused.text
    assert "Choose one of the buttons" in client.post(f"{path}write/", {**form, "act": ""}, headers=asking).text
    assert readings() == [("Ines Moreau", "work")] * 4

    services.acknowledge(complaint, Words("Read.", "en"), keys=office.keys(office.ines), by=office.ines, at=NOON)
    an_allegation(complaint, by=office.ines, keys=office.keys(office.ines), at=NOON)
    services.begin(complaint, keys=office.keys(office.ines), by=office.ines, at=NOON)
    cleared_up(complaint, office, by=office.ines, at=NOON)
    services.answer(complaint, Words("So.", "en"), keys=office.keys(office.ines), by=office.ines, at=NOON)
    late = client.post(f"{path}write/", {**form, "act": "answer"}, headers=asking)
    assert (late.status_code, typed in late.text) == (403, True)
    assert "Keep it as a draft" in late.text

    del client.cookies["vault"]
    long = client.post(f"{path}write/", {**form, "text": "x" * 20_001}, headers=asking)
    assert (long.status_code, "x" * 20_001 in long.text, SAID.words in long.text) == (422, True, False)
    assert client.post(f"{path}write/", {**form, "text": ""}, headers=asking)["Location"] == path

    client.force_login(office.omar)
    for where in (path, "/complaints/999/"):
        stranger = client.post(f"{where}write/", form, headers=asking)
        assert (stranger.status_code, typed in stranger.text) == (404, True)
        assert "there is no such matter, or its readers do not include you any more" in stranger.text
    assert client.post(f"{path}write/", {**form, "text": ""}, headers=asking).status_code == 404
    assert "long answer" not in str([session.get_decoded() for session in Session.objects.order_by("pk")])


def test_a_draft_is_kept_and_offered_again(client: Client, office: Office) -> None:
    complaint = a_complaint(office).complaint
    path = f"/complaints/{complaint.pk}/"
    unlocked(client, office, office.ines)

    client.post(f"{path}write/", {"text": "Half a sentence", "language": "en", "act": "draft"})

    page = opened_as(client, complaint)
    assert "Half a sentence" in page
    assert "This is your draft. Only you see it." in page


def test_readers_are_added_and_removed_on_the_page(client: Client, office: Office) -> None:
    complaint = a_complaint(office).complaint
    path = f"/complaints/{complaint.pk}/"
    unlocked(client, office, office.ines)
    assert "Omar Reyes" in opened_as(client, complaint)

    client.post(f"{path}readers/add/", {"person": office.omar.pk})
    client.force_login(office.omar)
    assert client.get(path).status_code == 200
    unlocked(client, office, office.ines)
    page = opened_as(client, complaint)
    assert f"readers/{office.ines.pk}/remove/" in page
    assert f"readers/{office.omar.pk}/remove/" not in page  # of the outside body: it does so itself
    refused = client.post(f"{path}readers/{office.omar.pk}/remove/")
    assert (refused.status_code, "Only the outside body may do this." in refused.text) == (403, True)
    unlocked(client, office, office.omar)
    client.post(f"{path}readers/{office.omar.pk}/remove/")

    assert client.get(path).status_code == 404
    unlocked(client, office, office.ines)
    assert client.post(f"{path}readers/{office.omar.pk}/remove/").status_code == 404
    assert client.post(f"{path}readers/add/", {"person": 0}).status_code == 404


def test_the_desk_lists_without_a_word_and_costs_the_same_with_one_and_three(
    client: Client, office: Office, count_queries: CountQueries
) -> None:
    a_complaint(office)
    client.force_login(office.ines)
    client.get("/complaints/desk/")
    with count_queries(20):
        page = client.get("/complaints/desk/").text
    for number in range(2):
        a_complaint(office, once=f"more {number}")
    with count_queries(20):
        client.get("/complaints/desk/")

    assert "Sealed matter" in page
    assert "Something in it has not been read" in page
    assert SAID.words not in page
    assert "bus stop" not in page


def test_others_do_not_see_the_list(client: Client, cast: Cast, office: Office) -> None:
    client.force_login(cast.cora)

    assert client.get("/complaints/desk/").status_code == 403
    assert client.post("/complaints/desk/search/", {"words": "bus"}).status_code == 403


def test_a_handler_searches_inside_what_they_may_read(client: Client, office: Office) -> None:
    complaint = a_complaint(office).complaint
    a_complaint(office, once="chief", outside_only=True)
    client.force_login(office.ines)
    locked = client.post("/complaints/desk/search/", {"words": "shouted"})
    assert (locked.status_code, 'value="shouted"' in locked.text) == (403, True)
    assert "Unlock it in another tab, then search once more from here." in locked.text
    assert not Entry.objects.filter(act=Act.SEARCH).exists()
    unlocked(client, office, office.ines)

    found = client.post("/complaints/desk/search/", {"words": "shouted"}).text
    nothing = client.post("/complaints/desk/search/", {"words": "zebra"}).text

    assert "1 matter was looked through, the newest first." in found
    assert found.count(f"/complaints/{complaint.pk}/") == 2
    assert "The words stand in none of them." in nothing
    assert Entry.objects.filter(act=Act.SEARCH).count() == 2
    assert "shouted" not in str(list(Entry.objects.filter(act=Act.SEARCH).values()))


def test_what_a_search_did_not_look_through_is_said_and_searched_by_a_button(
    client: Client, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        a_complaint(office, once=f"one of {number}")
    monkeypatch.setattr(queries, "MOST", 2)
    unlocked(client, office, office.ines)

    newest = client.post("/complaints/desk/search/", {"words": "shouted"}).text
    assert ("3 older matters were not looked through." in newest, 'name="skip" value="2"' in newest) == (True, True)
    second = client.post("/complaints/desk/search/", {"words": "shouted", "skip": "2"}).text
    assert ("1 older matter was not looked through." in second, 'name="skip" value="4"' in second) == (True, True)
    last = client.post("/complaints/desk/search/", {"words": "shouted", "skip": "4"}).text
    assert ("1 matter was looked through" in last, "not looked through" in last) == (True, False)

    searched = Entry.objects.filter(act=Act.SEARCH).order_by("pk").values_list("facts", flat=True)
    assert sorted(pk for facts in searched for pk in facts["matters"]) == sorted(
        Complaint.objects.values_list("pk", flat=True)
    )


def test_whoever_comes_back_to_the_search_without_words_finds_its_form(
    client: Client, cast: Cast, office: Office
) -> None:
    unlocked(client, office, office.ines)

    page = client.get("/complaints/desk/search/")

    assert (page.status_code, 'name="words"' in page.text) == (200, True)
    assert not Entry.objects.filter(act=Act.SEARCH).exists()
    client.force_login(cast.noor)
    assert client.get("/complaints/desk/search/").status_code == 403


ROOT = "Whoever controls the computer that this site runs on could read what is typed or opened here from then on."


@pytest.mark.parametrize("outside_only", [False, True])
def test_the_pages_promise_no_more_than_is_so(client: Client, office: Office, outside_only: bool) -> None:  # noqa: FBT001
    form = a_form(client, outside="yes" if outside_only else "no")
    receipt = client.post("/complaints/new/whole/", form).text
    client.post("/receipt/", {"code": code_on(receipt)})
    own = client.get(f"/complaints/{Complaint.objects.get().pk}/own/").text

    readers = ("The outside body can read it", "Those who receive complaints can read it")
    for page in (receipt, own):
        assert [each in page for each in readers] == [outside_only, not outside_only]
        assert "so can whoever has" in page
    assert "We cannot look it up. Close this window when you are done" in receipt
    assert "Those who handle it can make you a new one, and this page shows that they did." in own
    assert "Whoever has the code can open this too." in receipt
    for page in (client.get("/complaints/new/whole/").text, own):
        assert ROOT in page
        assert "An emergency key has two halves, one of them outside the department." in page
        assert "The public log holds the steps of your complaint, without words or names." in page
    assert "heard or read what you said" not in own


def test_whoever_had_it_written_down_reads_that_somebody_heard_it(client: Client, cast: Cast, office: Office) -> None:
    client.force_login(cast.lee)
    page = client.get("/complaints/enter/").text
    assert "Tell them first that you hear or read it." in page
    assert "Nobody in the department gets a key to it." not in page  # lee is of the department, and hears it
    code = code_on(
        client.post("/complaints/enter/", a_form(client, "/complaints/enter/", channel_taken="telephone", code="")).text
    )
    client.logout()
    client.post("/receipt/", {"code": code})

    own = client.get(f"/complaints/{Complaint.objects.get().pk}/own/").text

    assert "Whoever wrote it down for you heard or read what you said." in own


def test_a_search_costs_the_same_with_one_matter_and_with_three(
    client: Client, office: Office, count_queries: CountQueries
) -> None:
    unlocked(client, office, office.ines)
    complaint = a_complaint(office, Stage.ANSWERED).complaint
    client.get("/complaints/desk/")
    with count_queries(33):
        client.post("/complaints/desk/search/", {"words": "shouted"})
    for number in range(2):
        a_complaint(office, Stage.ANSWERED, once=f"more {number}")
    with count_queries(33):
        found = client.post("/complaints/desk/search/", {"words": "shouted"}).text

    assert "3 matters were looked through, the newest first." in found
    others = Turn.objects.exclude(complaint=complaint).order_by("pk")[0].words  # put there by SQL
    Turn.objects.filter(complaint=complaint).update(words=others)
    assert "2 matters were looked through" in client.post("/complaints/desk/search/", {"words": "shouted"}).text


def test_a_search_stands_among_the_readings_as_what_it_is(client: Client, office: Office) -> None:
    complaint = a_complaint(office).complaint
    unlocked(client, office, office.ines)

    client.post("/complaints/desk/search/", {"words": "zebra"})
    a_complaint(office, once="came later", at=now())

    page = opened_as(client, complaint)
    assert page.count("It was looked through for words. What for is not on record.") == 1
    assert "zebra" not in page
    later = Complaint.objects.order_by("pk").last()
    assert later
    assert "It was looked through" not in opened_as(client, later)
    assert "Something in it has not been read" not in client.get("/complaints/desk/").text


def test_the_matter_costs_the_same_with_one_message_and_with_three(
    client: Client, office: Office, count_queries: CountQueries
) -> None:
    complaint = a_complaint(office).complaint
    path = f"/complaints/{complaint.pk}/"
    unlocked(client, office, office.ines)
    opened_as(client, complaint)
    form = {"text": "One.", "language": "en", "act": "write_message"}
    client.post(f"{path}write/", form)
    client.get(path)
    with count_queries(51):
        client.get(path)
    for _number in range(2):
        client.post(f"{path}write/", form)
    client.get(path)
    with count_queries(51):
        client.get(path)


# The administrator


def test_an_administrator_switches_complaints_on_and_off(client: Client, cast: Cast) -> None:
    an_office(taken=False)
    client.force_login(cast.cora)
    assert client.get("/complaints/switch/").status_code == 403
    client.force_login(cast.ada)
    assert "Complaints are not switched on." in client.get("/complaints/switch/").text

    client.post("/complaints/switch/", {"act": "switch_on"})
    assert client.get("/complaints/new/whole/").status_code == 200
    client.post("/complaints/switch/", {"act": "switch_off"})
    assert client.get("/complaints/new/whole/").status_code == 503


def test_the_desk_of_each_shows_what_is_theirs(client: Client, cast: Cast, office: Office) -> None:
    a_complaint(office)

    client.force_login(office.ines)
    assert "Sealed matter" in client.get("/desk/").text
    client.force_login(cast.lee)
    page = client.get("/desk/").text
    assert "Write down a complaint for somebody" in page
    assert "Sealed matter" not in page
    client.force_login(cast.ada)
    assert "Taking complaints" in client.get("/desk/").text
    client.force_login(cast.noor)
    assert "complaints/enter" not in client.get("/desk/").text
    assert not Unlocked.objects.exists()


def test_what_is_wrong_with_a_form_stands_at_the_top_of_its_page(client: Client, office: Office) -> None:
    receipt = client.post("/complaints/new/whole/", a_form(client)).text
    client.post("/receipt/", {"code": code_on(receipt)})
    own = f"/complaints/{Complaint.objects.get().pk}/own/"
    wrong = client.post(own, {"text": "", "language": "en"}).text
    unsaid = client.post("/complaints/new/whole/", a_form(client, words="")).text
    unlocked(client, office, office.ines)
    opened_as(client, Complaint.objects.get())
    unwritten = client.post(own.replace("own/", "write/"), {"text": "", "language": "en", "act": "acknowledge"}).text

    for page, later in ((wrong, "What happens next:"), (unsaid, "Sealed means:"), (unwritten, "What is owed")):
        assert page.count('class="notice late summary"') == 1
        assert page.index("</h1>") < page.index('class="notice late summary"') < page.index(later)


def test_nobody_is_chosen_as_a_reader_by_a_button_alone(client: Client, office: Office) -> None:
    complaint = a_complaint(office).complaint
    unlocked(client, office, office.ines)
    assert '<option value="" selected>Choose somebody</option>' in opened_as(client, complaint)

    page = client.post(f"/complaints/{complaint.pk}/readers/add/", {"person": ""}, follow=True)

    assert "Nobody was added: choose somebody first." in page.text
    assert "Omar Reyes</strong>" not in page.text
