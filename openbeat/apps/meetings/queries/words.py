"""The texts of those who take part: what they said, asked and proposed, what they need, and what they were answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from openbeat.apps.meetings.lifecycle import QuestionStage
from openbeat.apps.meetings.models import Amendment, Coming, Contribution, Deed, Question, Reminder
from openbeat.apps.meetings.queries.beforehand import comments_shown, said_to
from openbeat.apps.meetings.queries.minutes import amendments, words_are_shown
from openbeat.apps.meetings.queries.texts import about, led_by
from openbeat.apps.meetings.queries.webcast import OUT, all_questions
from openbeat.core.hooks.texts import About, Source, numbers, of_thing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openbeat.kit.actors import Actor


def contribution_texts(keys: Sequence[str]) -> Iterator[Source]:
    """What these people said beforehand (all read comments that are shown), and why it is not on the agenda."""
    rows = Contribution.objects.filter(pk__in=numbers(keys)).select_related("meeting").order_by("pk")
    shown = set(comments_shown().filter(pk__in=numbers(keys)).values_list("pk", flat=True))
    for said in rows:
        yield from of_thing(said, ("words",), about(said.meeting), public=said.pk in shown)
        yield from of_thing(said, ("answer",), about(said.meeting), public=False)


def contributions_seen(keys: Sequence[str], actor: Actor) -> list[str]:
    """One's own, and all for whoever leads."""
    return [str(said.pk) for said in said_to(numbers(keys), actor)]


def question_texts(keys: Sequence[str]) -> Iterator[Source]:
    """What was asked, for all once somebody has looked at it, and what was answered."""
    for question in all_questions().filter(pk__in=numbers(keys)):
        here = About(question.get_absolute_url(), question.meeting.title, question.area_id)
        yield from of_thing(question, ("text",), here, public=question.stage in OUT)
        yield from of_thing(question, ("answer",), here, public=question.stage == QuestionStage.ANSWERED)


def questions_seen(keys: Sequence[str], actor: Actor) -> list[str]:
    """Those that are out, one's own, and all for whoever leads."""
    seen = Q(stage__in=OUT) | actor.owns(Question) | Q(meeting__area__in=led_by(actor))
    return [str(question.pk) for question in all_questions().filter(seen, pk__in=numbers(keys))]


def amendment_texts(keys: Sequence[str]) -> Iterator[Source]:
    """What was proposed instead of a passage of minutes, and why it was accepted or declined."""
    shown = set(amendments().filter(words_are_shown(), pk__in=numbers(keys)).values_list("pk", flat=True))
    for amendment in amendments().filter(pk__in=numbers(keys)):
        here = About(amendment.get_absolute_url(), amendment.minutes.meeting.title, amendment.minutes.area_id)
        yield from of_thing(amendment, ("text",), here, public=amendment.pk in shown)
        yield from of_thing(amendment, ("reason",), here)  # there is none before it is answered


def amendments_seen(keys: Sequence[str], actor: Actor) -> list[str]:
    """Those whose words are shown, one's own, and all for whoever leads."""
    seen = words_are_shown() | actor.owns(Amendment) | Q(minutes__meeting__area__in=led_by(actor))
    return [str(amendment.pk) for amendment in amendments().filter(seen, pk__in=numbers(keys))]


def coming_texts(keys: Sequence[str]) -> Iterator[Source]:
    """What these people need to come; never for everybody."""
    for coming in Coming.objects.filter(pk__in=numbers(keys)).select_related("meeting").order_by("pk"):
        yield from of_thing(coming, ("access",), about(coming.meeting, "meetings:host"), public=False)


def coming_seen(keys: Sequence[str], actor: Actor) -> list[str]:
    """One's own, and all for whoever leads."""
    seen = actor.owns(Coming) | Q(meeting__area__in=led_by(actor))
    rows = Coming.objects.filter(seen, pk__in=numbers(keys)).order_by("pk")
    return [str(key) for key in rows.values_list("pk", flat=True)]


def reminder_texts(keys: Sequence[str]) -> Iterator[Source]:
    """What whoever leads writes to those who come; it goes to them, and is read nowhere."""
    for reminder in Reminder.objects.filter(pk__in=numbers(keys)).select_related("meeting").order_by("pk"):
        yield from of_thing(reminder, ("words",), about(reminder.meeting, "meetings:host"), public=False)


def reminders_seen(keys: Sequence[str], actor: Actor) -> list[str]:
    """All for whoever leads."""
    rows = Reminder.objects.filter(pk__in=numbers(keys), meeting__area__in=led_by(actor)).order_by("pk")
    return [str(key) for key in rows.values_list("pk", flat=True)]


def deed_texts(keys: Sequence[str]) -> Iterator[Source]:
    """What the police did, told to a meeting."""
    for deed in Deed.objects.filter(pk__in=numbers(keys)).select_related("meeting").order_by("pk"):
        yield from of_thing(deed, ("words",), about(deed.meeting, "meetings:conditions"))
