"""The log says what happened, and gives nobody a key."""

from __future__ import annotations

import logging
from logging import config
from secrets import token_urlsafe
from typing import Any

import pytest
from django.conf import settings
from django.test import Client


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["/told/{}/", "/receipt/link/{}/", "/following/agree/{}/", "/my/told/{}/"])
def test_the_word_in_a_link_is_not_written_to_the_log(
    client: Client, caplog: pytest.LogCaptureFixture, page: str
) -> None:
    word = token_urlsafe(24)
    logs: Any = settings.LOGGING
    line = config.DictConfigurator(logs).configure_formatter(dict(logs["formatters"]["line"]))

    with caplog.at_level(logging.WARNING):
        client.post(page.format(word))

    written = [line.format(record) for record in caplog.records]
    assert [page.format("…").removeprefix("/my") in each for each in written] == [True]
    assert word not in str(written)
