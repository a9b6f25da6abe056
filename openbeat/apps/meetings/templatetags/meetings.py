"""What the pages of meetings say of days and roles: `{% load meetings %}`."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.dates import WEEKDAYS

from openbeat.core.hooks import roles

register = template.Library()


@register.filter
def weekday(number: int) -> Any:
    """The name of a day of the week; 0 is Monday."""
    return WEEKDAYS[number]


@register.filter
def role_label(name: str) -> Any:
    """What a role is called."""
    return roles.label(name)
