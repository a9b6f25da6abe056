"""What goes to others, and the wall between what was compelled and the criminal side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from conftest import CountQueries
from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.lifecycle import Act, Barred, Casework, Stage, Who, Words
from openbeat.apps.complaints.lifecycle.giving import Given as Task
from openbeat.apps.complaints.lifecycle.sides import REFERRAL_REPLY, Given, Heard, Outgoing, Sent, To
from openbeat.apps.complaints.models import CaseEntry, Complaint, CriminalSide, Derivation, Referral, Statement
from openbeat.apps.complaints.policies import COMPLAINTS_POLICY, ELSEWHERE_POLICY
from openbeat.apps.complaints.policies.posts import INVESTIGATOR, OVERSIGHT, PROSECUTOR
from openbeat.apps.complaints.queries import elsewhere as queries_elsewhere
from openbeat.apps.complaints.services import elsewhere
from openbeat.apps.complaints.services.splitting import split
from openbeat.apps.complaints.services.steps import sealed
from openbeat.apps.complaints.tests.makers import NOON, Office, a_complaint, a_worker, an_office
from openbeat.core.loop import queries as loop
from openbeat.core.loop.models import Obligation
from openbeat.core.notices.models import Message
from openbeat.core.people.demo import BUILDER
from openbeat.core.people.models import Person
from openbeat.core.people.services import appoint
from openbeat.core.places import queries as places
from openbeat.core.places.services import post
from openbeat.core.vault import queries as vaults
from openbeat.core.vault import services as vault
from openbeat.core.vault.bunch import Shut
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref
from tests.cast import Cast

DAY = timedelta(days=1)
COMPELLED = Heard(Given.COMPELLED, "I was ordered to answer: I took it.", "en")
FREELY = Heard(Given.VOLUNTARY, "I saw it from the bus.", "en")
OUT = Outgoing(To.PROSECUTOR, "District Attorney's office", "Please look at it.", "en", criminal=True)


@pytest.fixture
def office(cast: Cast) -> Office:
    found = an_office(also=[cast.imani, cast.lou])
    holds(cast.imani, INVESTIGATOR)
    holds(cast.lou, INVESTIGATOR)
    return found


def holds(person: Person, role: str) -> None:
    whole = places.root()
    assert whole
    appoint(person, post(whole, role), by=BUILDER, at=NOON - 20 * DAY)


def fresh(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)


@pytest.fixture
def complaint(office: Office) -> Complaint:
    return a_complaint(office, Stage.IN_WORK).complaint


def an_entry(complaint: Complaint, office: Office, number: int = 1) -> CaseEntry:
    words = sealed(queries.safe_of(complaint), "He says he took it.")
    return CaseEntry.objects.create(
        complaint=complaint, number=number, sort=Casework.NOTE, words=words, language="en", by=office.ines, at=NOON
    )


def test_a_compelled_statement_has_a_safe_and_readers_of_its_own(
    cast: Cast, office: Office, complaint: Complaint
) -> None:
    row = services.take_statement(complaint, COMPELLED, by=office.ines, at=NOON)

    safe = vaults.safe_of(Ref.of(row))
    assert safe
    assert (row.admonition, row.number) == (1, 1)
    assert vault.opened(safe, office.keys(office.ines)).text(row.words).rstrip() == COMPELLED.words
    with pytest.raises(Shut):
        vault.opened(queries.safe_of(complaint), office.keys(office.ines)).text(row.words)
    services.add_reader(complaint, fresh(cast.imani), keys=office.keys(office.ines), by=office.ines, at=NOON)
    with pytest.raises(Shut):  # whoever reads the matter does not read it by that
        vault.opened(safe, office.known.keys(cast.imani))
    services.add_statement_reader(row, fresh(cast.imani), keys=office.keys(office.ines), by=office.ines, at=NOON)
    assert vault.opened(safe, office.known.keys(cast.imani)).text(row.words).rstrip() == COMPELLED.words


def test_one_that_was_given_freely_is_read_by_whoever_reads_the_matter(office: Office, complaint: Complaint) -> None:
    row = services.take_statement(complaint, FREELY, by=office.ines, at=NOON)

    opened = vault.opened(queries.safe_of(complaint), office.keys(office.ines))
    assert (opened.text(row.words).rstrip(), row.admonition) == (FREELY.words, None)
    with pytest.raises(Refused, match="given freely"):
        services.add_statement_reader(row, office.ines, keys=office.keys(office.ines), by=office.ines, at=NOON)


def test_nobody_on_the_criminal_side_is_added_to_what_was_compelled(
    cast: Cast, office: Office, complaint: Complaint
) -> None:
    row = services.take_statement(complaint, COMPELLED, by=office.ines, at=NOON)
    services.name_on_criminal_side(complaint, cast.imani, by=office.ines, at=NOON)
    keys, imani = office.keys(office.ines), fresh(cast.imani)

    with pytest.raises(Refused, match="criminal side of this matter"):
        services.add_statement_reader(row, imani, keys=keys, by=office.ines, at=NOON)
    with pytest.raises(Refused, match="criminal side of this matter"):
        services.add_reader(complaint, imani, keys=keys, by=office.ines, at=NOON)


@pytest.mark.parametrize("way", ["removed", "barred"])
def test_whoever_loses_the_matter_loses_what_was_compelled_in_it_but_never_the_last(
    cast: Cast, office: Office, complaint: Complaint, way: str
) -> None:
    keys, imani = office.keys(office.ines), fresh(cast.imani)
    services.add_reader(complaint, imani, keys=keys, by=office.ines, at=NOON)
    both = services.take_statement(complaint, COMPELLED, by=office.ines, at=NOON)
    services.add_statement_reader(both, imani, keys=keys, by=office.ines, at=NOON)
    alone = services.take_statement(complaint, COMPELLED, by=imani, at=NOON)

    if way == "removed":
        services.remove_reader(complaint, imani, by=office.ines, at=NOON)
    else:
        services.bar(complaint, imani, Barred.CONFLICT, by=office.ines, at=NOON)

    assert queries.statement_readers(both) == [office.ines]
    assert queries.statement_readers(alone) == [imani]  # else nobody could open it any more
    assert not ELSEWHERE_POLICY.verdict(imani, Sent.READ_STATEMENT, complaint)


def test_what_was_compelled_goes_to_the_outside_body_with_the_matter_and_never_to_the_criminal_side(
    cast: Cast,
) -> None:
    holds(cast.imani, INVESTIGATOR)
    imani, walled = fresh(cast.imani), a_worker(OVERSIGHT, "Ola Berg")
    office = an_office(also=[imani, walled])
    complaint, keys = a_complaint(office, Stage.IN_WORK).complaint, office.keys(office.ines)
    services.name_on_criminal_side(complaint, walled, by=office.ines, at=NOON)
    services.add_reader(complaint, imani, keys=keys, by=office.ines, at=NOON)
    row = services.take_statement(complaint, COMPELLED, by=office.ines, at=NOON)
    services.add_statement_reader(row, imani, keys=keys, by=office.ines, at=NOON)

    services.turn_outside(complaint, keys=keys, by=office.ines, at=NOON)

    safe = vaults.safe_of(Ref.of(row))
    assert safe
    assert queries.statement_readers(row) == [office.omar]
    assert vault.opened(safe, office.keys(office.omar)).text(row.words).rstrip() == COMPELLED.words
    assert [reader.person for reader in queries.readers_of(complaint)] == [office.omar]


@pytest.mark.parametrize("why", ["kept from them", "on the criminal side", "a prosecutor"])
def test_what_is_compelled_for_the_outside_body_alone_is_sealed_to_its_people_but_for_whom_it_must_not(
    cast: Cast, why: str
) -> None:
    ola, per = a_worker(OVERSIGHT, "Ola Berg"), a_worker(OVERSIGHT, "Per Lind")
    office = an_office(also=[ola, per])
    complaint = a_complaint(office, Stage.IN_WORK, outside_only=True).complaint
    if why == "kept from them":
        services.bar(complaint, ola, Barred.CONFLICT, by=office.omar, at=NOON)
    else:
        services.remove_reader(complaint, ola, by=office.omar, at=NOON)
    if why == "on the criminal side":
        services.name_on_criminal_side(complaint, ola, by=office.omar, at=NOON)
    if why == "a prosecutor":
        holds(ola, PROSECUTOR)

    row = services.take_statement(complaint, COMPELLED, by=office.omar, at=NOON)

    safe = vaults.safe_of(Ref.of(row))
    assert safe
    assert set(queries.statement_readers(row)) == {office.omar, per}
    assert vault.opened(safe, office.keys(per)).text(row.words).rstrip() == COMPELLED.words
    with pytest.raises(Shut):
        vault.opened(safe, office.keys(ola))


def test_nothing_is_compelled_for_the_outside_body_alone_where_nobody_of_it_may_read_that(cast: Cast) -> None:
    office = an_office()
    complaint, omar = a_complaint(office, Stage.IN_WORK, outside_only=True).complaint, office.omar
    services.add_accused(complaint, Who("Omar"), person=omar, unit=None, by=omar, at=NOON)  # their last reader

    with pytest.raises(Refused, match="Nobody of the outside body"):
        services.take_statement(complaint, COMPELLED, by=omar, at=NOON)
    assert not Statement.objects.exists()
    services.take_statement(complaint, FREELY, by=omar, at=NOON)


def test_what_whoever_turns_a_matter_outside_cannot_open_stays_with_who_took_it_alone(
    cast: Cast, office: Office, complaint: Complaint
) -> None:
    keys, imani, lou = office.keys(office.ines), fresh(cast.imani), fresh(cast.lou)
    for person in (imani, lou):
        services.add_reader(complaint, person, keys=keys, by=office.ines, at=NOON)
    row = services.take_statement(complaint, COMPELLED, by=imani, at=NOON)
    services.add_statement_reader(row, lou, keys=office.known.keys(imani), by=imani, at=NOON)

    services.turn_outside(complaint, keys=keys, by=office.ines, at=NOON)

    assert queries.statement_readers(row) == [imani]
    assert not ELSEWHERE_POLICY.verdict(fresh(imani), Sent.READ_STATEMENT, Complaint.objects.get())


def test_no_prosecutor_is_added_wherever_they_are_named(cast: Cast, office: Office, complaint: Complaint) -> None:
    services.take_statement(complaint, COMPELLED, by=office.ines, at=NOON)
    holds(cast.lou, PROSECUTOR)

    with pytest.raises(Refused, match="for a prosecutor"):
        services.add_reader(complaint, fresh(cast.lou), keys=office.keys(office.ines), by=office.ines, at=NOON)


WAYS_IN = ("reader", "task", "vault", "statement")


@pytest.mark.parametrize("way", WAYS_IN)
@pytest.mark.parametrize("side", ["prosecutor", "criminal"])
def test_no_way_leads_a_prosecutor_or_the_criminal_side_to_what_was_compelled(
    cast: Cast, office: Office, complaint: Complaint, side: str, way: str
) -> None:
    """For whom the wall alone says no: an investigator with a key, without a conflict, whom nobody barred."""
    row = services.take_statement(complaint, COMPELLED, by=office.ines, at=NOON)
    if side == "criminal":
        services.name_on_criminal_side(complaint, cast.imani, by=office.ines, at=NOON)
    else:
        holds(cast.imani, PROSECUTOR)
    keys, complaint = office.keys(office.ines), Complaint.objects.get(pk=complaint.pk)
    theirs = vaults.safe_of(Ref.of(row))
    assert theirs
    ways: dict[str, Callable[[Person], object]] = {
        "reader": lambda who: services.add_reader(complaint, who, keys=keys, by=office.ines, at=NOON),
        "task": lambda who: services.assign(complaint, who, why=Task.FREE, keys=keys, by=office.ines, at=NOON),
        "vault": lambda who: vault.add(queries.safe_of(complaint), who, keys=keys, by=office.ines, at=NOON),
        "statement": lambda who: vault.add(theirs, who, keys=keys, by=office.ines, at=NOON),
    }
    assert set(ways) == set(WAYS_IN)

    with pytest.raises(Refused):
        ways[way](fresh(cast.imani))
    assert not vaults.reads(cast.imani, "complaints.complaint").exists()
    assert not vaults.reads(cast.imani, "complaints.statement").exists()

    ways[way](fresh(cast.lou))  # without the wall the same way is open


@pytest.mark.parametrize("given", [COMPELLED, FREELY])
def test_whoever_becomes_a_prosecutor_reads_no_matter_any_more_in_which_something_was_compelled(
    cast: Cast, office: Office, complaint: Complaint, given: Heard
) -> None:
    services.add_reader(complaint, fresh(cast.imani), keys=office.keys(office.ines), by=office.ines, at=NOON)
    services.take_statement(complaint, given, by=office.ines, at=NOON)
    assert COMPLAINTS_POLICY.verdict(fresh(cast.imani), Act.READ, Complaint.objects.get(pk=complaint.pk))

    holds(cast.imani, PROSECUTOR)

    verdict = COMPLAINTS_POLICY.verdict(fresh(cast.imani), Act.READ, Complaint.objects.get(pk=complaint.pk))
    assert bool(verdict) is (given is FREELY)


def test_a_matter_in_which_something_was_compelled_stays_in_one_piece(office: Office, complaint: Complaint) -> None:
    keys = office.keys(office.ines)
    services.report_retaliation(complaint, Words("He stops us now.", "en"), by=office.ines, at=NOON)
    second = complaint.allegations.get(number=2)
    services.take_statement(complaint, COMPELLED, by=office.ines, at=NOON)

    with pytest.raises(Refused, match="stays in one piece"):
        split(complaint, [second.pk], Words("Apart.", "en"), keys=keys, by=office.ines, at=NOON)


def test_the_other_way_round_whoever_reads_it_cannot_work_on_the_criminal_side(
    cast: Cast, office: Office, complaint: Complaint
) -> None:
    services.take_statement(complaint, COMPELLED, by=office.ines, at=NOON)

    with pytest.raises(Refused, match="cannot work on the criminal side"):
        services.name_on_criminal_side(complaint, office.ines, by=office.ines, at=NOON)
    services.name_on_criminal_side(complaint, cast.imani, by=office.ines, at=NOON)
    assert cast.imani.name.encode() not in CriminalSide.objects.get().who


def test_whoever_reads_the_matter_and_works_on_the_criminal_side_leaves_before_anything_is_compelled(
    cast: Cast, office: Office, complaint: Complaint
) -> None:
    keys = office.keys(office.ines)
    services.add_reader(complaint, fresh(cast.imani), keys=keys, by=office.ines, at=NOON)
    services.name_on_criminal_side(complaint, cast.imani, by=office.ines, at=NOON)

    with pytest.raises(Refused, match="Remove them from its readers first"):
        services.take_statement(complaint, COMPELLED, by=office.ines, at=NOON)
    services.remove_reader(complaint, cast.imani, by=office.ines, at=NOON)
    services.take_statement(complaint, COMPELLED, by=office.ines, at=NOON)
    assert queries.has_compelled(complaint)


def test_what_comes_from_a_compelled_statement_is_refused_in_a_referral_however_far(
    office: Office, complaint: Complaint
) -> None:
    statement = services.take_statement(complaint, COMPELLED, by=office.ines, at=NOON)
    first, second, clean = (an_entry(complaint, office, number) for number in (1, 2, 3))
    services.name_source(complaint, Ref.of(second), Ref.of(first), by=office.ines, at=NOON)
    services.name_source(complaint, Ref.of(first), Ref.of(statement), by=office.ines, at=NOON)

    assert queries.derived(complaint) == {
        Ref.of(statement): frozenset({1}), Ref.of(first): frozenset({1}), Ref.of(second): frozenset({1}),
    }  # fmt: skip
    for tainted in (statement, first, second):
        with pytest.raises(Refused, match="compelled statement"):
            services.refer(complaint, OUT, [Ref.of(clean), Ref.of(tainted)], by=office.ines, at=NOON)
    assert Referral.objects.count() == 0
    services.refer(complaint, OUT, [Ref.of(clean)], by=office.ines, at=NOON)
    opened = vault.opened(queries.safe_of(complaint), office.keys(office.ines))
    [gone] = queries.referrals_of(complaint, opened)
    assert (gone.items, gone.whom, gone.row.criminal) == ((Ref.of(clean),), OUT.whom, True)


def test_a_text_of_another_matter_is_neither_sent_nor_named(office: Office, complaint: Complaint) -> None:
    other = a_complaint(office, Stage.IN_WORK, once="other").complaint
    theirs, ours = an_entry(other, office), an_entry(complaint, office)

    for refused in (Ref.of(theirs), Ref("people.person", "1"), Ref("complaints.turn", "x")):
        with pytest.raises(Refused, match="does not belong"):
            services.refer(complaint, OUT, [refused], by=office.ines, at=NOON)
        with pytest.raises(Refused, match="does not belong"):
            services.name_source(complaint, Ref.of(ours), refused, by=office.ines, at=NOON)


def test_what_came_back_is_kept_and_it_is_over_once(office: Office, complaint: Complaint) -> None:
    row = services.refer(complaint, OUT, [], by=office.ines, at=NOON)

    services.replied(row, Words("We decline to charge.", "en"), by=office.ines, at=NOON + DAY)
    services.close_referral(row, by=office.ines, at=NOON + 2 * DAY)

    opened = vault.opened(queries.safe_of(complaint), office.keys(office.ines))
    assert [gone.reply for gone in queries.referrals_of(complaint, opened)] == ["We decline to charge."]
    with pytest.raises(Refused, match="over already"):
        services.close_referral(row, by=office.ines, at=NOON + 3 * DAY)


def test_a_reply_that_is_overdue_is_on_the_desk_of_who_sent_it_and_they_are_told_once(
    client: Client, cast: Cast, office: Office, complaint: Complaint
) -> None:
    sent = replace(OUT, reply_due=(NOON + 10 * DAY).date())
    row = services.refer(complaint, sent, [], by=office.ines, at=NOON)
    no_reply_wanted = services.refer(complaint, OUT, [], by=office.ines, at=NOON)

    [owed] = Obligation.objects.filter(promise=REFERRAL_REPLY)
    assert (owed.person, owed.key, owed.due_at.date()) == (office.ines, str(row.pk), sent.reply_due)
    assert owed in loop.waiting_for(office.ines)
    for other in (office.omar, cast.cora, cast.imani, cast.visitor):
        assert owed not in {*loop.waiting_for(other), *loop.late_under(other, NOON + 90 * DAY)}
    assert owed not in loop.late(None, NOON + 90 * DAY)
    assert not {*loop.late_sealed(NOON + 90 * DAY)} & {REFERRAL_REPLY}
    assert REFERRAL_REPLY not in {kept.promise for kept in loop.kept(NOON - DAY, NOON + 90 * DAY)}

    told = [elsewhere.remind_of_replies(at=NOON + days * DAY) for days in (10, 11, 12)]
    assert told == [0, 1, 1]
    [message] = Message.objects.filter(kind="complaints.reply_late")
    assert (message.person, str(complaint.pk) in message.body) == (office.ines, False)
    late = {str(each.label): (each.who, each.late) for each in queries.owed_in(complaint, NOON + 11 * DAY)}
    assert late["Replies of other offices asked after"] == (office.ines.name, True)
    client.force_login(office.ines)
    page = client.get("/desk/").text
    assert f"Sealed matter {complaint.pk}: a reply from another office" in page
    assert OUT.whom not in page
    assert [card.ref for card in queries_elsewhere.referral_cards([str(row.pk)], cast.cora)] == []

    services.replied(row, Words("We decline.", "en"), by=office.ines, at=NOON + 13 * DAY)
    services.close_referral(no_reply_wanted, by=office.ines, at=NOON + 13 * DAY)
    assert elsewhere.remind_of_replies(at=NOON + 14 * DAY) == 0
    owed.refresh_from_db()
    assert owed.kept_at == NOON + 13 * DAY


def test_what_is_over_without_a_reply_waits_for_none(office: Office, complaint: Complaint) -> None:
    sent = replace(OUT, reply_due=(NOON - 3 * DAY).date())  # put on record later: the day has passed
    row = services.refer(complaint, sent, [], by=office.ines, at=NOON)
    assert elsewhere.remind_of_replies(at=NOON + DAY) == 1

    services.close_referral(row, by=office.ines, at=NOON + 2 * DAY)

    assert elsewhere.remind_of_replies(at=NOON + 3 * DAY) == 0
    assert Obligation.objects.get(promise=REFERRAL_REPLY).released_why == "over"


def test_only_those_who_read_the_matter_and_lead_send_it_on(cast: Cast, office: Office, complaint: Complaint) -> None:
    for stranger in (cast.lee, cast.cora, cast.ada, office.omar, cast.visitor):
        with pytest.raises(Refused):
            services.refer(complaint, OUT, [], by=stranger, at=NOON)
        with pytest.raises(Refused):
            services.take_statement(complaint, COMPELLED, by=stranger, at=NOON)


edges = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda edge: edge[0] != edge[1]), max_size=14)


@pytest.mark.slow
def test_taint_spreads_along_every_way_and_nowhere_else(office: Office, complaint: Complaint) -> None:
    statement = services.take_statement(complaint, COMPELLED, by=office.ines, at=NOON)
    entries = {number: an_entry(complaint, office, number) for number in range(1, 8)}
    texts = {0: Ref.of(statement), **{number: Ref.of(entry) for number, entry in entries.items()}}

    @given(made=edges)
    def holds_for(made: list[tuple[int, int]]) -> None:
        Derivation.objects.all().delete()
        for source, text in made:
            if text:
                services.name_source(complaint, texts[text], texts[source], by=office.ines, at=NOON)
        reached, grown = {0}, True
        while grown:
            more = {text for source, text in made if source in reached and text} - reached
            reached, grown = reached | more, bool(more)
        assert set(queries.derived(complaint)) == {texts[number] for number in reached}

    holds_for()
    assert Statement.objects.count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_what_is_derived_costs_the_same_however_much_there_is(
    office: Office, complaint: Complaint, count: int, count_queries: CountQueries
) -> None:
    for number in range(1, count + 1):
        row = services.take_statement(complaint, COMPELLED, by=office.ines, at=NOON)
        services.name_source(
            complaint, Ref.of(an_entry(complaint, office, number)), Ref.of(row), by=office.ines, at=NOON
        )

    with count_queries(4):
        found = queries.derived(complaint)

    assert len(found) == 2 * count
