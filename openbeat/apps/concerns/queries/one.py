"""What a concern's own page says: who answers for it, what is promised, what happened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openbeat.apps.concerns.lifecycle import Act, Category, Channel, Promise
from openbeat.apps.concerns.models import Answer, Concern, Reopening
from openbeat.apps.concerns.policies import insider, later_words_are_shown, role_of, words_are_out
from openbeat.apps.concerns.queries.further import further_waits
from openbeat.core.department import promises
from openbeat.core.files import queries as files
from openbeat.core.hooks import origins, roles, texts
from openbeat.core.ledger import queries as ledger
from openbeat.core.loop import queries as loop
from openbeat.core.people import queries as people
from openbeat.core.people.roles import Role
from openbeat.core.places import queries as places
from openbeat.core.web.moments import Moment
from openbeat.kit.actors import VISITOR
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from openbeat.core.hooks.origins import Card
    from openbeat.core.ledger.models import Entry
    from openbeat.core.loop.models import Obligation
    from openbeat.core.people.models import Person
    from openbeat.core.places.models import Post
    from openbeat.kit.actors import Actor

READ = "open"  # what core/ledger/http.py records


def answers_to(concern: Concern) -> list[Answer]:
    """All answers, the one that stands first."""
    return list(Answer.objects.filter(concern=concern).order_by("-number"))


def newest_answer(concern: Concern) -> Answer | None:
    """The answer that stands, if there is one."""
    return Answer.objects.filter(concern=concern).order_by("-number").first()


def parts(concern: Concern) -> frozenset[str]:
    """What there is to look at: the words always, a photo, a place and what was written later where there is one."""
    found = {"words"}
    if files.of(concern):
        found.add("photo")
    if concern.place or concern.lon is not None:
        found.add("point")
    if Reopening.objects.filter(concern=concern, looked_at=None).exists() or further_waits(concern):
        found.add("reply")
    return frozenset(found)


def is_released(concern: Concern) -> bool:
    """Whether everybody may read its words."""
    return bool(words_are_out(VISITOR, concern))


def reopenings_of(concern: Concern) -> list[Reopening]:
    """Each time it was opened again, oldest first."""
    return list(Reopening.objects.filter(concern=concern).order_by("pk"))


@dataclass(frozen=True, slots=True)
class Responsible:
    """The post that answers for it, and who holds it now; a vacant post is shown as vacant."""

    post: Post | None
    holders: tuple[Person, ...]


def responsible(concern: Concern) -> Responsible:
    """Who answers for the concern: the liaison officer's post of its area."""
    post = places.post(concern.area_id, Role.LIAISON)
    return Responsible(post, tuple(people.holders(post)) if post else ())


@dataclass(frozen=True, slots=True)
class Promised:
    """One promise about the concern, and how it stands."""

    label: Any
    row: Obligation


def promised(concern: Concern) -> list[Promised]:
    """What was promised about it by its date, the newest row of each; what is asked of a resident is left out."""
    ref = Ref.of(concern)
    newest = {row.promise: row for row in loop.of_things([ref])[ref] if row.promise != Promise.CONFIRM}
    labels = {str(info.name): info.label for info in promises.offered()}
    return [
        Promised(labels.get(name, name), row) for name, row in sorted(newest.items(), key=lambda each: each[1].due_at)
    ]


def task_card(concern: Concern, actor: Actor) -> Card | None:
    """The task on the Progress Chart that was made from it, if this actor may see it."""
    if not concern.task:
        return None
    ref = Ref.parse(concern.task)
    return origins.cards([ref], actor).get(ref)


# What happened, in order, by acts and roles; names stay out

TOLD = {
    Act.RAISE: gettext_lazy("Raised"),
    Act.ENTER: gettext_lazy("Written down for somebody"),
    Act.ACKNOWLEDGE: gettext_lazy("Acknowledged: what we understood was written down"),
    Act.RESTATE: gettext_lazy("What we understood was written anew"),
    Act.TAKE_UP: gettext_lazy("Taken up"),
    Act.BEGIN: gettext_lazy("The work on it began"),
    Act.NOT_OURS: gettext_lazy("Not ours: where to go was said"),
    Act.NO_ACTION: gettext_lazy("No further action, and why"),
    Act.MERGE: gettext_lazy("Told before: it goes on with another one"),
    Act.SHIFT: gettext_lazy("The answer has another date"),
    Act.ASK_TO_REOPEN: gettext_lazy("Somebody asked to open it again"),
    Act.PUBLISH: gettext_lazy("A question and an answer were written for everybody"),
    Act.ESCALATE: gettext_lazy("The answer was late: it is with the commander now"),
    Act.CHART: gettext_lazy("A task was put on the Progress Chart"),
    Act.WORK_DONE: gettext_lazy("The task was completed; the answer is due"),
    Act.ANSWER: gettext_lazy("Answered"),
    Act.AMEND: gettext_lazy("The answer was put right"),
    Act.CONFIRM: gettext_lazy("Confirmed: it is solved"),
    Act.REOPEN: gettext_lazy("Opened again: not solved"),
    Act.MOVE: gettext_lazy("Handed over to another area"),
    Act.SORT: gettext_lazy("What it is about was put right"),
    Act.SAY_LANGUAGE: gettext_lazy("The language it is written in was put right"),
    Act.ADD_WORDS: gettext_lazy("Whoever raised it wrote more"),
    Act.BY_MAIL: gettext_lazy("Answered by replying to a message"),
    Act.OPEN_UP: gettext_lazy("Whoever raised it lets everybody read it"),
    Act.CLAIM: gettext_lazy("Whoever raised it gave a name and a way to be told"),
}
WHO = {
    "raised_by": gettext_lazy("whoever raised it"),
    "holder": gettext_lazy("whoever holds the receipt"),
    "visitor": gettext_lazy("a resident"),
    "program": gettext_lazy("by a rule of the house"),
    "import": gettext_lazy("from a file"),
}
type Words = tuple[str, str, str]  # the text, its language, and by what it is found in others
NOTHING: Words = ("", "", "")
ANSWERS = frozenset({Act.ANSWER, Act.AMEND, Act.NOT_OURS, Act.NO_ACTION, Act.MERGE})
KEPT_BACK = {Act.DRAFT, Act.DROP_DRAFT}  # what an officer does with a draft of theirs is on record, and no news
KNOWN = frozenset(Act) - KEPT_BACK  # others act on it too: that a receipt was claimed is the receipts' to tell
MARKS = {Act.ANSWER: "ok", Act.CONFIRM: "ok", Act.REOPEN: "late", Act.ESCALATE: "late"}


