"""The pages of a case: what those who work on it see, what they send, and what comes back."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client

from conftest import CountQueries
from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.demo.casework import Bureau, a_bureau, a_case, a_matrix, judged, led
from openbeat.apps.complaints.lifecycle import Act, Casework, Outcome, Stage, Written
from openbeat.apps.complaints.models import CaseEntry, CaseRules, Complaint, Discipline, Draft, Finding, Matrix
from openbeat.apps.complaints.tests.makers import NOON, a_complaint, an_office, unlocked
from openbeat.core.ledger.models import Entry
from openbeat.core.people.models import Person
from openbeat.core.vault import http
from tests.cast import Cast

WHY = "The video shows that he did not shout."


@pytest.fixture
def bureau(cast: Cast) -> Bureau:
    return a_bureau(an_office())


def opens(client: Client, bureau: Bureau, person: Person, complaint: Complaint) -> str:
    """Sign in with an unlocked key, and say why it is opened; gives the address of the matter."""
    unlocked(client, bureau.office, person)
    client.post(f"/complaints/{complaint.pk}/why/", {"why": "work"})
    return f"/complaints/{complaint.pk}/"


def hidden(page: str, name: str, index: int = 0) -> str:
    found: list[str] = re.findall(rf'name="{name}" value="(\d+)"', page)
    return found[index]


def test_an_entry_goes_into_the_file_and_a_correction_stands_beside_it(client: Client, bureau: Bureau) -> None:
    complaint = a_case(bureau)
    path = opens(client, bureau, bureau.nils, complaint)
    interview = {
        "sort": "interview",
        "words": "She saw it all.",
        "language": "en",
        "who": "A bus driver",
        "voluntary": "yes",
    }

    client.post(f"{path}casework/entry/", {**interview, "voluntary": "yes"})
    client.post(
        f"{path}casework/entry/", {"sort": "note", "words": "She saw half of it.", "language": "en", "corrects": "1"}
    )
    page = client.get(f"{path}casework/").text

    assert all(words in page for words in ("She saw it all.", "A bus driver", "She saw half of it.", "Corrected by"))
    assert [row.number for row in CaseEntry.objects.order_by("pk")] == [1, 2]


def test_a_statement_that_somebody_was_made_to_give_is_not_taken_here_and_its_words_come_back(
    client: Client, bureau: Bureau
) -> None:
    path = opens(client, bureau, bureau.nils, a_case(bureau))
    sent = {"sort": "interview", "words": "He had to answer me.", "language": "en", "voluntary": "no"}

    response = client.post(f"{path}casework/entry/", sent)

    assert response.status_code == 403
    assert "A statement that somebody had to give has readers of its own." in response.text
    assert "He had to answer me." in response.text
    assert not CaseEntry.objects.exists()


def test_a_step_goes_into_the_plan_and_is_done(client: Client, bureau: Bureau) -> None:
    path = opens(client, bureau, bureau.nils, a_case(bureau))

    client.post(
        f"{path}casework/plan/", {"words": "Ask for the video of the bus", "due": "2026-05-20", "language": "en"}
    )
    before = client.get(f"{path}casework/").text
    client.post(f"{path}casework/plan/1/done/")
    after = client.get(f"{path}casework/").text

    assert "Ask for the video of the bus" in before
    assert "It is done" in before
    assert "It is done" not in after


def test_what_is_sent_while_the_key_is_locked_is_kept_as_a_sealed_draft_and_is_there_again(
    client: Client, bureau: Bureau
) -> None:
    complaint = a_case(bureau)
    client.force_login(bureau.nils)
    sent = {"sort": "note", "words": "What I had nearly lost.", "language": "en"}

    response = client.post(f"/complaints/{complaint.pk}/casework/entry/", sent)

    assert "/unlock/" in response.headers["Location"]
    assert not CaseEntry.objects.exists()
    assert "nearly lost" not in str(Draft.objects.values_list())
    path = opens(client, bureau, bureau.nils, complaint)
    assert "What I had nearly lost." in client.get(f"{path}casework/").text


def test_whoever_complained_appeals_with_the_code_and_loses_no_word(client: Client, bureau: Bureau) -> None:
    filed = a_complaint(bureau.office, once="appealed")
    led(bureau, filed.complaint, Stage.CLOSED, at=NOON)
    path, sent = f"/complaints/{filed.complaint.pk}/own/appeal/", {"text": "Nobody asked me.", "language": "en"}
    client.post("/receipt/", {"code": filed.code})

    long = client.post(path, {**sent, "text": "x" * 20_001})
    cookie = client.cookies.pop(http.COOKIE)
    locked = client.post(path, sent)
    client.cookies[http.COOKIE] = cookie.value
    client.post(path, sent)

    assert (long.status_code, "x" * 20_001 in long.text) == (422, True)
    assert (locked.status_code, sent["text"] in locked.text, f'action="{path}"' in locked.text) == (403, True, True)
    filed.complaint.refresh_from_db()
    assert filed.complaint.stage == Stage.OVERSIGHT


def test_a_draft_of_a_finding_is_kept_and_gone_once_it_is_said(client: Client, bureau: Bureau) -> None:
    path = opens(client, bureau, bureau.nils, a_case(bureau))
    typed = {"finding": "unfounded", "standard": "preponderance", "reasons": WHY, "language": "en"}

    client.post(f"{path}findings/1/", {**typed, "act": "draft"})
    kept = client.get(f"{path}findings/").text
    client.post(f"{path}findings/1/", typed)

    assert WHY in kept
    assert not Draft.objects.exists()
    assert Finding.objects.get().finding == Outcome.UNFOUNDED


def test_two_who_say_a_finding_at_once_the_second_reads_the_first_before(client: Client, bureau: Bureau) -> None:
    complaint = a_case(bureau)
    path = opens(client, bureau, bureau.nils, complaint)
    seen = hidden(client.get(f"{path}findings/").text, "seen")
    first = queries.allegations(complaint)[0]
    services.find(first, judged(Outcome.SUSTAINED), keys=bureau.keys(bureau.nils), by=bureau.nils, at=NOON)
    typed = {"finding": "unfounded", "standard": "preponderance", "reasons": WHY, "language": "en", "seen": seen}

    response = client.post(f"{path}findings/1/", typed)

    assert response.status_code == 403
    assert "Somebody else has said something about this allegation meanwhile." in response.text
    assert WHY in response.text
    assert Finding.objects.count() == 1


def test_each_of_those_who_work_on_it_finds_the_button_that_leads_on_and_nobody_else(
    client: Client, bureau: Bureau
) -> None:
    complaint = a_case(bureau, Stage.SUPERVISOR)
    path = opens(client, bureau, bureau.nils, complaint)
    of_nils = client.get(f"{path}findings/").text
    path = opens(client, bureau, bureau.sana, complaint)
    of_sana = client.get(f"{path}findings/").text

    client.post(f"{path}findings/move/to_oversight/")

    assert "I checked it: give it to the outside body" in of_sana
    assert "give it to whoever decides" not in of_sana
    assert "I checked it" not in of_nils
    assert Complaint.objects.get().stage == Stage.OVERSIGHT


def test_a_case_is_sent_back_with_a_reason_that_stands_in_its_file(client: Client, bureau: Bureau) -> None:
    complaint = a_case(bureau, Stage.SUPERVISOR)
    path = opens(client, bureau, bureau.sana, complaint)

    client.post(f"{path}findings/back/", {"text": "Please ask the driver too.", "language": "en"})

    assert Complaint.objects.get().stage == Stage.IN_WORK
    assert "Please ask the driver too." in client.get(f"{path}casework/").text


def test_discipline_below_the_matrix_needs_a_reason_and_says_where_it_stands(client: Client, bureau: Bureau) -> None:
    a_matrix(bureau)
    complaint = a_case(bureau, Stage.DECIDED, findings=(Outcome.NOT_SUSTAINED, Outcome.SUSTAINED))
    path = opens(client, bureau, bureau.dana, complaint)
    typed = {"step": "decide_discipline", "measure": "training", "language": "en", "seen": "0"}

    refused = client.post(f"{path}discipline/2/", typed)
    client.post(f"{path}discipline/2/", {**typed, "reasons": "He had said sorry the same day."})
    page = client.get(f"{path}discipline/").text

    assert refused.status_code == 403
    assert "This is below the published matrix. Say why." in refused.text
    assert "below the matrix" in page
    assert "He had said sorry the same day." in page
    assert Discipline.objects.get().matrix == 1


def test_the_file_is_printed_only_by_who_asked_for_it_a_moment_ago_and_that_is_on_record(
    client: Client, bureau: Bureau
) -> None:
    complaint = a_case(bureau, Stage.CLOSED)
    path = opens(client, bureau, bureau.nils, complaint)

    before = client.get(f"{path}casework.pdf")
    client.post(f"{path}casework/print/")
    sheet = client.get(f"{path}casework.pdf")

    assert before.headers["Location"] == f"/complaints/{complaint.pk}/casework/"
    assert sheet.headers["Content-Type"] == "application/pdf"
    assert sheet.content.startswith(b"%PDF")
    assert Entry.objects.filter(act=Act.PRINT, by=bureau.nils).count() == 1


@pytest.mark.parametrize("page", ["casework", "findings", "discipline", "casework.pdf"])
def test_who_does_not_read_a_matter_finds_nothing_here(client: Client, bureau: Bureau, cast: Cast, page: str) -> None:
    complaint = a_case(bureau)
    slash = "" if page.endswith("pdf") else "/"

    for person in (bureau.dana, cast.cora, cast.rosa):
        client.force_login(person)
        assert client.get(f"/complaints/{complaint.pk}/{page}{slash}").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_file_costs_the_same_however_much_stands_in_it(
    client: Client, bureau: Bureau, count: int, count_queries: CountQueries
) -> None:
    complaint = a_case(bureau)
    for number in range(count):
        note = Written(Casework.NOTE, f"Note {number}.", "en")
        services.write_entry(complaint, note, keys=bureau.keys(bureau.nils), by=bureau.nils, at=NOON)
    path = opens(client, bureau, bureau.nils, complaint)
    client.get(f"{path}casework/")

    with count_queries(21):
        page = client.get(f"{path}casework/").text

    assert page.count("Note ") >= count


@pytest.mark.parametrize("count", [1, 3])
def test_the_findings_cost_the_same_however_much_was_said(
    client: Client, bureau: Bureau, count: int, count_queries: CountQueries
) -> None:
    complaint = a_case(bureau)
    for number in range(count):
        point, keys = queries.allegations(complaint)[0], bureau.keys(bureau.nils)
        services.find(point, judged(Outcome.SUSTAINED, f"Reason {number}."), keys=keys, by=bureau.nils, at=NOON)
    path = opens(client, bureau, bureau.nils, complaint)
    client.get(f"{path}findings/")

    with count_queries(26):
        page = client.get(f"{path}findings/").text

    assert page.count("Reason ") == count


def test_everybody_reads_the_matrix_and_who_decides_makes_it_anew(client: Client, bureau: Bureau) -> None:
    a_matrix(bureau)
    public = client.get("/complaints/matrix/").text
    client.force_login(bureau.dana)
    form = client.get("/complaints/matrix/new/").text
    typed = dict(form_of(form)) | {"why": "Training first.", "decided_by": "the chief", "least-2-1": "training"}

    response = client.post("/complaints/matrix/new/", typed)

    assert "Rudeness, and duties that were not done" in public
    assert "Make a new matrix" not in public
    assert response.headers["Location"] == "/complaints/matrix/"
    assert Matrix.objects.count() == 2


def test_the_rules_are_made_anew_by_who_decides_and_by_nobody_else(client: Client, bureau: Bureau, cast: Cast) -> None:
    typed = {"standard": "clear_and_convincing", "days": "14", "why": "A new law.", "decided_by": "the city council",
             "language": "en", "seen": "1"}  # fmt: skip
    client.force_login(cast.cora)
    refused = client.post("/complaints/matrix/rules/", typed)
    client.force_login(bureau.dana)

    client.post("/complaints/matrix/rules/", typed)
    again = client.post("/complaints/matrix/rules/", typed)

    assert "Only an administrator, or those who decide about complaints, may do this." in refused.text
    assert "Somebody else has made a newer version meanwhile." in again.text
    assert CaseRules.objects.get().days == 14
    assert "clear and convincing" in client.get("/complaints/matrix/").text


def form_of(page: str) -> Iterator[tuple[str, object]]:
    """What a browser would send of this page's form, as it stands."""
    kinds: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if not name:
            continue
        if 'type="checkbox"' in tag:
            if "checked" in tag and value:
                kinds.setdefault(name[1], []).append(value[1])
        else:
            yield name[1], value[1] if value else ""
    yield from kinds.items()
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        yield name, chosen[1] if chosen else ""


def test_words_for_whoever_complained_are_kept_and_shown(client: Client, bureau: Bureau) -> None:
    complaint = a_case(bureau, Stage.DECIDED)
    path = opens(client, bureau, bureau.dana, complaint)

    client.post(f"{path}findings/1/reasons/", {"text": "We believe you.", "language": "en"})

    assert "We believe you." in client.get(f"{path}findings/").text


def test_a_case_that_was_over_is_opened_again_for_a_reason_that_whoever_complained_reads(
    client: Client, bureau: Bureau
) -> None:
    complaint = a_case(bureau, Stage.CLOSED)
    path = opens(client, bureau, bureau.dana, complaint)

    client.post(f"{path}findings/again/", {"code": "evidence", "text": "A second video came.", "language": "en"})

    assert Complaint.objects.get().stage == Stage.IN_WORK
    assert "A second video came." in client.get(path).text
