"""Open forms: a robot is told so in a sentence, a person's words stay, and a double click is one thing."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

import pytest
from django import forms
from django.test import RequestFactory

from openbeat.core.web import limits, proof
from openbeat.core.web.forms import DayField, OpenForm


class SayForm(OpenForm):
    words = forms.CharField()


def sent(words: str = "Light out", **more: str) -> dict[str, Any]:
    blank = SayForm()
    return {"words": words, "started": blank["started"].value(), "website": "", **more}


def test_a_person_passes_and_a_double_click_has_the_same_mark() -> None:
    data = sent()
    first, second, other = SayForm(data), SayForm(data), SayForm(sent())

    assert (first.is_valid(), second.is_valid(), other.is_valid()) == (True, True, True)
    assert first.once == second.once != other.once


def test_the_trap_is_sprung_by_filling_it_in() -> None:
    form = SayForm(sent(website="spam"))

    assert form.errors == {"website": ["Leave the hidden field empty, please: it is there to catch robots."]}


@pytest.mark.parametrize("started", ["", "made-up", "a:b:c"])
def test_a_form_that_was_not_made_here_gets_a_new_mark_and_keeps_the_words(started: str) -> None:
    form = SayForm(sent(started=started))

    assert form.errors == {
        "started": ["This page was open too long. Your words are still here: please send them again."]
    }
    again = SayForm({**form.data})
    assert again.is_valid()
    assert again.cleaned_data["words"] == "Light out"


def test_faster_than_a_person_is_told_to_wait(settings: Any) -> None:
    settings.OPENBEAT_FORM_SECONDS = 60
    form = SayForm(sent())

    assert form.errors == {
        "started": ["That was very fast. Wait a moment and send it again: your words are still here."]
    }


def test_a_shared_address_may_send_forty_times_as_much_as_one_device() -> None:
    request = RequestFactory().post("/", REMOTE_ADDR="10.0.0.1")
    tries = [limits.allow(request, "concern", per_hour=2, device="one") for _ in range(3)]
    others = [limits.allow(request, "concern", per_hour=2, device=f"other {n}") for n in range(80)]

    assert tries == [True, True, False]
    assert others.count(True) == 77
    assert limits.allow(RequestFactory().post("/", REMOTE_ADDR="10.0.0.2"), "concern", per_hour=2, device="x")


def solved(challenge: str) -> str:
    work = json.loads(challenge)
    most = work.pop("most")
    salt = work["salt"]
    number = next(n for n in range(most + 1) if hashlib.sha256(f"{salt}{n}".encode()).hexdigest() == work["challenge"])
    return base64.b64encode(json.dumps({**work, "number": number}).encode()).decode()


def test_on_days_of_attack_the_work_must_be_done_and_serves_one_form_only(settings: Any) -> None:
    settings.OPENBEAT_PROOF_OF_WORK = True
    solution = solved(proof.challenge())
    mine, other = sent(), sent()

    assert SayForm({**mine, "proof": solution}).is_valid()
    assert SayForm({**mine, "proof": solution}).is_valid()  # pressed twice
    for broken in ({**other, "proof": solution}, mine, {**mine, "proof": "bm90IGpzb24="}):
        assert SayForm(broken).errors == {
            "__all__": ["The check against robots was not finished. Wait a moment, then send it again."]
        }


def test_on_other_days_nothing_is_asked(settings: Any) -> None:
    assert "data-proof" not in SayForm().as_p()
    settings.OPENBEAT_PROOF_OF_WORK = True
    assert "data-proof" in SayForm().as_p()


@pytest.mark.parametrize(
    ("typed", "sentences"),
    [
        ("2026-05-04", []),
        ("9999-12-31", ["Choose a day from 1900 to 2999."]),
        ("0001-01-01", ["Choose a day from 1900 to 2999."]),
    ],
)
def test_a_day_that_has_no_evening_in_every_zone_is_refused(typed: str, sentences: list[str]) -> None:
    class DayForm(forms.Form):
        day = DayField()

    assert DayForm({"day": typed}).errors.get("day", []) == sentences
