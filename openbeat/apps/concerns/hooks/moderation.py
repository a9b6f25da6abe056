"""What of a concern can be withheld, and how it is shown again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from openbeat.apps.concerns import queries, services
from openbeat.apps.concerns.lifecycle import Withheld
from openbeat.core.files import queries as files
from openbeat.core.hooks import moderation
from openbeat.core.hooks.moderation import Moderated, Part

if TYPE_CHECKING:
    from openbeat.apps.concerns.models import Concern


def thing(key: str) -> Concern | None:
    """The concern with this key."""
    return queries.by_number(key)


def shown(key: str, part: str) -> Part:
    """What was withheld of it, for whoever decides about an appeal."""
    concern = queries.by_number(key)
    if concern is None:
        return Part()
    if part == "words":
        return Part(f"{concern.title}\n\n{concern.story}", concern.language)
    if part == "point":
        return Part(concern.place, concern.language)
    if part == "photo":
        first = next(iter(files.of(concern)), None)
        return Part(picture=first.image_url if first else "")
    later = queries.withheld_later(concern)
    return Part("\n\n".join(each.words for each in later), later[-1].language) if later else Part()


moderation.offer(
    Moderated(
        queries.KIND,
        label=_("Concern"),
        parts={
            "words": _("the words"),
            "photo": _("the photo"),
            "point": _("the exact place"),
            "reply": _("what was written later"),
        },
        reasons={reason.value: reason.label for reason in Withheld},
        thing=thing,
        shown=shown,
        lift=services.show_again,
        who=_(
            "Of a new concern, the liaison officer of the area or the commander decides within one working day what "
            "everybody can read."
        ),
    )
)


def wish_shown(key: str, _part: str) -> Part:
    """What was withheld of a wish to open a concern again, for whoever decides about an appeal."""
    row = queries.request_by_number(key)
    return Part(row.words, row.language) if row else Part()


moderation.offer(
    Moderated(
        "concerns.reopenrequest",
        label=_("Wish to open a concern again"),
        parts={"words": _("the words")},
        reasons={reason.value: reason.label for reason in Withheld},
        thing=queries.request_by_number,
        shown=wish_shown,
        lift=services.show_wish_again,
        who=_(
            "Of a wish to open a concern again, whoever decides about it says within five working days whether "
            "everybody can read its reason."
        ),
    )
)
