"""What stands in deploy/ fits the program: which addresses go to the server for large files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from openbeat.config.commands.serve import UPLOADS

ROOT = Path(__file__).resolve().parent.parent
NGINX = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
ONION = (ROOT / "docs" / "guide" / "onion.md").read_text(encoding="utf-8")
LOCATION = re.compile(r"location ~ (\S+) \{")
PLACES = [re.compile(place) for place in LOCATION.findall(NGINX)]
OPENS_WHAT_IS_SEALED = ("web", "uploads", "worker", "backup")
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

    assert sealed == {"/complaints/new/whole/", "/complaints/enter/", "/evidence/upload/word/word/"}
    assert sent_there == sealed | shown
    assert all(any(place.search(f"/zh-hans{path}") for place in PLACES) for path in sealed)


def test_neither_what_arrives_nor_what_is_shown_waits_in_a_folder_of_the_proxy() -> None:
    """Both stand at the level of each server: a place that is added later has them too."""
    for text in (NGINX, ONION):
        servers = [re.sub(r"location [^{]*\{[^}]*\}", "", each) for each in re.split(r"\n *server \{\n", text)[1:]]
        behind = [each for each in servers if "return 301" not in each]
        for line in ("proxy_request_buffering off;", "proxy_max_temp_file_size 0;"):
            assert [each.count(line) for each in behind] == [1]
        assert re.findall(r"proxy_max_temp_file_size [^;]*;", text) == ["proxy_max_temp_file_size 0;"]


def test_no_log_of_the_proxy_holds_an_address() -> None:
    for text in (NGINX, ONION):
        servers = len(re.findall(r"^ *server \{$", text, re.MULTILINE))
        none = ["access_log off;", "error_log /dev/null crit;"]
        assert re.findall(r"(?:access|error)_log [^;]*;", text) == none * servers


def test_a_few_slow_senders_keep_nobody_from_complaining() -> None:
    for text, most in ((NGINX, UPLOADS.threads // 8), (ONION, UPLOADS.threads // 2)):
        [block] = re.findall(r"location ~ [^{]*complaints/new[^{]*\{(.*?)\n +\}", text, re.DOTALL)
        assert f"limit_conn openbeat_forms {most};" in block
        assert "proxy_pass http://$openbeat_form;" in block
    assert re.search(
        r"map \$request_method \$openbeat_form \{\s+default openbeat;\s+POST +openbeat-uploads;\s+\}", NGINX
    )
    assert (
        "limit_conn_zone $openbeat_sender zone=openbeat_forms:1m;" in NGINX
    )  # tried in tests/faults/test_slow_senders.py


def test_tor_and_the_proxy_meet_at_an_address_that_is_there_after_each_boot() -> None:
    [asked] = re.findall(r"HiddenServicePort 80 (\S+)", ONION)

    assert re.findall(r"listen (\S+);", ONION) == [asked]
    assert re.fullmatch(r"127\.0\.0\.1:\d+", asked)
    assert asked.rpartition(":")[2] not in {"8000", "8001"}
    assert set(re.findall(r"X-Forwarded-For (\S+);", ONION)) == {"127.0.0.1"}


def test_the_onion_has_the_same_places_as_the_usual_site() -> None:
    assert LOCATION.findall(ONION) == LOCATION.findall(NGINX)


@pytest.mark.parametrize("name", OPENS_WHAT_IS_SEALED)
def test_what_is_opened_in_memory_goes_neither_to_swap_nor_into_a_core_dump(name: str) -> None:
    unit = (ROOT / "deploy" / f"openbeat-{name}.service").read_text(encoding="utf-8").splitlines()

    assert {"LimitCORE=0", "MemorySwapMax=0"} <= set(unit)
