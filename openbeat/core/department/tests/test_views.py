"""The administrator's pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from openbeat.core.department import promises, queries
from openbeat.core.department.models import Choice, Holiday
from openbeat.core.department.promises import PromiseInfo
from tests.cast import Cast

PAGES = (
    "/department/",
    "/department/details/",
    "/department/holidays/",
    "/department/promises/test.answer/",
    "/department/decisions/small_numbers/",
)
DETAILS = {
    "name": "Alder Falls Police Department",
    "town": "Alder Falls",
    "language": "en",
    "languages": ["en", "es"],
    "weekdays": ["0", "1", "2", "3"],
    "zone": "America/Chicago",
    "country": "US",
    "region": "WI",
}


@pytest.fixture(autouse=True)
def _offered() -> Iterator[None]:
    promises.offer(PromiseInfo("test.answer", "An answer", 10, sentence="Somebody answers."))
    yield
    promises._OFFERED.pop("test.answer")


@pytest.fixture
def ada(client: Client, cast: Cast, _offered: None) -> Client:
    client.force_login(cast.ada)
    return client


@pytest.mark.parametrize("address", PAGES)
def test_an_administrator_sees_the_page_and_a_liaison_is_told_why_not(client: Client, cast: Cast, address: str) -> None:
    client.force_login(cast.ada)
    assert client.get(address).status_code == 200

    client.force_login(cast.lee)
    refused = client.get(address)

    assert refused.status_code == 403
    assert "Only an administrator of the department may do this." in refused.text


@pytest.mark.parametrize("address", ["/department/promises/none/", "/department/decisions/none/"])
def test_what_is_not_there_is_404(ada: Client, address: str) -> None:
    assert ada.get(address).status_code == 404


def test_the_details_are_saved_and_shown(ada: Client) -> None:
    version = queries.department().version

    response = ada.post("/department/details/save/", {**DETAILS, "version": version}, follow=True)

    assert "Saved." in response.text
    assert "Monday, Tuesday, Wednesday, Thursday" in response.text
    assert queries.department().weekdays == [0, 1, 2, 3]


def test_a_missing_name_is_said_and_nothing_changes(ada: Client) -> None:
    before = queries.department().name

    response = ada.post("/department/details/save/", {**DETAILS, "name": "", "version": 1})

    assert response.status_code == 422
    assert "This field is required." in response.text
    assert queries.department().name == before


def test_two_who_edit_the_same_see_both_texts_and_keep_their_own_words(ada: Client) -> None:
    version = queries.department().version
    ada.post("/department/details/save/", {**DETAILS, "town": "North Alder", "version": version})

    second = ada.post("/department/details/save/", {**DETAILS, "town": "South Alder", "version": version})

    assert second.status_code == 409
    assert "Somebody else changed this meanwhile." in second.text
    assert 'value="South Alder"' in second.text
    assert "North" in second.text
    assert f'name="version" value="{version + 1}"' in second.text


def test_holidays_of_a_year_are_added_named_and_taken_back(ada: Client) -> None:
    added = ada.post("/department/holidays/fill/", {"country": "us", "region": "wi", "year": "2027"}, follow=True)
    assert "days are new" in added.text
    assert "Thanksgiving Day" in added.text

    holiday = Holiday.objects.get(day="2027-12-25")
    ada.post(f"/department/holidays/{holiday.pk}/remove/")
    ada.post("/department/holidays/add/", {"day": "2027-12-27", "name": "Quiet day", "language": "en"})

    names = set(Holiday.objects.values_list("name", flat=True))
    assert "Quiet day" in names
    assert not Holiday.objects.filter(day="2027-12-25").exists()


def test_an_unknown_country_keeps_what_was_typed(ada: Client) -> None:
    response = ada.post("/department/holidays/fill/", {"country": "QQ", "region": "", "year": "2027"})

    assert response.status_code == 422
    assert "We do not know the holidays of “QQ”" in response.text
    assert 'value="QQ"' in response.text


def test_a_promise_is_changed_with_its_reason_and_the_past_is_refused(ada: Client) -> None:
    form = {"days": "5", "clock": "working", "reason": "More officers.", "language": "en", "decided_by": "the chief"}

    early = ada.post("/department/promises/test.answer/change/", {**form, "since": "2020-01-01"})
    changed = ada.post("/department/promises/test.answer/change/", {**form, "since": "2099-01-01"}, follow=True)

    assert early.status_code == 422
    assert "cannot be changed for a time that has passed" in early.text
    assert "5 working days" in changed.text
    assert "More officers." in changed.text


def test_a_line_is_decided_with_words_and_leaves_the_list(ada: Client) -> None:
    before = ada.get("/department/").text
    words = {"words": "At least ten.", "language": "en", "decided_by": "the chief", "number": "10"}

    wrong = ada.post("/department/decisions/small_numbers/decide/", {**words, "number": "1"})
    after = ada.post("/department/decisions/small_numbers/decide/", words, follow=True)

    assert "19 lines wait for a decision." in before
    assert wrong.status_code == 422
    assert "18 lines wait for a decision." in after.text
    assert "At least ten." in after.text
    assert Choice.objects.get().number == 10


def test_a_line_with_a_choice_is_decided_by_its_names_and_says_what_was_chosen(ada: Client) -> None:
    address = "/department/decisions/machines/"
    words = {"words": "Our own program may draft.", "language": "en", "decided_by": "the chief"}

    before = ada.get(address).text
    wrong = ada.post(f"{address}decide/", {**words, "number": "3"})
    ada.post(f"{address}decide/", {**words, "number": "1"})
    after = ada.get(address).text

    assert "No machine drafts. People translate." in before
    assert (wrong.status_code, Choice.objects.count()) == (422, 1)
    assert "Which machine: A program on our own machine" in after
    assert queries.number("machines") == 1


def test_a_liaison_who_posts_is_refused_and_nothing_is_kept(client: Client, cast: Cast) -> None:
    client.force_login(cast.lee)

    response = client.post(
        "/department/decisions/danger/decide/", {"words": "Call me.", "language": "en", "decided_by": "me"}
    )

    assert response.status_code == 403
    assert not Choice.objects.exists()
