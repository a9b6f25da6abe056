"""A finding or a discipline that rests on what was compelled says so, and goes to nobody outside."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from conftest import CountQueries
from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.demo.casework import Bureau, a_bureau, a_case, judged
from openbeat.apps.complaints.lifecycle import Act, Casework, Measure, Outcome, Penalty, Say, Stage, Written
from openbeat.apps.complaints.lifecycle.sides import Given, Heard, Outgoing, To
from openbeat.apps.complaints.models import Allegation, Complaint, Derivation, Draft, Finding, Referral, Statement
from openbeat.apps.complaints.queries.elsewhere import compelled_texts
from openbeat.apps.complaints.tests.makers import NOON, an_office, opened_as, unlocked
from openbeat.apps.complaints.views import casepaper
from openbeat.core.ledger.models import Entry
from openbeat.core.vault import services as vault
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref
from tests.cast import Cast

COMPELLED = Heard(Given.COMPELLED, "I was ordered to answer: I took it.", "en")
OUT = Outgoing(To.PROSECUTOR, "District Attorney's office", "Please look at it.", "en", criminal=True)
LATER = NOON + timedelta(days=2)
WHY = "He says so himself."
COMES = "What comes from a compelled statement"
ASKED = "Does it rest on one of these?"


@pytest.fixture
def bureau(cast: Cast) -> Bureau:
    return a_bureau(an_office())


def compelled(bureau: Bureau, complaint: Complaint) -> Statement:
    return services.take_statement(complaint, COMPELLED, by=bureau.nils, at=NOON)


def point(complaint: Complaint, number: int = 1) -> Allegation:
    return queries.allegations(complaint).get(number=number)


def found(bureau: Bureau, complaint: Complaint, number: int, *sources: Ref) -> Finding:
    """Nils says a finding that rests on these."""
    said = judged(Outcome.SUSTAINED, WHY, sources=sources)
    return services.find(point(complaint, number), said, keys=bureau.keys(bureau.nils), by=bureau.nils, at=NOON)


def measured(bureau: Bureau, complaint: Complaint, number: int, *sources: Ref) -> Ref:
    """Dana decides what follows."""
    penalty = Penalty(Measure.REPRIMAND, None, WHY, "en", sources=sources)
    dana, act = bureau.dana, Act.DECIDE_DISCIPLINE
    return Ref.of(
        services.discipline(point(complaint, number), act, penalty, keys=bureau.keys(dana), by=dana, at=LATER)
    )


def decided(bureau: Bureau, complaint: Complaint) -> Complaint:
    """From whoever investigates to whoever decides: each says the same as those before, without a word."""
    steps = (services.hand_in, bureau.nils), (services.pass_on, bureau.sana)
    for act, by in (*steps, (services.oversee, bureau.office.omar), (services.decide, bureau.dana)):
        complaint = act(complaint, keys=bureau.keys(by), by=by, at=NOON)
    return complaint


def test_whoever_says_a_finding_names_what_it_rests_on_and_it_is_refused_in_a_referral(bureau: Bureau) -> None:
    complaint = a_case(bureau)
    statement = compelled(bureau, complaint)

    tainted = found(bureau, complaint, 1, Ref.of(statement), Ref.of(statement))
    clean = found(bureau, complaint, 2)

    ines = bureau.office.ines
    assert queries.derived(complaint) == dict.fromkeys((Ref.of(statement), Ref.of(tainted)), frozenset({1}))
    assert [entry.by for entry in Entry.objects.filter(act="name_source")] == [bureau.nils]
    with pytest.raises(Refused, match=r"was made from one\. It cannot be sent"):
        services.refer(complaint, OUT, [Ref.of(clean), Ref.of(tainted)], by=ines, at=NOON)
    services.refer(complaint, OUT, [Ref.of(clean)], by=ines, at=NOON)
    assert Referral.objects.count() == 1


def test_what_agrees_with_it_and_what_follows_from_it_is_refused_too_and_nobody_has_to_say_so(bureau: Bureau) -> None:
    complaint = a_case(bureau)
    statement = compelled(bureau, complaint)
    found(bureau, complaint, 1, Ref.of(statement))
    found(bureau, complaint, 2)
    complaint = decided(bureau, complaint)

    first, second = (measured(bureau, complaint, number) for number in (1, 2))

    known, said = queries.derived(complaint), Finding.objects.order_by("pk")
    assert [row.say for row in said if Ref.of(row) in known] == list(Say)
    assert {row.allegation.number for row in said if Ref.of(row) in known} == {1}
    with pytest.raises(Refused, match="compelled statement"):
        services.refer(complaint, OUT, [first], by=bureau.office.ines, at=NOON)
    services.refer(complaint, OUT, [second], by=bureau.office.ines, at=NOON)


def test_a_finding_that_departs_says_for_itself_on_what_it_rests(bureau: Bureau) -> None:
    complaint, sana = a_case(bureau), bureau.sana
    statement = compelled(bureau, complaint)
    tainted = found(bureau, complaint, 1, Ref.of(statement))
    found(bureau, complaint, 2)
    complaint = services.hand_in(complaint, keys=bureau.keys(bureau.nils), by=bureau.nils, at=NOON)

    rests = [
        services.find(point(complaint, number), said, keys=bureau.keys(sana), by=sana, at=NOON)
        for number, said in (
            (1, judged(Outcome.EXONERATED, "The video alone shows it.")),
            (2, judged(Outcome.EXONERATED, WHY, sources=[Ref.of(tainted)])),
        )
    ]

    assert [Ref.of(row) in queries.derived(complaint) for row in rests] == [False, True]


def test_discipline_names_its_own_sources_and_one_that_is_named_later_spreads_as_well(bureau: Bureau) -> None:
    complaint = a_case(bureau, Stage.DECIDED, findings=(Outcome.SUSTAINED, Outcome.SUSTAINED))
    statement = services.take_statement(complaint, COMPELLED, by=bureau.sana, at=NOON)
    keys, sana = bureau.keys(bureau.sana), bureau.sana
    advice = Penalty(Measure.TRAINING, None, WHY, "en", sources=[Ref.of(statement)])
    row = services.discipline(point(complaint), Act.RECOMMEND_DISCIPLINE, advice, keys=keys, by=sana, at=LATER)
    other = measured(bureau, complaint, 2)
    assert set(queries.derived(complaint)) == {Ref.of(statement), Ref.of(row)}

    first = Finding.objects.get(allegation=point(complaint, 2), say=Say.RECOMMENDED)
    services.name_source(complaint, Ref.of(first), Ref.of(statement), by=sana, at=NOON)

    assert {Ref.of(row), Ref.of(first), other} <= set(queries.derived(complaint))


def test_a_step_of_discipline_without_reasons_says_the_same_as_those_before_it_and_is_refused_too(
    bureau: Bureau,
) -> None:
    complaint, dana = a_case(bureau, Stage.DECIDED, findings=(Outcome.SUSTAINED, Outcome.SUSTAINED)), bureau.dana
    statement = services.take_statement(complaint, COMPELLED, by=bureau.sana, at=NOON)
    measured(bureau, complaint, 1, Ref.of(statement))
    measured(bureau, complaint, 2)
    same = Penalty(Measure.REPRIMAND, None, "", "en")
    keys = bureau.keys(dana)

    first, second = (
        services.discipline(point(complaint, number), Act.IMPOSE_DISCIPLINE, same, keys=keys, by=dana, at=LATER)
        for number in (1, 2)
    )

    assert [Ref.of(row) in queries.derived(complaint) for row in (first, second)] == [True, False]
    with pytest.raises(Refused, match="compelled statement"):
        services.refer(complaint, OUT, [Ref.of(first)], by=bureau.office.ines, at=NOON)
    services.refer(complaint, OUT, [Ref.of(second)], by=bureau.office.ines, at=NOON)


def test_a_source_of_another_matter_is_refused_and_nothing_is_said(bureau: Bureau) -> None:
    complaint, other = a_case(bureau), a_case(bureau, once="other")
    theirs = compelled(bureau, other)

    with pytest.raises(Refused, match="does not belong to this matter"):
        found(bureau, complaint, 1, Ref.of(theirs))

    assert (Finding.objects.count(), Derivation.objects.count()) == (0, 0)
    found(bureau, other, 1, Ref.of(theirs))
    assert (Finding.objects.count(), Derivation.objects.count()) == (1, 1)


def opens(client: Client, bureau: Bureau, person: object, complaint: Complaint) -> str:
    unlocked(client, bureau.office, person)  # type: ignore[arg-type]
    opened_as(client, complaint)
    return f"/complaints/{complaint.pk}/"


def test_the_form_of_a_finding_asks_only_where_something_was_compelled_and_the_page_shows_the_answer(
    client: Client, bureau: Bureau
) -> None:
    complaint = a_case(bureau)
    path = opens(client, bureau, bureau.nils, complaint)
    typed = {"finding": "sustained", "standard": "preponderance", "reasons": WHY, "language": "en"}
    before = client.get(f"{path}findings/").text
    source = str(Ref.of(compelled(bureau, complaint)))
    assert (ASKED in before, ASKED in client.get(f"{path}findings/").text) == (False, True)

    client.post(f"{path}findings/1/", {**typed, "sources": [source], "act": "draft"})
    assert source in str(Draft.objects.count() and client.get(f"{path}findings/").text)
    client.post(f"{path}findings/1/", {**typed, "sources": [source]})
    client.post(f"{path}findings/2/", typed)

    page = client.get(f"{path}findings/").text
    assert page.count(f"{COMES} (1)") == 1
    assert "Point 1: recommended by who investigated" in page  # to be named by the next one
    assert str(Ref.of(Finding.objects.get(allegation__number=1))) in page
    unlocked(client, bureau.office, bureau.office.ines)
    opened_as(client, complaint)
    listed = client.get(f"{path}statements/").text
    assert "Point 2: recommended by who investigated" in listed  # can be named afterwards
    offered = client.get(f"{path}referrals/").text
    assert "Point 2: recommended by who investigated" in offered
    assert "Point 1: recommended by who investigated" not in offered


def test_what_is_no_text_of_the_matter_comes_back_with_the_words_that_were_typed(
    client: Client, bureau: Bureau
) -> None:
    complaint = a_case(bureau)
    compelled(bureau, complaint)
    path = opens(client, bureau, bureau.nils, complaint)
    typed = {"finding": "sustained", "standard": "preponderance", "reasons": WHY, "language": "en"}

    answers = [
        client.post(f"{path}findings/1/", {**typed, "sources": [source]})
        for source in ("nothing", "people.person:1", "complaints.statement:x")
    ]

    assert [answer.status_code for answer in answers] == [422, 403, 403]
    assert all(WHY in answer.text for answer in answers)
    assert not Finding.objects.exists()


def test_discipline_is_asked_the_same_and_its_page_shows_it_too(client: Client, bureau: Bureau) -> None:
    complaint = a_case(bureau, Stage.DECIDED)
    source = services.take_statement(complaint, COMPELLED, by=bureau.sana, at=NOON)
    services.add_statement_reader(source, bureau.dana, keys=bureau.keys(bureau.sana), by=bureau.sana, at=NOON)
    path = opens(client, bureau, bureau.dana, complaint)
    typed = {"step": "decide_discipline", "measure": "reprimand", "reasons": WHY, "language": "en", "seen": "0"}
    assert ASKED in client.get(f"{path}discipline/").text

    client.post(f"{path}discipline/1/", {**typed, "sources": [str(Ref.of(source))]})

    assert f"{COMES} (1)" in client.get(f"{path}discipline/").text
    assert next(str(label) for _ref, label in compelled_texts(complaint)).startswith("Point 1: Discipline, decided")
    client.post(f"{path}casework/print/")
    assert client.get(f"{path}casework.pdf").content.startswith(b"%PDF")


@pytest.mark.parametrize("count", [1, 3])
def test_what_was_said_costs_the_same_however_much_rests_on_what_was_compelled(
    bureau: Bureau, count: int, count_queries: CountQueries
) -> None:
    complaint = a_case(bureau)
    sources = [Ref.of(compelled(bureau, complaint)) for _number in range(count)]
    for _number in range(count):
        found(bureau, complaint, 1, *sources)
    opened = vault.opened(queries.safe_of(complaint), bureau.keys(bureau.nils))

    with count_queries(9):
        first, second = queries.judged_of(complaint, opened)

    assert [said.compelled for said in first.said] == [list(range(1, count + 1))] * count
    assert list(second.said) == []


def test_an_entry_of_the_file_that_comes_from_it_says_so_on_its_page_and_on_paper(
    client: Client, bureau: Bureau
) -> None:
    complaint, nils = a_case(bureau), bureau.nils
    statement, keys = compelled(bureau, complaint), bureau.keys(nils)
    notes = [
        services.write_entry(complaint, Written(Casework.NOTE, words, "en"), keys=keys, by=nils, at=NOON)
        for words in ("He told us where it is.", "The bus has a camera.")
    ]
    services.name_source(complaint, Ref.of(notes[0]), Ref.of(statement), by=nils, at=NOON)
    path = opens(client, bureau, nils, complaint)

    assert client.get(f"{path}casework/").text.count(f"{COMES} (1)") == 1
    opened = vault.opened(queries.safe_of(complaint), keys)
    paper = casepaper.sheet(complaint, opened, who=nils.name, at=NOON)
    lines = [str(line) for part in paper["parts"] for line in part["lines"]]
    after = next(place for place, line in enumerate(lines) if "where it is" in line)
    assert [place for place, line in enumerate(lines) if f"{COMES} (1)" in line] == [after + 1]
