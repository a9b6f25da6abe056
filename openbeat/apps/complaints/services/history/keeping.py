"""Complaints of a file beside what stands: new ones, changed ones, and what is gone. Written in batches, each whole.

A case is found by its source and number, an allegation by its key: a file that is taken twice changes nothing, a newer
one changes what it says otherwise, an older one changes nothing. What a file says nothing of stays as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from openbeat.apps.complaints.lifecycle.history import PastStatus
from openbeat.apps.complaints.models import PastCase, PastCharge
from openbeat.apps.complaints.queries import past
from openbeat.apps.complaints.services.history.facts import Case, Charge
from openbeat.apps.complaints.services.history.joining import Joined, Said

NO_CASE = "The file says no days, and no complaint of this number is here: import the file with the days first."
CODE, PLACE = 12, 12  # signs: so short a code or a beat is no story
# Field of the case: how a file's facts say it, and with which column of the map it comes
CASE_FIELDS = {
    "received_on": ("received", "received"), "incident_on": ("incident", "incident"), "closed_on": ("closed", "closed"),
    "agency": ("agency", "agency"), "area_id": ("area", "area"), "place": ("place", "area"),
    "channel": ("channel", "channel"), "complainant_race": ("race", "complainant_race"),
    "complainant_sex": ("sex", "complainant_sex"), "complainant_age": ("age", "complainant_age"),
}  # fmt: skip
WHICH = frozenset({"charge", "kind", "kind_code", "kind_text", "officer"})  # tell one allegation from another
DATES = frozenset({"received_on", "incident_on", "closed_on"})
CHARGE_FIELDS = Charge._fields
TOGETHER = 500  # rows of one statement


@dataclass(slots=True)
class Keeper:
    """Writes the complaints of one file; `write` False only counts. `listed` are the texts that may be kept."""

    source: str
    roles: frozenset[str]
    listed: dict[str, frozenset[str]]
    write: bool = True
    counts: Counter[str] = field(default_factory=Counter)

    def keep(self, batch: Sequence[Joined]) -> list[Said]:
        """Take these complaints, all or none; gives what there is to say of them."""
        self.counts["refused"] += sum(one.refused for one in batch)
        with transaction.atomic():
            return list(self._keep([one for one in batch if one.case is not None]))

    def _keep(self, batch: Sequence[Joined]) -> Iterator[Said]:
        standing = past.by_number(self.source, [one.number for one in batch])
        charges = past.charges_of([case.pk for case in standing.values()])
        changed: list[PastCase] = []
        pairs: list[tuple[PastCase, Joined]] = []
        for one in batch:
            known = standing.get(one.number)
            if known is None and "received" not in self.roles:
                yield from self._refused(one, "no_case", NO_CASE)
                continue
            if (
                known is not None
                and one.case is not None
                and one.case.as_of < known.as_of.isoformat()
                and one.case.as_of
            ):
                self._count(one, "older")
                continue
            case, differs = self._case(known, one)
            if why := _impossible(case):
                yield from self._refused(one, "contradicts_known", why)
                continue
            differs = [*differs, *self._differing(one, charges.get(case.pk or 0, {}))]
            self._count(one, "new" if known is None else "changed" if differs else "same")
            if known is None or differs:
                changed.append(case)
                pairs.append((case, one))
        if self.write and changed:
            self._write(changed, pairs, charges)

    def _refused(self, one: Joined, code: str, why: str) -> Iterator[Said]:
        self.counts["refused"] += len(one.lines)
        return (Said(line, one.number, "refused", code, why) for line in one.lines)

    def _count(self, one: Joined, what: str) -> None:
        self.counts[what] += 1
        self.counts["taken"] += one.taken
        self.counts["merged"] += one.merged
        self.counts["undated"] += one.undated
        self.counts["charges"] += len(one.charges)

    # The case

    def _case(self, known: PastCase | None, one: Joined) -> tuple[PastCase, list[str]]:
        """The case as it shall stand, and which of its fields are other than before."""
        facts: Any = one.case or Case()
        case = known or PastCase(source=self.source, number=one.number)
        wanted = {name: self._value(name, getattr(facts, said)) for name, (said, role) in CASE_FIELDS.items()
                  if role in self.roles}  # fmt: skip
        wanted |= self._end(known, facts)
        if facts.as_of:
            wanted["as_of"] = _date(facts.as_of)
        differs = [name for name, value in wanted.items() if getattr(case, name) != value]
        for name, value in wanted.items():
            setattr(case, name, value)
        return case, differs

    def _end(self, known: PastCase | None, facts: Case) -> dict[str, Any]:
        """Where it stands and since when; a file that says nothing of days takes none away, but where it is open."""
        if "closed" in self.roles:
            return {"status": facts.status, "closed_on": _date(facts.closed)}
        if "status" in self.roles and known is not None:
            return {"status": facts.status, "closed_on": known.closed_on if facts.status == PastStatus.CLOSED else None}
        if known is None or ("received" in self.roles and known.closed_on is None):
            return {"status": facts.status}
        return {}

    def _value(self, name: str, value: Any) -> Any:
        if name in DATES:
            return _date(value)
        if name == "area_id":
            return value or None
        if name == "place":
            return value if len(value) <= PLACE or value in self.listed["place"] else ""
        return self._text(name, value)

    def _text(self, name: str, value: Any) -> Any:
        return value if name not in self.listed or value in self.listed[name] else ""

    # Its allegations

    def _charges(self, one: Joined, known: dict[str, PastCharge]) -> dict[str, Charge]:
        """What the file says of allegations; one finding for a whole complaint gives way to findings for each."""
        if not self.roles & WHICH and any(key not in one.charges and not each.gone_on for key, each in known.items()):
            return {}
        return one.charges

    def _wanted(self, charge: Charge) -> dict[str, Any]:
        found = charge._asdict()
        for name in ("kind_text", "finding_text", "unit"):
            found[name] = self._text(name, found[name])
        if len(found["kind_code"]) > CODE:
            found["kind_code"] = self._text("kind_code", found["kind_code"])
        for name in ("recommended_days", "final_days"):
            found[name] = found[name] or None
        return found

    def _differing(self, one: Joined, known: dict[str, PastCharge]) -> Iterator[str]:
        wanted = self._charges(one, known)
        if not wanted:
            return
        for key, charge in wanted.items():
            stands = known.get(key)
            if (
                stands is None
                or stands.gone_on is not None
                or any(getattr(stands, name) != value for name, value in self._wanted(charge).items())
            ):
                yield key
        gone = [charge for key, charge in known.items() if key not in wanted]
        self.counts["gone"] += len(gone)
        yield from (charge.key for charge in gone if charge.gone_on is None)

    def _write(self, cases: list[PastCase], pairs: Collection[tuple[PastCase, Joined]], charges: Any) -> None:
        names = ["incident_on", "received_on", "closed_on", "status", "as_of", *CASE_FIELDS]
        PastCase.objects.bulk_create(
            cases,
            unique_fields=["source", "number"],
            update_fields=sorted({name.removesuffix("_id") for name in names}),
            batch_size=TOGETHER,
            update_conflicts=True,
        )
        rows = [row for case, one in pairs for row in self._rows(case, one, charges.get(case.pk, {}))]
        PastCharge.objects.bulk_create(
            rows,
            batch_size=TOGETHER,
            update_conflicts=True,
            unique_fields=["case", "key"],
            update_fields=[*CHARGE_FIELDS, "gone_on"],
        )

    def _rows(self, case: PastCase, one: Joined, known: dict[str, PastCharge]) -> Iterator[PastCharge]:
        wanted = self._charges(one, known)
        if not wanted:
            return
        number = max((charge.number for charge in known.values()), default=0)
        for key, charge in wanted.items():
            number += key not in known
            yield PastCharge(
                case=case, key=key, number=known[key].number if key in known else number, **self._wanted(charge)
            )
        for key, stands in known.items():
            if key not in wanted:
                stands.gone_on = stands.gone_on or case.as_of
                yield stands


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _impossible(case: PastCase) -> str:
    """Why a case cannot be, once what stands and what a file adds are put together; or ""."""
    if case.closed_on and not case.received_on <= case.closed_on <= case.as_of:
        return f"With what other files say, it was closed on {case.closed_on}, and received on {case.received_on}."
    if case.received_on > case.as_of or (case.incident_on and case.incident_on > case.received_on):
        return f"With what other files say, it was received on {case.received_on}: not in this order."
    return ""
