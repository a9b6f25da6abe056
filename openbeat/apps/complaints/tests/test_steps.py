"""Speaking up step by step: kept from the first save, nobody's until it is sent, destroyed where it never is."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.lifecycle import Arrival, As, Barred, Officer, Reach, Said, Sort, Stage, Way
from openbeat.apps.complaints.models import Account, Accused, Bar, Complaint
from openbeat.apps.complaints.queries.naming import meant_by
from openbeat.apps.complaints.tests.makers import (
    NOON,
    SAID,
    Office,
    a_worker,
    an_office,
    code_on,
    holder_of,
    opened_as,
    unlocked,
)
from openbeat.core.evidence import services as evidence
from openbeat.core.evidence.demo import arrived
from openbeat.core.ledger.models import Entry
from openbeat.core.loop.models import Obligation
from openbeat.core.notices.models import Message
from openbeat.core.people import services as people
from openbeat.core.people.demo import BUILDER
from openbeat.core.people.models import Person
from openbeat.core.people.roles import Role
from openbeat.core.receipts import codes
from openbeat.core.vault import queries as vault
from openbeat.core.vault import services as vaults
from openbeat.core.vault.bunch import Keys, Shut
from openbeat.core.vault.models import Sort as Whose
from openbeat.core.vault.models import Wrap
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref
from tests.cast import Cast

START = "/complaints/new/steps/"


@pytest.fixture
def office(cast: Cast) -> Office:
    return an_office()


def begun(at: Any = NOON, **said: Any) -> services.Filed:
    return services.begin_writing(replace(SAID, **said), arrival=Arrival(once=f"steps {said} {at}"), at=at)


def first(client: Client, **changes: Any) -> str:
    """The page with the code, after the first step."""
    started = re.search(r'name="started" value="([^"]+)"', client.get(START).text)
    assert started
    form = {"started": started[1], "website": "", "sort": "complaint", "speaks_as": "witness", "language": "en"}
    return client.post(START, {**form, "words": "He shouted at my son.", **changes}).text


def go(client: Client, step: str, **answers: Any) -> Any:
    return client.post(f"{START}{Complaint.objects.get().pk}/{step}/", {"go": "on", **answers})


def wraps(complaint: Complaint) -> list[str]:
    safe = vault.safe_of(complaint)
    assert safe
    return [wrap.sort for wrap in vault.wraps(safe)]


def test_the_place_is_filled_in_from_where_they_are_or_by_two_figures_without_a_script(
    client: Client, office: Office
) -> None:
    filed = begun()
    client.post("/receipt/", {"code": filed.code})

    page = client.get(f"{START}{filed.complaint.pk}/where/").text

    button = re.search(r"<button[^>]*data-here[^>]*>", page)
    assert button
    assert " hidden" in button[0]  # a script shows it
    assert page.count("web/point.") == 1
    assert re.search(r"<p[^>]*data-picks hidden", page)
    assert page.index("data-point") < page.index("data-here") < page.index('id="id_lat"') < page.index('id="id_lon"')
    assert "web/point." not in client.get(f"{START}{filed.complaint.pk}/witnesses/").text
    go(client, "where", happened_where="", happened_when="", area="", lat="41.5", lon="-81.7")
    opened = vaults.opened(queries.safe_of(filed.complaint), Keys.of_code(codes.read(filed.code)))
    place = queries.account_of(filed.complaint, opened).place
    assert (place.lat, place.lon) == (41.5, -81.7)


# What is not sent is nobody's


@pytest.mark.parametrize("typed", ["99", "-91", "north"])
def test_a_figure_that_is_no_place_is_said_in_plain_words(client: Client, office: Office, typed: str) -> None:
    filed = begun()
    client.post("/receipt/", {"code": filed.code})

    page = go(client, "where", happened_where="", happened_when="", area="", lat=typed, lon="-81.7").text

    assert "Latitude: Write a number from -90 to 90." in page
    assert "Ensure this value" not in page


def test_a_question_that_was_left_out_is_named_with_what_to_do_and_once_by_its_field(
    client: Client, office: Office
) -> None:
    page = first(client, words="")

    assert ">What happened? Write what happened, in a sentence or in many.</a>" in page
    assert page.count("Write what happened, in a sentence or in many.") == 2
    assert not Complaint.objects.exists()


def test_what_is_begun_opens_with_its_code_alone_and_nobody_sees_it(client: Client, office: Office) -> None:
    filed = begun()
    complaint = filed.complaint

    assert (complaint.stage, wraps(complaint)) == (Stage.WRITING, [Whose.CODE])
    assert not queries.visible_to(office.ines).exists()
    assert queries.visible_to(holder_of(filed)).get() == complaint
    assert not Obligation.objects.exists()
    assert not Message.objects.filter(kind="complaints.news").exists()
    safe = vault.safe_of(complaint)
    assert safe
    with pytest.raises(Shut):
        vaults.opened(safe, office.keys(office.ines))
    assert not vault.stale_recovery().exists()
    unlocked(client, office, office.ines)
    assert client.get(f"/complaints/{complaint.pk}/").status_code == 404
    assert "Sealed matter" not in client.get("/complaints/desk/").text


def test_sending_hands_it_to_its_readers_with_dates_and_news(office: Office) -> None:
    filed = begun()

    complaint = services.send(filed.complaint, keys=Keys.of_code(codes.read(filed.code)), by=holder_of(filed), at=NOON)

    assert complaint.stage == Stage.RECEIVED
    assert sorted(wraps(complaint)) == [Whose.CODE, Whose.PERSON, Whose.RECOVERY]
    assert {"acknowledge", "answer"} <= set(queries.promised(complaint))
    assert queries.visible_to(office.ines).get() == complaint
    acts = Entry.objects.filter(kind=queries.KIND).order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["write_on", "make_safe", "send_complaint"]
    assert Message.objects.filter(kind="complaints.news").count() == 1
    with pytest.raises(Refused, match="sent already"):
        services.send(complaint, keys=Keys.of_code(codes.read(filed.code)), by=holder_of(filed), at=NOON)


def test_nobody_sends_without_the_code_or_writes_on_after_it_was_sent(office: Office) -> None:
    filed = begun()
    with pytest.raises(Shut):
        services.send(filed.complaint, keys=office.keys(office.ines), by=holder_of(filed), at=NOON)
    services.send(filed.complaint, keys=Keys.of_code(codes.read(filed.code)), by=holder_of(filed), at=NOON)

    with pytest.raises(Refused, match="It was sent already"):
        services.save_step(filed.complaint, {"hopes": "More"}, by=holder_of(filed), at=NOON)

    with pytest.raises(Refused, match="Only whoever has the receipt"):
        services.save_step(begun(at=NOON + timedelta(1)).complaint, {"hopes": "x"}, by=holder_of(filed), at=NOON)


def test_what_is_not_sent_within_thirty_days_is_destroyed_with_its_key(office: Office) -> None:
    old, fresh = begun(), begun(at=NOON + timedelta(days=20))
    sent = begun(at=NOON + timedelta(hours=1))
    services.send(sent.complaint, keys=Keys.of_code(codes.read(sent.code)), by=holder_of(sent), at=NOON)

    assert services.destroy_unsent(at=NOON + timedelta(days=30, hours=2)) == 1
    assert services.destroy_unsent(at=NOON + timedelta(days=30, hours=2)) == 0

    safe = vault.safe_of(old.complaint)
    assert safe
    assert (safe.destroyed_by_rule, Wrap.objects.filter(safe=safe, removed_at=None).count()) == ("unsent", 0)
    with pytest.raises(Shut, match="has been destroyed"):
        vaults.opened(safe, Keys.of_code(codes.read(old.code)))
    assert wraps(fresh.complaint) == [Whose.CODE]


def test_nothing_that_was_sent_is_discarded(office: Office) -> None:
    filed = begun()
    complaint = services.send(filed.complaint, keys=Keys.of_code(codes.read(filed.code)), by=holder_of(filed), at=NOON)
    safe = vault.safe_of(complaint)
    assert safe

    with pytest.raises(Refused, match="It was sent already"):
        vaults.discard(safe, by=office.ines, at=NOON)


# Who must not see it, and who is left


def sent_with(office: Office, **said: Any) -> Complaint:
    filed = begun(**said)
    return services.send(filed.complaint, keys=Keys.of_code(codes.read(filed.code)), by=holder_of(filed), at=NOON)


def test_a_handler_who_is_named_never_gets_a_key_and_the_outside_body_has_it(office: Office) -> None:
    complaint = sent_with(office, officers=(Officer(name="Lt. Ines MOREAU"),))

    assert [row.why for row in Bar.objects.all()] == [Barred.ACCUSED]
    assert complaint.outside_only
    assert [reader.person for reader in queries.readers_of(complaint)] == [office.omar]
    assert not Wrap.objects.filter(reader=office.ines).exists()


def test_who_must_not_see_it_is_matched_by_the_full_name_alone(office: Office, cast: Cast) -> None:
    complaint = sent_with(office, unseen=(f"Sergeant {cast.lee.name}", "Badge 212", "Moreau"))
    said = replace(SAID, unseen=(f"Sergeant {cast.lee.name}", "Badge 212", "Moreau"))

    assert queries.is_barred(cast.lee, complaint)
    assert not queries.is_barred(office.ines, complaint)
    assert queries.unmatched(said) == ["Badge 212", "Moreau"]


def the_chief() -> Person:
    """Who leads the whole department, with badge number 1."""
    chief = a_worker(Role.COMMANDER, "Vera Castellan")
    return people.give_badge(chief, "1", by=BUILDER, at=NOON)


@pytest.mark.parametrize("officer", [Officer(name="Chief Vera Castellan"), Officer(badge="No. 1"), Officer(badge="၁")])
def test_a_chief_who_is_named_as_the_accused_is_never_read_by_the_office(office: Office, officer: Officer) -> None:
    the_chief()

    complaint = sent_with(office, officers=(officer,))

    assert complaint.outside_only
    assert [reader.person for reader in queries.readers_of(complaint)] == [office.omar]
    assert not Wrap.objects.filter(reader=office.ines).exists()
    assert not Accused.objects.exists()
    assert "Castellan" not in str(list(Entry.objects.values_list("facts", flat=True)))


def test_an_officer_who_leads_nobody_is_kept_out_and_the_office_reads_it(office: Office, cast: Cast) -> None:
    the_chief()
    people.give_badge(cast.lee, "P-212", by=BUILDER, at=NOON)

    complaint = sent_with(office, officers=(Officer(badge="p212"),))

    assert not complaint.outside_only
    assert [reader.person for reader in queries.readers_of(complaint)] == [office.ines]
    assert queries.is_barred(cast.lee, complaint)


def test_praise_of_the_chief_and_who_shall_only_not_see_it_send_nothing_outside(office: Office) -> None:
    the_chief()

    praise = sent_with(office, sort=Sort.PRAISE, officers=(Officer(badge="1"),))
    asked = sent_with(office, unseen=("Vera Castellan",), hopes="An apology")

    assert (praise.outside_only, asked.outside_only) == (False, False)


def test_a_badge_number_is_known_however_it_is_written_and_figures_of_a_sentence_are_none(
    office: Office, cast: Cast
) -> None:
    people.give_badge(cast.lee, "212", by=BUILDER, at=NOON)
    people.give_badge(cast.lou, "40", by=BUILDER, at=NOON)
    staff = [Person.objects.get(pk=each.pk) for each in (cast.lee, cast.lou, cast.imani)]

    for line in ("Badge 212", "#0212", "placa n.º 212", "警号212", "အမှတ် ၂၁၂", "A tall officer, badge 212"):
        assert meant_by([line], staff) == [cast.lee], line
    sentence = "He had 212 dollars in his hand, and he counted them twice before all of us"
    for line in ("2120", "About 40 years old", sentence):
        assert meant_by([line], staff) == [], line
    assert meant_by(["40"], staff) == [cast.lou]
    assert meant_by([f"{cast.imani.name}, 212"], staff) == [cast.imani, cast.lee]


def test_before_it_is_sent_they_read_that_it_goes_to_the_outside_body(client: Client, office: Office) -> None:
    the_chief()
    first(client)
    look = f"{START}{Complaint.objects.get().pk}/look/"
    officers = {"officer-TOTAL_FORMS": "1", "officer-INITIAL_FORMS": "0", "officer-0-name": "", "officer-0-looks": ""}
    go(client, "who", **officers, **{"officer-0-badge": "212"})
    assert "So it is sealed to the outside body" not in client.get(look).text

    go(client, "who", **officers, **{"officer-0-badge": "1"})

    assert "So it is sealed to the outside body" in client.get(look).text


def test_whoever_is_praised_may_read_it(office: Office) -> None:
    complaint = sent_with(office, sort=Sort.PRAISE, officers=(Officer(name="Ines Moreau"),))

    assert not Bar.objects.exists()
    assert [reader.person for reader in queries.readers_of(complaint)] == [office.ines]


def test_the_same_letter_of_a_campaign_has_the_same_fingerprint_and_none_is_lost(office: Office) -> None:
    letter = "Dear Chief,\nThe stops at the market must end. They hurt our families and our shops.\n{}"
    for name in ("Ann Poe", "Bob", "Cem D."):
        sent_with(office, words=letter.format(name))
    other = sent_with(office, words="Something else happened to me at the market, and it was on a Friday at nine.")
    short = sent_with(office, words="He hit me.")

    marks = list(Complaint.objects.exclude(pk__in=(other.pk, short.pk)).values_list("alike", flat=True))
    assert (len(marks), len(set(marks)), short.alike) == (3, 1, "")
    assert other.alike not in {*marks, ""}
    [group] = queries.alike_groups(office.ines)
    assert (group.alike, group.count) == (marks[0], 3)
    assert queries.visible_to(office.ines).count() == 5


# The pages


def test_somebody_goes_through_all_steps_and_back_without_loss(client: Client, office: Office) -> None:
    code = code_on(first(client))
    go(client, "where", happened_where="Weir Street", happened_when="Friday", area="", lat="", lon="")
    officers = {"officer-TOTAL_FORMS": "1", "officer-INITIAL_FORMS": "0", "officer-0-name": "", "officer-0-looks": ""}
    again = go(client, "who", **{**officers, "officer-0-badge": "212", "go": "again"})
    assert again.url.endswith("/who/")
    assert client.get(again.url).text.count("<fieldset") == 2
    go(client, "witnesses", witnesses="The driver of the 14")
    go(client, "hopes", hopes="An apology", unseen="", outside="no")
    back = go(client, "reach", way="safe", safely="Mondays", refused="Somebody", go="back")
    assert "An apology" in client.get(back.url).text
    complaint = Complaint.objects.get()

    look = client.get(f"{START}{complaint.pk}/look/").text
    for words in ("He shouted at my son.", "Weir Street", "Friday", "212", "The driver of the 14", "Mondays"):
        assert words in look
    sent = client.post(f"{START}{complaint.pk}/send/")

    assert "It is sent" in sent.text
    complaint.refresh_from_db()
    assert complaint.stage == Stage.RECEIVED
    assert Said.__name__ not in sent.text
    other = Client()
    other.post("/receipt/", {"code": code})
    assert "The driver of the 14" in other.get(f"/complaints/{complaint.pk}/own/").text
    unlocked(client, office, office.ines)
    page = opened_as(client, complaint)
    for words in ("An apology", "Mondays", "I saw it, or heard it."):
        assert words in page


def test_a_double_click_on_the_first_page_makes_one_and_shows_the_same_code(client: Client, office: Office) -> None:
    started = re.search(r'name="started" value="([^"]+)"', client.get(START).text)
    assert started
    form = {"started": started[1], "website": "", "sort": "question", "speaks_as": "self", "language": "en"}
    one = client.post(START, {**form, "words": "May they film me?"}).text
    two = client.post(START, {**form, "words": "May they film me at home?"}).text

    assert code_on(one) == code_on(two)
    complaint = Complaint.objects.get()
    assert complaint.sort == Sort.QUESTION
    assert "May they film me at home?" in client.get(f"{START}{complaint.pk}/what/").text


def test_a_step_is_kept_where_the_code_was_locked_and_asked_for_before_anything_is_shown(
    client: Client, office: Office
) -> None:
    code = code_on(first(client))
    complaint = Complaint.objects.get()
    del client.cookies["vault"]

    answer = go(client, "hopes", hopes="My things back", unseen="", outside="no")
    assert (answer.status_code, "Type my code" in client.get(answer.url).text) == (302, True)
    assert "He shouted" not in client.get(answer.url).text
    assert client.post(f"{START}{complaint.pk}/send/").status_code == 302
    complaint.refresh_from_db()
    assert complaint.stage == Stage.WRITING

    client.post("/receipt/", {"code": code})
    assert "My things back" in client.get(f"{START}{complaint.pk}/hopes/").text


def test_words_come_back_where_the_receipt_is_not_open_any_more(client: Client, office: Office) -> None:
    first(client)
    pk = Complaint.objects.get().pk
    client.post("/receipt/matters/close/")

    gone = go(client, "hopes", hopes="My things & keys", unseen="", outside="no")

    assert (gone.status_code, "My things &amp; keys" in gone.text) == (404, True)
    assert "Type my code, in another tab" in gone.text
    assert client.get(f"{START}{pk}/look/").status_code == 404
    assert client.post(f"{START}{pk}/send/").status_code == 404
    assert Client().get(f"{START}{pk}/hopes/").status_code == 404


def test_whoever_is_signed_in_is_told_to_sign_out_first(client: Client, office: Office, cast: Cast) -> None:
    client.force_login(cast.rosa)

    page = client.get(START).text

    assert "You are signed in. Sign out first" in page
    assert 'name="words"' not in page
    assert not Complaint.objects.exists()


def test_files_come_along_while_it_is_written(client: Client, office: Office) -> None:
    first(client)
    complaint = Complaint.objects.get()
    holder = holder_of(services.Filed(complaint, ""))

    evidence.add([arrived(b"The bus was full.", "what I saw.txt")], Ref.of(complaint), by=holder, at=now())

    page = client.get(f"{START}{complaint.pk}/files/").text
    assert "what I saw.txt" in page
    assert "Does somebody harm you for your complaint?" not in page  # nobody has it yet
    assert "Keep a proof" not in page
    assert page.count("In danger now?") == 1
    assert not Entry.objects.filter(act="add_files").exists()


def test_the_page_before_says_what_is_promised_and_what_is_not_asked(client: Client, office: Office) -> None:
    page = client.get("/complaints/new/").text

    for words in ("5 working days", "30 days", "No notary", "No adult has to be beside you", "In danger now?"):
        assert words in page
    assert f'href="/en{START}"' in page or f'href="{START}"' in page
    assert "<form" not in page.partition("<main")[2].partition("</main>")[0]


def test_each_answer_is_sealed_and_none_tells_its_length(office: Office) -> None:
    filed = begun(hopes="An apology", witnesses="", reach=Reach(Way.SAFE, "0151 1234"), speaks_as=As.OTHER)
    row, safe = Account.objects.get(complaint=filed.complaint), vault.safe_of(filed.complaint)
    assert safe
    opened = vaults.opened(safe, Keys.of_code(codes.read(filed.code)))

    assert {len(opened.data(getattr(row, name))) for name in ("hopes", "witnesses", "reach", "speaks_as")} == {256}
    for name in ("hopes", "witnesses", "reach", "unseen", "officers", "place", "speaks_as"):
        assert bytes(getattr(row, name)).startswith(b"age-encryption.org")
