"""What was done, by whom, when."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The record of every act; entries are never changed or removed."""

    name = "openbeat.core.ledger"
    label = "ledger"
