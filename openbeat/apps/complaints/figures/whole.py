"""All published figures at once, as plain data without words of any language; what a snapshot keeps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from openbeat.apps.complaints.figures import patterns, people, shares, times, years

if TYPE_CHECKING:
    from openbeat.apps.complaints.figures.facts import Case, Facts, Rule

VERSION = 1  # of this shape: see docs/reference/outcomes.md


def whole(facts: Facts, rule: Rule, stages: Iterable[str] = ()) -> dict[str, Any]:
    """Everything that is published about these complaints, each figure under the name that the documents give it."""
    return {
        "version": VERSION,
        "as_of": max(case.as_of for case in facts.cases).isoformat() if facts.cases else None,
        "sources": sources(facts.cases),
        "by_source": by_source(facts, rule),
        "counts": times.counts(facts),
        "by_year": times.by_year(facts.cases),
        "year_ends": years.ends(facts, rule.few),
        "open_by_age": times.open_by_age(facts.cases),
        "time_to_close": times.to_close(facts, rule.few),
        "time_to_stage": times.to_stages(facts.cases, stages, rule.few),
        "findings": shares.findings(facts.charges),
        "recommended": shares.recommended(facts.charges, measures=rule.discipline),
        "discipline": shares.discipline(facts.charges if rule.discipline else ()),
        "retaliation": shares.retaliation(facts.charges),
        "check_ins": {"asked": facts.check_ins[0], "answered": facts.check_ins[1]},
        "recordings": {"asked": facts.recordings[0], "lost": facts.recordings[1]},
        "patterns": patterns.patterns(facts, rule),
        "people": people.people(facts, rule),
        "withheld": withheld(rule),
    }


def by_year(facts: Facts, most: int, rule: Rule) -> Iterator[tuple[int, Facts]]:
    """What came in each of the newest years, at most so many, with what was alleged in it."""
    facts = replace(facts, left_out=patterns.left_out(facts, rule.people))  # the same units in each year as in all
    for year in sorted({case.received.year for case in facts.cases})[-most:]:
        yield year, _those(facts, [place for place, case in enumerate(facts.cases) if case.received.year == year])


def by_source(facts: Facts, rule: Rule) -> list[dict[str, Any]]:
    """What is of exactly one source, for each where there are several: how many, how long, and what was found. Nothing
    about units, places or people: what is left out of all could be worked out from its parts.
    """
    names = sorted({case.source for case in facts.cases})
    return [_of_source(facts, name, rule) for name in names] if len(names) > 1 else []


def _of_source(facts: Facts, name: str, rule: Rule) -> dict[str, Any]:
    those = _those(facts, [place for place, case in enumerate(facts.cases) if case.source == name])
    return {
        "source": name,
        "as_of": max(case.as_of for case in those.cases).isoformat(),
        "counts": times.counts(those),
        "time_to_close": times.to_close(those, rule.few),
        "findings": shares.findings(those.charges),
    }


def _those(facts: Facts, which: Iterable[int]) -> Facts:
    """The complaints at these places alone, with what was alleged in them."""
    places = {old: new for new, old in enumerate(which)}
    charges = (replace(charge, case=places[charge.case]) for charge in facts.charges if charge.case in places)
    cases = tuple(facts.cases[old] for old in places)
    nothing = (0, 0)  # nobody keeps these by the complaint
    return replace(facts, cases=cases, charges=tuple(charges), recordings=nothing, check_ins=nothing)


def withheld(rule: Rule) -> list[str]:
    """What the publication profile keeps back, so that every page says it."""
    names = ("units", "areas", "discipline", "complainants", "officers")
    return [name for name in names if not getattr(rule, name)]


def sources(cases: Iterable[Case]) -> list[dict[str, Any]]:
    """Where the complaints come from, and as of which day each source is."""
    found = Counter((case.source, case.as_of) for case in cases)
    days: dict[str, list[Any]] = {}
    for (source, day), count in found.items():
        line = days.setdefault(source, [day, 0])
        line[0], line[1] = max(line[0], day), line[1] + count
    return [{"source": name, "as_of": day.isoformat(), "complaints": n} for name, (day, n) in sorted(days.items())]
