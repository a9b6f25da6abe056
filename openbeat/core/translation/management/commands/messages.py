"""Keeps the catalogues of our own sentences: `openbeat messages`, and `openbeat messages --check` for the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from openbeat.core.translation import extraction, languages

if TYPE_CHECKING:
    from argparse import ArgumentParser

SHOWN = 40


class Command(BaseCommand):
    """Reads all sources, brings every catalogue up to date, and says what still waits for a translator."""

    help = (
        "Brings openbeat/locale up to date with the sentences in the sources, and writes the .mo files. "
        "Example: openbeat messages; then translate what is empty in openbeat/locale/es/LC_MESSAGES/django.po, "
        "and run it again. With --check it changes nothing and fails when something is missing."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Only one choice: write, or check."""
        parser.add_argument("--check", action="store_true", help="change nothing; fail when a catalogue is not whole")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write the catalogues, or fail with one line for each fault."""
        try:
            from openbeat.core.translation import catalogues  # noqa: PLC0415  polib comes with requirements/dev.txt
        except ModuleNotFoundError as error:
            msg = "This needs polib: install requirements/dev.txt."
            raise CommandError(msg) from error
        found = extraction.messages(catalogues.LOCALE.parent)
        if options["check"]:
            self._check(found, catalogues)
        else:
            self._write(found, catalogues)

    def _write(self, found: Any, catalogues: Any) -> None:
        for code in languages.TRANSLATED[1:]:
            catalogue = catalogues.complete(catalogues.load(code), found)
            catalogues.write(code, catalogue, source=True)
            total, waiting = catalogues.summary(catalogue)
            self.stdout.write(f"{code}: {total} messages, {waiting} wait for a translation.")
        catalogues.write(languages.PSEUDO, catalogues.invented(found), source=False)
        self.stdout.write(f"{languages.PSEUDO}: made anew.")

    def _check(self, found: Any, catalogues: Any) -> None:
        faults = [fault for code in languages.TRANSLATED[1:] for fault in catalogues.problems(code, found)]
        faults += catalogues.pseudo_problems(found)
        for fault in faults[:SHOWN]:
            self.stderr.write(fault)
        if faults:
            msg = f"{len(faults)} faults in the catalogues. `openbeat messages` brings them up to date."
            raise CommandError(msg)
        self.stdout.write(f"{len(found)} messages, whole in every language.")
