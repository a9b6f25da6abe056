"""What places gives to other packages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from openbeat.core.department.policies import ADMINISTRATOR
from openbeat.core.hooks import menu, origins
from openbeat.core.hooks.origins import Card, Origin
from openbeat.core.places import queries
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openbeat.core.places.models import Area
    from openbeat.kit.actors import Actor


def cards(keys: Sequence[str], _actor: Actor) -> list[Card]:
    """Areas as other packages show them; everybody sees every area."""
    return [_card(area) for key in keys if (area := queries.area(key))]


def _card(area: Area) -> Card:
    return Card(Ref.of(area), area.name, area.name_language, area.get_absolute_url(), area.get_kind_display())


menu.offer(menu.Item(_("Areas and posts"), "places:index", 81, lambda actor: actor.holds(ADMINISTRATOR)))
origins.offer(Origin("places.area", cards))
