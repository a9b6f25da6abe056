"""Whatever a mail program made of it: the words are read, pictures are made anew, the rest is refused in a sentence."""

from __future__ import annotations

import random
import time
from email.message import EmailMessage
from io import BytesIO

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from openbeat.core.files.demo import a_picture
from openbeat.core.inbox import words
from openbeat.core.inbox.automatic import is_automatic
from openbeat.core.inbox.proof import proven
from openbeat.core.inbox.reading import read

ANA = "ana@example.org"


def a_letter(text: str = "The lamp is out.", subject: str = "Lamp", **heads: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = f"Ana Ruiz <{ANA}>"
    message["Subject"] = subject
    for name, value in heads.items():
        message[name] = value
    message.set_content(text)
    return message


def raw_letter(head: bytes, body: bytes) -> bytes:
    return b"From: Ana <ana@example.org>\r\nSubject: Lamp\r\nMIME-Version: 1.0\r\n" + head + b"\r\n\r\n" + body


def text_of(raw: bytes) -> str:
    return read(raw, once="1", envelope=ANA).letter.text


def test_plain_words_subject_and_sender() -> None:
    message = a_letter(subject="Re: Lamp")
    message["Content-Language"] = "es-MX"

    letter = read(message.as_bytes(), once="1", envelope=ANA).letter

    assert (letter.sender, letter.name, letter.subject, letter.text, letter.language) == (
        ANA, "Ana Ruiz", "Lamp", "The lamp is out.", "es",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("head", "body", "text"),
    [
        (b"Content-Type: text/plain; charset=utf-8", "Está oscuro".encode("latin-1"), "Est\ufffd oscuro"),
        (b"Content-Type: text/plain; charset=no-such-thing", "Está oscuro".encode(), "Está oscuro"),
        (b"Content-Type: text/plain; charset=no-such-thing", "Está".encode("latin-1"), "Está"),
        (b'Content-Type: text/plain; charset="utf-8', "Está".encode(), "Está"),
        (b"Content-Type: text/plain; charset=utf-7", b"dark", "dark"),
        (b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64", b"RGFyaw=\xff=", "Dark"),
        (b"X-Nothing: 1", b"dark\x00 here\x07", "dark here"),
    ],
)
def test_a_broken_character_set_costs_letters_and_never_the_letter(head: bytes, body: bytes, text: str) -> None:
    assert text_of(raw_letter(head, body)) == text


def test_a_broken_subject_is_read_as_far_as_it_goes() -> None:
    raw = a_letter().as_bytes().replace(b"Subject: Lamp", b"Subject: =?no-such?B?TGFtcA==?= \xff\xfe")

    assert read(raw, once="1", envelope=ANA).letter.text == "The lamp is out."


def test_words_in_html_alone_are_read_without_marks_scripts_and_quotations() -> None:
    message = EmailMessage()
    message["From"] = ANA
    message.set_content(
        "<html><head><style>p{color:red}</style></head><body><p>It&nbsp;is <b>dark</b>.</p><div>Since May</div>"
        "<script>alert(1)</script><blockquote>We repaired it.</blockquote></body></html>",
        subtype="html",
    )

    assert text_of(message.as_bytes()) == "It is dark.\n\nSince May"


def test_plain_text_goes_before_html() -> None:
    message = a_letter()
    message.add_alternative("<p>Something else</p>", subtype="html")

    assert text_of(message.as_bytes()) == "The lamp is out."


def test_a_letter_that_is_enclosed_whole_is_not_read_as_the_sender_s_words() -> None:
    message = a_letter()
    message.add_attachment(a_letter("Somebody else wrote this."))

    assert text_of(message.as_bytes()) == "The lamp is out."


def a_jpeg() -> bytes:
    buffer = BytesIO()
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (41.0, 30.0, 0.0)}  # where it was taken
    a_picture((400, 300)).save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()


def test_a_picture_is_made_anew_without_where_it_was_taken_and_other_files_are_refused() -> None:
    message = a_letter()
    message.add_attachment(a_jpeg(), maintype="image", subtype="jpeg", filename="at home.jpg")
    message.add_attachment(b"MZ\x90\x00", maintype="application", subtype="octet-stream", filename="lamp.jpg")
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="Ana Ruiz.pdf")

    letter = read(message.as_bytes(), once="1", envelope=ANA).letter

    (picture,) = letter.pictures
    assert (picture.width, picture.height) == (400, 300)
    assert len(letter.refused) == 2
    assert "Ana Ruiz" not in " ".join(letter.refused)
    picture.discard()


@given(st.binary(max_size=400))
def test_any_bytes_are_a_letter(raw: bytes) -> None:
    found = read(raw, once="1", envelope=ANA)

    assert "\x00" not in found.letter.text + found.letter.subject + found.letter.sender


@pytest.mark.parametrize("head", [b"From: ", b"Subject: ", b"Content-Type: text/plain; ", b"Content-Language: "])
def test_a_head_of_comments_in_comments_is_read(head: bytes) -> None:
    assert text_of(b"From: ana@example.org\r\n" + head + b"(" * 5000 + b"\r\n\r\ndark") == "dark"


