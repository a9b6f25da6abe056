"""The form for paper is there for whoever has no computer."""

import pypdfium2
from django.test import Client

from openbeat.core.people.demo import Cast


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
