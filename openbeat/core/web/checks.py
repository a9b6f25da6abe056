"""Start-up checks: every field is classified, every view says what it does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver


@register()
def every_field_is_classified(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """Each of our models says of each field whether it is public, internal, personal or sealed."""
    return [problem for model in apps.get_models() for problem in _classification_problems(model)]


@register()
def what_is_sealed_is_sealed(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """What a model calls sealed is a field that refuses all but ciphertext; and such a field is called sealed."""
    found: list[CheckMessage] = []
    for model in apps.get_models():
        if not model.__module__.startswith("openbeat."):
            continue
        said = set(getattr(getattr(model, "Privacy", None), "sealed", ()))
        are = {field.name for field in model._meta.concrete_fields if getattr(field, "seals", False)}
        for name in sorted(said ^ are):
            words = "make it a SealedField" if name in said else "say so in Privacy.sealed"
            found.append(Error(f"{model._meta.label}.{name}: {words}", id="openbeat.E006"))
    return found


def _classification_problems(model: Any) -> Iterator[CheckMessage]:
    if not model.__module__.startswith("openbeat."):
        return
    privacy = getattr(model, "Privacy", None)
    listed = [name for kind in ("public", "internal", "personal", "sealed") for name in getattr(privacy, kind, ())]
    actual = [field.name for field in (*model._meta.concrete_fields, *model._meta.local_many_to_many)]
    if getattr(privacy, "personal", ()) and not getattr(privacy, "subject", ""):
        yield Error(f"{model._meta.label}: say whose its personal fields are (Privacy.subject)", id="openbeat.E003")
    if sorted(listed) != sorted(actual):
        differ = sorted(set(listed) ^ set(actual))
        yield Error(f"{model._meta.label}: classify each field once; differ: {differ}", id="openbeat.E001")


@register()
def every_view_declares_its_mode(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """Each view of ours is marked @reads, @writes or @opens."""
    return [
        Error(
            f"{view.__module__}.{getattr(view, '__name__', type(view).__name__)}: mark it @reads, @writes or @opens",
            id="openbeat.E002",
        )
        for view in _views(get_resolver())
        if view.__module__.startswith("openbeat.") and not hasattr(view, "mode")
    ]


def _views(resolver: URLResolver) -> Iterator[Any]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield entry.callback
        else:
            yield from _views(entry)
