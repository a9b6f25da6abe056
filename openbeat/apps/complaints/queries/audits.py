"""The audits of the outside body: what could be drawn, what was, who has which key, what was found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from openbeat.apps.complaints.figures.drawing import drawn
from openbeat.apps.complaints.lifecycle import Sort, Stage
from openbeat.apps.complaints.lifecycle.audits import AuditAct
from openbeat.apps.complaints.lifecycle.publication import BodyKind
from openbeat.apps.complaints.models import Audit, Complaint, Sampled
from openbeat.apps.complaints.policies.audits import AUDIT_POLICY as POLICY
from openbeat.apps.complaints.queries.explaining import named_bodies
from openbeat.apps.complaints.queries.lists import visible_to
from openbeat.core.department import queries as department
from openbeat.core.hooks.origins import Card
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from django.db.models import QuerySet

    from openbeat.kit.actors import Actor

KIND = Audit._meta.label_lower


def body_audits() -> bool:
    """Whether a body outside the police was named that audits."""
    return any(body.kind == BodyKind.AUDIT for body in named_bodies())


def pool(since: date, until: date) -> list[int]:
    """The numbers of the complaints that the department closed from the first of these days to the last, in order.

    What is for the outside body alone is its own work and not among them; nor is what was joined to another matter.
    """
    zone = department.zone()
    found = Complaint.objects.filter(
        sort=Sort.COMPLAINT,
        stage=Stage.CLOSED,
        outside_only=False,
        outside_works=False,
        joined_to=None,
        closed_at__gte=datetime.combine(since, time.min, zone),
        closed_at__lt=datetime.combine(until + timedelta(days=1), time.min, zone),
    )
    return list(found.order_by("pk").values_list("pk", flat=True))


def visible_audits(actor: Actor) -> QuerySet[Audit]:
    """All audits, the newest first, for the outside body and for whom in the department they concern; else none."""
    found = (
        Audit.objects.select_related("drawn_by") if POLICY.verdict(actor, AuditAct.READ, None) else Audit.objects.none()
    )
    return found.order_by("-drawn_at", "-pk")


@dataclass(frozen=True, slots=True)
class Drawn:
    """One matter of a sample for somebody: whether they read it, and whether they can give its key now."""

    row: Sampled
    reads: bool
    gives: bool


def sample_of(audit: Audit, actor: Actor) -> list[Drawn]:
    """The sample in the order in which it was drawn; who asked and why is shown to those who read it. Two queries."""
    rows = list(sampled_rows(audit))
    seen = set(visible_to(actor).filter(pk__in=[row.complaint_id for row in rows]).values_list("pk", flat=True))
    mine = actor.person.pk if actor.person else None
    return [
        Drawn(row, row.complaint_id in seen, bool(row.asked_at) and not row.given_at and row.complaint_id in seen
              and row.asked_by_id != mine and audit.told_at is None and row.complaint.stage == Stage.CLOSED)
        for row in rows
    ]  # fmt: skip


def sampled_rows(audit: Audit) -> QuerySet[Sampled]:
    """The matters of a sample, in the order in which they were drawn."""
    return Sampled.objects.filter(audit=audit).select_related("complaint", "asked_by", "given_by").order_by("place")


def holds(audit: Audit) -> bool:
    """Whether the sample is the one that its rule gives: drawn again from the same numbers with the same seed."""
    there = [row.complaint_id for row in sampled_rows(audit)]
    return there == drawn(audit.seed, audit.pool, audit.size)


def having_key(complaint: Complaint) -> list[Sampled]:
    """The rows under which somebody has the key of this matter for an audit now."""
    found = Sampled.objects.filter(complaint=complaint, given_at__isnull=False, ended_at=None)
    return list(found.select_related("asked_by").order_by("pk"))


def cards(keys: Sequence[str], actor: Actor) -> Iterator[Card]:
    """Cards of audits, for whoever owes an answer."""
    for audit in visible_audits(actor).filter(pk__in=keys):
        title = _("What audit %(number)s found") % {"number": audit.pk}
        url = reverse("complaints:audit", args=[audit.pk])
        yield Card(ref=Ref.of(audit), title=title, language=audit.language, url=url)
