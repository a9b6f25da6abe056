"""The published figures with their words: sections of a chart and a table each, for the page and for the report."""

from openbeat.apps.complaints.queries.dashboards.followed import agreement
from openbeat.apps.complaints.queries.dashboards.parts import Bar, Section, Table
from openbeat.apps.complaints.queries.dashboards.sections import findings, sections, time_to_close, withheld
from openbeat.apps.complaints.queries.dashboards.wording import share_words, within_words

__all__ = [
    "Bar",
    "Section",
    "Table",
    "agreement",
    "findings",
    "sections",
    "share_words",
    "time_to_close",
    "withheld",
    "within_words",
]
