"""The pages for areas, posts and boundaries."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from conftest import CountQueries
from openbeat.core.places import forms, queries, services
from openbeat.core.places.facts import Facts, Reach
from openbeat.core.places.models import Area, Post
from openbeat.core.places.tests.makers import BUILDER, NOON, collection, feature, square
from tests.cast import Cast

AREA = {"name": "Elmwood", "name_language": "en", "about_language": "en"}


@pytest.fixture
def ada(client: Client, cast: Cast) -> Client:
    client.force_login(cast.ada)
    return client


def a_file(data: bytes, name: str = "beats.geojson") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="application/geo+json")


@pytest.mark.parametrize("address", ["/places/", "/places/import/", "/places/areas/new/", "/places/areas/{beat}/"])
def test_an_administrator_sees_the_page_and_a_liaison_is_told_why_not(client: Client, cast: Cast, address: str) -> None:
    address = address.format(beat=cast.beat.pk)
    client.force_login(cast.ada)
    assert client.get(address).status_code == 200

    client.force_login(cast.lee)
    refused = client.get(address)

    assert refused.status_code == 403
    assert "Only an administrator of the department may do this." in refused.text


@pytest.mark.parametrize("address", ["/places/areas/999999/", "/places/posts/999999/"])
def test_what_is_not_there_is_404(ada: Client, address: str) -> None:
    assert ada.get(address).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_many(ada: Client, cast: Cast, count: int, count_queries: CountQueries) -> None:
    for number in range(count):
        area = services.add("beat", Facts(f"Beat of {number}"), None, by=BUILDER, at=NOON)
        services.post(area, "liaison")
    ada.get("/places/")

    with count_queries(4):  # the session, the person, the roles, the posts
        response = ada.get("/places/")

    assert response.text.count("Beat of ") >= count


def test_an_area_is_added_and_a_second_of_its_name_is_refused(ada: Client) -> None:
    data = {**AREA, "kind": "neighbourhood", "languages": ["en", "my"]}

    first = ada.post("/places/areas/add/", data, follow=True)
    second = ada.post("/places/areas/add/", data)

    assert "The area was added." in first.text
    assert second.status_code == 422
    assert "There is an area of this kind and name already." in second.text
    assert Area.objects.get(name="Elmwood").languages == ["en", "my"]


def test_an_area_is_added_inside_a_district(ada: Client, cast: Cast) -> None:
    ada.post("/places/areas/add/", {**AREA, "kind": "beat", "parent": str(cast.district.pk)})

    assert Area.objects.get(name="Elmwood").parent == cast.district


def test_an_area_is_described_and_two_who_do_so_see_both_texts(ada: Client, cast: Cast) -> None:
    address, version = f"/places/areas/{cast.beat.pk}/describe/", cast.beat.version
    data = {**AREA, "name": cast.beat.name, "version": version}

    first = ada.post(address, {**data, "about": "By the river."}, follow=True)
    second = ada.post(address, {**data, "about": "By the mill."})

    assert "Saved." in first.text
    assert second.status_code == 409
    assert "Somebody else changed this meanwhile." in second.text
    assert "By the" in second.text
    assert Area.objects.get(pk=cast.beat.pk).about == "By the river."


def test_an_area_without_a_name_is_sent_back(ada: Client, cast: Cast) -> None:
    response = ada.post(f"/places/areas/{cast.beat.pk}/describe/", {**AREA, "name": "", "version": cast.beat.version})

    assert response.status_code == 422
    assert "This field is required." in response.text


def test_an_area_is_closed_and_opened_by_the_button_that_is_shown(ada: Client, cast: Cast) -> None:
    page = f"/places/areas/{cast.other.pk}/"
    assert "Close this area" in ada.get(page).text

    ada.post(f"{page}close/")
    closed = ada.get(page).text
    ada.post(f"{page}open/")

    assert "Open it again" in closed
    assert "Close this area" not in closed
    assert "Close this area" in ada.get(page).text


def test_a_post_is_given_to_an_area(ada: Client, cast: Cast) -> None:
    response = ada.post(f"/places/areas/{cast.beat.pk}/posts/", {"role": "deputy"}, follow=True)

    assert "This is how residents reach the post" in response.text
    assert Post.objects.filter(area=cast.beat, role="deputy").count() == 1


def test_a_role_that_nobody_offers_is_no_post(ada: Client, cast: Cast) -> None:
    response = ada.post(f"/places/areas/{cast.beat.pk}/posts/", {"role": "sheriff"})

    assert response.status_code == 422
    assert not Post.objects.filter(role="sheriff").exists()


def test_whoever_holds_a_post_edits_it_and_another_liaison_is_told_why_not(client: Client, cast: Cast) -> None:
    post = services.post(cast.beat, "liaison")
    data = {"telephone": "555 0100", "hours": "Tuesdays", "hours_language": "en", "version": post.version}

    client.force_login(cast.lou)
    refused = client.post(f"/places/posts/{post.pk}/edit/", data)
    client.force_login(cast.lee)
    saved = client.post(f"/places/posts/{post.pk}/edit/", data, follow=True)

    assert refused.status_code == 403
    assert "Only whoever holds this post, or an administrator, may do this." in refused.text
    assert "Saved." in saved.text
    assert Post.objects.get(pk=post.pk).telephone == "555 0100"


def test_two_who_edit_a_post_see_both_and_a_wrong_address_is_said(ada: Client, cast: Cast) -> None:
    post = services.post(cast.beat, "liaison")
    services.edit_post(post, Reach(hours="Mondays"), post.version, by=cast.ada, at=NOON)
    data = {"hours": "Fridays", "hours_language": "en", "version": post.version}

    conflict = ada.post(f"/places/posts/{post.pk}/edit/", data)
    wrong = ada.post(f"/places/posts/{post.pk}/edit/", {**data, "email": "nobody"})

    assert conflict.status_code == 409
    assert 'value="Fridays"' in conflict.text
    assert "Mondays" in conflict.text
    assert wrong.status_code == 422
    assert "Enter a valid email address." in wrong.text


def test_boundaries_are_imported_by_upload_and_both_figures_are_told(ada: Client) -> None:
    data = collection(
        feature(square(0, 0), beat="77"), feature(square(1, 0), beat="77"), feature(square(2, 0), beat="78")
    )

    response = ada.post("/places/import/take/", {"file": a_file(data), "kind": "beat", "name_field": "beat"})

    assert "3 polygons make 2 beats." in response.text
    assert queries.area_by_slug("beat-77") is not None


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (collection(feature(square(0, 0), zone="1")), "There is no field “beat” in area 1. The fields are: zone."),
        (b"<svg onload=alert(1)>", "it cannot be read as JSON"),
        (collection(feature(None, beat="<b>")), "&lt;b&gt;: It has no boundary."),
    ],
)
def test_a_file_that_is_wrong_is_answered_in_a_sentence(ada: Client, data: bytes, sentence: str) -> None:
    before = Area.objects.count()

    response = ada.post("/places/import/take/", {"file": a_file(data), "kind": "beat", "name_field": "beat"})

    assert response.status_code == 422
    assert sentence in response.text
    assert Area.objects.count() == before


def test_a_large_upload_is_sent_to_the_command_line(ada: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "MOST_BYTES", 100)

    response = ada.post("/places/import/take/", {"file": a_file(b" " * 101), "kind": "beat", "name_field": "beat"})

    assert response.status_code == 422
    assert "larger than 2 MB" in response.text


def test_an_upload_by_a_liaison_is_refused(client: Client, cast: Cast) -> None:
    client.force_login(cast.lee)

    response = client.post("/places/import/take/", {"file": a_file(collection()), "kind": "beat", "name_field": "beat"})

    assert response.status_code == 403
