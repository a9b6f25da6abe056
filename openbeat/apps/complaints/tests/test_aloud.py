"""Questions that a person recorded: heard by everybody in that language, by parts too; what is no sound is refused."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from openbeat.apps.complaints.queries import aloud
from openbeat.apps.complaints.services import aloud as services
from openbeat.apps.complaints.tests.makers import NOON, Office, an_office
from openbeat.core.files.checking import Checked
from openbeat.core.ledger.models import Entry
from openbeat.kit.policy import Refused
from tests.cast import Cast

SOUND = b"ID3\x04\x00\x00\x00\x00\x00\x00" + b"\xff\xfb\x90\x00" * 300
PAGE, HEARD = "/complaints/aloud/", "/complaints/aloud/my/what/"


@pytest.fixture
def office(cast: Cast) -> Office:
    return an_office()


def sent(client: Client, content: bytes = SOUND, name: str = "what.mp3") -> str:
    file = SimpleUploadedFile(name, content, content_type="audio/mpeg")
    return client.post(PAGE, {"step": "what", "language": "my", "sound": file}, follow=True).text


def test_an_administrator_puts_a_recording_there_and_the_step_plays_it_in_its_language_alone(
    client: Client, office: Office, cast: Cast
) -> None:
    client.force_login(cast.ada)
    assert f'src="{HEARD}"' in sent(client)

    start = Client().get("/my/complaints/new/steps/")

    assert "aloud/my/what/" in start.text
    assert "media-src 'self'" in start.headers["Content-Security-Policy"]
    assert "data-aloud" not in start.text
    english = Client().get("/complaints/new/steps/").text
    assert ("<audio" in english, "data-aloud" in english) == (False, True)
    [entry] = Entry.objects.filter(act="record_questions")
    assert entry.by == cast.ada


def test_everybody_hears_it_whole_or_in_parts_and_nobody_once_it_is_taken_away(
    client: Client, office: Office, cast: Cast
) -> None:
    assert Client().get(HEARD).status_code == 404
    client.force_login(cast.ada)
    sent(client)

    whole, part = Client().get(HEARD), Client().get(HEARD, headers={"Range": "bytes=2-5"})
    assert (whole.content, whole.headers["Content-Type"]) == (SOUND, "audio/mpeg")
    assert (part.status_code, part.content, part.headers["Content-Range"]) == (
        206, SOUND[2:6], f"bytes 2-5/{len(SOUND)}",
    )  # fmt: skip
    client.post(PAGE, {"gone": "my/what"})
    assert Client().get(HEARD).status_code == 404


def test_what_is_no_sound_is_refused_by_what_is_in_it(client: Client, office: Office, cast: Cast) -> None:
    client.force_login(cast.ada)

    for content in (b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\xff\xff" * 9, b"<svg onload=alert(1)>", b"%PDF-1.7\n"):
        assert "This is no sound that browsers play" in sent(client, content)
    assert not aloud.recordings().exists()
    sent(client)
    assert aloud.recordings().count() == 1
    sent(client, SOUND + b"\x00")
    assert [row.size for row in aloud.recordings()] == [len(SOUND) + 1]


def test_only_an_administrator_records(client: Client, office: Office, cast: Cast) -> None:
    sound = Checked("0" * 32, "x.mp3", "audio/mpeg", 1, "", "")
    with pytest.raises(Refused, match="Only an administrator"):
        services.record("what", "my", sound, by=cast.lee, at=NOON)
    client.force_login(cast.lee)

    assert "Only an administrator" in sent(client)
    assert not aloud.recordings().exists()
