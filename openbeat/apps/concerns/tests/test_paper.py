"""The form for paper is there for whoever has no computer."""

import re
from datetime import timedelta

import pypdfium2
import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from openbeat.apps.concerns.models import Concern
from openbeat.core.people.demo import NOON, Cast
from openbeat.core.receipts import codes, services
from openbeat.core.receipts.models import Blank, Receipt
from openbeat.core.web.forms import SALT
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref


def words(body: bytes) -> set[str]:
    document = pypdfium2.PdfDocument(body)
    try:
        return {word for page in document for word in page.get_textpage().get_text_range().split()}
    finally:
        document.close()


def test_the_blank_form_says_first_what_to_do_in_danger_and_has_room_for_the_code(client: Client, cast: Cast) -> None:
    english, spanish = (client.get(f"{prefix}/concerns/paper.pdf") for prefix in ("", "/es"))

    assert english["Content-Type"] == "application/pdf"
    assert {"danger", "now?", "Receipt", "code"} <= words(english.content)
    assert {"peligro", "código"} <= {word.strip("¿?:.,").lower() for word in words(spanish.content)}


def text(body: bytes) -> str:
    document = pypdfium2.PdfDocument(body)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def printed(client: Client, cast: Cast, count: int = 1) -> list[str]:
    client.force_login(cast.lee)
    body = client.post("/concerns/paper/", {"area": str(cast.beat.pk), "count": str(count)}).content
    return [codes.read(found) for found in re.findall(r"(?:[0-9A-Z]{4} ){4}[0-9A-Z]", text(body))]


def written_down(client: Client, cast: Cast, code: str, title: str = "Lamp", once: str = "x") -> str:
    words = {"channel_taken": "paper", "code": code, "area": str(cast.beat.pk), "category": "lighting", "title": title,
             "story": "It is out.", "language": "en", "private": "no",
             "started": signing.dumps([once, 0.0 + now().timestamp()], salt=SALT)}  # fmt: skip
    return client.post("/concerns/enter/", words).text


def test_each_printed_form_has_a_code_of_its_own_that_nobody_can_look_up(client: Client, cast: Cast) -> None:
    found = printed(client, cast, 3)

    assert len(set(found)) == 3
    assert Blank.objects.count() == 3
    assert not set(found) & set(Blank.objects.values_list("code_hmac", flat=True))


def test_whoever_does_not_write_down_prints_no_codes(client: Client, cast: Cast) -> None:
    client.force_login(cast.noor)

    assert client.post("/concerns/paper/", {"area": "", "count": "1"}).status_code == 403
    assert "Only staff who write down what residents say may do this." in client.get("/concerns/paper/").text
    assert Blank.objects.count() == 0


def test_the_code_on_the_paper_is_the_receipt_once_the_form_was_written_down(client: Client, cast: Cast) -> None:
    (code,) = printed(client, cast)
    before = Client().post("/receipt/", {"code": code})
    assert "has not been written down yet" in before.text

    page = written_down(client, cast, codes.grouped(code).lower())

    assert codes.grouped(code) in page
    assert services.open(code) == Ref.of(Concern.objects.get())
    assert "Lamp" in Client().post("/receipt/", {"code": code}, follow=True).text


def test_a_code_is_used_once_and_only_one_that_we_printed(client: Client, cast: Cast) -> None:
    (code,) = printed(client, cast)
    written_down(client, cast, code)

    assert "A form with this code was written down already." in written_down(client, cast, code, "Noise", "y")
    assert "We never printed this code." in written_down(client, cast, codes.of(b"0123456789"), "Noise", "z")
    assert "You typed 16 signs, and a code has 17. Look at each group again." in written_down(
        client, cast, code[:-1], "Noise", "w"
    )
    assert Concern.objects.count() == 1


def test_the_button_pressed_twice_gives_the_same_receipt(client: Client, cast: Cast) -> None:
    (code,) = printed(client, cast)

    first, second = (written_down(client, cast, code) for _press in range(2))

    assert [codes.grouped(code) in page for page in (first, second)] == [True, True]
    assert (Concern.objects.count(), Receipt.objects.count()) == (1, 1)


def test_without_a_code_on_the_form_there_is_a_new_one(client: Client, cast: Cast) -> None:
    client.force_login(cast.lee)

    written_down(client, cast, "")

    assert (Concern.objects.count(), Receipt.objects.count()) == (1, 1)


def test_a_code_expires_and_is_forgotten(cast: Cast) -> None:
    (code,) = services.print_blanks(1, area=None, by=cast.lee, at=NOON)
    thing = Ref("concerns.concern", "1")

    with pytest.raises(Refused, match="has expired"):
        services.bind(code, thing, by=cast.lee, at=NOON + timedelta(days=180))
    services.tidy(at=NOON + timedelta(days=211))

    assert Blank.objects.count() == 0


def test_bound_twice_to_the_same_thing_is_bound_once_and_to_another_is_refused(cast: Cast) -> None:
    (code,) = services.print_blanks(1, area=None, by=cast.lee, at=NOON)
    thing = Ref("concerns.concern", "1")

    assert services.bind(code, thing, by=cast.lee, at=NOON) == services.bind(code, thing, by=cast.lee, at=NOON)
    with pytest.raises(Refused, match="written down already"):
        services.bind(code, Ref("concerns.concern", "2"), by=cast.lee, at=NOON)
    assert Receipt.objects.count() == 1


def test_the_form_comes_in_english_with_another_language_beside_it(client: Client, cast: Cast) -> None:
    alone, both = client.get("/my/concerns/paper.pdf"), client.get("/concerns/paper.pdf?beside=es")

    assert "danger" not in words(alone.content)
    assert {"danger", "now?"} <= words(both.content)
    assert {"peligro", "código"} <= {word.strip("¿?:.,").lower() for word in words(both.content)}
    page = client.get(reverse("home:paper")).text
    assert (
        '<a href="/concerns/paper.pdf?beside=zh-hans" lang="zh-Hans" hreflang="zh-Hans" dir="auto">简体中文</a>' in page
    )


def test_forms_with_codes_can_stand_in_two_languages_and_each_code_stands_once(client: Client, cast: Cast) -> None:
    client.force_login(cast.lee)
    body = client.post("/concerns/paper/", {"area": str(cast.beat.pk), "count": "2", "beside": "es"}).content

    found = re.findall(r"(?:[0-9A-Z]{4} ){4}[0-9A-Z]", text(body))
    assert len(set(found)) == len(found) == 2
    assert {"Tear", "Arranque"} <= words(body)
    assert client.post("/concerns/paper/", {"area": "", "count": "2", "beside": "xx"}).status_code == 422
