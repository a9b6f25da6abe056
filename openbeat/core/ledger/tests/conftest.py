"""What the tests of the log stand on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from openbeat.core.ledger.tests.acts import kinds


@pytest.fixture
def two_kinds() -> Iterator[None]:
    """One open and one sealed kind of thing, and nothing else is accountable."""
    with kinds():
        yield
