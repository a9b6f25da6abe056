"""Put messages into the outbox, in the transaction of the act that they tell of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from openbeat.core.department import queries as department
from openbeat.core.department import tongues as department_tongues
from openbeat.core.hooks import texts
from openbeat.core.hooks.post import Letter
from openbeat.core.hooks.texts import Quote
from openbeat.core.jobs import services as jobs
from openbeat.core.notices import channels, hours, queries, tongues
from openbeat.core.notices.lifecycle import Channel, Reason, Stage
from openbeat.core.notices.models import Message
from openbeat.core.notices.reach import Reach, choose
from openbeat.core.people import queries as people
from openbeat.core.web import dates
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from django.db.models import Model

    from openbeat.core.hooks.texts import Readings
    from openbeat.core.notices.notice import Notice
    from openbeat.core.people.models import Person, Way
    from openbeat.core.places.models import Post

SEND = "notices.send"
LONGEST_SUBJECT = 200
CODE_GOOD_FOR = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Draft:
    """A message before its way is chosen."""

    kind: str
    person: Person
    language: str
    subject: str
    body: str
    once: str
    area_id: int | None = None
    about: Ref | None = None
    link: str = ""
    neutral: bool = False
    instead_of: Message | None = None


@transaction.atomic
def tell(
    notice: Notice, person: Person | None, *, about: Model | None, at: datetime, once: str = "", **words: Any
) -> Message | None:
    """Tell a person, in their language and by the way they prefer; gives the message, the same one for the same `once`.

    `words` fill the places of the notice; a day among them is written out in the person's language, and a Quote stands
    in it where it was translated. `link="/…"` leads elsewhere than to the page of the thing. Nobody is told where
    nobody is known.
    """
    if person is None or person.forgotten_at:
        return None
    once = once or "|".join([notice.name, str(Ref.of(about)) if about else "", str(person.pk), at.isoformat()])
    if found := Message.objects.filter(once=once).first():
        return found
    try:
        with transaction.atomic():
            return queue(_draft(notice, person, about, once, words), at=at)
    except IntegrityError:  # another request told it at the same moment
        return Message.objects.get(once=once)


def tell_holders(notice: Notice, post_: Post, *, about: Model | None, at: datetime, **words: Any) -> list[Message]:
    """Tell everybody who holds a post; nobody where it is vacant."""
    told = (tell(notice, person, about=about, at=at, **words) for person in people.holders(post_, at))
    return [message for message in told if message]


@transaction.atomic
def acknowledge(notice: Notice, way: Way, *, about: Model | None, at: datetime, once: str, **words: Any) -> Message:
    """Answer to a letter at the address it came from, once, though nobody has confirmed the address yet."""
    if found := Message.objects.filter(once=once).first():
        return found
    draft = _draft(notice, way.person, about, once, words)
    return _put(_row(draft, Reach(Channel.EMAIL, way.value, way, way.neutral)), next_at=at, at=at)


def _draft(notice: Notice, person: Person, about: Model | None, once: str, words: dict[str, Any]) -> Draft:
    language = tongues.spoken_to(person, about)
    with translation.override(language):
        link = words.pop("link", "") or _page_of(about)
        words = _said(words, language)
        return Draft(
            kind=notice.name,
            person=person,
            language=language,
            subject=_one_line(str(notice.subject).format(**words)),
            body=str(notice.body).format(**words),
            once=once,
            area_id=getattr(about, "area_id", None),
            about=Ref.of(about) if about else None,
            link=link,
            neutral=bool(getattr(about, "private", False)) and not notice.neutral,
        )


def _said(words: dict[str, Any], language: str) -> dict[str, Any]:
    """The words of a notice in its language: days written out, and what is quoted as it was translated."""
    found = texts.in_language([word for word in words.values() if isinstance(word, Quote)], language)
    return {name: _word(word, found) for name, word in words.items()}


def _word(word: Any, found: Readings) -> Any:
    if isinstance(word, date):
        return dates.words(word, "day")
    if not isinstance(word, Quote):
        return word
    reading = found.get(word)
    if reading is None or reading.whole:
        return reading.words if reading else word.words
    newer = _("newer, in %(language)s:") % {"language": department_tongues.name(word.language)}
    return f"{reading.words} ({newer} {word.words})" if reading.words else word.words


def queue(draft: Draft, *, at: datetime, tried: tuple[str, ...] = ()) -> Message:
    """Choose the way and put the message into the outbox; where there is no way, it says so and waits for a person."""
    person = draft.person
    ways = queries.ways_of(person)
    reach = choose(ways, by_voice=queries.wants_voice(person), tried=tried)
    if reach is None:
        return _unreachable(draft, at, page=bool(person.email))
    zone = department.department().zone
    return _put(_row(draft, reach), next_at=hours.next_safe(at, *reach.hours, zone), at=at)


def _row(draft: Draft, reach: Reach | None) -> Message:
    message = Message(
        kind=draft.kind,
        person=draft.person,
        area_id=draft.area_id,
        about_kind=draft.about.kind if draft.about else "",
        about_key=draft.about.key if draft.about else "",
        link=draft.link,
        language=draft.language,
        subject=draft.subject,
        body=draft.body,
        once=draft.once,
        neutral=draft.neutral,
        instead_of=draft.instead_of,
    )
    if reach:
        message.channel, message.address, message.way = reach.channel, reach.address, reach.way
        message.neutral = draft.neutral or reach.neutral
    return message


def _unreachable(draft: Draft, at: datetime, *, page: bool) -> Message:
    """Whoever can sign in reads it on their own page; for anybody else a person must find a way."""
    message = _row(draft, None)
    message.channel, message.queued_at, message.next_at, message.settled_at = Channel.PAGE, at, at, at
    if page:
        message.stage, message.closed_at = Stage.DELIVERED, at
    else:
        message.stage, message.reason = Stage.FAILED, Reason.NO_WAY
    message.save()
    return message


def _put(message: Message, *, next_at: datetime, at: datetime) -> Message:
    message.queued_at, message.next_at = at, next_at
    by_itself = channels.find(message.channel) is not None
    if by_itself and settings.OPENBEAT_DEMO:  # nothing leaves an invented town: the row itself is the mailbox
        message.stage, message.settled_at, message.closed_at = Stage.DELIVERED, next_at, next_at
    message.save()
    if by_itself and message.stage == Stage.QUEUED:
        ask_to_send(message, at=next_at if next_at > at else None)
    return message


def ask_to_send(message: Message, *, at: datetime | None = None) -> None:
    """Have it sent, at once or not before `at`; a code, which is worthless soon, before every letter that waits."""
    jobs.later(SEND, message.pk, at=at, urgent=message.fleeting)


@transaction.atomic
def post(letter: Letter, *, at: datetime) -> Message:
    """Send an urgent message to an address, such as a sign-in code: at once, and forgotten once it was sent."""
    message = Message(
        kind=letter.kind,
        channel=Channel.EMAIL,
        address=letter.address,
        language=letter.language,
        subject=_one_line(letter.subject),
        body=f"{letter.body}\n{tongues.help_text()}" if letter.guessed else letter.body,
        once=f"{letter.kind}|{token_urlsafe(16)}",
        fleeting=True,
        expires_at=at + CODE_GOOD_FOR,
    )
    return _put(message, next_at=at, at=at)


def instead(message: Message, *, at: datetime) -> Message | None:
    """The same words by the next way that was not tried; None where there is none left."""
    if message.person is None or message.fleeting or not message.body or message.person.forgotten_at:
        return None
    before = queries.chain(message)
    tried = tuple(one.address for one in before)
    if choose(queries.ways_of(message.person), by_voice=False, tried=tried) is None:
        return None
    return queue(_again(message, message.person, len(before)), at=at, tried=tried)


def _again(message: Message, person: Person, count: int) -> Draft:
    about = Ref(message.about_kind, message.about_key) if message.about_kind else None
    draft = Draft(message.kind, person, message.language, message.subject, message.body, f"{message.once}|{count}")
    return replace(
        draft, area_id=message.area_id, about=about, link=message.link, neutral=message.neutral, instead_of=message
    )


def _page_of(about: Model | None) -> str:
    address = getattr(about, "get_absolute_url", None)
    return str(address()) if address else ""


def _one_line(subject: str) -> str:
    return " ".join(subject.split())[:LONGEST_SUBJECT]
