"""What a complaint is about, point by point: who is accused, of which kind of misconduct; and what follows at once."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.lifecycle import Act, Casework, Written
from openbeat.apps.complaints.lifecycle.clocks import RETALIATION
from openbeat.apps.complaints.models import Accused, Allegation
from openbeat.apps.complaints.policies import accused_mark
from openbeat.apps.complaints.queries.naming import known_as
from openbeat.apps.complaints.services import clocking
from openbeat.apps.complaints.services.alarming import alarm
from openbeat.apps.complaints.services.barring import refuse_outside
from openbeat.apps.complaints.services.casework import entry
from openbeat.apps.complaints.services.outside import throw_out, turn_outside
from openbeat.apps.complaints.services.steps import asked, sealed, step
from openbeat.core.ledger import services as ledger
from openbeat.core.people import queries as people
from openbeat.core.vault import services as vault
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from openbeat.apps.complaints.lifecycle import Change, Point, Who
    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.people.models import Person
    from openbeat.core.places.models import Area
    from openbeat.core.vault.bunch import Keys
    from openbeat.core.vault.models import Safe
    from openbeat.kit.actors import Actor

NO_POINT = _("Say at least one thing that it is about.")
NO_SUCH_KIND = _("There is no such kind of misconduct on the list.")
ANOTHERS = _("This officer or this point stands in another matter.")
HAS_A_FINDING = _("Something was found on this point already: it stays as it is.")
THERE_ALREADY = _("This officer stands in this matter already.")
NOBODY = _("Say something about the officer: a name, a badge number, or what they looked like.")


@transaction.atomic
def add_accused(
    complaint: Complaint, who: Who, *, person: Person | None, unit: Area | None, by: Actor, at: datetime
) -> Accused:
    """Write down an officer whom the matter is about, sealed. Where a person is known, their key opens it no more.

    Whoever wears the badge number is known by it, and without one whoever alone has the full name. Raises Refused,
    also where the department names who reads it for the outside body: that body does.
    """
    complaint = asked(complaint, Act.ADD_ACCUSED, by=by)
    person = person or known_as(who, people.staff())
    if not any(asdict(who).values()):
        raise Refused(NOBODY)
    if person and queries.is_accused(complaint, person):
        raise Refused(THERE_ALREADY)
    if person:
        refuse_outside(complaint, person, by=by)
    row = Accused.objects.create(
        complaint=complaint,
        number=queries.accused_rows(complaint).count() + 1,
        who=sealed(queries.safe_of(complaint), json.dumps(asdict(who), ensure_ascii=False)),
        mark=accused_mark(person.pk, complaint.pk) if person else "",
        unit=unit,
    )
    ledger.record(Act.ADD_ACCUSED, complaint, by=by, at=at, number=row.number)
    if person:
        throw_out(complaint, person, by=by, at=at)
        clocking.accused_added(complaint, at=at)
    return row


@transaction.atomic
def classify(
    complaint: Complaint, points: Sequence[Point], area: Area | None, *, keys: Keys, by: Actor, at: datetime
) -> Complaint:
    """Say point by point what a complaint is about, and where. What is serious is alarmed at once.

    What is about who receives complaints, or decides about them, is for the outside body alone from now on.
    Raises Refused; Shut while locked.
    """
    complaint = asked(complaint, Act.CLASSIFY, by=by)
    safe = queries.safe_of(complaint)
    vault.opened(safe, keys)
    if not points:
        raise Refused(NO_POINT)
    _keep(complaint, points, safe, at)
    was_serious = complaint.serious
    complaint.serious = _is_serious(complaint)
    complaint = step(complaint, Act.CLASSIFY, by=by, at=at, classified_at=at, area=area, serious=complaint.serious)
    return _follow(complaint, was_serious=was_serious, keys=keys, by=by, at=at)


@transaction.atomic
def reclassify(complaint: Complaint, change: Change, *, keys: Keys, by: Actor, at: datetime) -> Complaint:
    """Change what it is about, with a reason that stays in its file beside what stood there before.

    Raises Refused; Shut while locked.
    """
    complaint = asked(complaint, Act.RECLASSIFY, by=by)
    safe = queries.safe_of(complaint)
    opened = vault.opened(safe, keys)
    before = queries.points_of(complaint, opened)
    _apply(complaint, change)
    _keep(complaint, change.points, safe, at)
    if not queries.allegation_rows(complaint).exists():
        raise Refused(NO_POINT)
    was = [f"{point.number}. {point.kind.name}: {point.words}" for point in before]
    entry(complaint, Written(Casework.NOTE, "\n".join([change.why, "", *was]), change.language), by=by, at=at)
    was_serious, complaint.serious = complaint.serious, complaint.serious or _is_serious(complaint)
    complaint.area = change.area
    complaint.save(update_fields=["area", "serious"])
    ledger.record(Act.RECLASSIFY, complaint, by=by, at=at)
    return _follow(complaint, was_serious=was_serious, keys=keys, by=by, at=at)


def _apply(complaint: Complaint, change: Change) -> None:
    """Give these allegations their new kinds, and take others out; the complaint is locked. Raises Refused."""
    rows = {row.pk: row for row in queries.allegation_rows(complaint)}
    if not {*change.kinds, *change.gone} <= set(rows):
        raise Refused(ANOTHERS)
    version = queries.kinds_in_force()
    known = {kind.code: kind for kind in queries.kinds(version)}
    for key in change.gone:
        if rows[key].findings.exists() or rows[key].decided_at:
            raise Refused(HAS_A_FINDING)
        rows.pop(key).delete()
    for key, code in change.kinds.items():
        row = rows.get(key)
        if row is None or row.kind == code:
            continue
        if code not in known:
            raise Refused(NO_SUCH_KIND)
        row.kind, row.kinds, row.retaliation = code, version, known[code].retaliation
        row.save(update_fields=["kind", "kinds", "retaliation"])


def _keep(complaint: Complaint, points: Sequence[Point], safe: Safe, at: datetime) -> None:
    version = queries.kinds_in_force()
    known = {kind.code: kind for kind in queries.kinds(version)}
    theirs = {row.pk for row in queries.accused_rows(complaint)}
    last = max((row.number for row in queries.allegation_rows(complaint)), default=0)
    for number, point in enumerate(points, last + 1):
        if point.kind not in known:
            raise Refused(NO_SUCH_KIND)
        if point.accused and point.accused.pk not in theirs:
            raise Refused(ANOTHERS)
        Allegation.objects.create(
            complaint=complaint,
            number=number,
            kind=point.kind,
            kinds=version,
            accused=point.accused,
            words=sealed(safe, point.words),
            language=point.language,
            retaliation=known[point.kind].retaliation,
            made_at=at,
        )


def _is_serious(complaint: Complaint) -> bool:
    rows = list(queries.allegation_rows(complaint))
    return any(kind.serious for kind in queries.kinds_of((row.kinds, row.kind) for row in rows).values())


def _follow(complaint: Complaint, *, was_serious: bool, keys: Keys, by: Actor, at: datetime) -> Complaint:
    """What follows at once: away from those whom it is about, and an alarm about what is serious."""
    if not complaint.outside_only and queries.is_about_the_top(complaint):
        complaint = turn_outside(complaint, keys=keys, by=by, at=at)
    if queries.allegation_rows(complaint).filter(retaliation=True).exists():
        clocking.owe(RETALIATION, complaint, at=at)
    if complaint.serious and not was_serious:
        alarm(complaint, keys=keys, by=by, at=at)
    return complaint
