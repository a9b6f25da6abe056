"""The example town is built through services, so it is legal, and it can begin anew."""

from datetime import timedelta

import pytest

from openbeat.apps.home.services import town
from openbeat.core.ledger import queries as ledger
from openbeat.core.ledger.models import Entry
from openbeat.core.loop.models import Obligation
from openbeat.core.people.models import Person
from openbeat.core.places import queries as places
from openbeat.kit import tlog
from openbeat.kit.clock import now

pytestmark = pytest.mark.slow


@pytest.mark.django_db
def test_the_town_is_built_the_same_way_each_time_and_can_begin_anew() -> None:
    at = now()
    said: list[str] = []
    town.build("small", at=at, progress=lambda what, _done, _all: said.append(what))
    first = (Person.objects.count(), Obligation.objects.count(), Entry.objects.count())

    assert [area.name for area in places.areas("beat")] == [
        "Millrace",
        "Old Town",
        "Harbor",
        "Southbank",
        "Foundry",
        "Cedar Hill",
    ]
    assert said[:2] == ["places", "people"]
    assert Entry.objects.order_by("at").first().at > at - timedelta(days=600)  # type: ignore[union-attr]
    assert not Entry.objects.filter(at__gt=at).exists()

    town.open_log(at=at)
    head = ledger.published()
    assert head is not None
    assert (head.origin, ledger.waiting(at).count) == ("localhost:8000/log", 0)
    assert head.size > Entry.objects.filter(log__isnull=False).count()

    town.begin_again("small", at=at)
    assert (Person.objects.count(), Obligation.objects.count(), Entry.objects.count()) == first

    town.open_log(at=at)
    follows = ledger.published()
    assert follows is not None
    assert (follows.origin, ledger.trouble(follows)) == ("localhost:8000/log/2", "")
    (leaf,) = ledger.entries(0, 1)
    assert tlog.continued(leaf) == head.note


@pytest.mark.django_db
def test_a_town_is_not_built_over_another_one() -> None:
    with pytest.raises(ValueError, match="village"):
        town.build("village", at=now())
