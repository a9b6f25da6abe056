"""The form for paper: blank for everybody, with codes by staff; and a voice that is left is sealed like any file."""

from __future__ import annotations

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.models import Complaint
from openbeat.apps.complaints.tests.makers import Office, a_form, an_office, code_on
from openbeat.core.evidence.models import SealedFile
from openbeat.core.receipts import codes
from openbeat.core.receipts.models import Blank
from openbeat.core.vault import services as vault
from openbeat.core.vault.bunch import Keys
from tests.cast import Cast

VOICE = (
    b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\xf2\x81\x04\x42\x82\x84webm\xae\x86\x86A_OPUS"
    + b"\x00" * 500
)


LEFT = b"ID3\x04\x00\x00\x00\x00\x00\x00" + b"\xff\xfb\x90\x00" * 300


@pytest.fixture
def office(cast: Cast) -> Office:
    return an_office()


def test_anybody_prints_the_form_in_two_languages(client: Client, office: Office) -> None:
    for address in ("/complaints/form.pdf", "/my/complaints/form.pdf", "/complaints/form.pdf?beside=my"):
        answer = client.get(address)
        assert (answer.headers["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    assert not Blank.objects.exists()


def test_on_paper_too_they_say_whether_praise_may_be_passed_on_and_staff_type_it_in(
    client: Client, office: Office, cast: Cast
) -> None:
    document = pypdfium2.PdfDocument(client.get("/complaints/form.pdf?beside=es").content)
    printed = " ".join("".join(page.get_textpage().get_text_range() for page in document).split())
    assert "If it is praise: you may pass my words on to the officer." in printed
    assert len(document) == 2
    client.force_login(cast.lee)
    ticked = {"channel_taken": "paper", "code": "", "sort": "praise"}
    for number, more in enumerate(({"pass_on": "on"}, {})):
        code = code_on(client.post("/complaints/enter/", a_form(client, "/complaints/enter/", **ticked, **more)).text)
        complaint = Complaint.objects.order_by("pk")[number]
        opened = vault.opened(queries.safe_of(complaint), Keys.of_code(codes.read(code)))
        assert queries.account_of(complaint, opened).reach.pass_on is bool(more)


def test_staff_print_forms_with_codes_and_others_are_told_why_not(client: Client, office: Office, cast: Cast) -> None:
    client.force_login(cast.noor)
    assert client.post("/complaints/sheets/", {"count": "2", "beside": ""}).status_code == 403
    assert "Only staff who write down" in client.get("/complaints/sheets/").text
    client.force_login(cast.lee)

    answer = client.post("/complaints/sheets/", {"count": "2", "beside": "my"})

    assert (answer.content[:5], answer.headers["Cache-Control"], Blank.objects.count()) == (b"%PDF-", "no-store", 2)
    assert client.post("/complaints/sheets/", {"count": "51", "beside": ""}).status_code == 422


def test_a_recorded_voice_is_sealed_with_the_words_and_what_lies_about_its_type_is_refused(
    client: Client, office: Office
) -> None:
    lies = SimpleUploadedFile("voice-1.webm", b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\xff\xff", content_type="audio/webm")
    url = "/complaints/new/whole/"
    refused = client.post(url, a_form(client, sent=lies))
    assert (refused.status_code, Complaint.objects.exists()) == (422, False)
    assert "this is none of them by what is in it" in refused.text

    voice = SimpleUploadedFile("voice-1.webm", VOICE, content_type="audio/webm")
    sent = client.post(url, a_form(client, sent=voice))

    assert sent.status_code == 200
    assert SealedFile.objects.count() == 1
    assert "data-voice" in client.get(url).text


def test_a_voice_left_on_a_telephone_line_is_sealed_and_whoever_left_it_hears_it_with_the_code_they_are_read(
    client: Client, cast: Cast, office: Office
) -> None:
    client.force_login(cast.lee)
    left = SimpleUploadedFile("line-7.mp3", LEFT, content_type="audio/mpeg")
    form = a_form(client, "/complaints/enter/", channel_taken="telephone", code="", sent=left)

    page = client.post("/complaints/enter/", form)

    complaint, file = Complaint.objects.get(), SealedFile.objects.get()
    assert (page.status_code, complaint.channel) == (200, "telephone")
    owner = Client()
    owner.post("/receipt/", {"code": code_on(page.text)})
    address = f"/evidence/{file.pk}/file/"
    assert f'href="{address}"' in owner.get(f"/complaints/{complaint.pk}/own/").text
    assert b"".join(owner.get(address).streaming_content) == LEFT  # type: ignore[attr-defined]
    assert client.get(address).status_code == 404, "whoever wrote it down hears it no more"
