"""Which words of meetings may stand in several languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings import models
from openbeat.apps.meetings.queries import texts, words
from openbeat.apps.meetings.services import finding
from openbeat.core.hooks.texts import Kind, offer

if TYPE_CHECKING:
    from django.db.models import Model

MEETING, MINUTES = models.Meeting._meta.label_lower, models.Minutes._meta.label_lower
WHERE = {"title": _("What is it called?"), "place": _("Place"), "access": _("How to get in, and what helps there")}
WORDS, WHY = _("Words"), _("Why")


def _named(model: type[Model]) -> tuple[str, object]:
    return model._meta.label_lower, capfirst(model._meta.verbose_name)


offer(
    Kind(
        *_named(models.Meeting),
        WHERE | {"reason": WHY, "summary": _("What came of it")},
        texts.meeting_texts,
        texts.for_all,
        {MINUTES: texts.meetings_of_minutes},
        finding.find_anew,
    )
)
offer(Kind(*_named(models.Series), WHERE, texts.series_texts, texts.for_all))
offer(
    Kind(
        *_named(models.SeriesException),
        {"reason": WHY},
        texts.left_out_texts,
        texts.for_all,
        {models.Series._meta.label_lower: texts.left_out_by},
    )
)
offer(
    Kind(
        *_named(models.AgendaItem),
        {"title": WHERE["title"], "note": _("What was said about it")},
        texts.item_texts,
        texts.items_seen,
        {MEETING: texts.items_on, MINUTES: texts.items_in},
    )
)
offer(
    Kind(
        *_named(models.OwnVersion),
        {"text": WORDS},
        texts.own_version_texts,
        texts.own_versions_seen,
        {MINUTES: texts.own_versions_in},
    )
)
offer(
    Kind(
        *_named(models.MinutesVersion),
        {"reason": WHY},
        texts.version_texts,
        texts.for_all,
        {MINUTES: texts.versions_in},
    )
)
offer(
    Kind(
        *_named(models.Amendment),
        {"text": _("What was proposed"), "reason": WHY},
        words.amendment_texts,
        words.amendments_seen,
    )
)
offer(
    Kind(
        *_named(models.ReleasedLine),
        {"text": WORDS},
        texts.released_texts,
        texts.for_all,
        {MEETING: texts.released_at},
    )
)
offer(Kind(*_named(models.Webcast), {"transcript": _("Transcript")}, texts.transcript_texts, texts.transcripts_seen))
offer(
    Kind(
        *_named(models.Contribution),
        {"words": WORDS, "answer": _("Answer")},
        words.contribution_texts,
        words.contributions_seen,
    )
)
offer(
    Kind(
        *_named(models.Question),
        {"text": _("Question"), "answer": _("Answer")},
        words.question_texts,
        words.questions_seen,
    )
)
offer(Kind(*_named(models.Coming), {"access": _("Needs")}, words.coming_texts, words.coming_seen))
offer(Kind(*_named(models.Reminder), {"words": WORDS}, words.reminder_texts, words.reminders_seen))
offer(Kind(models.Deed._meta.label_lower, _("What the police did"), {"words": WORDS}, words.deed_texts, texts.for_all))
