"""Write to those who follow an area: in several languages, looked at by somebody else, sent once to each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from openbeat.apps.contacts import queries
from openbeat.apps.contacts.lifecycle.circulars import A_MONTH, CIRCULARS, CircularAct, CircularPromise, CircularStage
from openbeat.apps.contacts.models import Circular, CircularText
from openbeat.apps.contacts.notices import CIRCULAR, RELEASED, RETURNED, WAITS
from openbeat.apps.contacts.policies import CIRCULAR_POLICY as POLICY
from openbeat.apps.contacts.policies.circulars import author_role
from openbeat.apps.contacts.services import tongues as own_tongues
from openbeat.core.department import services as department
from openbeat.core.hooks import roles
from openbeat.core.hooks.texts import Quote, numbers
from openbeat.core.jobs import services as jobs
from openbeat.core.ledger import services as ledger
from openbeat.core.loop import services as loop
from openbeat.core.loop.services import Debtor
from openbeat.core.notices import queries as following
from openbeat.core.notices import services as notices
from openbeat.core.notices import tongues
from openbeat.core.people.roles import Role
from openbeat.core.places import services as places
from openbeat.core.search import services as search
from openbeat.core.search.services import Doc
from openbeat.core.web import dates
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from openbeat.apps.contacts.lifecycle.circulars import Text, WhyNot
    from openbeat.core.places.models import Area
    from openbeat.kit.actors import Actor

SEND = "contacts.send_circular"
AT_ONCE = 200

in_words = lazy(dates.words, str)


@transaction.atomic
def begin(text: Text, *, area: Area, by: Actor, at: datetime) -> Circular:
    """Begin a circular with its first text, from which the others are made. Raises Refused."""
    POLICY.require(by, CircularAct.BEGIN, area)
    role = author_role(by, area)
    circular = Circular.objects.create(area=area, role=role, written_by=by.person, begun_at=at)
    _put(circular, text, source=True)
    ledger.record(CircularAct.BEGIN, circular, by=by, at=at, role=role, area=area.pk)
    return circular


@transaction.atomic
def write(circular: Circular, text: Text, *, by: Actor, at: datetime) -> Circular:
    """Add a text in another language, or replace the one in this language. Raises Refused."""
    circular = _step(circular, CircularAct.WRITE, by=by, at=at, why_not="", language=text.language)
    _put(circular, text)
    return circular


def _put(circular: Circular, text: Text, *, source: bool = False) -> None:
    words = {"title": text.title, "words": text.words}
    fresh = {**words, "source": source}
    CircularText.objects.update_or_create(
        circular=circular, language=text.language, defaults=words, create_defaults=fresh
    )


@transaction.atomic
def submit(circular: Circular, *, by: Actor, at: datetime) -> Circular:
    """Hand it in: somebody else looks at it within one working day. Raises Refused: at most two a month in an area."""
    if queries.circulars_of_month(circular.area, at).exclude(pk=circular.pk).count() >= A_MONTH:
        raise Refused(_("Two circulars a month go out in an area, and this month has its two. Hand it in next month."))
    circular = _step(circular, CircularAct.SUBMIT, by=by, at=at, why_not="", submitted_at=at)
    post = places.post(circular.area, Role.LIAISON)
    loop.owe(CircularPromise.LOOK, circular, debtor=Debtor(circular.area, post), at=at)
    day = in_words(department.due(CircularPromise.LOOK, at), "day")
    for person in queries.told_of(post, at):
        notices.tell(WAITS, person, about=circular, at=at, area=circular.area.name, due=day)
    return circular


@transaction.atomic
def withdraw(circular: Circular, *, by: Actor, at: datetime) -> Circular:
    """Take it back before it was sent. Raises Refused."""
    circular = _step(circular, CircularAct.WITHDRAW, by=by, at=at, why_not="")
    loop.release(CircularPromise.LOOK, circular, why="withdrawn", at=at)
    return circular


@transaction.atomic
def release(circular: Circular, *, by: Actor, at: datetime) -> Circular:
    """Let it go out: everybody can read it, and a job sends it to each follower once. Raises Refused."""
    circular = _step(circular, CircularAct.RELEASE, by=by, at=at, decided_by=by.person, sent_at=at)
    loop.keep(CircularPromise.LOOK, circular, at=at)
    notices.tell(RELEASED, circular.written_by, about=circular, at=at, area=circular.area.name)
    written = queries.texts_of(circular)
    for text in (written[0], *own_tongues.publish(circular, written, by=by, at=at)):
        _findable(text, circular, at)
    jobs.later(SEND, circular.pk, 0)
    return circular


def _findable(text: CircularText, circular: Circular, at: datetime) -> None:
    """Let it be found; by text, since whoever is forgotten takes these out of the search."""
    doc = Doc(text.title, text.words, text.language, circular.get_absolute_url(), circular.area_id, at)
    search.put(Ref.of(text), doc)


def find_anew(keys: Sequence[str]) -> None:
    """Let these texts of circulars that were sent be found in each language that they stand in."""
    rows = CircularText.objects.filter(pk__in=numbers(keys), circular__stage=CircularStage.SENT)
    for text in rows.exclude(title="").select_related("circular").order_by("pk"):
        if text.circular.sent_at:
            _findable(text, text.circular, text.circular.sent_at)


@transaction.atomic
def give_back(circular: Circular, why: WhyNot, *, by: Actor, at: datetime) -> Circular:
    """Do not let it go out, for a reason that its author reads. Raises Refused."""
    circular = _step(circular, CircularAct.RETURN, by=by, at=at, decided_by=by.person, why_not=why)
    loop.keep(CircularPromise.LOOK, circular, at=at)
    notices.tell(RETURNED, circular.written_by, about=circular, at=at, area=circular.area.name)
    return circular


@transaction.atomic
def send(key: int, after: int) -> int:
    """Tell the next followers, each in their language where there is a text in it; gives how many. It may run twice."""
    circular = queries.all_circulars().filter(pk=key, stage=CircularStage.SENT).first()
    if circular is None or circular.sent_at is None:
        return 0
    followers = following.followers_of([circular.area]).filter(pk__gt=after)
    people = list(followers.exclude(pk=circular.written_by_id or 0)[:AT_ONCE])
    texts = queries.texts_of(circular)
    facts: dict[str, Any] = {"area": circular.area.name, "role": roles.label(circular.role)}
    for person in people:
        text = queries.in_language(texts, tongues.spoken_to(person, circular))
        once = f"{CIRCULAR.name}|{circular.pk}|{person.pk}"
        words = {"title": Quote.of(text, "title"), "words": Quote.of(text, "words")}
        notices.tell(CIRCULAR, person, about=circular, at=circular.sent_at, once=once, **facts, **words)
    if len(people) == AT_ONCE:
        jobs.later(SEND, circular.pk, people[-1].pk)
    return len(people)


def _step(circular: Circular, act: CircularAct, *, by: Actor, at: datetime, **changes: Any) -> Circular:
    circular = queries.all_circulars().select_for_update(of=("self",)).get(pk=circular.pk)
    POLICY.require(by, act, circular)
    language = changes.pop("language", "")
    circular.stage = CIRCULARS.after(act)
    for name, value in changes.items():
        setattr(circular, name, value)
    circular.save(update_fields=["stage", *changes])
    facts = {"language": language} if language else {}
    facts |= {"why": str(circular.why_not)} if circular.why_not else {}
    ledger.record(act, circular, by=by, at=at, area=circular.area_id, **facts)
    return circular
