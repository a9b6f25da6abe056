"""The words of matrices and rules, which everybody may read, for whoever translates them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from openbeat.apps.complaints.models import CaseRules, Matrix, MatrixClass
from openbeat.core.hooks import texts
from openbeat.core.hooks.texts import About, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openbeat.kit.actors import Actor


def class_texts(keys: Sequence[str]) -> list[Source]:
    """What belongs to these classes of offence."""
    return _texts(MatrixClass.objects.filter(pk__in=texts.numbers(keys)).order_by("pk"), "words")


def matrix_texts(keys: Sequence[str]) -> list[Source]:
    """Why these versions of the matrix are as they are."""
    return _texts(Matrix.objects.filter(pk__in=texts.numbers(keys)).order_by("pk"), "why")


def rules_texts(keys: Sequence[str]) -> list[Source]:
    """Why these versions of the rules are as they are."""
    return _texts(CaseRules.objects.filter(pk__in=texts.numbers(keys)).order_by("pk"), "why")


def rule_texts_seen(keys: Sequence[str], _actor: Actor) -> Iterable[str]:
    """All of them, by anybody."""
    return keys


def _texts(rows: Iterable[Any], field: str) -> list[Source]:
    about = About(reverse("complaints:matrix"), _("How cases are decided"))
    return [source for row in rows for source in texts.of_thing(row, [field], about)]
