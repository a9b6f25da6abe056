"""A concern that a hold or an open request protects keeps its words, whoever asks and whatever rule runs."""

from __future__ import annotations

from datetime import timedelta

import pytest

from openbeat.apps.concerns import queries, services
from openbeat.apps.concerns.lifecycle import Stage
from openbeat.apps.concerns.models import MeToo, ReplyDraft
from openbeat.apps.concerns.queries.closed import closed_at
from openbeat.apps.concerns.tests.makers import NOON, a_concern
from openbeat.core.ledger import registry
from openbeat.core.people import services as people
from openbeat.core.vault import keeping
from openbeat.core.vault.facts import Period, Reason
from openbeat.core.vault.models import HoldSort
from openbeat.core.vault.services import retention
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref
from tests.cast import Cast

REQUEST = Reason(HoldSort.REQUEST, "Request 2026-81", "en")
LATER = NOON + timedelta(days=400)


def test_who_raised_a_concern_that_is_held_is_not_forgotten_nor_who_joined_it(cast: Cast) -> None:
    concern = a_concern(cast)
    MeToo.objects.create(concern=concern, person=cast.noor, at=NOON)
    hold = retention.hold(Ref.of(concern), REQUEST, by=cast.ada, at=NOON)

    for person in (cast.rosa, cast.noor):
        with pytest.raises(Refused, match="open request for records"):
            people.forget(person, by=person, at=NOON)
    retention.lift(hold, by=cast.ada, at=NOON)
    for person in (cast.rosa, cast.noor):
        people.forget(person, by=person, at=NOON)
    concern.refresh_from_db()
    assert (concern.title, MeToo.objects.exists()) == ("", False)


def test_a_period_for_concerns_begins_when_one_is_closed_and_protects_its_words_until_its_end(cast: Cast) -> None:
    concern = a_concern(cast, Stage.ANSWERED)
    ref, answered = Ref.of(concern), concern.answered_at
    assert answered
    assert closed_at([ref.key]) == {ref.key: answered}
    assert keeping.why_kept([ref], at=NOON) == ""

    retention.set_series(Period(queries.KIND, "", 12, "Records act", "en"), by=cast.ada, at=NOON)
    with pytest.raises(Refused, match="that time is not over"):
        people.forget(cast.rosa, by=cast.rosa, at=answered + timedelta(days=364))
    people.forget(cast.rosa, by=cast.rosa, at=LATER)


def test_an_open_concern_is_in_no_period_that_has_begun(cast: Cast) -> None:
    concern = a_concern(cast)

    assert closed_at([str(concern.pk)]) == {str(concern.pk): None}


def test_a_reply_that_waits_for_its_writer_is_not_thrown_away_while_its_concern_is_held(cast: Cast) -> None:
    concern = a_concern(cast)
    ReplyDraft.objects.create(concern=concern, text="Soon.", language="en", written_by=cast.lee, at=NOON)
    hold = retention.hold(Ref.of(concern), REQUEST, by=cast.ada, at=NOON)

    assert services.forget_drafts(at=LATER) == 0
    retention.lift(hold, by=cast.ada, at=NOON)
    assert services.forget_drafts(at=LATER) == 1


def test_a_hold_on_a_concern_stands_in_the_public_log() -> None:
    assert {registry.how(queries.KIND, act) for act in ("hold", "lift_hold")} == {registry.Log.OPEN}
