"""A vault that is ready, and one matter in it."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from openbeat.core.vault import demo, outside
from openbeat.core.vault import services as vault
from openbeat.core.vault.models import Safe
from openbeat.kit.refs import Ref
from tests.cast import Cast

MATTER, OTHER = Ref("matters.matter", "7"), Ref("matters.matter", "8")
CODE, WRONG_CODE = "0123456789ABCDEFG", "123456789ABCDEFGH"


@pytest.fixture
def known(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> demo.Known:
    """Both halves, and keys for Lee and Imani; Cora is the outside body."""
    monkeypatch.setattr(outside, "_PROVIDED", [lambda: [cast.cora.pk]])
    return demo.a_vault(cast.lee, cast.imani, cast.cora, at=demo.NOON)


def a_safe(cast: Cast, ref: Ref = MATTER, *, outside_only: bool = False, but: Collection[int] = ()) -> Safe:
    """A matter that Lee handles."""
    return vault.make(ref, readers=[cast.lee], code=CODE, outside_only=outside_only, but=but, by=cast.lee, at=demo.NOON)
