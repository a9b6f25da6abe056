"""What this app offers to the rest of the house."""

from openbeat.apps.translators.hooks import asking as asking
from openbeat.apps.translators.hooks import works as works
