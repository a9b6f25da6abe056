"""`openbeat demo`: the example town, built on the first start, kept afterwards."""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import time
from http.client import HTTPException
from importlib import import_module
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import django

from openbeat.config.commands.processes import Crew, Member, end_with_parent
from openbeat.config.commands.screen import Problem, Progress, say

HOST = "127.0.0.1"  # nobody else can reach it
PATIENCE = 60.0


def run(options: argparse.Namespace) -> int:
    """Build the town if there is none, then run web server, worker and mail server until somebody stops them."""
    folder = Path(os.environ.get("OPENBEAT_DATA", "data/demo")).resolve()
    surround(folder, options.port, options.size)
    if options.only_build:
        build(options.size)
        return 0
    if taken(options.port):
        raise Problem(f"port {options.port} is in use; take another one: PORT={options.port + 1} make demo")
    os.environ["OPENBEAT_MAIL_PORT"] = str(mail_port())
    words = [sys.executable, "-m", "openbeat.config.cli", "demo", "--only-build"]
    words += ["--size", options.size, "--port", str(options.port)]
    # Ourselves: a process of its own gives its memory back.
    if code := subprocess.call(words, preexec_fn=end_with_parent):  # noqa: S603
        return code
    return serve(folder, options.port)


def surround(folder: Path, port: int, size: str) -> None:
    """The settings of the example town."""
    os.environ |= {
        "OPENBEAT_DEMO": "1",
        "OPENBEAT_DEMO_SIZE": size,
        "OPENBEAT_DATA": str(folder),
        "OPENBEAT_CLOCK_FILE": str(folder / "clock"),
        "OPENBEAT_ADDRESS": f"http://localhost:{port}",
    }


def build(size: str) -> None:
    """Bring the database up to date, and build the town in it if it is empty."""
    django.setup()
    import_module("openbeat.config.commands.migrate").prepare()
    town = import_module("openbeat.apps.home.services.town")
    if town.is_built():
        return
    now = import_module("openbeat.kit.clock").now()
    progress = Progress("Building Alder Falls")
    town.build(size, at=now, progress=progress.step)
    progress.done()
    progress = Progress("Writing its acts into the public log")
    town.open_log(at=now)
    progress.done()


def serve(folder: Path, port: int) -> int:
    """Run web server, worker, and the server that takes letters over."""
    web = import_module("openbeat.config.commands.serve").command(HOST, port, workers=2, threads=8)
    ourselves = [sys.executable, "-m", "openbeat.config.cli"]
    worker, mail = [*ourselves, "worker"], [*ourselves, "mail", "--host", HOST]
    beside = [Member("worker", worker, again=True), Member("mail server", mail, again=True)]
    crew = Crew([Member("web server", web), *beside], dict(os.environ))
    crew.start()
    try:
        if not answers(port, crew):
            return 0 if crew.stopping else 1
        say(f"\n  Alder Falls is open:    http://localhost:{port}/")
        say(f"  Be somebody in it:      http://localhost:{port}/demo/")
        say(f"  Write letters to it:    smtp://{HOST}:{os.environ['OPENBEAT_MAIL_PORT']}  (the page above says how)")
        say(f"  What you change stays in {folder}\n  Ctrl-C stops everything.\n")
        return crew.watch()
    finally:
        crew.stop()
        say("\nStopped.")


def answers(port: int, crew: Crew) -> bool:
    """Wait until the front page comes."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and crew.alive() and not crew.stopping:
        try:
            with urlopen(f"http://{HOST}:{port}/", timeout=10):
                return True
        except HTTPError as problem:
            say(f"openbeat: the front page is broken ({problem.code}); OPENBEAT_LOG=INFO shows more")
            return True
        except (URLError, HTTPException, OSError):
            time.sleep(0.2)
    if not crew.stopping:
        say("openbeat: the web server does not answer; OPENBEAT_LOG=INFO shows more")
    return False


def mail_port() -> int:
    """Where letters are taken: the usual port, or any that is free where another town has it."""
    usual = int(os.environ.get("OPENBEAT_MAIL_PORT", "8025"))
    if not taken(usual):
        return usual
    with socket.socket() as ear:
        ear.bind((HOST, 0))
        return int(ear.getsockname()[1])


def taken(port: int) -> bool:
    """Whether another program listens there."""
    with socket.socket() as ear:
        ear.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            ear.bind((HOST, port))
        except OSError:
            return True
    return False
