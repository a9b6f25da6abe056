"""The form that is sent, what a page weighs in Chromium, how many queries it costs."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
import sys
from urllib.parse import urlencode

FIELD = re.compile(rb'<input[^>]*\bname="([^"]+)"[^>]*>')
VALUE = re.compile(rb'\bvalue="([^"]*)"')
FIRST_OPTION = re.compile(rb'<select[^>]*\bname="([^"]+)"[^>]*>.*?<option value="([^"]+)"', re.DOTALL)
WORDS = {"title": "Street light is out", "story": "It has been dark at the corner since May.", "place": "Weir Street"}
WORDS["different"] = "yes"  # what is like it was looked at


def filled(page: bytes) -> str:
    """The form of the page as a person would send it."""
    fields: dict[str, str] = {}
    for found in FIELD.finditer(page):
        kind = re.search(rb'\btype="([^"]+)"', found.group())
        value = VALUE.search(found.group())
        chosen = kind and (kind.group(1) == b"hidden" or (kind.group(1) == b"radio" and b" checked" in found.group()))
        if chosen and value:
            fields[found.group(1).decode()] = html.unescape(value.group(1).decode())
    for found in FIRST_OPTION.finditer(page):
        fields[found.group(1).decode()] = html.unescape(found.group(2).decode())
    return urlencode({**fields, **WORDS})


def addresses(facts: dict[str, str]) -> dict[str, str]:
    """The pages that are weighed and counted."""
    return {
        "front page": "/",
        "area page": f"/areas/{facts['area']}/",
        "area page, 2,000 concerns": f"/areas/{facts['busy']}/",
        "chart of 60 tasks": f"/areas/{facts['busy']}/progress/",
        "list of 25 of 10,000": "/concerns/",
        "one concern": f"/concerns/{facts['concern']}/",
    }


def weigh(port: int, facts: dict[str, str]) -> None:
    """Print what each page weighs as Chromium receives it, compressed, and in how many requests."""
    if not (chromium := shutil.which("chromium")):
        print("no Chromium: pages were not weighed")
        return
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  only where there is a browser

    print("weight in Chromium (compressed, first visit)")
    flags = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync",
             "--no-first-run", "--disable-quic"]  # fmt: skip
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=flags)
        for name, path in addresses(facts).items():
            page = browser.new_context().new_page()
            sizes: list[float] = []
            wire = page.context.new_cdp_session(page)
            wire.send("Network.enable")
            wire.on("Network.loadingFinished", lambda event, sizes=sizes: sizes.append(event["encodedDataLength"]))
            page.goto(f"http://localhost:{port}{path}", wait_until="networkidle")
            print(f"  {name:32}{sum(sizes) / 1024:7.1f} KB in {len(sizes)} requests")
        browser.close()


COUNT = """
import json, sys, django
django.setup()
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openbeat.core.people.models import Person
import re
for who in (None, Person.objects.get(pk=int(sys.argv[1]))):
    for name, path in json.loads(sys.argv[2]).items():
        client = Client(HTTP_HOST="localhost")
        if who:
            client.force_login(who)
        client.get(path)
        from openbeat.kit import memory
        memory.forget_all()
        with CaptureQueriesContext(connection) as seen:
            client.get(path)
        asked = [q for q in seen if re.match(r"\\s*(SELECT|INSERT|UPDATE|DELETE|WITH)", q["sql"])]
        print(f"  {name + (', signed in' if who else ', visitor'):32}{len(asked):4}")
"""


def count_queries(env: dict[str, str], facts: dict[str, str]) -> None:
    """Print how many queries each page costs with nothing kept in the process (most pages cost fewer)."""
    print("queries a page (nothing kept in the process)", flush=True)
    command = [sys.executable, "-c", COUNT, str(facts["person"]), json.dumps(addresses(facts))]
    subprocess.run(command, env={**os.environ, **env}, check=True)
