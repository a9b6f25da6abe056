"""What followed: recommended against decided, discipline and its matrix, retaliation, recordings, what is late."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from openbeat.apps.complaints.queries.dashboards.parts import Bar, Section, Table
from openbeat.apps.complaints.queries.dashboards.wording import number, share_words
from openbeat.apps.complaints.queries.labels import beside_label, finding_label, measure_label, promise_label

type Data = Mapping[str, Any]


def agreement(data: Data) -> Section | None:
    """What was recommended, by whoever investigated and by the body outside, beside what was decided."""
    found = data["recommended"]
    named = (
        (_("Whoever investigated recommended a finding"), found["findings"], finding_label),
        (_("The body outside said what the finding is"), found["outside"], finding_label),
        (_("Discipline was recommended"), found["discipline"], measure_label),
    )
    known = [(title, agreed, label) for title, agreed, label in named if agreed["n"]]
    if not known:
        return None
    bars = tuple(Bar(title, agreed["share"], _same(agreed)) for title, agreed, _label in known)
    tables = tuple(_pairs(title, agreed, label) for title, agreed, label in known)
    said = (_("How often it was decided as it was recommended."),)
    return Section("recommended", _("Recommended, and decided"), said, bars, tables=tables)


def _same(agreed: Data) -> str:
    return _("decided the same: %(share)s") % {"share": share_words(agreed, agreed["same"], agreed["n"])}


def _pairs(title: str, agreed: Data, label: Callable[[str], str]) -> Table:
    head = (_("Recommended"), _("Decided"), _("How often"))
    rows = tuple((label(row["recommended"]), label(row["decided"]), number(row["count"])) for row in agreed["pairs"])
    return Table(title, head, rows)


def discipline(data: Data) -> Section | None:
    """Each measure as recommended, decided, imposed, and after appeals; and where it stands beside the matrix."""
    found = data["discipline"]
    if not found["measures"]:
        return None
    head = (_("Measure"), _("Recommended"), _("Decided"), _("Imposed"), _("After an appeal"))
    steps = ("recommended", "decided", "imposed", "final")
    rows = tuple((measure_label(row["measure"]), *(number(row[step]) for step in steps)) for row in found["measures"])
    total = sum(row["count"] for row in found["matrix"])
    bars = tuple(
        Bar(beside_label(row["beside"]), row["share"], share_words(row, row["count"], total)) for row in found["matrix"]
    )
    tables = [Table(_("What followed for officers"), head, rows)]
    if bars:
        beside = tuple((bar.label, bar.words) for bar in bars)
        tables.append(Table(_("Beside the published matrix"), (_("Where"), _("Share")), beside))
    return Section("discipline", _("Discipline"), bars=bars, tables=tuple(tables))


def retaliation(data: Data) -> Section | None:
    """How often somebody said that they were paid back for complaining."""
    found, asked = data["retaliation"], data["check_ins"]
    if not found["alleged"] and not asked["asked"]:
        return None
    rows = (
        (_("Asked whether anybody harms them for complaining"), number(asked["asked"])),
        (_("Answered that question"), number(asked["answered"])),
        (_("Alleged"), number(found["alleged"])),
        (_("Ended"), number(found["ended"])),
        (_("Sustained"), share_words(found, found["sustained"], found["ended"])),
    )
    bars = (Bar(_("Sustained"), found["share"], rows[-1][1]),) if found["ended"] else ()
    table = Table(_("Retaliation"), (_("What"), _("How many")), rows)
    said = (_("Somebody said that an officer paid them back for a complaint."),)
    return Section("retaliation", _("Retaliation"), said, bars, tables=(table,))


def recordings(data: Data) -> Section | None:
    """How many recordings were lost after somebody asked to keep them."""
    found = data["recordings"]
    if not found["asked"]:
        return None
    words = _("%(n)s of %(total)s") % {"n": number(found["lost"]), "total": number(found["asked"])}
    bars = (Bar(_("Lost after the request"), found["lost"] / found["asked"], words),)
    rows = ((_("Asked to be kept"), number(found["asked"])), (_("Lost after the request"), number(found["lost"])))
    table = Table(_("Recordings"), (_("What"), _("How many")), rows)
    return Section("recordings", _("Recordings that were lost"), bars=bars, tables=(table,))


def late(data: Data) -> Section | None:
    """Which promises about complaints are late, as it stood at midnight."""
    found = data.get("late") or []
    if not found:
        return None
    found = sorted(found, key=lambda row: -row["count"])
    rows = tuple((promise_label(row["promise"]), number(row["count"]), number(row.get("long", 0))) for row in found)
    most = found[0]["count"] or 1
    bars = tuple(Bar(promise_label(row["promise"]), row["count"] / most, number(row["count"])) for row in found)
    said = (_("As it stood at midnight. No more is said of a single matter."),)
    heads = (_("Promise"), _("Late"), _("Of these, after it came before the body over the department"))
    table = Table(_("Promises about complaints that are late"), heads, rows)
    return Section("late", _("What is late"), said, bars, longest=True, tables=(table,))
