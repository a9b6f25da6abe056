"""Start-up checks: whatever is personal can be forgotten."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, register

from openbeat.core.people import records


@register()
def everything_personal_can_be_forgotten(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """Each personal field is a text, may be empty, or `Privacy.forgotten` says what becomes of it."""
    return [
        Error(f"{model._meta.label}.{name}: say in Privacy.forgotten what becomes of it", id="openbeat.E010")
        for model in records.models_about_people()
        for name in records.unblankable(model)
    ]
