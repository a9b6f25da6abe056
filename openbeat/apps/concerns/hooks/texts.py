"""Which words of concerns and priorities may stand in several languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from openbeat.apps.concerns import models
from openbeat.apps.concerns.queries import texts
from openbeat.apps.concerns.services import finding
from openbeat.core.files.models import File
from openbeat.core.hooks.texts import Kind, offer

if TYPE_CHECKING:
    from django.db.models import Model

TITLE, WORDS, WHY, QUESTION, ANSWER = _("In one line"), _("Words"), _("Why"), _("Question"), _("Answer")


def _kind(model: type[Model]) -> str:
    return model._meta.label_lower


CONCERN, PROBLEM = _kind(models.Concern), _kind(models.Candidate)

offer(
    Kind(
        CONCERN,
        _("Concern"),
        {"title": TITLE, "story": _("What was said"), "place": _("Place")},
        texts.concern_texts,
        texts.concerns_seen,
        find_anew=finding.find_anew,
    )
)
offer(
    Kind(
        _kind(models.Answer),
        ANSWER,
        {"text": ANSWER, "whose": _("Whose is it?")},
        texts.answer_texts,
        texts.answers_seen,
        {CONCERN: texts.answers_on},
        finding.find_answered,
    )
)
offer(
    Kind(
        _kind(models.Understanding),
        _("What we understood"),
        {"text": WORDS, "correction": _("What it is instead")},
        texts.sentence_texts,
        texts.sentences_seen,
        {CONCERN: texts.sentences_on},
    )
)
offer(
    Kind(
        _kind(models.FurtherWord),
        _("Written later"),
        {"words": WORDS},
        texts.further_texts,
        texts.further_seen,
        {CONCERN: texts.further_on},
    )
)
offer(
    Kind(
        _kind(models.Reopening),
        _("Opened again: not solved"),
        {"words": WORDS},
        texts.reopening_texts,
        texts.reopenings_seen,
        {CONCERN: texts.reopenings_on},
    )
)
offer(
    Kind(
        _kind(models.ReopenRequest),
        _("Somebody asked to open it again"),
        {"words": WORDS, "why": WHY},
        texts.wish_texts,
        texts.wishes_seen,
        {CONCERN: texts.wishes_on},
    )
)
offer(
    Kind(
        _kind(models.Question),
        _("Private questions, and their answers"),
        {"question": QUESTION, "answer": ANSWER},
        texts.question_texts,
        texts.for_all,
        {CONCERN: texts.questions_on},
    )
)
offer(
    Kind(
        File._meta.label_lower,
        _("Photo sent with this concern"),
        {"alt": _("what the picture shows")},
        texts.photo_texts,
        texts.photos_seen,
        {CONCERN: texts.photos_on},
    )
)
offer(
    Kind(
        PROBLEM,
        _("Problem"),
        {"title": TITLE, "words": WORDS, "chosen_why": WHY, "learnt": _("What was learnt")},
        texts.problem_texts,
        texts.problems_seen,
        find_anew=finding.find_problems_anew,
    )
)
offer(
    Kind(
        _kind(models.Answering),
        _("The four questions"),
        {"why": WHY},
        texts.answering_texts,
        texts.answerings_seen,
        {PROBLEM: texts.answerings_on},
    )
)
offer(Kind(_kind(models.Round), _("A round of dots"), {"why": WHY}, texts.round_texts, texts.for_all))
