"""Makers of the example town, for tests."""

from openbeat.apps.contacts.demo import NOON, a_circular, an_inquiry

__all__ = ["NOON", "a_circular", "an_inquiry"]
