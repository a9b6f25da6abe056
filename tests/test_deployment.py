"""What stands in deploy/ fits the program: which addresses go to the server for large files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

NGINX = (Path(__file__).resolve().parent.parent / "deploy" / "nginx.conf").read_text(encoding="utf-8")
PLACES = [re.compile(place) for place in re.findall(r"location ~ (\S+) \{", NGINX)]
NUMBER, WORD = re.compile(r"<int:\w+>"), re.compile(r"<\w+:\w+>")


def addresses(resolver: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Each address of ours with something in the place of its parts, and its view."""
    for entry in resolver.url_patterns:
        here = prefix + str(getattr(entry.pattern, "_route", ""))
        if isinstance(entry, URLResolver):
            yield from addresses(entry, here)
        elif isinstance(entry, URLPattern):
            yield "/" + WORD.sub("word", NUMBER.sub("7", here)), entry.callback


def test_the_proxy_sends_what_takes_sealed_files_and_nothing_else_to_their_own_server() -> None:
    sealed = {path for path, view in addresses(get_resolver()) if getattr(view, "reads_its_own_body", False)}
    shown = {"/evidence/7/", "/evidence/7/file/"}
    sent_there = {path for path, _view in addresses(get_resolver()) if any(place.search(path) for place in PLACES)}

    assert sealed == {"/complaints/new/", "/complaints/enter/", "/evidence/upload/word/word/"}
    assert sent_there == sealed | shown
    assert all(any(place.search(f"/zh-hans{path}") for place in PLACES) for path in sealed)


def test_neither_what_arrives_nor_what_is_shown_waits_in_a_folder_of_the_proxy() -> None:
    blocks = re.findall(r"location ~ [^{]*\{(.*?)\n    \}", NGINX, re.DOTALL)

    assert ["proxy_request_buffering off;" in block or "proxy_max_temp_file_size 0;" in block for block in blocks] == [
        True,
        True,
    ]