def history(concern: Concern, actor: Actor, answers: list[Answer]) -> list[Moment]:
    """What was done, oldest first, as this actor may read it; readings are told to who raised it and to staff.

    `answers` are all of them, the newest first; the one that stands is shown elsewhere on the page.
    """
    may_know = bool(insider(actor, concern))
    earlier = iter([*reversed(answers[1:]), None] if answers else [])
    sent_back = iter(reopenings_of(concern))
    known: dict[int, str] = {}
    return [
        _moment(entry, _by(entry, concern, known), words)
        for entry, words in _with_words(ledger.of(Ref.of(concern)), earlier, sent_back, may_know=may_know)
        if entry.act in KNOWN or (entry.act == READ and may_know)
    ]


def _with_words(
    entries: Any, answers: Iterator[Answer | None], sent_back: Iterator[Reopening], *, may_know: bool
) -> Iterator[tuple[Entry, Words]]:
    for entry in entries:
        if entry.act in ANSWERS:
            answer = next(answers)
            yield entry, _said(answer, "text") if answer else NOTHING
        elif entry.act == Act.REOPEN:
            yield entry, _shown(next(sent_back), may_know=may_know)
        else:
            yield entry, NOTHING


def _shown(reopening: Reopening, *, may_know: bool) -> Words:
    return _said(reopening, "words") if may_know or later_words_are_shown(reopening) else NOTHING


def _said(thing: Answer | Reopening, field: str) -> Words:
    return getattr(thing, field), thing.language, texts.slot_of(Ref.of(thing), field)


def _by(entry: Entry, concern: Concern, known: dict[int, str]) -> str:
    """In which role it was done; asked once for each reader, since a reading does not say."""
    if role := entry.facts.get("role"):
        return str(role)
    if entry.by is None:
        return entry.actor
    if entry.by.pk not in known:
        known[entry.by.pk] = role_of(entry.by, concern)
    return known[entry.by.pk]


def _moment(entry: Entry, by: str, words: Words) -> Moment:
    text, language, slot = words
    kind = MARKS.get(Act(entry.act), "") if entry.act in KNOWN else ""
    who = WHO.get(by) or roles.label(by)
    return Moment(entry.at, _told(entry), who, text, language, kind=kind, slot=slot)


def _told(entry: Entry) -> Any:
    if entry.act == READ:
        return _("Read")
    say = SAYS.get(Act(entry.act))
    return (say(entry.facts) if say else "") or TOLD.get(Act(entry.act), entry.act)


def _looked(facts: dict[str, Any]) -> str:
    withheld = any(value for name, value in facts.items() if name.endswith("_withheld"))
    return _("Looked at: a part is not shown, to protect somebody") if withheld else _("Looked at: all can be read")


def _handed_over(facts: dict[str, Any]) -> str:
    area = places.area(facts.get("area"))
    return _("Handed over to %(area)s") % {"area": area.name} if area else ""


SAYS: dict[Act, Callable[[dict[str, Any]], str]] = {
    Act.LOOK: _looked,
    Act.MOVE: _handed_over,
    Act.CORRECT: lambda facts: (
        _("Understood: yes") if facts.get("right") else _("Not understood: put right by whoever raised it")
    ),
    Act.DECIDE: lambda facts: (
        _("The wish was granted: open again") if facts.get("granted") else _("The wish was declined, and why")
    ),
    Act.ENTER: lambda facts: _("Written down for somebody, %(channel)s") % {"channel": Channel(facts["channel"]).label},
    Act.SORT: lambda facts: (
        _("What it is about was put right: %(category)s") % {"category": Category(facts["category"]).label}
    ),
}
