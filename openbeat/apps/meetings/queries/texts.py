"""The texts of meetings and of their minutes: what each says now, whether everybody reads it, and who reads it else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.urls import reverse

from openbeat.apps.meetings.lifecycle import NOTES_OUT
from openbeat.apps.meetings.models import (
    AgendaItem,
    Meeting,
    Minutes,
    MinutesVersion,
    OwnVersion,
    ReleasedLine,
    Series,
    SeriesException,
    Webcast,
)
from openbeat.apps.meetings.models.minutes import OUT
from openbeat.apps.meetings.policies import LEADERS
from openbeat.apps.meetings.queries.meetings import visible_to
from openbeat.apps.meetings.queries.series import all_series, still_left_out
from openbeat.core.hooks.texts import About, Source, numbers, of_thing
from openbeat.kit.actors import VISITOR
from openbeat.kit.clock import now
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from django.db.models import Model, QuerySet

    from openbeat.kit.actors import Actor

ANNOUNCED = ("title", "place", "access")


def led_by(actor: Actor) -> set[Any]:
    """The keys of the areas whose meetings this actor leads."""
    return {area for role in LEADERS for area in actor.areas(role)}


def about(meeting: Meeting, url: str = "", part: str = "") -> About:
    """Where the texts of a meeting are read: on its page, on a part of it, or on another page of it."""
    address = reverse(url, args=[meeting.pk]) if url else meeting.get_absolute_url()
    return About(address + part, meeting.title, meeting.area_id)


def summary_of(meeting: Meeting, minutes: Minutes | None) -> tuple[str, str]:
    """What came of a meeting and its language, as everybody reads it: what was published, or the draft that is out."""
    if meeting.summary:
        return meeting.summary, meeting.summary_language
    return (minutes.summary, minutes.summary_language) if minutes and minutes.is_out else ("", "")


def hanging[T: Model](model: type[T], above: str) -> Callable[[Sequence[str]], list[str]]:
    """What finds the things of a kind that hang on others, by the field that leads there."""

    def find(keys: Sequence[str]) -> list[str]:
        rows = model._default_manager.filter(**{f"{above}__in": numbers(keys)}).order_by("pk")
        return _strings(rows.values_list("pk", flat=True))

    return find


# Meetings and series: open to everybody


def meeting_texts(keys: Sequence[str]) -> Iterator[Source]:
    """What was announced of these meetings, why one was cancelled, and what came of it."""
    drafts = {row.meeting_id: row for row in Minutes.objects.filter(meeting__in=numbers(keys)).order_by("pk")}
    for meeting in visible_to(VISITOR).filter(pk__in=numbers(keys)):
        here = about(meeting)
        yield from of_thing(meeting, (*ANNOUNCED, "reason"), here)
        words, language = summary_of(meeting, drafts.get(meeting.pk))
        if words:
            yield Source(Ref.of(meeting), "summary", words, language, here.url, here.title, here.area)


def series_texts(keys: Sequence[str]) -> Iterator[Source]:
    """What was announced of these series."""
    for series in all_series(VISITOR).filter(pk__in=numbers(keys)):
        yield from of_thing(series, ANNOUNCED, _of_series(series))


def left_out_texts(keys: Sequence[str]) -> Iterator[Source]:
    """Why series leave out these days; what is past is read by nobody any more."""
    days = SeriesException.objects.filter(still_left_out(now()), pk__in=numbers(keys)).select_related("series")
    for day in days.order_by("day", "pk"):
        yield from of_thing(day, ("reason",), _of_series(day.series))


def _of_series(series: Series) -> About:
    return About(series.get_absolute_url(), series.title, series.area_id)


def for_all(keys: Sequence[str], _actor: Actor) -> Sequence[str]:
    """All of them: everybody reads them."""
    return keys


# The agenda, and what was said about it


def item_texts(keys: Sequence[str]) -> Iterator[Source]:
    """The titles of these items of an agenda, and what was said about each: for all once the draft is out."""
    for item in AgendaItem.objects.filter(pk__in=numbers(keys)).select_related("meeting").order_by("pk"):
        here = about(item.meeting, part=f"#item-{item.pk}")
        yield from of_thing(item, ("title",), here)
        yield from of_thing(item, ("note",), here, public=item.meeting.stage in NOTES_OUT)


def items_seen(keys: Sequence[str], actor: Actor) -> list[str]:
    """The items whose notes this actor reads: those that are out, and all for whoever leads."""
    seen = Q(meeting__stage__in=NOTES_OUT) | Q(meeting__area__in=led_by(actor))
    return _strings(AgendaItem.objects.filter(seen, pk__in=numbers(keys)).order_by("pk").values_list("pk", flat=True))


# Minutes: whatever was handed out is for everybody


def _handed_out(prefix: str = "minutes__") -> Q:
    return Q(**{f"{prefix}stage__in": OUT})


def own_version_texts(keys: Sequence[str]) -> Iterator[Source]:
    """What the two sides say of passages in their own words."""
    rows = OwnVersion.objects.filter(pk__in=numbers(keys)).select_related("minutes__meeting")
    for own in rows.order_by("pk"):
        yield from of_thing(
            own, ("text",), about(own.minutes.meeting, "meetings:minutes"), public=own.minutes.stage in OUT
        )


def own_versions_seen(keys: Sequence[str], actor: Actor) -> list[str]:
    """Those of minutes that are out, and all for whoever leads."""
    seen = _handed_out() | Q(minutes__meeting__area__in=led_by(actor))
    return _strings(OwnVersion.objects.filter(seen, pk__in=numbers(keys)).order_by("pk").values_list("pk", flat=True))


def version_texts(keys: Sequence[str]) -> Iterator[Source]:
    """Why these versions of minutes were made."""
    rows = MinutesVersion.objects.filter(_handed_out(), pk__in=numbers(keys)).select_related("minutes__meeting")
    for version in rows.defer("passages").order_by("pk"):
        yield from of_thing(version, ("reason",), about(version.minutes.meeting, "meetings:minutes-versions"))


# What was released after a listening session, and what was said in a recording


def released_texts(keys: Sequence[str]) -> Iterator[Source]:
    """These released lines."""
    for line in ReleasedLine.objects.filter(pk__in=numbers(keys)).select_related("meeting").order_by("pk"):
        yield from of_thing(line, ("text",), about(line.meeting, "meetings:listening", f"#line-{line.number}"))


def transcript_texts(keys: Sequence[str]) -> Iterator[Source]:
    """The transcripts of these recordings; for all once a recording is published."""
    for webcast in _webcasts(keys).select_related("meeting").defer("captions"):
        here = about(webcast.meeting, "meetings:transcript")
        yield from of_thing(webcast, ("transcript",), here, public=webcast.published_at is not None)


def transcripts_seen(keys: Sequence[str], actor: Actor) -> list[str]:
    """Those that are published, and all for whoever leads."""
    seen = Q(published_at__isnull=False) | Q(meeting__area__in=led_by(actor))
    return _strings(_webcasts(keys).filter(seen).values_list("pk", flat=True))


def _webcasts(keys: Sequence[str]) -> QuerySet[Webcast]:
    return Webcast.objects.filter(pk__in=numbers(keys)).order_by("pk")


def _strings(keys: QuerySet[Any, Any]) -> list[str]:
    return [str(key) for key in keys]
