"""What the chart offers to the rest of the house."""

from openbeat.apps.progress.hooks import accountable as accountable
from openbeat.apps.progress.hooks import chart as chart
from openbeat.apps.progress.hooks import digest as digest
from openbeat.apps.progress.hooks import tactics as tactics
from openbeat.apps.progress.hooks import texts as texts
