"""The seven questions are answered from the program's own tables and figures; rights and reports say who wrote them."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from conftest import CountQueries
from openbeat.apps.complaints.demo.publishing import a_body
from openbeat.apps.complaints.lifecycle import COMPLAINTS, MEANS, STANDS, Outcome, Stage
from openbeat.apps.complaints.lifecycle.casework import Oversight
from openbeat.apps.complaints.lifecycle.clocks import TERMS, TO_THEM
from openbeat.apps.complaints.lifecycle.publication import BodyFacts, Cause, When, Words
from openbeat.apps.complaints.models import Body, Correction, Definition, PastCharge, ReportWords, RightsText
from openbeat.apps.complaints.queries import definitions, explaining, publication, rules
from openbeat.apps.complaints.services import counting
from openbeat.apps.complaints.services import explaining as services
from openbeat.apps.complaints.services import publication as signing
from openbeat.apps.complaints.tests.makers import NOON, a_profile, an_office
from openbeat.apps.complaints.tests.test_outcomes import history
from openbeat.core.hooks import texts
from openbeat.core.ledger.models import Entry
from openbeat.core.people.demo import Cast
from openbeat.kit.policy import Refused

HOW = "/complaints/how-it-works/"


def counted() -> None:
    a_profile()
    history()
    counting.refresh(Cause.IMPORTED, at=NOON)


def test_the_seven_questions_are_answered_from_stages_definitions_promises_and_figures(
    client: Client, cast: Cast
) -> None:
    a_body()
    counted()

    page = client.get(HOW).text

    for number in range(1, 8):
        assert f'">{number}. ' in page
    for move in COMPLAINTS.moves.values():
        assert str(STANDS[move.target]) in page  # type: ignore[index]
    for words in MEANS.values():
        assert str(words) in page
    assert "Half are finished within" in page
    assert "Nine in ten are" in page
    assert "Findings by kind of allegation" not in page  # an answer is short; all numbers stand one step away
    assert 'href="/complaints/outcomes/#findings"' in page
    assert "City Police Review Board" in page
    assert "order people to come and bring papers" in page
    assert "Complaints acknowledged" in page
    assert "The FBI looks into crimes against civil rights" in page


def test_before_it_is_signed_it_says_so_and_still_answers_what_needs_no_figure(client: Client, cast: Cast) -> None:
    page = client.get(HOW).text

    assert "must first be signed" in page
    assert "Half are finished" not in page
    assert str(MEANS[Outcome.SUSTAINED]) in page
    assert "The department has named no body yet." in page


def test_before_they_speak_up_only_what_is_promised_to_them_is_listed_with_a_way_to_all(
    client: Client, cast: Cast
) -> None:
    an_office()

    before, how = client.get("/complaints/new/").text, client.get(HOW).text

    for promise, terms in TERMS.items():
        label = f"<dt>{terms.label}</dt>"
        assert (label in before) == (promise in TO_THEM), promise
        assert label in how
        assert (label in how.partition("What is promised on the way there")[0]) == (promise in TO_THEM), promise
    assert "/about/promises/" in before


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_however_many_bodies_there_are(
    client: Client, cast: Cast, count: int, count_queries: CountQueries
) -> None:
    for number in range(count):
        a_body(name=f"Board {number}")
    a_profile()
    history(30)
    counting.refresh(Cause.IMPORTED, at=NOON)
    client.get(HOW)

    with count_queries(5):
        page = client.get(HOW, {"n": count}).text

    assert page.count("Board ") == count


def test_only_an_administrator_names_a_body_and_takes_it_off(cast: Cast) -> None:
    facts = BodyFacts("Review board", "en", "review", ["files"], telephone="555 0100")

    with pytest.raises(Refused, match="Only an administrator"):
        services.name_body(facts, by=cast.lee, at=NOON)
    body = services.name_body(facts, by=cast.ada, at=NOON)
    with pytest.raises(Refused, match="Only an administrator"):
        services.end_body(body, by=cast.lee, at=NOON)
    services.end_body(body, by=cast.ada, at=NOON)

    assert list(explaining.bodies()) == []
    with pytest.raises(Refused, match="taken off the page already"):
        services.end_body(body, by=cast.ada, at=NOON)
    with pytest.raises(Refused, match="taken off the page already"):
        services.name_body(facts, body=body, by=cast.ada, at=NOON)
    assert list(Entry.objects.filter(kind="complaints.body").order_by("pk").values_list("act", flat=True)) == [
        "name_body",
        "end_body",
    ]


def test_a_new_version_of_definitions_holds_from_then_on_and_the_old_words_stay(client: Client, cast: Cast) -> None:
    words = {code: f"{code} means this here." for code in Outcome.values}
    with pytest.raises(Refused, match="what each finding means"):
        services.define(words | {"sustained": " "}, "en", "the council", by=cast.ada, at=NOON)
    with pytest.raises(Refused, match="Only an administrator"):
        services.define(words, "en", "the council", by=cast.lee, at=NOON)

    services.define(words, "en", "the council", by=cast.ada, at=NOON)

    assert definitions.newest_version() == 2
    assert Definition.objects.filter(version=2).count() == len(Outcome)
    assert {one.version for one in definitions.meanings()} == {1, 2}
    page = client.get(HOW).text
    assert "sustained means this here." in page
    assert "Definition 2" in page
    assert str(MEANS[Outcome.SUSTAINED]) not in page


def test_the_outside_bodys_stage_stands_among_them_where_it_reads_each_case(client: Client, cast: Cast) -> None:
    stands = str(STANDS[Stage.OVERSIGHT])
    assert stands in client.get(HOW).text

    services.name_body(BodyFacts("Inspector General", "en", "audit", [], telephone="555 0100"), by=cast.ada, at=NOON)

    assert stands not in client.get(HOW, {"n": 1}).text


def test_what_the_named_body_does_is_what_the_work_asks_of_it(cast: Cast) -> None:
    assert (rules.oversight_role(), rules.hears_appeals()) == (Oversight.REVIEW, True)

    facts = BodyFacts("Inspector General", "en", "audit", ["files"], telephone="555 0100")
    services.name_body(facts, by=cast.ada, at=NOON)

    assert (rules.oversight_role(), rules.hears_appeals()) == (Oversight.AUDIT, False)


def test_a_text_about_rights_says_who_wrote_it_and_when_a_lawyer_checked_it(client: Client, cast: Cast) -> None:
    page = client.get("/complaints/rights/").text
    assert "It is not legal advice, and no lawyer has checked it yet." in page
    assert "Am I free to leave?" in page

    services.write_rights(When.STOP, Words("Stay calm.", "en"), "the city's lawyer", by=cast.ada, at=NOON)
    assert "No lawyer has checked it yet." in client.get("/complaints/rights/", {"n": 1}).text
    services.check_rights("Joel Amsel", date(2026, 5, 4), by=cast.ada, at=NOON)

    page = client.get("/complaints/rights/", {"n": 2}).text
    assert "Stay calm." in page
    assert "Joel Amsel" in page
    assert "Am I free to leave?" not in page
    services.write_rights(When.STOP, Words("Stay very calm.", "en"), "the city's lawyer", by=cast.ada, at=NOON)
    assert "No lawyer has checked it yet." in client.get("/complaints/rights/", {"n": 3}).text
    assert RightsText.objects.filter(when=When.STOP).count() == 2


def test_nobody_checks_what_is_not_the_departments_own_or_tomorrow(cast: Cast) -> None:
    with pytest.raises(Refused, match="own texts first"):
        services.check_rights("Joel Amsel", date(2026, 5, 4), by=cast.ada, at=NOON)
    services.write_rights(When.STOP, Words("Stay calm.", "en"), "the city's lawyer", by=cast.ada, at=NOON)
    with pytest.raises(Refused, match="still to come"):
        services.check_rights("Joel Amsel", date(2026, 5, 6), by=cast.ada, at=NOON)
    with pytest.raises(Refused, match="Only an administrator"):
        services.check_rights("Joel Amsel", date(2026, 5, 4), by=cast.lee, at=NOON)
    with pytest.raises(Refused, match="Only an administrator"):
        services.write_rights(When.STOP, Words("Run.", "en"), "somebody", by=cast.lee, at=NOON)
    services.check_rights("Joel Amsel", date(2026, 5, 4), by=cast.ada, at=NOON)


def test_the_report_of_a_year_is_of_what_came_in_it_with_room_for_two_to_speak(client: Client, cast: Cast) -> None:
    counted()
    services.write_report(2024, "chief", Words("We were too slow.", "en"), by=cast.ada, at=NOON)
    services.write_report(2024, "board", Words("They were.", "en"), by=cast.ada, at=NOON)
    services.write_report(2024, "chief", Words("We were far too slow.", "en"), by=cast.ada, at=NOON)

    years = client.get("/complaints/report/").text
    page = client.get("/complaints/report/2024/").text

    assert "/complaints/report/2024/" in years
    assert "We were far too slow." in page
    assert "They were." in page
    assert "We were too slow." not in page
    assert "Time until a complaint is closed" in page
    assert client.get("/complaints/report/1999/").status_code == 404
    with pytest.raises(Refused, match="Only an administrator"):
        services.write_report(2024, "chief", Words("All is well.", "en"), by=cast.lee, at=NOON)
    assert ReportWords.objects.count() == 3


def test_a_year_tells_no_groups_of_people_since_one_left_out_could_be_worked_out_from_the_others(cast: Cast) -> None:
    a_profile(complainant_groups=True)
    history()
    whole = counting.refresh(Cause.IMPORTED, at=NOON)
    year = publication.figures(2024)

    assert whole is not None
    assert year is not None
    assert whole.data["people"]["complainants"]
    assert year.data["people"] == {}


def test_the_report_is_a_pdf_file_too(client: Client, cast: Cast) -> None:
    counted()
    services.write_report(2024, "chief", Words("We were too slow.", "en"), by=cast.ada, at=NOON)

    answer = client.get("/complaints/report/2024/pdf/")

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in answer.content


def test_a_withdrawn_profile_takes_the_reports_away(client: Client, cast: Cast) -> None:
    counted()
    signing.withdraw_profile(by=cast.ada, at=NOON)

    assert client.get("/complaints/report/2024/").status_code == 404
    assert "must first be signed" in client.get("/complaints/report/").text


STAFF = {
    "/complaints/words/bodies/": {"name": "Board", "language": "en", "kind": "review", "telephone": "555 0100"},
    "/complaints/words/definitions/": dict.fromkeys(Outcome.values, "x")
    | {"language": "en", "decided_by": "the council"},
    "/complaints/words/rights/": {"when": "door", "words": "Ask.", "language": "en", "written_by": "the lawyer"},
    "/complaints/report/2024/words/": {"author": "chief", "words": "Slow.", "language": "en"},
}


@pytest.mark.parametrize("path", STAFF)
def test_an_administrator_writes_the_departments_words_on_its_pages(client: Client, cast: Cast, path: str) -> None:
    client.force_login(cast.ada)

    shown, wrong, done = client.get(path), client.post(path, {}), client.post(path, STAFF[path])

    assert "<form" in shown.text
    assert wrong.status_code == 422
    assert done.status_code == 302
    models = (Body, Definition, RightsText, ReportWords)
    assert sum(model.objects.exists() for model in models) == 1


@pytest.mark.parametrize("path", STAFF)
def test_others_are_told_why_not(client: Client, cast: Cast, path: str) -> None:
    client.force_login(cast.lee)

    for answer in (client.get(path), client.post(path, STAFF[path])):
        assert answer.status_code == 403
        assert "Only an administrator may do this." in answer.text


def test_an_administrator_says_how_many_officers_a_unit_has_and_the_figures_tell_a_rate(
    client: Client, cast: Cast
) -> None:
    counted()
    path, sent = "/complaints/words/units/", {"unit": "Patrol", "officers": "40", "since": "2026-05-01"}
    client.force_login(cast.lee)
    assert "Only an administrator may do this." in client.post(path, sent).text
    client.force_login(cast.ada)
    PastCharge.objects.update(unit="Patrol")

    assert '<option value="Patrol">' in client.get(path).text
    assert client.post(path, {**sent, "unit": "Nobody's"}).status_code == 422
    assert "still to come" in client.post(path, {**sent, "since": "2090-01-01"}).text
    assert client.post(path, sent).status_code == 302
    assert "Patrol: 40 officers so far" in client.get(path).text
    counting.refresh(Cause.ASKED, at=NOON)

    page = client.get("/complaints/outcomes/").text
    assert "it has 40 officers" in page
    [unit] = client.get("/complaints/outcomes.json").json()["patterns"]["unit"]
    assert (unit["officers"], set(unit["per_hundred"])) == (40, {"value", "low", "high"})


def test_where_no_allegation_names_a_unit_the_page_says_so_and_shows_the_way_back(client: Client, cast: Cast) -> None:
    client.force_login(cast.ada)

    page = client.get("/complaints/words/units/").text
    assert "No allegation names a unit yet." in page
    assert 'href="/complaints/publication/edit/"' in page
    assert "<select" not in page
    counted()
    PastCharge.objects.update(unit="Patrol")

    page = client.get("/complaints/words/units/").text
    assert "No allegation names a unit yet." not in page
    assert '<option value="Patrol">' in page


def test_a_body_is_changed_and_taken_off_on_its_page(client: Client, cast: Cast) -> None:
    body = a_body()
    client.force_login(cast.ada)
    path = f"/complaints/words/bodies/{body.pk}/"
    assert body.name in client.get(path).text
    assert client.post(path, {"name": "X"}).status_code == 422

    client.post(
        path, {"name": "Board of nine", "language": "en", "kind": "audit", "powers": ["decide"], "web": "x.org"}
    )
    assert "Board of nine" in client.get(HOW, {"n": 1}).text
    client.post(path + "end/")

    assert "Board of nine" not in client.get(HOW, {"n": 2}).text
    assert client.get(path).status_code == 404


def test_that_a_lawyer_checked_is_entered_on_the_page(client: Client, cast: Cast) -> None:
    client.force_login(cast.ada)
    path = "/complaints/words/rights/checked/"
    assert client.post(path, {"checked_by": "Joel Amsel"}).status_code == 422
    assert "own texts first" in client.post(path, {"checked_by": "Joel Amsel", "checked_on": "2026-05-04"}).text
    client.post("/complaints/words/rights/", STAFF["/complaints/words/rights/"])

    assert client.post(path, {"checked_by": "Joel Amsel", "checked_on": "2026-05-04"}).status_code == 302
    assert RightsText.objects.get().checked_by == "Joel Amsel"


def test_why_a_number_was_corrected_is_said_in_words(client: Client, cast: Cast) -> None:
    a_profile()
    figures = counting.refresh(Cause.ASKED, at=NOON)
    assert figures is not None
    row = Correction.objects.create(
        figures=figures, measure="received", year=2024, was=3, now=4, cause=Cause.NIGHTLY, at=NOON
    )
    client.force_login(cast.ada)
    path = f"/complaints/words/corrections/{row.pk}/"
    assert "<form" in client.get(path).text
    assert client.post(path, {}).status_code == 422

    client.post(path, {"why": "One was found in a drawer.", "language": "en"})

    assert "One was found in a drawer." in client.get("/complaints/outcomes/").text
    assert client.get("/complaints/words/corrections/99/").status_code == 404
    with pytest.raises(Refused, match="Only an administrator"):
        services.explain(row, Words("No reason.", "en"), by=cast.lee, at=NOON)


@pytest.mark.parametrize("key", ["abc", "9" * 30])
@pytest.mark.parametrize("kind", ["complaints.summary", "complaints.recommendation", "complaints.sitting"])
def test_whoever_asks_for_a_text_that_cannot_be_is_told_that_there_is_none(
    client: Client, cast: Cast, kind: str, key: str
) -> None:
    client.force_login(cast.rosa)

    offered = texts.of(kind)

    assert client.get("/translate/ask/", {"about": f"{kind}:{key}"}).status_code == 404
    assert offered is not None
    assert list(offered.read([key])) == []
