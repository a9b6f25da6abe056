"""The published figures with their words: sections of a chart and a table each, for the page and for the report."""

from openbeat.apps.complaints.queries.dashboards.parts import Bar, Section, Table
from openbeat.apps.complaints.queries.dashboards.sections import sections, withheld
from openbeat.apps.complaints.queries.dashboards.wording import share_words, within_words

__all__ = ["Bar", "Section", "Table", "sections", "share_words", "withheld", "within_words"]
