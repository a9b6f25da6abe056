"""The texts of concerns: what each says now, whether everybody reads it, and who reads it else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from openbeat.apps.concerns.lifecycle import Act, RoundStage
from openbeat.apps.concerns.models import (
    Answer,
    Answering,
    Candidate,
    Concern,
    FurtherWord,
    Question,
    Reopening,
    ReopenRequest,
    Understanding,
)
from openbeat.apps.concerns.policies import POLICY, insider, later_words_are_shown, reads_wish, words_are_out
from openbeat.apps.concerns.queries.lists import KIND, visible_to
from openbeat.apps.concerns.queries.priorities import problem_is_public, problems
from openbeat.apps.concerns.queries.rounds import rounds
from openbeat.apps.concerns.queries.steps import published_questions
from openbeat.core.files.models import File
from openbeat.core.hooks.texts import About, Source, numbers, of_thing
from openbeat.kit.actors import VISITOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from django.db.models import Model, QuerySet

    from openbeat.kit.actors import Actor


def about(concern: Concern) -> About:
    """Where the texts of a concern are read, and what a list calls them: by its title where everybody reads that."""
    named = concern.title if words_are_out(VISITOR, concern) else ""
    return About(concern.get_absolute_url(), named or str(concern.get_category_display()), concern.area_id)


def concern_texts(keys: Sequence[str]) -> Iterator[Source]:
    """What was raised; of the place only what everybody may see: an exact place that is withheld stays on its page."""
    for concern in Concern.objects.filter(pk__in=numbers(keys)).order_by("pk"):
        out = bool(words_are_out(VISITOR, concern))
        yield from of_thing(concern, ("title", "story"), about(concern), public=out)
        if not concern.private and POLICY.verdict(VISITOR, Act.SEE_POINT, concern):
            yield from of_thing(concern, ("place",), about(concern))


def concerns_seen(keys: Sequence[str], actor: Actor) -> list[str]:
    """Those whose words this actor reads; that a private one is read is recorded by the page that shows it."""
    rows = visible_to(actor).select_related("raised_by").filter(pk__in=numbers(keys))
    return [str(concern.pk) for concern in rows if POLICY.verdict(actor, Act.READ, concern)]


# What hangs on a concern


def _rows[T: Model](model: type[T], keys: Sequence[str]) -> QuerySet[T]:
    return model._default_manager.filter(pk__in=numbers(keys)).select_related("concern__raised_by").order_by("pk")


def _on(model: type[Model], keys: Sequence[str]) -> list[str]:
    rows = model._default_manager.filter(concern__in=numbers(keys)).order_by("pk")
    return [str(key) for key in rows.values_list("pk", flat=True)]


def _inside(rows: Iterable[Any], actor: Actor) -> list[str]:
    """Those of concerns that this actor raised, or reads as the one who answers for their area."""
    return [str(row.pk) for row in rows if insider(actor, row.concern)]


def answer_texts(keys: Sequence[str]) -> Iterator[Source]:
    """These answers, the earlier ones too: all that was answered to a public concern is read by everybody."""
    for answer in _rows(Answer, keys):
        yield from of_thing(answer, ("text", "whose"), about(answer.concern), public=not answer.concern.private)


def answers_on(keys: Sequence[str]) -> list[str]:
    """The answers to these concerns."""
    return _on(Answer, keys)


def answers_seen(keys: Sequence[str], actor: Actor) -> list[str]:
    """The answers to concerns that this actor may see."""
    rows = Answer.objects.filter(pk__in=numbers(keys), concern__in=visible_to(actor).order_by()).order_by("pk")
    return [str(key) for key in rows.values_list("pk", flat=True)]


def sentence_texts(keys: Sequence[str]) -> Iterator[Source]:
    """What officers understood: the newest for whoever reads the concern, with what it is instead for insiders."""
    rows = list(_rows(Understanding, keys))
    all_of_them = Understanding.objects.filter(concern__in=[row.concern_id for row in rows])
    newest = dict(all_of_them.order_by("number").values_list("concern", "number"))
    for row in rows:
        shown = newest[row.concern_id] == row.number and bool(words_are_out(VISITOR, row.concern))
        yield from of_thing(row, ("text",), about(row.concern), public=shown)
        yield from of_thing(row, ("correction",), about(row.concern), public=False)


def sentences_on(keys: Sequence[str]) -> list[str]:
    """What was understood of these concerns."""
    return _on(Understanding, keys)


def sentences_seen(keys: Sequence[str], actor: Actor) -> list[str]:
    """All of them for insiders."""
    return _inside(_rows(Understanding, keys), actor)


def further_texts(keys: Sequence[str]) -> Iterator[Source]:
    """What whoever raised it wrote later."""
    for row in _rows(FurtherWord, keys):
        yield from of_thing(row, ("words",), about(row.concern), public=_shown(row))


def further_on(keys: Sequence[str]) -> list[str]:
    """The further words to these concerns."""
    return _on(FurtherWord, keys)


def further_seen(keys: Sequence[str], actor: Actor) -> list[str]:
    """All of them for insiders."""
    return _inside(_rows(FurtherWord, keys), actor)


def reopening_texts(keys: Sequence[str]) -> Iterator[Source]:
    """Why answers did not hold."""
    for row in _rows(Reopening, keys):
        yield from of_thing(row, ("words",), about(row.concern), public=_shown(row))


def reopenings_on(keys: Sequence[str]) -> list[str]:
    """Each time that these concerns were opened again."""
    return _on(Reopening, keys)


def reopenings_seen(keys: Sequence[str], actor: Actor) -> list[str]:
    """All of them for insiders."""
    return _inside(_rows(Reopening, keys), actor)


def wish_texts(keys: Sequence[str]) -> Iterator[Source]:
    """Why somebody asks to open a concern again, and why that was granted or declined."""
    for row in _rows(ReopenRequest, keys):
        public = not row.concern.private
        yield from of_thing(
            row, ("words",), about(row.concern), public=public and reads_wish(VISITOR, row, row.concern)
        )
        yield from of_thing(row, ("why",), about(row.concern), public=public)


def wishes_on(keys: Sequence[str]) -> list[str]:
    """The wishes to open these concerns again."""
    return _on(ReopenRequest, keys)


def wishes_seen(keys: Sequence[str], actor: Actor) -> list[str]:
    """Those whose words this actor reads."""
    seen = visible_to(actor).order_by()
    rows = _rows(ReopenRequest, keys).filter(concern__in=seen)
    return [str(row.pk) for row in rows if reads_wish(actor, row, row.concern)]


def question_texts(keys: Sequence[str]) -> Iterator[Source]:
    """Private questions and their answers, as they were written anew for everybody."""
    for question in published_questions().filter(pk__in=numbers(keys)):
        here = About(question.get_absolute_url(), str(question.get_category_display()), question.area_id)
        yield from of_thing(question, ("question", "answer"), here)


def questions_on(keys: Sequence[str]) -> list[str]:
    """What was published of these concerns."""
    return _on(Question, keys)


def _shown(row: FurtherWord | Reopening) -> bool:
    return later_words_are_shown(row) and not row.concern.private


def photo_texts(keys: Sequence[str]) -> Iterator[Source]:
    """What the photos of concerns show, in the words of whoever sent them: for all who see the photo."""
    rows = list(_photos(keys))
    found = Concern.objects.in_bulk(numbers(photo.key for photo in rows))
    for photo in rows:
        if concern := found.get(int(photo.key)):
            shown = photo.released_at is not None and bool(POLICY.verdict(VISITOR, Act.SEE_PHOTO, concern))
            yield from of_thing(photo, ("alt",), about(concern), public=shown)


def photos_on(keys: Sequence[str]) -> list[str]:
    """The photos of these concerns."""
    rows = File.objects.filter(kind=KIND, key__in=keys).order_by("pk")
    return [str(key) for key in rows.values_list("pk", flat=True)]


def photos_seen(keys: Sequence[str], actor: Actor) -> list[str]:
    """The photos that this actor sees."""
    rows = list(_photos(keys))
    found = visible_to(actor).select_related("raised_by").in_bulk(numbers(photo.key for photo in rows))
    return [
        str(photo.pk)
        for photo in rows
        if (concern := found.get(int(photo.key))) and POLICY.verdict(actor, Act.SEE_PHOTO, concern)
    ]


def _photos(keys: Sequence[str]) -> QuerySet[File]:
    return File.objects.filter(kind=KIND, pk__in=numbers(keys)).order_by("pk")


# What comes first


def problem_texts(keys: Sequence[str]) -> Iterator[Source]:
    """What an area may work on, why it was chosen without a round, and what was learnt."""
    for problem in Candidate.objects.filter(pk__in=numbers(keys)).order_by("pk"):
        fields = ("title", "words", "chosen_why", "learnt")
        yield from of_thing(problem, fields, _of_problem(problem), public=problem_is_public(problem))


def problems_seen(keys: Sequence[str], actor: Actor) -> list[str]:
    """Those whose page this actor sees."""
    return [str(problem.pk) for problem in problems(actor).filter(pk__in=numbers(keys))]


def answering_texts(keys: Sequence[str]) -> Iterator[Source]:
    """How the two sides answer the four questions about a problem."""
    for row in Answering.objects.filter(pk__in=numbers(keys)).select_related("candidate").order_by("pk"):
        public = problem_is_public(row.candidate)
        yield from of_thing(row, ("why",), _of_problem(row.candidate), public=public)


def answerings_on(keys: Sequence[str]) -> list[str]:
    """The answers about these problems."""
    rows = Answering.objects.filter(candidate__in=numbers(keys)).order_by("pk")
    return [str(key) for key in rows.values_list("pk", flat=True)]


def answerings_seen(keys: Sequence[str], actor: Actor) -> list[str]:
    """Those about problems whose page this actor sees."""
    rows = Answering.objects.filter(pk__in=numbers(keys), candidate__in=problems(actor).order_by()).order_by("pk")
    return [str(key) for key in rows.values_list("pk", flat=True)]


def round_texts(keys: Sequence[str]) -> Iterator[Source]:
    """Why what was chosen in these rounds is not what came first."""
    for one in rounds().filter(pk__in=numbers(keys)):
        here = About(one.get_absolute_url(), str(_("A round of dots")), one.area_id)
        yield from of_thing(one, ("why",), here, public=one.stage == RoundStage.PUBLISHED)


def for_all(keys: Sequence[str], _actor: Actor) -> Sequence[str]:
    """All of them: everybody reads them."""
    return keys


def _of_problem(problem: Candidate) -> About:
    named = problem.title if problem_is_public(problem) else ""
    return About(problem.get_absolute_url(), named, problem.area_id)
