"""What the outside body does where it audits: it draws closed matters, asks for their keys, says what it found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from datetime import date


class AuditAct(StrEnum):
    """What is done in an audit; written into the ledger under these names."""

    DRAW = "draw_sample"
    ASK = "ask_key_for_audit"
    GIVE = "give_key_for_audit"
    TELL = "tell_audit"
    REPLY = "answer_audit"
    # A door that is seen through, and never an act on record.
    READ = "read_audit"


class AuditOwed(StrEnum):
    """What the department promises to whoever audits; how many days is the department's to say."""

    REPLY = "complaints.audit_answer"


class AuditWhy(models.TextChoices):
    """Why an auditor asks for the key of a matter that was drawn."""

    FAIR = "fair", _("Whether it was looked into fairly and to the end")
    TIME = "time", _("Whether the promises about time were kept")
    FOUND = "found", _("Whether what was found follows from what stands in the file")
    TOLD = "told", _("Whether whoever complained was told what they must be told")


TOLD: dict[AuditAct, Any] = {
    AuditAct.ASK: _("An auditor of the outside body asked for the key"),
    AuditAct.GIVE: _("An auditor of the outside body got the key, to read it"),
}


@dataclass(frozen=True, slots=True)
class Window:
    """Of which days the matters are that were closed, and how many are drawn."""

    since: date
    until: date
    size: int
