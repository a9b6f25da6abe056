"""Example things between meetings, made through the app's own services."""

from openbeat.apps.contacts.demo import committee, officers
from openbeat.apps.contacts.demo.makers import NOON, a_circular, an_inquiry
from openbeat.apps.contacts.demo.town import make

__all__ = ["NOON", "a_circular", "an_inquiry", "committee", "make", "officers"]
