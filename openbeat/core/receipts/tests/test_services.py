"""A receipt opens its thing for whoever has the code; the database alone opens nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction

from openbeat.core.hooks import origins
from openbeat.core.ledger.models import Entry
from openbeat.core.people import services as people
from openbeat.core.people.demo import NOON
from openbeat.core.people.holder import Holder
from openbeat.core.people.models import Person
from openbeat.core.receipts import queries, services
from openbeat.core.receipts.models import OneTimeToken, Receipt
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from openbeat.core.people.demo import Cast

THING = Ref("concerns.concern", "7")


def a_record(cast: Cast) -> Person:
    reach = people.Reach("telephone", "312 555 0143")
    person, _new = people.enter_for_somebody(people.Details("Mabel", "en"), reach, by=cast.lee, at=NOON)
    return person


def test_a_receipt_opens_its_thing(db: None) -> None:
    code = services.issue(THING, "once", NOON)

    assert services.open(code.lower()) == THING
    assert queries.has_receipt(THING)


def test_a_double_submit_shows_the_same_code_and_makes_one_receipt(db: None) -> None:
    assert services.issue(THING, "once", NOON) == services.issue(THING, "once", NOON + timedelta(seconds=1))

    assert Receipt.objects.count() == 1
    assert list(Entry.objects.values_list("act", flat=True)) == ["issue_receipt"]


def test_another_form_or_another_thing_gets_another_code(db: None) -> None:
    codes = {
        services.issue(THING, "once", NOON),
        services.issue(THING, "twice", NOON),
        services.issue(Ref("concerns.concern", "8"), "once", NOON),
    }

    assert len(codes) == 3


def test_the_database_does_not_have_the_code(db: None) -> None:
    code = services.issue(THING, "a word of the form", NOON)

    kept = str([*Receipt.objects.values(), *Entry.objects.values()])

    assert code not in kept
    assert "a word of the form" not in kept


@pytest.mark.parametrize("code", ["", "nonsense", "0" * 17])
def test_a_code_that_was_never_given_out_opens_nothing(db: None, code: str) -> None:
    services.issue(THING, "once", NOON)

    assert services.open(code) is None


def test_a_closed_receipt_opens_nothing(cast: Cast) -> None:
    code = services.issue(THING, "once", NOON)

    assert services.close(THING, by=cast.lee, at=NOON) == 1

    assert services.open(code) is None
    assert not queries.has_receipt(THING)


def test_a_receipt_key_of_its_own_outlives_a_new_secret_key(db: None, settings: object) -> None:
    settings.OPENBEAT_RECEIPT_KEY = "of its own"  # type: ignore[attr-defined]
    code = services.issue(THING, "once", NOON)

    settings.SECRET_KEY = "another" * 10  # type: ignore[attr-defined]

    assert services.open(code) == THING


def test_whoever_is_signed_in_takes_over_a_record_with_its_receipt(cast: Cast) -> None:
    record = a_record(cast)

    taken = services.claim([Ref.of(record)], by=cast.rosa, at=NOON)

    assert taken == [Ref.of(record)]
    assert cast.rosa.ways.filter(kind="telephone").exists()
    assert services.claim([Ref.of(record)], by=cast.noor, at=NOON) == []


def test_an_app_says_how_its_things_are_claimed(cast: Cast) -> None:
    asked: list[tuple[str, Person]] = []

    def take(key: str, *, by: Person, at: object) -> bool:
        asked.append((key, by))
        return key == "3"

    origins.offer(origins.Origin("test.thing", lambda _keys, _actor: (), claim=take))

    wanted = [Ref("test.thing", "3"), Ref("test.thing", "5"), Ref("test.unknown", "4")]
    taken = services.claim(wanted, by=cast.rosa, at=NOON)
    del origins._OFFERED["test.thing"]

    assert taken == [Ref("test.thing", "3")]
    assert asked == [("3", cast.rosa), ("5", cast.rosa)]


def test_the_holder_takes_over_the_record_with_an_address(cast: Cast) -> None:
    record = a_record(cast)

    services.claim_record(record, "mabel@example.org", by=Holder(frozenset({Ref.of(record)})), at=NOON)

    assert Person.objects.get(email="mabel@example.org") == record


def test_another_receipt_does_not_take_it_over(cast: Cast) -> None:
    record = a_record(cast)

    with pytest.raises(Refused):
        services.claim_record(record, "mabel@example.org", by=Holder(frozenset({THING})), at=NOON)


def test_a_link_works_once_and_in_time(db: None) -> None:
    token = services.link(THING, at=NOON, good_for=timedelta(days=1))

    assert services.use_link("another", at=NOON) is None
    assert services.use_link(token, at=NOON + timedelta(hours=23)) == THING
    assert services.use_link(token, at=NOON + timedelta(hours=23)) is None


def test_a_link_expires(db: None) -> None:
    token = services.link(THING, at=NOON, good_for=timedelta(days=1))

    assert services.use_link(token, at=NOON + timedelta(days=1)) is None
    assert services.tidy(at=NOON + timedelta(days=32)) == 1


def test_the_database_does_not_have_the_link(db: None) -> None:
    token = services.link(THING, at=NOON)

    assert token not in str(list(OneTimeToken.objects.values()))


def test_a_link_that_never_holds_is_refused_by_the_database(db: None) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        services.link(THING, at=NOON, good_for=timedelta(0))
