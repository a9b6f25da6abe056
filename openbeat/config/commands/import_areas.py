"""`openbeat import areas`."""

from __future__ import annotations

import argparse
from pathlib import Path

from openbeat.config.commands.screen import Problem, say
from openbeat.core.people.roles import Role
from openbeat.core.places.figures.geometry import Broken
from openbeat.core.places.services.imports import import_areas
from openbeat.kit.actors import importer
from openbeat.kit.clock import now

STEPS = 10


def run(options: argparse.Namespace) -> int:
    """Take the areas of a file; says what became of each polygon."""
    path = Path(options.file)
    by = importer(path.name, Role.ADMINISTRATOR)
    try:
        found = import_areas(path, options.kind, options.name_field, by=by, at=now(), progress=tell)
    except Broken as problem:
        raise Problem(str(problem)) from problem
    for sentence in found.sentences():
        say(sentence)
    return 0


def tell(done: int, whole: int) -> None:
    """Say about ten times how far it is."""
    if whole and (done == whole or done % max(1, whole // STEPS) == 0):
        say(f"\r{done} of {whole} polygons", end="\n" if done == whole else "")
