"""A matter is split in two or joined to another: nothing is lost, each receipt works on, and it can be undone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.lifecycle import (
    Act,
    Barred,
    Casework,
    Change,
    Point,
    Promise,
    Stage,
    Who,
    Words,
    Written,
)
from openbeat.apps.complaints.lifecycle.giving import Given as Task
from openbeat.apps.complaints.lifecycle.sides import Given, Heard
from openbeat.apps.complaints.models import Accused, Allegation, CheckIn, Complaint, Turn
from openbeat.apps.complaints.policies import COMPLAINTS_POLICY as POLICY
from openbeat.apps.complaints.policies import INVESTIGATOR, OVERSIGHT
from openbeat.apps.complaints.queries import facts
from openbeat.apps.complaints.services import Filed, clocking, splitting
from openbeat.apps.complaints.tests.makers import (
    NOON,
    SAID,
    Office,
    a_complaint,
    a_worker,
    an_office,
    cleared_up,
    code_on,
    holder_of,
    opened_as,
    unlocked,
)
from openbeat.apps.complaints.views import casepaper
from openbeat.core.evidence import queries as evidences
from openbeat.core.evidence import services as evidence
from openbeat.core.evidence import store
from openbeat.core.evidence.demo import arrived
from openbeat.core.files.demo import a_photo
from openbeat.core.ledger.models import Entry
from openbeat.core.receipts import codes
from openbeat.core.receipts import services as receipts
from openbeat.core.vault import services as vault
from openbeat.core.vault.bunch import NO_KEYS, Keys, Shut
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref
from tests.cast import Cast

PHOTO = a_photo(shade=7).read()
DAY = timedelta(days=1)
WHY = Words("Two officers, two days.", "en")


@pytest.fixture
def office(cast: Cast) -> Office:
    return an_office(also=[a_worker(INVESTIGATOR, "Uma")])


def with_two_points(cast: Cast, office: Office) -> Filed:
    """Rudeness of somebody unknown, and a search by Imani, from whom it is kept."""
    filed, keys, by = a_complaint(office, Stage.CLASSIFIED), office.keys(office.ines), office.ines
    who = Who("Imani")
    accused = services.add_accused(filed.complaint, who, person=cast.imani, unit=cast.beat, by=by, at=NOON)
    more = Change("More.", "en", {}, (), [Point("search", accused, "She took his bag.", "en")], cast.beat)
    services.reclassify(filed.complaint, more, keys=keys, by=by, at=NOON)
    return filed


def split(office: Office, filed: Filed) -> Complaint:
    second = Allegation.objects.get(complaint=filed.complaint, kind="search")
    keys, by = office.keys(office.ines), office.ines
    return splitting.split(filed.complaint, {second.pk}, WHY, keys=keys, by=by, at=NOON)


def opened(complaint: Complaint, code: str) -> str:
    """What a code opens of a matter: the first words of it."""
    safe = vault.opened(queries.safe_of(complaint), Keys.of_code(codes.read(code)))
    return queries.account_of(complaint, safe).words


def test_a_matter_is_split_and_the_same_receipt_and_readers_open_both(cast: Cast, office: Office) -> None:
    filed = with_two_points(cast, office)

    new = split(office, filed)

    assert (new.stage, new.split_from, new.filed_at) == (Stage.CLASSIFIED, filed.complaint, NOON)
    assert opened(new, filed.code) == opened(filed.complaint, filed.code) == SAID.words
    for one, kinds in ((filed.complaint, ["discourtesy"]), (new, ["search"])):
        safe = vault.opened(queries.safe_of(one), office.keys(office.ines))
        assert [point.kind.code for point in queries.points_of(one, safe)] == kinds
        assert "Two officers" in safe.text(one.entries.order_by("-number")[0].words)
        assert Entry.objects.filter(kind=queries.KIND, key=str(one.pk), act=Act.SPLIT).count() == 1
    assert set(queries.visible_to(holder_of(filed))) == {filed.complaint, new}


def test_what_is_for_the_outside_body_alone_is_split_where_it_is_kept_from_one_of_its_people_too(cast: Cast) -> None:
    ola, per = a_worker(OVERSIGHT, "Ola Berg"), a_worker(OVERSIGHT, "Per Lind")
    office = an_office(also=[ola, per])
    filed = a_complaint(office, Stage.CLASSIFIED, outside_only=True)
    keys, by = office.keys(office.omar), office.omar
    services.bar(filed.complaint, ola, Barred.CONFLICT, by=by, at=NOON)
    more = Change("More.", "en", {}, (), [Point("search", None, "She took his bag.", "en")], cast.beat)
    services.reclassify(filed.complaint, more, keys=keys, by=by, at=NOON)
    second = Allegation.objects.get(complaint=filed.complaint, kind="search")

    new = splitting.split(filed.complaint, {second.pk}, WHY, keys=keys, by=by, at=NOON)

    assert {reader.person for reader in queries.readers_of(new)} == {office.omar, per}
    assert opened(new, filed.code) == SAID.words
    with pytest.raises(Shut):
        vault.opened(queries.safe_of(new), office.keys(ola))


def test_whom_the_second_matter_is_about_is_known_there_too_and_never_a_reader(cast: Cast, office: Office) -> None:
    filed = with_two_points(cast, office)
    services.bar(filed.complaint, a_worker(INVESTIGATOR, "Uma"), Barred.ASKED, by=office.ines, at=NOON)

    new = split(office, filed)

    first, second = Accused.objects.get(complaint=filed.complaint, number=2), Accused.objects.get(complaint=new)
    assert queries.is_accused(new, cast.imani)
    assert first.mark != second.mark
    assert queries.is_barred(a_worker(INVESTIGATOR, "Uma"), new)


def test_the_same_days_hold_for_both(cast: Cast, office: Office) -> None:
    filed = with_two_points(cast, office)

    new = split(office, filed)

    first, second = ({row.promise: row.due_at for row in clocking.open_rows(one)} for one in (filed.complaint, new))
    assert first[Promise.ANSWER] == second[Promise.ANSWER]
    assert Promise.BEGIN in second


def test_a_new_code_for_either_part_opens_both_and_a_stolen_one_opens_neither(
    client: Client, cast: Cast, office: Office
) -> None:
    filed = with_two_points(cast, office)
    parts = (filed.complaint, split(office, filed))
    old, keys, by = filed.code, office.keys(office.ines), office.ines
    for part in parts:
        new = services.new_code(part, keys=keys, by=by, at=NOON).code
        for one in parts:
            assert opened(one, new) == SAID.words
            with pytest.raises(Shut):
                opened(one, old)
        assert (receipts.open(old), receipts.open(new)) == (None, Ref.of(filed.complaint))
        old = new

    thief, theirs = Client(), Client()
    thief.post("/receipt/", {"code": old})
    theirs.post("/receipt/", {"code": old})
    new = code_on(theirs.post(f"/complaints/{parts[1].pk}/own/code/").text)
    for one in parts:
        own = f"/complaints/{one.pk}/own/"
        assert (SAID.words in theirs.get(own).text, SAID.words in thief.get(own).text) == (True, False)
        assert opened(one, new) == SAID.words


def test_who_does_not_read_every_part_makes_no_new_code_and_the_old_one_still_opens_all(
    cast: Cast, office: Office
) -> None:
    filed = with_two_points(cast, office)
    new, keys, by = split(office, filed), office.keys(office.ines), office.ines
    services.add_reader(filed.complaint, office.omar, keys=keys, by=by, at=NOON)

    with pytest.raises(Refused, match="You do not read every part"):
        services.new_code(filed.complaint, keys=office.keys(office.omar), by=office.omar, at=NOON)

    assert [opened(one, filed.code) for one in (filed.complaint, new)] == [SAID.words, SAID.words]


def test_not_all_and_not_none_of_the_points_and_only_by_who_leads(cast: Cast, office: Office) -> None:
    filed, keys, by = with_two_points(cast, office), office.keys(office.ines), office.ines
    every = set(Allegation.objects.values_list("pk", flat=True))

    for chosen in (set[int](), every):
        with pytest.raises(Refused, match="not all and not none"):
            splitting.split(filed.complaint, chosen, WHY, keys=keys, by=by, at=NOON)
    with pytest.raises(Shut):
        splitting.split(filed.complaint, {min(every)}, WHY, keys=NO_KEYS, by=by, at=NOON)
    with pytest.raises(Refused, match="to whom this matter is sealed"):
        splitting.split(filed.complaint, {min(every)}, WHY, keys=keys, by=office.omar, at=NOON)
    assert Complaint.objects.count() == 1


def test_joined_matters_go_one_way_each_receipt_reads_the_answer_and_it_can_be_undone(office: Office) -> None:
    older = a_complaint(office, Stage.CLASSIFIED)
    other = a_complaint(office, Stage.IN_WORK, once="other")
    keys, by = office.keys(office.ines), office.ines

    joined = splitting.join(older.complaint, other.complaint, WHY, keys=keys, by=by, at=NOON)
    assert queries.leading(joined) == other.complaint
    assert clocking.open_rows(joined) == []
    cleared_up(other.complaint, office, by=by, at=NOON)
    services.answer(other.complaint, Words("You are both right.", "en"), keys=keys, by=by, at=NOON)

    for filed in (older, other):
        safe = vault.opened(queries.safe_of(filed.complaint), Keys.of_code(codes.read(filed.code)))
        assert queries.turns_of(filed.complaint, safe)[-1].words == "You are both right."
    joined = splitting.part(joined, WHY, keys=keys, by=by, at=NOON)
    assert joined.joined_to is None
    assert {Promise.ANSWER, Promise.BEGIN} <= {row.promise for row in clocking.open_rows(joined)}
    with pytest.raises(Refused, match="not joined"):
        splitting.part(joined, WHY, keys=keys, by=by, at=NOON)


def test_what_was_joined_is_told_of_a_delay_while_the_other_is_open_and_counts_as_over_once_that_is(
    office: Office,
) -> None:
    older, other = a_complaint(office, Stage.CLASSIFIED), a_complaint(office, Stage.IN_WORK, once="other")
    keys, by = office.keys(office.ines), office.ines
    joined = Turn.objects.filter(complaint=older.complaint).order_by("number")
    splitting.join(older.complaint, other.complaint, WHY, keys=keys, by=by, at=NOON)
    services.tell_delays(at=NOON + 31 * DAY)
    assert [turn.kind for turn in joined] == ["acknowledgement", "delay"]
    cleared_up(other.complaint, office, by=by, at=NOON + 40 * DAY)
    other.complaint.refresh_from_db()
    words = Words("You are both right.", "en")
    lead = services.answer(other.complaint, words, keys=keys, by=by, at=NOON + 40 * DAY)
    services.close(lead, keys=keys, by=by, at=NOON + 41 * DAY)

    services.tell_delays(at=NOON + 90 * DAY)

    assert [turn.kind for turn in joined.all()] == ["acknowledgement", "delay", "answer"]
    assert [case.state for case in facts.all_facts(NOON + 90 * DAY).cases] == ["closed", "closed"]
    services.ask_about_harm(at=NOON + 132 * DAY)
    asked = CheckIn.objects.order_by("complaint").values_list("complaint", "asked")
    assert list(asked) == [(older.complaint.pk, "closed_90"), (other.complaint.pk, "closed_90")]


def test_what_cannot_be_joined_is_refused_with_a_sentence(office: Office) -> None:
    one, two, three = (a_complaint(office, Stage.CLASSIFIED, once=name).complaint for name in ("1", "2", "3"))
    keys, by = office.keys(office.ines), office.ines
    splitting.join(one, two, WHY, keys=keys, by=by, at=NOON)

    for first, second, why in (
        (one, three, "joined to another matter already"),
        (two, three, "joined to another matter already"),
        (three, one, "joined to another matter already"),
        (three, three, "to another one"),
    ):
        with pytest.raises(Refused, match=why):
            splitting.join(first, second, WHY, keys=keys, by=by, at=NOON)
    of_the_chief = a_complaint(office, Stage.CLASSIFIED, once="chief", outside_only=True).complaint
    with pytest.raises(Refused, match="to whom this matter is sealed"):
        splitting.join(three, of_the_chief, WHY, keys=keys, by=by, at=NOON)


def test_what_was_joined_is_not_given_to_somebody_or_begun_by_itself_and_is_once_it_is_parted(office: Office) -> None:
    one, two = (a_complaint(office, Stage.CLASSIFIED, once=name).complaint for name in ("1", "2"))
    keys, by, uma = office.keys(office.ines), office.ines, a_worker(INVESTIGATOR, "Uma")
    joined = splitting.join(one, two, WHY, keys=keys, by=by, at=NOON)

    with pytest.raises(Refused, match="joined with another matter"):
        services.assign(joined, uma, why=Task.FREE, keys=keys, by=by, at=NOON)
    with pytest.raises(Refused, match="joined with another matter"):
        services.begin(joined, keys=keys, by=by, at=NOON)
    assert services.begin(two, keys=keys, by=by, at=NOON).stage == Stage.IN_WORK

    parted = splitting.part(joined, WHY, keys=keys, by=by, at=NOON)
    assert services.begin(parted, keys=keys, by=by, at=NOON).stage == Stage.IN_WORK


def test_it_is_split_and_joined_on_its_page_and_whoever_complained_sees_the_parts(
    client: Client, cast: Cast, office: Office
) -> None:
    filed = with_two_points(cast, office)
    path = f"/complaints/{filed.complaint.pk}/split/"
    unlocked(client, office, office.ines)
    opened_as(client, filed.complaint)
    second = Allegation.objects.get(kind="search")
    form = {"why": WHY.text, "language": "en"}
    none = client.post(path, {**form, "act": "split"})
    assert (none.status_code, "not all and not none" in none.text) == (403, True)
    client.post(path, {**form, "act": "split", "points": second.pk})
    new = Complaint.objects.get(split_from=filed.complaint)
    assert client.post(path, {**form, "act": "join", "other": 999}).status_code == 403

    theirs = Client()
    theirs.post("/receipt/", {"code": filed.code})
    assert f"/complaints/{new.pk}/own/" in theirs.get(f"/complaints/{filed.complaint.pk}/own/").text
    assert SAID.words in theirs.get(f"/complaints/{new.pk}/own/").text
    client.post(path, {**form, "act": "join", "other": new.pk})
    filed.complaint.refresh_from_db()
    assert filed.complaint.joined_to == new
    client.post(path, {**form, "act": "part"})
    filed.complaint.refresh_from_db()
    assert filed.complaint.joined_to is None


def test_the_file_of_what_was_split_off_says_where_the_entries_before_stand_with_a_way_for_who_reads_them(
    client: Client, cast: Cast, office: Office
) -> None:
    filed, uma = with_two_points(cast, office), a_worker(INVESTIGATOR, "Uma")
    services.write_entry(
        filed.complaint, Written(Casework.NOTE, "I called her.", "en"), keys=office.keys(office.ines), by=office.ines,
        at=NOON,
    )  # fmt: skip
    new, first = split(office, filed), filed.complaint
    services.add_reader(new, uma, keys=office.keys(office.ines), by=office.ines, at=NOON)
    way, said = f'href="/complaints/{first.pk}/casework/"', "before the split stands here:"
    pages = {}
    for who, one in ((office.ines, new), (uma, new), (office.ines, first)):
        browser = Client()
        unlocked(browser, office, who)
        opened_as(browser, one)
        pages[who.name, one.pk] = browser.get(f"/complaints/{one.pk}/casework/").text

    ines, others, before = pages.values()

    assert (said in ines, way in ines, "I called her." in ines) == (True, True, False)
    assert (said in others, way in others, f"Sealed matter {first.pk}" in others) == (True, False, True)
    assert (said in before, "I called her." in before) == (False, True)
    sheet = casepaper.sheet(new, vault.opened(queries.safe_of(new), office.keys(office.ines)), who="Ines", at=NOON)[
        "parts"
    ][3]
    assert f"{said} Sealed matter {first.pk}" in str(sheet)


def test_all_that_say_the_same_are_acknowledged_with_one_text_each_in_its_own_safe(
    client: Client, office: Office
) -> None:
    filed = [a_complaint(office, once=str(number)) for number in range(3)]
    Complaint.objects.update(alike="a mark")
    other = a_complaint(office, once="another one").complaint
    unlocked(client, office, office.ines)
    opened_as(client, filed[0].complaint)
    path = f"/complaints/{filed[0].complaint.pk}/alike/"
    assert client.get(path).text.count("Sealed matter") >= 3
    assert client.post(path, {"text": "", "language": "en"}).status_code == 422

    client.post(path, {"text": "We have read it.", "language": "en"})

    assert set(Complaint.objects.filter(alike="a mark").values_list("stage", flat=True)) == {Stage.ACKNOWLEDGED}
    for one in filed:
        safe = vault.opened(queries.safe_of(one.complaint), Keys.of_code(codes.read(one.code)))
        assert queries.turns_of(one.complaint, safe)[0].words == "We have read it."
    other.refresh_from_db()
    assert other.stage == Stage.RECEIVED


def with_words_and_a_file(office: Office, filed: Filed) -> None:
    services.write(filed.complaint, Words("Who saw it?", "en"), keys=office.keys(office.ines), by=office.ines, at=NOON)
    services.add_words(filed.complaint, Words("The driver.", "en"), by=holder_of(filed), at=NOON)
    evidence.add([arrived(PHOTO, "stop.jpg")], Ref.of(filed.complaint), by=holder_of(filed), at=NOON)


def files_in(complaint: Complaint, keys: Keys) -> list[tuple[str, str, bytes]]:
    """Each file as these keys open it: its role, its name, its bytes."""
    safe = vault.opened(queries.safe_of(complaint), keys)
    metas = [(file, evidences.meta(file, safe)) for file in evidences.of(Ref.of(complaint))]
    return [(file.role, meta.name, b"".join(evidence.content(file, meta))) for file, meta in metas]


def test_each_part_has_the_messages_and_files_so_far_and_for_its_own_readers_alone(cast: Cast, office: Office) -> None:
    filed = with_two_points(cast, office)
    with_words_and_a_file(office, filed)
    new, ines = split(office, filed), office.keys(office.ines)
    services.add_reader(filed.complaint, office.omar, keys=ines, by=office.ines, at=NOON)
    theirs = Keys.of_code(codes.read(filed.code))

    for keys in (ines, theirs):
        first, second = (vault.opened(queries.safe_of(one), keys) for one in (filed.complaint, new))
        assert queries.turns_of(new, second) == queries.turns_of(filed.complaint, first)
        assert files_in(new, keys) == files_in(filed.complaint, keys)
    assert files_in(new, ines)[0][1:] == ("stop.jpg", PHOTO)
    assert files_in(filed.complaint, office.keys(office.omar))  # who reads the first part alone
    with pytest.raises(Shut):
        files_in(new, office.keys(office.omar))
    [file] = evidences.originals(Ref.of(new))
    with pytest.raises(Shut):  # what is sealed about it in the one opens with nothing of the other
        evidences.meta(file, vault.opened(queries.safe_of(filed.complaint), ines))
    services.write(new, Words("And then?", "en"), keys=ines, by=office.ines, at=NOON)
    assert (
        queries.turns_of(filed.complaint, vault.opened(queries.safe_of(filed.complaint), ines))[-1].words
        == "The driver."
    )


def test_a_file_of_one_part_stays_when_the_other_part_is_destroyed(cast: Cast, office: Office) -> None:
    filed = with_two_points(cast, office)
    with_words_and_a_file(office, filed)
    new, ines = split(office, filed), office.keys(office.ines)
    for file in evidences.of(Ref.of(filed.complaint)):
        store.discard(file.token)

    assert files_in(new, ines)[0][2] == PHOTO
    with pytest.raises(Shut):
        files_in(filed.complaint, ines)


def test_a_matter_with_a_statement_under_order_stays_whole(cast: Cast, office: Office) -> None:
    filed, ines = with_two_points(cast, office), office.ines
    with_words_and_a_file(office, filed)
    services.take_statement(filed.complaint, Heard(Given.COMPELLED, "I was ordered to.", "en"), by=ines, at=NOON)

    with pytest.raises(Refused, match="compelled in this matter"):
        split(office, filed)

    assert Complaint.objects.count() == 1


def answered_together(office: Office) -> tuple[Filed, Filed]:
    """Two complaints that were joined, and answered together."""
    mine, other = a_complaint(office, Stage.CLASSIFIED), a_complaint(office, Stage.IN_WORK, once="other")
    keys, by = office.keys(office.ines), office.ines
    splitting.join(mine.complaint, other.complaint, WHY, keys=keys, by=by, at=NOON)
    cleared_up(other.complaint, office, by=by, at=NOON)
    assert not POLICY.verdict(holder_of(mine), Act.REOPEN, Complaint.objects.get(pk=mine.complaint.pk))
    services.answer(other.complaint, Words("You are both right.", "en"), keys=keys, by=by, at=NOON)
    return mine, other


def test_whoever_filed_what_was_joined_says_alone_that_it_is_not_over(client: Client, office: Office) -> None:
    mine, other = answered_together(office)
    client.post("/receipt/", {"code": mine.code})
    own = f"/complaints/{mine.complaint.pk}/own/"
    assert "Seal it, and open it again" in client.get(own).text

    client.post(f"{own}reopen/", {"text": "He did it again.", "language": "en"})

    first, second = (Complaint.objects.get(pk=one.complaint.pk) for one in (mine, other))
    assert (first.stage, first.joined_to, second.stage) == (Stage.IN_WORK, None, Stage.ANSWERED)
    assert {Promise.ANSWER, Promise.INVESTIGATION} <= {row.promise for row in clocking.open_rows(first)}
    assert Entry.objects.filter(kind=queries.KIND, act=Act.PART).count() == 2
    opens = vault.opened(queries.safe_of(first), office.keys(office.ines))
    assert queries.turns_of(first, opens)[-1].words == "He did it again."
    with pytest.raises(Refused, match="It is open"):
        services.reopen(first, WHY, by=holder_of(mine), at=NOON)


def test_whoever_filed_what_was_joined_appeals_alone_and_the_outside_body_reads_it(office: Office) -> None:
    mine, other = answered_together(office)
    keys = Keys.of_code(codes.read(mine.code))
    with pytest.raises(Refused, match="Nobody has checked"):
        services.appeal(mine.complaint, WHY, keys=keys, by=holder_of(mine), at=NOON)
    Complaint.objects.filter(pk=other.complaint.pk).update(checked_by=a_worker("complaints_supervisor", "Sol"))

    done = services.appeal(mine.complaint, WHY, keys=keys, by=holder_of(mine), at=NOON)

    assert (done.stage, done.joined_to) == (Stage.IN_WORK, None)
    assert office.omar in [reader.person for reader in queries.readers_of(done)]
    assert Complaint.objects.get(pk=other.complaint.pk).stage == Stage.ANSWERED
