"""What follows for an officer: recommended, decided, imposed, appealed against, final; each beside the matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.lifecycle import (
    CAN_BE_PUNISHED,
    DISCIPLINE,
    FOLLOWS,
    Act,
    Beside,
    Disciplined,
    Measure,
    Penalty,
)
from openbeat.apps.complaints.models import Discipline
from openbeat.apps.complaints.queries.rules import Held
from openbeat.apps.complaints.services.elsewhere import name_sources
from openbeat.apps.complaints.services.findings import fresh
from openbeat.apps.complaints.services.forms import forget_form
from openbeat.apps.complaints.services.steps import opened_for, sealed
from openbeat.core.ledger import services as ledger
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.complaints.lifecycle import Words
    from openbeat.apps.complaints.models import Accused, Allegation, Complaint
    from openbeat.core.vault.bunch import Keys
    from openbeat.kit.actors import Actor

NO_VIOLATION = _("Discipline follows only where a violation was found.")
NOT_NEXT = _("This step does not follow on the one before it.")
MEANWHILE = _("Somebody else has written about this discipline meanwhile. Read it first; your words are here.")
SAY_WHY_BELOW = _("This is below the published matrix. Say why.")
SAY_WHY_ABOVE = _("This is above the published matrix. Say why.")
SAY_WHY_NOTHING = _("Say why nothing follows for the officer.")
SAY_WHAT_CHANGED = _("Say what the appeal changed, or that it changed nothing.")
OTHER_EYES = _("You recommended it yourself. Somebody else must decide.")
DAYS = _("A suspension says for how many days; nothing else does.")


@transaction.atomic
def discipline(point: Allegation, act: Act, penalty: Penalty, *, keys: Keys, by: Actor, at: datetime) -> Discipline:
    """Write the next step of what follows for the officer, beside the published matrix; none is ever changed.

    Raises Refused: before a violation was found, out of order, without a reason where one is needed, or for a source
    of another matter. Shut while locked.
    """
    complaint, _opened = opened_for(point.complaint, act, keys=keys, by=by)
    point, _said = fresh(point)
    before, step = queries.discipline_of(point), DISCIPLINE[act]
    _may_follow(point, step, before, penalty, by)
    prior = queries.sustained_before(point.accused, at) if point.accused else None
    held = queries.held_beside(point.kind, prior or 0, penalty.measure, penalty.days)
    if not penalty.reasons.strip() and (sentence := _needs_reasons(step, penalty, held.beside)):
        raise Refused(sentence)
    row = _keep(point, step, penalty, held, number=len(before) + 1, prior=prior, by=by, at=at)
    name_sources(complaint, row, penalty.sources, by=by, at=at)
    _count(complaint)
    ledger.record(act, complaint, by=by, at=at, allegation=point.number, beside=str(held.beside))
    forget_form(complaint, f"discipline:{point.number}", by=by)
    return row


def appealed(accused: Accused, words: Words, *, by: Actor, at: datetime) -> list[Discipline]:
    """An officer appealed: what was decided or imposed about them is appealed against; the matter is locked.

    Where nothing is decided yet, or it was appealed against already, nothing moves. The measure stays until the end.
    """
    found = []
    for point in accused.allegations.select_related("complaint").order_by("number"):
        before = queries.discipline_of(point)
        if before and before[-1].step in FOLLOWS[Disciplined.APPEALED]:
            last, complaint = before[-1], point.complaint
            penalty = Penalty(Measure(last.measure), last.days, words.text, words.language)
            held = Held(Beside(last.beside), last.matrix)
            more: dict[str, Any] = {"number": last.number + 1, "prior": last.prior, "by": by, "at": at}
            found.append(_keep(point, Disciplined.APPEALED, penalty, held, **more))
            facts = {"allegation": point.number, "beside": last.beside}
            ledger.record(Act.APPEAL_DISCIPLINE, complaint, by=by, at=at, **facts)
    return found


def _keep(point: Allegation, step: Disciplined, penalty: Penalty, held: Held, **more: Any) -> Discipline:
    reasons, by = penalty.reasons.strip(), more.pop("by")
    return Discipline.objects.create(
        allegation=point,
        finding=point.finding,
        step=step,
        measure=penalty.measure,
        days=penalty.days,
        beside=held.beside,
        matrix=held.matrix,
        reasons=sealed(queries.safe_of(point.complaint), reasons) if reasons else b"",
        language=penalty.language,
        by=by.person,
        **more,
    )


def _may_follow(point: Allegation, step: Disciplined, before: list[Discipline], penalty: Penalty, by: Actor) -> None:
    """Raise Refused where this step has no place after those before it."""
    if point.finding not in CAN_BE_PUNISHED:
        raise Refused(NO_VIOLATION)
    if penalty.seen is not None and penalty.seen != len(before):
        raise Refused(MEANWHILE)
    if (before[-1].step if before else "") not in FOLLOWS[step]:
        raise Refused(NOT_NEXT)
    if (penalty.measure == Measure.SUSPENSION) != bool(penalty.days):
        raise Refused(DAYS)
    recommended = {row.by_id for row in before if row.step == Disciplined.RECOMMENDED}
    if step == Disciplined.DECIDED and by.person and by.person.pk in recommended:
        raise Refused(OTHER_EYES)


def _needs_reasons(step: Disciplined, penalty: Penalty, beside: Beside) -> object:
    """The sentence that asks for reasons; empty where none are needed."""
    if step == Disciplined.FINAL:
        return SAY_WHAT_CHANGED
    if penalty.measure == Measure.NONE:
        return SAY_WHY_NOTHING
    return {Beside.BELOW: SAY_WHY_BELOW, Beside.ABOVE: SAY_WHY_ABOVE}.get(beside, "")


def _count(complaint: Complaint) -> None:
    complaint.discipline_owed = queries.discipline_owed(complaint)
    complaint.save(update_fields=["discipline_owed"])
