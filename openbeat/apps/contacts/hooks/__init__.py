"""What this app offers to the rest of the house."""

from openbeat.apps.contacts.hooks import circulars as circulars
from openbeat.apps.contacts.hooks import committee as committee
from openbeat.apps.contacts.hooks import inquiries as inquiries
from openbeat.apps.contacts.hooks import texts as texts
