"""The stages of what this app keeps, and which act leads from where to where."""

from openbeat.apps.contacts.lifecycle.circulars import CIRCULARS
from openbeat.apps.contacts.lifecycle.inquiries import INQUIRIES

__all__ = ["CIRCULARS", "INQUIRIES"]
