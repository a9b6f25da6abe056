"""The components say what they show in words, carry enough contrast, and stay light."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone, translation

from openbeat.core.web import charts, dates, diffs, furniture
from openbeat.core.web.templatetags import web
from openbeat.core.web.tests.look import Everything
from openbeat.kit import clock
from openbeat.kit.stages import Station

HERE = Path(__file__).parent
CSS = (HERE.parent / "static/web/openbeat.css").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def _nobody_asks_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(furniture, "_house", [lambda: furniture.House(name="Alder Falls Police Department")])
    monkeypatch.setattr(furniture, "_menu", [lambda _actor: [SimpleNamespace(label="Meetings", url_name="nowhere")]])


def shown(source: str, **words: Any) -> str:
    return Template("{% load web %}" + source).render(Context(words))


# --- the loop ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(("reached", "station"), list(enumerate(Station.values)))
def test_the_loop_ticks_what_is_done_and_names_where_it_stands(reached: int, station: str) -> None:
    html = shown("{% loop station %}", station=station)

    assert html.count("<li") == 5
    assert html.count(": done</span>") == reached
    assert html.count(": not yet</span>") == 4 - reached
    assert html.count('aria-current="step"') == 1
    assert all(str(label) in html for label in Station.labels)


def test_a_matter_that_nobody_heard_yet_stands_nowhere() -> None:
    assert 'aria-current="step"' not in shown("{% loop station %}", station="")


def test_a_late_station_says_so_in_words_and_a_confirmed_one_never() -> None:
    assert ">late<" in shown("{% loop 'owned' late=True %}")
    assert ">late<" not in shown("{% loop 'owned' %}")
    assert ">late<" not in shown("{% loop 'confirmed' late=True %}")


# --- words ---------------------------------------------------------------------------------------------
def test_a_moment_is_said_in_the_zone_of_the_department_and_a_program_can_read_it() -> None:
    at = datetime(2026, 11, 25, 0, 30, tzinfo=UTC)

    with timezone.override("America/Chicago"):
        assert shown("{% when at %}", at=at) == '<time datetime="2026-11-24T18:30-06:00">24 November 2026, 18:30</time>'
        assert dates.words(at, "weekday") == "Tuesday 24 November 2026, 18:30"
        assert [dates.words(at, form) for form in ("day", "weekday-day", "time", "month")] == [
            "24 November 2026",
            "Tuesday 24 November 2026",
            "18:30",
            "November 2026",
        ]


def test_the_same_moment_in_two_zones_is_said_twice_differently() -> None:
    at = datetime(2026, 11, 25, 0, 30, tzinfo=UTC)
    said = []
    for zone in ("UTC", "America/Chicago", "UTC"):
        with timezone.override(zone):
            said.append(shown("{% when at %}{% due at %}", at=at)[16:32])

    assert said == ["2026-11-25T00:30", "2026-11-24T18:30", "2026-11-25T00:30"]


def test_a_day_has_no_time_and_no_moment_shows_nothing() -> None:
    assert shown("{% when at %}", at=date(2026, 11, 24)) == '<time datetime="2026-11-24">24 November 2026</time>'
    assert shown("{% when at %}{% due at %}", at=None) == ""


def test_a_moment_in_spanish_reads_as_spanish() -> None:
    with translation.override("es"):
        assert dates.words(date(2026, 11, 24)) == "24 de noviembre de 2026"


NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (9, ("wait", "by 2 December 2026")),
        (1, ("wait", "by tomorrow, 24 November 2026")),
        (0, ("wait", "by today, 23 November 2026")),
        (-1, ("late", "late since 22 November 2026, 1 day")),
        (-3, ("late", "late since 20 November 2026, 3 days")),
    ],
)
def test_a_promise_says_how_it_stands(days: int, said: tuple[str, str]) -> None:
    assert dates.until(NOW + timedelta(days=days), now=NOW) == said


def test_a_kept_promise_says_whether_it_was_kept_in_time() -> None:
    assert dates.until(NOW, NOW - timedelta(days=1)) == ("ok", "kept on 22 November 2026")
    assert dates.until(NOW, NOW + timedelta(hours=2)) == ("ok", "kept on 23 November 2026")
    assert dates.until(NOW, NOW + timedelta(days=2)) == ("late", "kept late, on 25 November 2026")


def test_what_a_template_misspells_fails_loudly() -> None:
    for source in ("{% status 'bad' 'Bad' %}", "{% notice 'bad' %}x{% endnotice %}", "{% bar 1 'all' 'bad' %}"):
        with pytest.raises(ValueError, match="bad"):
            shown(source)
    with pytest.raises(ValueError, match="sideways"):
        dates.words(NOW, "sideways")


def test_what_a_person_wrote_is_escaped_everywhere() -> None:
    evil = "<b>&"
    html = shown(
        "{% status 'ok' w %}{% empty w w w %}{% bar 1 w %}{% sparkline v w %}{% breadcrumbs w w w %}{% diff w v2 %}"
        "{% timeline t %}{% map '' w %}{% notice 'info' title=w %}{{ w }}{% endnotice %}",
        w=evil,
        v=[(evil, 1)],
        v2="<i>",
        t=[{"at": clock.now(), "words": evil, "text": evil, "by": evil, "url": evil}],
    )

    assert "<b>" not in html
    assert "<i>" not in html
    assert html.count("&lt;b&gt;&amp;") >= 12


# --- forms ---------------------------------------------------------------------------------------------
def test_a_wrong_field_is_tied_to_its_hint_and_its_error() -> None:
    form = Everything({"title": ""})
    html = shown("{% field form.title %}", form=form)

    assert '<label for="id_title">In a few words</label>' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'id="id_title_helptext"' in html
    assert 'id="id_title_error"' in html
    assert 'aria-invalid="true"' in html


def test_a_form_begins_with_links_to_what_is_wrong_and_a_right_one_does_not() -> None:
    wrong = str(Everything({"title": ""}))
    right = str(Everything({"title": "Lamp", "area": "1", "private": "no"}))

    assert wrong.index('role="alert"') < wrong.index("<label")
    assert '<a href="#id_title">In a few words: This field is required.</a>' in wrong
    assert 'href="#id_private"' in wrong
    assert 'id="id_private"' in wrong
    assert 'role="alert"' not in right
    assert right.count('name="version"') == 1


def test_what_is_not_required_says_so_and_the_trap_is_out_of_sight() -> None:
    html = str(Everything())

    assert html.count("(if you like)") == 4
    assert '<div class="trap-field">' in html
    assert ".trap-field" in CSS


# --- finding one's way ---------------------------------------------------------------------------------
def test_the_pager_keeps_the_filters_and_leaves_the_language_alone() -> None:
    request = RequestFactory().get("/concerns/?q=lamp&lang=es&page=2")
    page = Paginator(range(60), 25).page(2)
    html = shown("{% pager page_obj %}", page_obj=page, request=request)

    assert 'rel="prev" href="?q=lamp&amp;page=1"' in html
    assert 'rel="next" href="?q=lamp&amp;page=3"' in html
    assert "Page 2 of 3" in html


def test_one_page_needs_no_pager() -> None:
    html = shown("{% pager page_obj %}", page_obj=Paginator(range(3), 25).page(1), request=RequestFactory().get("/"))

    assert "<nav" not in html


def test_breadcrumbs_lead_home_and_end_here() -> None:
    html = shown("{% breadcrumbs 'Concerns' '/concerns/' 'Lamp' %}")

    assert re.findall(r'href="([^"]+)"', html) == ["/", "/concerns/"]
    assert '<span aria-current="page">Lamp</span>' in html
    with translation.override("es"):
        assert re.findall(r'href="([^"]+)"', shown("{% breadcrumbs 'Lamp' %}")) == ["/es/"]


# --- figures and texts ---------------------------------------------------------------------------------
@pytest.mark.parametrize(("share", "width"), [(0.9, "90"), (None, "0"), (-1, "0"), (7, "100"), (1 / 3, "33.33")])
def test_a_bar_stays_in_its_frame_and_is_read_aloud(share: float | None, width: str) -> None:
    html = charts.bar(share, "9 of 10", "ok")

    assert f'class="fill-ok" width="{width}"' in html
    assert 'role="img" aria-label="9 of 10"' in html


def test_a_sparkline_begins_at_nought_and_has_its_table() -> None:
    assert charts.places([0, 5, 10]) == [(4, 44), (120, 24), (236, 4)]
    assert charts.places([0, 0]) == [(4, 44), (236, 44)]
    assert charts.places([]) == []
    assert shown("{% sparkline v 'Each month' %}", v=[("June", 3), ("July", 8)]).count("<tr>") == 2


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("The lamp is out.", "The lamp was out."),
        ("", "All new"),
        ("a\n\nb  c", "a b c"),
        ("路灯坏了", "路灯好了"),
        ("same", "same"),
    ],
)
def test_a_difference_loses_no_word_of_either(mine: str, theirs: str) -> None:
    ours, others = diffs.compared(mine, theirs)

    assert [_plain(ours), _plain(others)] == [mine, theirs]
    assert ("<ins>" in ours or "<del>" in others) == (mine.split() != theirs.split())


def test_a_difference_is_marked_in_words_too() -> None:
    ours, others = diffs.compared("The lamp is out.", "The lamp was out.")

    assert 'The lamp <ins><span class="sr">[only in yours: </span>is<span class="sr">]</span></ins> out.' in ours
    assert '<del><span class="sr">[not in yours: </span>was' in others


def test_two_very_long_texts_are_compared_at_once() -> None:
    mine, theirs = ("word one\n" * 9000), ("word two\n" * 9000)
    started = clock.now()

    diffs.compared(mine, theirs)

    assert (clock.now() - started).total_seconds() < 5


def _plain(html: str) -> str:
    return re.sub(r'<span class="sr">.*?</span>|<[^>]+>', "", html).replace("&#x27;", "'")


# --- the documentation ---------------------------------------------------------------------------------
def test_every_component_and_class_of_the_docstring_is_there() -> None:
    documented = web.__doc__ or ""
    names = set(re.findall(r"\{% (\w+)", documented)) - {"load", "include", "endnotice"}
    classes = set(re.findall(r"(?<![\w/])\.([a-z][a-z-]+)", documented.split("**Classes**")[1])) - {"figures"}

    assert names <= set(web.register.tags)
    assert [name for name in classes if f".{name}" not in CSS] == []
