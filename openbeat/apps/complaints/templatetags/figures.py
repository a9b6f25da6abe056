"""The rows of a table of figures, put together at once: a page has hundreds of cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html_join
from django.utils.text import capfirst

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from openbeat.apps.complaints.queries.dashboards import Table

register = template.Library()
ROW = '<tr role="row"><th role="rowheader" scope="row"><bdi>{}</bdi></th>{}</tr>'
CELL = '<td role="cell" data-label="{}">{}</td>'


def _lines(cell: tuple[str, str]) -> tuple[str, str]:
    """The name of the column, and what the cell says, line by line."""
    column, words = cell
    return column, linebreaksbr(words) if "\n" in words else words


@register.simple_tag
def rows(table: Table) -> SafeString:
    """Each row with its name as its header; each other cell with the name of its column."""
    lines = ((capfirst(name), format_html_join("", CELL, map(_lines, cells))) for name, cells in table.lines)
    return format_html_join("", ROW, lines)
