"""Whether an installation is sound: each question gives findings, and each finding is one line."""

from __future__ import annotations

import shutil
import smtplib
import subprocess
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.core.mail import mailers
from django.core.mail.backends.smtp import EmailBackend
from django.db import DatabaseError, connection
from django.utils import timezone

from openbeat.config.commands.answers import Answers as Answers
from openbeat.config.commands.answers import State as State
from openbeat.config.commands.backup import newest
from openbeat.config.commands.log import the_log
from openbeat.config.commands.migrate import waiting
from openbeat.config.commands.scratch import what_was_left
from openbeat.config.commands.screen import Problem
from openbeat.core.department import queries as department
from openbeat.core.evidence import queries as evidence
from openbeat.core.files import queries as files
from openbeat.core.hooks import soundness
from openbeat.core.inbox import queries as inbox
from openbeat.core.jobs import queries as jobs
from openbeat.core.notices import queries as notices
from openbeat.core.vault import copies
from openbeat.core.vault import queries as vault
from openbeat.core.vault import store as keys
from openbeat.kit.clock import now

GIB = 1024**3
SPACE_WANTED, SPACE_NEEDED = 2 * GIB, GIB // 4
CLOCKS_APART = 5.0  # seconds
STALE = timedelta(hours=49)
MAIL_SECONDS = 5
LOCAL_NAMES = {"localhost", "testserver"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: what was looked at, how it stands, and what to do."""

    subject: str
    state: State
    words: str


def findings(only: Collection[str] | None = None) -> Iterator[Finding]:
    """All of it, in order, or some; one question that cannot be answered does not hide the next. Raises Problem."""
    questions = QUESTIONS | soundness.offered()
    if unknown := set(only or ()) - questions.keys():
        raise Problem(f"there is no question {min(unknown)}; there are: {', '.join(questions)}")
    for subject, question in questions.items():
        if only and subject not in only:
            continue
        try:
            for state, words in question():
                yield Finding(subject, State(state), words)
        except DatabaseError as problem:
            yield Finding(subject, State.FAIL, f"the database says: {' '.join(str(problem).split())}")


def the_database() -> Answers:
    """It answers, and an act that was acknowledged outlives a power cut."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA journal_mode")
            (mode,) = cursor.fetchone()
            yield (State.OK if mode in {"wal", "memory"} else State.FAIL), f"SQLite, journal {mode}"
        else:
            cursor.execute("SELECT current_setting('server_version'), current_setting('synchronous_commit')")
            version, commit = cursor.fetchone()
            yield (State.LOOK if commit == "off" else State.OK), f"PostgreSQL {version}, synchronous_commit {commit}"


def the_migrations() -> Answers:
    """The tables are those of this version."""
    count = waiting()
    yield (State.FAIL, f"{count} wait; run: openbeat migrate") if count else (State.OK, "all applied")


def the_worker() -> Answers:
    """Somebody does what was asked for, and nothing was given up."""
    if jobs.worker_alive(timezone.now()):
        yield State.OK, "alive"
    else:
        yield State.FAIL, "no worker runs: no message is sent; start one: openbeat worker"
    if count := jobs.overdue(now()):
        yield State.LOOK, f"{count} jobs have waited for more than a quarter of an hour"
    if count := jobs.stuck(now()).count():
        yield State.LOOK, f"{count} jobs have been worked on for more than a quarter of an hour"
    if count := jobs.failed().count():
        yield State.LOOK, f"{count} jobs were given up; see them: openbeat worker --failed"


def the_mail() -> Answers:
    """The mail server takes our connection, and no message is in doubt."""
    if settings.OPENBEAT_DEMO:
        yield State.OK, "the example town sends nothing: see /demo/"
    elif isinstance(mail := mailers.default, EmailBackend):
        yield _smtp(mail)
    else:
        yield State.LOOK, f"messages go to {type(mail).__module__}"
    if count := notices.late(now()):
        yield State.LOOK, f"{count} messages should have gone out by now"
    if count := notices.in_doubt():
        yield State.LOOK, f"of {count} messages nobody knows whether they arrived; a person must say"


