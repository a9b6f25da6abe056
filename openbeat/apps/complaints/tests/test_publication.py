"""Nothing is published before two have signed; what is published then is counted by the worker and read as one row."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from conftest import CountQueries
from openbeat.apps.complaints.lifecycle import Stage
from openbeat.apps.complaints.lifecycle.publication import Cause, Side, Signature, Switches
from openbeat.apps.complaints.lifecycle.recordings import Answered, Asked, State, Tape
from openbeat.apps.complaints.models import Complaint, Correction, Figures, Profile
from openbeat.apps.complaints.queries import publication as queries
from openbeat.apps.complaints.services import counting, recordings
from openbeat.apps.complaints.services import publication as services
from openbeat.apps.complaints.tests.makers import NOON, a_complaint, a_profile, an_office
from openbeat.core.ledger.models import Entry
from openbeat.core.people.demo import Cast
from openbeat.kit.policy import Refused

DAY = timedelta(days=1)
NEXT_MONTH = datetime(2026, 6, 2, 9, tzinfo=UTC)
REFERENCE = Path(__file__).parents[4] / "docs/reference/outcomes.md"
PAGES = ("/complaints/outcomes/", "/complaints/outcomes.json", "/complaints/outcomes.csv")


def waiting(cast: Cast) -> Profile:
    return services.draft_profile(Switches(), "Ordinance 12-4", "en", by=cast.ada, at=NOON)


def sign(profile: Profile, side: str, name: str, cast: Cast) -> Profile:
    return services.sign_profile(profile, Signature(side, name, NOON.date()), by=cast.ada, at=NOON)


def test_a_profile_holds_once_both_have_signed_and_not_before(cast: Cast) -> None:
    profile = sign(waiting(cast), Side.CHIEF, "Marta Lind", cast)
    assert queries.in_force() is None

    profile = sign(profile, Side.LAWYER, "Joel Amsel", cast)

    assert queries.in_force() == profile
    acts = Entry.objects.filter(kind="complaints.profile").order_by("pk").values_list("act", "facts__side")
    assert list(acts) == [("draft_profile", None), ("sign_profile", "chief"), ("sign_profile", "lawyer")]


def test_its_defaults_name_no_officer_and_tell_nothing_of_whoever_complained(cast: Cast) -> None:
    profile = waiting(cast)

    assert (profile.officers_named, profile.officer_groups, profile.complainant_groups) == (False, False, False)
    assert profile.from_stage == "closed"


def test_one_person_does_not_sign_for_both_and_nobody_signs_twice_or_tomorrow(cast: Cast) -> None:
    profile = sign(waiting(cast), Side.CHIEF, "Marta Lind", cast)

    with pytest.raises(Refused, match="two people"):
        sign(profile, Side.LAWYER, " marta  lind ", cast)
    with pytest.raises(Refused, match="signed this version already"):
        sign(profile, Side.CHIEF, "Somebody Else", cast)
    late = Signature(Side.LAWYER, "Joel Amsel", (NOON + 2 * DAY).date())
    with pytest.raises(Refused, match="still to come"):
        services.sign_profile(profile, late, by=cast.ada, at=NOON)
    sign(profile, Side.LAWYER, "Joel Amsel", cast)
    with pytest.raises(Refused, match="not waiting"):
        sign(profile, Side.LAWYER, "Joel Amsel", cast)


def test_only_an_administrator_writes_signs_and_withdraws(cast: Cast) -> None:
    profile = waiting(cast)

    for person in (cast.rosa, cast.lee, cast.cora):
        with pytest.raises(Refused, match="Only an administrator"):
            services.draft_profile(Switches(), "A law", "en", by=person, at=NOON)
        with pytest.raises(Refused, match="Only an administrator"):
            services.sign_profile(profile, Signature(Side.CHIEF, "A", NOON.date()), by=person, at=NOON)
        with pytest.raises(Refused, match="Only an administrator"):
            services.withdraw_profile(by=person, at=NOON)
    with pytest.raises(Refused, match="under which law"):
        services.draft_profile(Switches(), "  ", "en", by=cast.ada, at=NOON)


def test_the_database_itself_lets_none_hold_without_both_signatures(cast: Cast) -> None:
    profile = waiting(cast)

    with pytest.raises(IntegrityError), transaction.atomic():
        Profile.objects.filter(pk=profile.pk).update(in_force_at=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Profile.objects.filter(pk=profile.pk).update(chief="A", chief_on=NOON, lawyer="A", lawyer_on=NOON)
    sign(sign(profile, Side.CHIEF, "A", cast), Side.LAWYER, "B", cast)
    assert queries.in_force() == profile


def test_a_newer_version_takes_the_place_of_the_one_that_holds_and_a_withdrawn_one_leaves_nothing(cast: Cast) -> None:
    first = a_profile()
    second = a_profile(NOON + DAY, officers_named=True)

    first.refresh_from_db()
    assert (queries.in_force(), first.ended_at) == (second, NOON + DAY)
    services.withdraw_profile(by=cast.ada, at=NOON + 2 * DAY)
    assert queries.in_force() is None
    with pytest.raises(Refused, match="nothing to withdraw"):
        services.withdraw_profile(by=cast.ada, at=NOON + 2 * DAY)


@pytest.mark.usefixtures("cast")
def test_before_it_is_signed_each_page_says_in_plain_words_why_it_is_empty(client: Client) -> None:
    a_profile(signed=False)
    assert counting.refresh(Cause.ASKED, at=NOON) is None

    page, document, table = (client.get(path) for path in PAGES)

    assert "must first be signed by the chief and by the city&#x27;s lawyer" in page.text
    assert document.json() == {"schema": 1, "published": False, "why": str(document.json()["why"])}
    assert "must first be signed" in document.json()["why"]
    assert [row[0] for row in csv.reader(io.StringIO(table.text))] == ["measure", "not_published"]
    assert {answer.status_code for answer in (page, document, table)} == {200}
    assert Figures.objects.count() == 0


def test_what_was_withdrawn_is_shown_no_more(client: Client, cast: Cast) -> None:
    a_profile()
    counting.refresh(Cause.SIGNED, at=NOON)
    assert client.get("/complaints/outcomes.json").json()["published"] is True

    services.withdraw_profile(by=cast.ada, at=NOON)

    assert client.get("/complaints/outcomes.json").json()["published"] is False


def test_a_complaint_made_here_is_counted_once_its_month_is_over(client: Client, cast: Cast) -> None:
    a_profile()
    a_complaint(an_office(), at=NOON)

    counting.refresh(Cause.NIGHTLY, at=NOON + DAY)
    in_may = client.get("/complaints/outcomes.json").json()["counts"]["received"]
    counting.refresh(Cause.NIGHTLY, at=NEXT_MONTH)
    in_june = client.get("/complaints/outcomes.json").json()

    assert (in_may, in_june["counts"]["received"], in_june["counts"]["open"]) == (0, 1, 1)
    assert in_june["as_of"] == "2026-05-31"
    assert in_june["sources"] == [{"source": "here", "as_of": "2026-05-31", "complaints": 1}]


def test_a_recording_that_was_lost_after_somebody_was_asked_to_keep_it_stands_in_the_figures(cast: Cast) -> None:
    a_profile()
    office = an_office(also=[cast.imani])
    complaint = a_complaint(office, Stage.ACKNOWLEDGED).complaint
    for tape, state in ((Tape.BODY, State.LOST), (Tape.CAR, State.KEPT)):
        request, keys = Asked(tape, cast.imani, "Friday", "en"), office.keys(office.ines)
        row = recordings.ask_to_keep(complaint, request, keys=keys, by=office.ines, at=NOON)
        recordings.answer_recording(row, Answered(state, "It is as I say."), by=cast.imani, at=NOON + DAY)
    recordings.there_is_none(complaint, Tape.STREET, by=office.ines, at=NOON)

    within, after = (counting.refresh(Cause.NIGHTLY, at=at) for at in (NOON + 2 * DAY, NEXT_MONTH))

    assert within is not None
    assert after is not None
    assert within.data["recordings"] == {"asked": 0, "lost": 0}
    assert after.data["recordings"] == {"asked": 2, "lost": 1}


def test_what_happened_after_the_month_does_not_move_its_figures(cast: Cast) -> None:
    a_profile()
    filed = a_complaint(an_office(), Stage.CLOSED, at=NOON)
    Complaint.objects.filter(pk=filed.complaint.pk).update(closed_at=NEXT_MONTH)

    made = counting.refresh(Cause.NIGHTLY, at=NEXT_MONTH + DAY)

    assert made is not None
    assert (made.data["counts"]["open"], made.data["counts"]["closed"]) == (1, 0)


def test_counting_again_keeps_the_row_where_nothing_has_changed(cast: Cast) -> None:
    a_profile()
    first = counting.refresh(Cause.NIGHTLY, at=NOON)
    again = counting.refresh(Cause.NIGHTLY, at=NOON + timedelta(hours=1))

    assert first is not None
    assert again is not None
    assert (again.pk, again.looked_at) == (first.pk, NOON + timedelta(hours=1))


def test_a_number_of_a_year_that_was_over_is_shown_as_corrected(client: Client, cast: Cast) -> None:
    a_profile()
    office = an_office()
    a_complaint(office, at=datetime(2025, 3, 4, 12, tzinfo=UTC), once="one")
    counting.refresh(Cause.NIGHTLY, at=NOON)
    a_complaint(office, at=datetime(2025, 4, 4, 12, tzinfo=UTC), once="two")
    counting.refresh(Cause.NIGHTLY, at=NOON + DAY)

    row = Correction.objects.get()
    page = client.get("/complaints/outcomes/").text

    assert (row.measure, row.year, row.was, row.now) == ("received", 2025, 1, 2)
    assert "Complaints that came in 2025" in page
    assert client.get("/complaints/outcomes.json").json()["corrections"] == [
        {"measure": "received", "year": 2025, "was": 1, "now": 2, "since": "2026-05-05",
         "why": "counted again from the cases as they stand now"},
    ]  # fmt: skip


def test_the_document_says_times_findings_counts_definitions_and_as_of_when(client: Client, cast: Cast) -> None:
    a_profile()
    a_complaint(an_office(), at=NOON)
    counting.refresh(Cause.NIGHTLY, at=NEXT_MONTH)

    found = client.get("/complaints/outcomes.json").json()

    assert {"median", "median_interval", "percentile_90", "n", "events", "censored"} <= set(
        found["time_to_close"]["overall"]
    )
    assert found["findings"]["overall"] == {"n": 0, "findings": []}
    assert {"sustained", "unfounded", "time_to_close"} <= {each["code"] for each in found["definitions"]}
    assert all(isinstance(each["version"], int) for each in found["definitions"])
    assert found["profile"]["version"] == 1
    assert [name for name in found if f"`{name}`" not in REFERENCE.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_reads_one_row_however_many_complaints_there_are(
    client: Client, cast: Cast, count: int, count_queries: CountQueries
) -> None:
    a_profile()
    office = an_office()
    for number in range(count):
        a_complaint(office, at=NOON, once=str(number))
    counting.refresh(Cause.NIGHTLY, at=NEXT_MONTH)
    client.get("/complaints/outcomes/")

    with count_queries(2):
        page = client.get("/complaints/outcomes/", {"again": count}).text

    assert f"{count} complaint" in page


def test_the_profile_is_public_with_both_names_and_its_earlier_versions(client: Client, cast: Cast) -> None:
    a_profile()
    services.withdraw_profile(by=cast.ada, at=NOON + DAY)
    assert "Nothing is signed now" in client.get("/complaints/publication/").text
    a_profile(NOON + DAY, discipline=False)

    page = client.get("/complaints/publication/").text

    assert "Marta Lind" in page
    assert "Joel Amsel" in page
    assert "Versions before" in page


def test_an_administrator_writes_it_and_enters_both_signatures_on_the_page(client: Client, cast: Cast) -> None:
    client.force_login(cast.ada)
    path = "/complaints/publication/edit/"
    sent = {"act": "draft_profile", "law": "Ordinance 12-4", "language": "en", "from_stage": "closed", "units": "on"}

    assert client.post(path, sent).status_code == 302
    for side, name in (("chief", "Marta Lind"), ("lawyer", "Joel Amsel")):
        assert 'name="version" value="1"' in client.get(path).text
        client.post(path, {"act": "sign_profile", "version": "1", "side": side, "name": name, "on": "2026-05-04"})

    held = queries.in_force()
    assert held is not None
    assert (held.law, held.units, held.areas, held.lawyer) == ("Ordinance 12-4", True, False, "Joel Amsel")
    again = client.post(path, {"act": "sign_profile", "version": "1", "side": "chief", "name": "X", "on": "2026-05-04"})
    assert again.status_code == 404
    client.post(path, {"act": "withdraw_profile"})
    assert queries.in_force() is None


def test_a_signature_is_never_entered_under_a_version_that_came_after_the_one_on_the_page(
    client: Client, cast: Cast
) -> None:
    client.force_login(cast.ada)
    waiting(cast)
    newer = waiting(cast)
    path, signed = "/complaints/publication/edit/", {"side": "chief", "name": "Marta Lind", "on": "2026-05-04"}

    stale = client.post(path, {"act": "sign_profile", "version": str(newer.version - 1), **signed})
    blind = client.post(path, {"act": "sign_profile", **signed})

    assert (stale.status_code, blind.status_code) == (422, 422)
    assert "Marta Lind" in stale.text
    newer.refresh_from_db()
    assert newer.chief == ""
    client.post(path, {"act": "sign_profile", "version": str(newer.version), **signed})
    newer.refresh_from_db()
    assert newer.chief == "Marta Lind"


def test_somebody_else_is_told_why_not(client: Client, cast: Cast) -> None:
    client.force_login(cast.lee)

    answers = [client.get("/complaints/publication/edit/"), client.post("/complaints/publication/edit/", {"act": "x"})]

    for answer in answers:
        assert answer.status_code == 403
        assert "Only an administrator may do this." in answer.text


def test_a_form_that_is_not_whole_says_what_is_missing(client: Client, cast: Cast) -> None:
    client.force_login(cast.ada)
    waiting(cast)

    draft = client.post("/complaints/publication/edit/", {"act": "draft_profile", "from_stage": "closed"})
    signing = client.post("/complaints/publication/edit/", {"act": "sign_profile", "side": "chief"})

    assert (draft.status_code, signing.status_code) == (422, 422)
    assert "Under which law" in draft.text


@pytest.mark.usefixtures("cast")
def test_the_code_book_is_a_table_too(client: Client) -> None:
    rows = list(csv.reader(io.StringIO(client.get("/complaints/outcomes-codes.csv").text)))

    assert rows[0] == ["what", "name", "type", "meaning"]
    assert ["column", "value"] in [row[:2] for row in rows]