def test_parts_in_parts_in_parts_are_a_letter_without_words() -> None:
    nested = (b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (one, one) for one in range(1500))
    raw = b"From: ana@example.org\r\nSubject: Lamp\r\n" + b"".join(nested) + b"\r\ndark"

    letter = read(raw, once="1", envelope=ANA).letter

    assert (letter.sender, letter.subject, letter.text) == (ANA, "Lamp", "")


@pytest.mark.parametrize("mark", ["<a ", "<a b=", "<!--", "<![CDATA[", "</", "<!-- >", "<a b='>", "<![x>", "<"])
def test_html_that_never_ends_is_read_at_once(mark: str) -> None:
    began = time.process_time()

    found = words.unmarked("<p>It is dark.</p>" + mark * (100_000 // len(mark)))

    assert found.startswith("It is dark.")
    assert time.process_time() - began < 10  # it took minutes


def test_html_with_comments_and_a_sign_that_is_no_mark_is_read() -> None:
    html = "<!DOCTYPE html><!--[if mso]><p>for a program</p><![endif]--><p>2 < 3 <b>and</b> 3 &lt; 4</p><?xml x?>"

    assert words.unmarked(html) == "2 < 3 and 3 < 4"


def test_a_letter_broken_anywhere_is_read() -> None:
    message = a_letter("Está oscuro. " * 20)
    message.add_alternative("<p>Está oscuro</p>", subtype="html")
    whole, chance = bytearray(message.as_bytes()), random.Random(3)  # noqa: S311  a test's dice
    for _ in range(300):
        raw = bytearray(whole)
        for _ in range(4):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        read(bytes(raw), once="1", envelope=ANA)


@pytest.mark.parametrize(
    ("heads", "sender", "automatic"),
    [
        ({}, ANA, False),
        ({"Auto-Submitted": "no"}, ANA, False),
        ({"Auto-Submitted": "auto-replied"}, ANA, True),
        ({"Auto-Submitted": "auto-generated; type=x"}, ANA, True),
        ({"Precedence": "bulk"}, ANA, True),
        ({"Precedence": "first-class"}, ANA, False),
        ({"X-Auto-Response-Suppress": "All"}, ANA, True),
        ({"List-Id": "<neighbours.example.org>"}, ANA, True),
        ({"X-Autoreply": "yes"}, ANA, True),
        ({}, "", True),
        ({}, "MAILER-DAEMON@example.org", True),
        ({}, "noreply@example.org", True),
        ({}, "millrace@talk.example.gov", True),
    ],
)
def test_what_a_program_wrote_is_known(heads: dict[str, str], sender: str, automatic: bool) -> None:  # noqa: FBT001
    message = a_letter(**heads)

    assert is_automatic(message, sender, "talk.example.gov") is automatic


def test_a_report_that_nothing_could_be_delivered_is_known_by_its_envelope() -> None:
    assert read(a_letter().as_bytes(), once="1", envelope="").automatic


OURS = "mx.example.gov"


@pytest.mark.parametrize(
    ("heads", "found"),
    [
        ([], False),
        ([f"{OURS}; dmarc=pass header.from=example.org"], True),
        ([f"{OURS}; spf=pass smtp.mailfrom=evil.example; dkim=pass header.d=example.org"], True),
        ([f"{OURS}; dkim=pass header.d=evil.example; dmarc=fail header.from=example.org"], False),
        ([f"{OURS}; dmarc=pass header.from=evil.example"], False),
        (["evil.example; dmarc=pass header.from=example.org"], False),
        ([f"{OURS}; dkim=pass (1024-bit key; unprotected) header.d=example.org"], True),
        ([f"{OURS}; dkim=pass header.d=example.org header.i=ana@example.org"], True),
        ([f"{OURS}; dkim=pass header.d=evil.example header.i=example.org@evil.example"], False),
        ([f"{OURS}; dkim=pass header.d=evil.example header.i=!header.d=example.org@evil.example"], False),
        ([f'{OURS}; dkim=pass header.d=evil.example header.i="x; dmarc=pass y"@evil.example'], False),
        ([f'{OURS}; dkim=pass header.d=evil.example header.i="x header.d=example.org y"@evil.example'], False),
        ([f"{OURS}; dmarc=fail header.from=example.org", f"{OURS}; dmarc=pass header.from=example.org"], False),
    ],
)
def test_only_what_our_own_mail_server_found_counts(heads: list[str], found: bool) -> None:  # noqa: FBT001
    message = a_letter()
    for value in heads:
        message["Authentication-Results"] = value

    assert proven(message, ANA, OURS) is found
    assert proven(message, ANA, "") is None


def test_where_a_server_checks_a_letter_says_what_it_found() -> None:
    with override_settings(OPENBEAT_MAIL_CHECKED_BY=OURS):
        assert read(a_letter().as_bytes(), once="1", envelope=ANA).letter.proven is False
    assert read(a_letter().as_bytes(), once="1", envelope=ANA).letter.proven is None


@pytest.mark.parametrize(
    ("text", "language"), [("الضوء معطل", "ar"), ("မီးပျက်နေတယ်", "my"), ("路灯坏了很久", "zh-hans"), ("Lamp", "")]
)
def test_the_script_tells_the_language_where_the_letter_does_not(text: str, language: str) -> None:
    assert words.language_of(a_letter(), text) == language
