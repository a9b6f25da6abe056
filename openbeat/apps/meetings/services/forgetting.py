"""Whoever is forgotten takes their own words off the agenda, and out of every version of the minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from openbeat.apps.meetings.models import MinutesVersion
from openbeat.apps.meetings.queries.beforehand import SAID, in_their_words
from openbeat.core.translation import services as translations
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from openbeat.apps.meetings.models import AgendaItem, Meeting
    from openbeat.core.people.models import Person


def forget_words(_person: Person, things: Sequence[Ref], _at: datetime) -> None:
    """Take the words of somebody who is forgotten off each item that stands in them; what others wrote there stays."""
    for said in in_their_words([thing.key for thing in things if thing.kind == SAID]):
        if said.item:
            _take_off(said.item, said.meeting)


def _take_off(item: AgendaItem, meeting: Meeting) -> None:
    language = meeting.language if meeting.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(language):
        item.title, item.language = _("Whoever wrote it asked to be forgotten: the words are gone."), language
    item.version += 1
    item.save(update_fields=["title", "language", "version"])
    translations.drop([Ref.of(item)], "title")
    for version in MinutesVersion.objects.filter(minutes__meeting=meeting).order_by("pk"):
        for passage in version.passages:
            if passage["key"] == str(item.pk):
                passage["title"], passage["title_language"] = item.title, language
        version.save(update_fields=["passages"])