def _smtp(mail: EmailBackend) -> tuple[State, str]:
    where = f"{mail.host}:{mail.port}"
    mail.timeout = MAIL_SECONDS
    try:
        mail.open()
        mail.close()
    except (OSError, smtplib.SMTPException) as problem:
        return State.FAIL, f"{where} does not take our mail ({type(problem).__name__}); see OPENBEAT_SMTP_HOST"
    return State.OK, where


def the_inbox() -> Answers:
    """Somebody listens for the areas' mail, letters are read, and their senders were checked."""
    if not settings.OPENBEAT_MAIL_DOMAIN:
        yield State.OK, "no mail comes in (OPENBEAT_MAIL_DOMAIN is not set)"
        return
    if not settings.OPENBEAT_DEMO:
        yield _listening()
        if not settings.OPENBEAT_MAIL_CHECKED_BY:
            yield (
                State.LOOK,
                "nobody checks who sends mail: an officer's reply is believed; set OPENBEAT_MAIL_CHECKED_BY",
            )
    else:
        yield State.OK, f"letters to {settings.OPENBEAT_MAIL_DOMAIN} are taken while `openbeat mail` runs"
    if count := inbox.stuck(now()):
        yield State.LOOK, f"{count} letters have waited to be read for more than a quarter of an hour"


def _listening() -> tuple[State, str]:
    where = f"{settings.OPENBEAT_MAIL_HOST}:{settings.OPENBEAT_MAIL_PORT}"
    try:
        with smtplib.SMTP(settings.OPENBEAT_MAIL_HOST, settings.OPENBEAT_MAIL_PORT, timeout=MAIL_SECONDS) as server:
            server.noop()
    except (OSError, smtplib.SMTPException) as problem:
        return State.FAIL, f"nobody takes letters at {where} ({type(problem).__name__}); start it: openbeat mail"
    return State.OK, f"letters to {settings.OPENBEAT_MAIL_DOMAIN} are taken at {where}"


def the_clock() -> Answers:
    """Clocks agree: promises are dates."""
    wall = timezone.now()
    if (other := _clock_of_database()) and abs((other - wall).total_seconds()) > CLOCKS_APART:
        yield State.FAIL, f"this machine and the database are {abs((other - wall).total_seconds()):.0f} s apart"
    elif jobs.ahead(wall):
        yield State.FAIL, "a worker lives in the future: the clocks of two machines differ"
    elif _synchronised() == "no":
        yield State.LOOK, f"{wall:%Y-%m-%d %H:%M} UTC, and no time server keeps it right"
    else:
        yield State.OK, f"{wall:%Y-%m-%d %H:%M} UTC"


def _clock_of_database() -> datetime | None:
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (moment,) = cursor.fetchone()
    return moment if isinstance(moment, datetime) else None


def _synchronised() -> str:
    program = shutil.which("timedatectl")
    if not program:
        return ""
    words = [program, "show", "--property=NTPSynchronized", "--value"]
    asked = subprocess.run(words, capture_output=True, text=True, timeout=5, check=False)  # noqa: S603  found on PATH
    return asked.stdout.strip()


def the_disk() -> Answers:
    """There is room, and we may write."""
    folder = settings.OPENBEAT_DATA
    try:
        probe = folder / ".probe"
        probe.write_bytes(b"")
        probe.unlink()
        free = shutil.disk_usage(folder).free
    except OSError as problem:
        yield State.FAIL, f"{folder} cannot be written: {problem.strerror}"
        return
    state = State.FAIL if free < SPACE_NEEDED else State.LOOK if free < SPACE_WANTED else State.OK
    yield state, f"{free / GIB:.1f} GiB are free in {folder}"


