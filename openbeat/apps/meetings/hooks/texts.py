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
    from collections.abc import Callable, Sequence

    from django.db.models import Model

type Finder = Callable[[Sequence[str]], list[str]]

MEETING, MINUTES = models.Meeting._meta.label_lower, models.Minutes._meta.label_lower
WHERE = {"title": _("What is it called?"), "place": _("Place"), "access": _("How to get in, and what helps there")}
WORDS, WHY = _("Words"), _("Why")


def _named(model: type[Model]) -> tuple[str, object]:
    return model._meta.label_lower, capfirst(model._meta.verbose_name)


def _within(model: type[Model], meeting: str = "meeting", minutes: str = "") -> dict[str, Finder]:
    """That things hang on a meeting, and on its minutes: whoever looks for the texts of these finds theirs too."""
    found = {MEETING: texts.hanging(model, meeting)}
    return found | ({MINUTES: texts.hanging(model, minutes)} if minutes else {})


offer(
    Kind(
        *_named(models.Meeting),
        WHERE | {"reason": WHY, "summary": _("What came of it")},
        texts.meeting_texts,
        texts.for_all,
        {MINUTES: texts.hanging(models.Meeting, "minutes")},
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
        {models.Series._meta.label_lower: texts.hanging(models.SeriesException, "series")},
    )
)
offer(
    Kind(
        *_named(models.AgendaItem),
        {"title": WHERE["title"], "note": _("What was said about it")},
        texts.item_texts,
        texts.items_seen,
        _within(models.AgendaItem, "meeting", "meeting__minutes"),
    )
)
offer(
    Kind(
        *_named(models.OwnVersion),
        {"text": WORDS},
        texts.own_version_texts,
        texts.own_versions_seen,
        _within(models.OwnVersion, "minutes__meeting", "minutes"),
    )
)
offer(
    Kind(
        *_named(models.MinutesVersion),
        {"reason": WHY},
        texts.version_texts,
        texts.for_all,
        _within(models.MinutesVersion, "minutes__meeting", "minutes"),
    )
)
offer(
    Kind(
        *_named(models.Amendment),
        {"text": _("What was proposed"), "reason": WHY},
        words.amendment_texts,
        words.amendments_seen,
        _within(models.Amendment, "minutes__meeting", "minutes"),
    )
)
offer(
    Kind(
        *_named(models.ReleasedLine),
        {"text": WORDS},
        texts.released_texts,
        texts.for_all,
        _within(models.ReleasedLine),
    )
)
offer(
    Kind(
        *_named(models.Webcast),
        {"transcript": _("Transcript")},
        texts.transcript_texts,
        texts.transcripts_seen,
        _within(models.Webcast),
    )
)
offer(
    Kind(
        *_named(models.Contribution),
        {"words": WORDS, "answer": _("Answer")},
        words.contribution_texts,
        words.contributions_seen,
        _within(models.Contribution),
    )
)
offer(
    Kind(
        *_named(models.Question),
        {"text": _("Question"), "answer": _("Answer")},
        words.question_texts,
        words.questions_seen,
        _within(models.Question),
    )
)
offer(
    Kind(*_named(models.Coming), {"access": _("Needs")}, words.coming_texts, words.coming_seen, _within(models.Coming))
)
offer(
    Kind(
        *_named(models.Reminder), {"words": WORDS}, words.reminder_texts, words.reminders_seen, _within(models.Reminder)
    )
)
offer(
    Kind(
        models.Deed._meta.label_lower,
        _("What the police did"),
        {"words": WORDS},
        words.deed_texts,
        texts.for_all,
        _within(models.Deed),
    )
)
