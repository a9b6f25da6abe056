"""Patterns by place, unit and kind, as rates with intervals; and groups of people, where the profile allows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from openbeat.apps.complaints.queries.dashboards.parts import Bar, Section, Table
from openbeat.apps.complaints.queries.dashboards.wording import a_year, number, rate_words, share_words
from openbeat.apps.complaints.queries.labels import group_label, kind_label, people_label

SHOWN = 12  # bars; the table has all

type Data = Mapping[str, Any]


def _of_ended() -> str:
    return _("Sustained, of those that ended")


def _few() -> str:
    return _("A unit of few officers is left out, and another with it, so that nobody can be recognised.")


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
    """Allegations of each unit; also by officers, where it is known how many it has."""
    rows = data["patterns"]["unit"]
    if not rows:
        return None
    head = (_("Unit"), _("Allegations"), _("A year"), _("A year for each 100 officers"), _of_ended())
    lines = tuple((row["name"], *_unit(row)) for row in rows)
    said = (*_years(data), *((_few(),) if any(row["count"] is None for row in rows) else ()))
    shown = [row for row in rows if row["count"] is not None]
    bars = _bars(shown, [row["name"] for row in shown])
    table = Table(_("Allegations: %(by)s") % {"by": _("By unit")}, head, lines)
    return Section("units", _("By unit"), said, bars, longest=True, tables=(table,))


def _unit(row: Data) -> tuple[str, ...]:
    if row["count"] is None:
        return (_("left out"),) * 4
    count, a_year, sustained = _line(row)
    per = rate_words(row.get("per_hundred"))
    if row.get("officers"):
        per = _("%(rate)s; it has %(n)s officers") % {"rate": per, "n": number(row["officers"])}
    return count, a_year, per, sustained


def kinds(data: Data) -> Section | None:
    """Allegations of each kind."""
    return _section(data, "kind", _("By kind of allegation"), _("Kind"))


def _section(data: Data, name: str, title: str, first: str) -> Section | None:
    rows = data["patterns"][name]
    if not rows:
        return None
    names = [kind_label(row["name"]) if name == "kind" else row["name"] for row in rows]
    lines = tuple((called, *_line(row)) for row, called in zip(rows, names, strict=True))
    head = (first, _("Allegations"), _("A year"), _of_ended())
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
        _groups(f"{sides[side]}: {group_label(table['about'])}", table)
        for side, made in data["people"].items()
        for table in made
    )
    if not data["people"]:
        return None
    said = [_("A group of few people is left out, and a second one with it, so that nobody can be recognised.")]
    if "complainants" in data["people"]:
        said.append(
            _(
                "Nobody who complains here is asked for their race, sex or age. What stands here of them was written "
                "down by the system before."
            )
        )
    if "officers" in data["people"]:
        said.append(_("Of officers, too, it is known only from the system before."))
    return Section("people", _("People"), tuple(said), tables=tables)


def _groups(caption: str, table: Data) -> Table:
    rows = tuple(
        (people_label(table["about"], row["group"]), _("left out") if row["count"] is None else number(row["count"]))
        for row in table["groups"]
    )
    return Table(caption, (_("Group"), _("How many")), rows)
