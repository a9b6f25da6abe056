"""Add, draw, describe and close areas."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import transaction

from openbeat.core.department import queries as department
from openbeat.core.ledger import services as ledger
from openbeat.core.places import slugs
from openbeat.core.places.facts import Facts
from openbeat.core.places.figures import geometry, validity
from openbeat.core.places.figures.labels import inside_point
from openbeat.core.places.models import Area, Kind
from openbeat.core.places.policies import POLICY, Act
from openbeat.kit import memory
from openbeat.kit.policy import Conflict

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.core.places.figures.geometry import Shape
    from openbeat.kit.actors import Actor


@transaction.atomic
def root(*, by: Actor, at: datetime) -> Area:
    """The area of the whole department; made on first use, under the department's name."""
    found = Area.objects.filter(kind=Kind.DEPARTMENT).first()
    if found:
        return found
    whole = department.department()
    return add(Kind.DEPARTMENT, Facts(name=whole.town or whole.name, name_language=whole.language), None, by=by, at=at)


@transaction.atomic
def add(kind: str, facts: Facts, parent: Area | None, *, by: Actor, at: datetime) -> Area:
    """Add an area that has no boundary yet; raises ValidationError where its name is taken."""
    POLICY.require(by, Act.ADD, None)
    if parent is None and kind != Kind.DEPARTMENT:
        parent = root(by=by, at=at)
    area = Area(
        kind=kind, code=facts.name, parent=parent, slug=slugs.fresh(facts.name, kind, taken_slugs()), **asdict(facts)
    )
    area.full_clean()
    area.save()
    ledger.record(Act.ADD, area, by=by, at=at, kind=kind)
    return changed(area)


@transaction.atomic
def describe(area: Area, facts: Facts, version: int, *, by: Actor, at: datetime) -> Area:
    """Change what is said about an area, not its address; raises Conflict where somebody else changed it meanwhile."""
    area = Area.objects.select_for_update().get(pk=area.pk)
    POLICY.require(by, Act.DESCRIBE, area)
    if area.version != version:
        raise Conflict(area.about, area.version)
    altered = [name for name, value in asdict(facts).items() if getattr(area, name) != value]
    for name, value in asdict(facts).items():
        setattr(area, name, value)
    area.version += 1
    area.full_clean(exclude=["parent"])
    area.save()
    ledger.record(Act.DESCRIBE, area, by=by, at=at, changed=altered)
    return changed(area)


@transaction.atomic
def draw(area: Area, boundary: object, *, by: Actor, at: datetime) -> Area:
    """Give an area its boundary, a GeoJSON geometry; raises geometry.Broken with a sentence."""
    area = Area.objects.select_for_update().get(pk=area.pk)
    POLICY.require(by, Act.DRAW, area)
    put_on_ground(area, validity.check(geometry.read(boundary)), at)
    area.save()
    ledger.record(Act.DRAW, area, by=by, at=at, square_km=area.square_km)
    return changed(area)


def put_on_ground(area: Area, shape: Shape, at: datetime) -> None:
    """Set all that follows from a boundary; the caller saves."""
    area.boundary = geometry.write(shape)
    area.west, area.south, area.east, area.north = geometry.box(shape)
    area.longitude, area.latitude = inside_point(shape)
    area.square_km = round(geometry.square_km(shape), 3)
    area.drawn_at = at


@transaction.atomic
def close(area: Area, *, by: Actor, at: datetime) -> Area:
    """Take an area out of use; what happened in it stays."""
    return _set_closed(area, Act.CLOSE, at, by=by, at=at)


@transaction.atomic
def open_again(area: Area, *, by: Actor, at: datetime) -> Area:
    """Use a closed area again."""
    return _set_closed(area, Act.OPEN_AGAIN, None, by=by, at=at)


def _set_closed(area: Area, act: Act, closed_at: datetime | None, *, by: Actor, at: datetime) -> Area:
    area = Area.objects.select_for_update().get(pk=area.pk)
    POLICY.require(by, act, area)
    area.closed_at = closed_at
    area.save(update_fields=["closed_at"])
    ledger.record(act, area, by=by, at=at)
    return changed(area)


def taken_slugs() -> set[str]:
    """The addresses that areas have."""
    return set(Area.objects.order_by().values_list("slug", flat=True))


def changed[T](thing: T) -> T:
    """This process reads anew at once, and again when the change is really there."""
    memory.forget_all()
    transaction.on_commit(memory.forget_all)
    return thing
