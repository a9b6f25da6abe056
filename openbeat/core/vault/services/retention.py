"""For how long a matter is kept, what holds it, and how it is destroyed: by throwing away what opens it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openbeat.core.ledger import services as ledger
from openbeat.core.vault import queries, records
from openbeat.core.vault.facts import Period, Reason
from openbeat.core.vault.models import Hold, Safe, Series
from openbeat.core.vault.months import after
from openbeat.core.vault.policies import RECORDS_POLICY, Act
from openbeat.core.vault.services import wrapping
from openbeat.kit.actors import program
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from openbeat.kit.actors import Actor
    from openbeat.kit.refs import Ref

RULE = program("retention", "administrator")
GONE = _("It has been destroyed already.")
HELD = _("It is under a legal hold or an open request. Nobody can destroy it until that is lifted.")
OPEN = _("It is not closed. Nothing is destroyed before it is closed and its period is over.")
NO_PERIOD = _("No period is set for this kind of record. Nothing is destroyed before one is set and over.")
TOO_EARLY = _("Its period is not over. Nobody can destroy it before.")
NO_REASON = _("Say by which rule, or why, it is destroyed.")
FIXED = _("No period is set for this: it is forgotten after a fixed time, or when the person asks.")
LIFTED = _("This hold was lifted already.")


@transaction.atomic
def set_series(period: Period, *, by: Actor, at: datetime) -> Series:
    """Set for how long records of a kind with an outcome are kept. What is closed already is only ever kept for longer:

    no period that runs is shortened, so that nobody makes a matter go sooner than those concerned were told.
    """
    RECORDS_POLICY.require(by, Act.SET_SERIES, None)
    if (known := records.of(period.kind)) and not known.settable:
        raise Refused(FIXED)
    was = queries.months(period.kind, period.outcome)
    row, _new = Series.objects.update_or_create(
        kind=period.kind, outcome=period.outcome,
        defaults={"months": period.months, "law": period.law, "language": period.language, "set_at": at},
    )  # fmt: skip
    closed = Safe.objects.select_for_update(of=("self",)).filter(kind=period.kind, destroyed_at=None)
    for safe in closed.exclude(closed_at=None).order_by("pk"):
        _date(safe, at_least=safe.keep_until)
    told = {"of": period.kind, "outcome": period.outcome, "months": period.months, "was": was or 0}
    ledger.record(Act.SET_SERIES, row, by=by, at=at, **told)
    return row


def _date(safe: Safe, *, at_least: datetime | None = None) -> None:
    months = queries.months(safe.kind, safe.outcome)
    until = after(safe.closed_at, months) if safe.closed_at and months else None
    safe.keep_until = max(filter(None, (until, at_least)), default=None)
    safe.save(update_fields=["closed_at", "outcome", "keep_until"])


@transaction.atomic
def close(safe: Safe, *, outcome: str, at: datetime) -> Safe:
    """The matter is closed with this outcome: its period begins. The app that closes it records its own act."""
    safe = wrapping.locked(safe)
    safe.closed_at, safe.outcome = at, outcome
    _date(safe)
    return safe


@transaction.atomic
def reopen(safe: Safe) -> Safe:
    """The matter is open again: no period runs."""
    safe = wrapping.locked(safe)
    safe.closed_at, safe.outcome = None, ""
    _date(safe)
    return safe


@transaction.atomic
def hold(ref: Ref, reason: Reason, *, by: Actor, at: datetime) -> Hold:
    """Put a hold on a record: from now on nobody and no rule destroys it. Raises Refused where it is destroyed."""
    RECORDS_POLICY.require(by, Act.HOLD, ref)
    safe = _locked_safe(ref)
    if safe and safe.destroyed_at:
        raise Refused(GONE)
    row = Hold.objects.create(
        kind=ref.kind, key=ref.key, sort=reason.sort, reason=reason.words, language=reason.language, since=at,
        by=by.person,
    )  # fmt: skip
    _count(safe)
    ledger.record(Act.HOLD, ref, by=by, at=at, sort=reason.sort.value)
    return row


def _locked_safe(ref: Ref) -> Safe | None:
    return Safe.objects.select_for_update(of=("self",)).filter(kind=ref.kind, key=ref.key).first()


def _count(safe: Safe | None) -> None:
    """What the row of a locked safe says of its holds is what there is, not what there was and one more or less."""
    if safe:
        safe.held = queries.holds(safe.ref).count()
        safe.save(update_fields=["held"])


@transaction.atomic
def lift(row: Hold, *, by: Actor, at: datetime) -> Hold:
    """Lift a hold. Raises Refused where it was lifted already."""
    RECORDS_POLICY.require(by, Act.LIFT_HOLD, row.ref)
    safe = _locked_safe(row.ref)
    if not Hold.objects.filter(pk=row.pk, lifted_at=None).update(lifted_at=at, lifted_by=by.person):
        raise Refused(LIFTED)
    _count(safe)
    ledger.record(Act.LIFT_HOLD, row.ref, by=by, at=at, sort=row.sort)
    row.refresh_from_db()
    return row


@transaction.atomic
def destroy(safe: Safe, *, by: Actor, at: datetime, rule: str) -> Safe:
    """Throw away all that opens it, for a rule or a person alike; gives the row with `gone_on`. Raises Refused.

    `rule` is the series, or a person's reason as a code. What was sealed stays where it is, and nobody can open it.
    """
    safe = wrapping.locked(safe)
    if why := refusal(safe, at=at):
        raise Refused(why)
    if queries.holds(safe.ref).exists():  # asked itself, whatever the row of the safe has counted
        raise Refused(HELD)
    if not rule:
        raise Refused(NO_REASON)
    wrapping.throw_away(list(queries.wraps(safe)), at=at)
    safe.destroyed_at, safe.destroyed_by_rule, safe.gone_on = at, rule, gone_on(at)
    safe.save(update_fields=["destroyed_at", "destroyed_by_rule", "gone_on"])
    ledger.record(Act.DESTROY, safe.ref, by=by, at=at, rule=rule, gone_on=safe.gone_on.isoformat())
    return safe


def refusal(safe: Safe, *, at: datetime) -> StrPromise | str:
    """Why it may not be destroyed now, in a sentence; "" where it may."""
    if safe.destroyed_at:
        return GONE
    if safe.held:
        return HELD
    if safe.closed_at is None:
        return OPEN
    if safe.keep_until is None:
        return NO_PERIOD
    return TOO_EARLY if at < safe.keep_until else ""


def gone_on(at: datetime) -> date:
    """The day on which the last backup of the keys of that moment has expired."""
    return (at + timedelta(days=settings.OPENBEAT_KEYS_BACKUP_DAYS + 1)).date()


def run(*, at: datetime) -> int:
    """Destroy what is past its period and held by nothing; reads nothing, throws keys away. Gives how many it was."""
    done = 0
    for safe in list(queries.over(at)):
        try:
            destroy(safe, by=RULE, at=at, rule=f"series:{safe.outcome or '*'}")
        except Refused:  # a hold came between
            continue
        done += 1
    return done
