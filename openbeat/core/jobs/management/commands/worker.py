"""The worker as a management command; `openbeat worker` is the same."""

import logging
from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from openbeat.core.jobs import queries, services, ticks
from openbeat.core.jobs.worker import Runner
from openbeat.kit.clock import now

LANES = 4


class Command(BaseCommand):
    """Does what was asked for later."""

    help = "Do what was asked for later: messages, PDFs, clocks that run out. Keep one running beside the web server."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what the command understands."""
        parser.add_argument("--poll", type=float, default=1.0, help="seconds between two looks when nothing waits")
        parser.add_argument(
            "--lanes", type=int, default=LANES, help="how many jobs are in hand at a time (%(default)s)"
        )
        parser.add_argument("--once", action="store_true", help="do what is due now, then end")
        parser.add_argument("--failed", action="store_true", help="list the jobs that were given up, then end")
        parser.add_argument("--again", metavar="ID", help="ask once more for a job that was given up, then end")

    def handle(self, *, poll: float, lanes: int, once: bool, failed: bool, again: str | None, **_options: Any) -> None:
        """Run until somebody stops it, or answer one question."""
        if failed:
            self._list_failed()
        elif again:
            self._again(again)
        elif once:
            self._once()
        else:
            if not settings.OPENBEAT_DEMO:
                logging.getLogger("openbeat.jobs").setLevel(logging.INFO)
            Runner(poll=poll, lanes=lanes).run()

    def _once(self) -> None:
        runner, count = Runner(), 0
        services.reap(now(), {worker.pk for worker in queries.alive(timezone.now())})
        while runner.step():
            count += 1
        ticks.run_all()
        self.stdout.write(f"{count} jobs done")

    def _list_failed(self) -> None:
        for row in queries.failed():
            name = " ".join(str(arg) for arg in row.args_kwargs["args"])
            self.stdout.write(f"{row.pk}  {row.finished_at:%Y-%m-%d %H:%M}  {name}  {row.exception_class_path}")

    def _again(self, pk: str) -> None:
        try:
            found = services.again(UUID(pk))
        except ValueError as problem:
            raise CommandError(f"{pk} is not the number of a job.") from problem
        if not found:
            raise CommandError(f"No job that was given up has the number {pk}.")
        self.stdout.write("It will be tried again.")
