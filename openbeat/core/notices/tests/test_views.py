"""What people see of messages."""

import pytest
from django.template import Context, Template
from django.test import Client
from django.urls import reverse

from conftest import CountQueries
from openbeat.core.ledger.models import Entry
from openbeat.core.notices import services, stops
from openbeat.core.notices.lifecycle import Act, Stage
from openbeat.core.notices.models import Message
from openbeat.core.notices.tests.makers import NOON, a_call, a_message, a_person, at_stage
from openbeat.core.people.demo import Cast


def signed_in(client: Client, person: object) -> Client:
    client.force_login(person)  # type: ignore[arg-type]
    return client


def test_everybody_reads_their_own_messages_and_nobody_elses(client: Client, cast: Cast) -> None:
    a_message(cast.rosa, title="Los vidrios")
    a_message(cast.noor, title="Something else")

    page = signed_in(client, cast.rosa).get("/me/messages/").text

    assert '<span lang="es" dir="ltr">Los vidrios</span>' in page
    assert "Something else" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_my_messages_cost_the_same_however_many(
    client: Client, cast: Cast, count: int, count_queries: CountQueries
) -> None:
    for number in range(count):
        a_message(cast.noor, title="Glass", once=str(number))
    signed_in(client, cast.noor).get("/me/messages/")

    with count_queries(QUERIES_OF_MINE):
        page = client.get("/me/messages/").text

    assert page.count("<h2>") == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_many(
    client: Client, cast: Cast, count: int, count_queries: CountQueries
) -> None:
    for _number in range(count):
        a_call(cast.beat)
    signed_in(client, cast.lee).get("/notices/")

    with count_queries(QUERIES_OF_INDEX):
        page = client.get("/notices/").text

    assert page.count("Call this person") == count


def test_a_resident_is_told_why_the_list_is_not_for_them(client: Client, cast: Cast) -> None:
    response = signed_in(client, cast.rosa).get("/notices/")

    assert response.status_code == 403
    assert "Only whoever answers for an area, or an administrator, may see this list." in response.text


def test_opening_a_message_is_on_record_and_offers_exactly_the_open_doors(client: Client, cast: Cast) -> None:
    message = a_call(cast.beat, a_person("telephone", neutral=True), title="Threats")

    page = signed_in(client, cast.lee).get(f"/notices/{message.pk}/").text

    assert "Threats" in page
    assert "Be careful" in page
    assert [act in page for act in ('value="told"', 'value="posted"', 'value="confirm"')] == [True, False, False]
    assert list(Entry.objects.filter(kind="notices.message").values_list("act", "by__name")) == [("open", "Lee Okafor")]


def test_a_message_of_another_beat_does_not_exist_for_its_neighbour(client: Client, cast: Cast) -> None:
    message = a_call(cast.beat)
    signed_in(client, cast.lou)

    hidden, missing = client.get(f"/notices/{message.pk}/"), client.get("/notices/99999/")

    assert hidden.status_code == missing.status_code == 404


def test_an_administrator_sees_that_it_is_stuck_but_not_its_words(client: Client, cast: Cast) -> None:
    message = at_stage(a_call(cast.beat, title="Threats"), Stage.UNKNOWN)
    signed_in(client, cast.ada)

    listed, opened = client.get("/notices/").text, client.get(f"/notices/{message.pk}/")

    assert 'value="resend"' in listed
    assert message.person
    assert message.person.name not in listed
    assert opened.status_code == 403
    assert "Threats" not in opened.text


def test_a_call_is_marked_by_a_button(client: Client, cast: Cast) -> None:
    message = a_call(cast.beat)
    signed_in(client, cast.lee)

    response = client.post(f"/notices/{message.pk}/see-to/", {"act": "told"})

    message.refresh_from_db()
    assert response.headers["Location"] == "/notices/"
    assert message.stage == Stage.DELIVERED


def test_a_second_person_who_marks_the_same_call_is_told(client: Client, cast: Cast) -> None:
    message = services.see_to(a_call(cast.beat), Act.TOLD, by=cast.lena, at=NOON)

    response = signed_in(client, cast.lee).post(f"/notices/{message.pk}/see-to/", {"act": "told"})

    assert response.status_code == 403
    assert "Somebody has seen to this message." in response.text


def test_nonsense_is_no_decision(client: Client, cast: Cast) -> None:
    message = a_call(cast.beat)
    assert signed_in(client, cast.lee).post(f"/notices/{message.pk}/see-to/", {"act": "read"}).status_code == 404


def stop_address(message: Message) -> str:
    return reverse("notices:stop", args=[stops.token(message.pk)])


def test_opening_the_link_stops_nothing_and_pressing_its_button_does(client: Client, cast: Cast) -> None:
    person = a_person("email")
    address = stop_address(a_message(person))

    opened = client.get(address).text
    assert person.ways.filter(stopped_at=None).exists()
    pressed = client.post(address).text
    again = client.get(address).text

    assert "Do you want no more messages at that address?" in opened
    assert "No more messages will come to that address." in pressed
    assert not person.ways.filter(stopped_at=None).exists()
    assert "This link has been used" in again


def test_a_mail_program_may_press_the_button_without_a_token_of_ours(cast: Cast) -> None:
    person = a_person("email")
    strict = Client(enforce_csrf_checks=True)

    response = strict.post(stop_address(a_message(person)), {"List-Unsubscribe": "One-Click"})

    assert response.status_code == 200
    assert not person.ways.filter(stopped_at=None).exists()


def test_a_link_that_was_altered_says_what_to_do(client: Client, cast: Cast) -> None:
    assert "Sign in to choose how you are reached" in client.get("/messages/stop/x:y:z/").text


def test_the_example_town_shows_a_message_as_its_reader_gets_it(cast: Cast) -> None:
    source = "{% load notices %}{% as_sent message as sent %}{{ sent.subject }}: {{ sent.body }}"
    plain, careful = a_message(cast.noor, title="Glass"), a_message(a_person("email", neutral=True), title="Threats")

    shown = [Template(source).render(Context({"message": message})) for message in (plain, careful)]

    assert "Glass" in shown[0]
    assert "Threats" not in shown[1]
    assert "A message for you" in shown[1]


QUERIES_OF_MINE = 5
QUERIES_OF_INDEX = 5
