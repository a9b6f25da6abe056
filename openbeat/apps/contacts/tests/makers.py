"""Makers of the example town, for tests."""

from openbeat.apps.contacts.demo import NOON, an_inquiry

__all__ = ["NOON", "an_inquiry"]
