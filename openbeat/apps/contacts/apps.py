"""Between meetings: who answers in an area, what residents write to a post, and what its committee writes."""

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    """Between meetings: who answers in an area, what residents write to a post, and what its committee writes."""

    name = "openbeat.apps.contacts"
    label = "contacts"
