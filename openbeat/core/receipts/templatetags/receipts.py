"""`{% receipt code %}` shows a code once, to be kept; its filters show it in groups and spell it."""

from __future__ import annotations

from typing import Any

from django import template

from openbeat.core.receipts import codes

register = template.Library()


@register.filter
def grouped(code: str) -> str:
    """The code in groups of four."""
    return codes.grouped(code)


@register.filter
def spelled(code: str) -> list[list[Any]]:
    """The words for each sign, group by group."""
    return codes.spelled(code)


@register.inclusion_tag("receipts/issued.html")
def receipt(code: str) -> dict[str, str]:
    """The part of a page that shows a new receipt."""
    return {"code": code}
