"""Whom a message reaches, by which way, in which language, and when."""

from dataclasses import replace
from datetime import time, timedelta

import pytest
from django.db import transaction
from django.utils import translation
from django_tasks_db.models import get_date_max

from openbeat.core.department import queries as department
from openbeat.core.hooks import post
from openbeat.core.jobs import queries as jobs
from openbeat.core.notices import hours, services, wire
from openbeat.core.notices.lifecycle import Reason, Stage
from openbeat.core.notices.models import Message
from openbeat.core.notices.tests.makers import ANSWERED, NOON, a_message, a_person, serving
from openbeat.core.people.demo import Cast
from openbeat.core.people.models import Need, Person, Way
from openbeat.core.places.models import Area
from openbeat.core.receipts import services as receipts
from openbeat.kit.clock import now
from openbeat.kit.refs import Ref

pytestmark = pytest.mark.django_db


def test_a_message_is_written_in_the_language_of_its_reader() -> None:
    message = a_message(a_person("email", language="qps"), link="")
    with translation.override("qps"):
        assert "⟦" in wire.words(message).body  # the foot; the words of this notice are the writer's own
    assert message.language == "qps"


def test_a_language_that_we_do_not_speak_yet_falls_back_to_english() -> None:
    assert a_message(a_person("email", language="km")).language == "en"


def test_the_preferred_way_is_taken() -> None:
    assert a_message(a_person("telephone", "email")).channel == "telephone"
    assert a_message(a_person("email", "telephone")).channel == "email"


def test_an_address_that_nobody_confirmed_gets_no_mail() -> None:
    person = a_person("email", "telephone", confirmed_at=None)
    assert a_message(person).channel == "telephone"


def test_a_way_that_was_made_safe_goes_before_the_preferred_one() -> None:
    person = a_person("email", "telephone")
    Way.objects.filter(person=person, kind="telephone").update(neutral=True)
    message = a_message(person)
    assert (message.channel, message.neutral) == ("telephone", True)


def test_whoever_does_not_read_is_called() -> None:
    person = a_person("email", "telephone")
    Need.objects.create(person=person, kind=Need.Kind.BY_VOICE)
    assert a_message(person).channel == "telephone"


def test_a_neutral_message_gives_nothing_away_in_subject_words_or_sender() -> None:
    message = a_message(a_person("email", neutral=True), title="Threats at home", link="/concerns/7/")

    words = wire.words(message)

    said = f"{words.sender}\n{words.subject}\n{words.body}"
    assert words.subject == "A message for you"
    assert "/me/messages/" in said
    for secret in ("Threats", "/concerns/", department.department().name):
        assert secret not in said


@pytest.mark.parametrize("neutral", [False, True])
def test_whoever_has_no_account_gets_a_link_that_opens_the_matter_once(cast: Cast, *, neutral: bool) -> None:
    person = a_person("email", neutral=neutral)
    receipts.issue(person, "once", NOON)
    message = a_message(person, about=person, link="/people/2/")

    with serving() as server:
        services.send(message.pk, at=NOON)

    text = server.took[0].content.decode().replace("=\r\n", "")
    token = text.partition("/receipt/link/")[2].partition("/")[0]
    message.refresh_from_db()
    assert message.link == "/people/2/"  # the token is kept nowhere
    assert receipts.use_link(token, at=NOON) == Ref.of(person)
    assert receipts.use_link(token, at=NOON) is None


def test_whoever_has_no_account_and_only_follows_it_gets_the_address_of_its_page(cast: Cast) -> None:
    receipts.issue(cast.noor, "once", NOON)
    message = a_message(a_person("email"), about=cast.noor, link="/people/2/")

    with serving() as server:
        services.send(message.pk, at=NOON)

    text = server.took[0].content.decode().replace("=\r\n", "")
    assert ("/receipt/link/" in text, "/people/2/" in text) == (False, True)


