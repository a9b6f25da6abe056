"""A letter to an area is a concern on the same clock; a reply is added, or is the answer; programs get no answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.test import Client, override_settings
from django.utils import translation
from django.utils.translation import gettext

from openbeat.apps.concerns import services
from openbeat.apps.concerns.lifecycle import Category, Channel, Look, Reply, Stage
from openbeat.apps.concerns.models import Answer, Concern, FurtherWord, ReplyDraft
from openbeat.apps.concerns.tests.makers import NOON, a_concern
from openbeat.core.files.queries import of as files_of
from openbeat.core.hooks import moderation
from openbeat.core.inbox import services as inbox
from openbeat.core.inbox.models import Parcel
from openbeat.core.loop.models import Obligation
from openbeat.core.notices import replies, wire
from openbeat.core.notices.models import Message
from openbeat.core.notices.services.sending import _openable
from openbeat.core.people import services as people
from openbeat.core.people.demo import Cast
from openbeat.core.people.models import Person, Way
from openbeat.core.vault import facts
from openbeat.core.vault.models import HoldSort
from openbeat.core.vault.services import retention
from openbeat.kit.clock import now
from openbeat.kit.refs import Ref

DOMAIN, ANA = "talk.example.gov", "ana@example.com"
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _with_a_domain() -> Iterator[None]:
    with override_settings(OPENBEAT_MAIL_DOMAIN=DOMAIN):
        yield


def a_letter(to: str, text: str = "The lamp is out.\n\n-- \nAna Ruiz", sender: str = ANA, **heads: str) -> EmailMessage:
    message = EmailMessage()
    heads = {"Subject": "Re: Lamp", "Message-ID": f"<{hash((to, text, sender))}@example.com>"} | heads
    for name, value in {"From": f"Ana <{sender}>", "To": to, **heads}.items():
        message[name] = value
    message.set_content(text)
    return message


def arrives(message: EmailMessage, *, at: datetime = NOON, envelope: str | None = None) -> str:
    """The letter comes in and is read; gives what became of it."""
    sender = ANA if envelope is None else envelope
    inbox.take(message.as_bytes(), sender=sender, receivers=[str(message["To"])], at=at)
    for parcel in Parcel.objects.filter(outcome="waits").order_by("pk"):
        inbox.read(parcel.pk, at=at)
    return str(Parcel.objects.order_by("-pk")[0].outcome)


def to_area(cast: Cast) -> str:
    return f"{cast.beat.slug}@{DOMAIN}"


def told(kind: str) -> list[str]:
    rows = Message.objects.filter(kind=f"concerns.{kind}").order_by("pk")
    return [message.address or message.channel for message in rows]


def test_a_letter_to_an_area_is_a_private_concern_on_the_same_clock(cast: Cast) -> None:
    by_form = a_concern(cast, private=True)

    outcome = arrives(a_letter(to_area(cast)))

    concern = Concern.objects.exclude(pk=by_form.pk).get()
    assert (outcome, concern.title, concern.story) == ("raised", "Lamp", "The lamp is out.")
    assert (concern.area, concern.private, concern.channel) == (cast.beat, True, Channel.EMAIL)
    assert (concern.category, concern.due_at) == (Category.OTHER, by_form.due_at)
    owed = Obligation.objects.filter(key=str(concern.pk)).order_by("promise").values_list("promise", "due_at")
    same = Obligation.objects.filter(key=str(by_form.pk)).order_by("promise").values_list("promise", "due_at")
    assert list(owed) == list(same)


def test_its_sender_gets_one_message_with_a_link_that_opens_it_and_without_the_words(
    client: Client, cast: Cast
) -> None:
    arrives(a_letter(to_area(cast)))

    (message,) = Message.objects.filter(kind="concerns.letter_taken")
    assert message.address == ANA
    assert cast.beat.name in message.subject
    assert "lamp" not in f"{message.subject} {message.body}".lower()
    assert "/told/" in message.body
    link = wire.words(_openable(message, now())).body
    path = next(word for word in link.split() if "/receipt/link/" in word)
    page = client.post(path.partition("8000")[2] or path, follow=True)
    assert "Lamp" in page.text


def test_the_same_letter_twice_is_one_concern(cast: Cast) -> None:
    letter = a_letter(to_area(cast))
    arrives(letter)

    arrives(letter, at=NOON + HOUR)

    assert Concern.objects.count() == 1
    assert told("letter_taken") == [ANA]


def test_nothing_of_the_letter_stays_in_the_spool(cast: Cast) -> None:
    arrives(a_letter(to_area(cast)))

    parcel = Parcel.objects.get()
    assert (parcel.raw, parcel.kind) == (None, "concerns.concern")
    assert inbox.tidy(at=NOON + timedelta(days=31)) == 1


def test_that_a_letter_came_is_not_forgotten_while_what_it_told_is_held(cast: Cast) -> None:
    arrives(a_letter(to_area(cast)))
    later, court = NOON + timedelta(days=31), facts.Reason(HoldSort.HOLD, "Circuit court, file 12-345", "en")
    hold = retention.hold(Ref.of(Concern.objects.get()), court, by=cast.ada, at=NOON)

    assert inbox.tidy(at=later) == 0
    retention.lift(hold, by=cast.ada, at=later)
    assert inbox.tidy(at=later) == 1


def test_a_letter_longer_than_a_form_loses_no_word(cast: Cast) -> None:
    text = " ".join(f"word{number}" for number in range(2000))

    arrives(a_letter(to_area(cast), text, Subject="S" * 200))

    concern = Concern.objects.get()
    later = "".join(FurtherWord.objects.order_by("pk").values_list("words", flat=True))
    assert (concern.story + later).split() == ["S" * 200, *text.split()]


@pytest.mark.parametrize(
    "heads",
    [{"Auto-Submitted": "auto-replied"}, {"Precedence": "bulk"}, {"List-Id": "<x.example.org>"}, {"X-Autoreply": "1"}],
)
def test_a_program_raises_nothing_and_is_not_answered(cast: Cast, heads: dict[str, str]) -> None:
    assert arrives(a_letter(to_area(cast), **heads)) == "automatic"
    assert arrives(a_letter(to_area(cast), "Not delivered"), envelope="") == "automatic"

    assert (Concern.objects.count(), Message.objects.count()) == (0, 0)


def test_a_loop_without_any_mark_ends(cast: Cast) -> None:
    """An answering machine that says nothing of what it is answers each of our messages with a new letter."""
    for number in range(60):
        arrives(a_letter(to_area(cast), f"I am away until Monday. {number}"), at=NOON + timedelta(minutes=number))

    assert Concern.objects.count() == inbox.MOST_A_DAY
    assert told("letter_taken") == [ANA] * inbox.ANSWERS_A_DAY
    assert arrives(a_letter(to_area(cast), "Now me."), at=NOON + timedelta(days=2)) == "raised"


def test_an_address_that_nobody_has_is_nobody_s(cast: Cast) -> None:
    assert arrives(a_letter(f"no-such-area@{DOMAIN}")) == "nobody"
    assert Concern.objects.count() == 0


def test_whoever_has_an_account_is_believed_only_where_the_mail_server_has_proven_it(cast: Cast) -> None:
    arrives(a_letter(to_area(cast), "First.", sender="rosa@example.org"))
    with override_settings(OPENBEAT_MAIL_CHECKED_BY="mx"):
        head = {"Authentication-Results": "mx; dmarc=pass header.from=example.org"}
        arrives(a_letter(to_area(cast), "Second.", sender="rosa@example.org", **head))
        arrives(a_letter(to_area(cast), "Third.", sender="new@example.org", **head))

    first, second, third = Concern.objects.order_by("pk")
    assert first.raised_by
    assert (first.raised_by.email, second.raised_by, third.raised_by.email if third.raised_by else "") == (
        None, cast.rosa, None,
    )  # fmt: skip
    assert Way.objects.get(value="new@example.org").confirmed_at == NOON
    assert not Way.objects.get(value="rosa@example.org", person=first.raised_by).confirmed_at


def test_what_was_enclosed_and_not_kept_is_told_without_its_name(cast: Cast) -> None:
    letter = a_letter(to_area(cast))
    letter.add_attachment(b"MZ\x90", maintype="application", subtype="octet-stream", filename="Ana Ruiz.exe")

    arrives(letter)

    (message,) = Message.objects.filter(kind="concerns.letter_taken")
    assert "Something that you enclosed was not kept." in message.body
    assert "Ana Ruiz" not in message.body
    assert not list(files_of(Concern.objects.get()))


def test_a_letter_without_words_is_sent_back_with_a_sentence(cast: Cast) -> None:
    assert arrives(a_letter(to_area(cast), "> only quoted", Subject="")) == "returned"
    assert told("letter_empty") == [ANA]
    assert Concern.objects.count() == 0


@pytest.mark.parametrize("sender", ["raúl@example.com", "nobody", "a b@example.com"])
def test_of_a_sender_whom_nobody_can_write_to_the_words_count_all_the_same(cast: Cast, sender: str) -> None:
    raw = f"From: {sender}\r\nSubject: Lamp\r\n\r\nIt is dark.".encode()
    inbox.take(raw, sender=ANA, receivers=[to_area(cast)], at=NOON)
    inbox.read(Parcel.objects.get().pk, at=NOON)

    concern = Concern.objects.get()
    assert (concern.story, concern.raised_by, Message.objects.count()) == ("It is dark.", None, 0)


def test_whoever_wrote_it_lets_everybody_read_it_after_a_look(client: Client, cast: Cast) -> None:
    concern = a_concern(cast, private=True)
    client.force_login(cast.noor)
    assert client.post(f"/concerns/{concern.pk}/open-up/").status_code == 404
    client.force_login(cast.rosa)
    assert f"/concerns/{concern.pk}/open-up/" in client.get(f"/concerns/{concern.pk}/").text

    client.post(f"/concerns/{concern.pk}/open-up/")

    concern.refresh_from_db()
    assert (concern.private, concern.looked_at) == (False, None)
    assert Obligation.objects.filter(promise="concerns.look", key=str(concern.pk)).count() == 1
    assert client.post(f"/concerns/{concern.pk}/open-up/").status_code == 403
    assert concern.story not in Client().get(f"/concerns/{concern.pk}/").text


def test_whoever_wrote_it_gets_a_code_that_opens_it(client: Client, cast: Cast) -> None:
    arrives(a_letter(to_area(cast)))
    concern = Concern.objects.get()
    client.force_login(cast.noor)
    assert client.post(f"/concerns/{concern.pk}/code/").status_code == 404
    Concern.objects.update(raised_by=cast.noor)

    text = client.post(f"/concerns/{concern.pk}/code/").text

    code = text.partition('name="code" value="')[2].partition('"')[0]
    page = Client().post("/receipt/", {"code": code}, follow=True)
    assert "Lamp" in page.text


# Replies


def the_owner_is_told(concern: Concern, at: datetime = NOON) -> dict[str, Message]:
    services.tell_owner(concern, at=at)
    rows = Message.objects.filter(kind="concerns.new_for_you").select_related("person").order_by("pk")
    return {str(message.person.name).partition(" ")[0].lower(): message for message in rows if message.person}


def test_whoever_owns_it_is_told_once_without_words(cast: Cast) -> None:
    concern = a_concern(cast)

    messages = the_owner_is_told(concern)
    the_owner_is_told(concern, NOON + HOUR)

    assert sorted(messages) == ["lee", "lena"]
    assert Message.objects.filter(kind="concerns.new_for_you").count() == 2
    assert concern.title not in messages["lee"].subject + messages["lee"].body


def test_a_message_asks_for_replies_at_an_address_that_names_it(cast: Cast) -> None:
    message = the_owner_is_told(a_concern(cast))["lee"]

    back = wire.words(message).headers["Reply-To"]

    assert replies.message_of(back.partition("@")[0].upper()) == message
    assert replies.message_of(back.partition("@")[0][:-1] + "x") is None
    assert len(back.partition("@")[0]) <= 64
    with override_settings(OPENBEAT_MAIL_DOMAIN=""):
        assert "Reply-To" not in wire.words(message).headers


def reply(message: Message, text: str, sender: str = "", **heads: str) -> EmailMessage:
    quoted = f"{text}\n\nOn Mon, 4 May 2026, Openbeat <openbeat@{DOMAIN}> wrote:\n> {message.body}"
    return a_letter(replies.address(message), quoted, sender or message.address, **heads)


def test_the_owner_answers_by_replying(client: Client, cast: Cast) -> None:
    concern = a_concern(cast, look=Look())

    outcome = arrives(reply(the_owner_is_told(concern)["lee"], "The lamp was replaced."))

    concern.refresh_from_db()
    answer = Answer.objects.get()
    assert (outcome, concern.stage) == ("answered", Stage.ANSWERED)
    assert (answer.text, answer.given_by, answer.amends) == ("The lamp was replaced.", cast.lee, False)
    assert "The lamp was replaced." in client.get(f"/concerns/{concern.pk}/").text
    assert told("answered") == ["rosa@example.org"]
    assert told("reply_published") == ["lee@example.org"]


def another_message(cast: Cast) -> Message:
    """A message to the owner that does not ask for the answer: whoever raised it wrote more."""
    a_concern(cast, Stage.TAKEN_UP, look=Look())
    arrives(reply(Message.objects.get(kind="concerns.acknowledged"), "Now two lamps are out."), at=NOON + HOUR)
    return Message.objects.get(kind="concerns.further_for_you", person=cast.lee)


def test_a_reply_to_a_message_that_asks_for_nothing_is_a_draft_until_its_writer_says_that_it_is_the_answer(
    client: Client, cast: Cast
) -> None:
    assert arrives(reply(another_message(cast), "Thanks, I will look."), at=NOON + 2 * HOUR) == "kept"
    assert arrives(reply(another_message_again(), "Both are repaired."), at=NOON + 3 * HOUR) == "kept"
    concern = Concern.objects.get()
    address = f"/concerns/{concern.pk}/draft/"
    assert (concern.stage, Answer.objects.count(), told("answered")) == (Stage.TAKEN_UP, 0, [])
    waits = Message.objects.filter(kind="concerns.reply_kept").latest("pk")
    assert (waits.link, "repaired" in waits.body) == (address, False)

    for other in (cast.lena, cast.rosa):
        client.force_login(other)
        assert client.get(address).status_code == client.post(address).status_code == 404
        assert address not in client.get(f"/concerns/{concern.pk}/").text
    client.force_login(cast.lee)
    assert address in client.get(f"/concerns/{concern.pk}/").text
    assert "Thanks, I will look." in client.get(address).text
    assert "repaired" not in Client().get(f"/concerns/{concern.pk}/").text
    client.post(address, {"act": "publish"})

    assert Answer.objects.get().text == "Thanks, I will look.\n\nBoth are repaired."
    assert (ReplyDraft.objects.count(), told("answered")) == (0, ["rosa@example.org"])


def another_message_again() -> Message:
    return Message.objects.filter(kind="concerns.further_for_you", person__name="Lee Okafor").latest("pk")


def test_a_draft_is_thrown_away_by_its_writer_or_after_sixty_days(client: Client, cast: Cast) -> None:
    message = another_message(cast)
    arrives(reply(message, "Thanks."), at=NOON + HOUR)
    client.force_login(cast.lee)
    client.post(f"/concerns/{Concern.objects.get().pk}/draft/", {"act": "drop"})
    assert (ReplyDraft.objects.count(), Answer.objects.count()) == (0, 0)

    arrives(reply(message, "Thanks again."), at=NOON + 2 * HOUR)
    assert services.forget_drafts(at=NOON + timedelta(days=60)) == 0
    assert services.forget_drafts(at=NOON + timedelta(days=61)) == 1


def test_a_draft_is_no_answer_to_what_was_answered_meanwhile(client: Client, cast: Cast) -> None:
    arrives(reply(another_message(cast), "Thanks."), at=NOON + HOUR)
    concern = Concern.objects.get()
    services.answer(concern, Reply("Repaired.", "en", 0), by=cast.lena, at=NOON + HOUR)
    client.force_login(cast.lee)

    refused = client.post(f"/concerns/{concern.pk}/draft/", {"act": "publish"})

    assert (refused.status_code, "has an answer already" in refused.text) == (403, True)
    assert (ReplyDraft.objects.count(), Answer.objects.get().text) == (1, "Repaired.")


ELSEWHERE, HERE = "Received: from mx (mail [8.8.8.8]) by us; x", "Received: from a (b [9.9.9.9]) by us; x"


def handed_over(cast: Cast, number: int, by: str, area: str = "") -> str:
    letter = a_letter(area or to_area(cast), f"It is dark. {number}")
    raw = f"{by}\r\n".encode() + letter.as_bytes()
    inbox.take(raw, sender=ANA, receivers=[str(letter["To"])], at=NOON)
    inbox.read(Parcel.objects.latest("pk").pk, at=NOON)
    return str(Parcel.objects.latest("pk").outcome)


def test_whoever_writes_under_anothers_address_uses_up_nothing_but_their_own(cast: Cast) -> None:
    forged = [handed_over(cast, number, ELSEWHERE) for number in range(inbox.MOST_A_DAY + 1)]

    assert forged == ["raised"] * inbox.MOST_A_DAY + ["too_many"]
    assert handed_over(cast, 90, HERE) == "raised"
    assert handed_over(cast, 91, ELSEWHERE.replace("mx", "[9.9.9.9]")) == "raised"  # a made-up name: another way
    assert handed_over(cast, 92, HERE) == "raised"
    assert handed_over(cast, 93, ELSEWHERE, f"{cast.other.slug}@{DOMAIN}") == "raised"
    assert told("letter_taken") == [ANA] * inbox.ANSWERS_A_DAY


def test_an_address_that_was_proven_is_counted_and_answered_by_itself(cast: Cast) -> None:
    with override_settings(OPENBEAT_MAIL_CHECKED_BY="mx"):
        for number in range(inbox.MOST_A_DAY + 1):
            handed_over(cast, number, "Authentication-Results: mx; dmarc=fail")

        proven = handed_over(cast, 90, "Authentication-Results: mx; dmarc=pass header.from=example.com")

    assert (proven, len(told("letter_taken"))) == ("raised", inbox.ANSWERS_A_DAY + 1)


REFUSED: dict[str, Any] = {
    "from another address": ({"sender": "evil@example.org"}, HOUR, "an address that we do not know"),
    "from another officer": ({"sender": "lena@example.org"}, HOUR, "an address that we do not know"),
    "too late": ({}, timedelta(days=61), "more than sixty days old"),
    "without words": ({"text": ""}, HOUR, "no words of yours"),
    "too long": ({"text": "x" * 5001}, HOUR, "at most 5,000 signs"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_reply_that_is_not_believed_or_not_usable_changes_nothing_and_the_owner_hears_why(
    cast: Cast, case: str
) -> None:
    facts, later, why = REFUSED[case]
    concern = a_concern(cast)
    message = the_owner_is_told(concern)["lee"]

    assert arrives(reply(message, **({"text": "Done."} | facts)), at=NOON + later) == "returned"

    concern.refresh_from_db()
    assert (concern.stage, Answer.objects.count()) == (Stage.RAISED, 0)
    (back,) = Message.objects.filter(kind="concerns.reply_not_taken")
    assert back.person == cast.lee
    assert why in back.body


def test_where_the_mail_server_checks_an_unproven_reply_is_not_taken(cast: Cast) -> None:
    message = the_owner_is_told(a_concern(cast))["lee"]
    with override_settings(OPENBEAT_MAIL_CHECKED_BY="mx"):
        assert arrives(reply(message, "Done.")) == "returned"
        head = {"Authentication-Results": "mx; dkim=pass header.d=example.org"}
        assert arrives(reply(message, "Done now.", **head)) == "answered"


def test_whoever_no_longer_holds_the_post_does_not_answer(cast: Cast) -> None:
    message = the_owner_is_told(a_concern(cast))["lee"]
    tenure = cast.lee.tenures.get()
    people.dismiss(tenure, by=cast.ada, at=NOON)

    assert arrives(reply(message, "Done."), at=NOON + HOUR) == "returned"
    assert Answer.objects.count() == 0


def test_an_answer_is_never_changed_by_mail(cast: Cast) -> None:
    concern = a_concern(cast)
    message = the_owner_is_told(concern)["lee"]
    arrives(reply(message, "Replaced."))

    assert arrives(reply(message, "Thank you all."), at=NOON + HOUR) == "returned"
    assert list(Answer.objects.values_list("text", flat=True)) == ["Replaced."]


def test_whoever_raised_it_adds_words_by_replying_and_the_owner_is_told(client: Client, cast: Cast) -> None:
    concern = a_concern(cast, Stage.TAKEN_UP, look=Look())
    (message,) = Message.objects.filter(kind="concerns.acknowledged")

    assert arrives(reply(message, "Now two lamps are out."), at=NOON + HOUR) == "added"

    further = FurtherWord.objects.get()
    assert (further.words, further.looked_at) == ("Now two lamps are out.", None)
    assert sorted(told("further_for_you")) == ["lee@example.org", "lena@example.org"]
    assert "Now two lamps" not in client.get(f"/concerns/{concern.pk}/").text
    client.force_login(cast.lee)
    assert "Now two lamps" in client.get(f"/concerns/{concern.pk}/").text

    services.look(concern, Look(), by=cast.lee, at=NOON + 9 * HOUR)

    assert "Now two lamps" in Client().get(f"/concerns/{concern.pk}/").text


def test_the_address_of_a_reply_is_not_kept_whole(cast: Cast) -> None:
    a_concern(cast, Stage.TAKEN_UP, look=Look())
    (message,) = Message.objects.filter(kind="concerns.acknowledged")

    arrives(reply(message, "Now two lamps are out."), at=NOON + HOUR)

    assert Parcel.objects.get().receiver == f"reply+{message.pk}"
    assert replies.message_of(Parcel.objects.get().receiver) is None


def test_further_words_are_withheld_like_others_and_the_log_says_so(cast: Cast) -> None:
    concern = a_concern(cast, Stage.TAKEN_UP, look=Look())
    (message,) = Message.objects.filter(kind="concerns.acknowledged")
    arrives(reply(message, "It was Bill."), at=NOON + HOUR)

    services.look(concern, Look(reply="name"), by=cast.lee, at=NOON + HOUR)

    assert "It was Bill." not in Client().get(f"/concerns/{concern.pk}/").text
    assert "what was written later" in Client().get("/moderation/").text


def test_whoever_decides_an_appeal_reads_all_that_it_would_show(cast: Cast) -> None:
    concern = a_concern(cast, Stage.TAKEN_UP, look=Look())
    (message,) = Message.objects.filter(kind="concerns.acknowledged")
    for hour, words in ((1, "It was Bill."), (2, "And the blue house.")):
        arrives(reply(message, words), at=NOON + hour * HOUR)
        services.look(concern, Look(reply="name"), by=cast.lee, at=NOON + hour * HOUR)

    offered = moderation.of("concerns.concern")

    assert offered
    assert offered.shown(str(concern.pk), "reply").words == "It was Bill.\n\nAnd the blue house."


def test_a_reply_to_an_answer_says_how_to_open_it_again(cast: Cast) -> None:
    a_concern(cast, Stage.ANSWERED)
    (message,) = Message.objects.filter(kind="concerns.answered")

    arrives(reply(message, "It is dark again."), at=NOON + HOUR)

    (thanks,) = Message.objects.filter(kind="concerns.words_added")
    with translation.override(cast.rosa.language):
        how = gettext("It has an answer. If it is not solved, open it again on its page, and say why.")
    assert how in thanks.body


def test_a_neighbour_who_gets_hold_of_the_address_is_not_believed(cast: Cast) -> None:
    a_concern(cast, Stage.TAKEN_UP)
    (message,) = Message.objects.filter(kind="concerns.acknowledged")

    arrives(reply(message, "Never mind.", sender="noor@example.org"), at=NOON + HOUR)

    assert FurtherWord.objects.count() == 0
    assert Person.objects.filter(email=None).count() == 0
