"""The problems of an area: what everybody reads, what is answered about each, what is done, how many may be active."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from openbeat.apps.concerns.lifecycle import (
    SEATS,
    Aside,
    Criterion,
    ProblemAct,
    Side,
    Standing,
)
from openbeat.apps.concerns.models import Answering, Candidate, Concern, Mood, Seats, Undertaking
from openbeat.apps.concerns.policies import LEADERS, leads, words_are_out
from openbeat.apps.concerns.queries.lists import KIND, listed, within
from openbeat.apps.concerns.queries.lists import Filter as ListFilter
from openbeat.core.hooks import origins, roles
from openbeat.core.hooks.origins import Card
from openbeat.core.ledger import queries as ledger
from openbeat.core.people import queries as people
from openbeat.core.places import queries as places
from openbeat.core.web.moments import Moment
from openbeat.kit.actors import VISITOR
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from openbeat.core.places.models import Area
    from openbeat.kit.actors import Actor

PROBLEM_KIND = "concerns.candidate"
PUBLIC = Q(admitted_at__isnull=False) & ~Q(aside=Aside.HARMFUL)


def _rows() -> QuerySet[Candidate]:
    return Candidate.objects.select_related("area").defer("area__boundary")


def problems(actor: Actor) -> QuerySet[Candidate]:
    """What somebody has looked at; one's own by receipt; and all of the areas where this actor leads."""
    areas = {area for role in LEADERS for area in actor.areas(role)}
    closer = Q(area__in=areas) if areas else Q(pk__in=[])
    return _rows().filter(PUBLIC | closer | actor.owns(Candidate)).order_by("proposed_at", "pk")


def problem_by_key(key: str | int) -> Candidate:
    """The problem with this key, for acts that another app calls for; raises Candidate.DoesNotExist."""
    return _rows().get(pk=key)


def problem_is_public(problem: Candidate) -> bool:
    """Whether everybody reads its words."""
    return problem.admitted_at is not None and problem.aside != Aside.HARMFUL


def of_area(area: Area, *stages: Standing) -> QuerySet[Candidate]:
    """The problems of an area (and of what lies in it) in these stages that everybody reads, the oldest first."""
    return _rows().filter(PUBLIC, within(area), stage__in=stages).order_by("proposed_at", "pk")


def can_be_chosen(area: Area) -> list[Candidate]:
    """The problems of this area, and no other, that a round may be about."""
    return list(_rows().filter(area=area, stage=Standing.CANDIDATE).order_by("proposed_at", "pk"))


def priorities_of(area: Area) -> list[Candidate]:
    """The priorities of this area by their seats."""
    return list(_rows().filter(area=area, stage=Standing.ACTIVE).order_by("seat"))


def waiting_for_a_look(actor: Actor, area: Area) -> list[Candidate]:
    """What was proposed here and nobody has looked at, for whoever leads."""
    if not leads(actor, area):
        return []
    return list(_rows().filter(area=area, stage=Standing.PROPOSED).order_by("proposed_at", "pk"))


def proposals(area: Area) -> int:
    """How many proposals wait for a look: a count, without a word of them."""
    return Candidate.objects.filter(area=area, stage=Standing.PROPOSED).count()


def to_name(actor: Actor, area: Area) -> list[Concern]:
    """Open concerns of an area that everybody reads, from which whoever leads can name a problem, newest first."""
    rows = listed(actor, ListFilter(area=area, stage="open")).exclude(pk__in=_named(area))[:60]
    return [concern for concern in rows if words_are_out(VISITOR, concern) and concern.title]


def _named(area: Area) -> QuerySet[Candidate, Any]:
    return Candidate.objects.filter(area=area, concern__isnull=False).order_by().values("concern")


# How many at a time


def limit(area: Area) -> int:
    """How many priorities an area holds at a time: what it says itself, or the nearest area above, or three."""
    chain = [above.pk for above in places.lineage(area)]
    said = dict(Seats.objects.filter(area__in=chain, number__isnull=False).values_list("area", "number").order_by("pk"))
    return next((said[key] or SEATS for key in chain if key in said), SEATS)


def taken_seats(area: Area) -> list[int]:
    """The seats that are taken, as numbers."""
    rows = Candidate.objects.filter(area=area, stage=Standing.ACTIVE).order_by("seat")
    return [seat for seat in rows.values_list("seat", flat=True) if seat]


def free_seats(area: Area) -> int:
    """How many more priorities the area may take on now."""
    return max(limit(area) - len(taken_seats(area)), 0)


# The four questions


@dataclass(frozen=True, slots=True)
class Asked:
    """One of the four questions, and how each side answers it; None where it has not."""

    criterion: Criterion
    police: Answering | None
    community: Answering | None

    @property
    def answered(self) -> bool:
        """Whether somebody has answered it at all."""
        return bool(self.police or self.community)


def questions(problem: Candidate) -> list[Asked]:
    """The four questions about a problem, both answers side by side."""
    return questions_of([problem])[problem.pk]


