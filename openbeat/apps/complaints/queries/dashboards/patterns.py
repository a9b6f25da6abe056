"""Patterns by place, unit and kind, as rates with intervals; and groups of people, where the profile allows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from openbeat.apps.complaints.queries.dashboards.parts import Bar, Section, Table
from openbeat.apps.complaints.queries.dashboards.wording import a_year, number, rate_words, share_words
from openbeat.apps.complaints.queries.labels import group_label, kind_label

SHOWN = 12  # bars; the table has all

type Data = Mapping[str, Any]


def _bars(rows: list[Data], names: list[str]) -> tuple[Bar, ...]:
    most = max((row["a_year"]["value"] for row in rows if row["a_year"]), default=0) or 1
    return tuple(
        Bar(name, row["a_year"]["value"] / most, a_year(row["a_year"]))
        for row, name in zip(rows[:SHOWN], names, strict=False)
        if row["a_year"]
    )


def _years(data: Data) -> tuple[str, ...]:
    facts = {"years": number(data["patterns"]["years"], 1)}
    return (_("Over %(years)s years. In brackets stands the 95 %% interval.").replace(" %%", "\u00a0%%") % facts,)


def places(data: Data) -> Section | None:
    """Complaints of each place."""
    rows = data["patterns"]["place"]
    if not rows:
        return None
    head = (_("Place"), _("Complaints"), _("A year"), _("A year for each 1,000 residents"))
    lines = tuple(
        (row["name"], number(row["count"]), rate_words(row["a_year"]), rate_words(row["per_thousand"])) for row in rows
    )
    table = Table(_("Complaints by place"), head, lines)
    bars = _bars(rows, [row["name"] for row in rows])
    return Section("places", _("By place"), _years(data), bars, longest=True, tables=(table,))


def units(data: Data) -> Section | None:
    """Allegations of each unit."""
    return _section(data, "unit", _("By unit"), _("Unit"))


def kinds(data: Data) -> Section | None:
    """Allegations of each kind."""
    return _section(data, "kind", _("By kind of allegation"), _("Kind"))


def _section(data: Data, name: str, title: str, first: str) -> Section | None:
    rows = data["patterns"][name]
    if not rows:
        return None
    names = [kind_label(row["name"]) if name == "kind" else row["name"] for row in rows]
    lines = tuple((called, *_line(row)) for row, called in zip(rows, names, strict=True))
    head = (first, _("Allegations"), _("A year"), _("Sustained, of those that ended"))
    table = Table(_("Allegations: %(by)s") % {"by": title}, head, lines)
    return Section(f"{name}s", title, _years(data), _bars(rows, names), longest=True, tables=(table,))


def _line(row: Data) -> tuple[str, ...]:
    sustained = row["sustained"]
    shared = share_words(sustained, sustained["count"], row["ended"])
    return number(row["count"]), rate_words(row["a_year"]), shared


def people(data: Data) -> Section | None:
    """Groups of people, small ones left out."""
    sides = {"complainants": _("People who complained"), "officers": _("Officers")}
    tables = tuple(
        _groups(f"{sides[side]}: {group_label(table['about'])}", table["groups"])
        for side, made in data["people"].items()
        for table in made
    )
    if not tables:
        return None
    said = (_("A group of few people is left out, and a second one with it, so that nobody can be recognised."),)
    return Section("people", _("People"), said, tables=tables)


def _groups(caption: str, groups: list[Data]) -> Table:
    rows = tuple((row["group"], _("left out") if row["count"] is None else number(row["count"])) for row in groups)
    return Table(caption, (_("Group"), _("How many")), rows)
