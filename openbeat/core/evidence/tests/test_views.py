"""Sending files to a matter and looking at them: who may, what is on record, and what a browser is allowed to do."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.template.loader import render_to_string
from django.test import Client
from django.test.client import encode_multipart
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openbeat.core.evidence import queries, services, store
from openbeat.core.evidence.arriving import Arrival
from openbeat.core.evidence.models import SealedFile
from openbeat.core.evidence.tests.makers import MARKER, MATTER, MP4, a_matter, a_video, arrived, holding, signed_in
from openbeat.core.files.tests import makers as photos
from openbeat.core.ledger.models import Entry
from openbeat.core.vault import crypt
from openbeat.core.vault.models import Safe
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from openbeat.core.vault.demo import Known
    from tests.cast import Cast

ADD = "/evidence/upload/matters.matter/7/"
SANDBOX = "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'none'"


@pytest.fixture(autouse=True)
def _data_of_their_own(settings: Any, tmp_path: Path) -> None:
    settings.OPENBEAT_DATA = tmp_path


@pytest.fixture
def matter(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> tuple[Safe, Known]:
    return a_matter(cast, monkeypatch)


def a_clip(content: bytes | None = None, name: str = "clip.mp4") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, a_video() if content is None else content, "application/x-anything")


def on_disk() -> list[str]:
    return [path.name for path in store.root().rglob("*") if path.is_file()]


def kept(cast: Cast, content: bytes, name: str = "clip.mp4") -> SealedFile:
    [file] = services.add([arrived(content, name)], MATTER, by=cast.lee, at=now())
    return file


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def test_whoever_has_the_receipt_sends_a_file_and_gets_its_fingerprint(
    client: Client, cast: Cast, matter: tuple[Safe, Known]
) -> None:
    holding(client)
    content = a_video()
    assert "Add files" in client.get(ADD).text

    page = client.post(ADD, {"sent": [a_clip(content), a_clip(photos.PDF, "letter.pdf")]})

    assert page.status_code == 200
    for each in (content, photos.PDF):
        assert hashlib.sha256(each).hexdigest() in page.text
    assert "2 files were kept" in page.text
    assert [file.made_by_kind for file in queries.of(MATTER)] == ["holder", "holder"]
    assert len(on_disk()) == 2


def test_a_stranger_finds_nothing_and_what_they_send_is_not_even_read(
    client: Client, cast: Cast, matter: tuple[Safe, Known]
) -> None:
    for stranger in (Client(), signed_in(client, cast.imani, matter[1])):
        assert stranger.get(ADD).status_code == 404
        assert stranger.post(ADD, {"sent": a_clip()}).status_code == 404
    assert on_disk() == []
    holding(client)
    assert client.post("/evidence/upload/matters.matter/8/", {"sent": a_clip()}).status_code == 404
    assert client.post("/evidence/upload/concerns.concern/7/", {"sent": a_clip()}).status_code == 404


def test_a_form_without_its_token_keeps_nothing(cast: Cast, matter: tuple[Safe, Known]) -> None:
    browser = holding(Client(enforce_csrf_checks=True))
    browser.get(ADD)

    refused = browser.post(ADD, {"sent": a_clip()})
    assert (refused.status_code, on_disk(), queries.of(MATTER).count()) == (403, [], 0)

    token = browser.cookies["csrftoken"].value
    taken = browser.post(ADD, {"csrfmiddlewaretoken": token, "sent": a_clip()})
    assert (taken.status_code, len(on_disk()), queries.of(MATTER).count()) == (200, 1, 1)


def test_a_token_that_comes_after_the_file_counts_as_well(cast: Cast, matter: tuple[Safe, Known]) -> None:
    browser = holding(Client(enforce_csrf_checks=True))
    browser.get(ADD)

    taken = browser.post(ADD, {"sent": a_clip(), "csrfmiddlewaretoken": browser.cookies["csrftoken"].value})

    assert (taken.status_code, len(on_disk())) == (200, 1)


def test_an_unfit_file_is_named_beside_the_field_and_none_is_kept(
    client: Client, cast: Cast, matter: tuple[Safe, Known]
) -> None:
    holding(client)

    page = client.post(ADD, {"sent": [a_clip(), a_clip(photos.SVG, "drawing.svg")]})

    assert page.status_code == 422
    assert "\u2068drawing.svg\u2069: We take pictures, videos, sound, PDF and plain text" in page.text
    assert (on_disk(), queries.of(MATTER).count()) == ([], 0)
    assert "Choose a file first." in client.post(ADD, {}).text
    assert ("Something is missing or wrong." in page.text, "Your words are still here" in page.text) == (True, False)


def test_what_is_announced_as_far_too_large_is_not_read(
    client: Client, cast: Cast, matter: tuple[Safe, Known], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    holding(client)
    settings.OPENBEAT_EVIDENCE_BYTES = 10_000
    monkeypatch.setattr("openbeat.core.evidence.http.OVER", 100_000)

    page = client.post(ADD, {"sent": a_clip(a_video(2_000_000))})

    assert page.status_code == 413
    assert "Send it in parts." in page.text
    assert on_disk() == []


@pytest.mark.django_db(transaction=True)
def test_where_the_answer_to_the_commit_is_lost_the_bytes_of_its_rows_stay(
    client: Client, cast: Cast, matter: tuple[Safe, Known], monkeypatch: pytest.MonkeyPatch
) -> None:
    holding(client)
    plain = BaseDatabaseWrapper._commit  # type: ignore[attr-defined]  # there is no other way to lose an answer

    def lost(self: Any) -> None:
        plain(self)
        if on_disk():
            raise OperationalError("the connection was lost")

    monkeypatch.setattr(BaseDatabaseWrapper, "_commit", lost)
    with pytest.raises(OperationalError):
        client.post(ADD, {"sent": a_clip()})
    monkeypatch.undo()

    assert queries.of(MATTER).count() == 1
    assert queries.lost() == []


@pytest.mark.django_db(transaction=True)
def test_while_a_file_comes_or_goes_nothing_is_held_of_the_database(
    client: Client, cast: Cast, matter: tuple[Safe, Known], monkeypatch: pytest.MonkeyPatch
) -> None:
    holding(client)
    steps: list[str] = []

    def noting(kind: type, name: str, step: str) -> None:
        plain = getattr(kind, name)

        def noted(*args: Any, **named: Any) -> Any:
            steps.append(step)
            return plain(*args, **named)

        monkeypatch.setattr(kind, name, noted)

    noting(type(connections["default"]), "close", "let go")
    noting(BaseDatabaseWrapper, "cursor", "asked")
    noting(Arrival, "take", "a piece")

    assert client.post(ADD, {"sent": a_clip()}).status_code == 200
    first, last = steps.index("a piece"), len(steps) - steps[::-1].index("a piece")
    assert steps[first - 1] == "let go"
    assert set(steps[first:last]) == {"a piece"}

    answer = client.get(f"/evidence/{queries.of(MATTER).get().pk}/")
    steps.append("the answer")
    assert MARKER in body(answer)
    assert steps[steps.index("the answer") + 1] == "let go"


def test_at_most_ten_files_come_at_a_time(client: Client, cast: Cast, matter: tuple[Safe, Known]) -> None:
    holding(client)

    page = client.post(ADD, {"sent": [a_clip(a_video(5000), f"{number}.mp4") for number in range(11)]})

    assert page.status_code == 422
    assert "\u206810.mp4\u2069: We take 10 files at a time, and this is one too many. Send it afterwards." in page.text
    assert on_disk() == []


def test_a_reader_looks_at_a_video_in_a_sandbox_and_that_is_on_record(
    client: Client, cast: Cast, matter: tuple[Safe, Known]
) -> None:
    content = a_video()
    file = kept(cast, content)
    signed_in(client, cast.lee, matter[1])

    shown = client.get(f"/evidence/{file.pk}/")

    assert body(shown) == content
    assert shown["Content-Type"] == "video/mp4"
    assert shown["Content-Disposition"] == 'inline; filename="clip.mp4"'
    assert shown["Content-Security-Policy"] == SANDBOX
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in shown["Cache-Control"]
    entry = Entry.objects.get(act="open")
    assert (entry.kind, entry.key, entry.by, entry.facts) == (
        "evidence.sealedfile",
        str(file.pk),
        cast.lee,
        {"why": "inquiry"},
    )


def test_a_picture_is_shown_by_the_copy_and_downloaded_as_it_was_sent(
    client: Client, cast: Cast, matter: tuple[Safe, Known]
) -> None:
    content = photos.with_gps()
    file = kept(cast, content, "Rosa's photo.jpg")
    signed_in(client, cast.lee, matter[1])

    shown, saved = client.get(f"/evidence/{file.pk}/"), client.get(f"/evidence/{file.pk}/file/")

    assert b"TelephoneMaker" not in body(shown)
    assert (shown["Content-Type"], shown["Content-Disposition"].partition(";")[0]) == ("image/jpeg", "inline")
    assert body(saved) == content
    assert saved["Content-Disposition"] == 'attachment; filename="Rosa\'s photo.jpg"'
    copy = queries.view_of(file)
    assert copy
    for page in (f"/evidence/{copy.pk}/", f"/evidence/{copy.pk}/file/"):  # no way around the chain of its original
        assert client.get(page).status_code == 404
    openings = Entry.objects.filter(act="open", by=cast.lee)
    assert [entry.key for entry in openings.order_by("pk")] == [str(file.pk)] * 2


@pytest.mark.parametrize("content", [photos.PDF, photos.gif_and_script()[:40], b"<b", b"words"])
def test_what_a_browser_could_run_is_only_ever_downloaded(
    client: Client, cast: Cast, matter: tuple[Safe, Known], content: bytes
) -> None:
    if content == b"<b":
        content = photos.HEIC
    file = kept(cast, content, "paper")
    signed_in(client, cast.lee, matter[1])

    shown = client.get(f"/evidence/{file.pk}/")

    assert body(shown) == content
    assert shown["Content-Disposition"].startswith("attachment; ")
    assert shown["Content-Security-Policy"] == SANDBOX


def test_who_does_not_read_the_matter_finds_nothing_and_nothing_is_on_record(
    client: Client, cast: Cast, matter: tuple[Safe, Known]
) -> None:
    file = kept(cast, a_video())
    signed_in(client, cast.imani, matter[1])

    for browser in (client, Client()):
        for page in (f"/evidence/{file.pk}/", f"/evidence/{file.pk}/file/"):
            assert browser.get(page).status_code == 404
    assert client.get("/evidence/999/").status_code == 404
    assert Entry.objects.filter(act="open").count() == 0


def test_a_reader_whose_key_is_locked_unlocks_it_first_and_only_then_it_counts_as_read(
    client: Client, cast: Cast, matter: tuple[Safe, Known]
) -> None:
    file = kept(cast, a_video())
    signed_in(client, cast.lee, matter[1], unlocked=False)

    answer = client.get(f"/evidence/{file.pk}/")

    assert (answer.status_code, answer["Location"]) == (302, f"/me/key/unlock/?next=%2Fevidence%2F{file.pk}%2F")
    assert Entry.objects.filter(act="open").count() == 0


def test_the_holder_reads_as_nobody_even_where_somebody_is_signed_in(
    client: Client, cast: Cast, matter: tuple[Safe, Known]
) -> None:
    file = kept(cast, a_video())
    signed_in(client, cast.imani, matter[1], unlocked=False)
    holding(client)

    assert MARKER in body(client.get(f"/evidence/{file.pk}/"))

    entry = Entry.objects.get(act="open")
    assert (entry.actor, entry.by) == ("holder", None)


@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [
        ("bytes=0-9", 206, slice(0, 10)),
        ("bytes=100000-", 206, slice(100_000, None)),
        ("bytes=299990-999999", 206, slice(299_990, None)),
        ("bytes=0-", 200, slice(None)),
        ("bytes=9-3", 200, slice(None)),
        ("bytes=999999-", 200, slice(None)),
        ("bytes=0-1,5-6", 200, slice(None)),
        ("lines=1-2", 200, slice(None)),
    ],
)
@pytest.mark.slow
def test_a_player_may_ask_for_a_part_of_a_video(
    client: Client, cast: Cast, matter: tuple[Safe, Known], asked: str, status: int, part: slice
) -> None:
    content = a_video()
    file = kept(cast, content)
    signed_in(client, cast.lee, matter[1])

    answer = client.get(f"/evidence/{file.pk}/", headers={"Range": asked, "Accept-Encoding": "gzip"})

    assert answer.status_code == status
    assert body(answer) == content[part]
    assert answer["Content-Length"] == str(len(content[part]))


CONTENTS = st.tuples(st.binary(max_size=70_000), st.integers(0, 200), st.integers(1, 3), st.booleans())
EXAMPLES = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25
)  # 30 an hour are let in


@EXAMPLES
@given(content=CONTENTS, name=st.text(max_size=30))
@pytest.mark.slow
def test_whatever_a_file_holds_what_was_sent_is_what_is_kept(
    client: Client, cast: Cast, matter: tuple[Safe, Known], content: tuple[bytes, int, int, bool], name: str
) -> None:
    """Line ends, dashes and half a boundary inside a file that comes in several pieces: the right place is cut."""
    holding(client)
    noise, dashes, times, breaks = content
    tricky = (MP4 + noise + b"\r\n--BoUnDaRyStRi" * breaks + b"\r\n--" + b"-" * dashes + b"\r") * times
    before = set(queries.of(MATTER).values_list("pk", flat=True))

    page = client.post(ADD, {"words": name, "sent": [a_clip(tricky, f"{name}.mp4")]})

    assert page.status_code == 200, page.text
    assert hashlib.sha256(tricky).hexdigest() in page.text
    [file] = queries.of(MATTER).exclude(pk__in=before)
    meta, _opened = services.opened(file, matter[1].keys(cast.lee))
    assert b"".join(services.content(file, meta)) == tricky


@EXAMPLES
@given(share=st.floats(0, 1))
def test_a_body_that_ends_anywhere_leaves_all_or_nothing(
    client: Client, cast: Cast, matter: tuple[Safe, Known], share: float
) -> None:
    holding(client)
    whole = encode_multipart("b", {"sent": [a_clip(a_video(200_000)), a_clip(a_video(90_000))]})
    part = whole[: int(share * len(whole))]
    before = len(on_disk()), queries.of(MATTER).count()

    client.post(ADD, part, content_type="multipart/form-data; boundary=b")

    files, rows = len(on_disk()) - before[0], queries.of(MATTER).count() - before[1]
    assert files == rows
    assert rows in {0, 2}


def test_a_file_whose_row_was_changed_is_named_and_takes_no_other_with_it(
    client: Client, cast: Cast, matter: tuple[Safe, Known]
) -> None:
    from openbeat.core.evidence import listing  # noqa: PLC0415  as below
    from openbeat.core.vault import services as vault  # noqa: PLC0415

    first, second = kept(cast, a_video(), "one.mp4"), kept(cast, a_video(2000), "two.mp4")
    strange = crypt.seal(b"{}", crypt.recipient_of(crypt.new_identity()))
    SealedFile.objects.filter(pk=first.pk).update(meta=strange)

    lines = listing.lines(MATTER, vault.opened(matter[0], matter[1].keys(cast.lee)))

    assert [(line.file, line.number, line.meta and line.meta.name) for line in lines] == [
        (first, 1, None),
        (second, 2, "two.mp4"),
    ]
    page = render_to_string("evidence/part.html", {"lines": lines, "add": ADD})
    assert page.count("What is kept about this file is damaged, so it does not open.") == 1
    assert "two.mp4" in page


def test_the_list_of_a_matter_asks_as_often_for_three_files_as_for_one(
    client: Client, cast: Cast, matter: tuple[Safe, Known], count_queries: Any
) -> None:
    from openbeat.core.evidence import listing  # noqa: PLC0415  beside what it is compared with
    from openbeat.core.vault import services as vault  # noqa: PLC0415

    opened = vault.opened(matter[0], matter[1].keys(cast.lee))
    kept(cast, photos.with_gps(), "one.jpg")
    with count_queries(1):
        assert [line.meta and line.meta.name for line in listing.lines(MATTER, opened)] == ["one.jpg"]
    for number in range(2):
        kept(cast, a_video(), f"{number}.mp4")
    with count_queries(1):
        assert [line.looked_at for line in listing.lines(MATTER, opened)] == [True, True, True]
