"""Somebody blacks out step by step, without scripts: each page shows what it would be, and carries the plan on."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string

from openbeat.core.printing.passages import Passage
from openbeat.core.redaction import pages
from openbeat.core.redaction.forms import PagesForm, TextForm
from openbeat.core.redaction.reasons import Reason
from openbeat.core.redaction.tests import files
from openbeat.core.redaction.tests.files import line
from openbeat.core.redaction.texts import StillThere

TEXT = "Mrs Halloway saw it. She called HALLOWAY's son at 555-0134."
pytestmark = pytest.mark.django_db


def sent(form: TextForm | PagesForm | None = None, **more: str | list[str]) -> QueryDict:
    """What the browser sends next, with the plan of the page before."""
    data = QueryDict(mutable=True)
    data["plan"] = form.written if form else ""
    for name, value in more.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def test_words_that_are_typed_and_sentences_that_are_ticked_add_up() -> None:
    first = TextForm(TEXT, sent(passages="halloway", reason="person"))
    second = TextForm(TEXT, sent(first, choose="50-58", reason="contact"))

    assert second.preview == "Mrs {redacted_person} saw it. She called {redacted_person} son at {redacted_contact}."
    assert second.result() == second.preview
    assert [str(why) for _number, _words, why in second.gone] == [
        str(Reason(code).label) for code in ("person", "person", "contact")
    ]


def test_what_was_blacked_out_by_mistake_stands_again() -> None:
    first = TextForm(TEXT, sent(passages="halloway\n555-0134"))

    back = TextForm(TEXT, sent(first, back="2"))

    assert back.preview.endswith("at 555-0134.")


def test_a_name_that_still_stands_elsewhere_stops_the_last_button_until_it_was_looked_at() -> None:
    form = TextForm(TEXT, sent(choose="4-12", do="done"))

    with pytest.raises(StillThere) as asked:
        form.result()
    let = TextForm(TEXT, sent(form, allow=list(asked.value.passages), do="done"))

    assert form.finishes
    assert let.result().startswith("Mrs {redacted_person} saw it. She called HALLOWAY")


@pytest.mark.parametrize("plan", ["{}", "[[1]]", '[["a", 2, "person", ""]]', '[[1, 2, "nobody", ""]]', "[", "[1]"])
def test_a_plan_that_was_changed_on_its_way_is_refused_in_a_sentence(plan: str) -> None:
    data = sent()
    data["plan"] = plan

    for form in (TextForm(TEXT, data), PagesForm([], data)):
        assert form.errors["plan"] == ["This page was changed on its way. Open it again."]


def test_another_reason_needs_words() -> None:
    without = TextForm(TEXT, sent(passages="son", reason="other"))
    told = TextForm(TEXT, sent(passages="son", reason="other", note="a relative"))

    assert not without.is_valid()
    assert told.result().endswith("{redacted_other} (a relative) at 555-0134.")


def test_the_form_of_a_text_works_by_check_boxes_and_shows_what_it_would_be() -> None:
    form = TextForm(TEXT, sent(passages="halloway"))

    page = render_to_string("redaction/text.html", {"form": form, "language": "en"})

    assert '<input type="checkbox" name="choose" value="4-12"> Halloway' in page
    assert page.count("blacked out: name of a person") == 2
    assert "█████" in page


def test_a_box_in_percent_and_a_word_that_is_ticked_are_both_on_the_page() -> None:
    drawn = pages.look(files.pdf(line("Halloway came.") + line("Lee left.", y=100)), pages.PDF)

    form = PagesForm(drawn, sent(page="1", left="10", right="30", top="5", bottom="20", choose="0-2", reason="officer"))
    made = pages.black_out(
        files.pdf(line("Halloway came.") + line("Lee left.", y=100)), pages.PDF, form.boxes,
        title=Passage("Report", "en"), choices=form.choices,
    )  # fmt: skip

    assert made.words == ("{redacted_officer} {redacted_officer} left.",)


@pytest.mark.parametrize("edges", [{"left": "5"}, {"left": "30", "right": "10", "top": "5", "bottom": "20"}])
def test_a_box_without_all_its_edges_is_refused(edges: dict[str, str]) -> None:
    drawn = pages.look(files.pdf(line("Halloway")), pages.PDF)

    form = PagesForm(drawn, sent(page="1", **edges))  # type: ignore[arg-type]

    assert form.non_field_errors() == ["A box has a left, right, upper and lower edge, in this order."]


def test_the_form_of_pages_tells_words_that_nobody_sees_apart() -> None:
    drawn = pages.look(files.pdf(line("Seen") + line("Unseen", y=500, before="3 Tr")), pages.PDF)

    page = render_to_string("redaction/pages.html", {"form": PagesForm(drawn, sent(layer="0"))})

    seen, unseen = page.split("Words in the file that nobody sees on this page")
    assert "Seen</label>" in seen
    assert "Unseen</label>" in unseen
    assert 'id="layer-0" checked' in unseen


def test_thousands_of_figures_choose_nothing() -> None:
    many = "9" * 5000

    assert TextForm(TEXT, sent(choose=f"{many}-{many}")).spans == []
    assert PagesForm([], sent(layer=many)).choices.layers == frozenset()
