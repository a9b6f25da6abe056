"""Until a native speaker read a language its pages say so; texts of rights keep the English beside them till signed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation
from django.utils.translation import gettext_lazy

from openbeat.core.ledger.models import Entry
from openbeat.core.people.demo import BUILDER, NOON
from openbeat.core.translation import languages, rights
from openbeat.core.translation.facts import Read
from openbeat.core.translation.queries import reviews as queries
from openbeat.core.translation.services import reviews
from openbeat.core.web.rights import beside
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from django.test import Client

    from openbeat.core.people.demo import Cast

NOTE = "Not yet reviewed by a native speaker"
DAY = date(2026, 5, 1)
CODES = [code for code in languages.TRANSLATED if code != "en"]


def read(language: str = "es", **more: object) -> Read:
    return Read(language, "County Court", "court interpreter", "All pages for residents", DAY, **more)  # type: ignore[arg-type]


def foot(client: Client, language: str) -> str:
    with translation.override(language):
        note = translation.gettext(NOTE)
    page = client.get(f"/{language}/areas/" if language != "en" else "/areas/").text
    return note if note in page.partition("<footer")[2] else ""


def test_each_page_says_so_until_somebody_read_its_language(cast: Cast, client: Client) -> None:
    assert all(foot(client, code) for code in CODES)
    assert foot(client, "en") == ""

    review = reviews.record_review(read(), by=cast.ada, at=NOON)
    assert [code for code in CODES if not foot(client, code)] == ["es"]

    reviews.withdraw_review(review, by=cast.ada, at=NOON)
    assert foot(client, "es")


def test_a_review_is_recorded_by_an_administrator_and_is_on_record_without_names(cast: Cast) -> None:
    with pytest.raises(Refused, match="Only an administrator"):
        reviews.record_review(read(), by=cast.lee, at=NOON)
    review = reviews.record_review(read(rights=True), by=cast.ada, at=NOON)
    with pytest.raises(Refused, match="Only an administrator"):
        reviews.withdraw_review(review, by=cast.lee, at=NOON)
    reviews.withdraw_review(review, by=cast.ada, at=NOON)
    with pytest.raises(Refused, match="taken back already"):
        reviews.withdraw_review(review, by=cast.ada, at=NOON)

    acts = Entry.objects.filter(kind="translation.review").order_by("pk").values_list("act", "facts")
    assert list(acts) == [
        ("record_review", {"language": "es", "rights": True}),
        ("withdraw_review", {"language": "es"}),
    ]
    with pytest.raises(ValidationError):
        reviews.record_review(Read("es", "", "", "", DAY), by=cast.ada, at=NOON)


def test_a_program_may_record_it_as_when_a_town_is_built(cast: Cast) -> None:
    assert reviews.record_review(read(), by=BUILDER, at=NOON).recorded_by is None


def test_the_form_records_it_and_the_public_page_shows_who_it_was(cast: Cast, client: Client) -> None:
    client.force_login(cast.ada)
    facts = {"name": "County Court", "role": "court interpreter", "what": "All pages", "read_on": "2026-05-01"}
    answer = client.post("/languages/read/", {**facts, "language": "xx"})
    assert answer.status_code == 422
    (code, *_others) = [code for code in CODES if f'value="{code}"' in client.get("/languages/read/").text]

    assert client.post("/languages/read/", {**facts, "language": code}).status_code == 302

    client.logout()
    page = client.get("/languages/").text
    assert "County Court" in page
    assert "court interpreter" in page
    (review,) = queries.standing()
    assert (review.language, review.rights, review.recorded_by) == (code, False, cast.ada)
    client.force_login(cast.ada)
    assert client.post(f"/languages/read/{review.pk}/withdraw/").status_code == 302
    assert client.post("/languages/read/999/withdraw/").status_code == 404
    assert queries.standing() == ()


# Texts of rights

SAID = "You can say no at any time."
BLOCK = '{% load i18n rights %}{% rights %}<p>{% translate "Your page" %} {{ value }}</p>{% endrights %}'
INLINE = '{% load i18n rights %}{% rights inline %}{% translate "Your page" %}{% endrights %}'


def shown(source: str, language: str) -> str:
    with translation.override(language):
        return Template(source).render(Context({"value": "<7>"}))


def test_the_english_stands_beside_a_text_of_rights_until_a_native_speaker_signed_it(cast: Cast) -> None:
    beside_it = '<div class="meta" lang="en" dir="ltr"><p>Your page &lt;7&gt;</p></div>'
    assert shown(BLOCK, "en") == "<p>Your page &lt;7&gt;</p>"
    assert shown(BLOCK, "es") == f"<p>Su página &lt;7&gt;</p>{beside_it}"
    assert shown(INLINE, "es") == 'Su página <span lang="en" dir="ltr">(Your page)</span>'

    reviews.record_review(read(), by=cast.ada, at=NOON)
    assert shown(BLOCK, "es").endswith(beside_it), "it was read, but the texts of rights were not signed"
    reviews.record_review(read(rights=True), by=cast.ada, at=NOON)

    assert shown(BLOCK, "es") == "<p>Su página &lt;7&gt;</p>"
    assert "Su página" not in shown(BLOCK, "ar")
    assert shown(BLOCK, "ar").endswith(beside_it)


def test_marks_within_marks_say_nothing_twice(cast: Cast) -> None:
    source = BLOCK.replace("{{ value }}", "{% rights inline %}{% translate 'Your page' %}{% endrights %}")
    assert shown(source, "es").count("Your page") == 2


def test_in_a_form_and_in_a_message_too(cast: Cast) -> None:
    words, message = beside(gettext_lazy("Your page")), beside(gettext_lazy("Your page"), below=True)
    with translation.override("es"):
        shown_ = Template("{{ words }}").render(Context({"words": words}))
        assert shown_ == '<span>Su página <span lang="en" dir="ltr">(Your page)</span></span>'
        assert str(message) == "Su página\n\nYour page"
        reviews.record_review(read(rights=True), by=cast.ada, at=NOON)
        assert str(words) == "Su página"
    assert str(words) == "Your page"


def test_a_text_that_changed_after_it_was_signed_is_not_signed(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    reviews.record_review(read(rights=True), by=cast.ada, at=NOON)
    assert queries.is_signed("es")

    monkeypatch.setattr(rights, "digest", lambda _code: "of other words")

    assert not queries.is_signed("es")
    assert queries.is_read("es")


def test_a_wrong_mark_says_how_to_write_it() -> None:
    with pytest.raises(TemplateSyntaxError, match="inline"):
        Template("{% load rights %}{% rights loud %}{% endrights %}")
