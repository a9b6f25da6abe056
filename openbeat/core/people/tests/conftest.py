"""What these tests share: the letters that would go out."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from openbeat.core.hooks import post
from openbeat.core.hooks.post import Letter


@pytest.fixture
def letters() -> Iterator[list[Letter]]:
    """Every urgent message, in place of whoever sends them."""
    sent: list[Letter] = []
    before = list(post._PROVIDED)
    post.provide(sent.append)
    yield sent
    post._PROVIDED[:] = before


def code_in(letter: Letter) -> str:
    """The six digits in a message."""
    found = re.search(r"\b\d{6}\b", letter.body)
    assert found, letter.body
    return found.group()
