"""What is open, for a hand-over sheet; and the sheet on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openbeat.apps.contacts import queries
from openbeat.core.department import queries as department
from openbeat.core.people.roles import COMMITTEE
from openbeat.core.printing import services as printing
from openbeat.core.printing.passages import Passage
from openbeat.core.web import dates

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from openbeat.apps.contacts.models import HandOver
    from openbeat.apps.contacts.queries.committee import Owed
    from openbeat.core.places.models import Post
    from openbeat.kit.actors import Actor


def open_matters(post: Post, reader: Actor, at: datetime) -> dict[str, Any]:
    """What the post owes, and for a post of the committee what the committee waits for; out of the loop, as of now."""
    waits = queries.awaited([post.area_id], reader, at) if post.role in COMMITTEE else None
    return {"owes": queries.owed_by(post, reader), "waits": waits}


def pdf(post: Post, sheet: HandOver | None, reader: Actor, at: datetime) -> bytes:
    """The sheet that stands, with what is open now, as a PDF file in the language of the page."""
    matters = open_matters(post, reader, at)
    data = {
        "labels": _labels(),
        "house": department.house().name,
        "printed": _("Printed on %(day)s") % {"day": dates.words(at, "day")},
        "about": [f"{post.label}, {post.area.name}", *_written(sheet)],
        "parts": _parts(sheet),
        "owes": _rows(matters["owes"]),
        "waits": None if matters["waits"] is None else _rows(matters["waits"]),
    }
    note = _("This town and everybody in it are invented.") if settings.OPENBEAT_DEMO else ""
    return printing.render(
        "handover", data, language=get_language() or "en", title=_("Hand-over sheet"), town_note=note
    )


def _labels() -> dict[str, str]:
    return {
        "owes": _("What this post owes today"),
        "waits": _("What the committee waits for today"),
        "nothing": _("Nothing was written here."),
        "none_open": _("Nothing is open."),
        "by_hand": _("To write on by hand"),
    }


def _written(sheet: HandOver | None) -> list[str]:
    if sheet is None:
        return [_("Nobody has written this sheet yet.")]
    day = dates.words(sheet.written_at, "day")
    return [_("Version %(number)s, written on %(day)s") % {"number": sheet.number, "day": day}]


def titles() -> dict[str, str]:
    """The parts of a sheet, by field."""
    return {
        "agreements": _("What was agreed, and with whom"),
        "places": _("Where things are"),
        "contacts": _("Whom to ask about what"),
        "advice": _("What you would want to know"),
    }


def _parts(sheet: HandOver | None) -> list[dict[str, Any]]:
    if sheet is None:
        return []
    return [{"title": title, "words": Passage.of(sheet, name)} for name, title in titles().items()]


def _rows(found: Iterable[Owed]) -> list[dict[str, Any]]:
    return [
        {
            "title": Passage(each.card.title, each.card.language) if each.card else _("A private matter"),
            "kind": str(each.label),
            "due": dates.until(each.row.due_at)[1],
        }
        for each in found
    ]
