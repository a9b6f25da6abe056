"""Following: who is told, who is not, and how it begins and ends."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils.translation import gettext_lazy as _

from conftest import CountQueries
from openbeat.core.ledger.models import Entry
from openbeat.core.notices import queries, services
from openbeat.core.notices.lifecycle import Following, Stage
from openbeat.core.notices.models import Follow, Message
from openbeat.core.notices.notice import Notice
from openbeat.core.notices.services import asking
from openbeat.core.notices.services import following as fan
from openbeat.core.notices.tests.makers import NOON, a_person
from openbeat.core.people import services as people
from openbeat.core.people.demo import Cast
from openbeat.core.people.holder import Holder
from openbeat.core.people.models import AddressQuestion, Person
from openbeat.core.places.models import Area
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref

ASKED = "people.confirm_address"
NEW = Notice("test.new_here", when=_("New"), to=_("Followers"), subject=_("New in {area}"), body=_("New in {area}."))


def link_for(email: str, area: Area) -> str:
    """The word in the link that an address was sent."""
    return people.question_token(asking.question(email, Ref.of(area), "en"), at=now())


def told(*people_: Person) -> list[int]:
    return [Message.objects.filter(person=person, kind=NEW.name).count() for person in people_]


def test_whoever_follows_any_of_it_is_told_once(cast: Cast, run_jobs: Callable[[], int]) -> None:
    services.follow(cast.noor, cast.beat, at=NOON)
    services.follow(cast.noor, cast.district, at=NOON)
    services.follow(cast.rosa, cast.district, at=NOON)
    services.follow(cast.carl, cast.other, at=NOON)

    services.tell_followers(NEW, [cast.beat, cast.district], about=cast.beat, at=NOON, area="Millrace")
    run_jobs()

    assert told(cast.noor, cast.rosa, cast.carl) == [1, 1, 0]


def test_each_follower_reads_a_day_as_their_language_writes_it(cast: Cast, run_jobs: Callable[[], int]) -> None:
    notice = Notice("test.on_a_day", when=_("New"), to=_("Followers"), subject=_("Soon"), body=_("{area}: {day}"))
    for person in (cast.noor, cast.rosa):  # English, Spanish
        services.follow(person, cast.beat, at=NOON)

    services.tell_followers(notice, [cast.beat], about=cast.beat, at=NOON, area="Millrace", day=date(2026, 12, 8))
    run_jobs()

    bodies = Message.objects.filter(kind=notice.name).order_by("language").values_list("body", flat=True)
    assert list(bodies) == ["Millrace: 8 December 2026", "Millrace: 8 de diciembre de 2026"]


def test_running_twice_tells_nobody_twice(cast: Cast) -> None:
    services.follow(cast.noor, cast.beat, at=NOON)
    facts: dict[str, Any] = {
        "notice": NEW.name,
        "refs": [str(Ref.of(cast.beat))],
        "about": str(Ref.of(cast.beat)),
        "at": NOON.isoformat(),
        "words": {"area": "Millrace"},
    }

    assert [services.fan_out(facts), services.fan_out(facts)] == [1, 1]

    assert told(cast.noor) == [1]


def test_many_followers_are_told_some_at_a_time(
    cast: Cast, run_jobs: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fan, "AT_ONCE", 2)
    everybody = [a_person("email", email=f"p{number}@example.org") for number in range(5)]
    for person in everybody:
        services.follow(person, cast.beat, at=NOON)

    services.tell_followers(NEW, [cast.beat], about=cast.beat, at=NOON, area="Millrace")
    run_jobs()

    assert told(*everybody) == [1, 1, 1, 1, 1]


def test_who_did_it_and_who_is_told_otherwise_hear_nothing(cast: Cast, run_jobs: Callable[[], int]) -> None:
    for person in (cast.lee, cast.rosa, cast.noor):
        services.follow(person, cast.beat, at=NOON)

    services.tell_followers(
        NEW, [cast.beat], about=cast.beat, at=NOON, by=cast.lee, besides=[cast.rosa, None], area="Millrace"
    )
    run_jobs()

    assert told(cast.lee, cast.rosa, cast.noor) == [0, 0, 1]


def test_nobody_is_told_of_what_is_private(cast: Cast, run_jobs: Callable[[], int]) -> None:
    services.follow(cast.noor, cast.beat, at=NOON)
    hidden: Any = SimpleNamespace(private=True, pk=1)

    services.tell_followers(NEW, [cast.beat], about=hidden, at=NOON, area="Millrace")

    assert (run_jobs(), told(cast.noor)) == (0, [0])


def test_following_twice_is_following_and_each_change_is_on_record_without_what_it_is(cast: Cast) -> None:
    first, second = (services.follow(cast.noor, cast.beat, at=NOON) for _again in range(2))
    ended = [services.unfollow(cast.noor, cast.beat, at=NOON) for _again in range(2)]

    assert (first.pk, ended, Follow.objects.count()) == (second.pk, [True, False], 0)
    rows = Entry.objects.filter(kind="notices.follow").order_by("pk")
    assert list(rows.values_list("act", "facts")) == [(Following.FOLLOW, {}), (Following.UNFOLLOW, {})]


def test_what_not_everybody_sees_cannot_be_followed(cast: Cast) -> None:
    with pytest.raises(Refused, match="Only what everybody can see can be followed"):
        services.follow(cast.noor, Ref("places.area", "999999"), at=NOON)


def test_whoever_is_forgotten_follows_nothing(cast: Cast) -> None:
    services.follow(cast.noor, cast.beat, at=NOON)

    people.forget(cast.noor, by=cast.noor, at=NOON)

    assert (Follow.objects.count(), list(queries.followers_of([cast.beat]))) == (0, [])


def test_two_records_of_one_person_that_follow_the_same_become_one(cast: Cast) -> None:
    record = a_person("telephone")
    services.follow(record, cast.beat, at=NOON)
    services.follow(record, cast.other, at=NOON)
    services.follow(cast.noor, cast.beat, at=NOON)

    people.merge(record, into=cast.noor, by=Holder(frozenset({Ref.of(record)})), at=NOON)

    assert [queries.is_following(cast.noor, area) for area in (cast.beat, cast.other)] == [True, True]
    assert list(queries.followers_of([cast.beat])) == [cast.noor]


def test_a_follower_without_an_account_gets_no_link_that_opens_the_matter(cast: Cast) -> None:
    follower = a_person("email")
    message = services.tell(NEW, follower, about=cast.beat, at=NOON, area="Millrace")

    assert message
    assert queries.is_theirs(message) is False


# The pages


def test_what_i_follow_has_a_button_each_and_stops(client: Client, cast: Cast) -> None:
    client.force_login(cast.noor)
    client.post("/following/new/", {"what": str(Ref.of(cast.beat))})

    page = client.get("/following/").text
    response = client.post("/following/stop/", {"what": str(Ref.of(cast.beat)), "list": "yes"}, follow=True)

    assert page.count(">Stop<") == 1
    assert cast.beat.name in page
    assert "You follow nothing yet." in response.text


@pytest.mark.parametrize("count", [1, 3])
def test_what_i_follow_costs_the_same_however_much(
    client: Client, cast: Cast, count: int, count_queries: CountQueries
) -> None:
    for area in (cast.beat, cast.other, cast.district)[:count]:
        services.follow(cast.noor, area, at=NOON)
    client.force_login(cast.noor)
    client.get("/following/")

    with count_queries(QUERIES_OF_MINE):
        page = client.get("/following/").text

    assert page.count(">Stop<") == count


def test_without_an_account_an_address_follows_once_its_message_was_answered(
    client: Client, cast: Cast, run_jobs: Callable[[], int]
) -> None:
    what = str(Ref.of(cast.beat))
    form = client.get(f"/following/new/?what={what}").text
    started = re.search(r'name="started" value="([^"]+)"', form)
    assert started
    sent = {"what": what, "email": "Ana@Example.org", "started": started[1], "website": ""}

    page = client.post("/following/new/", sent).text
    before = Follow.objects.count()
    letter = Message.objects.get(kind=ASKED)
    link = re.search(r"/following/agree/[^\s]+", letter.body)
    assert link
    asks, agreed = client.get(link[0]).text, client.post(link[0]).text

    assert "A message is on its way to that address." in page
    assert (letter.address, before) == ("ana@example.org", 0)
    assert ("Yes, write to me" in asks, "You follow it now." in agreed) == (True, True)
    services.tell_followers(NEW, [cast.beat], about=cast.beat, at=NOON, area="Millrace")
    run_jobs()
    assert list(Message.objects.filter(kind=NEW.name).values_list("address", "stage")) == [
        ("ana@example.org", Stage.SENT)
    ]


def test_one_letter_box_is_not_filled_from_many_networks(client: Client, cast: Cast) -> None:
    what = str(Ref.of(cast.beat))
    form = client.get(f"/following/new/?what={what}").text
    started = re.search(r'name="started" value="([^"]+)"', form)
    assert started
    sent = {"what": what, "email": "Ana@Example.org", "started": started[1], "website": ""}

    answers = [client.post("/following/new/", sent, REMOTE_ADDR=f"192.0.2.{one}").status_code for one in range(12)]
    other = client.post("/following/new/", sent | {"email": "ben@example.org"}, REMOTE_ADDR="192.0.2.1").status_code

    assert (answers, other) == ([200] * 10 + [429] * 2, 200)
    assert Message.objects.filter(kind=ASKED, address="ana@example.org").count() == 10


def test_a_link_that_is_altered_follows_nothing(client: Client, cast: Cast) -> None:
    good = link_for("ana@example.org", cast.beat)

    response = client.post(f"/following/agree/{good[:-1]}{'x' if good[-1] != 'x' else 'y'}/")

    assert (response.status_code, Follow.objects.count()) == (410, 0)
    assert "This link is no longer good." in response.text


def test_the_link_says_neither_who_is_asked_nor_of_what_and_is_good_once(cast: Cast) -> None:
    services.ask("Ana@Example.org", Ref.of(cast.beat), language="en", at=now())
    token = Message.objects.get(kind=ASKED).body.split()[-1].rstrip("/").rpartition("/")[2]
    row = AddressQuestion.objects.get()

    assert (len(token), row.address, token in str(row.__dict__)) == (32, "ana@example.org", False)
    first, twice = (services.agree(token, at=now()) for _press in range(2))
    assert first
    assert (twice, Follow.objects.count(), AddressQuestion.objects.get().address) == (first, 1, "")
    services.unfollow(first.person, cast.beat, at=now())
    assert services.agree(token, at=now() + timedelta(hours=1)) is None


def test_an_address_that_nobody_answers_for_is_forgotten_after_a_week(cast: Cast) -> None:
    token = link_for("ana@example.org", cast.beat)
    week = now() + timedelta(days=7)

    assert services.asked(token, at=now()) == Ref.of(cast.beat)
    assert (services.agree(token, at=week), people.forget_questions(at=week)) == (None, 1)
    assert AddressQuestion.objects.count() == 0


def test_a_link_of_one_sort_is_none_of_the_other(cast: Cast) -> None:
    person = people.take_contact(people.Contact("email", "ana@example.org", "Ana"), "en", by=cast.lee, at=now())
    of_a_person = people.question_token(people.Question("ana@example.org", "en", person), at=now())
    of_a_thing = link_for("ana@example.org", cast.beat)

    assert services.agree(of_a_person, at=now()) is None
    assert not people.agree_address(of_a_thing, at=now())
    assert people.agree_address(of_a_person, at=now())


def test_whoever_stopped_an_address_and_follows_again_is_told_again(cast: Cast) -> None:
    row = services.agree(link_for("ana@example.org", cast.beat), at=now())
    assert row
    way = row.person.ways.get()
    people.stop_way(way, by=row.person, at=NOON)

    again = services.agree(link_for("ana@example.org", cast.other), at=now())

    assert again
    assert (again.person, again.person.ways.get().stopped_at) == (row.person, None)


def test_the_button_follows_and_then_stops(client: Client, cast: Cast) -> None:
    what = str(Ref.of(cast.beat))
    public = client.get(cast.beat.get_absolute_url()).text
    client.force_login(cast.noor)

    asked = client.get(f"/following/new/?what={what}").text
    client.post("/following/new/", {"what": what})
    after = client.get(f"/following/new/?what={what}").text

    assert f'href="/following/new/?what={quote(what)}"' in public
    assert (">Follow</button>" in asked, "You follow this." in after) == (True, True)


def test_what_is_not_there_is_not_found(client: Client, cast: Cast) -> None:
    answers = [client.get(f"/following/new/?what={what}").status_code for what in ("", "nonsense", "places.area:9999")]

    assert answers == [404, 404, 404]


QUERIES_OF_MINE = 5
