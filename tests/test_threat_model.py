"""The threat model names a test for each attack: each of them is there."""

from __future__ import annotations

import re
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
NAMED = re.compile(r"`(?:(?P<file>[\w/]+\.py)|…)::(?P<test>test_\w+)`")


def test_each_test_that_the_threat_model_names_is_there() -> None:
    sources = {
        path: path.read_text(encoding="utf-8") for path in HOME.glob("*/**/test_*.py") if ".venv" not in str(path)
    }
    named = list(NAMED.finditer((HOME / "docs" / "threat-model.md").read_text(encoding="utf-8")))

    missing = [
        found.group()
        for found in named
        if not any(
            f"def {found['test']}(" in text for path, text in sources.items() if str(path).endswith(found["file"] or "")
        )
    ]
    assert named
    assert missing == []
