"""Both sides talk where both want to; either stops it; what is said there is kept nowhere, and the clocks wait."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.lifecycle import Act, Promise, Stage, Who, Without, Words
from openbeat.apps.complaints.lifecycle.clocks import Paused, Reason
from openbeat.apps.complaints.lifecycle.mediating import Agreed, Arranged, How, Says, Talk
from openbeat.apps.complaints.models import Accused, Allegation, Complaint, Mediation, OfficerNotice
from openbeat.apps.complaints.policies import COMPLAINTS_POLICY as POLICY
from openbeat.apps.complaints.policies import INVESTIGATOR, accused_mark
from openbeat.apps.complaints.queries import mediating as found
from openbeat.apps.complaints.services import Filed, clocking, mediating
from openbeat.apps.complaints.tests.makers import (
    NOON,
    Office,
    a_complaint,
    a_worker,
    an_allegation,
    an_office,
    holder_of,
    opened_as,
    unlocked,
)
from openbeat.core.ledger.models import Entry
from openbeat.core.notices.models import Message
from openbeat.core.people.models import Person
from openbeat.core.vault import services as vault
from openbeat.core.vault.bunch import NO_KEYS, Shut
from openbeat.kit.policy import Refused
from tests.cast import Cast

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
TALK = Arranged("Ms. Okeke of the Dispute Centre, Mill Lane 4", date(2026, 5, 20))
AGREED = Agreed("The officer says sorry, and brings the telephone back.", "en", date(2026, 8, 1))


@pytest.fixture
def office(cast: Cast) -> Office:
    return an_office(also=[a_worker(INVESTIGATOR, "Uma")])


def offered(office: Office, **said: Any) -> Filed:
    filed = a_complaint(office, Stage.CLASSIFIED, **said)
    mediating.offer_mediation(filed.complaint, keys=office.keys(office.ines), by=office.ines, at=NOON + DAY)
    filed.complaint.refresh_from_db()
    return filed


def wanted_by_both(office: Office, filed: Filed) -> Complaint:
    complaint = filed.complaint
    mediating.say_about_mediation(complaint, Says.YES, by=holder_of(filed), at=NOON + 2 * DAY)
    return mediating.officer_says(complaint, Says.YES, by=office.ines, at=NOON + 2 * DAY)


def test_where_both_agree_the_points_end_without_a_finding_and_it_is_decided(office: Office) -> None:
    filed, keys = offered(office), office.keys(office.ines)
    complaint = wanted_by_both(office, filed)
    mediating.arrange_mediation(complaint, TALK, by=office.ines, at=NOON + 3 * DAY)

    complaint = mediating.mediated(complaint, AGREED, keys=keys, by=office.ines, at=NOON + 9 * DAY)

    assert (complaint.stage, complaint.without, complaint.decided_at) == (Stage.DECIDED, "mediated", NOON + 9 * DAY)
    assert [row.without for row in Allegation.objects.all()] == [Without.MEDIATED]
    talk = found.talk_of(complaint, vault.opened(queries.safe_of(complaint), keys))
    assert talk is not None
    assert (talk.agreed, talk.mediator, talk.row.ended_how) == (AGREED.words, TALK.words, How.AGREED)
    assert AGREED.words.encode() not in bytes(Mediation.objects.get().agreed)
    answered = services.answer(complaint, Words("You agreed.", "en"), keys=keys, by=office.ines, at=NOON + 10 * DAY)
    assert answered.stage == Stage.ANSWERED


def test_the_clocks_stand_still_meanwhile_and_run_on_when_it_fails(office: Office) -> None:
    filed = offered(office)
    complaint = wanted_by_both(office, filed)
    rows = {row.promise: row for row in clocking.open_rows(complaint)}
    assert rows[Promise.MEDIATION].paused_at is None
    assert rows[Promise.ANSWER].paused_at == NOON + DAY
    due = rows[Promise.ANSWER].due_at
    mediating.arrange_mediation(complaint, TALK, by=office.ines, at=NOON + 3 * DAY)

    complaint = mediating.end_mediation(complaint, How.FAILED, by=office.ines, at=NOON + 8 * DAY)

    rows = {row.promise: row for row in clocking.open_rows(complaint)}
    assert complaint.stage == Stage.CLASSIFIED
    assert (rows[Promise.ANSWER].paused_at, rows[Promise.ANSWER].due_at) == (None, due + 7 * DAY)
    assert Promise.BEGIN in rows
    assert Allegation.objects.get().without == ""


def test_what_ends_while_both_are_asked_ends_the_talk_and_its_clocks_run_on(office: Office) -> None:
    filed = offered(office)
    services.withdraw(filed.complaint, by=holder_of(filed), at=NOON + 2 * DAY)

    complaint = services.confirm_withdrawal(filed.complaint, by=holder_of(filed), at=NOON + 9 * DAY)

    assert complaint.stage == Stage.DECIDED
    rows = {row.promise: row.paused_at for row in clocking.open_rows(complaint)}
    assert Promise.ANSWER in rows
    assert set(rows.values()) == {None}
    talk = Mediation.objects.get()
    assert (talk.ended_at, talk.ended_how) == (NOON + 9 * DAY, How.CALLED_OFF)


def test_a_pause_that_ends_while_both_are_asked_lets_only_their_clock_run(office: Office) -> None:
    complaint = offered(office).complaint
    services.pause(complaint, Paused(Reason.COURT, "A court has it.", "en"), by=office.ines, at=NOON + 2 * DAY)

    services.resume(complaint, by=office.ines, at=NOON + 3 * DAY)

    still = {row.promise: row.paused_at is not None for row in clocking.open_rows(complaint)}
    assert (still[Promise.MEDIATION], still[Promise.ANSWER]) == (False, True)


@pytest.mark.parametrize("who", ["complainant", "officer"])
def test_either_side_stops_it_also_after_a_yes(office: Office, who: str) -> None:
    filed = offered(office)
    complaint = wanted_by_both(office, filed)

    if who == "officer":
        mediating.officer_says(complaint, Says.NO, by=office.ines, at=NOON + 3 * DAY)
    else:
        mediating.say_about_mediation(complaint, Says.NO, by=holder_of(filed), at=NOON + 3 * DAY)

    complaint.refresh_from_db()
    assert complaint.stage == Stage.CLASSIFIED
    assert Mediation.objects.get().ended_how == How.DECLINED
    with pytest.raises(Refused):
        mediating.say_about_mediation(complaint, Says.YES, by=holder_of(filed), at=NOON + 4 * DAY)


@pytest.mark.parametrize("kind", ["force", "search"])
def test_what_is_serious_or_not_of_that_sort_is_not_talked_away(office: Office, kind: str) -> None:
    complaint, keys = a_complaint(office, Stage.ACKNOWLEDGED).complaint, office.keys(office.ines)
    an_allegation(complaint, kind, by=office.ines, keys=keys, at=NOON)

    with pytest.raises(Refused, match="Only small matters"):
        mediating.offer_mediation(complaint, keys=keys, by=office.ines, at=NOON)
    complaint.refresh_from_db()
    assert (complaint.stage, Mediation.objects.count()) == (Stage.CLASSIFIED, 0)


def test_each_step_needs_the_one_before_it(office: Office) -> None:
    filed, keys = offered(office), office.keys(office.ines)
    complaint, by = filed.complaint, office.ines

    with pytest.raises(Refused, match="Both sides must have said yes"):
        mediating.arrange_mediation(complaint, TALK, by=by, at=NOON)
    wanted_by_both(office, filed)
    with pytest.raises(Refused, match="Write down first who sits"):
        mediating.mediated(complaint, AGREED, keys=keys, by=by, at=NOON)
    with pytest.raises(Shut):
        mediating.mediated(complaint, AGREED, keys=NO_KEYS, by=by, at=NOON)
    with pytest.raises(Refused, match="does not end in this way"):
        mediating.end_mediation(complaint, How.AGREED, by=by, at=NOON)
    with pytest.raises(Refused, match="before it is in work"):
        mediating.offer_mediation(complaint, keys=keys, by=by, at=NOON)


def test_only_who_leads_offers_it_and_only_the_receipt_says_yes(office: Office) -> None:
    filed = offered(office)
    complaint, uma = filed.complaint, a_worker(INVESTIGATOR, "Uma")
    services.add_reader(complaint, uma, keys=office.keys(office.ines), by=office.ines, at=NOON)

    for act in (Act.END_MEDIATION, Act.MEDIATED, Act.OFFICER_SAYS, Act.ARRANGE_MEDIATION):
        assert POLICY.verdict(office.ines, act, complaint)
        assert "lead those who investigate" in str(POLICY.verdict(uma, act, complaint).reason)
    assert POLICY.verdict(holder_of(filed), Act.SAY_ABOUT_MEDIATION, complaint)
    assert not POLICY.verdict(office.ines, Act.SAY_ABOUT_MEDIATION, complaint)


def test_the_database_knows_that_both_must_want_it(office: Office) -> None:
    offered(office)
    row = Mediation.objects.get()
    row.held_on = date(2026, 5, 20)
    with pytest.raises(ValidationError, match="only where both want to"):
        row.validate_constraints()
    row.held_on, row.ended_at, row.ended_how = None, NOON, How.AGREED
    with pytest.raises(ValidationError, match="both wanted to talk, and did"):
        row.validate_constraints()
    with pytest.raises(ValidationError, match="offered already"):
        Mediation(complaint=row.complaint, offered_at=NOON).validate_constraints()


def test_it_is_offered_answered_with_the_receipt_and_written_down_on_pages(
    client: Client, cast: Cast, office: Office
) -> None:
    filed = a_complaint(office, Stage.CLASSIFIED)
    path = f"/complaints/{filed.complaint.pk}/mediation/"
    unlocked(client, office, office.ines)
    opened_as(client, filed.complaint)
    assert client.post(path, {"act": "", "language": "en"}).status_code == 422
    client.post(path, {"act": "offer", "language": "en"})

    theirs = Client()
    theirs.post("/receipt/", {"code": filed.code})
    own = f"/complaints/{filed.complaint.pk}/own/"
    assert "Yes, I want to talk" in theirs.get(own).text
    theirs.post(f"{own}mediation/", {"says": "yes"})
    assert "The officer has not answered yet" in theirs.get(own).text
    client.post(path, {"act": "officer_yes", "language": "en"})
    missing = client.post(path, {"act": "arrange", "language": "en", "words": TALK.words})
    assert (missing.status_code, TALK.words in missing.text) == (422, True)
    client.post(path, {"act": "arrange", "language": "en", "words": TALK.words, "held_on": "2026-05-20"})
    assert TALK.words in theirs.get(own).text
    client.post(path, {"act": "agreed", "language": "en", "words": AGREED.words})

    assert AGREED.words in theirs.get(own).text
    assert AGREED.words in client.get(path).text
    assert theirs.post(f"{own}mediation/", {"says": "yes"}).status_code == 403
    stranger = Client()
    stranger.force_login(cast.lee)
    assert stranger.get(path).status_code == 404
    assert stranger.post(f"{own}mediation/", {"says": "no"}).status_code == 404


def told(office: Office, filed: Filed, officer: Person) -> OfficerNotice:
    """The officer of the matter is written down by name, and told."""
    Accused.objects.filter(complaint=filed.complaint).update(mark=accused_mark(officer.pk, filed.complaint.pk))
    accused = Accused.objects.get(complaint=filed.complaint)
    words = Words("That you shouted at the stop.", "en")
    return services.tell_officer(accused, officer, words, by=office.ines, at=NOON + HOUR * 6)


def test_an_officer_who_was_told_says_yes_or_no_in_their_own_account(client: Client, cast: Cast) -> None:
    office = an_office(also=[cast.imani])
    filed = a_complaint(office, Stage.CLASSIFIED)
    notice = told(office, filed, cast.imani)
    mediating.offer_mediation(filed.complaint, keys=office.keys(office.ines), by=office.ines, at=NOON + DAY)
    assert cast.imani in [one.person for one in Message.objects.filter(kind="complaints.officer")]
    with pytest.raises(Refused, match="says yes in their own account"):
        mediating.officer_says(filed.complaint, Says.YES, by=office.ines, at=NOON + DAY)
    page = f"/complaints/officer/{notice.pk}/"
    unlocked(client, office, cast.imani)
    assert "Yes, I want to talk" in client.get(page).text

    client.post(f"{page}talk/", {"says": "yes"})

    row = Mediation.objects.get()
    assert (row.officer, row.complainant, row.ended_at) == (Says.YES, "", None)
    assert "You said yes" in client.get(page).text
    entry = Entry.objects.get(act=Talk.ANSWER)
    assert (entry.by, entry.facts["says"]) == (cast.imani, "yes")
    client.post(f"{page}talk/", {"says": "no"})
    assert Mediation.objects.get().ended_how == How.DECLINED
    assert "One side does not want to" in client.get(page).text


def test_nobody_else_says_it_for_the_officer_and_not_where_nobody_asks(client: Client, cast: Cast) -> None:
    office = an_office(also=[cast.imani, cast.lee])
    filed = a_complaint(office, Stage.CLASSIFIED)
    notice = told(office, filed, cast.imani)
    with pytest.raises(Refused, match="Nobody asks you now"):
        mediating.officer_answers(notice, Says.YES, by=cast.imani, at=NOON + DAY)
    mediating.offer_mediation(filed.complaint, keys=office.keys(office.ines), by=office.ines, at=NOON + DAY)
    services.name_representative(notice, cast.lee, keys=office.keys(cast.imani), by=cast.imani, at=NOON + DAY)
    notice.refresh_from_db()
    with pytest.raises(Refused, match="Only the officer whom it is about"):
        mediating.officer_answers(notice, Says.YES, by=cast.lee, at=NOON + DAY)
    client.force_login(cast.rosa)
    assert client.post(f"/complaints/officer/{notice.pk}/talk/", {"says": "yes"}).status_code == 404
    services.add_accused(filed.complaint, Who("Second"), person=None, unit=None, by=office.ines, at=NOON + DAY)
    with pytest.raises(Refused, match="More officers than you"):
        mediating.officer_answers(notice, Says.YES, by=cast.imani, at=NOON + DAY)

    mediating.officer_answers(notice, Says.NO, by=cast.imani, at=NOON + DAY)

    assert Mediation.objects.get().ended_how == How.DECLINED


def agreed(office: Office) -> Filed:
    filed = offered(office)
    complaint, keys = wanted_by_both(office, filed), office.keys(office.ines)
    mediating.arrange_mediation(complaint, TALK, by=office.ines, at=NOON + 3 * DAY)
    mediating.mediated(complaint, AGREED, keys=keys, by=office.ines, at=NOON + 9 * DAY)
    return filed


def test_whether_it_holds_is_asked_on_its_day_once_and_answered(client: Client, office: Office) -> None:
    filed = agreed(office)  # somebody asks on the first of August

    counts = []
    for days in (80, 92, 93):
        mediating.remind_of_follow_ups(at=NOON + days * DAY)
        counts.append(Message.objects.filter(kind="complaints.follow_up").count())
    client.post("/receipt/", {"code": filed.code})
    own = f"/complaints/{filed.complaint.pk}/own/"
    assert "What we agreed on holds" in client.get(own).text
    client.post(f"{own}mediation/", {"holds": "1", "says": "no"})

    row = Mediation.objects.get()
    assert (counts, row.holds) == ([0, 1, 1], Says.NO)
    assert "It does not hold" in client.get(own).text
    assert mediating.remind_of_follow_ups(at=NOON + 94 * DAY) == 0
    row.ended_how = How.FAILED
    with pytest.raises(ValidationError, match="Only what was agreed can hold"):
        row.validate_constraints()


def test_only_what_was_agreed_can_hold_and_only_its_people_say_so(cast: Cast, office: Office) -> None:
    filed = offered(office)
    with pytest.raises(Refused, match="have not agreed on anything"):
        mediating.say_whether_it_holds(filed.complaint, Says.YES, by=office.ines, at=NOON + 2 * DAY)
    mediating.end_mediation(filed.complaint, How.CALLED_OFF, by=office.ines, at=NOON + 2 * DAY)
    complaint = agreed_again(office)
    with pytest.raises(Refused, match="to whom this matter is sealed"):
        mediating.say_whether_it_holds(complaint, Says.YES, by=cast.lee, at=NOON + 95 * DAY)

    row = mediating.say_whether_it_holds(complaint, Says.YES, by=office.ines, at=NOON + 95 * DAY)

    assert row.holds == Says.YES


def agreed_again(office: Office) -> Complaint:
    filed = offered(office, words="Another matter of the same sort.")
    complaint, keys = wanted_by_both(office, filed), office.keys(office.ines)
    mediating.arrange_mediation(complaint, TALK, by=office.ines, at=NOON + 3 * DAY)
    return mediating.mediated(complaint, AGREED, keys=keys, by=office.ines, at=NOON + 9 * DAY)
