"""Keeps the catalogues of our own sentences: `openbeat messages`; --check is for tests, --reading-age for writers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from openbeat.core.translation import extraction, languages, plain

if TYPE_CHECKING:
    from argparse import ArgumentParser

ROOT = Path(__file__).resolve().parents[4]
SHOWN = 40
HARD = 10
OF_STAFF = ("/staff/", "/management/", "/config/")  # where messages stand that residents do not meet


class Command(BaseCommand):
    """Reads all sources, brings every catalogue up to date, and says what still waits for a translator."""

    help = (
        "Brings openbeat/locale up to date with the sentences in the sources, and writes the .mo files. "
        "Example: openbeat messages; then translate what is empty in openbeat/locale/es/LC_MESSAGES/django.po, "
        "and run it again. With --check it changes nothing and fails when something is missing; with --reading-age it "
        "changes nothing and lists the English sentences that are hard to read."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Write, or check, or read."""
        parser.add_argument("--check", action="store_true", help="change nothing; fail when a catalogue is not whole")
        parser.add_argument(
            "--reading-age",
            nargs="?",
            type=int,
            const=HARD,
            metavar="N",
            help="change nothing; show the N sentences that are hardest to read, and the age that all ask for",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write the catalogues, or fail with one line for each fault."""
        if options["reading_age"] is not None:
            self._read(options["reading_age"])
            return
        try:
            from openbeat.core.translation import catalogues  # noqa: PLC0415  polib comes with requirements/dev.txt
        except ModuleNotFoundError as error:
            msg = "This needs polib: install requirements/dev.txt."
            raise CommandError(msg) from error
        found = extraction.messages(ROOT)
        if options["check"]:
            self._check(found, catalogues)
        else:
            self._write(found, catalogues)

    def _read(self, most: int) -> None:
        """A report: what residents read first, the hardest of it on top; nothing fails by it."""
        texts = [
            (words, one.files[0])
            for key, one in extraction.messages(ROOT).items()
            for words in (key.message, one.plural)
            if words
        ]
        met = plain.read((words, where) for words, where in texts if not any(part in where for part in OF_STAFF))
        for title, listed in (
            ("Hardest sentences", [(f"grade {one.grade:.0f}", one) for one in met.hardest[:most]]),
            ("Longest sentences", [(f"{one.length} words", one) for one in met.long[:most]]),
            ("Words nobody needs", met.needless[:most]),
        ):
            self.stdout.write(f"{title}:")
            self.stdout.writelines(f"  {why}: {one.words} ({one.where})\n" for why, one in listed)
        pages = sorted(plain.by_place(texts).items(), key=lambda page: -page[1].grade)
        self.stdout.write("Hardest pages:")
        self.stdout.writelines(f"  grade {page.grade:.0f}: {where}\n" for where, page in pages[:most])
        self.stdout.write(
            f"What residents read: {met.sentences} sentences, grade {met.grade:.1f} (age {met.age}); "
            f"{len(met.long)} have more than {plain.MOST_WORDS} words; {len(met.needless)} words nobody needs."
        )

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
