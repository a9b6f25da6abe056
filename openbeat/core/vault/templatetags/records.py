"""`{{ ref|record }}` calls a record by its kind and its number, as people say it."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from openbeat.core.vault import records
from openbeat.kit.refs import Ref

register = template.Library()


@register.filter
def record(ref: Ref) -> str:
    """The kind of a record and its number; where nobody offers the kind any more, as it stands."""
    kind = records.of(ref.kind)
    return _("%(kind)s %(number)s") % {"kind": kind.label, "number": ref.key} if kind else str(ref)
