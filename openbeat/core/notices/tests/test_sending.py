"""Each message goes out once, or it is known not to be known: against a real mail server that misbehaves."""

from datetime import timedelta

import pytest

from openbeat.core.notices import channels, mail, services
from openbeat.core.notices.channels import Outcome, Result
from openbeat.core.notices.lifecycle import Reason, Stage
from openbeat.core.notices.models import Message
from openbeat.core.notices.tests.makers import NOON, a_message, a_person, a_port, mailing, serving

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


def sent(message: Message, *, at: object = NOON) -> Message:
    services.send(message.pk, at=at)  # type: ignore[arg-type]
    message.refresh_from_db()
    return message


def test_a_message_is_handed_over_once_however_often_it_is_tried() -> None:
    with serving() as server:
        message = sent(sent(a_message(title="Glass & grass\n.")))

    assert (message.stage, message.settled_at, len(server.took)) == (Stage.SENT, NOON, 1)
    assert server.took[0].rcpt_tos == [message.address]


def test_what_the_reader_gets_names_the_house_and_how_to_stop() -> None:
    with serving() as server:
        sent(a_message(title="Vidrio en la calle", link="/concerns/7/"))

    text = server.took[0].content.decode()
    assert "Subject: Vidrio en la calle" in text
    assert "/concerns/7/" in text
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in text
    assert "Auto-Submitted: auto-generated" in text


def test_a_line_with_a_dot_alone_arrives_whole() -> None:
    with serving() as server:
        sent(a_message(title="x\n.\n..\nend"))

    assert "x\r\n.\r\n..\r\nend\r\n" in server.took[0].content.decode()


def test_a_dead_server_is_tried_again_later_and_then_a_person_must_call() -> None:
    message = a_message(a_person("email", "telephone"))
    waits = []
    with mailing(a_port()):
        for _try in range(7):
            before = message.next_at
            message = sent(message, at=message.next_at)
            waits.append(round((message.next_at - before) / MINUTE))

    call = Message.objects.get(instead_of=message)
    assert waits == [1, 5, 30, 120, 480, 960, 0]
    assert (message.stage, message.reason, message.closed_at is not None) == (Stage.FAILED, Reason.EXHAUSTED, True)
    assert (call.channel, call.stage, call.body) == ("telephone", Stage.QUEUED, "Glass")


def test_a_server_that_is_back_gets_the_message() -> None:
    message = a_message()
    with mailing(a_port()):
        message = sent(message)
    assert message.stage == Stage.QUEUED

    with serving() as server:
        assert sent(message, at=NOON).stage == Stage.QUEUED  # not before its time
        message = sent(message, at=message.next_at)

    assert (message.stage, len(server.took)) == (Stage.SENT, 1)


@pytest.mark.parametrize("ways", [{"rcpt": "451 later"}, {"data": "452 full"}, {"rcpt": "421 closing"}])
def test_a_server_that_says_later_is_asked_later(ways: dict[str, str]) -> None:
    with serving(**ways) as server:
        message = sent(a_message())

    assert (message.stage, message.next_at, server.took) == (Stage.QUEUED, NOON + MINUTE, [])
    assert message.detail in {"451", "452", "421"}


@pytest.mark.parametrize("ways", [{"rcpt": "550 unknown"}, {"data": "554 no"}])
def test_a_server_that_says_never_is_not_asked_again(ways: dict[str, str]) -> None:
    with serving(**ways):
        message = sent(a_message(a_person("email", "post")))

    letter = Message.objects.get(instead_of=message)
    assert (message.stage, message.reason, message.detail[:2]) == (Stage.FAILED, Reason.REFUSED, "55")
    assert (letter.channel, letter.address) == ("letter", "12 Weir Street")


def test_a_failure_with_no_other_way_waits_for_a_person() -> None:
    with serving(rcpt="550 unknown"):
        message = sent(a_message())

    assert (message.stage, message.closed_at) == (Stage.FAILED, None)


def test_a_server_that_hangs_up_before_its_answer_leaves_a_named_unknown_that_is_not_sent_again() -> None:
    with serving(hang_up=True) as server:
        message = sent(sent(a_message()))
        services.sweep(at=NOON + 30 * MINUTE)
        message = sent(message, at=NOON + 60 * MINUTE)

    assert (message.stage, message.settled_at, len(server.took)) == (Stage.UNKNOWN, None, 1)


def test_a_server_that_is_too_slow_to_answer_leaves_a_named_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "PATIENCE_FOR_VERDICT", 0.3)
    with serving(seconds=1) as server, mailing(server.port, timeout=0.2):
        message = sent(a_message())

    assert (message.stage, len(server.took)) == (Stage.UNKNOWN, 1)


def test_an_address_that_is_none_fails_before_anything_is_sent() -> None:
    message = a_message()
    Message.objects.filter(pk=message.pk).update(address="no address\r\nBcc: all@example.org")

    with serving() as server:
        message = sent(message)

    assert (message.stage, message.reason, server.heard) == (Stage.FAILED, Reason.ADDRESS, [])


def test_what_a_dead_worker_was_sending_becomes_unknown_and_stays_so() -> None:
    message = a_message()
    assert services.claim(message.pk, at=NOON)  # and then the worker dies

    with serving() as server:
        services.send(message.pk, at=NOON + 4 * MINUTE)
        services.sweep(at=NOON + 4 * MINUTE)
        message.refresh_from_db()
        assert message.stage == Stage.SENDING

        services.sweep(at=NOON + 6 * MINUTE)
        message = sent(message, at=NOON + 7 * MINUTE)

    assert (message.stage, message.detail, server.took) == (Stage.UNKNOWN, "worker", [])


def test_a_worker_thought_dead_that_comes_back_says_what_it_knows() -> None:
    claimed = services.claim(a_message().pk, at=NOON)
    assert claimed
    services.sweep(at=NOON + 6 * MINUTE)

    services.settle(claimed, Outcome(Result.SENT, "250"), at=NOON + 8 * MINUTE)

    claimed.refresh_from_db()
    assert claimed.stage == Stage.SENT


def test_a_channel_that_breaks_leaves_a_named_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def send(self, message: Message) -> Outcome:
            raise ZeroDivisionError(message.pk)

    monkeypatch.setitem(channels._REGISTERED, "email", Broken())
    assert sent(a_message()).stage == Stage.UNKNOWN


def test_a_way_that_was_stopped_meanwhile_is_not_used() -> None:
    person = a_person("email")
    message = a_message(person)
    person.ways.update(stopped_at=NOON, preferred=False)

    with serving() as server:
        message = sent(message)

    assert (message.stage, message.reason, server.heard) == (Stage.FAILED, Reason.STOPPED, [])
    assert message.closed_at == NOON


def test_the_worker_sends_what_was_told(run_jobs: object) -> None:
    message = a_message()
    with serving() as server:
        run_jobs(NOON)  # type: ignore[operator]

    message.refresh_from_db()
    assert (message.stage, len(server.took)) == (Stage.SENT, 1)
