"""Odd forms: whatever is sent, a page in the person's language comes back, and nothing is kept by halves."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from tests.faults.judge import asking, in_spanish, reveals_nothing
from tests.faults.resident import FORM, words
from tests.faults.visitor import Answer, Visitor, encoded, heard

if TYPE_CHECKING:
    from tests.faults.deployed import House

pytestmark = pytest.mark.slow

URLENCODED = "application/x-www-form-urlencoded"


class Form:
    """The open form of a visitor, to be sent with something odd in it."""

    def __init__(self, house: House, number: int, path: str = "/es" + FORM) -> None:
        self.visitor, self.path = Visitor(house.port, f"127.2.{number}.1"), path
        _page, fields = self.visitor.form(path)
        self.fields = {name: str(value) for name, value in (fields | words("Fault odd on Weir Street")).items()}

    def send(self, media_type: str, body: bytes) -> Answer:
        try:
            return self.visitor.ask("POST", self.path, body, {"Content-Type": media_type})
        finally:
            self.visitor.leave()

    def plain(self, **changed: str) -> bytes:
        return encoded(self.fields | changed)[0]

    def parts(self, *more: bytes, end: bytes = b"--B--\r\n") -> bytes:
        fields = (f'Content-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n'.encode() for n, v in self.fields.items())
        return b"".join(b"--B\r\n" + part for part in (*fields, *more)) + end


def concerns(house: House) -> int:
    ((count,),) = house.database.rows("SELECT count(*) FROM concerns_concern")
    return int(count)


def test_a_form_of_ten_thousand_fields_is_not_read(house: House) -> None:
    before = concerns(house)
    odd = b"".join(b'--B\r\nContent-Disposition: form-data; name="f%d"\r\n\r\n1\r\n' % n for n in range(10_000))
    many_files = [b'Content-Disposition: form-data; name="f%d"; filename="x"\r\n\r\nx\r\n' % n for n in range(1000)]
    form = Form(house, 1)

    plain = form.send(URLENCODED, form.plain() + b"".join(b"&f%d=1" % number for number in range(10_000)))
    parts = form.send("multipart/form-data; boundary=B", form.parts(end=odd + b"--B--\r\n"))
    files = form.send("multipart/form-data; boundary=B", form.parts(*many_files))

    assert (plain.status, parts.status, files.status) == (400, 400, 400)
    for answer in (plain, parts, files):
        in_spanish(answer, "ten thousand fields")
    assert concerns(house) == before


@pytest.mark.parametrize(
    ("media_type", "status"),
    [
        ("multipart/form-data", 400),
        ("multipart/form-data; boundary=" + "x" * 300, 400),
        ("multipart/form-data; boundary=C", 403),
        ("application/json", 403),
        ("text/plain", 403),
        (URLENCODED + "; charset=utf-7", 403),
        (URLENCODED + "; charset=rot13", 403),
    ],
)
def test_a_form_in_another_shape_is_told_so(house: House, media_type: str, status: int) -> None:
    before = concerns(house)
    form = Form(house, 2)

    answer = form.send(media_type, form.parts())

    assert answer.status == status
    in_spanish(answer, media_type)
    assert concerns(house) == before


def test_broken_parts_are_told_so(house: House) -> None:
    before = concerns(house)
    form = Form(house, 3)
    coded = (
        b'Content-Disposition: form-data; name="photo"; filename="x.jpg"\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\n!!!!\xff\xfe==\r\n"
    )

    in_spanish(form.send("multipart/form-data; boundary=B", form.parts(coded)), "base64")
    half = form.send("multipart/form-data; boundary=B", form.parts()[:200])

    assert half.status in {403, 422}
    reveals_nothing(half, "half of a form")
    assert concerns(house) == before


@pytest.mark.parametrize("number", [1, 30, 400])
def test_of_a_form_whose_connection_broke_nothing_is_taken(house: House, number: int) -> None:
    before = concerns(house)
    form = Form(house, 4)
    body = form.plain(reach="ann@example.org", name="Ann Lang")
    cookies = "; ".join(f"{name}={value}" for name, value in form.visitor.cookies.items())
    head = asking("/es" + FORM, Cookie=cookies, Content_Type=URLENCODED, Content_Length=str(len(body)))

    answer = half_sent(house, b"POST" + head.removeprefix(b"GET") + body[:-number])

    assert answer.status == 400
    in_spanish(answer, "half a form")
    assert concerns(house) == before
    assert form.send(URLENCODED, body).code
    assert concerns(house) == before + 1


def half_sent(house: House, request: bytes) -> Answer:
    """Send this and hang up on the sending side."""
    with socket.create_connection(("127.0.0.1", house.port), timeout=60) as wire:
        wire.sendall(request)
        wire.shutdown(socket.SHUT_WR)
        return heard(wire)


FIELDS = ("title", "story", "place", "area", "category", "language", "private", "lat", "reach", "name", "started",
          "photo_words", "website", "csrfmiddlewaretoken")  # fmt: skip


@pytest.mark.parametrize("field", FIELDS)
def test_signs_that_are_no_text_break_nothing(house: House, field: str) -> None:
    form = Form(house, 5 + FIELDS.index(field))
    for odd in (b"%00", b"a%00b", b"%ED%A0%80", b"%FF%FE%C3", b"%08%1B%EF%BF%BF", b"%E2%80%AE%00x"):
        rest = encoded({name: value for name, value in form.fields.items() if name != field})[0]
        answer = form.send(URLENCODED, rest + f"&{field}=".encode() + odd)
        assert answer.status in {200, 403, 422}, (field, odd, answer.status)
        reveals_nothing(answer, field)
        assert "\0" not in answer.text
    (kept,) = house.database.rows("SELECT count(*) FROM concerns_concern WHERE title LIKE '%\b%' OR story LIKE '%\b%'")
    assert kept == (0,)


@pytest.mark.parametrize("lat", ["nan", "inf", "-inf", "1e400", "9" * 5000, "0x10", "91"])
def test_figures_that_are_no_place_are_told_so_and_the_words_stay(house: House, lat: str) -> None:
    form = Form(house, 30)

    answer = form.send(URLENCODED, form.plain(lat=lat, lon="-87.6"))

    assert answer.status == 422
    assert "Fault odd on Weir Street" in answer.text
    reveals_nothing(answer, lat)


def test_a_title_of_a_million_letters_is_too_long_and_all_words_stay(house: House) -> None:
    form = Form(house, 31)

    answer = form.send(URLENCODED, form.plain(title="x" * 1_000_000, story="Since May."))

    assert answer.status == 422
    assert "120" in answer.text
    assert "Since May." in answer.text
    assert "x" * 1_000_000 in answer.text


def test_a_text_of_three_million_letters_is_not_read(house: House) -> None:
    form = Form(house, 32)

    in_spanish(form.send(URLENCODED, form.plain(story="x" * 3_000_000)), "three million letters")


OPEN_FORMS = (
    *(("receipt/", "code"), ("sign-in/", "login"), ("sign-up/", "email"), ("sign-in/code/", "code")),
    *(("complaints/new/steps/", "words"), ("complaints/new/steps/1/where/", "lat"), ("complaints/1/own/", "text")),
    *(
        ("complaints/1/own/withdraw/again/", "text"),
        ("asked/1/answer/", "text"),
        ("complaints/1/own/mediation/", "says"),
    ),
    *(("told/%00/", "x"), ("receipt/link/%00/", "x"), ("messages/stop/%00/", "x"), ("demo/week/", "x")),
    *(
        ("concerns/1/receipt.pdf", "code"),
        ("concerns/1/take-up/", "x"),
        ("concerns/999999999999999999/answer/", "text"),
    ),
)


@pytest.mark.parametrize(("path", "field"), OPEN_FORMS)
def test_each_open_form_bears_odd_signs(house: House, path: str, field: str) -> None:
    form = Form(house, 33)
    token = {"csrfmiddlewaretoken": form.fields["csrfmiddlewaretoken"]}
    form.path = f"/es/{path}"
    for odd in ("\0", "a\0@b.c", "x" * 9000, "٣" * 17, "￿", "' OR 1=1 --", "//evil.example"):
        answer = form.send(URLENCODED, encoded({**token, field: odd, "next": "//evil.example"})[0])
        assert answer.status < 500, (path, odd, answer.status)
        reveals_nothing(answer, path)
        assert not answer.headers.get("location", "/").startswith("//")


def test_a_form_without_its_token_is_told_what_to_do(house: House) -> None:
    with Visitor(house.port) as visitor:
        answer = visitor.post("/es" + FORM, words("Fault without a token"))

    assert answer.status == 403
    in_spanish(answer, "no token")


def test_nothing_of_all_this_broke_the_program(house: House) -> None:
    assert "Internal Server Error" not in house.said()
    assert "locked" not in house.said()
