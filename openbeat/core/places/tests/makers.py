"""Makers for the tests of places."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from openbeat.kit.actors import importer, program

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
BUILDER = program("test", "administrator")
FILE = importer("areas.geojson", "administrator")


def square(west: float, south: float, side: float = 0.01) -> dict[str, Any]:
    east, north = west + side, south + side
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def feature(boundary: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": boundary}


def collection(*features: Any, **more: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features), **more}).encode()
