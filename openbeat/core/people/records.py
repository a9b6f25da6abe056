"""Everything that hangs on a person, found by `Privacy.subject` in every model of the house."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models

from openbeat.core.people import subjects
from openbeat.core.vault import records as kept
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from openbeat.core.people.models import Person

PERSON = "people.person"


def models_about_people() -> list[type[models.Model]]:
    """The models of ours whose rows are about a person, the Person itself left out."""
    ours = (model for model in apps.get_models() if model.__module__.startswith("openbeat."))
    return [model for model in ours if subjects.path_of(model) and model._meta.label_lower != PERSON]


def blank(person: Person) -> list[Ref]:
    """Blank the personal fields of every row about the person; gives the things that were touched.

    A model says `Privacy.forgotten = "delete"` where its rows go as a whole, or gives a mapping of field to value
    where blank is not allowed.
    """
    touched: list[Ref] = []
    for model in models_about_people():
        rows = model._default_manager.filter(subjects.rows_of(model, person.pk)).order_by("pk")
        keys = list(rows.values_list("pk", flat=True))
        if not keys or not _hidden(model):
            continue
        touched += [Ref(model._meta.label_lower, str(key)) for key in keys]
        instead = getattr(model.Privacy, "forgotten", {})  # type: ignore[attr-defined]
        chosen = model._default_manager.filter(pk__in=keys)
        if instead == "delete":
            chosen.delete()
        else:
            chosen.update(**{name: instead.get(name, _nothing(model, name)) for name in _blankable(model)})
    return touched


def refs_about(person: Person) -> set[Ref]:
    """The records in which something personal about the person stands: theirs, and the matters that rows belong to."""
    found = {Ref.of(person)}
    for model in models_about_people():
        if not _hidden(model):
            continue
        rows = model._default_manager.filter(subjects.rows_of(model, person.pk)).order_by()
        for kind, column in _ways(model):
            found |= {Ref(kind, str(key)) for key in rows.values_list(column, flat=True).distinct() if key is not None}
    return found


def _ways(model: type[models.Model]) -> Iterator[tuple[str, str]]:
    """The row itself, and what it points to where that is a kind of record: its concern, its inquiry, its meeting."""
    yield model._meta.label_lower, "pk"
    kinds = {each.kind for each in kept.offered()}
    for field in model._meta.concrete_fields:
        related = getattr(field, "related_model", None)
        if isinstance(field, models.ForeignKey) and related is not None and related._meta.label_lower in kinds:
            yield related._meta.label_lower, field.attname


def _hidden(model: type[models.Model]) -> list[str]:
    privacy = model.Privacy  # type: ignore[attr-defined]
    return [*getattr(privacy, "personal", ()), *getattr(privacy, "sealed", ())]


def _blankable(model: type[models.Model]) -> list[str]:
    # The way to the blanked Person stays: without it, what was answered would lose whose it was, and constraints break.
    last = subjects.path_of(model).split("__", maxsplit=1)[0]
    return [name for name in _hidden(model) if name != last]


def _nothing(model: type[models.Model], name: str) -> Any:
    field: Any = model._meta.get_field(name)
    if field.null:
        return None
    if isinstance(field, models.JSONField):
        return field.get_default() if field.has_default() else {}
    if isinstance(field, models.BinaryField):
        return b""
    if isinstance(field, (models.CharField, models.TextField, models.FileField)):
        return ""
    return field.get_default()


def unblankable(model: type[models.Model]) -> list[str]:
    """The personal fields of a model that nobody could blank: a start-up check refuses them."""
    instead = getattr(model.Privacy, "forgotten", {})  # type: ignore[attr-defined]
    if instead == "delete":
        return []
    texts = (models.CharField, models.TextField, models.FileField, models.JSONField, models.BinaryField)
    fields: dict[str, Any] = {name: model._meta.get_field(name) for name in _blankable(model)}
    return [
        name
        for name, field in fields.items()
        if not (field.null or name in instead or isinstance(field, texts) or field.has_default())
    ]


def hand_over(record: Person, heir: Person) -> None:
    """Make everything about the one person be about the other; only where the row itself names the person."""
    for model in models_about_people():
        path = subjects.path_of(model)
        if "__" not in path and model._meta.label_lower not in {"people.way", "people.need"}:
            rows = model._default_manager.filter(**{path: record.pk})
            for twin in _twins(model, path, heir):
                rows = rows.exclude(twin)
            rows.update(**{path: heir.pk})


def _twins(model: type[models.Model], path: str, heir: Person) -> Iterator[models.Exists]:
    """What the heir has already, where a person may have it once only: the other one stays with the blanked record."""
    for rule in model._meta.constraints:
        if isinstance(rule, models.UniqueConstraint) and path in rule.fields and rule.condition is None:
            same = {name: models.OuterRef(name) for name in rule.fields if name != path}
            yield models.Exists(model._default_manager.filter(**same, **{path: heir.pk}).order_by())


def about(person: Person) -> list[dict[str, Any]]:
    """What is kept about the person, row by row: public and personal fields, and the names of those that are sealed."""
    rows = [_told(person)]
    for model in models_about_people():
        found = model._default_manager.filter(subjects.rows_of(model, person.pk)).order_by("pk")
        rows += [_told(thing) for thing in found]
    return rows


def _told(thing: models.Model) -> dict[str, Any]:
    return {"kind": thing._meta.label_lower, "key": str(thing.pk), **dict(_values(thing))}


def _values(thing: models.Model) -> Iterator[tuple[str, Any]]:
    privacy: Any = thing.Privacy  # type: ignore[attr-defined]
    shown = (*privacy.public, *getattr(privacy, "personal", ()))
    for name in (*shown, *(each for each in ("language", "kind", "preferred", "neutral") if each not in shown)):
        if name in {field.name for field in thing._meta.concrete_fields} and name != "id":
            column = thing._meta.get_field(name).attname  # type: ignore[union-attr]
            yield ("what" if name in {"kind", "key"} else name), _plain(getattr(thing, column))
    for name in getattr(privacy, "sealed", ()):
        yield name, "sealed"


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return value if isinstance(value, str | int | float | bool | list | dict | None) else str(value)
