"""`openbeat log`, and what `openbeat check` says of the log."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from openbeat.config import cli
from openbeat.config.commands import migrate
from openbeat.config.commands.answers import State
from openbeat.config.commands.log import the_log
from openbeat.core.ledger import queries, triggers
from openbeat.core.ledger.models import Witness
from openbeat.core.ledger.queries import heads, signing
from openbeat.core.ledger.services import log
from openbeat.core.ledger.tests.acts import act, kinds
from openbeat.kit import notes
from openbeat.kit.clock import now
from openbeat.kit.notes import COSIGNATURE, Verifier

pytestmark = pytest.mark.django_db

KEY = str(Verifier("library.example/w", COSIGNATURE, notes.public_of(bytes(32))))


@pytest.fixture(autouse=True)
def _begun(db: None) -> Any:
    with kinds():
        act()
        log.sequence(at=now())
        yield


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Any:
    """Do a command; gives the exit code and what was said."""

    def run(*words: str) -> tuple[int, str]:
        code = cli.main(["log", *words])
        out, err = capsys.readouterr()
        return code, (out + err).strip()

    return run


def test_how_the_log_stands_is_said_in_a_few_lines(said: Any) -> None:
    log.add_witness(KEY, at=now())
    act(2)

    code, words = said("status")

    lines = words.splitlines()
    assert code == 1  # an act of long ago has no place yet
    assert lines[0].startswith("localhost:8000/log: 9 leaves, signed 2")
    assert lines[1] == "1 acts wait, the oldest of 2026-05-04 12:00:00 UTC"
    assert lines[2] == "Witness library.example/w: nothing yet"


def test_the_key_is_the_one_that_checks_the_log(said: Any) -> None:
    head = queries.published()

    assert said("key") == (0, head.key if head else "")


def test_a_witness_is_added_named_and_ended(said: Any) -> None:
    assert said("witness", "add", KEY) == (0, "Co-signatures of library.example/w are taken and shown from now on.")
    assert said("witness", "list") == (0, KEY)
    assert said("witness", "end", "library.example/w")[0] == 0
    assert said("witness", "list") == (0, "")
    assert Witness.objects.filter(ended_at=None).count() == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("add", "nonsense"), "openbeat: this is no key of a witness: a verifier key is name+hash+key"),
        (("add",), "openbeat: say KEY: openbeat log witness add KEY"),
        (("end", "nobody"), "openbeat: no witness is called nobody; see them: openbeat log witness list"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(said: Any, words: tuple[str, ...], says: str) -> None:
    assert said("witness", *words) == (1, says)


def test_a_log_that_can_go_on_is_not_begun_anew(said: Any) -> None:
    assert said("restart") == (0, "The log can go on: there is nothing to begin anew.")


@pytest.mark.parametrize(("typed", "code", "number"), [("begin a new log\n", 0, 2), ("yes\n", 1, 1), ("", 1, 1)])
def test_a_new_log_is_begun_when_somebody_types_the_words(
    said: Any, monkeypatch: pytest.MonkeyPatch, typed: str, code: int, number: int
) -> None:
    heads.file().unlink()
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))

    assert said("status")[0] == 1
    assert said("restart")[0] == code

    head = queries.published()
    assert head is not None
    assert heads.number_of(head.origin) == number


def test_beside_a_broken_key_no_new_log_is_begun_and_a_sentence_says_why(
    said: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    signing.file().write_bytes(b"what?")
    monkeypatch.setattr("sys.stdin", io.StringIO("begin a new log\n"))

    code, words = said("restart")

    assert code == 1
    assert words.endswith(f"openbeat: {signing.file()} is no key: move it away and see again")


def test_check_says_how_many_wait_and_fails_after_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [*the_log()] == [(State.OK, "9 leaves are signed, 0 acts wait")]

    at = now()
    act(3, at=at)
    assert [*the_log()] == [(State.OK, "9 leaves are signed, 1 acts wait")]

    monkeypatch.setattr("openbeat.config.commands.log.now", lambda: at + timedelta(seconds=61))
    (state, words), *_more = the_log()
    assert (state, words.split(" UTC")[0]) == (
        State.FAIL,
        f"1 acts wait for their place since {at:%Y-%m-%d %H:%M:%S}",
    )


def test_check_fails_when_a_fixed_time_passed_without_a_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    act(3, sealed=True)
    monkeypatch.setattr("openbeat.config.commands.log.now", lambda: now() + timedelta(hours=7))

    assert [state for state, _words in the_log()] == [State.FAIL]


def test_check_says_where_the_database_no_longer_refuses_changes() -> None:
    triggers.remove(connection)

    (state, words), *_more = the_log()

    tables = "ledger_entry, ledger_leaf, ledger_checkpoint, ledger_matter, ledger_published"
    said = f"the database no longer refuses changes to {tables}: openbeat audit, then migrate"
    assert (state, words) == (State.FAIL, said)
    migrate.guard()
    assert [state for state, _words in the_log()] == [State.OK]


def test_check_says_why_the_log_signs_nothing() -> None:
    heads.file().unlink()

    ((state, words),) = the_log()

    assert (state, "is missing" in words) == (State.FAIL, True)
