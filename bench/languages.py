"""Who is served in which language, in 280 beats: 500 texts and then 50,000, with twice as many translations.

Queries, and CPU milliseconds in this process, the least of five runs, with nothing kept between them. It fails where a
page asks more of 50,000 texts than of 500. `python -m bench.languages` needs the settings and an empty, migrated
database.
"""

from __future__ import annotations

import re
import time
from itertools import cycle, islice

import django

FEW, TEXTS, BEATS, RUNS = 500, 50_000, 280, 5
PIECE = 5_000
COUNTED = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH)", re.IGNORECASE)
KINDS = ("meetings.minutes", "concerns.answer", "progress.task", "meetings.item")
INTO = ("es", "ar", "my", "zh-hans", "vi", "ht", "so")
LOOKED_AT = (("/languages/", "all areas"), ("/languages/areas/harbor/", "one beat"), ("/my/languages/", "in Burmese"))


def city() -> list[int]:
    """The beats of a city, each with seven languages that people speak there."""
    from django.utils import timezone  # noqa: PLC0415  after django.setup()

    from openbeat.core.people.demo import BUILDER  # noqa: PLC0415
    from openbeat.core.places import demo, queries  # noqa: PLC0415
    from openbeat.core.translation.models import Share  # noqa: PLC0415
    from openbeat.kit import memory  # noqa: PLC0415

    demo.the_town(timezone.now(), BUILDER)
    demo.copy_ground([demo.Quarter(n, f"Quarter {n}", n * 0.2, 0.0) for n in range(1, 60)], 1000, BEATS)
    memory.forget_all()
    beats = [beat.pk for beat in queries.areas("beat")]
    shares = [
        Share(area_id=beat, language=code, percent=5 + n, source="A survey", year=2025)
        for beat in beats
        for n, code in enumerate(INTO)
    ]
    Share.objects.bulk_create(shares, batch_size=PIECE)
    return beats


def write(beats: list[int], first: int, last: int) -> None:
    """So many texts: each stands in two languages more, and a tenth of these is older than its source."""
    from django.utils import timezone  # noqa: PLC0415  after django.setup()

    from openbeat.core.translation.models import Text, Translation  # noqa: PLC0415

    at = timezone.now()
    texts = [
        Text(kind=kind, key=str(n), field="words", language="en", area_id=beat, digest=f"{n:032}", length=400,
             public=True, changed_at=at)
        for n, kind, beat in zip(range(first, last), cycle(KINDS), cycle([*beats, None]), strict=False)
    ]  # fmt: skip
    texts = Text.objects.bulk_create(texts, batch_size=PIECE)
    made = (
        Translation(text=text, slot=str(text), language=code, pairs=[["Words of it.", "…"]], published_at=at,
                    digest=text.digest if number % 10 else "older")
        for number, (text, code) in enumerate(zip((one for text in texts for one in (text, text)), cycle(INTO)))
    )  # fmt: skip
    while piece := list(islice(made, PIECE)):
        Translation.objects.bulk_create(piece)


def measure(path: str) -> tuple[int, float]:
    """How many queries a page costs with nothing kept, and its least CPU time in milliseconds."""
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from openbeat.kit import memory  # noqa: PLC0415

    client, times, asked = Client(HTTP_HOST="localhost"), [], 0
    for _run in range(RUNS):
        memory.forget_all()
        with CaptureQueriesContext(connection) as seen:
            start = time.process_time()
            status = client.get(path).status_code
            times.append(time.process_time() - start)
        if status != 200:  # noqa: PLR2004
            raise SystemExit(f"{path}: {status}")
        asked = len([query for query in seen if COUNTED.match(query["sql"])])
    return asked, 1000 * min(times)


def main() -> None:
    """Make the texts, and print what the pages cost of few and of many."""
    from django.db import connection  # noqa: PLC0415

    beats = city()
    write(beats, 0, FEW)
    few = {name: measure(path)[0] for path, name in LOOKED_AT}
    write(beats, FEW, TEXTS)
    print(f"\n{connection.vendor}: who is served in which language; {FEW} and {TEXTS:,} texts in {BEATS} beats")
    print(f"{'':32}{'queries':>12}{'CPU ms':>9}")
    for path, name in LOOKED_AT:
        many, least = measure(path)
        print(f"{name:32}{few[name]:5} and {many:2}{least:9.1f}")
        if many > few[name]:
            raise SystemExit(f"{name}: {few[name]} queries of {FEW} texts, {many} of {TEXTS:,}")


if __name__ == "__main__":
    django.setup()
    main()
