"""A program of its own for the kill test: makes a database with messages, or says how they stand."""

from __future__ import annotations

import json
import sys

import django
from django.conf import settings
from django.core.management import call_command


class NoMigrations(dict[str, None]):
    """Tables are made from the models, as in all tests."""

    def __contains__(self, item: object) -> bool:
        return True

    def __missing__(self, key: str) -> None:
        return None


def build(count: int) -> None:
    """Make the database and put messages into the outbox."""
    from openbeat.core.notices.tests.makers import a_message  # noqa: PLC0415  after django.setup()

    settings.MIGRATION_MODULES = NoMigrations()
    call_command("migrate", run_syncdb=True, verbosity=0)
    call_command("createcachetable", database="cache", verbosity=0)

    for number in range(count):
        a_message(once=f"message {number}", title=f"Number {number}.")


def report() -> None:
    """Print the stage of each message."""
    from openbeat.core.notices.models import Message  # noqa: PLC0415  after django.setup()

    found = Message.objects.order_by("pk").values_list("subject", "stage")
    print(json.dumps(dict(found)))  # noqa: T201


if __name__ == "__main__":
    django.setup()
    if sys.argv[1] == "build":
        build(int(sys.argv[2]))
    else:
        report()
