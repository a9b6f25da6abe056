"""A video with a complaint: sent in the same form, without scripts, or afterwards with the code."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.models import Complaint
from openbeat.apps.complaints.tests.makers import (
    NOON,
    Office,
    a_complaint,
    a_form,
    an_office,
    code_on,
    opened_as,
    unlocked,
)
from openbeat.core.evidence import queries as evidence
from openbeat.core.evidence import services as files
from openbeat.core.evidence import store
from openbeat.core.evidence.tests.makers import MARKER, a_video
from openbeat.core.files.tests import makers as photos
from openbeat.core.ledger import services as ledger
from openbeat.core.ledger.http import Reading
from openbeat.core.ledger.models import Entry
from openbeat.core.people.holder import Holder
from openbeat.kit.clock import now
from openbeat.kit.refs import Ref
from tests.cast import Cast

FINGERPRINT = re.compile(r">([0-9a-f]{64})<")


@pytest.fixture(autouse=True)
def _data_of_their_own(settings: Any, tmp_path: Path) -> None:
    settings.OPENBEAT_DATA = tmp_path


@pytest.fixture
def office(cast: Cast) -> Office:
    return an_office()


def a_clip(content: bytes | None = None, name: str = "clip.mp4") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or a_video(), "video/mp4")


def filed(client: Client, **changes: Any) -> tuple[str, Complaint]:
    page = client.post("/complaints/new/whole/", a_form(client, **changes))
    assert page.status_code == 200, page.text
    return page.text, Complaint.objects.get()


def kept(complaint: Complaint) -> int:
    return evidence.originals(Ref.of(complaint)).count()


def test_a_video_comes_with_the_first_words_and_its_fingerprint_stands_on_the_receipt(
    client: Client, office: Office
) -> None:
    content = a_video()

    page, complaint = filed(client, sent=[a_clip(content), a_clip(photos.with_gps(), "photo.jpg")])

    prints = [hashlib.sha256(each).hexdigest() for each in (content, photos.with_gps())]
    assert FINGERPRINT.findall(page) == prints
    assert kept(complaint) == 2
    assert [MARKER in path.read_bytes() for path in store.root().rglob("*") if path.is_file()] == [False] * 3
    assert {file.made_by for file in evidence.of(Ref.of(complaint))} == {None}


def test_without_a_file_it_is_as_before(client: Client, office: Office) -> None:
    page, complaint = filed(client)

    assert (FINGERPRINT.findall(page), kept(complaint)) == ([], 0)


def test_the_button_pressed_twice_keeps_the_file_once(client: Client, office: Office) -> None:
    form = a_form(client)
    for _press in range(2):
        page = client.post("/complaints/new/whole/", {**form, "sent": a_clip()})
        assert page.status_code == 200

    assert kept(Complaint.objects.get()) == 1
    assert len([path for path in store.root().rglob("*") if path.is_file()]) == 1


def test_an_unfit_file_leaves_the_words_in_the_form_and_nothing_on_the_disk(client: Client, office: Office) -> None:
    page = client.post("/complaints/new/whole/", a_form(client, sent=[a_clip(), a_clip(photos.SVG, "x.svg")]))

    assert page.status_code == 422
    assert "\u2068x.svg\u2069: We take pictures" in page.text
    assert page.text.count("Choose your files once more: a page cannot keep them.") == 2  # above, and beside the field
    assert a_form(client)["words"] in page.text
    assert not Complaint.objects.exists()
    assert [path for path in store.root().rglob("*") if path.is_file()] == []


def test_a_file_that_cannot_be_put_away_takes_no_word_with_it(
    client: Client, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_token: str) -> None:
        raise FileNotFoundError

    monkeypatch.setattr(store, "hold", gone)

    page = client.post("/complaints/new/whole/", a_form(client, sent=a_clip()))

    assert page.status_code == 503
    assert a_form(client)["words"] in page.text
    assert "Your files could not be put away just now, so nothing was kept." in page.text
    assert not Complaint.objects.exists()


def test_afterwards_the_code_opens_the_page_that_takes_more_and_shows_what_is_there(
    client: Client, office: Office
) -> None:
    page, complaint = filed(client, sent=a_clip())
    browser = Client()
    browser.post("/receipt/", {"code": code_on(page)})
    own = browser.get(f"/complaints/{complaint.pk}/own/").text
    assert "clip.mp4" in own
    [add] = re.findall(r'href="(/evidence/upload/[^"]+)"', own)

    more = browser.post(add, {"sent": a_clip(photos.PDF, "letter.pdf")})

    assert hashlib.sha256(photos.PDF).hexdigest() in more.text
    assert f"/complaints/{complaint.pk}/own/" in more.text
    assert kept(complaint) == 2
    assert Complaint.objects.get().news_at
    assert "letter.pdf" in browser.get(f"/complaints/{complaint.pk}/own/").text


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([1_500_000], "clip.mp4\u2069: This file is larger than 97.7"),
        ([60_000, 60_000], "What you sent is larger than 97.7"),
        ([1_000] * 120, "We take 10 files at a time, and this is one too many."),
    ],
)
def test_files_that_are_too_large_or_too_many_come_back_with_the_words(
    client: Client, office: Office, settings: Any, files: list[int], sentence: str
) -> None:
    settings.OPENBEAT_EVIDENCE_BYTES = 100_000
    sent = [a_clip(a_video(size)) for size in files]

    page = client.post("/complaints/new/whole/", a_form(client, words="He laughed at me.", sent=sent))

    assert (page.status_code, page.text.count(sentence) > 0, "He laughed at me." in page.text) == (422, True, True)
    assert (Complaint.objects.count(), [path for path in store.root().rglob("*") if path.is_file()]) == (0, [])
    assert page.text.count("one too many") < 5


def test_a_handler_says_why_before_a_file_opens_and_that_is_on_record(client: Client, office: Office) -> None:
    _page, complaint = filed(client, sent=a_clip())
    [file] = evidence.originals(Ref.of(complaint))
    unlocked(client, office, office.ines)

    first = client.get(f"/evidence/{file.pk}/")
    assert (first.status_code, first["Location"]) == (302, f"/complaints/{complaint.pk}/")
    assert "clip.mp4" in opened_as(client, complaint)

    shown = client.get(f"/evidence/{file.pk}/")
    assert b"".join(shown.streaming_content) == a_video()  # type: ignore[attr-defined]
    entry = Entry.objects.get(kind="evidence.sealedfile", act="open")
    assert (entry.by, entry.facts) == (office.ines, {"why": "work"})


def test_whoever_looks_at_a_file_alone_stands_among_the_readings_and_it_is_news_no_more(
    client: Client, office: Office
) -> None:
    _page, complaint = filed(client, sent=a_clip())
    [file] = evidence.originals(Ref.of(complaint))
    unlocked(client, office, office.ines)
    client.post(f"/complaints/{complaint.pk}/why/", {"why": "work"})
    assert [line.news for line in queries.lines([complaint], NOON)] == [True]

    for part in ("bytes=0-9", "bytes=10-19"):  # as a player asks for it
        b"".join(client.get(f"/evidence/{file.pk}/file/", headers={"Range": part}).streaming_content)  # type: ignore[attr-defined]

    read = [(opening.who, str(opening.what), str(opening.why)) for opening in queries.readings_of(complaint)]
    assert read == [("Ines Moreau", "File 1: looked at or downloaded", "To work on it")]
    assert [line.news for line in queries.lines([complaint], NOON)] == [False]
    files.export([file], Ref.of(complaint), why="review", by=office.ines, at=now())
    assert "File 1: exported in clear" in opened_as(client, complaint)
    assert Entry.objects.filter(kind="evidence.sealedfile", act="open").count() == 2  # each part is on record


def test_whoever_found_the_code_and_looks_at_a_file_alone_is_seen_by_whoever_complained(
    client: Client, office: Office
) -> None:
    page, complaint = filed(client, sent=a_clip())
    [file] = evidence.originals(Ref.of(complaint))
    thief, code = Client(), code_on(page)
    thief.post("/receipt/", {"code": code})
    assert [str(opening.what) for opening in queries.openings_by_code(complaint)] == ["The code was typed"]

    b"".join(thief.get(f"/evidence/{file.pk}/").streaming_content)  # type: ignore[attr-defined]

    seen = ["File 1: looked at or downloaded", "The code was typed"]
    assert [str(opening.what) for opening in queries.openings_by_code(complaint)] == seen
    client.post("/receipt/", {"code": code})
    own = client.get(f"/complaints/{complaint.pk}/own/").text
    assert (own.count("The code was typed"), own.count(seen[0])) == (2, 1)
    assert [line.news for line in queries.lines([complaint], NOON)] == [True]  # nobody of the office has read it


def test_nobody_pushes_the_reading_of_somebody_else_out_of_the_list(client: Client, office: Office) -> None:
    _page, complaint = filed(client)
    for actor, number in ((office.ines, 3), (Holder(frozenset()), 60), (office.omar, 60)):
        for _time in range(number):
            ledger.record(Reading.OPEN, Ref.of(complaint), by=actor, at=NOON, why="work")

    who = [str(opening.who) for opening in queries.readings_of(complaint)]
    assert {name: who.count(name) for name in set(who)} == {
        "Ines Moreau": 1,
        office.omar.name: 1,
        "Whoever has the receipt": 50,
    }


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_readings_asks_as_often_for_three_files_as_for_one(
    client: Client, office: Office, django_assert_num_queries: Any, number: int
) -> None:
    _page, complaint = filed(client, sent=[a_clip(name=f"{each}.mp4") for each in range(number)])
    unlocked(client, office, office.ines)
    client.post(f"/complaints/{complaint.pk}/why/", {"why": "work"})
    for file in evidence.originals(Ref.of(complaint)):
        b"".join(client.get(f"/evidence/{file.pk}/").streaming_content)  # type: ignore[attr-defined]

    with django_assert_num_queries(7):
        assert len(queries.readings_of(complaint)) == number
    with django_assert_num_queries(3):
        assert len(queries.openings_by_code(complaint)) == 0
    with django_assert_num_queries(5):
        assert [line.news for line in queries.lines([complaint], NOON)] == [False]


def test_a_handler_adds_a_redacted_copy_that_names_its_original(client: Client, office: Office) -> None:
    _page, complaint = filed(client, sent=a_clip())
    [original] = evidence.originals(Ref.of(complaint))
    unlocked(client, office, office.ines)
    add = f"/evidence/upload/complaints.complaint/{complaint.pk}/"
    form = client.get(add).text
    assert "A redacted copy of file 1" in form
    assert "clip.mp4" not in form
    assert not Entry.objects.filter(act="open").exists()

    page = client.post(add, {"sent": a_clip(photos.PDF, "masked.pdf"), "parent": str(original.pk)})

    assert page.status_code == 200
    copy = evidence.of(Ref.of(complaint)).get(role="redacted")
    assert (copy.parent, copy.made_by) == (original, office.ines)
    matter = opened_as(client, complaint)
    assert "File 1: <bdi>masked.pdf</bdi>" in matter
    assert "File 1: <bdi>clip.mp4</bdi>" in matter
    assert client.post(add, {"sent": a_clip(), "parent": "999"}).status_code == 422


def test_another_receipt_opens_nothing_of_it(client: Client, office: Office) -> None:
    _page, complaint = filed(client, sent=a_clip())
    [file] = evidence.originals(Ref.of(complaint))
    other = a_complaint(office, once="another")
    browser = Client()
    browser.post("/receipt/", {"code": other.code})

    assert browser.get(f"/evidence/{file.pk}/").status_code == 404
    assert browser.post(f"/evidence/upload/complaints.complaint/{complaint.pk}/", {"sent": a_clip()}).status_code == 404
    assert kept(complaint) == 1


@pytest.mark.parametrize("key", ["9" * 30, "9" * 5000, "²"])
def test_a_number_that_no_matter_can_have_is_not_found(client: Client, office: Office, key: str) -> None:
    filed(client, sent=a_clip())

    for kind in ("complaints.complaint", "complaints.packet"):
        assert client.get(f"/evidence/upload/{kind}/{key}/").status_code == 404
    unlocked(client, office, office.ines)
    assert client.get(f"/evidence/upload/complaints.packet/{key}/").status_code == 404
