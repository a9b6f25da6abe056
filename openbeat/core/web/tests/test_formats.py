"""Days, times and figures stand on a page as its readers write them, whatever Django knows of their language."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils import formats, translation

from openbeat.core.web import addresses, dates

AT = datetime(2026, 11, 24, 18, 30)  # noqa: DTZ001  on the clock of the department
SAID = {
    "en": ("24 November 2026, 18:30", "Tuesday 24 November 2026", "November 2026", "Nov"),
    "es": ("24 de noviembre de 2026, 18:30", "martes 24 de noviembre de 2026", "noviembre de 2026", "Nov"),
    "ar": ("24 نوفمبر 2026، 18:30", "الثلاثاء 24 نوفمبر 2026", "نوفمبر 2026", "نوفمبر"),
    "my": ("2026 နိုဝင်ဘာ 24၊ 18:30", "2026 နိုဝင်ဘာ 24၊ အင်္ဂါနေ့", "2026 နိုဝင်ဘာ", "11"),
    "zh-hans": ("2026年11月24日 18:30", "2026年11月24日星期二", "2026年11月", "十一月"),
    "vi": (
        "ngày 24 tháng 11 năm 2026, lúc 18:30",
        "thứ Ba, ngày 24 tháng 11 năm 2026",
        "tháng 11 năm 2026",
        "Tháng 11",
    ),
    "ht": ("24 novanm 2026, 18:30", "madi 24 novanm 2026", "novanm 2026", "11"),
    "so": ("24 Nofembar 2026, saacadda 18:30", "Talaado, 24 Nofembar 2026", "Nofembar 2026", "11"),
}


def on_a_page(source: str, language: str) -> str:
    with translation.override(language):
        return Template("{% load web %}" + source).render(Context({"at": AT, "size": 12345.5}))


def test_every_language_of_the_pages_is_looked_at_here() -> None:
    assert set(SAID) == set(dict(settings.LANGUAGES)) - {"qps"}


@pytest.mark.parametrize("language", SAID)
def test_a_moment_a_day_and_a_month_are_said_as_their_readers_write_them(language: str) -> None:
    full, weekday, month, mark = SAID[language]

    assert on_a_page("{% when at %}", language) == f'<time datetime="2026-11-24T18:30">{full}</time>'
    assert f">{weekday}</time>" in on_a_page('{% when at "weekday-day" %}', language)
    assert f">{month}</time>" in on_a_page('{% when at "month" %}', language)
    assert ">18:30</time>" in on_a_page('{% when at "time" %}', language)
    with translation.override(language):
        assert dates.month_mark(AT) == mark


@pytest.mark.parametrize("language", SAID)
def test_figures_and_the_week_are_those_of_the_town_in_every_language(language: str) -> None:
    assert on_a_page('{{ size|floatformat:"1g" }}', language) == "12,345.5"
    assert on_a_page("{{ size }}", language) == "12345.5"
    with translation.override(language):
        assert formats.get_format("FIRST_DAY_OF_WEEK") == 0


@pytest.mark.parametrize("language", SAID)
def test_a_day_that_a_form_shows_can_be_typed_back(language: str) -> None:
    with translation.override(language):
        shown = formats.localize_input(date(2026, 11, 5))
        short = formats.date_format(date(2026, 11, 5), "SHORT_DATE_FORMAT")

        assert shown == "2026-11-05"
        assert any(_reads(short, form) for form in formats.get_format("DATE_INPUT_FORMATS"))


def _reads(day: str, form: str) -> bool:
    try:
        return datetime.strptime(day, form).date() == date(2026, 11, 5)  # noqa: DTZ007
    except ValueError:
        return False


@pytest.mark.parametrize(
    ("code", "tag"), [("zh-hans", "zh-Hans"), ("es", "es"), ("es-mx", "es-MX"), ("und", "und"), ("", "")]
)
def test_a_language_is_named_on_a_page_as_the_standard_names_it(code: str, tag: str) -> None:
    assert addresses.tag_of(code) == tag
