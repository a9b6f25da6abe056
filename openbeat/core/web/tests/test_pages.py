"""The page around everything, and the pages for when something did not work."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from openbeat.core.web import errors, furniture
from openbeat.core.web.tests.look import context
from openbeat.kit.policy import Refused

HERE = Path(__file__).parent
INLINE = re.compile(r"<[^>]+\s(on[a-z]+|style)\s*=|<script(?![^>]*\bsrc=)", re.IGNORECASE)


@pytest.fixture(autouse=True)
def _nobody_asks_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(furniture, "_house", [lambda: furniture.House(name="Alder Falls Police Department")])
    monkeypatch.setattr(furniture, "_menu", [lambda _actor: [SimpleNamespace(label="Meetings", url_name="nowhere")]])
    monkeypatch.setattr(furniture, "_note", [str])


def whole_page(path: str = "/concerns/?q=lamp&page=2", language: str = "en") -> str:
    template = engines["django"].from_string((HERE / "look.html").read_text(encoding="utf-8"))
    with translation.override(language):
        return str(template.render(context(), RequestFactory().get(path)))


# --- the page ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", ["en", "es", "qps"])
def test_the_page_of_all_components_has_nothing_inline_and_one_of_each_mark(language: str) -> None:
    html = whole_page(language=language)

    assert not INLINE.search(html)
    assert html.count("<h1") == html.count("<main") == 1
    assert f'<html lang="{language}" dir="{"rtl" if language == "qps" else "ltr"}">' in html
    assert "http://testserver/static" not in html
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert sorted(ids) == sorted(set(ids))


def test_a_page_names_its_language_as_the_standard_does_and_its_address_as_before() -> None:
    html = whole_page(language="zh-hans")

    assert '<html lang="zh-Hans" dir="ltr">' in html
    assert '<span lang="zh-Hans">简体中文</span></summary>' in html
    assert '<link rel="alternate" hreflang="zh-Hans" href="http://testserver/zh-hans/concerns/">' in html


def test_the_base_page_has_no_form_to_post_so_that_it_can_be_kept() -> None:
    html = engines["django"].from_string('{% extends "web/base.html" %}').render({}, RequestFactory().get("/"))

    assert "<form" not in html
    assert "csrfmiddlewaretoken" not in html
    assert "In danger now?" in html


def test_each_language_is_a_link_in_its_own_script_that_keeps_the_filters() -> None:
    html = whole_page()

    assert '<a href="?q=lamp&amp;page=2&amp;lang=es" lang="es" hreflang="es" dir="ltr">Español</a>' in html
    assert '<link rel="alternate" hreflang="es" href="http://testserver/es/concerns/">' in html
    assert '<link rel="canonical" href="http://testserver/es/concerns/">' in whole_page("/es/concerns/", "es")


@pytest.mark.parametrize("demo", [True, False])
def test_every_page_of_the_example_town_says_that_it_is_invented(settings: Any, demo: bool) -> None:  # noqa: FBT001
    settings.OPENBEAT_DEMO = demo

    assert ("This town and everybody in it are invented." in whole_page()) == demo
    broken = errors.handler500(RequestFactory().get("/")).content.decode()
    assert ("This town and everybody in it are invented." in broken) == demo


def test_a_menu_entry_whose_app_was_taken_out_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [
        SimpleNamespace(label="Gone", url_name="gone:index"),
        SimpleNamespace(label="Here", url_name="home:areas"),
    ]
    monkeypatch.setattr(furniture, "_menu", [lambda _actor: entries])

    html = whole_page("/areas/")

    assert ">Gone<" not in html
    assert '<a href="/areas/" aria-current="page">Here</a>' in html


# --- when something did not work -------------------------------------------------------------------------
@pytest.mark.parametrize("status", sorted(errors.WORDS))
def test_each_error_page_says_what_to_do_and_gives_no_address_away(status: int) -> None:
    request = RequestFactory().get("/concerns/4711/secret/")
    response = errors.page(request, status)
    html = response.content.decode()

    assert response.status_code == status
    assert str(errors.WORDS[status].title) in html
    assert "4711" not in html
    assert not INLINE.search(html)


def test_what_is_not_there_and_what_is_hidden_look_alike() -> None:
    one, other = (RequestFactory().get(f"/concerns/{pk}/") for pk in (1, 2))

    assert errors.handler404(one, Exception("a")).content == errors.handler404(other, Exception("b")).content


def test_a_refusal_gives_its_sentence_and_htmx_gets_only_the_words() -> None:
    refusal = Refused("Only the liaison officer of this area may do this.")
    whole = errors.refused(RequestFactory().post("/"), refusal)
    part = errors.refused(RequestFactory().post("/", headers={"HX-Request": "true"}), refusal)

    assert (whole.status_code, part.status_code) == (403, 403)
    assert "Only the liaison officer of this area may do this." in part.content.decode()
    assert part.content.decode().strip() in whole.content.decode()
    assert "<html" not in part.content.decode()


def test_a_broken_program_answers_in_the_persons_language_even_without_its_template(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with translation.override("qps"):
        assert 'lang="qps" dir="rtl"' in errors.handler500(RequestFactory().get("/")).content.decode()

    def broken(_name: str) -> str:
        raise RuntimeError

    monkeypatch.setattr(errors, "render_to_string", broken)
    response = errors.handler500(RequestFactory().get("/"))
    assert (response.status_code, response.content.decode()) == (500, errors.LAST_RESORT)


def test_a_conflict_shows_both_texts_and_too_often_says_when_again() -> None:
    both = errors.conflict(RequestFactory().post("/"), mine="Repaired Monday.", theirs="Repaired Tuesday.")
    often = errors.too_many(RequestFactory().post("/"), seconds=60)

    assert "Tuesday." in both.content.decode()
    assert "Monday." in both.content.decode()
    assert (often.status_code, often["Retry-After"]) == (429, "60")


def test_a_form_that_came_late_says_so_and_not_why_technically() -> None:
    response = errors.csrf_failure(RequestFactory().post("/"), reason="CSRF cookie not set.")

    assert response.status_code == 403
    assert "This form came too late" in response.content.decode()
    assert "CSRF" not in response.content.decode()
