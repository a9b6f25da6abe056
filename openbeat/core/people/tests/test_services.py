"""How people come in, say who they are, and go."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model

from openbeat.core.hooks import forgetting
from openbeat.core.ledger.models import Entry
from openbeat.core.people import queries, services
from openbeat.core.people.demo import NOON
from openbeat.core.people.facts import Asked
from openbeat.core.people.holder import Holder
from openbeat.core.people.models import AddressQuestion, Demand, Need, Person, Tenure, Way
from openbeat.core.people.roles import Role
from openbeat.core.places import services as places
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from django.test import Client

    from openbeat.core.hooks.post import Letter
    from openbeat.core.people.demo import Cast

PHONE = services.Reach("telephone", "(312) 555-0143", time(9), time(12), neutral=True)
MABEL = services.Details("Mabel", "es")


def entered(cast: Cast) -> Person:
    person, _new = services.enter_for_somebody(MABEL, PHONE, by=cast.lee, at=NOON)
    return person


def acts(thing: Model) -> list[str]:
    ref = Ref.of(thing)
    return list(Entry.objects.filter(kind=ref.kind, key=ref.key).order_by("pk").values_list("act", flat=True))


def test_staff_enter_somebody_who_has_a_telephone_only(cast: Cast) -> None:
    person = entered(cast)

    assert (person.email, person.name, person.language, person.entered_by) == (None, "Mabel", "es", cast.lee)
    way = person.ways.get()
    assert (way.value, way.safe_from, way.safe_until, way.neutral, way.preferred) == (
        "+13125550143", time(9), time(12), True, True,
    )  # fmt: skip
    assert acts(person) == ["enter_person"]


def test_nobody_is_entered_twice_however_the_number_is_written(cast: Cast) -> None:
    first = entered(cast)

    again, new = services.enter_for_somebody(
        services.Details("", "en"), services.Reach("telephone", "+1 312.555.0143"), by=cast.lou, at=NOON
    )

    assert (again, new) == (first, False)


def test_a_resident_enters_nobody(cast: Cast) -> None:
    with pytest.raises(Refused, match="Only staff who write down what residents say"):
        services.enter_for_somebody(MABEL, PHONE, by=cast.rosa, at=NOON)

    assert not Person.objects.filter(name="Mabel").exists()


def test_a_badge_number_is_one_persons_and_free_again_once_they_have_left(cast: Cast) -> None:
    services.give_badge(cast.lee, " P  212 ", by=cast.ada, at=NOON)
    with pytest.raises(Refused, match="Somebody else has this badge number"):
        services.give_badge(cast.lou, "p 212", by=cast.ada, at=NOON)

    [entry] = Entry.objects.filter(act="give_badge")
    assert "212" not in str(entry.facts)
    services.dismiss(queries.tenures_of(cast.lee).get(), by=cast.ada, at=NOON)
    services.give_badge(cast.lou, "P 212", by=cast.ada, at=NOON)

    cast.lee.refresh_from_db()
    assert (cast.lee.badge, Person.objects.get(badge="P 212")) == ("", cast.lou)


def test_whoever_is_forgotten_keeps_no_badge_number(cast: Cast) -> None:
    services.give_badge(cast.lee, "212", by=cast.ada, at=NOON)
    Tenure.objects.filter(person=cast.lee).update(until=NOON)  # by hand: nobody ended it

    services.forget(Person.objects.get(pk=cast.lee.pk), by=cast.lee, at=NOON)

    assert not Person.objects.filter(badge="212").exists()


def test_two_accounts_never_share_an_address(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        services.register(services.Newcomer("Rosa@Example.org"), at=NOON)


def test_the_holder_of_the_receipt_claims_the_record(cast: Cast) -> None:
    person, holder = entered(cast), Holder(frozenset({Ref.of(entered(cast))}))

    services.claim(person, "Mabel@example.org", by=holder, at=NOON)

    person.refresh_from_db()
    assert (person.email, person.claimed_at) == ("mabel@example.org", NOON)
    assert EmailAddress.objects.get(user=person).verified
    assert sorted(person.ways.values_list("kind", flat=True)) == ["email", "telephone"]
    assert acts(person) == ["enter_person", "claim_person"]


def test_nobody_else_claims_it_and_nobody_claims_it_twice(cast: Cast) -> None:
    person = entered(cast)
    with pytest.raises(Refused, match="Only the person whose record this is"):
        services.claim(person, "noor@example.com", by=cast.noor, at=NOON)

    holder = Holder(frozenset({Ref.of(person)}))
    services.claim(person, "mabel@example.org", by=holder, at=NOON)

    with pytest.raises(Refused, match="belongs to somebody already"):
        services.claim(person, "other@example.org", by=holder, at=NOON)


def test_an_address_with_an_account_cannot_claim_a_record(cast: Cast) -> None:
    person = entered(cast)

    with pytest.raises(ValidationError, match="has an account already"):
        services.claim(person, "rosa@example.org", by=Holder(frozenset({Ref.of(person)})), at=NOON)


def test_whoever_has_an_account_takes_over_what_hangs_on_the_record(cast: Cast) -> None:
    record = entered(cast)

    services.merge(record, into=cast.rosa, by=Holder(frozenset({Ref.of(record)})), at=NOON)

    record.refresh_from_db()
    assert (record.name, record.forgotten_at) == ("", NOON)
    assert sorted(cast.rosa.ways.values_list("kind", flat=True)) == ["email", "telephone"]
    assert cast.rosa.ways.filter(preferred=True).count() == 1
    assert Entry.objects.get(act="merge_person").by == cast.rosa


def test_details_and_needs_are_kept_as_they_are_now(cast: Cast) -> None:
    both = services.Details("Rosa", "en", "Rosa D.", (("sign", "ASL"), ("step_free", "")))
    services.change_details(cast.rosa, both, by=cast.rosa, at=NOON)
    one = services.Details("Rosa", "es", "", (("step_free", ""),))

    person = services.change_details(cast.rosa, one, by=cast.rosa, at=NOON)

    assert (person.name_public, person.language) == ("", "es")
    assert list(Need.objects.filter(person=person).values_list("kind", "detail")) == [("step_free", "")]


def test_one_way_is_preferred_and_a_stopped_one_never(cast: Cast) -> None:
    email = cast.rosa.ways.get()
    phone = services.add_way(
        cast.rosa, services.Reach("telephone", "312 555 0100", preferred=True), by=cast.rosa, at=NOON
    )
    assert list(cast.rosa.ways.filter(preferred=True)) == [phone]

    services.stop_way(phone, by=cast.rosa, at=NOON)
    services.prefer_way(email, by=cast.rosa, at=NOON)

    phone.refresh_from_db()
    assert (phone.stopped_at, phone.preferred) == (NOON, False)
    assert list(cast.rosa.ways.filter(preferred=True)) == [email]


def test_nonsense_is_no_way_to_reach_anybody(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="not a telephone number"):
        services.add_way(cast.rosa, services.Reach("telephone", "call me"), by=cast.rosa, at=NOON)
    with pytest.raises(ValidationError, match="not an e-mail address"):
        services.add_way(cast.rosa, services.Reach("email", "rosa at home"), by=cast.rosa, at=NOON)


def test_a_neighbour_changes_nothing_about_somebody(cast: Cast) -> None:
    with pytest.raises(Refused):
        services.remove_way(cast.rosa.ways.get(), by=cast.noor, at=NOON)

    assert cast.rosa.ways.count() == 1


def test_the_last_administrator_stays_until_there_is_another_one(cast: Cast) -> None:
    tenure = queries.tenures_of(cast.ada).get()
    with pytest.raises(Refused, match="last administrator"):
        services.dismiss(tenure, by=cast.ada, at=NOON)

    services.appoint(cast.cora, places.post(cast.department, Role.ADMINISTRATOR), by=cast.ada, at=NOON)

    assert services.dismiss(tenure, by=cast.ada, at=NOON).until == NOON


def test_an_appointment_is_on_record_and_is_made_once(cast: Cast) -> None:
    post = places.post(cast.beat, Role.CHAIR)
    tenure = services.appoint(cast.noor, post, by=cast.ada, at=NOON)

    with pytest.raises(Refused, match="holds this post already"):
        services.appoint(cast.noor, post, by=cast.ada, at=NOON)

    entry = Entry.objects.get(act="appoint", key=str(tenure.pk), kind="people.tenure")
    assert (entry.by, entry.facts) == (cast.ada, {"role": "chair", "area": cast.beat.pk})


def test_somebody_without_an_account_holds_no_post(cast: Cast) -> None:
    with pytest.raises(Refused, match="has an account"):
        services.appoint(entered(cast), places.post(cast.beat, Role.BLOCK_CONTACT), by=cast.ada, at=NOON)


def test_forgetting_blanks_the_person_everywhere_and_the_record_keeps_its_acts(cast: Cast) -> None:
    dropped: list[Ref] = []
    forgetting.offer("test", lambda _person, things, _at: dropped.extend(things))
    way = cast.rosa.ways.get()
    before = Entry.objects.filter(by=cast.rosa).count()

    services.forget(cast.rosa, by=cast.rosa, at=NOON)
    del forgetting._OFFERED["test"]

    person = Person.objects.get(pk=cast.rosa.pk)
    assert (person.email, person.name, person.name_public, person.forgotten_at) == (None, "", "", NOON)
    assert not Way.objects.filter(person=person).exists()
    assert not EmailAddress.objects.filter(user=person).exists()
    assert Ref("people.way", str(way.pk)) in dropped
    assert Entry.objects.filter(by=person).count() == before + 1


def test_whoever_was_forgotten_is_forgotten_once(cast: Cast) -> None:
    services.forget(cast.rosa, by=cast.rosa, at=NOON)

    with pytest.raises(Refused, match="was forgotten"):
        services.forget(cast.rosa, by=cast.rosa, at=NOON)


def test_an_export_holds_what_is_ones_own_and_nothing_of_others(cast: Cast) -> None:
    services.change_details(cast.rosa, services.Details("Rosa", "es", "", (("sign", "ASL"),)), by=cast.rosa, at=NOON)

    data = services.export(cast.rosa, by=cast.rosa, at=NOON)

    text = str(data)
    assert "rosa@example.org" in text
    assert "ASL" in text
    assert "noor@example.org" not in text
    assert "session_salt" not in text
    assert [act["act"] for act in data["acts"]] == ["register", "change_details", "export_person"]


def test_nobody_exports_somebody_else(cast: Cast) -> None:
    with pytest.raises(Refused):
        services.export(cast.rosa, by=cast.ada, at=NOON)


def test_a_demand_is_written_down_and_answered_with_a_reason(cast: Cast) -> None:
    asked = Asked("subpoena", "County Court", "All receipts of May", "en", NOON)
    demand = services.record_demand(asked, by=cast.cora, at=NOON)

    services.answer_demand(demand, Demand.Outcome.REFUSED, "It names no matter.", by=cast.ada, at=NOON)

    assert queries.demand_counts() == [{"kind": "subpoena", "outcome": "refused", "count": 1}]
    assert acts(demand) == ["record_demand", "answer_demand"]


def test_a_lost_second_factor_is_taken_away_and_every_session_ends(cast: Cast) -> None:
    salt = cast.lee.session_salt
    assert queries.has_second_factor(cast.lee)

    services.reset_second_factor(cast.lee, by=cast.ada, at=NOON)

    assert not queries.has_second_factor(cast.lee)
    assert Person.objects.get(pk=cast.lee.pk).session_salt != salt
    assert acts(cast.lee)[-1] == "reset_second_factor"


def test_the_secret_of_an_app_is_not_in_the_database_in_clear(cast: Cast) -> None:
    stored = Authenticator.objects.get(user=cast.lee).data["secret"]

    assert stored.startswith("gAAAA")  # a Fernet token, and not the 32 letters of the secret itself
    assert len(stored) > 100


def test_a_sign_up_that_nobody_confirmed_is_taken_out_after_a_week(cast: Cast) -> None:
    person = services.register(services.Newcomer("nobody@example.org", "Nobody"), at=NOON)

    assert services.remove_unconfirmed(at=NOON + timedelta(days=6)) == 0
    assert services.remove_unconfirmed(at=NOON + timedelta(days=8)) == 1

    person.refresh_from_db()
    assert (person.email, person.name) == (None, "")
    assert queries.by_email("rosa@example.org") == cast.rosa


@pytest.mark.parametrize(("field", "value"), [("name", "Rosa"), ("email", "rosa@example.org")])
def test_the_database_refuses_a_forgotten_person_with_a_name(cast: Cast, field: str, value: str) -> None:
    services.forget(cast.rosa, by=cast.rosa, at=NOON)

    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=cast.rosa.pk).update(**{field: value})


def test_a_person_is_never_shown_by_accident(cast: Cast) -> None:
    way = cast.rosa.ways.get()

    assert str(cast.rosa) == f"person {cast.rosa.pk}"
    assert "rosa" not in f"{way} {cast.rosa}"


def test_an_address_that_was_asked_goes_with_the_person_who_is_forgotten(cast: Cast, letters: list[Letter]) -> None:
    person = services.take_contact(services.Contact("email", "ana@example.org", "Ana"), "en", by=cast.lee, at=NOON)
    services.question_token(services.Question("ana@example.org", "en", what=Ref.of(cast.beat)), at=NOON)

    assert (AddressQuestion.objects.count(), [letter.address for letter in letters]) == (2, ["ana@example.org"])
    services.forget(person, by=cast.ada, at=NOON)

    assert AddressQuestion.objects.count() == 0


def test_a_link_agrees_for_whoever_it_was_made_for_once_and_by_the_button_only(
    client: Client, cast: Cast, letters: list[Letter]
) -> None:
    person = services.take_contact(services.Contact("email", "Ana@Example.org", "Ana"), "en", by=cast.lee, at=now())
    link = letters[0].body.split()[-1]

    assert "ana" not in link.lower()
    asks = [client.get(link).text for _scanner in range(2)]
    assert ["Yes, write to me" in page for page in asks] == [True, True]
    assert person.ways.get().confirmed_at is None
    answers = [client.post(link).status_code for _press in range(2)]
    assert (answers, person.ways.get().confirmed_at is None) == ([200, 200], False)
    assert AddressQuestion.objects.get().address == ""
    AddressQuestion.objects.update(used_at=now() - timedelta(hours=1))
    assert client.post(link).status_code == 410
