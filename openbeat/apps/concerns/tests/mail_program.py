"""A program of its own for the test of the real mail server: makes a town of two beats, reads letters, reports."""

from __future__ import annotations

import json
import sys

import django
from django.core.management import call_command


def build() -> None:
    """Make the tables from the models, and the cast."""
    from django.conf import settings  # noqa: PLC0415  after django.setup()

    from openbeat.core.notices.tests.victim import NoMigrations  # noqa: PLC0415
    from openbeat.core.people.demo import a_cast  # noqa: PLC0415

    settings.MIGRATION_MODULES = NoMigrations()
    call_command("migrate", run_syncdb=True, verbosity=0)
    call_command("createcachetable", database="cache", verbosity=0)
    a_cast()


def serve(port: int) -> None:
    """Be the mail server, as `openbeat mail` is."""
    import asyncio  # noqa: PLC0415

    from openbeat.core.inbox import server  # noqa: PLC0415

    asyncio.run(server.serve("127.0.0.1", port))


def report() -> None:
    """Read what waits, and print what there is."""
    from openbeat.apps.concerns.models import Concern  # noqa: PLC0415
    from openbeat.core.inbox.models import Parcel  # noqa: PLC0415
    from openbeat.core.jobs import services as jobs  # noqa: PLC0415

    waited = Parcel.objects.filter(outcome="waits").count()
    jobs.run_pending()
    rows = Concern.objects.order_by("pk").values_list("title", "story")
    print(json.dumps({"waited": waited, "concerns": list(rows), "kept": Parcel.objects.exclude(raw=None).count()}))  # noqa: T201


if __name__ == "__main__":
    django.setup()
    if sys.argv[1] == "serve":
        serve(int(sys.argv[2]))
    elif sys.argv[1] == "build":
        build()
    else:
        report()
