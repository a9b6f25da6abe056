"""`openbeat audit`, as somebody types it: what it says, and its exit code."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from openbeat.config import cli
from openbeat.core.ledger.models import Entry
from openbeat.core.ledger.services import log
from openbeat.core.ledger.tests.acts import NOON, Act, act, kinds
from openbeat.core.ledger.tests.test_audit import as_administrator

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(monkeypatch: pytest.MonkeyPatch) -> Entry:
    """An act in the log."""
    monkeypatch.setattr("openbeat.config.commands.audit.now", lambda: NOON)
    with kinds():
        act(1, category="lighting")
        found = act(1, Act.ANSWER, stage="answered")
        log.sequence(at=NOON)
    found.refresh_from_db()
    return found


def test_the_command_says_that_all_holds_or_names_what_differs(
    entry: Entry, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["audit"]) == 0
    assert capsys.readouterr().out.endswith("0 acts wait. All holds.\n")
    assert cli.main(["audit", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["holds"] is True

    with as_administrator():
        Entry.objects.filter(pk=entry.pk).update(act="close")

    assert cli.main(["audit"]) == 1
    assert f"act rewritten: ledger_entry {entry.pk}: the act of line {entry.sequence}" in capsys.readouterr().out
    assert cli.main(["audit", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["holds"], told["found"], told["differences"][0]["row"]) == (False, 1, f"ledger_entry {entry.pk}")


@pytest.mark.usefixtures("entry")
def test_a_backup_is_audited_as_of_when_it_was_made(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with kinds():
        act(1, sealed=True)
        log.sequence(at=NOON)
        act(1, Act.ANSWER, stage="more")
        monkeypatch.setattr("openbeat.config.commands.audit.now", lambda: NOON + timedelta(days=1))

        assert cli.main(["audit"]) == 1
        assert "act late" in capsys.readouterr().out
        for words in (["audit"], ["audit", "--json"]):
            assert cli.main([*words, "--stands-still"]) == 0
        assert "The worker was behind then" in capsys.readouterr().out
        with as_administrator():
            Entry.objects.filter(sequence__isnull=False, act=Act.ANSWER).update(act="close")
            assert cli.main(["audit", "--stands-still"]) == 1
            Entry.objects.filter(act="close").update(act=Act.ANSWER)
        for moment in (NOON.isoformat(), "2026-05-04 12:00"):
            assert cli.main(["audit", "--at", moment]) == 0, capsys.readouterr().out
        assert cli.main(["audit", "--at", "yesterday"]) != 0
        assert "yesterday is no moment" in capsys.readouterr().err
