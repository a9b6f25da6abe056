"""The sections of the page about outcomes, in its order; one without any number is left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from openbeat.apps.complaints.figures.facts import HERE
from openbeat.apps.complaints.queries.dashboards import followed, patterns
from openbeat.apps.complaints.queries.dashboards.parts import Bar, Section, Table
from openbeat.apps.complaints.queries.dashboards.wording import days, number, share_words, time_words, within_words
from openbeat.apps.complaints.queries.labels import finding_label, kind_label, stage_label
from openbeat.core.web import dates

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

type Data = Mapping[str, Any]

WITHHELD: dict[str, StrPromise] = {
    "units": gettext_lazy("units are not compared"),
    "areas": gettext_lazy("areas are not compared"),
    "discipline": gettext_lazy("discipline is not counted"),
    "complainants": gettext_lazy("people who complained are not counted by group"),
    "officers": gettext_lazy("officers are not counted by group"),
}


def sections(data: Data) -> list[Section]:
    """Everything that is shown of these figures; the reading of one row is all that it costs."""
    made = (make(data) for make in SECTIONS)
    return [section for section in made if section]


def withheld(data: Data) -> list[str]:
    """What the publication profile keeps back, in words."""
    return [str(WITHHELD[name]) for name in data["withheld"] if name in WITHHELD]


def received(data: Data) -> Section:
    """How many came and were closed, and in which year."""
    counts, years = data["counts"], data["by_year"]
    facts = {name: number(counts[name]) for name in ("received", "open", "closed")}
    came = ngettext("%(received)s complaint came.", "%(received)s complaints came.", counts["received"]) % facts
    said = [came, _("Closed: %(closed)s. Open: %(open)s.") % facts]
    if counts["closed_without_date"]:
        without = {"n": number(counts["closed_without_date"])}
        said.append(_("%(n)s of those closed have no date, and no time can be worked out for them.") % without)
    if counts["not_said"]:
        said.append(_("Of %(n)s nobody knows whether they are closed.") % {"n": number(counts["not_said"])})
    said += _taken_over(data)
    head = (_("Year"), _("Came"), _("Closed"))
    rows = tuple((str(year["year"]), number(year["received"]), number(year["closed"])) for year in years)
    most = max((year["received"] for year in years), default=0) or 1
    bars = tuple(Bar(str(year["year"]), year["received"] / most, number(year["received"])) for year in years)
    table = Table(_("Complaints by year"), head, rows)
    return Section("received", _("Complaints received"), tuple(said), bars, longest=True, tables=(table,))


def _taken_over(data: Data) -> list[str]:
    """Of each other system that complaints came from: how many, and as of which day it tells of them."""
    sentence = _("Taken over from another system, as it stood on %(day)s: %(n)s.")
    return [
        sentence % {"day": dates.words(date.fromisoformat(each["as_of"]), "day"), "n": number(each["complaints"])}
        for each in data.get("sources") or ()
        if each["source"] != HERE
    ]


def by_age(data: Data) -> Section | None:
    """How old the open ones are."""
    ages, total = data["open_by_age"], data["counts"]["open"]
    if not total:
        return None
    named = [(_age(age), age["count"]) for age in ages]
    bars = tuple(Bar(name, count / total, _("%(n)s of %(total)s") % _of(count, total)) for name, count in named)
    rows = tuple((name, number(count)) for name, count in named)
    table = Table(_("Open complaints by age"), (_("Age"), _("Open")), rows)
    return Section("age", _("Open complaints, by age"), bars=bars, tables=(table,))


def _of(count: int, total: int) -> dict[str, str]:
    return {"n": number(count), "total": number(total)}


def _age(age: Data) -> str:
    if age["to"] is None:
        return _("more than %(n)s days") % {"n": number(age["from"] - 1)}
    return _("%(from)s to %(to)s days") % {"from": number(age["from"]), "to": number(age["to"])}


def time_to_close(data: Data) -> Section:
    """How long it takes, of all and by kind."""
    told = data["time_to_close"]
    named = [(_("All"), told["overall"]), *((kind_label(kind["kind"]), kind) for kind in told["by_kind"])]
    said = list(time_words(told["overall"]))
    if told["overall"]["left_out"]:
        said.append(_("Left out, since a date is missing: %(n)s.") % {"n": number(told["overall"]["left_out"])})
    return Section("time", _("Time until a complaint is closed"), tuple(said), tables=_time_tables(data, named))


def _time_tables(data: Data, named: list[tuple[str, Data]]) -> tuple[Table, ...]:
    ends = [(str(told["year"]), told) for told in data.get("year_ends", ()) if told["n"]]
    caption = _("The same, of all that had come by the end of each year, as it stood then")
    return (_times(named, _("Kind")), *((_times(ends, _("Year"), caption),) if ends else ()))


def _times(named: list[tuple[str, Data]], first: str, caption: str = "") -> Table:
    head = (first, _("How many"), _("Still open"), _("Half within"), _("Nine in ten within"))
    rows = tuple(
        (name, number(told["n"]), number(told["censored"]), _within(told, "median"), _within(told, "percentile_90"))
        for name, told in named
    )
    return Table(caption or _("Days, by Kaplan and Meier's estimate: open ones count as longer"), head, rows)


def _within(told: Data, name: str) -> str:
    if told["too_few"] and told["durations"] and name == "median":
        return _("too few; finished after %(days)s") % {"days": ", ".join(days(each) for each in told["durations"])}
    return within_words(told, name)


def time_to_stage(data: Data) -> Section | None:
    """How long it takes to come to each stage."""
    if not data["time_to_stage"]:
        return None
    named = [(stage_label(told["stage"]), told) for told in data["time_to_stage"]]
    return Section("stages", _("Time until each stage"), tables=(_times(named, _("Stage")),))


def findings(data: Data) -> Section | None:
    """How allegations ended, of all and by kind."""
    found = data["findings"]
    overall, total = found["overall"], found["overall"]["n"]
    if not total:
        return None
    said = (
        _("%(n)s allegations have ended. A finding belongs to one allegation and one officer.") % {"n": number(total)},
    )
    named = [(_version(row), row) for row in overall["findings"]]
    bars = tuple(Bar(name, row["share"], share_words(row, row["count"], total)) for name, row in named)
    rows = tuple((name, share_words(row, row["count"], total)) for name, row in named)
    overall_table = Table(_("Findings"), (_("Finding"), _("Share of what has ended")), rows)
    tables = (overall_table, _by_kind(found["by_kind"]), *_by_year(data.get("year_ends", ())))
    return Section("findings", _("What was found"), said, bars, tables=tables)


def _by_year(years: Sequence[Data]) -> tuple[Table, ...]:
    rows = tuple((str(told["year"]), _plainly(told["findings"])) for told in years if told["findings"])
    head = (_("Year"), _("Findings"))
    return (Table(_("Findings in complaints that were closed in each year"), head, rows),) if rows else ()


def _plainly(counts: Mapping[str, int]) -> str:
    return "\n".join(f"{finding_label(code)}: {number(count)}" for code, count in counts.items())


def _version(row: Data) -> str:
    version = row["definition_version"]
    kept = _("as another system used the word") if version == 0 else _("definition %(n)s") % {"n": version}
    return f"{finding_label(row['finding'])} ({kept})"


def _by_kind(kinds: list[Data]) -> Table:
    head = (_("Kind"), _("Ended"), _("Findings"))
    rows = tuple((kind_label(kind["kind"]), number(kind["n"]), _listed(kind)) for kind in kinds if kind["n"])
    return Table(_("Findings by kind of allegation"), head, rows)


def _listed(kind: Data) -> str:
    words = (
        f"{finding_label(row['finding'])}: {share_words(row, row['count'], kind['n'])}" for row in kind["findings"]
    )
    return "\n".join(words)


SECTIONS: tuple[Callable[[Data], Section | None], ...] = (
    received,
    by_age,
    time_to_close,
    time_to_stage,
    findings,
    followed.agreement,
    followed.discipline,
    followed.retaliation,
    followed.recordings,
    followed.late,
    patterns.places,
    patterns.units,
    patterns.kinds,
    patterns.people,
)
