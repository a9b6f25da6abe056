"""A letter to an area becomes a concern, on the same clock as any other; a reply adds words to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openbeat.apps.concerns import notices
from openbeat.apps.concerns.lifecycle import CLOSED, Act, Arrival, Category, Channel, Promise, Said, Stage
from openbeat.apps.concerns.models import FurtherWord
from openbeat.apps.concerns.policies import POLICY
from openbeat.apps.concerns.services.raising import raise_concern
from openbeat.apps.concerns.services.steps import debtor, locked, publish, recorded
from openbeat.core.department import queries as department
from openbeat.core.files import services as files
from openbeat.core.hooks.inbox import Done
from openbeat.core.loop import services as loop
from openbeat.core.notices import services as telling
from openbeat.core.notices import tongues
from openbeat.core.people import contact as contacts
from openbeat.core.people import queries as people
from openbeat.core.people import services as persons
from openbeat.core.people.roles import Role
from openbeat.core.people.services import Details, Reach
from openbeat.core.receipts import services as receipts
from openbeat.core.web.rights import beside
from openbeat.kit.actors import VISITOR, program
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.concerns.models import Concern
    from openbeat.core.hooks.inbox import Letter
    from openbeat.core.notices.notice import Notice
    from openbeat.core.people.models import Person, Way
    from openbeat.core.places.models import Area
    from openbeat.kit.actors import Actor

LONGEST, LONGEST_TITLE = 5000, 120
UNKNOWN = "und"
CLERK = program("concerns.mail", Role.LIAISON)


@transaction.atomic
def raise_by_mail(area: Area, letter: Letter, *, answers: bool, at: datetime) -> Done:
    """Put a letter before the area's liaison officer: private until its sender says otherwise.

    Its sender is told that we have it, with a link that opens it once, unless `answers` is no.
    """
    person = _sender(letter, at=at)
    way = _way(person, letter.sender) if person else None
    if not (letter.text or letter.subject or letter.pictures):
        if answers and way:
            telling.acknowledge(notices.LETTER_EMPTY, way, about=None, at=at, once=f"mail|{letter.once}",
                                area=area.name, more=_more(letter, way, at=at))  # fmt: skip
        return Done("returned")
    photo = letter.pictures[0] if letter.pictures else None
    arrival = Arrival(Channel.EMAIL, letter.once, photo)
    first, rest = _parted(letter, _language(letter, person, area))
    by = person or VISITOR
    concern = raise_concern(first, area=area, by=by, at=at, arrival=arrival)
    for picture in letter.pictures[1:]:
        files.keep(picture, of=concern, by=by, at=at)
    for words in rest:
        _added(concern, words, first.language, at=at)
    receipts.issue(concern, letter.once, at)  # nobody sees this code: it makes the link in messages open the matter
    if answers and way:
        _acknowledge(notices.LETTER_TAKEN, concern, letter, way, at=at)
    return Done("raised", Ref.of(concern))


def _sender(letter: Letter, *, at: datetime) -> Person | None:
    """Who wrote it: an account only where the mail server has proven that it is theirs; else a record without one.

    Nobody where the address is none that we could write to: the words count all the same.
    """
    try:
        contacts.tidy(contacts.EMAIL, letter.sender)
    except ValidationError:
        return None
    account = people.by_email(letter.sender) if letter.proven else None
    if account and account.forgotten_at is None:
        return account
    # They wrote to us from there themselves, so our messages may say that they are ours; never what it is about.
    reach = Reach(contacts.EMAIL, letter.sender, preferred=True)
    person, _new = persons.enter_for_somebody(Details(letter.name, letter.language or UNKNOWN), reach, by=CLERK, at=at)
    if letter.proven:
        persons.confirm_email(person, letter.sender, at=at)
    return person


def _way(person: Person, address: str) -> Way | None:
    usable = (way for way in people.ways_of(person) if way.kind == contacts.EMAIL and way.stopped_at is None)
    return next((way for way in usable if way.value == address), None)


def _language(letter: Letter, person: Person | None, area: Area) -> str:
    """The language of the letter; where nobody knows, that of the account, or the only one that is spoken there."""
    if letter.language != UNKNOWN:
        return letter.language
    if person and person.email:
        return person.language
    return str(area.languages[0]) if len(area.languages) == 1 else UNKNOWN


def _parted(letter: Letter, language: str) -> tuple[Said, list[str]]:
    """The concern as it is kept: a title, the story, and what is too long for it as further words. Nothing is lost."""
    first_line = letter.text.strip().partition("\n")[0]
    subject = letter.subject or first_line
    title = subject if len(subject) <= LONGEST_TITLE else f"{subject[: LONGEST_TITLE - 1]}…"
    whole = f"{letter.subject}\n\n{letter.text}" if len(letter.subject) > LONGEST_TITLE else letter.text
    pieces = [whole[start : start + LONGEST] for start in range(0, len(whole), LONGEST)] or [""]
    said = Said(title or _("By e-mail"), pieces[0] or title, language, Category.OTHER, private=True)
    return said, pieces[1:]


def _acknowledge(notice: Notice, concern: Concern, letter: Letter, way: Way, *, at: datetime) -> None:
    with translation.override(tongues.spoken_to(way.person, concern)):
        words = {
            "area": concern.area.name,
            "day": concern.due_at or "",
            "call": str(department.house().danger.call),
            "more": _more(letter, way, at=at),
        }
    telling.acknowledge(notice, way, about=concern, at=at, once=f"mail|{letter.once}", **words)


def _more(letter: Letter, way: Way, *, at: datetime) -> str:
    """What was not kept of the letter; and, once, the question whether we may write to the address."""
    parts = list(letter.refused)
    if way.confirmed_at is None:
        if way.neutral:
            persons.ask_address(way.person, way.value, at=at)
        else:
            link = persons.address_link(way.person, way.value, at=at)
            asked = beside(
                gettext_lazy("To be told at this address when there is an answer, agree here: %s"), below=True
            )
            parts.append(str(asked).replace("%s", link))
    return "".join(f"\n\n{part}" for part in parts)


@transaction.atomic
def add_by_mail(concern: Concern, letter: Letter, *, by: Person, answers: bool, at: datetime) -> Done:
    """Add what whoever raised it wrote in a reply; the liaison officer is told. Raises Refused."""
    concern = locked(concern)
    POLICY.require(by, Act.ADD_WORDS, concern)
    for start in range(0, len(letter.text), LONGEST):
        _added(concern, letter.text[start : start + LONGEST], letter.language, at=at)
    for picture in letter.pictures:
        files.keep(picture, of=concern, by=by, at=at)
    recorded(Act.ADD_WORDS, concern, by=by, at=at, channel=str(Channel.EMAIL))
    owner = debtor(concern.area)
    if not concern.private:
        loop.owe(Promise.LOOK, concern, debtor=owner, at=at)
    if owner.post:
        telling.tell_holders(notices.FURTHER_FOR_YOU, owner.post, about=concern, at=at, area=concern.area.name)
    if answers:
        _thank(concern, letter, by, at=at)
    return Done("added", Ref.of(concern))


def _thank(concern: Concern, letter: Letter, person: Person, *, at: datetime) -> None:
    with translation.override(tongues.spoken_to(person, concern)):
        parts = list(letter.refused)
        if concern.stage in CLOSED:
            parts.append(_("It has an answer. If it is not solved, open it again on its page, and say why."))
        more = "".join(f"\n\n{part}" for part in parts)
    telling.tell(
        notices.WORDS_ADDED, person, about=concern, at=at, once=f"mail|{letter.once}", area=concern.area.name, more=more
    )


def _added(concern: Concern, words: str, language: str, *, at: datetime) -> None:
    if words.strip():
        FurtherWord.objects.create(concern=concern, words=words, language=language, channel=Channel.EMAIL, at=at)


@transaction.atomic
def open_up(concern: Concern, *, by: Actor, at: datetime) -> Concern:
    """Whoever raised it lets everybody read it, after a look. Raises Refused."""
    concern = locked(concern)
    POLICY.require(by, Act.OPEN_UP, concern)
    concern.private = False
    concern.save(update_fields=["private"])
    recorded(Act.OPEN_UP, concern, by=by, at=at)
    loop.owe(Promise.LOOK, concern, debtor=debtor(concern.area), at=at)
    publish(concern)
    return concern


@transaction.atomic
def tell_owner(concern: Concern, *, at: datetime) -> None:
    """Tell whoever holds the post that something new waits for them; nobody where it was taken up meanwhile."""
    owner = debtor(concern.area)
    if concern.stage != Stage.RAISED or owner.post is None:
        return
    for person in people.holders(owner.post, at):
        if person.is_subject_of(concern):
            continue
        once, day = f"{notices.NEW_FOR_YOU.name}|{concern.pk}|{person.pk}", concern.due_at or ""
        telling.tell(notices.NEW_FOR_YOU, person, about=concern, at=at, once=once, area=concern.area.name, day=day)