def questions_of(found: Sequence[Candidate]) -> dict[int, list[Asked]]:
    """The same for several problems, with one query."""
    rows = Answering.objects.filter(candidate__in=found).order_by("pk")
    said = {(row.candidate_id, row.criterion, row.side): row for row in rows}
    return {
        problem.pk: [
            Asked(one, said.get((problem.pk, one, Side.POLICE)), said.get((problem.pk, one, Side.COMMUNITY)))
            for one in Criterion
        ]
        for problem in found
    }


def unasked(problem: Candidate) -> list[Criterion]:
    """Which of the four questions nobody has answered yet."""
    return [asked.criterion for asked in questions(problem) if not asked.answered]


def answers_of(problem: Candidate, side: Side) -> dict[str, Answering]:
    """What one side has answered, by question."""
    return {row.criterion: row for row in Answering.objects.filter(candidate=problem, side=side).order_by("pk")}


# What is done, and how residents find it


@dataclass(frozen=True, slots=True)
class Priority:
    """A priority as the page of its area shows it."""

    problem: Candidate
    questions: list[Asked]
    tasks: list[Card]
    mood: Mood | None  # the newest count
    contact: str


def shown(found: Sequence[Candidate], actor: Actor) -> list[Priority]:
    """Problems with what is answered, done and felt about them: the same number of queries however many."""
    asked, tasks, moods = questions_of(found), tasks_of(found, actor), moods_of(found)
    newest = {key: rows[-1] for key, rows in moods.items() if rows}
    contacts = contacts_of(found)
    return [Priority(one, asked[one.pk], tasks[one.pk], newest.get(one.pk), contacts[one.pk]) for one in found]


def tasks_of(found: Sequence[Candidate], actor: Actor) -> dict[int, list[Card]]:
    """The tasks on the chart that are part of working on each problem, as this actor may see them."""
    rows = list(Undertaking.objects.filter(candidate__in=found).order_by("put_at", "pk"))
    cards = origins.cards([Ref.parse(row.task) for row in rows], actor)
    kept: dict[int, list[Card]] = {problem.pk: [] for problem in found}
    for row in rows:
        if card := cards.get(Ref.parse(row.task)):
            kept[row.candidate_id].append(card)
    return kept


def moods_of(found: Sequence[Candidate]) -> dict[int, list[Mood]]:
    """How residents found each problem, oldest first."""
    kept: dict[int, list[Mood]] = {problem.pk: [] for problem in found}
    for row in Mood.objects.filter(candidate__in=found).order_by("day", "pk"):
        kept[row.candidate_id].append(row)
    return kept


def contacts_of(found: Sequence[Candidate]) -> dict[int, str]:
    """Who of the community can be asked about each problem: the post's role, and a name where its holder chose one."""
    areas = {problem.area_id: problem.area for problem in found}
    named: dict[tuple[int, str], str] = {}
    for area in areas.values():
        for post, holders in people.contacts_of(area):
            named.setdefault((area.pk, post.role), ", ".join(each.name_public for each in holders if each.name_public))
    return {
        problem.pk: f"{roles.label(problem.contact)}: {name}"
        if (name := named.get((problem.area_id, problem.contact), ""))
        else str(roles.label(problem.contact))
        for problem in found
    }


def origin_of(problem: Candidate, actor: Actor) -> Card | None:
    """The concern that a problem comes from, as this actor may see it."""
    if problem.concern_id is None:
        return None
    ref = Ref(KIND, str(problem.concern_id))
    return origins.cards([ref], actor).get(ref)


HAPPENED = {
    ProblemAct.PROPOSE: _("Proposed"),
    ProblemAct.NOMINATE: _("Named by whoever leads the meetings"),
    ProblemAct.ADMIT: _("Looked at: it can be chosen"),
    ProblemAct.JUDGE: _("The four questions were answered"),
    ProblemAct.CHOOSE: _("It became a priority"),
    ProblemAct.TASK: _("A task was put on the Progress Chart"),
    ProblemAct.WORK_DONE: _("A task of it was completed"),
    ProblemAct.ASK: _("Residents were asked whether it is better"),
    ProblemAct.RESOLVE: _("Resolved"),
    ProblemAct.SET_ASIDE: _("Set aside"),
    ProblemAct.BRING_BACK: _("Brought back: it can be chosen again"),
}
MARKED = {ProblemAct.CHOOSE: "ok", ProblemAct.RESOLVE: "ok", ProblemAct.BRING_BACK: "late"}


def story(problem: Candidate) -> list[Moment]:
    """What was done about a problem, oldest first: acts and moments, no names."""
    entries = ledger.of(Ref.of(problem))
    known = [(ProblemAct(entry.act), entry.at) for entry in entries if entry.act in HAPPENED]
    return [Moment(at, HAPPENED[act], kind=MARKED.get(act, "")) for act, at in known]
