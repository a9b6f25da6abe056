"""Words about messages for the pages of staff, and the button to follow something on any page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.translation import gettext as _

from openbeat.core.notices import notice, queries, wire
from openbeat.core.notices.lifecycle import Channel, Stage

if TYPE_CHECKING:
    from django.db.models import Model

    from openbeat.core.notices.models import Message
    from openbeat.kit.refs import Ref

register = template.Library()


@register.filter
def notice_label(kind: str) -> str:
    """When messages of this kind are sent, in words."""
    return str(notice.label(kind))


@register.inclusion_tag("notices/follow_button.html", takes_context=True)
def follow_button(context: template.Context, what: Model | Ref, label: str = "") -> dict[str, object]:
    """Follow a thing, or stop, on a page of its own: `{% follow_button concern %}`; a link, so a page can be kept.

    One query for all buttons of a page, and none for a visitor. `label` says what is followed where "Follow" alone
    does not.
    """
    request = context["request"]
    if not hasattr(request, "followed"):
        request.followed = frozenset(row.what for row in queries.followed_by(request.actor))
    ref = queries.ref_of(what)
    return {"what": str(ref), "label": label or _("Follow"), "followed": ref in request.followed}


@register.simple_tag
def as_sent(message: Message) -> wire.Words:
    """A message as its reader gets it, neutral words and links included: `{% as_sent message as sent %}`."""
    return wire.words(message)


@register.simple_tag
def what_to_do(message: Message) -> str:
    """What a person has to do about a message, in a few words."""
    if message.stage == Stage.UNKNOWN:
        return _("Find out whether it arrived")
    if message.stage == Stage.FAILED:
        return message.get_reason_display()
    if message.stage == Stage.QUEUED:
        return _by_hand(message.channel)
    return message.get_stage_display()


def _by_hand(channel: str) -> str:
    return {
        Channel.TELEPHONE: _("Call this person"),
        Channel.LETTER: _("Send a letter"),
        Channel.OTHER: _("Reach this person in the way they named"),
    }.get(Channel(channel) if channel in Channel.values else Channel.PAGE, _("It goes out by itself"))
