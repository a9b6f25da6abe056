"""What people see of the contacts and of an inquiry, and what they are told when they may not do something."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client

from conftest import CountQueries
from openbeat.apps.contacts.lifecycle.inquiries import Stage
from openbeat.apps.contacts.models import Inquiry
from openbeat.apps.contacts.tests.makers import NOON, an_inquiry
from openbeat.core.ledger.models import Entry
from openbeat.core.people import services as people
from openbeat.core.people.demo import BUILDER
from openbeat.core.people.models import Tenure
from openbeat.core.places import services as places
from openbeat.core.places.facts import Reach
from openbeat.kit.clock import now
from tests.cast import Cast

CODE = re.compile(r'class="code"[^>]*>\s*([0-9A-Z ]+?)\s*<')


def contacts(cast: Cast) -> str:
    return f"/areas/{cast.beat.slug}/contacts/"


def warm(client: Client, cast: Cast) -> None:
    """What every page asks for once in some seconds."""
    client.get(contacts(cast), {"warm": str(now())})


def a_form(client: Client, url: str, **changes: Any) -> dict[str, Any]:
    started = re.search(r'name="started" value="([^"]+)"', client.get(url).text)
    assert started
    return {"started": started[1], "website": "", "words": "Who can come?", "language": "en", **changes}


def readings() -> int:
    return Entry.objects.filter(act="open", kind="contacts.inquiry").count()


def test_the_cards_say_who_answers_and_how_to_reach_the_post(client: Client, cast: Cast) -> None:
    reach = Reach(email="millrace@example.org", telephone="+1 608 555 0110", hours="Tuesdays", preferred="here")
    post = places.make_post(cast.beat, "liaison", reach, by=BUILDER, at=NOON)

    page = client.get(contacts(cast)).text

    assert "Lee Okafor" in page
    assert "+1 608 555 0110" in page
    assert "by a message on this site" in page
    assert "Carl P." in page
    assert "Carl Petersen" not in page
    assert "lee@example.org" not in page
    assert f'id="post-{post.pk}"' in page


def test_a_vacant_post_says_since_when(client: Client, cast: Cast) -> None:
    for tenure in Tenure.objects.filter(post__role="liaison", post__area=cast.beat):
        people.dismiss(tenure, by=BUILDER, at=NOON)

    assert "This post is vacant" in client.get(contacts(cast)).text


def test_the_cards_cost_the_same_with_one_post_and_with_more(
    client: Client, cast: Cast, count_queries: CountQueries
) -> None:
    warm(client, cast)
    with count_queries(5):
        client.get(f"/areas/{cast.other.slug}/contacts/")
    for role in ("chair", "secretary", "deputy"):
        places.make_post(cast.other, role, Reach(), by=BUILDER, at=NOON)
    warm(client, cast)
    with count_queries(5):
        client.get(f"/areas/{cast.other.slug}/contacts/?again")


def test_the_card_for_an_address_book_names_the_post_and_nobody(client: Client, cast: Cast) -> None:
    reach = Reach(telephone="+1 608 555 0110", hours="Tuesdays, 16:00; at the library")
    places.make_post(cast.beat, "liaison", reach, by=BUILDER, at=NOON)

    answer = client.get(f"{contacts(cast)}liaison.vcf")

    lines = answer.text.split("\r\n")
    assert (lines[0], lines[-2]) == ("BEGIN:VCARD", "END:VCARD")
    assert "TEL;TYPE=WORK,VOICE:+1 608 555 0110" in lines
    assert r"NOTE:Tuesdays\, 16:00\; at the library" in lines
    assert "Okafor" not in answer.text
    assert client.get(f"{contacts(cast)}chair.vcf").status_code == 404


def test_a_visitor_writes_and_reads_the_answer_with_the_code(client: Client, cast: Cast) -> None:
    url = f"{contacts(cast)}liaison/write/"
    form = a_form(client, url)
    first, second = client.post(url, form), client.post(url, form)
    found, again = CODE.search(first.text), CODE.search(second.text)
    assert found
    assert again
    assert found[1] == again[1]
    inquiry = Inquiry.objects.get()
    assert client.get(f"/inquiries/{inquiry.pk}/").status_code == 404

    client.post("/receipt/", {"code": found[1]})
    page = client.get(f"/inquiries/{inquiry.pk}/").text

    assert "Who can come?" in page
    assert readings() == 0


def test_whoever_holds_the_post_reads_on_record_and_answers(client: Client, cast: Cast) -> None:
    inquiry = an_inquiry(cast)
    client.force_login(cast.lee)

    page = client.get(f"/inquiries/{inquiry.pk}/").text
    assert "Who can come to our building" in page
    assert readings() == 1
    client.post(f"/inquiries/{inquiry.pk}/log/", {"kind": "call", "on": "2026-01-02", "words": "Six", "language": "en"})
    client.post(f"/inquiries/{inquiry.pk}/answer/", {"text": "On Thursday.", "language": "en"})

    client.force_login(cast.rosa)
    page = client.get(f"/inquiries/{inquiry.pk}/").text
    assert "On Thursday." in page
    assert "Something was done: called" in page
    assert "Six" not in page
    assert "Read" in page


def test_an_answer_without_words_keeps_the_page_and_records_the_reading(client: Client, cast: Cast) -> None:
    inquiry = an_inquiry(cast)
    client.force_login(cast.lee)

    answer = client.post(f"/inquiries/{inquiry.pk}/answer/", {"text": "", "language": "en"})

    assert answer.status_code == 422
    assert "Who can come to our building" in answer.text
    assert readings() == 1


def test_a_neighbour_and_another_liaison_officer_do_not_find_it(client: Client, cast: Cast) -> None:
    inquiry = an_inquiry(cast)

    for name in ("noor", "lou", "carl", "ada"):
        client.force_login(cast[name])  # type: ignore[arg-type]
        assert client.get(f"/inquiries/{inquiry.pk}/").status_code == 404, name
        assert "Who can come" not in client.get("/desk/").text
    client.force_login(cast.cora)
    assert "Who can come" in client.get(f"/inquiries/{inquiry.pk}/").text


def test_rosa_says_that_it_is_enough_or_not(client: Client, cast: Cast) -> None:
    inquiry = an_inquiry(cast, Stage.ANSWERED)
    client.force_login(cast.rosa)
    back = f"/inquiries/{inquiry.pk}/send-back/"

    assert client.post(back, {"text": "", "language": "en"}).status_code == 422
    client.post(back, {"text": "On Thursday we work.", "language": "en"})
    inquiry.refresh_from_db()

    assert inquiry.stage == Stage.OWNED
    client.force_login(cast.lee)
    assert "On Thursday we work." in client.get(f"/inquiries/{inquiry.pk}/").text


def test_nobody_writes_to_a_post_of_the_committee_that_is_vacant(client: Client, cast: Cast) -> None:
    places.post(cast.beat, "chair")

    assert client.get(f"{contacts(cast)}chair/write/").status_code == 404
    assert client.get(f"{contacts(cast)}block_contact/write/").status_code == 200
    assert client.get(f"{contacts(cast)}administrator/write/").status_code == 404


def test_residents_are_told_why_they_do_not_write_down_for_others(client: Client, cast: Cast) -> None:
    client.force_login(cast.noor)
    url = f"{contacts(cast)}liaison/enter/"

    shown, sent = client.get(url), client.post(url, {})

    assert "Only staff who write down what residents say may do this." in shown.text
    assert sent.status_code == 403


def test_the_desk_shows_what_waits_and_what_i_wrote(client: Client, cast: Cast) -> None:
    an_inquiry(cast)
    client.force_login(cast.lee)
    assert "Messages to your post" in client.get("/desk/").text
    client.force_login(cast.rosa)
    assert "What you wrote to a post" in client.get("/desk/").text
