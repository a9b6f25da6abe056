"""Languages, and the texts that people wrote in them."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils import translation

from openbeat.core.translation import languages
from openbeat.core.translation.middleware import LanguageByQuery

STORY = {
    "title": "Hay <b>vidrio</b>",
    "story": "Uno\r\ndos\n\ntres & más",
    "language": "es",
    "answer": "تم",
    "answer_language": "ar",
}


def shown(source: str, **context: object) -> str:
    return Template("{% load texts %}" + source).render(Context({"thing": STORY, **context}))


def test_a_text_carries_its_language_and_is_escaped() -> None:
    assert shown('{% text thing "title" %}') == '<span lang="es" dir="ltr">Hay &lt;b&gt;vidrio&lt;/b&gt;</span>'


def test_a_field_with_a_language_of_its_own_runs_its_own_way() -> None:
    assert shown('{% text thing "answer" %}') == '<span lang="ar" dir="rtl">تم</span>'


def test_a_long_text_keeps_its_paragraphs_and_lines() -> None:
    assert shown('{% text thing "story" block %}') == (
        '<div lang="es" dir="ltr"><p>Uno<br>dos</p><p>tres &amp; más</p></div>'
    )


def test_a_title_is_bare_and_still_escaped_even_where_escaping_is_off() -> None:
    source = '{% autoescape off %}{% text thing "title" plain %}{% endautoescape %}'
    assert shown(source) == "Hay &lt;b&gt;vidrio&lt;/b&gt;"


def test_a_text_of_no_known_language_lets_the_browser_decide_its_direction() -> None:
    assert shown("{% words value '' %}", value="?") == '<span dir="auto">?</span>'


def test_a_text_can_be_kept_under_a_name() -> None:
    assert shown('{% text thing "answer" plain as short %}[{{ short }}]') == "[تم]"


def test_nothing_written_shows_nothing() -> None:
    assert shown('{% text thing "missing" block %}') == ""


@pytest.mark.parametrize("wrong", ["{% text thing %}", '{% text thing "title" loud %}', "{% text %}"])
def test_a_wrong_tag_says_how_to_write_it(wrong: str) -> None:
    with pytest.raises(TemplateSyntaxError, match="block, plain or a number"):
        shown(wrong)


@pytest.mark.parametrize(("code", "way"), [("es", "ltr"), ("ar", "rtl"), ("ar-EG", "rtl"), ("qps", "rtl"), ("", "ltr")])
def test_each_language_knows_its_direction(code: str, way: str) -> None:
    assert languages.direction(code) == way


def test_the_pseudo_language_is_offered_only_where_one_looks_for_faults() -> None:
    assert "qps" in dict(languages.offered(pseudo=True))
    assert "qps" not in dict(languages.offered(pseudo=False))
    assert "qps" not in dict(languages.choices())


def test_django_speaks_the_pseudo_language_from_right_to_left() -> None:
    with translation.override("qps"):
        assert translation.get_language_bidi()
        assert "⟦" in translation.gettext("This field is required.")
        assert "⟦" in translation.gettext("January")


def led(path: str) -> str:
    def nobody(_request: HttpRequest) -> HttpResponse:
        raise AssertionError(path)

    return LanguageByQuery(nobody)(RequestFactory().get(path)).headers["Location"]


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("/department/?lang=es", "/es/department/"),
        ("/es/department/?lang=en&page=2", "/department/?page=2"),
        ("/es/department/?q=a%26b&lang=qps", "/qps/department/?q=a%26b"),
        ("/department/?lang=xx", "/department/"),
        ("/nowhere/?lang=es", "/nowhere/"),
        ("/?lang=//evil.example", "/"),
    ],
)
def test_a_language_in_the_query_leads_to_the_same_page_in_that_language(asked: str, leads_to: str) -> None:
    assert led(asked) == leads_to


def test_an_address_that_begins_with_two_slashes_names_no_other_host() -> None:
    request = RequestFactory().get("/?lang=es")
    request.path = "//evil.example/"
    assert LanguageByQuery(lambda _request: HttpResponse())(request).headers["Location"].startswith("/%2Fevil.example/")


def test_a_request_without_it_goes_on() -> None:
    def answer(_request: HttpRequest) -> HttpResponse:
        return HttpResponse("went on")

    assert LanguageByQuery(answer)(RequestFactory().get("/?q=1")).content == b"went on"
    assert LanguageByQuery(answer)(RequestFactory().post("/?lang=es")).content == b"went on"
