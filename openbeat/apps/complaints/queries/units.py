"""The units that allegations name, and how many officers each has, where the department says so."""

from __future__ import annotations

from openbeat.apps.complaints.models import Accused, PastCharge, UnitSize


def sizes() -> dict[str, int]:
    """How many officers each unit has by the newest day; units of which nobody said it are not in it."""
    return dict(UnitSize.objects.order_by("since", "pk").values_list("unit", "officers"))


def chosen_from() -> dict[str, int | None]:
    """Every unit that an allegation names, and how many officers it has, where somebody said so."""
    known = sizes()
    return {unit: known.get(unit) for unit in named()}


def named() -> list[str]:
    """Every unit that an allegation names, by name; two queries."""
    here = Accused.objects.filter(unit__isnull=False).order_by("unit__name").values_list("unit__name", flat=True)
    before = PastCharge.objects.exclude(unit="").order_by("unit").values_list("unit", flat=True)
    return sorted({*here.distinct(), *before.distinct()})
