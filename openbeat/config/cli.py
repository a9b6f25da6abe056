"""`openbeat`: the one command line. It reads what was asked, and leaves the work to a module of commands/."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module

import django

from openbeat.config import parsers

EXPORT = "openbeat export evidence complaints.complaint:7 --to FOLDER --as lee@example.gov --why work"
SIZES = ("small", "town", "city")


@dataclass(frozen=True, slots=True)
class Command:
    """A word after `openbeat`: what it does, an example, its arguments, and the module that does it."""

    name: str
    about: str
    example: str
    module: str
    arguments: Callable[[argparse.ArgumentParser], None] = lambda _parser: None
    needs_django: bool = True


def _demo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=_port, default=os.environ.get("PORT", "8000"), help="default: $PORT or 8000")
    parser.add_argument("--size", choices=SIZES, default="town", help="how much happened in the town (default: town)")
    parser.add_argument("--only-build", action="store_true", help="build the town, then end")


def _serve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="where to listen (default: 127.0.0.1, behind a proxy)")
    parser.add_argument("--port", type=_port, help="default: $PORT or 8000; with --uploads 8001")
    parser.add_argument("--workers", type=int, help="web processes (default: 2; with --uploads 1)")
    parser.add_argument("--threads", type=int, help="requests at a time in each process (default: 8; 32)")
    parser.add_argument("--uploads", action="store_true", help="the server for large files: see deploy/nginx.conf")


def _worker(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="do what is due now, then end")
    parser.add_argument("--failed", action="store_true", help="list the jobs that were given up, then end")
    parser.add_argument("--again", metavar="ID", help="ask once more for a job that was given up, then end")


def _mail(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="", help="where to listen (default: OPENBEAT_MAIL_HOST or 127.0.0.1)")
    parser.add_argument("--port", type=int, default=0, help="default: OPENBEAT_MAIL_PORT or 8025")


def _import(parser: argparse.ArgumentParser) -> None:
    things = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    for name, (about, example, arguments) in IMPORTS.items():
        thing = things.add_parser(name, help=about, description=about, epilog=f"Example: openbeat import {example}")
        arguments(thing)


def _export(parser: argparse.ArgumentParser) -> None:
    things = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    about = "the sealed files of a matter in clear, with fingerprints and chain of custody; it is on record"
    thing = things.add_parser("evidence", help=about, description=about, epilog=f"Example: {EXPORT}")
    thing.add_argument("ref", metavar="REF", help="the matter, as complaints.complaint:7")
    thing.add_argument("--to", required=True, metavar="FOLDER", help="a folder that does not exist yet")
    thing.add_argument(
        "--as", dest="person", required=True, metavar="EMAIL", help="who reads the matter and exports it"
    )
    thing.add_argument("--why", default="", metavar="CODE", help="the reason, as the pages ask for it; it is on record")
    thing.add_argument("--key-file", metavar="FILE", help="their locked key (default: the one in OPENBEAT_KEYS)")
    thing.add_argument("--passphrase-file", metavar="FILE", help="a file with their passphrase (default: typed)")


def _import_areas(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help="a GeoJSON file of polygons in longitude and latitude")
    parser.add_argument("--kind", default="beat", help="what the polygons are: beat, district, neighbourhood ...")
    parser.add_argument("--name-field", required=True, metavar="FIELD", help="the property that holds number or name")


def _import_meetings(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help="a CSV file with a line of names first")
    parser.add_argument("--map", required=True, metavar="FILE", help="what its columns hold, in TOML: see docs/guide")
    parser.add_argument("--report", metavar="FILE", help="write what became of each row into this CSV file")


def _check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--strict", action="store_true", help="a warning counts as a failure")
    parser.add_argument("--only", action="append", metavar="WHAT", help="ask this alone: database, disk, files ...")


def _backup(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", metavar="FOLDER", help="where to (default: OPENBEAT_BACKUPS, or backups in the data)")
    parser.add_argument("--keys-to", metavar="FOLDER", help="where the keys go (default: keys in that folder)")
    whom = "whom to seal to, while there is no recovery key"
    parser.add_argument("--recipient", action="append", default=[], metavar="age1…", help=whom)


def _restore(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help="a file that `openbeat backup` made")
    parser.add_argument("--into", metavar="FOLDER", help="where to: a folder that does not exist yet")
    parser.add_argument("--database", metavar="NAME", help="PostgreSQL: the name of a database that does not exist yet")
    parser.add_argument("--keys", metavar="FILE", help="the backup of the keys (default: that of the same moment)")
    parser.add_argument("--inside", metavar="FILE", help="a file with the inside half of recovery (default: typed)")
    parser.add_argument("--outside", metavar="FILE", help="a file with the outside half (default: typed)")
    parser.add_argument("--drill", action="store_true", help="try it in a scratch folder, look at it, and remove it")


def _createadmin(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", help="where the sign-in code is sent")


def _ask_only(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="change nothing; fail when something is out of date")


def _messages(parser: argparse.ArgumentParser) -> None:
    _ask_only(parser)
    hard = "change nothing; show the N English sentences that are hardest to read"
    parser.add_argument("--reading-age", nargs="?", type=int, const=10, metavar="N", help=hard)


def _manage(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="a Django command and its arguments")


def _log(parser: argparse.ArgumentParser) -> None:
    words = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    words.add_parser("status", help="how it stands, what waits, who watches")
    words.add_parser("key", help="the key that checks its signatures")
    words.add_parser("restart", help="begin a new log where the old one cannot go on, as after a restore")
    witness = words.add_parser("witness", help="who outside signs it too")
    witness.add_argument("do", choices=("add", "end", "list"))
    witness.add_argument("value", nargs="?", metavar="KEY_OR_NAME")


def _port(text: str) -> int:
    if not (text.isdigit() and 0 < int(text) < 65536):  # noqa: PLR2004  the last port
        raise argparse.ArgumentTypeError(f"{text!r} is not a port; take a number from 1024 to 65535")
    return int(text)


def _import_incidents(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help="a CSV file with a line of names first")
    parser.add_argument("--map", required=True, metavar="FILE", help="what its columns hold, in TOML: see docs/guide")
    parser.add_argument("--report", metavar="FILE", help="write which rows were refused, and why, into this CSV file")
    parser.add_argument("--notice", default="", help="a sentence that the source wants shown beside its figures")
    parser.add_argument("--language", default="en", help="the language of that sentence (default: en)")


def _verify(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("receipt", help="a proof file (JSON or HTML); - asks for a receipt's code, or reads the file")
    parser.add_argument("--against", default="", metavar="WHERE", help="the log's address, a copy, or a kept summary")
    parser.add_argument("--key", default="", help="the log's key, from a place other than the file; or a file with it")
    parser.add_argument(
        "--witness", action="append", default=[], metavar="KEY", help="a witness's key; may be repeated"
    )
    parser.add_argument("--json", action="store_true", help="findings as JSON")


def _audit(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="differences and figures as JSON")
    parser.add_argument("--at", default="", metavar="TIME", help="what is late is so as of then: of when a backup is")
    parser.add_argument("--stands-still", action="store_true", help="what is late is said, and no fault: for a backup")


def _witness(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("url", help="the log's address, for instance https://talk.example.gov")
    parser.add_argument("--state", required=True, metavar="FILE", help="remembers the last checkpoint; keep it safe")
    parser.add_argument("--log-key", default="", metavar="KEY", help="with which key the log signs; needed once")
    parser.add_argument("--key", default="", metavar="FILE", help="your own key: co-sign each checkpoint with it")
    parser.add_argument("--name", default="", help="who you are; with --key FILE this makes a key where there is none")
    parser.add_argument("--once", action="store_true", help="look once, then end")
    parser.add_argument("--every", type=int, default=60, metavar="SECONDS", help="how often to look (default: 60)")


IMPORTS: dict[str, tuple[str, str, Callable[[argparse.ArgumentParser], None]]] = {
    "areas": ("areas from a map", "areas beats.geojson --kind beat --name-field beat", _import_areas),
    "complaints": (
        "complaints from other systems: years of history, case by case, nobody named",
        "complaints complaints.csv --map map.toml --as-of 2025-12-31",
        parsers.import_complaints,
    ),
    "incidents": ("incidents, made coarse to the block", "incidents incidents.csv --map map.toml", _import_incidents),
    "meetings": ("meetings from a calendar", "meetings meetings.csv --map map.toml", _import_meetings),
}

COMMANDS = (
    Command("demo", "the example town, with everything running; Ctrl-C stops it", "openbeat demo --port 8001",
            "demo", _demo, needs_django=False),
    Command("serve", "the web server, for a proxy in front", "openbeat serve --port 8000 --workers 2", "serve", _serve),
    Command("worker", "does what was asked for later: keep one running beside the web server", "openbeat worker",
            "worker", _worker),
    Command("mail", "takes letters from your own mail server: to areas, and replies", "openbeat mail --port 8025",
            "mail", _mail),
    Command("import", "areas, complaints, incidents, meetings from a file; a second time nothing is doubled",
            "openbeat import areas beats.geojson --kind beat --name-field beat", "imports", _import),
    Command("export", "the sealed files of a matter, in clear, for a court", EXPORT, "export_evidence", _export),
    Command("check", "is this installation sound? One line each, and an exit code", "openbeat check", "check", _check),
    Command("audit", "recount ledger and public log, and name every difference; exit code 0 only when all holds",
            "openbeat audit --json", "audit", _audit),
    Command("verify", "check a proof file against the public log; exit code 0 only when all of it is proven",
            "openbeat verify proof.html --against https://talk.example.gov", "verify", _verify, needs_django=False),
    Command("witness", "follow a public log, refuse a fork, co-sign",
            "openbeat witness https://talk.example.gov --state talk.json", "witness", _witness, needs_django=False),
    Command("backup", "database, files and keys, sealed to the recovery key", "openbeat backup --to /backup",
            "backup", _backup),
    Command("restore", "a backup into a new folder; --drill only tries it", "openbeat restore --drill FILE",
            "restore", _restore),
    Command("keys", "the ceremonies of the recovery key: make its halves, recover with both",
            "openbeat keys half --side outside --holder 'City clerk' --sheet half.pdf", "keys", parsers.keys),
    Command("log", "the public log: how it stands, its key, its witnesses, a new beginning", "openbeat log status",
            "log", _log),
    Command("publication", "what may be published about complaints, its two signatures, the figures counted anew",
            "openbeat publication show", "publication", parsers.publication),
    Command("createadmin", "the first administrator, who signs in with a code by e-mail",
            "openbeat createadmin chief@example.gov", "createadmin", _createadmin),
    Command("migrate", "bring database and static files up to date; run it after each upgrade", "openbeat migrate",
            "migrate"),
    Command("docs", "write docs/reference and the glossary anew", "openbeat docs --check", "docs", _ask_only),
    Command("messages", "bring the translation files up to date", "openbeat messages --check", "delegate", _messages),
    Command("manage", "any command of Django itself, for engineers", "openbeat manage shell", "delegate", _manage),
)  # fmt: skip


def build() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="openbeat",
        description="Community policing in the open: what residents say, who owns it, by when, and what came of it.",
        epilog="Example: openbeat demo. Each command has its own --help.",
    )
    words = parser.add_subparsers(dest="command", metavar="COMMAND")
    for command in COMMANDS:
        example = f"Example: {command.example}"
        word = words.add_parser(command.name, help=command.about, description=command.about, epilog=example)
        command.arguments(word)
        word.set_defaults(chosen=command)
    return parser


def _load() -> None:
    """While two thousand modules are loaded there is no rubbish: to look for some costs a tenth of the start."""
    gc.disable()
    try:
        django.setup()
    finally:
        gc.enable()


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what was asked; gives the exit code. What goes wrong is one sentence (OPENBEAT_DEBUG=1 shows where)."""
    parser = build()
    options = parser.parse_args(arguments)
    if not options.command:
        parser.print_help()
        return 0
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openbeat.config.settings")
    try:
        if options.chosen.needs_django:
            _load()
        code: int = import_module(f"openbeat.config.commands.{options.chosen.module}").run(options)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 1
    except Exception as problem:
        if os.environ.get("OPENBEAT_DEBUG", "") not in {"", "0"}:
            raise
        print(f"openbeat: {sentence(problem)}", file=sys.stderr)  # noqa: T201  a command line speaks
        return 1
    return code


EXPECTED = ("CommandError", "ImproperlyConfigured", "Refused", "Problem", "OSError", "PermissionError",
            "FileNotFoundError", "SystemCheckError")  # fmt: skip


def sentence(problem: BaseException) -> str:
    """What went wrong, in one line."""
    kind = type(problem).__name__
    if messages := getattr(problem, "messages", None):  # Django's ValidationError
        return " ".join(str(message) for message in messages)
    words = " ".join(str(problem).split()) or kind
    if kind in EXPECTED:
        return words
    if kind in {"OperationalError", "ProgrammingError", "InterfaceError", "PoolTimeout"}:
        return f"the database says: {words} (is it running, and did you run `openbeat migrate`?)"
    return f"something went wrong ({kind}: {words}). OPENBEAT_DEBUG=1 shows where."


if __name__ == "__main__":
    sys.exit(main())
