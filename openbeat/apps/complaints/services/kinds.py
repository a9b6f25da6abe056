"""A new version of the list of kinds of misconduct; what was classified under an old one keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.lifecycle import LONGEST_CODE, Act
from openbeat.apps.complaints.models import AllegationKind, KindList
from openbeat.apps.complaints.policies import COMPLAINTS_POLICY as POLICY
from openbeat.core.ledger import services as ledger
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from openbeat.apps.complaints.lifecycle import Decided, KindOf
    from openbeat.kit.actors import Actor

NO_RETALIATION = _("Revenge for speaking up must stand on the list: it has the shortest clock.")
BOTH = _("What is serious is looked into, not talked away: it cannot be mediated.")
TWICE = _("Two kinds have the same name or code.")
MEANWHILE = _("Somebody else made a new list meanwhile. Look at it first.")


@transaction.atomic
def set_kinds(kinds: Sequence[KindOf], decided: Decided, *, by: Actor, at: datetime) -> KindList:
    """Put a new list of kinds into force from now on. A kind without a code gets one from its name. Raises Refused."""
    POLICY.require(by, Act.SET_KINDS, None)
    coded = [(kind.code or _code(kind.name), kind) for kind in kinds]
    if why := _refusal(coded):
        raise Refused(why)
    row = _new_list(decided, at)
    AllegationKind.objects.bulk_create(
        AllegationKind(
            kinds=row,
            number=number,
            code=code,
            name=str(kind.name),
            definition=str(kind.definition),
            language=kind.language or decided.language,
            serious=kind.serious,
            mediable=kind.mediable,
            retaliation=kind.retaliation,
        )
        for number, (code, kind) in enumerate(coded, 1)
    )
    ledger.record(Act.SET_KINDS, row, by=by, at=at, version=row.version)
    return row


def _refusal(coded: list[tuple[str, KindOf]]) -> object:
    if not any(kind.retaliation for _code, kind in coded):
        return NO_RETALIATION
    if any(kind.serious and kind.mediable for _code, kind in coded):
        return BOTH
    names, codes = {str(kind.name).casefold() for _code, kind in coded}, {code for code, _kind in coded}
    return "" if len(names) == len(codes) == len(coded) else TWICE


def _code(name: object) -> str:
    """A code from the name; of a name in other letters, its own letters."""
    return slugify(str(name), allow_unicode=True)[:LONGEST_CODE] or "kind"


def _new_list(decided: Decided, at: datetime) -> KindList:
    version = queries.kinds_in_force() + 1
    facts = {"version": version, "since": at, "decided_by": decided.by, "why": decided.why}
    try:
        with transaction.atomic():
            return KindList.objects.create(**facts, language=decided.language)
    except IntegrityError:
        raise Refused(MEANWHILE) from None
