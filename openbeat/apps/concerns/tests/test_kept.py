"""What is kept for a moment shows nobody what another person may see."""

from __future__ import annotations

from django.test import Client

from openbeat.apps.concerns import services
from openbeat.apps.concerns.lifecycle import Look, Stage, Withheld
from openbeat.apps.concerns.tests.makers import NOON, a_concern
from tests.cast import Cast


def test_a_line_that_was_drawn_for_the_officer_shows_a_visitor_no_withheld_word(client: Client, cast: Cast) -> None:
    a_concern(cast, look=Look(words=Withheld.choices[0][0]))
    a_concern(cast, title="Nobody looked yet")
    client.force_login(cast.rosa)
    own = client.get("/concerns/").text
    client.logout()

    seen = client.get("/concerns/").text

    assert "Street light out" in own
    assert "Nobody looked yet" in own
    assert "raised by you" in own
    assert "Street light out" not in seen
    assert "Nobody looked yet" not in seen
    assert "raised by you" not in seen
    assert "Its words are not shown, to protect somebody." in seen
    assert client.get("/es/concerns/").text.count("Its words are not shown, to protect somebody.") == 0


def test_the_page_of_a_concern_is_kept_for_strangers_only(client: Client, cast: Cast) -> None:
    concern = a_concern(cast)
    pages: dict[str, str] = {}
    for who in ("noor", "lee", "rosa", "noor"):
        client.force_login(getattr(cast, who))
        pages[who] = client.get(concern.get_absolute_url()).text

    assert "Since May it is dark" not in pages["noor"]
    assert "csrfmiddlewaretoken" not in pages["noor"]
    assert "Since May it is dark" in pages["rosa"]
    assert "Take it up" in pages["lee"]
    assert "Take it up</button>" not in pages["noor"]


def test_a_stranger_sees_an_act_at_once(client: Client, cast: Cast) -> None:
    concern = a_concern(cast, Stage.ANSWERED, look=Look())
    client.force_login(cast.noor)
    before = client.get(concern.get_absolute_url()).text
    services.confirm(concern, by=cast.rosa, at=NOON)

    after = client.get(concern.get_absolute_url()).text

    assert "Confirmed: it is solved" not in before
    assert "Confirmed: it is solved" in after


def test_the_kept_filter_shows_what_was_chosen(client: Client, cast: Cast) -> None:
    client.get("/concerns/")

    assert 'value="traffic" selected' in client.get("/concerns/?category=traffic").text
    assert 'value="traffic" selected' not in client.get("/concerns/").text
    assert 'value="weir"' in client.get("/concerns/?q=weir").text


def test_what_is_kept_in_another_language_has_its_words_in_each_page(client: Client, cast: Cast) -> None:
    concern = a_concern(cast, look=Look())
    for address in ("/es/concerns/", f"/es/concerns/{concern.pk}/"):
        first, second = client.get(address).text, client.get(address).text

        assert first.count('<span lang="en" dir="ltr">Street light out</span>') >= 1
        assert second.count("Street light out") == first.count("Street light out")
        assert "\x02" not in first + second
