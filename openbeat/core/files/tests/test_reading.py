"""What arrives in a form is text: unseen control characters and made-up encodings harm nobody."""

import errno
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_started
from django.db import close_old_connections
from django.test import Client, RequestFactory, TestCase

from openbeat.core.files import services, store
from openbeat.core.files.tests import makers
from openbeat.core.web.body import WholeBody
from openbeat.kit.actors import VISITOR
from openbeat.kit.refs import Ref

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)

pytestmark = [pytest.mark.django_db, pytest.mark.urls("openbeat.core.files.tests.addresses")]


def test_what_comes_along_unseen_when_people_paste_is_left_out(client: Client) -> None:
    response = client.post("/send/", {"words": "Gla\x08ss,\x00 and\uffff more\tglass\n"})

    assert response.status_code == 200
    assert response.text == "Glass, and more\tglass: no photo"


@pytest.mark.parametrize("charset", ["rot13", "hex", "nothing"])
def test_an_encoding_that_is_none_breaks_nothing(client: Client, charset: str) -> None:
    form = b'--x\r\nContent-Disposition: form-data; name="words"\r\n\r\n\xc3\xa1rbol\r\n--x--\r\n'

    response = client.generic("POST", "/send/", form, f"multipart/form-data; boundary=x; charset={charset}")

    assert response.status_code == 200
    assert response.text == "árbol: no photo"
    assert client.generic("GET", "/receipt/?a=b", content_type=f"text/html; charset={charset}").status_code == 200


@pytest.fixture
def _connection_stays_open() -> Iterator[None]:
    """A server closes old connections as a request begins; a test's own transaction would end with it."""
    request_started.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)


@pytest.mark.usefixtures("_connection_stays_open")
@pytest.mark.parametrize("cut", [0, 1, 30])
def test_of_a_form_that_did_not_arrive_whole_nothing_counts(cut: int) -> None:
    started: list[str] = []
    body = b"words=Glass+on+the+path+to+the+school"
    environ = RequestFactory().generic("POST", "/send/", body, "application/x-www-form-urlencoded").environ
    environ |= {"HTTP_COOKIE": "csrftoken=" + "a" * 32, "HTTP_X_CSRFTOKEN": "a" * 32}
    environ["wsgi.input"] = BytesIO(body[: len(body) - cut])

    answer = b"".join(WholeBody(WSGIHandler())(environ, lambda status, _headers: started.append(status)))

    assert started == ["400 Bad Request" if cut else "200 OK"]
    assert (b"Glass on the path to the school: no photo" in answer) == (not cut)


def test_the_photo_of_a_form_that_is_sent_back_does_not_stay(client: Client, tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path

    response = client.post("/send/", {"words": "", "photo": makers.a_photo()})

    assert response.status_code == 422
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_file_that_cannot_be_moved_after_the_commit_is_there_all_the_same(
    tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_token: str) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(store, "keep", full)
    with TestCase.captureOnCommitCallbacks(execute=True):
        row = services.keep(services.checked(makers.a_photo()), of=Ref("test.lamp", "1"), by=VISITOR, at=NOON)

    assert store.find(row.token).parent.name == "arriving"
    monkeypatch.undo()
    assert services.sweep(older=-1) == (1, 0)
    assert store.find(row.token).parent.parent.name == "kept"
