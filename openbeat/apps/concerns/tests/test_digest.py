"""What concerns say in the digest of a month: public ones only, in whole sentences."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from openbeat.apps.concerns import services
from openbeat.apps.concerns.hooks.digest import part
from openbeat.apps.concerns.lifecycle import Look, Reply, Stage
from openbeat.apps.concerns.tests.makers import NOON, a_concern
from openbeat.core.hooks.digest import Span
from tests.cast import Cast


def may(cast: Cast) -> Span:
    return Span(cast.beat, datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC), NOON)


def test_it_counts_what_everybody_can_see_and_names_what_was_answered(cast: Cast) -> None:
    a_concern(cast)
    a_concern(cast, Stage.CONFIRMED, look=Look())
    a_concern(cast, Stage.ANSWERED, private=True)
    back = a_concern(cast, Stage.ANSWERED, look=Look(), title="Noise")
    services.reopen(back, Reply("Still loud.", "en"), by=cast.rosa, at=NOON + timedelta(days=1))

    made = part(may(cast))

    assert made.sentences == (
        "3 concerns were raised.",
        "2 concerns were answered.",
        "1 concern is solved, says whoever raised it.",
        "1 concern came back: the answer was not enough.",
    )
    assert [item.title for item in made.items] == ["Street light out"]


def test_a_month_without_any_says_so_and_other_areas_do_not_count(cast: Cast) -> None:
    a_concern(cast)
    other = Span(cast.other, may(cast).since, may(cast).until, NOON)

    assert (part(other).sentences, part(other).items) == (("No concern was raised.",), ())
