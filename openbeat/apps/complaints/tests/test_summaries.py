"""Each closed case is summed up: one writes it, another releases it, and nobody is named in it."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pypdfium2
import pytest
from django.test import Client

from openbeat.apps.complaints import services
from openbeat.apps.complaints.demo.publishing import a_profile
from openbeat.apps.complaints.demo.summaries import TOLD, a_second, sign
from openbeat.apps.complaints.lifecycle import Outcome, Stage, Words
from openbeat.apps.complaints.lifecycle.publication import From
from openbeat.apps.complaints.lifecycle.recordings import State, Tape
from openbeat.apps.complaints.lifecycle.summaries import Owed, Told
from openbeat.apps.complaints.models import (
    Accused,
    Allegation,
    Complaint,
    Recording,
    Summary,
    SummaryDraft,
    SummaryVersion,
)
from openbeat.apps.complaints.queries import safe_of, summaries
from openbeat.apps.complaints.services import clocking, publication
from openbeat.apps.complaints.services.steps import sealed
from openbeat.apps.complaints.tests.makers import NOON, Office, a_complaint, an_office, holder_of, opened_as, unlocked
from openbeat.core.ledger.models import Entry
from openbeat.core.ledger.queries import matters
from openbeat.core.ledger.services import log
from openbeat.core.loop.models import Obligation
from openbeat.core.people.models import Person
from openbeat.core.search import queries as finding
from openbeat.core.search.models import Found
from openbeat.kit import findings, proving
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref
from tests.cast import Cast

LATER = NOON + timedelta(days=5)


@dataclass
class Two:
    """Ines who writes, Iris who releases, and a case that is closed."""

    office: Office
    iris: Person
    complaint: Complaint

    def write(self, told: Told = TOLD, *, by: Person | None = None) -> SummaryDraft:
        by = by or self.office.ines
        return services.draft_summary(self.complaint, told, keys=self.office.keys(by), by=by, at=LATER)

    def release(self, by: Person | None = None) -> Summary:
        by = by or self.iris
        return services.release_summary(self.complaint, keys=self.office.keys(by), by=by, at=LATER)


@pytest.fixture
def two(cast: Cast) -> Two:
    office = an_office()
    iris = a_second(office)
    complaint = a_complaint(office, Stage.CLOSED).complaint
    safe = safe_of(complaint)
    who = Accused.objects.create(
        complaint=complaint, number=9, who=sealed(safe, json.dumps({"name": "Bo Halloway", "badge": "4711"}))
    )
    Allegation.objects.create(
        complaint=complaint, number=9, kind="discourtesy", accused=who, words=sealed(safe, "He shouted."), made_at=NOON,
        finding=Outcome.SUSTAINED, standard="preponderance", definitions=1, decided_at=NOON,
    )  # fmt: skip
    return Two(office, iris, complaint)


def a_recording(two: Two, number: int, state: State) -> None:
    """One that Ines was asked to keep, and how it stands."""
    lost = NOON if state == State.LOST else None
    facts = {"tape": Tape.BODY, "language": "en", "asked_at": NOON, "answered_at": NOON, "lost_at": lost}
    who = {"holder": two.office.ines, "asked_by": two.office.ines}
    what = dict.fromkeys(("what", "request"), sealed(safe_of(two.complaint), "Unit 12."))
    Recording.objects.create(complaint=two.complaint, number=number, state=state, **facts, **who, **what)


def test_one_writes_it_another_releases_it_and_then_everybody_reads_it(client: Client, two: Two) -> None:
    sign()
    a_recording(two, 1, State.LOST)
    a_recording(two, 2, State.KEPT)
    two.write()

    summary = two.release()
    page = client.get("/complaints/cases/2026-001/").text

    assert (summary.said, summary.version) == ("2026-001", 1)
    for words in (
        TOLD.alleged,
        TOLD.done,
        "sustained",
        "May 2026",
        "Somebody said this.",
        "1 recording was written over",
    ):
        assert words in page
    assert not SummaryDraft.objects.exists()
    assert Obligation.objects.get(promise=Owed.SUMMARY).kept_at == LATER
    entry = Entry.objects.get(act="release_summary")
    assert (entry.kind, entry.facts["number"]) == ("complaints.summary", "2026-001")


def test_nothing_tells_which_complaint_it_was_or_who_wrote_it(client: Client, two: Two) -> None:
    sign()
    two.write()
    two.release()

    page = client.get("/complaints/cases/2026-001/").text

    assert f"/complaints/{two.complaint.pk}/" not in page
    assert [
        name for name in ("Ines", "Iris", "Halloway", "4711", "Weir Street", "bus stop", "May 4") if name in page
    ] == []


def test_whoever_wrote_it_cannot_release_it(two: Two) -> None:
    sign()
    two.write()

    with pytest.raises(Refused, match="a second person does"):
        two.release(two.office.ines)
    assert not Summary.objects.get().version


def test_nothing_is_released_or_shown_before_it_is_signed_what_is_published(client: Client, two: Two) -> None:
    two.write()

    with pytest.raises(Refused, match="have not signed"):
        two.release()
    page = client.get("/complaints/cases/").text

    assert "must first sign what is published" in page
    sign()
    two.release()
    assert "Case 2026-001" in client.get("/complaints/cases/").text


@pytest.mark.parametrize("stage", [Stage.IN_WORK, Stage.ANSWERED])
def test_only_what_is_closed_has_a_summary(two: Two, stage: Stage) -> None:
    another = replace(two, complaint=a_complaint(two.office, stage, once="another").complaint)

    with pytest.raises(Refused, match="once it is closed"):
        another.write()
    assert two.write().pk


@pytest.mark.parametrize(
    "told",
    [
        replace(TOLD, done="Officer Halloway has left."),
        replace(TOLD, alleged="HALLOWAY shouted."),
        replace(TOLD, done="Number 4711 was there."),
    ],
)
def test_a_summary_that_names_an_officer_of_the_case_is_not_released(two: Two, told: Told) -> None:
    sign()
    two.write(told)

    with pytest.raises(Refused, match="Black them out first"):
        two.release()


def test_a_correction_is_a_version_with_a_reason_that_everybody_reads(client: Client, two: Two) -> None:
    sign()
    two.write()
    two.release()

    with pytest.raises(Refused, match="A correction says why"):
        two.write(replace(TOLD, done="Two videos were looked at."))
    two.write(replace(TOLD, done="Two videos were looked at.", reason="There were two videos."), by=two.iris)
    two.release(two.office.ines)
    page = client.get("/complaints/cases/2026-001/").text

    assert [each.version for each in SummaryVersion.objects.order_by("version")] == [1, 2]
    assert "There were two videos." in page
    assert "Two videos were looked at." in page
    assert TOLD.done in page  # the first version can still be read
    assert Entry.objects.filter(act="correct_summary").count() == 1


def test_reopened_nobody_is_owed_a_summary_until_it_is_closed_anew(two: Two) -> None:
    filed = a_complaint(two.office, Stage.CLOSED, once="again")
    services.reopen(filed.complaint, Words("It is not over.", "en"), by=holder_of(filed), at=LATER)

    row = Obligation.objects.get(promise=Owed.SUMMARY, key=str(filed.complaint.pk))

    assert (row.released_at, row.released_why) == (LATER, "reopened")


def test_the_page_shows_its_proof_which_anybody_can_check_and_which_tells_nothing_of_the_complaint(
    client: Client, two: Two
) -> None:
    sign()
    two.write()
    two.release()
    assert client.get("/complaints/cases/2026-001/proof.json").status_code == 404
    assert "has not taken this up yet" in client.get("/complaints/cases/2026-001/").text

    log.sequence(at=now())
    page = client.get("/complaints/cases/2026-001/").text
    file = client.get("/complaints/cases/2026-001/proof.json").json()
    found = proving.check(json.dumps(file).encode(), proving.Against(file["key"]))

    assert "1. A closed case was published" in page
    assert file["checkpoint"].splitlines()[0] in page
    assert [(act["act"], act["facts"]) for act in file["acts"]] == [
        ("release_summary", {"number": "2026-001", "version": 1})
    ]
    assert findings.State.WRONG not in {each.state for each in found}
    secret = matters.secret(Ref.of(two.complaint))
    assert secret is None or base64.b64encode(secret).decode() != file["secret"]
    assert client.get("/complaints/cases/2026-001/proof.html").text.startswith("<!doctype html>")
    assert client.get("/complaints/cases/2026-001/proof.exe").status_code == 404


def test_where_it_was_signed_a_case_is_published_once_it_is_decided(client: Client, two: Two) -> None:
    sign()
    decided = replace(two, complaint=a_complaint(two.office, Stage.ANSWERED, once="decided").complaint)
    with pytest.raises(Refused, match="once it is closed"):
        decided.write()

    a_profile(LATER, from_stage=From.DECIDED)
    decided.write()
    summary = decided.release()

    assert (summary.said, summary.from_stage) == ("2026-001", From.DECIDED)
    assert TOLD.alleged in client.get("/complaints/cases/2026-001/").text


def test_where_closed_cases_alone_are_published_one_that_was_only_decided_is_not_shown(
    client: Client, two: Two
) -> None:
    a_profile(LATER, from_stage=From.DECIDED)
    decided = replace(two, complaint=a_complaint(two.office, Stage.ANSWERED, once="decided").complaint)
    decided.write()
    decided.release()
    two.write()
    two.release()

    a_profile(LATER, from_stage=From.CLOSED)

    assert client.get("/complaints/cases/2026-001/").status_code == 404
    assert TOLD.alleged in client.get("/complaints/cases/2026-002/").text
    services.close(decided.complaint, keys=two.office.keys(two.office.ines), by=two.office.ines, at=LATER)
    assert TOLD.alleged in client.get("/complaints/cases/2026-001/").text


def test_what_was_released_with_officers_named_is_not_shown_once_none_is_named(client: Client, two: Two) -> None:
    a_profile(LATER, officers_named=True)
    two.write(replace(TOLD, done="Officer Halloway has left."))
    two.release()
    assert "Halloway" in client.get("/complaints/cases/2026-001/").text

    a_profile(LATER)

    assert client.get("/complaints/cases/2026-001/").status_code == 404
    two.write(replace(TOLD, reason="No officer is named any more."), by=two.iris)
    two.release(two.office.ines)
    page = client.get("/complaints/cases/2026-001/").text
    assert TOLD.done in page
    assert "Halloway" not in page


def test_discipline_stands_in_a_published_case_only_while_it_is_signed_that_it_is_told(
    client: Client, two: Two
) -> None:
    point = Allegation.objects.get(complaint=two.complaint, number=9)
    told = {"step": "imposed", "measure": "reprimand", "days": None, "beside": "within"}
    sign()
    two.write()
    summary = two.release()
    row = next(row for row in summary.facts["points"] if row["number"] == point.number)
    row["discipline"] = [told]
    summary.save()
    assert "Imposed: " in client.get("/complaints/cases/2026-001/").text.replace("imposed", "Imposed")

    a_profile(LATER, discipline=False)

    assert "reprimand" not in client.get("/complaints/cases/2026-001/").text


def test_of_a_case_that_was_published_once_decided_nobody_is_owed_another_summary_when_it_is_closed(two: Two) -> None:
    a_profile(LATER, from_stage=From.DECIDED)
    decided = replace(two, complaint=a_complaint(two.office, Stage.ANSWERED, once="decided").complaint)
    Complaint.objects.filter(pk=decided.complaint.pk).update(decided_at=NOON)
    decided.write()
    decided.release()

    services.close(decided.complaint, keys=two.office.keys(two.office.ines), by=two.office.ines, at=LATER)

    assert not Obligation.objects.filter(promise=Owed.SUMMARY, key=str(decided.complaint.pk)).exists()


def test_of_a_closed_case_that_is_joined_to_another_nobody_is_owed_a_summary(two: Two) -> None:
    clocking.stop(two.complaint, why="joined", at=LATER)

    row = Obligation.objects.get(promise=Owed.SUMMARY)
    assert (row.released_at, row.released_why) == (LATER, "joined")


def test_the_words_are_sealed_until_they_are_released(two: Two) -> None:
    draft = two.write()

    assert b"shouted" not in bytes(draft.words)
    assert Summary.objects.get().alleged == ""


def test_a_published_case_is_found_by_its_words_and_stands_in_its_language(two: Two) -> None:
    sign()
    two.write(replace(TOLD, done="The {redacted_person} video was looked at."))
    summary = two.release()

    found = Found.objects.get(kind="complaints.summary")
    assert found.title == "2026-001"
    assert "redacted" not in found.body
    assert [source.field for source in summaries.summary_texts([str(summary.pk)])] == ["alleged", "done"]


def test_a_withdrawn_profile_takes_a_case_out_of_the_search_at_once_and_a_signed_one_puts_it_back_later(
    cast: Cast, two: Two, run_jobs: Callable[[], int]
) -> None:
    def found() -> list[str]:
        return [str(hit.title) for hit in finding.find(TOLD.done).page]

    sign()
    two.write()
    two.release()
    run_jobs()
    assert found() == ["2026-001"]

    publication.withdraw_profile(by=cast.ada, at=LATER)
    assert found() == []
    run_jobs()
    assert found() == []

    a_profile(LATER)
    assert found() == []
    run_jobs()
    assert found() == ["2026-001"]
    run_jobs()
    a_profile(LATER)
    assert found() == ["2026-001"], "what is shown under both is found all the while"


def test_it_can_be_had_as_a_pdf_file(client: Client, two: Two) -> None:
    sign()
    two.write(replace(TOLD, done="{redacted_person} has it back."))
    two.release()

    answer = client.get("/complaints/cases/2026-001/paper/")
    words = pypdfium2.PdfDocument(answer.content)[0].get_textpage().get_text_range()

    assert "Closed case 2026-001" in words
    assert "[blacked out: name of a person] has it back." in words


@pytest.mark.parametrize("said", ["2026-002", "2026", "x", "9" * 40, "2026-0000000000001"])
def test_another_number_is_not_there(client: Client, two: Two, said: str) -> None:
    sign()
    two.write()
    two.release()

    assert client.get(f"/complaints/cases/{said}/").status_code == 404
    assert client.get("/complaints/cases/2026-001/").status_code == 200


def test_the_pages_lead_from_the_list_to_the_release(client: Client, two: Two) -> None:
    sign()
    pk = two.complaint.pk
    unlocked(client, two.office, two.office.ines)
    opened_as(client, two.complaint)
    assert f"/complaints/{pk}/summary/" in client.get("/complaints/desk/summaries/").text

    client.post(
        f"/complaints/{pk}/summary/",
        {"alleged": "Mr Halloway shouted.", "done": "Nothing.", "language": "en"},
    )
    step = client.post(f"/complaints/{pk}/summary/alleged/", {"passages": "halloway", "reason": "officer", "plan": ""})
    assert "blacked out: name of an officer" in step.text
    plan = json.dumps([[3, 11, "officer", ""]])
    client.post(f"/complaints/{pk}/summary/alleged/", {"plan": plan, "reason": "officer", "do": "done"})
    page = client.get(f"/complaints/{pk}/summary/").text
    assert "blacked out: name of an officer</mark> shouted." in page
    assert "a second person does" in page

    unlocked(client, two.office, two.iris)
    opened_as(client, two.complaint)
    page = client.get(f"/complaints/{pk}/summary/").text
    assert "Let everybody read it." in page
    client.post(f"/complaints/{pk}/summary/release/")
    client.logout()
    assert "blacked out: name of an officer</mark> shouted." in client.get("/complaints/cases/2026-001/").text


def test_what_was_typed_of_a_summary_comes_back_while_the_key_is_locked(client: Client, two: Two) -> None:
    client.force_login(two.office.ines)
    sent = {"alleged": "He shouted at them.", "done": "We asked the driver.", "language": "en"}

    answer = client.post(f"/complaints/{two.complaint.pk}/summary/", sent)

    assert answer.status_code == 403
    assert all(words in answer.text for words in ("He shouted at them.", "We asked the driver."))
    assert not SummaryDraft.objects.exists()


def test_a_name_that_stands_twice_is_asked_about_on_the_page(client: Client, two: Two) -> None:
    two.write(replace(TOLD, alleged="Mr Halloway shouted. Then Halloway left."))
    unlocked(client, two.office, two.office.ines)
    opened_as(client, two.complaint)

    sent = {"plan": json.dumps([[3, 11, "officer", ""]]), "reason": "officer", "do": "done"}
    answer = client.post(f"/complaints/{two.complaint.pk}/summary/alleged/", sent)

    assert answer.status_code == 422
    assert "“Halloway” may stand" in answer.text


def test_nobody_but_a_reader_of_the_case_comes_near(client: Client, cast: Cast, two: Two) -> None:
    client.force_login(cast.imani)
    for address in ("summary/", "summary/alleged/"):
        assert client.get(f"/complaints/{two.complaint.pk}/{address}").status_code == 404
    assert "Only those who receive complaints" in client.get("/complaints/desk/summaries/").text


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_many(client: Client, two: Two, count: int, count_queries) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    sign()
    for number in range(count):
        each = replace(two, complaint=a_complaint(two.office, Stage.CLOSED, once=f"case {number}").complaint)
        each.write()
        each.release()
    client.get("/complaints/cases/")

    with count_queries(4):
        page = client.get("/complaints/cases/").text

    assert page.count("<h2>") == count
