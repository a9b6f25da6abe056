"""Commands that Django runs: messages, and anything else by `openbeat manage`."""

from __future__ import annotations

import argparse

from django.core.management import execute_from_command_line, get_commands

from openbeat.config.commands.screen import Problem


def run(options: argparse.Namespace) -> int:
    """Hand over to the Django command of this name."""
    name = options.command
    if name == "manage":
        execute_from_command_line(["openbeat manage", *options.arguments])
        return 0
    if name not in get_commands():
        raise Problem(f"no installed app knows how to do `openbeat {name}`")
    asked = ["--check"] if options.check else []
    if (most := getattr(options, "reading_age", None)) is not None:
        asked = ["--reading-age", str(most)]
    execute_from_command_line(["openbeat", name, *asked])
    return 0
