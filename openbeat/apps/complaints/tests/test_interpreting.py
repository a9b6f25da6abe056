"""Interpreters under a pledge, whom nobody refused; and what is not in their language is not sent."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.demo import cleared_up
from openbeat.apps.complaints.demo.casework import a_bureau, a_case
from openbeat.apps.complaints.lifecycle import Act, Again, Kind, Reach, Signed, Stage, Way, Words
from openbeat.apps.complaints.models import Complaint, Pledge, Turn, Waiting
from openbeat.apps.complaints.policies import COMPLAINTS_POLICY as POLICY
from openbeat.apps.complaints.policies import INTERPRETER
from openbeat.apps.complaints.queries import interpreting
from openbeat.apps.complaints.services import splitting
from openbeat.apps.complaints.tests.makers import NOON, Office, a_complaint, a_worker, an_office, opened_as, unlocked
from openbeat.core.ledger.models import Entry
from openbeat.core.people.models import Person
from openbeat.core.vault import services as vault
from openbeat.kit.policy import Refused
from tests.cast import Cast

SENT = [
    (services.acknowledge, Stage.RECEIVED),
    (services.write, Stage.ACKNOWLEDGED),
    (services.answer, Stage.IN_WORK),
]
SIGNED = Signed(date(2026, 5, 1), ("my",), from_elsewhere=True)


@pytest.fixture
def thiri(cast: Cast) -> Person:
    return a_worker(INTERPRETER, "Thiri Aung")


@pytest.fixture
def office(cast: Cast, thiri: Person) -> Office:
    return an_office(also=[thiri])


def burmese(office: Office, **said: Any) -> Complaint:
    return a_complaint(office, language="my", **said).complaint


def test_an_interpreter_is_let_in_after_the_pledge_and_sees_one_page_alone(
    client: Client, cast: Cast, office: Office, thiri: Person
) -> None:
    complaint, keys = burmese(office), office.keys(office.ines)
    with pytest.raises(Refused, match="They cannot interpret here"):
        services.add_interpreter(complaint, thiri, keys=keys, by=office.ines, at=NOON)
    services.note_pledge(thiri, SIGNED, by=cast.ada, at=NOON)

    services.add_interpreter(complaint, thiri, keys=keys, by=office.ines, at=NOON)

    unlocked(client, office, thiri)
    assert client.get(f"/complaints/{complaint.pk}/").status_code == 404
    assert "an officer shouted at my son" in client.get(f"/complaints/{complaint.pk}/language/").text
    assert list(interpreting.interpreted_by(thiri)) == [complaint]
    with pytest.raises(Refused, match="Only an administrator"):
        services.note_pledge(thiri, SIGNED, by=office.ines, at=NOON)


def test_interpreters_from_elsewhere_stand_first_on_the_page(client: Client, cast: Cast) -> None:
    *near, thiri = (a_worker(INTERPRETER, name) for name in ("Aye Aye", "Zaw Min", "Thiri Aung"))
    office = an_office(also=[*near, thiri])
    for person in near:
        services.note_pledge(person, replace(SIGNED, from_elsewhere=False), by=cast.ada, at=NOON)
    services.note_pledge(thiri, SIGNED, by=cast.ada, at=NOON)
    complaint = burmese(office)

    unlocked(client, office, office.ines)
    page = opened_as(client, complaint)

    assert re.findall(r"<option[^>]*>(Aye Aye|Thiri Aung|Zaw Min)", page) == ["Thiri Aung", "Aye Aye", "Zaw Min"]


def test_whom_they_refuse_interprets_nothing(cast: Cast, office: Office, thiri: Person) -> None:
    services.note_pledge(thiri, SIGNED, by=cast.ada, at=NOON)
    complaint = burmese(office, reach=Reach(Way.RECEIPT, refused=("thiri AUNG",)))

    with pytest.raises(Refused, match="does not want them"):
        services.add_interpreter(complaint, thiri, keys=office.keys(office.ines), by=office.ines, at=NOON)


def test_a_message_in_another_language_is_not_sent_and_keeps_no_date_before_it_stands_in_theirs(
    client: Client, cast: Cast, office: Office, thiri: Person
) -> None:
    complaint = burmese(office)
    services.note_pledge(thiri, SIGNED, by=cast.ada, at=NOON)
    services.add_interpreter(complaint, thiri, keys=office.keys(office.ines), by=office.ines, at=NOON)
    unlocked(client, office, office.ines)
    opened_as(client, complaint)
    send = {"text": "We have read it.", "language": "en", "act": "acknowledge"}
    assert client.post(f"/complaints/{complaint.pk}/write/", send)["Location"].endswith(f"/{complaint.pk}/language/")

    complaint.refresh_from_db()
    assert (complaint.stage, Turn.objects.count()) == (Stage.RECEIVED, 0)
    assert queries.promised(complaint)["acknowledge"].kept_at is None
    waiting = Waiting.objects.get()
    with pytest.raises(Refused, match="waits for its translation already"):
        services.wait_for_language(complaint, Act.ACKNOWLEDGE, Words("Again", "en"), by=office.ines, at=NOON)
    with pytest.raises(Refused, match="not the language of whoever complained"):
        services.put_into_language(waiting, Words("Hi", "en"), keys=office.keys(thiri), by=thiri, at=NOON)

    other = Client()
    unlocked(other, office, thiri)
    assert "We have read it." in other.get(f"/complaints/{complaint.pk}/language/").text
    other.post(f"/complaints/{complaint.pk}/language/", {"waiting": waiting.pk, "text": "ဖတ်ပြီးပါပြီ။"})

    complaint.refresh_from_db()
    turn = Turn.objects.get()
    assert (complaint.stage, turn.language, turn.written_by) == (Stage.ACKNOWLEDGED, "my", office.ines)
    assert queries.promised(complaint)["acknowledge"].kept_at is not None
    with pytest.raises(Refused, match="does not wait any more"):
        services.put_into_language(waiting, Words("ဟုတ်", "my"), keys=office.keys(thiri), by=thiri, at=NOON)


def test_what_an_interpreter_typed_comes_back_while_the_key_is_locked_or_where_it_waits_no_more(
    client: Client, cast: Cast, office: Office, thiri: Person
) -> None:
    complaint = burmese(office)
    services.note_pledge(thiri, SIGNED, by=cast.ada, at=NOON)
    services.add_interpreter(complaint, thiri, keys=office.keys(office.ines), by=office.ines, at=NOON)
    waiting = services.wait_for_language(complaint, Act.ACKNOWLEDGE, Words("Read.", "en"), by=office.ines, at=NOON)
    path, sent = f"/complaints/{complaint.pk}/language/", {"waiting": waiting.pk, "text": "ဖတ်ပြီးပါပြီ။"}
    client.force_login(thiri)

    locked = client.post(path, sent)
    unlocked(client, office, thiri)
    taken = client.post(path, sent)
    again = client.post(path, sent)

    assert (locked.status_code, taken.status_code, again.status_code) == (403, 302, 403)
    for answer in (locked, again):
        assert "ဖတ်ပြီးပါပြီ။" in answer.text
        assert f'name="waiting" value="{waiting.pk}"' in answer.text
    assert Turn.objects.count() == 1


@pytest.mark.parametrize(("send", "stage"), SENT)
def test_no_service_sends_in_another_language_than_theirs(office: Office, send: Any, stage: Stage) -> None:
    complaint, acting = burmese(office, stage=stage), {"keys": office.keys(office.ines), "by": office.ines, "at": NOON}
    if stage == Stage.IN_WORK:
        cleared_up(complaint, office, by=office.ines, at=NOON)
    before = Turn.objects.count()

    with pytest.raises(Refused, match="not sent before it stands in theirs"):
        send(complaint, Words("We have read it.", "en"), **acting)
    assert Turn.objects.count() == before

    send(complaint, Words("ဖတ်ပြီးပါပြီ။", "my"), **acting)
    assert Turn.objects.latest("pk").language == "my"


def test_the_reading_of_a_report_of_revenge_is_not_said_in_another_language(office: Office) -> None:
    complaint, keys = burmese(office), office.keys(office.ines)
    services.report_retaliation(complaint, Words("Somebody followed me.", "en"), by=office.ines, at=NOON)
    with pytest.raises(Refused, match="not sent before it stands in theirs"):
        services.acknowledge_retaliation(complaint, Words("Read.", "en"), keys=keys, by=office.ines, at=NOON)

    services.acknowledge_retaliation(complaint, Words("ဖတ်ပြီးပါပြီ။", "my"), keys=keys, by=office.ines, at=NOON)

    assert Turn.objects.get().language == "my"


def test_whoever_joined_in_reads_the_answer_once_it_stands_in_their_language(office: Office) -> None:
    joined, other = burmese(office, stage=Stage.CLASSIFIED), a_complaint(office, Stage.IN_WORK, once="en").complaint
    acting: Any = {"keys": office.keys(office.ines), "by": office.ines, "at": NOON}
    splitting.join(joined, other, Words("The same evening.", "en"), **acting)
    cleared_up(other, office, by=office.ines, at=NOON)
    services.answer(other, Words("You are both right.", "en"), **acting)
    [waiting] = Waiting.objects.filter(complaint=joined, act=Act.ANSWER)
    assert [turn.complaint for turn in Turn.objects.filter(kind=Kind.ANSWER)] == [other]

    services.put_into_language(waiting, Words("နှစ်ဦးစလုံး မှန်ပါသည်။", "my"), **acting)

    assert set(Turn.objects.filter(kind=Kind.ANSWER).values_list("complaint", "language")) == {
        (other.pk, "en"), (joined.pk, "my"),
    }  # fmt: skip


def test_a_case_is_opened_again_at_once_and_the_reason_waits_for_their_language(cast: Cast) -> None:
    bureau = a_bureau(an_office())
    complaint = a_case(bureau, Stage.CLOSED)
    Complaint.objects.update(language="my")
    acting: Any = {"keys": bureau.keys(bureau.dana), "by": bureau.dana, "at": NOON + timedelta(days=90)}

    complaint = services.reopen_case(complaint, Again.COURT, Words("A court said so.", "en"), **acting)

    assert complaint.stage == Stage.IN_WORK
    [waiting] = Waiting.objects.all()
    assert not Turn.objects.filter(kind=Kind.MESSAGE).exists()
    services.put_into_language(waiting, Words("တရားရုံးက ပြောသည်။", "my"), **acting)
    assert Turn.objects.filter(kind=Kind.MESSAGE).get().language == "my"


def test_nobody_else_opens_the_page_of_what_waits(client: Client, cast: Cast, office: Office, thiri: Person) -> None:
    complaint = burmese(office)
    unlocked(client, office, thiri)

    assert client.get(f"/complaints/{complaint.pk}/language/").status_code == 404
    client.force_login(cast.lee)
    assert client.get(f"/complaints/{complaint.pk}/language/").status_code == 404


def test_an_administrator_notes_a_pledge_on_its_page(client: Client, cast: Cast, office: Office, thiri: Person) -> None:
    client.force_login(cast.ada)
    form = {"person": thiri.pk, "signed_on": "2026-05-01", "languages": "my", "from_elsewhere": "on"}
    assert "Nobody has signed yet." in client.get("/complaints/pledges/").text

    page = client.post("/complaints/pledges/", form, follow=True).text

    assert "Thiri Aung" in page
    assert client.post("/complaints/pledges/", form).status_code == 403
    end = f"/complaints/pledges/{Pledge.objects.get().pk}/end/"
    client.force_login(cast.lee)
    assert client.post(end).status_code == 403
    client.force_login(cast.ada)
    assert "Nobody has signed yet." in client.post(end, follow=True).text
    assert (client.post(end).status_code, Entry.objects.filter(act="end_pledge").count()) == (404, 1)
    client.force_login(cast.lee)
    assert client.get("/complaints/pledges/").status_code == 403


def test_the_reasons_of_a_finding_wait_for_their_language_point_by_point_and_the_answer_for_the_reasons(
    client: Client, cast: Cast
) -> None:
    bureau = a_bureau(an_office())
    complaint, keys = a_case(bureau, Stage.DECIDED), bureau.keys(bureau.dana)
    Complaint.objects.update(language="my")
    first, second = queries.allegations(complaint)
    acting: Any = {"by": bureau.dana, "at": NOON + timedelta(days=9)}
    with pytest.raises(Refused, match="not sent before it stands in theirs"):
        services.explain(first, Words("We saw it.", "en"), keys=keys, **acting)
    unlocked(client, bureau.office, bureau.dana)
    opened_as(client, complaint)
    path, typed = f"/complaints/{complaint.pk}/findings/", {"text": "We saw it.", "language": "en"}

    said = client.post(f"{path}1/reasons/", typed, follow=True).text
    client.post(f"{path}2/reasons/", {**typed, "text": "He said so."})

    assert "it waits until it stands in the language of whoever complained" in said
    waiting = list(Waiting.objects.order_by("number"))
    assert [(row.act, row.number) for row in waiting] == [(Act.EXPLAIN_POINT, 1), (Act.EXPLAIN_POINT, 2)]
    assert not complaint.allegations.exclude(told=b"").exists()
    again = client.post(f"{path}1/reasons/", typed)
    assert "waits for its translation already" in again.text
    assert "Write the reasons of each finding" in str(POLICY.verdict(bureau.office.ines, Act.ANSWER, complaint).reason)

    services.put_into_language(waiting[1], Words("သူပြောသည်။", "my"), keys=keys, **acting)
    services.explain(first, Words("မြင်သည်။", "my"), keys=keys, **acting)

    assert [(point.told_language, bool(point.told)) for point in queries.allegations(complaint)] == [("my", True)] * 2
    assert POLICY.verdict(bureau.office.ines, Act.ANSWER, Complaint.objects.get())
    second.refresh_from_db()
    opened = vault.opened(queries.safe_of(complaint), keys)
    assert opened.text(second.told).rstrip() == "သူပြောသည်။"


def test_newer_reasons_in_their_language_take_the_place_of_older_ones_that_wait(client: Client, cast: Cast) -> None:
    bureau = a_bureau(an_office())
    complaint, keys = a_case(bureau, Stage.DECIDED), bureau.keys(bureau.dana)
    Complaint.objects.update(language="my")
    complaint.refresh_from_db()
    first, second = queries.allegations(complaint)
    acting: Any = {"by": bureau.dana, "at": NOON + timedelta(days=9)}
    waits = {
        point: services.wait_for_language(
            complaint, Act.EXPLAIN_POINT, Words("We saw it.", "en"), number=point.number, **acting
        )
        for point in (first, second)
    }

    services.explain(first, Words("မြင်သည်။", "my"), keys=keys, **acting)

    with pytest.raises(Refused, match="does not wait any more"):
        services.put_into_language(waits[first], Words("ဟောင်း", "my"), keys=keys, **acting)
    first.refresh_from_db()
    opened = vault.opened(queries.safe_of(complaint), keys)
    assert opened.text(first.told).rstrip() == "မြင်သည်။"
    assert list(interpreting.waiting_in(complaint, opened)) == [interpreting.Waits(waits[second], "We saw it.")]


def test_no_answer_is_sent_with_older_reasons_while_newer_ones_wait_for_their_language(cast: Cast) -> None:
    bureau = a_bureau(an_office())
    complaint, keys = a_case(bureau, Stage.DECIDED), bureau.keys(bureau.dana)
    Complaint.objects.update(language="my")
    complaint.refresh_from_db()
    first, second = queries.allegations(complaint)
    acting: Any = {"by": bureau.dana, "at": NOON + timedelta(days=9)}
    for point in (first, second):
        services.explain(point, Words("မြင်သည်။", "my"), keys=keys, **acting)
    waiting = services.wait_for_language(
        complaint, Act.EXPLAIN_POINT, Words("A court says so.", "en"), number=2, **acting
    )
    ines, answer = bureau.office.ines, Words("ဆုံးဖြတ်ပြီးပါပြီ။", "my")
    with pytest.raises(Refused, match="Write the reasons of each finding"):
        services.answer(complaint, answer, keys=bureau.keys(ines), by=ines, at=acting["at"])

    services.put_into_language(waiting, Words("တရားရုံးက ပြောသည်။", "my"), keys=keys, **acting)

    assert services.answer(complaint, answer, keys=bureau.keys(ines), by=ines, at=acting["at"]).stage == Stage.ANSWERED


def test_whoever_translates_reasons_sees_of_which_point_they_are_and_that_they_go_with_the_answer(
    client: Client, cast: Cast
) -> None:
    bureau = a_bureau(an_office())
    complaint = a_case(bureau, Stage.DECIDED)
    Complaint.objects.update(language="my")
    complaint.refresh_from_db()
    acting: Any = {"by": bureau.dana, "at": NOON + timedelta(days=9)}
    words = Words("We saw it.", "en")
    reasons = services.wait_for_language(complaint, Act.EXPLAIN_POINT, words, number=2, **acting)
    message = services.wait_for_language(complaint, Act.WRITE, words, **acting)
    unlocked(client, bureau.office, bureau.dana)
    path = f"/complaints/{complaint.pk}/language/"

    page = client.get(path).text
    told = [client.post(path, {"waiting": row.pk, "text": "မြင်သည်။"}, follow=True).text for row in (reasons, message)]

    assert re.findall(r"<h3>(.*?)</h3>", page) == ["Point 2"]
    goes_with_it, sent = "reads these reasons with the answer.", "Sent. Whoever complained reads it in their language."
    assert [(goes_with_it in text, sent in text) for text in told] == [(True, False), (False, True)]
