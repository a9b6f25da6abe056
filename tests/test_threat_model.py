"""The threat model names a test for each attack: each of them is there, and none of the attacks is without one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parent.parent
MODEL = (HOME / "docs" / "threat-model.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`(?:(?:(?P<file>[\w/]+\.py)|…)::)?(?P<test>test_\w+)`")
ATTACKS = {
    "a stolen database file": "the database is stolen",
    "a stolen backup": "a stolen backup",
    "a stolen disk": "the whole disk or a backup is stolen",
    "a stolen session cookie": "a session's cookie is stolen",
    "an administrator with SQL, against the vault": "an administrator with SQL makes himself a reader",
    "an administrator with SQL, against the log": "an administrator with SQL changes, moves, removes",
    "a malicious file": "a malicious file",
    "a forged receipt": "a forged receipt",
    "a forged proof": "a forged proof file",
    "a replayed receipt": "a receipt is typed in again",
    "a replayed proof": "an old proof file shown again",
    "a checkpoint forked for one reader": "a log forked for one reader",
    "a clock set back": "the clock is set back",
    "another site, another script, plain http": "the connection is listened to",
}


def sources() -> dict[Path, str]:
    paths = (path for path in HOME.glob("*/**/test_*.py") if ".venv" not in path.parts)
    return {path: path.read_text(encoding="utf-8") for path in paths}


def test_each_test_that_the_threat_model_names_is_there() -> None:
    known, named = sources(), list(NAMED.finditer(MODEL))

    missing = [
        found.group()
        for found in named
        if not any(
            f"def {found['test']}(" in text for path, text in known.items() if str(path).endswith(found["file"] or "")
        )
    ]
    assert len(named) > 60
    assert missing == []


@pytest.mark.parametrize("attack", ATTACKS)
def test_each_attack_has_its_row_and_a_test_that_shows_it(attack: str) -> None:
    rows = [line for line in MODEL.splitlines() if line.startswith(f"| {ATTACKS[attack]}")]

    assert rows, attack
    assert all(NAMED.search(row) or "the vectors" in row for row in rows), rows
