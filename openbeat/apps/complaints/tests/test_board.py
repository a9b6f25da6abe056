"""Residents review what was looked into: sealed to those who have no part in it, in sittings that were announced."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta

import pytest

from openbeat.apps.complaints.demo.board import (
    DAY,
    HOUR,
    RECOMMENDED,
    REDACTED,
    WHY,
    a_board,
    a_chief,
    a_packet,
    a_sitting,
    answered,
    votes,
)
from openbeat.apps.complaints.demo.casework import a_bureau, a_case
from openbeat.apps.complaints.demo.publishing import a_profile
from openbeat.apps.complaints.demo.summaries import sign
from openbeat.apps.complaints.lifecycle import Stage, Words
from openbeat.apps.complaints.lifecycle.board import (
    BoardAct,
    BoardOwed,
    PartSort,
    Reply,
    Result,
    StaysOut,
    Vote,
    quorum,
    result_of,
)
from openbeat.apps.complaints.models import Accused, BoardVote, Complaint, Packet, Recommendation, Recusal, Summary
from openbeat.apps.complaints.policies import accused_mark
from openbeat.apps.complaints.policies.board import BOARD_POLICY as POLICY
from openbeat.apps.complaints.queries import board as queries
from openbeat.apps.complaints.queries import recommendations, safe_of
from openbeat.apps.complaints.services import board
from openbeat.apps.complaints.services.board.packets import safe_of_packet
from openbeat.apps.complaints.services.steps import sealed
from openbeat.apps.complaints.tests.makers import NOON, Office, a_complaint, an_office
from openbeat.core.department import services as department
from openbeat.core.department.facts import Decision
from openbeat.core.ledger.models import Entry
from openbeat.core.loop.models import Obligation
from openbeat.core.notices.models import Message
from openbeat.core.people import services as posts
from openbeat.core.people.demo import BUILDER
from openbeat.core.people.models import Person
from openbeat.core.places import queries as places
from openbeat.core.vault import services as vault
from openbeat.core.vault.bunch import Shut
from openbeat.kit.policy import Refused
from tests.cast import Cast

SITS = NOON + 10 * DAY
DURING = SITS + HOUR


@dataclass
class Case:
    """A case that was answered, the board, and its packet."""

    office: Office
    complaint: Complaint
    bea: Person
    bora: Person
    bruno: Person
    packet: Packet

    def vote(self, who: Person, choice: Vote = Vote.DISAGREE) -> BoardVote:
        return board.vote(self.packet, choice, WHY, keys=self.office.keys(who), by=who, at=DURING)

    def recommend(self, disagrees: tuple[int, ...] = (1,)) -> Recommendation:
        return board.recommend(
            self.packet, RECOMMENDED, disagrees, keys=self.office.keys(self.bea), by=self.bea, at=DURING
        )


@pytest.fixture
def case(cast: Cast) -> Case:
    office = an_office()
    bea, bora, bruno = a_board(office)
    complaint = a_complaint(office, Stage.ANSWERED).complaint
    case = Case(office, complaint, bea, bora, bruno, a_packet(office, complaint, NOON + DAY))
    a_sitting(bea, SITS)
    return case


def test_each_member_who_can_read_the_packet_hears_that_there_is_something_and_not_what(case: Case) -> None:
    told = Message.objects.filter(kind="complaints.packet")

    assert set(told.values_list("person", flat=True)) == {case.bea.pk, case.bora.pk, case.bruno.pk}
    assert not any(REDACTED.text in str(vars(message)) for message in told)


def test_the_members_read_the_packet_and_nothing_else_of_the_case(case: Case) -> None:
    opened = vault.opened(safe_of_packet(case.packet), case.office.keys(case.bora))

    [part] = queries.parts_of(case.packet, opened)

    assert (part.words, part.language) == (REDACTED.text, "en")
    with pytest.raises(Shut):
        vault.opened(safe_of(case.complaint), case.office.keys(case.bora))
    with pytest.raises(Shut):
        vault.opened(safe_of_packet(case.packet), case.office.keys(case.office.ines))


def test_a_member_who_appears_in_the_case_never_gets_it(cast: Cast) -> None:
    office = an_office()
    bea, bora, bruno = a_board(office)
    complaint = a_complaint(office, Stage.ANSWERED).complaint
    mark = accused_mark(bruno.pk, complaint.pk)
    Accused.objects.create(complaint=complaint, number=9, who=sealed(safe_of(complaint), "{}"), mark=mark)

    packet = a_packet(office, complaint)

    assert [(row.person, row.bar) for row in Recusal.objects.all()] == [(bruno, StaysOut.APPEARS)]
    assert [set(queries.packets_of(one)) for one in (bea, bora, bruno)] == [{packet}, {packet}, set()]
    assert not POLICY.verdict(bruno, BoardAct.READ, packet)


def test_who_stays_out_opens_it_no_more_and_does_not_count(case: Case) -> None:
    board.recuse(case.packet, StaysOut.RELATIVE, by=case.bruno, at=DURING)

    with pytest.raises(Shut):
        vault.opened(safe_of_packet(case.packet), case.office.keys(case.bruno))
    assert queries.who_may_vote(case.packet, DURING) == [case.bea, case.bora]
    with pytest.raises(Refused, match="Only the members who review this case"):
        case.vote(case.bruno)


def test_nobody_says_of_themselves_that_they_appear_or_stays_out_after_voting(case: Case) -> None:
    with pytest.raises(Refused, match="Nobody says this"):
        board.recuse(case.packet, StaysOut.APPEARS, by=case.bea, at=DURING)
    case.vote(case.bea)
    with pytest.raises(Refused, match="You have voted"):
        board.recuse(case.packet, StaysOut.OTHER, by=case.bea, at=DURING)


@pytest.mark.parametrize("at", [SITS - HOUR, SITS + 3 * HOUR])
def test_outside_a_sitting_nobody_discusses_or_votes(case: Case, at: object) -> None:
    keys = case.office.keys(case.bea)
    for act in (
        lambda: board.say(case.packet, WHY, keys=keys, by=case.bea, at=at),  # type: ignore[arg-type]
        lambda: board.vote(case.packet, Vote.AGREE, WHY, keys=keys, by=case.bea, at=at),  # type: ignore[arg-type]
        lambda: board.recommend(case.packet, WHY, [], keys=keys, by=case.bea, at=at),  # type: ignore[arg-type]
    ):
        with pytest.raises(Refused, match="only while the board sits"):
            act()
    assert board.say(case.packet, WHY, keys=keys, by=case.bea, at=DURING).number == 1


@pytest.mark.parametrize(("noticed", "may"), [(timedelta(hours=72), True), (timedelta(hours=71), False)])
def test_a_sitting_counts_only_where_it_was_announced_in_time(case: Case, noticed: timedelta, may: bool) -> None:  # noqa: FBT001
    later = SITS + 30 * DAY
    a_sitting(case.bea, later, noticed=noticed)

    assert bool(queries.may_speak(later + HOUR)) == may


def test_a_sitting_that_was_called_off_is_none(case: Case) -> None:
    [sitting] = queries.sittings(NOON)
    board.call_off(sitting, by=case.bea, at=SITS - HOUR)

    with pytest.raises(Refused, match="only while the board sits"):
        case.vote(case.bea)
    with pytest.raises(Refused, match="called off already"):
        board.call_off(sitting, by=case.bea, at=SITS)


def test_where_no_such_act_applies_they_discuss_at_any_time(case: Case) -> None:
    department.decide("open_meetings", Decision("No such act.", "The city's lawyer", number=0), by=BUILDER, at=NOON)

    vote = board.vote(case.packet, Vote.AGREE, WHY, keys=case.office.keys(case.bea), by=case.bea, at=NOON + 2 * DAY)

    assert vote.vote == Vote.AGREE


def test_each_votes_once(case: Case) -> None:
    case.vote(case.bea)

    with pytest.raises(Refused, match="You have voted"):
        case.vote(case.bea, Vote.AGREE)


def test_a_board_that_disagrees_is_owed_an_answer_by_whoever_leads_the_department(case: Case, cast: Cast) -> None:
    case.vote(case.bea)
    with pytest.raises(Refused, match="More than half of the members"):
        case.recommend()
    case.vote(case.bora)

    made = case.recommend()

    owed = Obligation.objects.get(promise=BoardOwed.REPLY)
    assert (made.number_said, made.result, made.disagrees) == ("2026-01", Result.DISAGREE, [1])
    assert owed.owner is None or owed.owner.role == "commander"
    assert owed.due_at > DURING + 40 * DAY  # 30 working days
    with pytest.raises(Refused, match="has made its recommendation"):
        case.vote(case.bruno)


def test_the_department_answers_once_with_a_reason(case: Case, cast: Cast) -> None:
    case.vote(case.bea)
    case.vote(case.bora)
    made = case.recommend()
    chief = a_chief()

    with pytest.raises(Refused, match="Only whoever leads the department"):
        board.reply(made, Reply.ACCEPTED, WHY, by=cast.cora, at=DURING)
    made = answered(made, chief, DURING + DAY)

    assert (made.reply, made.replied_by) == (Reply.PARTLY, chief)
    assert Obligation.objects.get(promise=BoardOwed.REPLY).kept_at == DURING + DAY
    with pytest.raises(Refused, match="has answered this already"):
        answered(made, chief, DURING + DAY)


def test_more_work_sends_what_is_being_checked_back_to_work(cast: Cast) -> None:
    office = an_office()
    bea, bora, _bruno = a_board(office)
    complaint = a_case(a_bureau(office), Stage.SUPERVISOR)
    packet = a_packet(office, complaint, NOON + DAY)
    a_sitting(bea, SITS)
    votes(office, packet, {bea: Vote.MORE_WORK, bora: Vote.MORE_WORK}, DURING)

    made = board.recommend(packet, RECOMMENDED, [], keys=office.keys(bea), by=bea, at=DURING)

    complaint.refresh_from_db()
    assert (made.result, complaint.stage) == (Result.MORE_WORK, Stage.IN_WORK)
    assert Entry.objects.filter(act="send_back", kind="complaints.complaint").count() == 1


@pytest.mark.parametrize(
    ("said", "result"),
    [
        ("agree agree disagree", "agree"),
        ("agree disagree", "tie"),
        ("agree disagree more_work", "tie"),
        ("more_work more_work more_work agree", "more_work"),
        ("disagree", "disagree"),
    ],
)
def test_more_than_half_decide_or_nobody(said: str, result: str) -> None:
    assert result_of(said.split()) == result


def test_a_quorum_is_more_than_half() -> None:
    assert [quorum(members) for members in (1, 2, 3, 4, 5)] == [1, 2, 2, 3, 3]


def test_a_packet_that_names_an_officer_of_the_case_is_refused(cast: Cast) -> None:
    office = an_office()
    a_board(office)
    complaint, keys = a_complaint(office, Stage.ANSWERED).complaint, office.keys(office.ines)
    who = sealed(safe_of(complaint), json.dumps({"name": "Bo Halloway"}))
    Accused.objects.create(complaint=complaint, number=9, who=who)
    packet = board.make_packet(complaint, keys=keys, by=office.ines, at=NOON)

    with pytest.raises(Refused, match="Halloway"):
        board.add_part(packet, PartSort.ACCOUNT, Words("Halloway did it.", "en"), keys=keys, by=office.ines, at=NOON)
    assert board.add_part(packet, PartSort.ACCOUNT, REDACTED, keys=keys, by=office.ines, at=NOON).number == 1


def test_an_empty_packet_is_not_sent_and_a_sent_one_is_not_changed(cast: Cast) -> None:
    office = an_office()
    a_board(office)
    complaint, keys = a_complaint(office, Stage.ANSWERED).complaint, office.keys(office.ines)
    packet = board.make_packet(complaint, keys=keys, by=office.ines, at=NOON)

    with pytest.raises(Refused, match="nothing in this packet"):
        board.send_packet(packet, by=office.ines, at=NOON)
    assert board.make_packet(complaint, keys=keys, by=office.ines, at=NOON) == packet
    board.add_part(packet, PartSort.ACCOUNT, REDACTED, keys=keys, by=office.ines, at=NOON)
    board.send_packet(packet, by=office.ines, at=NOON)
    with pytest.raises(Refused, match="was sent"):
        board.add_part(packet, PartSort.ACCOUNT, REDACTED, keys=keys, by=office.ines, at=NOON)


def test_without_a_member_who_has_a_key_there_is_no_packet(cast: Cast) -> None:
    office = an_office()
    complaint = a_complaint(office, Stage.ANSWERED).complaint

    with pytest.raises(Refused, match="Nobody on the review board"):
        board.make_packet(complaint, keys=office.keys(office.ines), by=office.ines, at=NOON)


def test_only_what_was_looked_into_goes_to_the_board(case: Case) -> None:
    fresh = a_complaint(case.office, Stage.IN_WORK, once="fresh").complaint

    with pytest.raises(Refused, match="Only what was looked into"):
        board.make_packet(fresh, keys=case.office.keys(case.office.ines), by=case.office.ines, at=NOON)


def test_these_people_may_do_these_things(case: Case, cast: Cast) -> None:
    people_ = {name: cast[name] for name in ("rosa", "lee", "lena", "imani", "cora", "ada", "visitor", "holder")}
    people_ |= {"ines": case.office.ines, "omar": case.office.omar, "bea": case.bea, "bruno": case.bruno}

    def may(act: BoardAct, thing: object) -> set[str]:
        return {name for name, actor in people_.items() if POLICY.verdict(actor, act, thing)}

    board.recuse(case.packet, StaysOut.WORK, by=case.bruno, at=DURING)
    for act in (BoardAct.MAKE_PACKET, BoardAct.ADD_PART, BoardAct.SEND_PACKET):
        assert may(act, case.complaint) == {"ines"}
    for act in (BoardAct.READ, BoardAct.RECUSE, BoardAct.SAY, BoardAct.VOTE, BoardAct.RECOMMEND):
        assert may(act, case.packet) == {"bea"}
    assert may(BoardAct.LIST, None) == may(BoardAct.CHOOSE_NAME, None) == {"bea", "bruno"}
    assert may(BoardAct.NOTICE, None) == may(BoardAct.CANCEL, None) == {"bea", "bruno", "ines", "omar"}
    assert may(BoardAct.REPLY, None) == set()


def test_nobody_who_works_for_the_department_is_a_member(case: Case, cast: Cast) -> None:
    whole = places.root()
    assert whole
    post = places.post(whole, "board")
    assert post
    posts.appoint(cast.lee, post, by=BUILDER, at=NOON)
    lee = Person.objects.get(pk=cast.lee.pk)

    assert [member.person for member in queries.members(DURING)] == [case.bea, case.bora, case.bruno]
    assert not POLICY.verdict(lee, BoardAct.LIST, None)


def test_what_members_say_and_why_they_voted_is_sealed(case: Case) -> None:
    case.vote(case.bea)
    remark = board.say(case.packet, WHY, keys=case.office.keys(case.bea), by=case.bea, at=DURING)

    assert b"video" not in bytes(remark.words) + bytes(BoardVote.objects.get().reason)
    opened = vault.opened(safe_of_packet(case.packet), case.office.keys(case.bora))
    assert [
        piece.words for piece in (*queries.remarks_of(case.packet, opened), *queries.votes_of(case.packet, opened))
    ] == [
        WHY.text,
        WHY.text,
    ]


def test_nothing_of_the_boards_work_is_public_before_it_is_signed_what_is(case: Case) -> None:
    case.vote(case.bea)
    case.vote(case.bora)
    case.recommend()

    assert recommendations.tracker(DURING) == []
    sign()
    [line] = recommendations.tracker(DURING + 90 * DAY)
    assert (line.recommendation.number_said, line.late) == ("2026-01", True)


def test_a_member_is_known_by_the_name_that_they_chose_or_by_none(case: Case) -> None:
    board.choose_name("Bea", by=case.bea, at=NOON)

    assert [member.name for member in queries.members(DURING)] == ["Bea", "", ""]
    board.choose_name("", by=case.bea, at=NOON)
    assert queries.members(DURING)[0].name == ""
    with pytest.raises(Refused, match="Only a member"):
        board.choose_name("Ines", by=case.office.ines, at=NOON)


def test_sittings_are_in_the_calendar(case: Case) -> None:
    [event] = queries.sitting_events(case.bea, None, NOON, NOON + 30 * DAY)

    assert (event.starts, event.title, event.cancelled) == (SITS, "Sitting of the review board", False)


def test_the_tracker_stays_where_no_summaries_are_published(case: Case) -> None:
    for who in (case.bea, case.bora):
        case.vote(who)
    made = case.recommend()
    a_profile(summaries=False)

    [line] = recommendations.tracker(DURING)

    assert (line.recommendation, line.case) == (made, "")


def test_the_tracker_leads_to_no_case_that_is_hidden_now(case: Case) -> None:
    for who in (case.bea, case.bora):
        case.vote(who)
    case.recommend()
    Summary.objects.create(
        complaint=case.complaint, year=2026, number=1, version=1, alleged="He shouted.", done="We asked.",
        language="en", from_stage="closed", may_name=True, released_at=NOON,
    )  # fmt: skip

    a_profile(officers_named=True)
    assert [line.case for line in recommendations.tracker(DURING)] == ["2026-001"]
    a_profile()
    assert [line.case for line in recommendations.tracker(DURING)] == [""]