def the_files() -> Answers:
    """Each file that a row names is there."""
    if lost := [*files.lost(), *evidence.lost()]:
        yield State.FAIL, f"{len(lost)} files that the database names are not there, {lost[0]} among them"
    else:
        yield State.OK, "each that the database names is there"


def the_keys() -> Answers:
    """Each wrapped key that a row names is there."""
    if lost := [token for token in vault.files() if not keys.there(token)]:
        yield State.FAIL, f"{len(lost)} wrapped keys are not there, {lost[0]} among them: see OPENBEAT_KEYS"
    else:
        yield State.OK, "each that the database names is there"


def the_backup() -> Answers:
    """There is a backup, it is fresh, and no copy of keys has outlived its days."""
    if late := copies.over(copies.places(), timezone.now() - copies.GRACE):
        yield (
            State.FAIL,
            f"{len(late)} copies of keys should be gone: {late[0]} among them; remove each copy",
        )
    if settings.OPENBEAT_DEMO:
        yield State.OK, "the example town needs none"
        return
    made = newest(settings.OPENBEAT_BACKUPS)
    if made is None:
        yield State.LOOK, f"there is none in {settings.OPENBEAT_BACKUPS}; make one: openbeat backup"
    elif timezone.now() - made > STALE:
        yield State.LOOK, f"the newest is of {made:%Y-%m-%d}; make one each day: see deploy/openbeat-backup.timer"
    else:
        yield State.OK, f"the newest is of {made:%Y-%m-%d %H:%M} UTC"


def the_settings() -> Answers:
    """What Django and we ourselves find wrong, as installed."""
    problems = checks.run_checks(include_deployment_checks=not (settings.OPENBEAT_DEMO or settings.DEBUG))
    for problem in problems:
        bad = problem.level >= checks.WARNING and not problem.is_silenced()
        state = State.FAIL if problem.level >= checks.ERROR else State.LOOK
        if bad:
            yield state, f"{problem.msg.splitlines()[0]} ({problem.id})"
    if settings.DEBUG:
        yield State.LOOK, "OPENBEAT_DEBUG is on: error pages show what nobody outside should see"
    if not any(problem.level >= checks.WARNING for problem in problems):
        yield State.OK, settings.OPENBEAT_ADDRESS


def the_example() -> Answers:
    """The example town, where anybody may be anybody, is never reachable from outside."""
    if not settings.OPENBEAT_DEMO:
        yield State.OK, "off"
        return
    names = {urlsplit(settings.OPENBEAT_ADDRESS).hostname or "", *settings.ALLOWED_HOSTS}
    if outside := sorted(name for name in names if not is_local(name)):
        yield State.FAIL, f"OPENBEAT_DEMO is on, and {', '.join(outside)} can be reached from outside: turn it off"
    else:
        yield State.OK, "on, and reachable from this machine alone"


def is_local(name: str) -> bool:
    """Whether a host name means this machine."""
    bare = name.strip("[]").lower()
    try:
        return ip_address(bare).is_loopback
    except ValueError:
        return bare in LOCAL_NAMES


def the_decisions() -> Answers:
    """The lines of law and safety on which the department has not decided; until then the safe default holds."""
    lines = department.undecided()
    for line in lines:
        yield State.LOOK, f"{line.label}: nobody has decided; until then: {line.default}"
    if not lines:
        yield State.OK, "all lines of law and safety are decided"


QUESTIONS: dict[str, Callable[[], soundness.Answers]] = {
    "settings": the_settings,
    "example": the_example,
    "database": the_database,
    "migrations": the_migrations,
    "worker": the_worker,
    "log": the_log,
    "mail": the_mail,
    "mail in": the_inbox,
    "clock": the_clock,
    "disk": the_disk,
    "files": the_files,
    "keys": the_keys,
    "backup": the_backup,
    "in clear": what_was_left,
    "decisions": the_decisions,
}
