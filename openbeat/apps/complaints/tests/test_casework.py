"""A case from one to the next: what each needs, who may, and what the database holds to as well."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.demo import INES
from openbeat.apps.complaints.demo.casework import AS_A_CASE, Bureau, a_bureau, a_case, a_matrix, judged, led
from openbeat.apps.complaints.lifecycle import (
    MEANS,
    Act,
    Again,
    Beside,
    Casework,
    Heard,
    Measure,
    Outcome,
    Penalty,
    Say,
    Stage,
    Standard,
    Version,
    Without,
    Words,
    Written,
)
from openbeat.apps.complaints.lifecycle.sides import Paper
from openbeat.apps.complaints.models import (
    Allegation,
    CaseEntry,
    CaseRules,
    Complaint,
    Discipline,
    Finding,
    OfficerNotice,
)
from openbeat.apps.complaints.policies import COMPLAINTS_POLICY as POLICY
from openbeat.apps.complaints.policies import DECIDER, INVESTIGATOR, OVERSIGHT, STEPS_OF_A_CASE, SUPERVISOR
from openbeat.apps.complaints.queries.discipline import appeals_in
from openbeat.apps.complaints.services.rules import first_of_two
from openbeat.apps.complaints.tests.makers import NOON, a_complaint, an_office, holder_of
from openbeat.core.ledger.models import Entry
from openbeat.core.people import demo as people
from openbeat.core.people.models import Person
from openbeat.core.places import queries as places
from openbeat.core.receipts import codes
from openbeat.core.vault import demo as vaults
from openbeat.core.vault import services as vault
from openbeat.core.vault.bunch import Keys
from openbeat.kit.policy import Refused
from tests.cast import Cast

DAY = timedelta(days=1)
LATER = NOON + 2 * DAY
WHY = Words("The driver was not asked.", "en")
UNFOUNDED = (Outcome.UNFOUNDED, Outcome.NOT_SUSTAINED)


@pytest.fixture
def bureau(cast: Cast) -> Bureau:
    return a_bureau(an_office())


def points(complaint: Complaint) -> list[Allegation]:
    return list(queries.allegations(complaint))


def one_more(bureau: Bureau, complaint: Complaint, role: str, name: str) -> Person:
    """Somebody else who holds this post, and reads the matter."""
    whole = places.root()
    assert whole
    person = people.appear(replace(INES, key=name.lower(), name=name), [(role, whole)], NOON - timedelta(days=9))
    vaults.more_keys(bureau.office.known, person, at=NOON)
    services.add_reader(complaint, person, keys=bureau.keys(bureau.sana), by=bureau.sana, at=NOON)
    return person


@pytest.mark.parametrize("stage", AS_A_CASE)
def test_a_case_comes_to_every_stage(bureau: Bureau, stage: Stage) -> None:
    assert a_case(bureau, stage).stage == stage


# Who may do what, at every stage

IN_WORK, SUPERVISED, OVERSEEN, TO_DECIDE, DECIDED, ANSWERED, CLOSED = AS_A_CASE[3:]
OVER = (DECIDED, ANSWERED, CLOSED)
MAY = {
    (Act.FIND, IN_WORK): "nils",
    (Act.FIND, SUPERVISED): "sana",
    (Act.FIND, OVERSEEN): "omar",
    (Act.FIND, TO_DECIDE): "dana",
    (Act.RECOMMEND, IN_WORK): "nils",
    (Act.SEND_BACK, SUPERVISED): "sana",
    (Act.SEND_BACK, OVERSEEN): "omar",
    (Act.SEND_BACK, TO_DECIDE): "dana",
    (Act.TO_OVERSIGHT, SUPERVISED): "sana",
    (Act.TO_DECISION, SUPERVISED): "sana",
    (Act.OVERSEE, OVERSEEN): "omar",
    (Act.DECIDE, TO_DECIDE): "dana",
    (Act.END_WITHOUT, IN_WORK): "sana",
    (Act.END_WITHOUT, SUPERVISED): "sana",
    **{(Act.END_WITHOUT, stage): "sana omar dana" for stage in (OVERSEEN, TO_DECIDE)},
    **{(Act.REOPEN_CASE, stage): "omar dana" for stage in (ANSWERED, CLOSED)},
    **{(Act.RECOMMEND_DISCIPLINE, stage): "sana omar" for stage in OVER},
    **{(Act.DECIDE_DISCIPLINE, stage): "dana" for stage in OVER},
    **{(Act.EXPLAIN_POINT, stage): "ines nils sana omar dana" for stage in OVER},
}
MAY |= {(Act.END_POINT, stage): MAY[Act.FIND, stage] for stage in (IN_WORK, SUPERVISED, OVERSEEN, TO_DECIDE)}
for act in (Act.IMPOSE_DISCIPLINE, Act.APPEAL_DISCIPLINE, Act.END_DISCIPLINE):
    MAY |= {(act, stage): "dana" for stage in OVER}
READERS = {
    **dict.fromkeys((IN_WORK, SUPERVISED), "ines nils sana"),
    **dict.fromkeys((OVERSEEN, TO_DECIDE, *OVER), "ines nils sana omar dana"),
}
for stage, readers in READERS.items():
    MAY |= {(act, stage): readers for act in (Act.WRITE_ENTRY, Act.PRINT)}
    MAY |= {(act, stage): "nils sana" for act in (Act.PLAN, Act.PLAN_DONE)}


@pytest.mark.parametrize("stage", AS_A_CASE[3:])
def test_each_act_of_a_case_belongs_to_whoever_has_it_at_each_stage(bureau: Bureau, cast: Cast, stage: Stage) -> None:
    complaint = a_case(bureau, stage)
    office = bureau.office
    everybody = {"ines": office.ines, "omar": office.omar, "nils": bureau.nils, "sana": bureau.sana}
    everybody |= {"dana": bureau.dana, "cora": cast.cora, "rosa": cast.rosa, "ada": cast.ada}

    found = {
        act: {name for name, actor in everybody.items() if POLICY.verdict(actor, act, complaint)}
        for act in STEPS_OF_A_CASE
    }

    assert found == {act: set(MAY.get((Act(act), stage), "").split()) for act in STEPS_OF_A_CASE}


def test_another_investigator_who_reads_it_does_not_hand_it_in(bureau: Bureau) -> None:
    complaint = a_case(bureau)
    nora = one_more(bureau, complaint, INVESTIGATOR, "Nora")

    assert POLICY.verdict(bureau.nils, Act.RECOMMEND, complaint)
    assert "Only the person to whom this case was given" in str(POLICY.verdict(nora, Act.RECOMMEND, complaint).reason)


@pytest.mark.parametrize(("stage", "role", "act"), [
    (SUPERVISED, SUPERVISOR, Act.TO_OVERSIGHT),
    (OVERSEEN, OVERSIGHT, Act.OVERSEE),
    (TO_DECIDE, DECIDER, Act.DECIDE),
])  # fmt: skip
def test_nobody_checks_what_they_did_themselves(bureau: Bureau, stage: Stage, role: str, act: Act) -> None:
    complaint = a_case(bureau, stage)
    both = one_more(bureau, complaint, role, "Both")
    assert POLICY.verdict(both, act, complaint)

    Finding.objects.filter(say=Say.RECOMMENDED).update(by=both)
    refused = POLICY.verdict(both, act, Complaint.objects.get())

    assert refused.reason == "You worked on this case at another step. Somebody else must look at it now."


# What each step needs


def test_a_case_is_not_handed_in_while_an_allegation_has_no_end(bureau: Bureau) -> None:
    complaint, keys, nils = a_case(bureau), bureau.keys(bureau.nils), bureau.nils
    first, second = points(complaint)
    services.find(first, judged(Outcome.SUSTAINED), keys=keys, by=nils, at=NOON)
    with pytest.raises(Refused, match="Allegation 2 has no finding yet"):
        services.hand_in(complaint, keys=keys, by=nils, at=NOON)

    services.end_point(second, Without.NOT_IDENTIFIED, WHY, keys=keys, by=nils, at=NOON)
    complaint = services.hand_in(complaint, keys=keys, by=nils, at=NOON)

    assert (complaint.stage, complaint.findings_taken) == (SUPERVISED, 2)


def test_a_finding_needs_its_reasons_and_so_does_one_that_departs_and_agreeing_needs_none(bureau: Bureau) -> None:
    complaint = a_case(bureau)
    with pytest.raises(Refused, match="Say why"):
        services.find(points(complaint)[0], judged(Outcome.SUSTAINED, ""), keys=bureau.keys(bureau.nils),
                      by=bureau.nils, at=NOON)  # fmt: skip
    complaint = a_case(bureau, SUPERVISED, once="two")
    keys, sana = bureau.keys(bureau.sana), bureau.sana
    with pytest.raises(Refused, match="differs from one before it"):
        services.find(points(complaint)[0], judged(Outcome.UNFOUNDED, ""), keys=keys, by=sana, at=NOON)

    agrees = services.find(points(complaint)[0], judged(Outcome.SUSTAINED, ""), keys=keys, by=sana, at=NOON)
    departs = services.find(points(complaint)[1], judged(Outcome.UNFOUNDED), keys=keys, by=sana, at=NOON)

    assert (agrees.departs, departs.departs) == (False, True)


def test_where_those_before_differ_the_decider_says_it_with_reasons(bureau: Bureau) -> None:
    complaint = a_case(bureau, OVERSEEN)
    omar, dana = bureau.office.omar, bureau.dana
    services.find(points(complaint)[0], judged(Outcome.UNFOUNDED), keys=bureau.keys(omar), by=omar, at=LATER)
    complaint = services.oversee(complaint, keys=bureau.keys(omar), by=omar, at=LATER)
    assert complaint.overseen == Heard.DISAGREED
    with pytest.raises(Refused, match="Of allegation 1 those before you do not say the same"):
        services.decide(complaint, keys=bureau.keys(dana), by=dana, at=LATER)

    services.find(points(complaint)[0], judged(Outcome.SUSTAINED), keys=bureau.keys(dana), by=dana, at=LATER)
    complaint = services.decide(complaint, keys=bureau.keys(dana), by=dana, at=LATER)

    assert [point.finding for point in points(complaint)] == [Outcome.SUSTAINED, Outcome.NOT_SUSTAINED]
    assert (complaint.decided_by, complaint.discipline_owed) == (dana, 1)
    assert Finding.objects.get(say=Say.DECIDED, allegation__number=1).departs


def test_what_the_outside_body_does_not_read_in_its_days_goes_on_and_that_stands_in_the_case(bureau: Bureau) -> None:
    complaint = a_case(bureau, OVERSEEN)
    assert services.go_on_unheard(at=NOON + timedelta(days=29)) == 0

    assert services.go_on_unheard(at=NOON + timedelta(days=31)) == 1

    complaint.refresh_from_db()
    assert (complaint.stage, complaint.overseen) == (TO_DECIDE, Heard.SILENT)
    assert POLICY.verdict(bureau.dana, Act.DECIDE, complaint)


def test_what_is_sent_back_is_worked_on_and_handed_in_again(bureau: Bureau) -> None:
    complaint = a_case(bureau, TO_DECIDE)
    dana, nils = bureau.dana, bureau.nils

    complaint = services.send_back(complaint, WHY, keys=bureau.keys(dana), by=dana, at=LATER)
    assert (complaint.stage, complaint.checked_by) == (IN_WORK, None)
    complaint = services.hand_in(complaint, keys=bureau.keys(nils), by=nils, at=LATER)

    assert complaint.stage == SUPERVISED
    assert CaseEntry.objects.filter(sort=Casework.NOTE).count() == 2


def test_a_whole_case_ends_without_a_finding_and_never_as_withdrawn_before_it_was_asked_twice(bureau: Bureau) -> None:
    complaint = a_case(bureau, SUPERVISED)
    sana, keys = bureau.sana, bureau.keys(bureau.sana)
    with pytest.raises(Refused, match="asked first, in private"):
        services.end_without(complaint, Without.WITHDRAWN, WHY, keys=keys, by=sana, at=LATER)

    complaint = services.end_without(complaint, Without.OFFICER_LEFT, WHY, keys=keys, by=sana, at=LATER)

    assert (complaint.stage, complaint.without) == (DECIDED, Without.OFFICER_LEFT)
    assert {point.without for point in points(complaint)} == {Without.OFFICER_LEFT}


def test_what_is_opened_again_keeps_what_was_decided_until_it_is_decided_anew(bureau: Bureau) -> None:
    complaint = a_case(bureau, CLOSED)
    dana = bureau.dana

    complaint = services.reopen_case(complaint, Again.COURT, WHY, keys=bureau.keys(dana), by=dana, at=LATER)

    assert (complaint.stage, complaint.closed_at, complaint.decided_by) == (IN_WORK, None, None)
    assert points(complaint)[0].finding == Outcome.SUSTAINED


# Discipline


def penalty(measure: Measure, reasons: str = "It is the first time.", days: int | None = None) -> Penalty:
    return Penalty(measure, days, reasons, "en")


def test_discipline_follows_a_violation_alone_in_its_order_and_never_by_one_person(bureau: Bureau) -> None:
    complaint = a_case(bureau, DECIDED)
    sustained, other = points(complaint)
    dana, sana = bureau.dana, bureau.sana
    with pytest.raises(Refused, match="only where a violation was found"):
        services.discipline(other, Act.DECIDE_DISCIPLINE, penalty(Measure.TRAINING), keys=bureau.keys(dana), by=dana,
                            at=LATER)  # fmt: skip
    with pytest.raises(Refused, match="does not follow on the one before"):
        services.discipline(sustained, Act.IMPOSE_DISCIPLINE, penalty(Measure.TRAINING), keys=bureau.keys(dana),
                            by=dana, at=LATER)  # fmt: skip

    for act, by in ((Act.RECOMMEND_DISCIPLINE, sana), (Act.DECIDE_DISCIPLINE, dana), (Act.IMPOSE_DISCIPLINE, dana),
                    (Act.APPEAL_DISCIPLINE, dana), (Act.END_DISCIPLINE, dana)):  # fmt: skip
        services.discipline(sustained, act, penalty(Measure.REPRIMAND), keys=bureau.keys(by), by=by, at=LATER)

    complaint.refresh_from_db()
    assert complaint.discipline_owed == 0
    assert Discipline.objects.count() == 5


def an_appeal(bureau: Bureau, cast: Cast, *steps: Act, once: str = "") -> tuple[Allegation, OfficerNotice]:
    """A violation with these steps of discipline, of which Imani was told, and her appeal."""
    complaint = a_case(bureau, DECIDED, officer=cast.imani, once=once)
    point, dana = points(complaint)[0], bureau.dana
    for act in steps:
        by = bureau.sana if act == Act.RECOMMEND_DISCIPLINE else dana
        measure = penalty(Measure.SUSPENSION, days=20)
        services.discipline(point, act, measure, keys=bureau.keys(by), by=by, at=LATER)
    assert point.accused
    notice = services.tell_officer(point.accused, cast.imani, Words("That you shouted.", "en"), by=dana, at=LATER)
    services.tell_outcome(notice, Words("You shouted.", "en"), by=dana, at=LATER)
    services.officer_writes(notice, Paper.APPEAL, Words("Twenty days are too many.", "en"), by=cast.imani,
                            at=LATER + DAY)  # fmt: skip
    return point, notice


@pytest.mark.parametrize(("measure", "days", "told"), [
    (Measure.SUSPENSION, 20, "the appeal changed nothing"),
    (Measure.SUSPENSION, 5, "lighter than before the appeal"),
    (Measure.TRAINING, None, "lighter than before the appeal"),
    (Measure.SUSPENSION, 30, "heavier than before the appeal"),
])  # fmt: skip
def test_an_officers_appeal_makes_the_discipline_appealed_and_what_it_changed_stands_beside_it(
    bureau: Bureau, cast: Cast, measure: Measure, days: int | None, told: str
) -> None:
    point, _notice = an_appeal(bureau, cast, Act.DECIDE_DISCIPLINE, Act.IMPOSE_DISCIPLINE)
    dana, keys = bureau.dana, bureau.keys(bureau.dana)
    steps = [(row.step, row.measure, row.days) for row in queries.discipline_of(point)]
    assert steps == [(step, "suspension", 20) for step in ("decided", "imposed", "appealed")]
    assert not queries.usable_for_evaluation(cast.imani)

    arbitrated = penalty(measure, "The arbitrator says so.", days)
    services.discipline(point, Act.END_DISCIPLINE, arbitrated, keys=keys, by=dana, at=LATER + 2 * DAY)

    opened = vault.opened(queries.safe_of(point.complaint), keys)
    shown = queries.judged_of(point.complaint, opened)[0].discipline
    assert [each.changed for each in shown] == ["", "", "", told]
    assert (shown[2].by, shown[2].reasons) == (cast.imani.name, "Twenty days are too many.")
    assert queries.usable_for_evaluation(cast.imani).get() == point
    entry = Entry.objects.get(act=Act.APPEAL_DISCIPLINE)
    assert (entry.by, entry.facts["allegation"]) == (cast.imani, point.number)


@pytest.mark.parametrize("steps", [(), (Act.RECOMMEND_DISCIPLINE,)])
def test_before_discipline_is_decided_an_appeal_moves_nothing_and_stands_on_the_page(
    bureau: Bureau, cast: Cast, steps: tuple[Act, ...]
) -> None:
    point, notice = an_appeal(bureau, cast, *steps)

    assert [row.step for row in queries.discipline_of(point)] == ["recommended"][: len(steps)]
    assert appeals_in(point.complaint) == {notice.accused.pk: (LATER + DAY).date()}


def test_a_second_appeal_is_one_more_paper_and_no_step(bureau: Bureau, cast: Cast) -> None:
    point, notice = an_appeal(bureau, cast, Act.DECIDE_DISCIPLINE)

    words = Words("One thing more.", "en")
    services.officer_writes(notice, Paper.APPEAL, words, by=cast.imani, at=LATER + 2 * DAY)
    services.officer_writes(notice, Paper.ANSWER, words, by=cast.imani, at=LATER + 2 * DAY)

    assert [row.step for row in queries.discipline_of(point)] == ["decided", "appealed"]
    assert notice.papers.count() == 3


@pytest.mark.parametrize(("measure", "days", "beside", "sentence"), [
    (Measure.TRAINING, None, Beside.BELOW, "This is below the published matrix. Say why."),
    (Measure.REPRIMAND, None, Beside.WITHIN, ""),
    (Measure.SUSPENSION, 10, Beside.WITHIN, ""),
    (Measure.SUSPENSION, 11, Beside.ABOVE, "This is above the published matrix. Say why."),
    (Measure.NONE, None, Beside.BELOW, "Say why nothing follows for the officer."),
])  # fmt: skip
def test_below_and_above_the_matrix_a_reason_is_needed(
    bureau: Bureau, measure: Measure, days: int | None, beside: Beside, sentence: str
) -> None:
    a_matrix(bureau)
    complaint = a_case(bureau, DECIDED, findings=(Outcome.NOT_SUSTAINED, Outcome.SUSTAINED))
    point, dana, keys = points(complaint)[1], bureau.dana, bureau.keys(bureau.dana)
    if sentence:
        with pytest.raises(Refused, match=sentence.replace(".", r"\.")):
            services.discipline(point, Act.DECIDE_DISCIPLINE, penalty(measure, "", days), keys=keys, by=dana, at=LATER)

    row = services.discipline(point, Act.DECIDE_DISCIPLINE, penalty(measure, days=days), keys=keys, by=dana, at=LATER)

    assert (row.beside, row.matrix) == (beside, 1)


def test_what_was_sustained_of_the_same_officer_before_is_counted_and_nobody_elses(bureau: Bureau, cast: Cast) -> None:
    a_case(bureau, CLOSED, once="of lee", officer=cast.lee)
    a_case(bureau, CLOSED, once="of lou", officer=cast.lou)
    a_case(bureau, CLOSED, once="unfounded", officer=cast.lee, findings=UNFOUNDED)
    complaint = a_case(bureau, DECIDED, once="again", officer=cast.lee)

    row = services.discipline(points(complaint)[0], Act.DECIDE_DISCIPLINE, penalty(Measure.REPRIMAND),
                              keys=bureau.keys(bureau.dana), by=bureau.dana, at=LATER)  # fmt: skip

    assert row.prior == 1


# The database holds to it as well

BY_HAND = {
    "checked without a finding": {"stage": SUPERVISED},
    "with the outside body, and nobody checked it": {"stage": OVERSEEN, "allegations_taken": 2, "findings_taken": 2},
    "decided by nobody": {"stage": DECIDED, "decided_at": NOON, "allegations_taken": 2, "decisions_taken": 2},
    "said by no such word": {"overseen": "maybe"},
}


@pytest.mark.parametrize("changes", BY_HAND.values(), ids=BY_HAND)
def test_by_hand_nobody_moves_a_case_past_what_a_step_needs(bureau: Bureau, changes: dict[str, object]) -> None:
    complaint = a_case(bureau)

    with pytest.raises(IntegrityError), transaction.atomic():
        Complaint.objects.filter(pk=complaint.pk).update(**changes)


def test_by_hand_nobody_lets_somebody_check_their_own_work_or_closes_without_discipline(bureau: Bureau) -> None:
    checked, decided = a_case(bureau, TO_DECIDE), a_case(bureau, CLOSED, once="two")
    for pk, changes in (
        (checked.pk, {"checked_by": bureau.nils}),
        (decided.pk, {"decided_by": bureau.sana}),
        (decided.pk, {"discipline_owed": 1}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Complaint.objects.filter(pk=pk).update(**changes)


def test_by_hand_nobody_keeps_a_departure_or_a_measure_below_without_reasons(bureau: Bureau) -> None:
    a_case(bureau, CLOSED)
    for rows, changes in (
        (Finding.objects.filter(say=Say.RECOMMENDED), {"reasons": b""}),
        (Finding.objects.filter(say=Say.DECIDED), {"reasons": b"", "departs": True}),
        (Discipline.objects.all(), {"reasons": b"", "measure": Measure.NONE}),
        (Discipline.objects.all(), {"finding": Outcome.UNFOUNDED}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**changes)


def test_only_who_comes_second_hears_of_a_newer_version_and_not_who_breaks_another_promise(bureau: Bureau) -> None:
    why = Version("A new law.", "the city council", "en")
    with pytest.raises(IntegrityError, match="complaint_rules_are_whole"):
        services.set_rules(Standard.PREPONDERANCE, 0, why, by=bureau.dana, at=NOON)
    assert not CaseRules.objects.exists()

    row = services.set_rules(Standard.PREPONDERANCE, 30, why, by=bureau.dana, at=NOON)

    with pytest.raises(Refused, match="made a newer version meanwhile"), first_of_two(CaseRules, row.version):
        CaseRules.objects.create(
            version=row.version, standard=row.standard, days=30, why="Ours.", decided_by="us", since=NOON
        )


def test_two_who_write_into_the_file_have_two_numbers(bureau: Bureau) -> None:
    complaint, nils = a_case(bureau), bureau.nils
    for words in ("One.", "Two."):
        services.write_entry(complaint, Written(Casework.NOTE, words, "en"), keys=bureau.keys(nils), by=nils, at=NOON)

    assert list(CaseEntry.objects.order_by("pk").values_list("number", flat=True)) == [1, 2]


# What whoever complained reads


def test_whoever_complained_reads_each_finding_in_plain_words_with_reasons_written_for_them(bureau: Bureau) -> None:
    complaint = a_case(bureau, ANSWERED)
    opened = vault.opened(queries.safe_of(complaint), bureau.keys(bureau.office.ines))

    first, second = queries.outcomes_of(complaint, opened)

    assert (first.finding, first.told) == ("sustained", "We saw the video, and heard the driver.")
    assert first.meaning
    assert str(first.meaning.words) == str(MEANS[Outcome.SUSTAINED])
    assert (second.finding, first.measure) == ("not sustained", "")  # nothing is published yet
    assert queries.outcomes_of(a_case(bureau, DECIDED, once="not yet"), opened) == []


def test_no_answer_is_sent_before_the_reasons_are_written_for_whoever_complained(bureau: Bureau) -> None:
    complaint = a_case(bureau, DECIDED)
    ines, keys = bureau.office.ines, bureau.keys(bureau.office.ines)
    with pytest.raises(Refused, match="Write the reasons of each finding for whoever complained first"):
        services.answer(complaint, Words("It is decided.", "en"), keys=keys, by=ines, at=LATER)

    for point in points(complaint):
        services.explain(point, Words("We saw the video.", "en"), keys=keys, by=ines, at=LATER)

    assert services.answer(complaint, Words("It is decided.", "en"), keys=keys, by=ines, at=LATER).stage == ANSWERED


def test_whoever_complained_appeals_to_the_outside_body_and_it_is_decided_anew(bureau: Bureau) -> None:
    filed = a_complaint(bureau.office, once="appealed")
    complaint = led(bureau, filed.complaint, CLOSED, at=NOON)
    own, omar, dana = holder_of(filed), bureau.office.omar, bureau.dana
    keys = Keys.of_code(codes.read(filed.code))

    complaint = services.appeal(complaint, Words("Nobody asked me.", "en"), keys=keys, by=own, at=LATER)
    assert (complaint.stage, complaint.closed_at) == (OVERSEEN, None)
    services.find(points(complaint)[1], judged(Outcome.SUSTAINED), keys=bureau.keys(omar), by=omar, at=LATER)
    complaint = services.oversee(complaint, keys=bureau.keys(omar), by=omar, at=LATER)
    with pytest.raises(Refused, match="Of allegation 2"):
        services.decide(complaint, keys=bureau.keys(dana), by=dana, at=LATER)
    services.find(points(complaint)[1], judged(Outcome.SUSTAINED), keys=bureau.keys(dana), by=dana, at=LATER)

    complaint = services.decide(complaint, keys=bureau.keys(dana), by=dana, at=LATER)

    assert [point.finding for point in points(complaint)] == [Outcome.SUSTAINED, Outcome.SUSTAINED]
    assert complaint.discipline_owed == 1
