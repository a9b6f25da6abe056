"""Kept or not, never half; seen by whom the owner says, and by nobody else."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, transaction
from django.template.loader import render_to_string
from django.test import Client, TestCase

from openbeat.core.files import queries, registry, services, store
from openbeat.core.files.handlers import LimitedUploadHandler, Nameless
from openbeat.core.files.middleware import is_full
from openbeat.core.files.models import File
from openbeat.core.files.tests import makers
from openbeat.core.hooks import forgetting
from openbeat.kit.actors import VISITOR, Actor
from openbeat.kit.refs import Ref

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
LAMP, SECRET = Ref("tests.thing", "1"), Ref("tests.thing", "2")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(registry, "_OFFERED", {})
    registry.offer("tests.thing", lambda _actor, key: key == LAMP.key)
    return tmp_path


def on_disk(folder: Path, where: str = "") -> list[str]:
    return sorted(path.name for path in (folder / where).rglob("*") if path.is_file())


def a_file(of: Ref = LAMP, *, released: bool = True, pdf: bool = False, by: Actor = VISITOR) -> File:
    upload = makers.an_upload(makers.PDF, "letter.pdf") if pdf else makers.a_photo("lamp.jpg")
    with TestCase.captureOnCommitCallbacks(execute=True):
        file = services.keep(services.checked(upload, pdf=pdf), of=of, by=by, at=NOON)
        if released:
            services.release(of, at=NOON)
    file.refresh_from_db()
    return file


def got(client: Client, url: str) -> Any:
    """The answer, read to its end as a browser would."""
    response: Any = client.get(url)
    if response.streaming:
        response.body = b"".join(response.streaming_content)  # Django's client closes it at the end
    return response


@pytest.mark.django_db
def test_a_kept_file_is_whole_and_described(folder: Path) -> None:
    file = a_file()

    assert on_disk(folder, "arriving") == []
    assert on_disk(folder, "kept") == [file.token, f"{file.token}.thumb"]
    assert queries.of(LAMP) == [file]
    assert (file.name, file.media_type, file.width, file.height) == ("lamp.jpg", "image/jpeg", 1200, 900)
    assert file.size == store.find(file.token).stat().st_size


@pytest.mark.django_db(transaction=True)
def test_rolled_back_leaves_neither_row_nor_bytes(folder: Path) -> None:
    def keep_and_fail() -> None:
        with transaction.atomic():
            services.keep(services.checked(makers.a_photo()), of=LAMP, by=VISITOR, at=NOON)
            assert len(on_disk(folder)) == 2
            transaction.set_rollback(True)

    keep_and_fail()

    assert File.objects.count() == 0
    assert on_disk(folder) == []


@pytest.mark.django_db(transaction=True)
def test_committed_stays_though_everything_is_let_go_of(folder: Path) -> None:
    with transaction.atomic():
        services.keep(services.checked(makers.a_photo()), of=LAMP, by=VISITOR, at=NOON)

    assert len(on_disk(folder, "kept")) == 2


@pytest.mark.django_db
def test_a_crash_after_the_commit_loses_nothing(client: Client, folder: Path) -> None:
    file = a_file()
    for path in list((folder / "kept").rglob(f"{file.token}*")):  # as if the machine had died before the move
        path.rename(folder / "arriving" / path.name)

    assert got(client, file.get_absolute_url()).status_code == 200
    assert services.sweep(older=-1) == (1, 0)
    assert on_disk(folder, "kept") == [file.token, f"{file.token}.thumb"]
    assert got(client, file.image_url).status_code == 200


@pytest.mark.django_db
def test_the_sweeper_removes_what_belongs_to_nothing_and_only_that(folder: Path) -> None:
    file = a_file()
    orphan = store.write(b"nobody's", b"small")
    store.keep(orphan)
    store.write(b"of a crash before the commit")
    (folder / "arriving" / "notes-of-the-administrator.txt").write_text("not ours")

    assert services.sweep() == (0, 0)  # too young: their transaction may still run
    long_ago = time.time() - 7200
    for path in folder.rglob("*"):
        os.utime(path, (long_ago, long_ago))
    assert services.sweep() == (0, 2)
    assert on_disk(folder) == sorted([file.token, f"{file.token}.thumb", "notes-of-the-administrator.txt"])


@pytest.mark.django_db
def test_where_the_database_knows_none_of_the_files_they_are_of_another_installation(folder: Path) -> None:
    theirs = store.write(b"of another installation")
    store.keep(theirs)

    assert services.sweep(older=-1) == (0, 0)
    assert store.exists(theirs)


def test_what_is_in_neither_place_cannot_be_kept(folder: Path) -> None:
    gone = store.write(b"gone")
    store.discard(gone)

    with pytest.raises(FileNotFoundError):
        store.keep(gone)


@pytest.mark.django_db
def test_a_dropped_file_is_gone_for_good(folder: Path) -> None:
    a_file()
    other = a_file(SECRET)

    with TestCase.captureOnCommitCallbacks(execute=True):
        assert services.drop(LAMP) == 1

    assert queries.of(LAMP) == []
    assert on_disk(folder) == [other.token, f"{other.token}.thumb"]


@pytest.mark.django_db
def test_the_files_of_a_thing_go_with_the_person_who_is_forgotten(folder: Path) -> None:
    a_file()

    with TestCase.captureOnCommitCallbacks(execute=True):
        forgetting._OFFERED["files"](None, [LAMP], NOON)  # type: ignore[arg-type]

    assert File.objects.count() == 0
    assert on_disk(folder) == []


@pytest.mark.django_db
def test_a_picture_is_shown_and_downloaded_in_a_sandbox(client: Client) -> None:
    file = a_file()

    shown, small, down = (got(client, url) for url in (file.image_url, file.thumb_url, file.get_absolute_url()))

    assert shown["Content-Type"] == "image/jpeg"
    assert "attachment" not in shown.get("Content-Disposition", "")
    assert small["Content-Type"] == "image/webp"
    assert down["Content-Disposition"] == 'attachment; filename="lamp.jpg"'
    for response in (shown, small, down):
        assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response.body


@pytest.mark.django_db
def test_a_paper_is_downloaded_and_never_shown(client: Client) -> None:
    file = a_file(pdf=True)

    assert got(client, file.get_absolute_url())["Content-Disposition"].startswith("attachment")
    assert got(client, file.image_url).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["get_absolute_url", "image_url", "thumb_url"])
def test_who_may_not_see_a_file_finds_what_is_not_there(client: Client, what: str) -> None:
    hidden, unreleased = a_file(SECRET), a_file(LAMP, released=False)

    for file in (hidden, unreleased):
        url = getattr(file, what)
        response = got(client, url() if callable(url) else url)
        missing = got(client, "/files/999999/")
        assert response.status_code == missing.status_code == 404
        assert response.content == missing.content


@pytest.mark.django_db
def test_a_file_of_a_kind_that_nobody_offers_is_seen_by_nobody() -> None:
    file = a_file(Ref("tests.stranger", "1"))

    assert queries.visible(file.pk, VISITOR) is None


class Sender:
    """Somebody who sent the file."""

    kind, person, on_behalf = "person", None, ""

    def is_subject_of(self, thing: Any) -> bool:
        return isinstance(thing, File)


@pytest.mark.django_db
def test_before_the_release_only_the_sender_and_whoever_looks_it_through_see_it() -> None:
    file = a_file(released=False)
    sender: Any = Sender()

    assert queries.visible(file.pk, VISITOR) is None
    assert queries.visible(file.pk, sender) == file
    registry.offer("tests.thing", lambda _actor, _key: True, unreleased=lambda actor, _key: actor is VISITOR)
    assert queries.visible(file.pk, VISITOR) == file


@pytest.mark.django_db
def test_a_release_can_be_taken_back() -> None:
    file = a_file()
    assert queries.of(LAMP, released=True) == [file]

    services.hide(LAMP)

    assert queries.of(LAMP, released=True) == []
    assert queries.visible(file.pk, VISITOR) is None


@pytest.mark.django_db
def test_what_everybody_sees_may_be_kept_by_the_browser_and_nothing_else(client: Client) -> None:
    registry.offer("tests.thing", lambda _actor, _key: True)

    assert "public" in got(client, a_file().image_url)["Cache-Control"]
    registry.offer("tests.thing", lambda _actor, _key: False, unreleased=lambda actor, _key: actor is not VISITOR)
    assert got(client, a_file().image_url).status_code == 404


@pytest.mark.django_db
def test_a_picture_can_be_described() -> None:
    file = services.describe(a_file(), alt="A lamp that is out.", language="en")

    file.refresh_from_db()
    assert (file.alt, file.alt_language) == ("A lamp that is out.", "en")


@pytest.mark.django_db
def test_photos_on_a_page_have_their_words_and_lead_to_the_large_picture() -> None:
    lamp = services.describe(a_file(), alt="Una farola apagada", language="es")
    new = a_file(SECRET, released=False)

    html = render_to_string("files/photos.html", {"files": [lamp, new, a_file(pdf=True)]})

    assert f'href="/files/{lamp.pk}/image/"' in html
    assert 'alt="Una farola apagada" lang="es"' in html
    assert html.count("A photo that nobody has described yet.") == 1
    assert html.count("Not shown to the public yet.") == 1
    assert "letter.pdf" in html


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_files_of_many_things_cost_one_query(
    count: int, count_queries: Callable[[int], AbstractContextManager[None]]
) -> None:
    refs = [Ref("tests.thing", str(number)) for number in range(count)]
    for ref in refs:
        a_file(ref)

    with count_queries(1):
        assert set(queries.of_many(refs)) == set(refs)
    assert queries.of_many([]) == {}


# --- sending -------------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.urls("openbeat.core.files.tests.addresses")
def test_a_photo_arrives(client: Client) -> None:
    assert client.post("/send/", {"words": "lamp", "photo": makers.a_photo()}).content == b"lamp: 1200"
    assert client.post("/send/", {"words": "lamp"}).content == b"lamp: no photo"


@pytest.mark.django_db
@pytest.mark.urls("openbeat.core.files.tests.addresses")
def test_a_photo_that_is_too_large_is_an_error_beside_the_words(client: Client, settings: Any, folder: Path) -> None:
    settings.OPENBEAT_PHOTO_BYTES = 5000

    response = client.post("/send/", {"words": "my words", "photo": makers.a_photo()})

    assert response.status_code == 422
    assert "my words" in response.text
    assert "larger than" in response.text
    assert on_disk(folder) == []


@pytest.mark.django_db
@pytest.mark.urls("openbeat.core.files.tests.addresses")
def test_a_form_that_is_far_too_large_gets_a_page_before_it_is_read(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LimitedUploadHandler, "new_file", lambda *_args, **_kwargs: pytest.fail("it was read"))

    two_gigabytes: Any = {"CONTENT_LENGTH": str(2 * 1024**3), "wsgi.input": BytesIO(b"--x\r\n" + b"x" * 5000)}
    response = client.generic("POST", "/send/", b"", "multipart/form-data; boundary=x", **two_gigabytes)

    assert response.status_code == 413
    assert "That is too large" in response.text
    assert "larger than" in response.text


@pytest.mark.django_db
@pytest.mark.urls("openbeat.core.files.tests.addresses")
def test_a_text_without_end_gets_a_page(client: Client) -> None:
    response = client.post("/send/", {"words": "x" * 3_000_000})

    assert response.status_code == 413
    assert "longer than we can take" in response.text


@pytest.mark.django_db
@pytest.mark.urls("openbeat.core.files.tests.addresses")
def test_reading_stops_when_more_comes_than_was_announced(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openbeat.core.files.handlers.largest_body", lambda: 2000)

    response = client.post("/send/", {"words": "x", "photo": makers.a_photo()})

    assert response.status_code == 413


@pytest.mark.django_db
@pytest.mark.urls("openbeat.core.files.tests.addresses")
def test_a_disk_that_fills_up_while_reading_is_said(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Nameless, "write", full)

    response = client.post("/send/", {"words": "x", "photo": makers.a_photo()})

    assert response.status_code == 507
    assert "no room left" in response.text


@pytest.mark.django_db
@pytest.mark.urls("openbeat.core.files.tests.addresses")
def test_a_disk_that_is_full_in_the_act_is_said(client: Client) -> None:
    response = client.post("/full/")

    assert response.status_code == 507
    assert "no room left" in response.text


@pytest.mark.parametrize(
    ("fault", "full"),
    [
        (OSError(errno.ENOSPC, "x"), True),
        (OSError(errno.EDQUOT, "x"), True),
        (OSError(errno.EACCES, "x"), False),
        (OperationalError("database or disk is full"), True),
        (OperationalError("database is locked"), False),
        (ValueError("disk is full"), False),
    ],
)
def test_a_full_disk_is_told_from_other_faults(fault: Exception, full: bool) -> None:  # noqa: FBT001
    assert is_full(fault) is full


@pytest.mark.django_db
@pytest.mark.urls("openbeat.core.files.tests.addresses")
@pytest.mark.parametrize("length", ["", "-5", "1e9", "²", "10"])
def test_odd_lengths_never_break_the_program(client: Client, length: str) -> None:
    odd: Any = {"CONTENT_LENGTH": length, "wsgi.input": BytesIO(b"words=x")}
    response = client.generic("POST", "/send/", b"", "application/x-www-form-urlencoded", **odd)

    assert response.status_code in {200, 400, 422}
