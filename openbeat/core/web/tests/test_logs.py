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

    with caplog.at_level(logging.WARNING):
        client.post(page.format(word))

    [written] = lines(caplog)
    assert page.partition("{}")[0].removeprefix("/my") in written
    assert word not in written


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/he-laughed/", "Not Found: …"),
        ("/complaints/new/whole/he laughed\nat me/", "Not Found: …"),
        ("/es/areas/se-rió/", "Not Found: …"),
        ("/areas/he-laughed/", "Not Found: /areas/<slug:slug>/"),
        ("/areas/he-laughed/feed.atom?why=he-laughed", "Not Found: /areas/<slug:slug>/feed.atom"),
    ],
)
def test_words_that_somebody_types_into_an_address_are_not_written_to_the_log(
    client: Client, caplog: pytest.LogCaptureFixture, address: str, kept: str
) -> None:
    with caplog.at_level(logging.DEBUG):
        assert client.get(address).status_code == 404

    written = lines(caplog)
    assert [line.rpartition("django.request ")[2] for line in written if "django.request" in line] == [kept]
    assert [line for line in written for word in ("laughed", "se-ri") if word in line] == []


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    """As our own formatter writes them."""
    logs: Any = settings.LOGGING
    line = config.DictConfigurator(logs).configure_formatter(dict(logs["formatters"]["line"]))
    return [line.format(record) for record in caplog.records]
