"""Reads GeoJSON that somebody hands us: bounded, checked, and with a sentence for whatever is wrong with it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

from django.utils.translation import gettext as _

from openbeat.core.places.figures import geometry, validity
from openbeat.core.places.figures.geometry import Broken

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openbeat.core.places.figures.geometry import Shape

    type Progress = Callable[[int, int], None]

MOST_BYTES = 64 * 1024 * 1024
MOST_FEATURES = 20_000
MOST_TOLD = 10  # of what is wrong; then their number
LONGEST_NAME = 80
WGS84 = ("CRS84", "EPSG::4326", "EPSG:4326", "EPSG:4979")


@dataclass(frozen=True, slots=True)
class Drawn:
    """An area as a file has it: its name there, its pieces, of how many polygons, and what else was said."""

    code: str
    shape: Shape
    polygons: int
    more: dict[str, Any]


def quiet(_done: int, _total: int) -> None:
    """Show no progress."""


def read_bounded(path: Path) -> bytes:
    """The file's bytes; raises Broken with a sentence where it cannot be read or is larger than we take."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Broken(_too_large())
        return path.read_bytes()
    except IsADirectoryError as problem:
        raise Broken(_("%(path)s is a folder, not a file.") % {"path": path}) from problem
    except OSError as problem:
        raise Broken(_("%(path)s cannot be read: %(why)s.") % {"path": path, "why": problem.strerror}) from problem


def areas(data: bytes, name_field: str, progress: Progress = quiet) -> list[Drawn]:
    """The areas of a file, one for each name, in the order of the file; raises Broken.

    Several features of one name become one area of several pieces.
    """
    features = _features(data)
    named: dict[str, list[dict[str, Any]]] = {}
    for number, feature in enumerate(features, 1):
        named.setdefault(_name(feature, number, name_field), []).append(feature)
    found, wrong = [], []
    for done, (code, parts) in enumerate(named.items(), 1):
        try:
            found.append(_drawn(code, parts))
        except Broken as problem:
            wrong.append(f"{code}: {problem}")
        progress(done, len(named))
    if wrong:
        raise Broken(_told(wrong))
    return found


def _drawn(code: str, parts: list[dict[str, Any]]) -> Drawn:
    pieces = [piece for part in parts for piece in geometry.read(part.get("geometry"))]
    more = parts[0].get("properties") or {}
    return Drawn(code, validity.check(tuple(pieces)), len(pieces), more)


def _told(wrong: list[str]) -> str:
    sentences = [_("Nothing was kept: %(count)s of the areas are broken.") % {"count": len(wrong)}, *wrong[:MOST_TOLD]]
    if len(wrong) > MOST_TOLD:
        sentences.append(_("And %(count)s more.") % {"count": len(wrong) - MOST_TOLD})
    return "\n".join(sentences)


def _features(data: bytes) -> list[dict[str, Any]]:
    if len(data) > MOST_BYTES:
        raise Broken(_too_large())
    found = _json(data)
    if (
        not isinstance(found, dict)
        or found.get("type") != "FeatureCollection"
        or not isinstance(found.get("features"), list)
    ):
        raise Broken(_("This is not GeoJSON: a FeatureCollection is needed."))
    _check_reference(found.get("crs"))
    features: list[Any] = found["features"]
    if not features:
        raise Broken(_("There is no area in the file."))
    if len(features) > MOST_FEATURES:
        raise Broken(_("There are more than %(count)s areas in the file.") % {"count": MOST_FEATURES})
    if not all(isinstance(feature, dict) and isinstance(feature.get("properties") or {}, dict) for feature in features):
        raise Broken(_("This is not GeoJSON: one of its features is none."))
    return features


def _json(data: bytes) -> Any:
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError as problem:
        raise Broken(_("This is not GeoJSON: it is not text in UTF-8.")) from problem
    except (ValueError, RecursionError) as problem:
        raise Broken(_("This is not GeoJSON: it cannot be read as JSON.")) from problem


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _check_reference(crs: Any) -> None:
    if not crs:
        return
    name = (
        str(crs.get("properties", {}).get("name", ""))
        if isinstance(crs, dict) and isinstance(crs.get("properties"), dict)
        else str(crs)
    )
    if not name.upper().endswith(WGS84):
        raise Broken(_("Its points are not degrees of WGS84 but “%(name)s”. Convert it first.") % {"name": name[:60]})


def _name(feature: dict[str, Any], number: int, name_field: str) -> str:
    fields = feature.get("properties") or {}
    if name_field not in fields:
        known = ", ".join(sorted(map(str, fields))) or "-"
        words = {"field": name_field, "number": number, "known": known[:500]}
        raise Broken(_("There is no field “%(field)s” in area %(number)s. The fields are: %(known)s.") % words)
    value = fields[name_field]
    name = "" if value is None or isinstance(value, (dict, list, bool)) else " ".join(str(value).split())
    if not name or not name.isprintable():
        raise Broken(
            _("Area %(number)s has no name in the field “%(field)s”.") % {"number": number, "field": name_field}
        )
    if len(name) > LONGEST_NAME:
        raise Broken(
            _("The name of area %(number)s is longer than %(count)s letters.")
            % {"number": number, "count": LONGEST_NAME}
        )
    return name


def _too_large() -> str:
    return _("The file is larger than %(count)s MB. Simplify the boundaries first.") % {"count": MOST_BYTES // 1024**2}
