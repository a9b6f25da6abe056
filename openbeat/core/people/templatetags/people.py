"""Small helps for pages about people."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder

from openbeat.core.people import contact, queries
from openbeat.core.people.models import Person, Way

register = template.Library()


@register.filter
def spoken(way: Way) -> str:
    """The number or address as people write it."""
    return contact.spoken(way.kind, way.value)


@register.filter
def is_staff(person: Person) -> bool:
    """Whether somebody holds a post of the department now."""
    return queries.is_staff(person)


@register.simple_tag
def options(data: dict[str, Any]) -> str:
    """What the browser needs to make or use a passkey, for a data attribute."""
    return json.dumps(data, cls=DjangoJSONEncoder)
