"""The same pages in Burmese beside English: CPU time a request, least of twenty interleaved runs, and the queries.

Asked in one process, without the second for which a public page is kept, since that would measure nothing of rendering.
`python -m bench.tongues` measures this alone, in the installation that the environment names.
"""

from __future__ import annotations

import json
import sys
from time import process_time
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402  settings come first
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

RUNS, OFTEN = 20, 5
LANGUAGES = ("en", "my")
OK = 200
LOOK_UP = 1  # a page that has nothing foreign in English asks for no translation


def asked(client: Client, path: str) -> Any:
    """One page, whole."""
    answer = client.get(path)
    if answer.status_code != OK:
        raise SystemExit(f"{path}: {answer.status_code}")
    return answer


def cpu(client: Client, path: str) -> float:
    """CPU milliseconds a request, over a few in a row."""
    before = process_time()
    for _time in range(OFTEN):
        asked(client, path)
    return 1000 * (process_time() - before) / OFTEN


def queries(client: Client, path: str) -> int:
    """How often the page asks the database, when what it keeps for some seconds is there."""
    asked(client, path)
    with CaptureQueriesContext(connection) as seen:
        asked(client, path)
    return len(seen)


def measure(pages: dict[str, str]) -> None:
    """Print both languages of each page, and how many times the English the Burmese costs."""
    client = Client(HTTP_HOST="localhost")
    paths = {
        (name, code): path if code == "en" else f"/{code}{path}" for name, path in pages.items() for code in LANGUAGES
    }
    for path in paths.values():
        asked(client, path)
    least = dict.fromkeys(paths, float("inf"))
    for _run in range(RUNS):
        for key, path in paths.items():
            least[key] = min(least[key], cpu(client, path))
    print(f"Burmese beside English, visitor: CPU ms a request, least of {RUNS} interleaved runs; queries")
    for name in pages:
        english, burmese = (least[name, code] for code in LANGUAGES)
        counts = [queries(client, paths[name, code]) for code in LANGUAGES]
        facts = f"{english:8.2f}{burmese:8.2f}{burmese / english:7.2f} x   {counts[0]:3} and {counts[1]:3} queries"
        print(f"  {name:32}{facts}")
        if not 0 <= counts[1] - counts[0] <= LOOK_UP:
            raise SystemExit(f"{name}: {counts[0]} queries in English, {counts[1]} in Burmese")


if __name__ == "__main__":
    measure(json.loads(sys.argv[1]))
