"""All figures as one tidy table: a line for each number, its interval, what it is of, and under which definition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

COLUMNS = ("measure", "kind", "group", "value", "low", "high", "n", "definition", "version", "as_of", "note",
           "source")  # fmt: skip
TIMES = (("median", "days_until_half_closed"), ("percentile_90", "days_until_nine_in_ten_closed"))
TOO_FEW, LEFT_OUT = "too few for an estimate", "left out: few people"
PLAIN = {
    "retaliation": ("alleged", "ended", "sustained"),
    "check_ins": ("asked", "answered"),
    "recordings": ("asked", "lost"),
}
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for a formula

type Line = dict[str, Any]


def lines(data: Mapping[str, Any]) -> Iterator[Line]:
    """Every figure of a snapshot. A number that is not there is an empty cell, and the note says why."""
    for line in _all(data):
        yield dict.fromkeys(COLUMNS, "") | {"as_of": data["as_of"] or ""} | line


def _all(data: Mapping[str, Any]) -> Iterator[Line]:
    yield from _counts(data)
    for year in data["by_year"]:
        yield {"measure": "received_in_year", "group": year["year"], "value": year["received"]}
        yield {"measure": "closed_in_year", "group": year["year"], "value": year["closed"]}
    yield from _year_ends(data.get("year_ends", ()))
    for age in data["open_by_age"]:
        group = f"{age['from']} days or more" if age["to"] is None else f"{age['from']} to {age['to']} days"
        yield {"measure": "open_by_age", "group": group, "value": age["count"]}
    yield from _times(data)
    yield from (_time_to_stage(told) for told in data["time_to_stage"])
    yield from _findings(data["findings"])
    yield from _followed(data)
    yield from _patterns(data["patterns"])
    yield from _people(data["people"])
    for one in data.get("by_source", ()):  # figures that were kept before have none
        about = {"source": one["source"], "as_of": one["as_of"]}
        for line in (*_counts(one), *_times(one), *_findings(one["findings"])):
            yield {**line, **about, "measure": f"source:{line['measure']}"}


def _counts(data: Mapping[str, Any]) -> Iterator[Line]:
    yield from ({"measure": name, "value": count} for name, count in data["counts"].items())


def _times(data: Mapping[str, Any]) -> Iterator[Line]:
    close = data["time_to_close"]
    for kind, told in [("", close["overall"]), *((told["kind"], told) for told in close["by_kind"])]:
        for name, measure in TIMES:
            yield _time(measure, told, name) | {"kind": kind, "definition": "time_to_close"}


def _time_to_stage(told: Mapping[str, Any]) -> Line:
    about = {"group": told["stage"], "definition": "time_to_stage"}
    return _time("days_until_half_reached", told, "median") | about


def _year_ends(years: Iterable[Mapping[str, Any]]) -> Iterator[Line]:
    for told in years:
        for name, measure in TIMES:
            about = {"group": told["year"], "definition": "year_ends"}
            yield _time(f"{measure}_by_the_end_of_year", told, name) | about
        for finding, count in told["findings"].items():
            about = {"group": f"{told['year']}: {finding}", "definition": "year_ends", "version": 1}
            yield {"measure": "findings_closed_in_year", "value": count, **about}


def _time(measure: str, told: Mapping[str, Any], name: str) -> Line:
    low, high = told[f"{name}_interval"]
    edges = {"value": told[name], "low": low, "high": high}
    missing = [edge for edge, days in edges.items() if days is None]
    note = TOO_FEW if told["too_few"] else f"not reached: {' '.join(missing)}" if missing else ""
    return {"measure": measure, **_filled(edges), "n": told["n"], "version": 1, "note": note}


def _filled(edges: Mapping[str, Any]) -> Line:
    return {key: "" if value is None else value for key, value in edges.items()}


def _findings(found: Mapping[str, Any]) -> Iterator[Line]:
    for kind, ended in [("", found["overall"]), *((ended["kind"], ended) for ended in found["by_kind"])]:
        for row in ended["findings"]:
            about = {"kind": kind, "group": row["finding"], "n": ended["n"], "definition": f"finding:{row['finding']}"}
            about["version"] = row["definition_version"]
            yield {"measure": "findings", "value": row["count"], **about}
            yield {"measure": "share_of_findings", **_share(row), **about}


def _share(row: Mapping[str, Any], name: str = "share") -> Line:
    return _filled({"value": row[name], "low": row["low"], "high": row["high"]})


def _followed(data: Mapping[str, Any]) -> Iterator[Line]:
    for name, agreed in data["recommended"].items():
        yield {"measure": f"decided_as_recommended:{name}", **_share(agreed), "n": agreed["n"]}
        for row in agreed["pairs"]:
            pair = f"{row['recommended']} > {row['decided']}"
            yield {"measure": f"recommended_and_decided:{name}", "group": pair, "value": row["count"], "n": agreed["n"]}
    for row in data["discipline"]["measures"]:
        for step in ("recommended", "decided", "imposed", "final"):
            yield {"measure": f"discipline_{step}", "group": row["measure"], "value": row[step]}
    for row in data["discipline"]["matrix"]:
        yield {"measure": "discipline_beside_matrix", "group": row["beside"], "value": row["count"]}
    for thing, names in PLAIN.items():
        yield from ({"measure": f"{thing}_{name}", "value": data[thing][name]} for name in names)


def _patterns(found: Mapping[str, Any]) -> Iterator[Line]:
    for dimension in ("unit", "kind", "place"):
        for row in found[dimension]:
            hidden = row["count"] is None
            yield {"measure": f"count_by_{dimension}", "group": row["name"], **_counted(row["count"])}
            if hidden:
                continue
            for name in ("a_year", "per_thousand", "per_hundred"):
                if rate := row.get(name):
                    yield {"measure": f"rate_{name}_by_{dimension}", "group": row["name"], **_share(rate, "value")}
            if sustained := row.get("sustained"):
                about = {"group": row["name"], "n": row["ended"]}
                yield {"measure": f"share_sustained_by_{dimension}", **_share(sustained), **about}


def _people(found: Mapping[str, Any]) -> Iterator[Line]:
    for side, tables in found.items():
        for table in tables:
            for row in table["groups"]:
                yield {"measure": f"{side}_by_{table['about']}", "group": row["group"], **_counted(row["count"])}


def _counted(count: int | None) -> Line:
    return {"value": "", "note": LEFT_OUT} if count is None else {"value": count}


def safe(cell: Any) -> Any:
    """A cell that no spreadsheet takes for a formula: an apostrophe before a text that begins like one."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(DANGEROUS) else cell


def cells(rows: Iterable[Line]) -> Iterator[list[Any]]:
    """These lines as cells, in the order of the columns."""
    return ([safe(row[name]) for name in COLUMNS] for row in rows)
