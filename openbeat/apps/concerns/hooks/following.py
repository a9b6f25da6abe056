"""What of concerns can be followed and decided: a kind of concern in an area, and a wish to open one again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from openbeat.apps.concerns import queries
from openbeat.apps.concerns.lifecycle import Category, Promise
from openbeat.apps.concerns.models import ReopenRequest
from openbeat.core.department import promises
from openbeat.core.department.promises import PromiseInfo
from openbeat.core.hooks import origins
from openbeat.core.hooks.origins import Card, Origin
from openbeat.core.places import queries as places
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openbeat.kit.actors import Actor


def categories(keys: Sequence[str], _actor: Actor) -> list[Card]:
    """Kinds of concern in areas ("12-lighting"), as the list of what somebody follows shows them."""
    return [card for key in keys if (card := _category(key))]


def _category(key: str) -> Card | None:
    number, _dash, name = key.partition("-")
    area = places.area(number)
    if area is None or name not in Category.values:
        return None
    return Card(
        ref=Ref(queries.CATEGORY, key),
        title=str(Category(name).label),
        language=get_language() or "en",
        url=f"{reverse('concerns:index')}?area={area.slug}&category={name}",
        kind_label=_("Kind of concern"),
        area=area.name,
    )


def wishes(keys: Sequence[str], actor: Actor) -> list[Card]:
    """Wishes to open a concern again, on the desk of who decides."""
    return [_wish(row) for row in queries.requests_by_key(keys, actor)]


def _wish(row: ReopenRequest) -> Card:
    area = places.area(row.concern.area_id)
    return Card(
        ref=Ref.of(row),
        title=str(Category(row.concern.category).label),
        language=get_language() or "en",
        url=reverse("concerns:decide", args=[row.concern_id]),
        kind_label=_("Asked to be open again"),
        area=area.name if area else "",
        next_step=_("Say yes or no, and why."),
        due_at=row.due_at,
    )


origins.offer(Origin(queries.CATEGORY, categories))
origins.offer(Origin("concerns.reopenrequest", wishes))
promises.offer(
    PromiseInfo(
        Promise.REOPEN_REQUEST,
        _("Wishes to open a concern again decided"),
        5,
        sentence=_("Within five working days whoever asks to open a concern again hears yes or no, and why."),
    )
)
