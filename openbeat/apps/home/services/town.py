"""Builds the example town through the apps' own services, and begins it anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction

from openbeat.apps.home.services import city
from openbeat.core.hooks import demo
from openbeat.core.ledger import demo as ledger
from openbeat.core.ledger import triggers
from openbeat.core.ledger.services import counts, log
from openbeat.core.people import demo as people
from openbeat.core.places import demo as places
from openbeat.core.places import queries
from openbeat.kit import clock, memory
from openbeat.kit.actors import program

if TYPE_CHECKING:
    from datetime import datetime

BUILDING = "home.building"
KEPT = {"jobs", "django_tasks_database", "contenttypes"}  # the worker that builds the town stands on these
SIZES = ("small", "town", "city")

type Progress = Callable[[str, int, int], None]


def _quiet(_what: str, _done: int, _all: int) -> None:
    """Say nothing."""


def is_built() -> bool:
    """Whether there is a town already."""
    return bool(queries.areas())


@transaction.atomic
def build(size: str, *, at: datetime, progress: Progress = _quiet) -> None:
    """Build Alder Falls as it stands at `at`, in one transaction; `progress(what, done, all)` is told of each part.

    A town that was here before, and is gone, has a log that was published: the new one follows it. Raises ValueError
    for a size that is not known, or where there are areas already.
    """
    if size not in SIZES or is_built():
        raise ValueError(size)
    makers = demo.makers()
    progress("places", 0, len(makers) + 2)
    began = at - people.LONG_AGO
    builder = program("example town", "administrator")
    places.the_town(began, builder)
    memory.forget_all()
    progress("people", 1, len(makers) + 2)
    cast = people.a_cast(began)
    beats = tuple(area for area in queries.areas() if area.kind == "beat")
    town = demo.Town(now=at, size="town" if size == "city" else size, cast=cast, areas=beats)
    for number, (name, maker) in enumerate(makers, start=2):
        progress(name, number, len(makers) + 2)
        maker(town)
    memory.forget_all()
    if size == "city":
        city.grow(city.WHOLE, progress, at=at)
        memory.forget_all()
    log.follow(at=at)


@transaction.atomic
def begin_again(size: str, *, at: datetime) -> None:
    """Empty everything and build the town anew: whoever reads meanwhile sees the old town until the new one stands."""
    log.wait()
    triggers.remove(connection)
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            if model._meta.app_label not in KEPT and model._meta.managed:
                table = connection.ops.quote_name(model._meta.db_table)
                cursor.execute(f"DELETE FROM {table}")  # noqa: S608  the name of a model's table
    triggers.install(connection)
    memory.forget_all()
    build(size, at=at)
    cache.delete(BUILDING)


def start_again() -> None:
    """What the worker does when somebody asked for a new beginning: the clock is set right, the town built anew."""
    clock.set_right()
    begin_again(settings.OPENBEAT_DEMO_SIZE, at=clock.now())
    open_log(at=clock.now())


def open_log(*, at: datetime) -> None:
    """Give all that was done in the town its place in the public log, let a witness sign it, publish what it counts."""
    log.sequence(at=at)
    ledger.a_witness(at)
    counts.publish(at=at)


def ask_for_a_new_beginning() -> None:
    """Remember for five minutes that the town is being built."""
    cache.set(BUILDING, "1", 300)


def is_building() -> bool:
    """Whether the town is being built anew."""
    return bool(cache.get(BUILDING))
