"""What happens to a complaint: filed, acknowledged, answered, opened again; who is told; what is on record."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.lifecycle import Act, Arrival, Channel, Kind, Promise, Stage, Why, Words
from openbeat.apps.complaints.lifecycle.clocks import AT_FIRST
from openbeat.apps.complaints.models import Account, Complaint, Draft, Turn
from openbeat.apps.complaints.tests.makers import NOON, SAID, Office, a_complaint, a_worker, an_office, holder_of
from openbeat.core.ledger.models import Entry
from openbeat.core.loop.models import Obligation
from openbeat.core.notices.models import Message
from openbeat.core.people import services as people
from openbeat.core.people.demo import BUILDER
from openbeat.core.people.models import Tenure
from openbeat.core.people.roles import Role
from openbeat.core.receipts import services as receipts
from openbeat.core.receipts.models import Receipt
from openbeat.core.vault import crypt
from openbeat.core.vault import services as vault
from openbeat.core.vault.bunch import NO_KEYS, Keys, Shut
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref
from tests.cast import Cast

HOUR = timedelta(hours=1)


@pytest.fixture
def office(cast: Cast) -> Office:
    return an_office()


def opened_by(office: Office, complaint: Complaint, name: str) -> queries.Said:
    keys = office.keys(getattr(office, name))
    return queries.account_of(complaint, vault.opened(queries.safe_of(complaint), keys))


def test_what_was_filed_is_read_by_the_office_and_by_the_code_alone(office: Office) -> None:
    filed = a_complaint(office)

    said = opened_by(office, filed.complaint, "ines")
    assert (said.words, said.happened_when, said.about) == (SAID.words, SAID.happened_when, SAID.about)
    own = vault.opened(queries.safe_of(filed.complaint), Keys.of_code(filed.code))
    assert queries.account_of(filed.complaint, own).happened_where == SAID.happened_where
    with pytest.raises(Shut):
        opened_by(office, filed.complaint, "omar")


def test_what_is_about_the_chief_is_read_by_the_outside_body_alone(office: Office) -> None:
    filed = a_complaint(office, outside_only=True)

    assert opened_by(office, filed.complaint, "omar").words == SAID.words
    with pytest.raises(Shut):
        opened_by(office, filed.complaint, "ines")
    owed = Obligation.objects.filter(kind=queries.KIND).order_by("pk")
    assert set(owed.values_list("owner__role", flat=True)) == {"oversight"}


def test_nobody_is_recorded_as_whoever_filed_it(office: Office) -> None:
    filed = a_complaint(office)

    entries = Entry.objects.filter(kind=queries.KIND, key=str(filed.complaint.pk))
    assert {(entry.actor, entry.by_id) for entry in entries} == {("visitor", None)}
    assert filed.complaint.entered_by is None


def test_the_same_form_again_gives_the_same_receipt_and_loses_nothing(office: Office) -> None:
    arrival = Arrival(once="a form")
    first = services.file(SAID, arrival=arrival, at=NOON)
    second = services.file(SAID, arrival=arrival, at=NOON)
    third = services.file(replace(SAID, words="And he laughed."), arrival=arrival, at=NOON + HOUR)

    assert (first.code, third.code) == (second.code, "")  # an hour later it is not shown any more
    assert Complaint.objects.count() == Account.objects.count() == Receipt.objects.count() == 1
    opened = vault.opened(queries.safe_of(first.complaint), Keys.of_code(first.code))
    assert [turn.words for turn in queries.turns_of(first.complaint, opened)] == ["And he laughed."]


@pytest.mark.parametrize(("about", "outside"), [("Vera Castellan", True), ("Lee Okafor", False)])
def test_whoever_is_accused_only_as_the_form_is_sent_again_is_kept_out(
    office: Office, cast: Cast, about: str, *, outside: bool
) -> None:
    chief = a_worker(Role.COMMANDER, "Vera Castellan")
    first = services.file(SAID, arrival=Arrival(once="a form"), at=NOON)
    assert opened_by(office, first.complaint, "ines").words == SAID.words

    again = services.file(replace(SAID, about=about), arrival=Arrival(once="a form"), at=NOON)

    complaint = Complaint.objects.get()
    assert (again.code, complaint.outside_only) == (first.code, outside)
    assert [reader.person for reader in queries.readers_of(complaint)] == [office.omar if outside else office.ines]
    assert [queries.is_barred(one, complaint) for one in (chief, cast.lee)] == [outside, not outside]


def test_the_code_is_shown_again_for_ten_minutes_and_not_once_it_was_used(office: Office) -> None:
    arrival, minute = Arrival(once="the same form"), timedelta(minutes=1)
    code = services.file(SAID, arrival=arrival, at=NOON).code

    codes = [services.file(SAID, arrival=arrival, at=NOON + each * minute).code for each in (1, 10, 11, 23 * 60)]
    assert codes == [code, code, "", ""]

    late = services.file(replace(SAID, about="Badge 77, I think."), arrival=arrival, at=NOON + 30 * minute)
    opened = vault.opened(queries.safe_of(late.complaint), Keys.of_code(code))
    assert (late.code, [each.words for each in queries.turns_of(late.complaint, opened)]) == (
        "",
        ["Badge 77, I think."],
    )
    other = services.file(SAID, arrival=Arrival(once="another form"), at=NOON)
    receipts.open(other.code, at=NOON)
    assert services.file(SAID, arrival=Arrival(once="another form"), at=NOON + minute).code == ""


def test_what_was_chosen_otherwise_in_the_same_form_counts(office: Office) -> None:
    arrival, keys = Arrival(once="the same form"), office.keys(office.ines)
    first = services.file(SAID, arrival=arrival, at=NOON)
    services.opened(first.complaint, Why.WORK, by=office.ines, at=NOON)

    services.file(replace(SAID, contact=False), arrival=arrival, at=NOON + timedelta(minutes=1))

    safe = queries.safe_of(first.complaint)
    assert queries.account_of(first.complaint, vault.opened(safe, keys)).contact is False
    assert (first.complaint.turns.count(), Entry.objects.filter(act="add_words").count()) == (0, 1)
    with pytest.raises(Refused, match="does not want to be asked"):
        services.write(first.complaint, Words("Who?", "en"), keys=keys, by=office.ines, at=NOON)


def test_a_form_whose_code_was_changed_meanwhile_gives_none_and_keeps_its_words_in_hand(office: Office) -> None:
    arrival, keys = Arrival(once="the same form"), office.keys(office.ines)
    first = services.file(SAID, arrival=arrival, at=NOON)
    newest = services.new_code(first.complaint, keys=keys, by=office.ines, at=NOON)

    with pytest.raises(Refused, match="its code was changed since then"):
        services.file(replace(SAID, about="Badge 77."), arrival=arrival, at=NOON)
    assert receipts.open(newest.code) == Ref.of(first.complaint)


def test_whoever_goes_back_to_keep_it_from_the_office_has_another_matter_for_the_outside_body(office: Office) -> None:
    arrival = Arrival(once="a form")
    first = services.file(SAID, arrival=arrival, at=NOON)

    told = replace(SAID, words="It is the chief himself.", outside_only=True)
    second, again = (services.file(told, arrival=arrival, at=NOON) for _press in range(2))

    assert (second.code, second.complaint) == (again.code, again.complaint)
    assert (second.code == first.code, second.complaint.outside_only) == (False, True)
    assert opened_by(office, second.complaint, "omar").words == "It is the chief himself."
    opened = vault.opened(queries.safe_of(first.complaint), office.keys(office.ines))
    assert queries.turns_of(first.complaint, opened) == []


def test_what_was_added_by_going_back_is_news_to_those_who_read_it(office: Office) -> None:
    arrival = Arrival(once="a form")
    complaint = services.file(SAID, arrival=arrival, at=NOON).complaint
    services.opened(complaint, Why.INTAKE, by=office.ines, at=NOON + HOUR)
    assert [line.news for line in queries.lines([complaint], NOON)] == [False]

    services.file(replace(SAID, words="And he laughed."), arrival=arrival, at=NOON + 2 * HOUR)

    assert [line.news for line in queries.lines(Complaint.objects.order_by("pk"), NOON)] == [True]
    assert Message.objects.filter(kind="complaints.news").count() == 2


def test_staff_write_down_what_came_on_paper_with_the_same_clock_and_the_code_on_it(cast: Cast, office: Office) -> None:
    [code] = receipts.print_blanks(1, area=None, by=cast.lee, at=NOON)

    filed = services.enter(SAID, arrival=Arrival(Channel.PAPER, "paper", code), by=cast.lee, at=NOON)

    assert filed.code == code
    assert filed.complaint.entered_by == cast.lee
    assert {row.promise for row in Obligation.objects.filter(kind=queries.KIND)} == set(AT_FIRST)
    assert opened_by(office, filed.complaint, "ines").words == SAID.words
    assert not queries.visible_to(cast.lee).exists()
    with pytest.raises(Refused):
        services.enter(SAID, arrival=Arrival(Channel.PAPER, "other"), by=cast.noor, at=NOON)


def test_a_complaint_goes_through_its_stages_and_its_promises_are_kept(office: Office) -> None:
    filed = a_complaint(office, Stage.CLOSED)

    opened = vault.opened(queries.safe_of(filed.complaint), Keys.of_code(filed.code))
    kinds = [turn.kind for turn in queries.turns_of(filed.complaint, opened)]
    assert kinds == [Kind.ACKNOWLEDGEMENT, Kind.ANSWER]
    found = Obligation.objects.filter(kind=queries.KIND).exclude(promise="complaints.summary")
    rows = {row.promise: row.kept_at for row in found}
    assert rows == {
        Promise.ACKNOWLEDGE: NOON + HOUR,
        Promise.PRESERVE: None,
        Promise.CLASSIFY: NOON + 2 * HOUR,
        Promise.BEGIN: NOON + 3 * HOUR,
        **dict.fromkeys((Promise.CONTACT, Promise.INVESTIGATION, Promise.TELL, Promise.ANSWER), NOON + 4 * HOUR),
    }


def test_nothing_is_done_in_a_matter_while_the_key_is_locked_but_to_keep_a_draft(office: Office) -> None:
    complaint = a_complaint(office).complaint
    with pytest.raises(Shut):
        services.acknowledge(complaint, Words("Read.", "en"), keys=NO_KEYS, by=office.ines, at=NOON)

    services.save_draft(complaint, Words("I have read", "en"), by=office.ines, at=NOON)
    services.save_draft(complaint, Words("I have read it all", "en"), by=office.ines, at=NOON)

    opened = vault.opened(queries.safe_of(complaint), office.keys(office.ines))
    assert queries.draft_of(complaint, office.ines, opened) == ("I have read it all", "en")
    services.acknowledge(complaint, Words("Read.", "en"), keys=office.keys(office.ines), by=office.ines, at=NOON)
    assert not Draft.objects.exists()


def test_whoever_wants_no_questions_gets_none(office: Office) -> None:
    complaint, keys = a_complaint(office, contact=False).complaint, office.keys(office.ines)

    with pytest.raises(Refused, match="does not want to be asked"):
        services.write(complaint, Words("Who saw it?", "en"), keys=keys, by=office.ines, at=NOON)

    services.acknowledge(complaint, Words("Read.", "en"), keys=keys, by=office.ines, at=NOON)
    assert Turn.objects.count() == 1


def test_a_yes_is_as_long_as_a_no_and_an_empty_field_as_a_short_one(office: Office) -> None:
    asked, left_alone = a_complaint(office), a_complaint(office, contact=False, happened_when="", once="other")
    rows = [Account.objects.get(complaint=each.complaint) for each in (asked, left_alone)]

    def lengths(name: str) -> set[int]:
        return {len(getattr(row, name).partition(b"\n--- ")[2]) for row in rows}  # age's head has a random length

    assert (len(lengths("contact")), len(lengths("happened_when"))) == (1, 1)


def test_the_receipt_opens_it_again_and_an_answer_is_owed_once_more(office: Office) -> None:
    filed = a_complaint(office, Stage.CLOSED)
    mine, at = holder_of(filed), NOON + 30 * HOUR

    complaint = services.reopen(filed.complaint, Words("He still has the telephone.", "en"), by=mine, at=at)

    assert (complaint.stage, complaint.closed_at) == (Stage.IN_WORK, None)
    owed = Obligation.objects.filter(promise=Promise.ANSWER, kept_at=None).count()
    assert owed == 1
    with pytest.raises(Refused):
        services.reopen(complaint, Words("Again.", "en"), by=mine, at=at)


def test_the_same_words_hours_later_are_another_message_and_without_a_key_none_is_taken_for_the_same(
    office: Office,
) -> None:
    filed = a_complaint(office)
    words, by, keys = Words("Is there news?", "en"), holder_of(filed), Keys.of_code(filed.code)

    for at, opens in ((NOON, keys), (NOON, keys), (NOON + HOUR, keys), (NOON + HOUR, NO_KEYS)):
        services.add_words(filed.complaint, words, keys=opens, by=by, at=at)

    assert [turn.at for turn in filed.complaint.turns.order_by("number")] == [NOON, NOON + HOUR, NOON + HOUR]


def test_readers_hear_that_there_is_news_and_nothing_else(office: Office) -> None:
    filed = a_complaint(office)
    services.add_words(filed.complaint, Words("There is a video.", "en"), by=holder_of(filed), at=NOON + HOUR)

    told = list(Message.objects.filter(kind="complaints.news").order_by("pk"))
    assert [message.person for message in told] == [office.ines, office.ines]
    words = "There is news in a matter. Sign in to read it: this message says nothing about it."
    said = {(message.subject, message.body, message.link) for message in told}
    assert said == {("There is news in a matter", words, "/desk/")}


def test_what_is_late_is_told_once_to_its_readers(office: Office) -> None:
    a_complaint(office)

    days = (1, 2, 10, 11, 200)  # recordings are asked for within one, acknowledgement and contact within five
    assert [services.tell_late(at=NOON + timedelta(days=each)) for each in days] == [0, 1, 3, 3, 4]
    assert Message.objects.filter(kind="complaints.late", person=office.ines).count() == 4


def test_a_reader_adds_another_and_takes_them_away(cast: Cast, office: Office) -> None:
    complaint, keys = a_complaint(office).complaint, office.keys(office.ines)
    by = office.ines

    services.add_reader(complaint, office.omar, keys=keys, by=by, at=NOON)
    assert opened_by(office, complaint, "omar").words == SAID.words
    services.remove_reader(complaint, office.omar, by=office.omar, at=NOON + HOUR)

    with pytest.raises(Shut):
        opened_by(office, complaint, "omar")
    with pytest.raises(Refused, match="Nobody else could read"):
        services.remove_reader(complaint, office.ines, by=by, at=NOON + HOUR)
    with pytest.raises(Refused, match="cannot be sealed to them"):
        services.add_reader(complaint, cast.cora, keys=keys, by=by, at=NOON + HOUR)
    acts = Entry.objects.filter(kind=queries.KIND).exclude(by=None).order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["add_reader", "remove_reader"]


def test_intake_is_never_added_to_what_is_about_intake(office: Office) -> None:
    complaint = a_complaint(office, outside_only=True).complaint

    assert queries.can_be_added(complaint) == []
    with pytest.raises(Refused, match="cannot be sealed to them"):
        services.add_reader(complaint, office.ines, keys=office.keys(office.omar), by=office.omar, at=NOON)


def test_who_lost_the_post_reads_no_more_and_hears_no_more(office: Office) -> None:
    filed = a_complaint(office)
    people.dismiss(Tenure.objects.get(person=office.ines, post__role="complaints"), by=BUILDER, at=NOON)
    former = type(office.ines).objects.get(pk=office.ines.pk)

    assert not queries.visible_to(former).exists()
    services.add_words(filed.complaint, Words("More.", "en"), by=holder_of(filed), at=NOON + HOUR)
    assert Message.objects.filter(kind="complaints.news").count() == 1


def test_complaints_are_not_taken_while_something_is_missing(cast: Cast) -> None:
    with pytest.raises(Refused, match="nobody holds the role of oversight"):
        services.switch_on(by=cast.ada, at=NOON)
    with pytest.raises(Refused, match="cannot be taken on this site"):
        services.file(SAID, arrival=Arrival(once="x"), at=NOON)
    assert not Complaint.objects.exists()

    office = an_office(taken=False)
    with pytest.raises(Refused):
        services.switch_on(by=cast.cora, at=NOON)
    services.switch_on(by=cast.ada, at=NOON)
    with pytest.raises(Refused, match="taken already"):
        services.switch_on(by=cast.ada, at=NOON)
    assert services.file(SAID, arrival=Arrival(once="x"), at=NOON).complaint.pk

    people.dismiss(Tenure.objects.get(person=office.omar), by=BUILDER, at=NOON + HOUR)
    assert not queries.are_taken()
    services.switch_off(by=cast.ada, at=NOON + HOUR)
    with pytest.raises(Refused):
        services.switch_off(by=cast.ada, at=NOON + HOUR)


def test_a_search_opens_what_its_handler_may_read_and_is_on_record(office: Office) -> None:
    bus, other = a_complaint(office), a_complaint(office, words="At the market hall.", once="other")
    a_complaint(office, outside_only=True, once="chief")
    keys = office.keys(office.ines)

    looked_through = services.search(by=office.ines, at=NOON)
    found = queries.matching(looked_through, "TELEPHON shouted", keys)

    assert (found.complaints, found.looked, found.shut) == ((bus.complaint,), 2, 0)
    assert queries.matching(looked_through, "market", keys).complaints == (other.complaint,)
    assert queries.matching(looked_through, "", keys).complaints == ()
    entry = Entry.objects.get(act=Act.SEARCH)
    assert entry.facts == {"looked": 2, "matters": [other.complaint.pk, bus.complaint.pk]}


def test_what_damaged_keys_hide_is_counted_and_not_dropped(office: Office) -> None:
    a_complaint(office)
    stranger = crypt.new_identity()

    found = queries.matching(services.search(by=office.ines, at=NOON), "telephone", Keys.of(stranger))

    assert (found.complaints, found.looked, found.shut) == ((), 0, 1)


def test_a_card_says_that_it_is_a_complaint_and_never_a_word(cast: Cast, office: Office) -> None:
    filed = a_complaint(office)
    ref = str(filed.complaint.pk)

    with translation.override("en"):
        [handler], [own] = queries.cards([ref], office.ines), queries.cards([ref], holder_of(filed))
    assert (handler.title, own.title) == (f"Sealed matter {ref}", "Your complaint")
    for stranger in (cast.lee, cast.cora, cast.ada, cast.visitor, office.omar):
        assert queries.cards([ref], stranger) == []
    assert Ref.of(filed.complaint) == handler.ref


def test_what_travels_to_a_service_shows_neither_words_nor_codes(office: Office) -> None:
    filed = a_complaint(office)
    arrival = Arrival(once="the form's word", code=filed.code)

    shown = repr((SAID, Words("He shouted.", "en"), filed, arrival))

    assert not [each for each in (SAID.words, "He shouted.", filed.code, "the form's word") if each in shown]


def test_the_database_takes_no_message_of_a_kind_that_there_is_not(office: Office) -> None:
    complaint = a_complaint(office, Stage.ACKNOWLEDGED).complaint

    with pytest.raises(IntegrityError, match="complaint_turn_known_kind"), transaction.atomic():
        Turn.objects.filter(complaint=complaint).update(kind="gossip")
