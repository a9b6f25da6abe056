"""What everybody reads of the review board: recommendations beside what the department answered, and where it sits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle.board import BoardAct, BoardOwed
from openbeat.apps.complaints.models import Recommendation, Sitting
from openbeat.apps.complaints.policies.board import BOARD_POLICY as POLICY
from openbeat.apps.complaints.queries.publication import in_force
from openbeat.apps.complaints.queries.summaries import published
from openbeat.core.hooks import texts
from openbeat.core.hooks.origins import Card
from openbeat.core.hooks.texts import About
from openbeat.core.loop import queries as loop
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.hooks.texts import Source
    from openbeat.core.loop.models import Obligation
    from openbeat.kit.actors import Actor

RECOMMENDATION = "complaints.recommendation"
SITTING = "complaints.sitting"


@dataclass(frozen=True, slots=True)
class TrackerLine:
    """A recommendation beside the decision about it: what is owed, and whether it is late."""

    recommendation: Recommendation
    owed: Obligation | None
    late: bool
    case: str


def tracker(at: datetime) -> list[TrackerLine]:
    """Every recommendation, the newest first, with what the department answered or owes; nothing before it is signed
    what is published, and no way to a summary that is not. Five queries.
    """
    if in_force() is None:
        return []
    rows = list(_newest_first())
    shown = published().filter(complaint__in={row.packet.complaint_id for row in rows})
    cases = {summary.complaint_id: summary.said for summary in shown}
    owed = loop.of_things([Ref.of(row) for row in rows])
    return [_line(row, owed.get(Ref.of(row), []), at, cases.get(row.packet.complaint_id, "")) for row in rows]


def _line(row: Recommendation, owed: Sequence[Obligation], at: datetime, case: str) -> TrackerLine:
    waits = next((each for each in owed if each.promise == BoardOwed.REPLY), None)
    return TrackerLine(row, waits, bool(waits and waits.due_at < at and not row.reply), case)


def public_recommendations() -> QuerySet[Recommendation]:
    """What everybody may read of the board's work, the newest first."""
    return _newest_first() if in_force() else Recommendation.objects.none().order_by("pk")


def _newest_first() -> QuerySet[Recommendation]:
    return Recommendation.objects.select_related("packet").order_by("-year", "-number")


def recommendation(pk: int) -> Recommendation | None:
    """One recommendation, for whoever answers it."""
    return Recommendation.objects.filter(pk=pk).first()


def about(complaint: Complaint) -> list[Recommendation]:
    """What the board said of a case, the newest first."""
    return list(public_recommendations().filter(packet__complaint=complaint))


def cards(keys: Sequence[str], actor: Actor) -> Iterator[Card]:
    """Cards of recommendations: everybody may see what is public; whoever leads the department, what they owe."""
    answers = bool(POLICY.verdict(actor, BoardAct.REPLY, None))
    rows = Recommendation.objects.order_by("pk") if answers else public_recommendations()
    for row in rows.filter(pk__in=keys):
        title = str(_("Recommendation %(number)s of the review board") % {"number": row.number_said})
        url = reverse("complaints:board_reply", args=[row.pk]) if answers and not row.reply else row.get_absolute_url()
        yield Card(ref=Ref.of(row), title=title, language=row.language, url=url)


def recommendation_texts(keys: Sequence[str]) -> Iterator[Source]:
    """The words of these recommendations, and of the answers to them."""
    for row in public_recommendations().filter(pk__in=texts.numbers(keys)):
        about = About(row.get_absolute_url(), row.number_said)
        yield from texts.of_thing(row, ("words", "reply_words"), about)


def recommendations_seen(keys: Sequence[str], _actor: Actor) -> Sequence[str]:
    """Everybody reads them."""
    found = public_recommendations().filter(pk__in=texts.numbers(keys))
    return [str(key) for key in found.values_list("pk", flat=True)]


def sitting_texts(keys: Sequence[str]) -> Iterator[Source]:
    """Where these sittings are."""
    for row in Sitting.objects.filter(pk__in=texts.numbers(keys)).order_by("pk"):
        yield from texts.of_thing(row, ("place",), About(row.get_absolute_url()))


def sittings_seen(keys: Sequence[str], _actor: Actor) -> Sequence[str]:
    """Everybody reads them."""
    return keys
