"""A safe for each matter: who opens it, who does not, and what is left of a key that was thrown away."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from openbeat.core.ledger.models import Entry
from openbeat.core.vault import crypt, demo, hooks, outside, queries, store
from openbeat.core.vault import services as vault
from openbeat.core.vault.models import Side, Wrap
from openbeat.core.vault.services import safes
from openbeat.core.vault.tests.conftest import CODE, MATTER, OTHER, WRONG_CODE, a_safe
from openbeat.kit.policy import Refused
from tests.cast import Cast

NOON = demo.NOON


def test_the_handler_and_whoever_has_the_code_open_it_and_nobody_else(cast: Cast, known: demo.Known) -> None:
    safe = a_safe(cast)
    cipher = vault.seal(safe, "Officer Miller took my phone.")

    assert b"Miller" not in cipher
    for keys in (known.keys(cast.lee), vault.Keys.of_code(CODE)):
        assert vault.opened(safe, keys).text(cipher) == "Officer Miller took my phone."
    for keys, why in (
        (known.keys(cast.imani), vault.Why.NOT_A_READER),
        (known.keys(cast.cora), vault.Why.NOT_A_READER),
        (vault.Keys.of_code(WRONG_CODE), vault.Why.NOT_A_READER),
        (vault.Keys.of(known.inside), vault.Why.NOT_A_READER),
        (vault.Keys.of(known.outside), vault.Why.NOT_A_READER),
        (vault.NO_KEYS, vault.Why.LOCKED),
    ):
        with pytest.raises(vault.Shut) as shut:
            vault.opened(safe, keys)
        assert shut.value.why == why


def test_a_matter_for_the_outside_body_is_wrapped_to_it_alone_whoever_was_named(cast: Cast, known: demo.Known) -> None:
    safe = a_safe(cast, outside_only=True)

    assert [wrap.reader for wrap in queries.readers(safe)] == [cast.cora]
    with pytest.raises(vault.Shut, match="Your key does not open this matter"):
        vault.opened(safe, known.keys(cast.lee))
    with pytest.raises(Refused, match="for the outside body alone"):
        vault.add(safe, cast.imani, keys=known.keys(cast.cora), by=cast.cora, at=NOON)


def test_of_the_outside_body_those_who_must_not_read_it_get_no_key_and_nobody_else_loses_theirs(
    cast: Cast, known: demo.Known, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outside, "_PROVIDED", [lambda: [cast.cora.pk, cast.imani.pk]])

    safe = a_safe(cast, outside_only=True, but=[cast.imani.pk])

    assert [wrap.reader for wrap in queries.readers(safe)] == [cast.cora]
    with pytest.raises(vault.Shut):
        vault.opened(safe, known.keys(cast.imani))
    assert {wrap.reader for wrap in queries.readers(a_safe(cast, OTHER, outside_only=True))} == {cast.cora, cast.imani}


def test_nobody_who_must_not_read_it_is_a_reader_though_they_were_named(cast: Cast, known: demo.Known) -> None:
    both = [cast.lee, cast.imani]

    safe = vault.make(MATTER, readers=both, code="", outside_only=False, but=[cast.lee.pk], by=cast.lee, at=NOON)

    assert [wrap.reader for wrap in queries.readers(safe)] == [cast.imani]


@pytest.mark.parametrize(
    ("alone", "why"), [(True, "Nobody of the outside body"), (False, "nobody of those who handle")]
)
def test_where_nobody_is_left_who_may_read_it_no_safe_is_made(
    cast: Cast, known: demo.Known, *, alone: bool, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        a_safe(cast, outside_only=alone, but=[cast.cora.pk, cast.lee.pk])
    assert queries.safe_of(MATTER) is None


def test_what_belongs_to_another_matter_does_not_open_here(cast: Cast, known: demo.Known) -> None:
    mine, other = a_safe(cast), a_safe(cast, OTHER)

    with pytest.raises(vault.Shut) as shut:
        vault.opened(mine, known.keys(cast.lee)).text(vault.seal(other, "words"))
    assert shut.value.why == vault.Why.DAMAGED


def test_a_row_that_was_exchanged_by_sql_opens_nothing(cast: Cast, known: demo.Known) -> None:
    mine, other = a_safe(cast), a_safe(cast, OTHER)
    theirs = queries.wraps(other).get(reader=cast.lee)
    token = theirs.token
    Wrap.objects.filter(pk=theirs.pk).update(token="0" * 32)
    queries.wraps(mine).filter(reader=cast.lee).update(token=token)

    with pytest.raises(vault.Shut) as shut:
        vault.opened(mine, known.keys(cast.lee))
    assert shut.value.why == vault.Why.DAMAGED


def test_a_reader_is_added_by_who_reads_it_and_it_is_on_record(cast: Cast, known: demo.Known) -> None:
    safe = a_safe(cast)

    with pytest.raises(vault.Shut):
        vault.add(safe, cast.imani, keys=known.keys(cast.imani), by=cast.imani, at=NOON)
    vault.add(safe, cast.imani, keys=known.keys(cast.lee), by=cast.lee, at=NOON)
    vault.add(safe, cast.imani, keys=known.keys(cast.lee), by=cast.lee, at=NOON)

    assert vault.opened(safe, known.keys(cast.imani)).text(vault.seal(safe, "words")) == "words"
    found = Entry.objects.filter(kind=MATTER.kind, key=MATTER.key).order_by("pk").values_list("act", "by", "facts")
    assert list(found) == [
        ("make_safe", cast.lee.pk, {"readers": 1, "outside_only": False}),
        ("add_reader", cast.lee.pk, {"reader": cast.imani.pk, "sort": "person"}),
    ]


def test_a_removed_reader_opens_nothing_and_their_file_is_gone(
    cast: Cast, known: demo.Known, django_capture_on_commit_callbacks: object
) -> None:
    safe = a_safe(cast)
    token = vault.add(safe, cast.imani, keys=known.keys(cast.lee), by=cast.lee, at=NOON).token

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert vault.remove(safe, cast.imani, by=cast.lee, at=NOON)

    assert not store.there(token)
    assert not vault.remove(safe, cast.imani, by=cast.lee, at=NOON)
    with pytest.raises(vault.Shut):
        vault.opened(safe, known.keys(cast.imani))


def test_the_last_who_can_read_it_is_not_removed(cast: Cast, known: demo.Known) -> None:
    safe = a_safe(cast)

    with pytest.raises(Refused, match="This is the last person who can read this"):
        vault.remove(safe, cast.lee, by=cast.lee, at=NOON)
    assert vault.opened(safe, known.keys(cast.lee)).safe == safe.pk


def test_nobody_without_a_key_is_added_or_handles_a_matter(cast: Cast, known: demo.Known) -> None:
    safe = a_safe(cast)

    with pytest.raises(Refused, match="has not made a key yet"):
        vault.add(safe, cast.lou, keys=known.keys(cast.lee), by=cast.lee, at=NOON)
    with pytest.raises(Refused, match="nobody of those who handle it has made a key yet"):
        vault.make(OTHER, readers=[cast.lou], code="", outside_only=False, by=cast.lee, at=NOON)


def test_nothing_is_sealed_before_both_halves_and_an_outside_body_are_there(cast: Cast) -> None:
    assert [str(why) for why in vault.ready()] == [
        str(safes.NO_HALF[Side.INSIDE]),
        str(safes.NO_HALF[Side.OUTSIDE]),
        str(safes.NO_OUTSIDE),
    ]
    with pytest.raises(Refused, match="half of recovery that is kept inside"):
        a_safe(cast)


def test_the_database_keeps_one_live_wrap_for_each_reader(cast: Cast, known: demo.Known) -> None:
    safe = a_safe(cast)
    mine = queries.wraps(safe).get(reader=cast.lee)
    mine.pk, mine.token, mine.recipient = None, "1" * 32, "age1another"

    with pytest.raises(IntegrityError), transaction.atomic():
        mine.save()


def test_neither_half_alone_opens_what_recovery_may_open(cast: Cast, known: demo.Known) -> None:
    safe = a_safe(cast)
    content = store.read(queries.wraps(safe).get(sort="recovery").token)

    for inner, outer in ((known.inside, known.inside), (known.outside, known.outside), (known.inside, known.outside)):
        with pytest.raises(crypt.NotOpened):
            crypt.unnested(content, inner=inner, outer=outer)
    assert (
        crypt.recipient_of(crypt.unnested(content, inner=known.outside, outer=known.inside).decode()) == safe.recipient
    )


def test_whoever_is_forgotten_reads_nothing_any_more_and_no_file_of_theirs_is_left(
    cast: Cast, known: demo.Known, django_capture_on_commit_callbacks: object
) -> None:
    safe = a_safe(cast)
    vault.add(safe, cast.imani, keys=known.keys(cast.lee), by=cast.lee, at=NOON)

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        hooks.drop(cast.imani, [], NOON)

    assert queries.key_of(cast.imani) is None
    with pytest.raises(vault.Shut):
        vault.opened(safe, known.keys(cast.imani))
    assert set(store.tokens()) == set(queries.files())
    entry = Entry.objects.order_by("-pk").first()
    assert entry
    assert (entry.act, entry.on_behalf, entry.facts["reader"]) == ("remove_reader", "forgotten", cast.imani.pk)


def test_a_new_code_opens_it_where_a_reader_lets_it_and_the_one_before_no_more(cast: Cast, known: demo.Known) -> None:
    safe = a_safe(cast)

    with pytest.raises(vault.Shut):
        vault.renew_code(safe, WRONG_CODE, keys=vault.Keys.of_code(WRONG_CODE), by=cast.lee, at=NOON)
    for _time in range(2):
        vault.renew_code(safe, WRONG_CODE, keys=known.keys(cast.lee), by=cast.lee, at=NOON)

    assert vault.opened(safe, vault.Keys.of_code(WRONG_CODE)).text(vault.seal(safe, "words")) == "words"
    assert queries.wraps(safe).filter(sort="code").count() == 1
    with pytest.raises(vault.Shut):
        vault.opened(safe, vault.Keys.of_code(CODE))