@pytest.mark.parametrize(
    ("private", "quotes", "neutral"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_words_that_quote_a_private_thing_are_not_sent(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, *, private: bool, quotes: bool, neutral: bool
) -> None:
    monkeypatch.setattr(Area, "private", private, raising=False)
    notice = replace(ANSWERED, neutral=not quotes)
    message = services.tell(notice, cast.noor, about=cast.beat, at=NOON, title="Threats", link="/x/")
    assert message
    assert message.neutral == neutral


def test_a_message_waits_for_the_safe_hours_of_the_department_zone() -> None:
    message = a_message(a_person("telephone", safe_from=time(18), safe_until=time(20)))

    zone = department.department().zone
    assert message.next_at == hours.next_safe(NOON, time(18), time(20), zone)
    assert message.next_at > NOON


@pytest.mark.parametrize(
    ("at", "since", "until", "waits"),
    [(12, 9, 17, 0), (8, 9, 17, 1), (17, 9, 17, 16), (23, 22, 6, 0), (5, 22, 6, 0), (12, 22, 6, 10)],
)
def test_safe_hours_may_run_over_midnight(at: int, since: int, until: int, waits: int) -> None:
    moment = NOON.replace(hour=at)
    assert hours.next_safe(moment, time(since), time(until), "UTC") == moment + timedelta(hours=waits)


def test_safe_hours_hold_on_the_night_when_the_clock_is_changed() -> None:
    before = NOON.replace(month=3, day=8, hour=1)  # 19:00 in Chicago on the evening before
    safe = hours.next_safe(before, time(9), time(17), "America/Chicago")
    assert safe.isoformat() == "2026-03-08T14:00:00+00:00"


def test_the_same_act_told_twice_is_one_message() -> None:
    person = a_person("email")
    first = services.tell(ANSWERED, person, about=None, at=NOON, once="a", title="Glass")
    again = services.tell(ANSWERED, person, about=None, at=NOON, once="a", title="Glass")
    assert first == again
    assert Message.objects.count() == 1


@transaction.atomic
def an_act_that_fails(person: Person) -> None:
    a_message(person)
    raise ZeroDivisionError


def test_a_message_is_not_sent_when_its_act_did_not_happen(run_jobs: object) -> None:
    person = a_person("email")
    with serving() as server:
        with pytest.raises(ZeroDivisionError):
            an_act_that_fails(person)
        run_jobs(NOON)  # type: ignore[operator]
    assert (Message.objects.count(), server.heard) == (0, [])


def test_somebody_who_can_only_sign_in_reads_it_on_their_own_page() -> None:
    message = a_message(a_person(email="ana@example.org"))
    assert (message.channel, message.stage) == ("page", Stage.DELIVERED)


def test_somebody_whom_nobody_can_reach_waits_for_a_person() -> None:
    message = a_message(a_person())
    assert (message.stage, message.reason, message.closed_at) == (Stage.FAILED, Reason.NO_WAY, None)


def test_nobody_is_told_where_nobody_is_known() -> None:
    assert services.tell(ANSWERED, None, about=None, at=NOON, title="Glass") is None
    assert Message.objects.count() == 0


def test_places_in_the_words_of_people_are_left_alone() -> None:
    assert a_message(title="{person.email} %(x)s").subject == "{person.email} %(x)s"


CODE = post.Letter("people.code", "ana@example.org", "Your code\nis here", "Your code is 123456.", "en")


def test_a_sign_in_code_goes_at_once_and_is_forgotten(run_jobs: object) -> None:
    at = now()
    services.post(CODE, at=at)
    with serving() as server:
        run_jobs(at)  # type: ignore[operator]

    message = Message.objects.get()
    assert b"123456" in server.took[0].content
    assert (message.stage, message.subject, message.body, message.address) == (Stage.SENT, "", "", "")


def test_a_sign_in_code_goes_before_the_letters_that_wait(run_jobs: object) -> None:
    at = now()
    a_message(a_person("email"))
    services.post(CODE, at=at)
    with serving() as server:
        run_jobs(at)  # type: ignore[operator]

    assert [b"123456" in taken.content for taken in server.took] == [True, False]


def test_a_sign_in_code_that_was_put_off_goes_before_a_letter_that_was_put_off_before_it() -> None:
    letter, code = a_message(a_person("email")), services.post(CODE, at=NOON + timedelta(seconds=1))
    with serving(rcpt="451 later"):
        services.send(letter.pk, at=NOON)
        services.send(code.pk, at=NOON + timedelta(seconds=1))

    put_off = jobs.due(NOON + timedelta(minutes=2)).exclude(run_after=get_date_max())
    assert [row.args_kwargs["args"][1] for row in put_off] == [code.pk, letter.pk]


def test_a_sign_in_code_that_comes_too_late_is_not_sent() -> None:
    message = services.post(CODE, at=NOON)
    with serving() as server:
        services.send(message.pk, at=NOON + timedelta(minutes=16))

    message.refresh_from_db()
    assert (message.stage, message.reason, message.body, server.heard) == (Stage.FAILED, Reason.EXPIRED, "", [])
    assert message.closed_at is not None


def test_in_the_example_town_nothing_leaves_and_the_row_is_the_mailbox(settings: object) -> None:
    settings.OPENBEAT_DEMO = True  # type: ignore[attr-defined]
    message = services.post(CODE, at=NOON)
    assert (message.stage, message.body) == (Stage.DELIVERED, "Your code is 123456.")
    assert a_message(a_person("telephone")).stage == Stage.QUEUED
