"""The pages of the review board: each leads to the next, says why not, and shows nobody more than is theirs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from openbeat.apps.complaints.demo.board import DAY, HOUR, a_board, a_chief, a_disagreement, a_packet, a_sitting
from openbeat.apps.complaints.demo.summaries import sign
from openbeat.apps.complaints.lifecycle import Stage
from openbeat.apps.complaints.models import BoardName, Packet, PacketPart, Recommendation, Sitting
from openbeat.apps.complaints.tests.makers import Office, a_complaint, an_office, opened_as, unlocked
from openbeat.core.evidence import services as evidence
from openbeat.core.evidence.demo import arrived
from openbeat.core.ledger.models import Entry
from openbeat.core.redaction.tests import files
from openbeat.core.redaction.tests.files import line
from openbeat.kit.clock import now
from openbeat.kit.refs import Ref
from tests.cast import Cast

WORDS = {"text": "The driver was not asked.", "language": "en"}


@pytest.fixture
def office(cast: Cast) -> Office:
    return an_office()


def test_a_packet_is_made_text_by_text_and_sent(client: Client, office: Office) -> None:
    a_board(office)
    complaint = a_complaint(office, Stage.ANSWERED).complaint
    unlocked(client, office, office.ines)
    assert f"/complaints/{complaint.pk}/packet/" in opened_as(client, complaint)

    page = client.get(f"/complaints/{complaint.pk}/packet/").text
    assert f"/complaints/{complaint.pk}/packet/account/0/" in page
    page = client.get(f"/complaints/{complaint.pk}/packet/account/0/").text
    assert "Single words of sentence 1" in page
    again = client.post(
        f"/complaints/{complaint.pk}/packet/account/0/", {"passages": "Weir Street\n212", "reason": "address"}
    )
    assert "blacked out: an address" in again.text
    plan = again.text.split('name="plan" value="')[1].split('"')[0].replace("&quot;", '"')
    client.post(f"/complaints/{complaint.pk}/packet/account/0/", {"plan": plan, "reason": "address", "do": "done"})
    assert PacketPart.objects.count() == 1
    client.post(f"/complaints/{complaint.pk}/packet/")

    assert Packet.objects.get().sent_at is not None


def test_pages_of_a_file_are_blacked_out_and_the_board_gets_pictures_of_them(client: Client, office: Office) -> None:
    bea, _bora, _bruno = a_board(office)
    complaint = a_complaint(office, Stage.ANSWERED).complaint
    unlocked(client, office, office.ines)
    opened_as(client, complaint)
    sent = arrived(files.pdf(line("Halloway saw it.")), "report.pdf")
    [file] = evidence.add([sent], Ref.of(complaint), by=office.ines, at=now())
    address = f"/complaints/{complaint.pk}/packet/pages/{file.pk}/"
    assert "data:image/jpeg;base64," in client.get(address).text

    client.post(address, {"passages": "halloway", "reason": "person", "do": "done"})
    client.post(f"/complaints/{complaint.pk}/packet/")
    packet = Packet.objects.get()
    unlocked(client, office, bea)
    page = client.get(f"/complaints/board/packets/{packet.pk}/").text
    shown = client.get(f"/evidence/{page.split('/evidence/')[1].split('/')[0]}/")

    assert "Pages, file 1" in page
    assert shown.status_code == 200
    assert b"".join(shown).startswith(b"%PDF")


def test_a_member_reads_votes_and_recommends_and_each_reading_is_on_record(client: Client, office: Office) -> None:
    bea, bora, bruno = a_board(office)
    packet = a_packet(office, a_complaint(office, Stage.ANSWERED).complaint, now() - 6 * DAY)
    address = f"/complaints/board/packets/{packet.pk}/"
    unlocked(client, office, bea)

    page = client.get(address).text
    assert "blacked out: name of an officer</mark> shouted" in page
    assert "The board is not sitting" in page
    assert client.post(f"{address}vote/", {**WORDS, "vote": "agree"}).status_code == 403
    entry = Entry.objects.get(act="open", kind="complaints.packet")
    assert (entry.by, entry.facts["why"]) == (bea, "review")

    a_sitting(bea, now() - HOUR)
    assert "Vote, once" in client.get(address).text
    client.post(f"{address}say/", WORDS)
    for person in (bea, bora):
        unlocked(client, office, person)
        client.post(f"{address}vote/", {**WORDS, "vote": "disagree"})
    page = client.get(address).text
    assert page.count("The driver was not asked.") == 3
    assert "Vote, once" not in page
    client.post(f"{address}recommend/", {**WORDS, "disagrees": ["1"]})
    assert Recommendation.objects.get().result == "disagree"
    unlocked(client, office, bruno)
    assert "has made its recommendation" in client.get(address).text


def test_what_a_member_typed_comes_back_where_the_board_does_not_sit_or_the_key_is_locked(
    client: Client, office: Office
) -> None:
    bea, _bora, _bruno = a_board(office)
    packet = a_packet(office, a_complaint(office, Stage.ANSWERED).complaint)
    address = f"/complaints/board/packets/{packet.pk}/"
    unlocked(client, office, bea)

    not_sitting = client.post(f"{address}vote/", {**WORDS, "vote": "agree"})
    client.logout()
    client.force_login(bea)
    locked = client.post(f"{address}say/", WORDS)

    assert (not_sitting.status_code, locked.status_code) == (403, 403)
    for answer in (not_sitting, locked):
        assert "What you wrote is still here" in answer.text
        assert WORDS["text"] in answer.text


def test_an_answer_that_came_second_comes_back_with_its_words(client: Client, office: Office) -> None:
    made = a_disagreement(office, a_complaint(office, Stage.ANSWERED).complaint, now() - 60 * DAY)
    address = f"/complaints/board/recommendations/{made.pk}/answer/"
    client.force_login(a_chief())
    client.post(address, {"reply": "accepted", "text": "We ask the driver.", "language": "en"})

    again = client.post(address, {"reply": "rejected", "text": "He was asked twice.", "language": "en"})

    assert again.status_code == 403
    assert "He was asked twice." in again.text
    assert Recommendation.objects.get().reply == "accepted"


def test_who_stays_out_finds_nothing_there_any_more(client: Client, office: Office) -> None:
    _bea, _bora, bruno = a_board(office)
    packet = a_packet(office, a_complaint(office, Stage.ANSWERED).complaint)
    address = f"/complaints/board/packets/{packet.pk}/"
    unlocked(client, office, bruno)
    assert client.get(address).status_code == 200

    client.post(f"{address}recuse/", {"bar": "relative"})

    assert client.get(address).status_code == 404


def test_to_others_there_is_no_packet(client: Client, cast: Cast, office: Office) -> None:
    a_board(office)
    complaint = a_complaint(office, Stage.ANSWERED).complaint
    packet = a_packet(office, complaint)
    for person in (cast.rosa, cast.cora, office.ines):
        client.force_login(person)
        hidden, missing = (
            client.get(f"/complaints/board/packets/{packet.pk}/"),
            client.get("/complaints/board/packets/999/"),
        )
        assert (hidden.status_code, missing.status_code) == (404, 404)
    client.force_login(cast.rosa)
    assert client.get(f"/complaints/{complaint.pk}/packet/").status_code == 404


def test_everybody_sees_the_recommendation_beside_the_answer_once_it_is_signed(client: Client, office: Office) -> None:
    made = a_disagreement(office, a_complaint(office, Stage.ANSWERED).complaint, now() - 60 * DAY)
    assert "must first sign what is published" in client.get("/complaints/board/").text

    sign()
    page = client.get("/complaints/board/").text
    assert "Recommendation 2026" in page or f"Recommendation {made.number_said}" in page
    assert "The board disagrees" in page
    assert 'class="status late"' in page  # sixty days: the answer is late
    chief = a_chief()
    client.force_login(chief)
    assert "Answer recommendation" in client.get(f"/complaints/board/recommendations/{made.pk}/answer/").text
    client.post(
        f"/complaints/board/recommendations/{made.pk}/answer/", {"reply": "partly", "text": "We ask.", "language": "en"}
    )
    client.logout()
    page = client.get("/complaints/board/").text
    assert "accepted in part" in page
    assert "We ask." in page
    assert [name for name in ("Bea", "Bora", "Bruno", "Okoro") if name in page] == []


def test_whoever_leads_the_department_finds_what_they_owe_on_their_desk(client: Client, office: Office) -> None:
    chief = a_chief()
    made = a_disagreement(office, a_complaint(office, Stage.ANSWERED).complaint, now() - 60 * DAY)
    address = f"/complaints/board/recommendations/{made.pk}/answer/"
    client.force_login(chief)

    assert address in client.get("/desk/").text


def test_who_does_not_lead_the_department_is_told_why_not(client: Client, cast: Cast, office: Office) -> None:
    made = a_disagreement(office, a_complaint(office, Stage.ANSWERED).complaint, now() - 60 * DAY)
    client.force_login(cast.lee)

    answer = client.get(f"/complaints/board/recommendations/{made.pk}/answer/")

    assert answer.status_code == 403
    assert "Only whoever leads the department" in answer.text


def test_a_sitting_is_announced_for_everybody_and_called_off_in_public(client: Client, office: Office) -> None:
    bea, _bora, _bruno = a_board(office)
    client.force_login(bea)
    day = (now() + timedelta(days=9)).date().isoformat()
    sent = {"day": day, "starts": "18:00", "ends": "20:00", "place": "Library, room 2", "language": "en"}

    assert "It ends after it begins." in client.post("/complaints/board/sittings/", {**sent, "ends": "17:00"}).text
    client.post("/complaints/board/sittings/", sent)
    assert "Library, room 2" in client.get("/complaints/board/").text
    client.post(f"/complaints/board/sittings/{Sitting.objects.get().pk}/off/")

    assert "called off" in client.get("/complaints/board/").text


def test_a_member_chooses_a_name_for_the_public(client: Client, office: Office) -> None:
    bea, _bora, _bruno = a_board(office)
    client.force_login(bea)
    client.post("/complaints/board/desk/name/", {"name": "Neighbor B."})

    assert BoardName.objects.get().name == "Neighbor B."
    page = client.get("/complaints/board/").text
    assert "Neighbor B." in page
    assert "Bea Okafor" not in page


def test_the_desk_of_a_member_names_the_cases_that_wait(client: Client, cast: Cast, office: Office) -> None:
    bea, _bora, _bruno = a_board(office)
    packet = a_packet(office, a_complaint(office, Stage.ANSWERED).complaint)
    client.force_login(bea)

    assert f"Case for review, packet {packet.pk}" in client.get("/desk/").text
    client.force_login(cast.lee)
    assert "Case for review" not in client.get("/desk/").text


@pytest.mark.parametrize("count", [1, 3])
def test_the_tracker_costs_the_same_however_many(client: Client, office: Office, count: int, count_queries) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    sign()
    complaint = a_complaint(office, Stage.ANSWERED).complaint
    made = a_disagreement(office, complaint, now() - 60 * DAY)
    for number in range(2, count + 1):
        packet = Packet.objects.create(
            complaint=complaint, round=number, parts_made=1, made_by=office.ines, made_at=now(), sent_at=now()
        )
        Recommendation.objects.create(
            packet=packet, year=made.year, number=number, result="agree", words="So it was.", language="en",
            by=made.by, made_at=now(),
        )  # fmt: skip
    client.get("/complaints/board/")

    with count_queries(12):
        page = client.get("/complaints/board/").text

    assert page.count("<article") == count
