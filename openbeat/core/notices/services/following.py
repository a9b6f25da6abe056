"""Follow something, stop, and tell all who follow it: by a job, each of them once, and never about a private thing."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from openbeat.core.jobs import services as jobs
from openbeat.core.ledger import services as ledger
from openbeat.core.notices import notice as notices
from openbeat.core.notices import queries
from openbeat.core.notices.lifecycle import Following
from openbeat.core.notices.models import Follow
from openbeat.core.notices.policies import FOLLOWING_POLICY
from openbeat.core.notices.services.telling import tell
from openbeat.kit.actors import VISITOR
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model

    from openbeat.core.notices.notice import Notice
    from openbeat.core.people.models import Person
    from openbeat.kit.actors import Actor

FAN_OUT = "notices.fan_out"
AT_ONCE = 200


@transaction.atomic
def follow(person: Person, what: Ref | Model, *, at: datetime) -> Follow:
    """The person is told of what is new there from now on; following twice is following. Raises Refused."""
    ref = queries.ref_of(what)
    FOLLOWING_POLICY.require(person, Following.FOLLOW, ref)
    row, new = Follow.objects.get_or_create(person=person, kind=ref.kind, key=ref.key, defaults={"made_at": at})
    if new:
        ledger.record(Following.FOLLOW, row, by=person, at=at)
    return row


@transaction.atomic
def unfollow(person: Person, what: Ref | Model, *, at: datetime) -> bool:
    """The person is told no more; gives whether they followed it."""
    ref = queries.ref_of(what)
    row = queries.following(person, ref)
    if row is None:
        return False
    ledger.record(Following.UNFOLLOW, row, by=person, at=at)
    row.delete()
    return True


@transaction.atomic
def move_followers(old: Ref | Model, new: Ref | Model, *, at: datetime) -> None:
    """Whoever follows the one thing follows the other from now on too, as when two are made one."""
    ref = queries.ref_of(new)
    rows = [Follow(person=person, kind=ref.kind, key=ref.key, made_at=at) for person in queries.followers_of([old])]
    Follow.objects.bulk_create(rows, ignore_conflicts=True)


@dataclass(frozen=True, slots=True)
class News:
    """What followers are told, as a job carries it: keys and plain words, nothing that a person wrote."""

    notice: str
    refs: tuple[str, ...]
    about: str
    at: str
    words: dict[str, Any]
    besides: tuple[int, ...] = ()  # people who are told in another way, or who did it
    after: int = 0
    days: dict[str, str] = field(default_factory=dict)  # written out in each reader's language


def tell_followers(
    notice: Notice,
    refs: Iterable[Ref | Model],
    *,
    about: Model,
    at: datetime,
    by: Actor = VISITOR,
    besides: Iterable[Person | None] = (),
    **words: str | int | date,
) -> None:
    """Ask to tell all who follow any of these, one message each: not who did it, nor those who are told otherwise.

    Nobody is told of a private thing. `words` are plain: names of areas, figures and days, nothing that a person wrote.
    """
    wanted = [queries.ref_of(what) for what in refs]
    if getattr(about, "private", False) or not queries.followers_of(wanted).exists():
        return
    known = tuple(person.pk for person in (by.person, *besides) if person)
    refs_ = tuple(str(ref) for ref in wanted)
    days = {name: word.isoformat() for name, word in words.items() if isinstance(word, date)}
    plain = {name: word for name, word in words.items() if name not in days}
    news = News(notice.name, refs_, str(Ref.of(about)), at.isoformat(), plain, known, days=days)
    jobs.later(FAN_OUT, asdict(news))


@transaction.atomic
def fan_out(facts: dict[str, Any]) -> int:
    """Put messages for the next followers into the outbox, and ask for the rest; gives how many.

    It may run twice: each message has a name that says what, to whom and of which moment, and is written once.
    """
    news = News(**facts)
    thing = queries.thing_of(Ref.parse(news.about))
    if thing is None or getattr(thing, "private", False):
        return 0
    at, notice = datetime.fromisoformat(news.at), notices.named(news.notice)
    words = news.words | {name: date.fromisoformat(day) for name, day in news.days.items()}
    everybody = queries.followers_of(Ref.parse(ref) for ref in news.refs)
    people = list(everybody.exclude(pk__in=news.besides).filter(pk__gt=news.after)[:AT_ONCE])
    for person in people:
        tell(notice, person, about=thing, at=at, **words)
    if len(people) == AT_ONCE:
        jobs.later(FAN_OUT, asdict(replace(news, after=people[-1].pk)))
    return len(people)
