"""Change the department, each time as an act on record; and say by when a promise must be kept."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction

from openbeat.core.department import feasts, lines, promises, queries
from openbeat.core.department.facts import Change, Decision, Facts
from openbeat.core.department.models import ONLY, Choice, Clock, Department, Holiday, PromiseVersion
from openbeat.core.department.policies import POLICY, Act
from openbeat.core.department.wrong import Wrong
from openbeat.core.ledger import services as ledger
from openbeat.kit import memory
from openbeat.kit.clock import add_working_days
from openbeat.kit.policy import Conflict

if TYPE_CHECKING:
    from datetime import date

    from openbeat.kit.actors import Actor

END_OF_DAY = time(23, 59, 59)
AS_OFFERED = "as it came with the program"
__all__ = ["Change", "Decision", "Facts", "Wrong"]


@transaction.atomic
def set_up(facts: Facts, *, by: Actor, at: datetime) -> Department:
    """Say whose house this is, and take every promise as it was offered; raises Wrong where that was said before."""
    POLICY.require(by, Act.SET_UP, None)
    if Department.objects.filter(pk=ONLY).exists():
        raise Wrong(Wrong.ONE_DEPARTMENT)
    department = Department(**asdict(facts))
    feasts.check_zone(facts.zone)
    department.full_clean()
    department.save(force_insert=True)
    ledger.record(Act.SET_UP, department, by=by, at=at, zone=facts.zone, languages=facts.languages)
    memory.forget_all()
    for info in promises.offered():
        in_force(info.name, at)
    return _changed(department)


@transaction.atomic
def describe(facts: Facts, version: int, *, by: Actor, at: datetime) -> Department:
    """Change what the department says of itself; raises Conflict where somebody else changed it meanwhile."""
    department = Department.objects.select_for_update().get(pk=ONLY)
    POLICY.require(by, Act.DESCRIBE, department)
    if department.version != version:
        raise Conflict(in_words(department), department.version)
    feasts.check_zone(facts.zone)
    changed = [name for name, value in asdict(facts).items() if getattr(department, name) != value]
    for name, value in asdict(facts).items():
        setattr(department, name, value)
    department.version += 1
    department.full_clean()
    department.save()
    ledger.record(Act.DESCRIBE, department, by=by, at=at, changed=changed)
    return _changed(department)


def in_words(thing: Department | Facts) -> str:
    """All that the department says of itself, a line each, to compare two versions."""
    labels = {field.name: field.verbose_name for field in Department._meta.concrete_fields}
    return "\n".join(f"{labels[name]}: {getattr(thing, name)}" for name in Facts.__dataclass_fields__)


@transaction.atomic
def add_holiday(day: date, name: str, language: str, *, by: Actor, at: datetime) -> Holiday:
    """Keep one more day on which nobody works; a second holiday on a day renames it."""
    POLICY.require(by, Act.ADD_HOLIDAY, None)
    holiday, _new = Holiday.objects.update_or_create(day=day, defaults={"name": name, "language": language})
    ledger.record(Act.ADD_HOLIDAY, holiday, by=by, at=at, day=day.isoformat())
    return _changed(holiday)


@transaction.atomic
def remove_holiday(holiday: Holiday, *, by: Actor, at: datetime) -> None:
    """Work on that day again. Promises made before keep the date they were given."""
    POLICY.require(by, Act.REMOVE_HOLIDAY, holiday)
    ledger.record(Act.REMOVE_HOLIDAY, holiday, by=by, at=at, day=holiday.day.isoformat())
    Holiday.objects.filter(pk=holiday.pk).delete()
    _changed(holiday)


@transaction.atomic
def fill_holidays(country: str, region: str, year: int, *, by: Actor, at: datetime) -> int:
    """Add the public holidays of a country, and of a state or region in it, for a year; gives how many were new.

    Days that are in the list already stay as they are. Raises Wrong for a country or region that is not known.
    """
    POLICY.require(by, Act.FILL_HOLIDAYS, None)
    found = [Holiday(day=day, name=name, language="en") for day, name in feasts.of(country, region, year)]
    known = set(Holiday.objects.filter(day__year=year).order_by().values_list("day", flat=True))
    new = [holiday for holiday in found if holiday.day not in known]
    Holiday.objects.bulk_create(new)
    department = Department.objects.filter(pk=ONLY).first() or Department(name=queries.NAMELESS)
    facts: dict[str, Any] = {"country": country, "region": region, "year": year, "count": len(new)}
    ledger.record(Act.FILL_HOLIDAYS, department, by=by, at=at, **facts)
    _changed(department)
    return len(new)


@transaction.atomic
def set_promise(change: Change, *, by: Actor, at: datetime) -> PromiseVersion:
    """Promise something else from a moment on; what was made before keeps the version it was made under.

    Raises Wrong for a moment that has passed, and promises.NotOffered.
    """
    POLICY.require(by, Act.PROMISE, None)
    promises.info(change.promise)
    if change.since < at:
        raise Wrong(Wrong.PAST)
    in_force(change.promise, at)
    version = PromiseVersion(**asdict(change), made_at=at)
    version.full_clean()
    version.save()
    facts = {"days": change.days, "clock": change.clock, "since": change.since.isoformat()}
    ledger.record(Act.PROMISE, version, by=by, at=at, promise=change.promise, **facts)
    return _changed(version)


def in_force(name: str, at: datetime) -> PromiseVersion:
    """The version of a promise that holds at that moment; on its first use, what its app offered is written down."""
    if version := queries.promise(name, at):
        return version
    info = promises.info(name)
    facts = {"days": info.days, "clock": info.clock, "reason": AS_OFFERED, "decided_by": AS_OFFERED, "made_at": at}
    first, _new = PromiseVersion.objects.get_or_create(promise=str(name), since=at, defaults=facts)
    return _changed(first)


def due(promise: str, at: datetime) -> datetime:
    """By when a promise made at that moment must be kept: the end of its last day, in the department's zone."""
    stands = queries.standing(promise, at)
    zone = queries.zone()
    start = at.astimezone(zone).date()
    if stands.clock == Clock.CALENDAR:
        day = start + timedelta(days=stands.days)
    else:
        day = add_working_days(start, stands.days, queries.calendar())
    return datetime.combine(day, END_OF_DAY, tzinfo=zone).astimezone(at.tzinfo)


@transaction.atomic
def decide(key: str, decision: Decision, *, by: Actor, at: datetime) -> Choice:
    """Put a decision on record; earlier ones stay. Raises Wrong for an unknown line or a figure out of reach."""
    POLICY.require(by, Act.DECIDE, None)
    line = lines.BY_KEY.get(key)
    if line is None:
        raise Wrong(Wrong.NO_LINE)
    if line.number and not line.number.least <= (decision.number or 0) <= line.number.most:
        raise Wrong(Wrong.OUT_OF_REACH, least=line.number.least, most=line.number.most)
    number = decision.number if line.number else None
    facts = {**asdict(decision), "number": number}
    choice = Choice(line=key, decided_at=at, **facts)
    choice.full_clean()
    choice.save()
    ledger.record(Act.DECIDE, choice, by=by, at=at, line=key, number=number)
    return _changed(choice)


def _changed[T](thing: T) -> T:
    """This process reads anew at once, and again when the change is really there."""
    memory.forget_all()
    transaction.on_commit(memory.forget_all)
    return thing
