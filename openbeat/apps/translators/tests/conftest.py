"""A hall whose words can be translated, whatever other apps offer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from openbeat.apps.translators.tests.makers import KIND, Hall
from openbeat.core.hooks import texts
from openbeat.core.hooks.texts import Kind


@pytest.fixture
def hall() -> Iterator[Hall]:
    """What areas say of themselves can be translated, as an app would offer it."""
    made, before = Hall(), texts.of(KIND)
    texts.offer(Kind(KIND, "Area", {"about": "What it says"}, made.read, made.visible, {}))
    yield made
    texts._OFFERED.pop(KIND)
    if before:
        texts.offer(before)
