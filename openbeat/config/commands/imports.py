"""`openbeat import THING`: each thing that can be imported has a module of its own, `import_<thing>.py`."""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path

from openbeat.config.commands.screen import Problem


def run(options: argparse.Namespace) -> int:
    """Take what the file holds; gives the exit code."""
    if not Path(options.file).is_file():
        raise Problem(f"there is no file {options.file}")
    code: int = import_module(f"openbeat.config.commands.import_{options.what}").run(options)
    return code
