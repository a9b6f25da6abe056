"""500 people complain while 500 others read: how long it takes, and whether each of them finds their words again.

The server runs as deployed (two web processes) on an installation of its own. Each complaint is a form of its own, from
an address of its own; whoever sent it keeps the code. Afterwards each code is typed in, and the words must be there. It
fails where one is lost, or where it takes five minutes. Beside it: the CPU time of a form that keeps a row in clear, in
a bare Django project.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.servers import Server, running
from tests.faults.complainant import FORM, opened, words
from tests.faults.visitor import Visitor

MANY, AT_ONCE, LONGEST, OK = 500, 8, 300.0, 200
READ = ("/", "/complaints/", "/complaints/how-it-works/", "/complaints/outcomes/", "/about/promises/")
OFFICE = """
from datetime import timedelta
from openbeat.apps.complaints.demo import an_office
from openbeat.core.people.demo import BUILDER
from openbeat.core.places.demo import the_town
from openbeat.kit.clock import now
the_town(now(), BUILDER)
an_office(now() - timedelta(days=30))
"""

type Installation = Callable[[str, Path], AbstractContextManager[dict[str, str]]]


def measure(database: str, installation: Installation, many: int = MANY) -> None:
    """Let them complain and read, look each complaint up, and print what it took."""
    with TemporaryDirectory(prefix="bench-") as folder, installation(database, Path(folder)) as env:
        lines = f"import django\ndjango.setup()\n{OFFICE}"
        subprocess.run([sys.executable, "-c", lines], env={**os.environ, **env}, check=True)
        subprocess.run([sys.executable, "-m", "bench.bare"], env={**os.environ, **env}, check=True)
        with running("openbeat.config.wsgi:application", env, workers=2) as product:
            codes, seconds, cpu = _complain(product, many)
            found = _found_again(product, codes)
        with running("bench.bare:application", env, workers=2) as bare:
            floor = _bare(bare, many)
    print(f"\n{database}: {len(codes)} complaints in {seconds:.0f} s while {many} others read {len(READ)} pages each")
    print(f"{found} of {len(codes)} found again by their codes")
    print(f"CPU for each, with what was read meanwhile: {cpu:.1f} ms; a row in clear in a bare project: {floor:.2f} ms")
    if found != many or seconds > LONGEST:
        raise SystemExit(f"{many - found} lost, {seconds:.0f} s")


def _complain(product: Server, many: int) -> tuple[dict[str, str], float, float]:
    """Everybody's code by the words they wrote, the seconds it took, and CPU milliseconds a complaint."""
    before, began = product.cpu(), time.monotonic()
    with ThreadPoolExecutor(AT_ONCE) as readers, ThreadPoolExecutor(AT_ONCE) as senders:
        reading = [readers.submit(_read, product.port, number) for number in range(many)]
        codes = dict(senders.map(lambda number: _send(product.port, number), range(many)))
        seconds = time.monotonic() - began
        for each in reading:
            each.result()
    return codes, seconds, 1000 * (product.cpu() - before) / many


def _send(port: int, number: int) -> tuple[str, str]:
    title = f"Bench {number} at the bus stop"
    with Visitor(port, f"127.1.{number // 250}.{1 + number % 250}") as visitor:
        _page, fields = visitor.form(FORM)
        fields.pop("area", None)
        answer = visitor.send(FORM, fields | words(title), [])
    if not answer.code:
        raise SystemExit(f"{title}: {answer.status}")
    return title, answer.code


def _read(port: int, number: int) -> None:
    """Somebody else reads these pages, one after the other."""
    with Visitor(port, f"127.2.{number // 250}.{1 + number % 250}") as visitor:
        for path in READ:
            visitor.get(path)


def _found_again(product: Server, codes: dict[str, str]) -> int:
    """Of how many the words are on the page that their code opens."""
    found = 0
    for number, (title, code) in enumerate(codes.items()):
        with Visitor(product.port, f"127.3.{number // 250}.{1 + number % 250}") as visitor:
            where, _fields = opened(visitor, code)
            found += bool(where) and title in visitor.get(where).text
    return found


def _bare(bare: Server, many: int) -> float:
    """CPU milliseconds of a form that keeps one row in clear."""
    headers, before = {"Content-Type": "application/x-www-form-urlencoded"}, bare.cpu()
    for number in range(many):
        status, _answer = bare.ask("POST", "/note/", headers, f"words=Bench+{number}+at+the+bus+stop")
        if status != OK:
            raise SystemExit(f"the bare form: {status}")
    return 1000 * (bare.cpu() - before) / many
