"""The texts of circulars and inquiries: what each says now, whether everybody reads it, and who reads it else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from openbeat.apps.contacts.lifecycle.circulars import CircularStage
from openbeat.apps.contacts.models import CircularText, Inquiry, Turn
from openbeat.apps.contacts.queries.circulars import circulars_for
from openbeat.apps.contacts.queries.inquiries import visible_to
from openbeat.apps.contacts.queries.posts import ON_CARDS
from openbeat.core.hooks.texts import About, numbers, of_thing
from openbeat.core.places import queries as places

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.db.models import Model

    from openbeat.core.hooks.texts import Source
    from openbeat.kit.actors import Actor


# Circulars: the first text is the source of the others


def circular_texts(keys: Sequence[str]) -> Iterator[Source]:
    """What was written first of these circulars; for all once it was sent."""
    rows = CircularText.objects.filter(pk__in=numbers(keys), source=True).select_related("circular").order_by("pk")
    for text in rows:
        sent = text.circular.stage == CircularStage.SENT
        here = About(text.circular.get_absolute_url(), text.title, text.circular.area_id)
        yield from of_thing(text, ("title", "words"), here, public=sent)


def texts_in(keys: Sequence[str]) -> list[str]:
    """The texts of these circulars."""
    return _keys(CircularText, "circular", keys)


def texts_seen(keys: Sequence[str], actor: Actor) -> list[str]:
    """Those of circulars that this actor sees."""
    seen = circulars_for(actor).order_by().values("pk")
    rows = CircularText.objects.filter(pk__in=numbers(keys), circular__in=seen).order_by("pk")
    return [str(key) for key in rows.values_list("pk", flat=True)]


# Posts, as their cards show them


def hours_texts(keys: Sequence[str]) -> Iterator[Source]:
    """In which hours these posts are there."""
    for post in places.posts().filter(pk__in=numbers(keys)):
        here = About(reverse("contacts:cards", args=[post.area.slug]), str(post.label), post.area_id)
        yield from of_thing(post, ("hours",), here, public=post.role in ON_CARDS)


def for_all(keys: Sequence[str], _actor: Actor) -> Sequence[str]:
    """All of them: who answers for what, and when, is no secret."""
    return keys


# Inquiries: never for everybody


def inquiry_texts(keys: Sequence[str]) -> Iterator[Source]:
    """What was written to a post."""
    for inquiry in Inquiry.objects.filter(pk__in=numbers(keys)).select_related("post__area").order_by("pk"):
        yield from of_thing(inquiry, ("words",), _of_inquiry(inquiry), public=False)


def inquiries_seen(keys: Sequence[str], actor: Actor) -> list[str]:
    """One's own, and those to posts that this actor holds or steps in for."""
    return [str(inquiry.pk) for inquiry in visible_to(actor).filter(pk__in=numbers(keys))]


def turn_texts(keys: Sequence[str]) -> Iterator[Source]:
    """What was answered, and why that was not enough."""
    for turn in Turn.objects.filter(pk__in=numbers(keys)).select_related("inquiry__post__area").order_by("pk"):
        yield from of_thing(turn, ("words",), _of_inquiry(turn.inquiry), public=False)


def turns_in(keys: Sequence[str]) -> list[str]:
    """The answers to these inquiries."""
    return _keys(Turn, "inquiry", keys)


def turns_seen(keys: Sequence[str], actor: Actor) -> list[str]:
    """The answers to inquiries that this actor sees."""
    rows = Turn.objects.filter(pk__in=numbers(keys), inquiry__in=visible_to(actor).order_by().values("pk"))
    return [str(key) for key in rows.order_by("pk").values_list("pk", flat=True)]


def _of_inquiry(inquiry: Inquiry) -> About:
    return About(inquiry.get_absolute_url(), str(inquiry.post.label), inquiry.area_id)


def _keys(model: type[Model], above: str, keys: Sequence[str]) -> list[str]:
    rows = model._default_manager.filter(**{f"{above}__in": numbers(keys)}).order_by("pk")
    return [str(key) for key in rows.values_list("pk", flat=True)]
