"""Interpreters who are wanted at meetings, for the desk of the translators."""

from openbeat.apps.meetings.queries.interpreters import interpreters_wanted
from openbeat.core.hooks import interpreters

interpreters.offer("meetings", interpreters_wanted)
