"""Texts that may stand in several languages: what is called public is read by a visitor where it says, and no more."""

from __future__ import annotations

import re
from collections import defaultdict
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from openbeat.apps.home.services import town
from openbeat.core.hooks import texts
from openbeat.core.web import addresses
from openbeat.kit.actors import VISITOR
from tests import untranslated
from tests.test_house_rules import CODE, short

if TYPE_CHECKING:
    from openbeat.core.hooks.texts import Kind, Source

PAGES = {code for code, _name in settings.LANGUAGES}
TEMPLATES = sorted(CODE.rglob("templates/**/*.html"))
TAG = re.compile(r"""{% text [^ ]+ ["'](\w+)["']""")
A_KIND = 12  # things of one kind that are looked at


def _seen(client: Client, url: str) -> str:
    """What a visitor reads there, in one line without markup."""
    response = client.get(url.partition("#")[0])
    return _plain(response.content.decode()) if response.status_code == 200 else ""


def _plain(markup: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def _page(source: Source) -> str:
    """Its address in its own language: there nothing is translated, and of several versions it is the one shown."""
    return addresses.address(addresses.bare(source.url), source.language if source.language in PAGES else "en")


def _everything() -> dict[str, list[Source]]:
    """All texts there are, by kind."""
    found: dict[str, list[Source]] = {}
    for kind in texts.kinds():
        model: Any = apps.get_model(kind.kind)
        keys = [str(key) for key in model.objects.order_by("-pk").values_list("pk", flat=True)]
        found[kind.kind] = [source for source in kind.read(keys) if source.words.strip()]
    return found


def _grow(everything: dict[str, list[Source]]) -> list[str]:
    """The kinds whose texts cost more queries where more of them are read."""
    return [
        kind
        for kind, sources in everything.items()
        if len(keys := list(dict.fromkeys(source.ref.key for source in sources))) > 2
        and _cost(kind, keys[:1]) != _cost(kind, keys[:3])
    ]


def _cost(kind: str, keys: list[str]) -> int:
    offered = texts.of(kind)
    assert offered
    with CaptureQueriesContext(connection) as captured:
        list(offered.read(keys))
    return len(captured)


def _opened_to_strangers(everything: dict[str, list[Source]]) -> list[str]:
    """Things that are called visible to a visitor though a word of them is not public."""
    private = {source.ref for sources in everything.values() for source in sources if not source.public}
    return sorted(str(ref) for ref in texts.visible(private, VISITOR))


def test_each_text_of_a_template_is_offered_or_has_a_reason() -> None:
    """By its field alone: the harness looks at the thing too, in each test that renders the page."""
    named = {field for path in TEMPLATES for field in TAG.findall(path.read_text(encoding="utf-8"))}
    offered = {f"{kind.kind}:{field}" for kind in texts.kinds() for field in kind.fields}
    known = {name.partition(":")[2] for name in offered | set(untranslated.REASONS)}

    assert named - known == set()
    assert offered & set(untranslated.REASONS) == set(), "it is offered now: take it off the list"


def test_no_template_cuts_a_text_short_before_it_is_looked_up() -> None:
    cut = [
        short(path)
        for path in TEMPLATES
        if re.search(r"{% (text|words) [^%]*\|(truncate|slice|cut)", path.read_text(encoding="utf-8"))
    ]

    assert cut == []


@pytest.mark.parametrize("kind", texts.kinds(), ids=lambda kind: kind.kind)
def test_each_field_that_is_offered_is_there_and_has_its_language(kind: Kind) -> None:
    model = apps.get_model(kind.kind)
    columns = {field.name for field in model._meta.get_fields()}

    assert set(kind.fields) <= columns
    assert {name for name in kind.fields if not {"language", f"{name}_language"} & columns} == set()
    assert all(other in {one._meta.label_lower for one in apps.get_models()} for other in kind.within)


@pytest.mark.slow
def test_what_is_public_is_read_where_it_says_and_the_rest_is_not(client: Client, db: None) -> None:
    town.build("small", at=timezone.now())
    pages: dict[str, str] = {}
    missing, leaks, looked_at = [], [], 0
    everything = _everything()
    told = {source.words for sources in everything.values() for source in sources if source.public}
    for sources in everything.values():
        by_public: dict[tuple[bool, str], list[Source]] = defaultdict(list)
        for source in sources:
            by_public[source.public, source.field].append(source)
        for (public, _field), some in by_public.items():
            for source in some[:A_KIND]:
                page = _page(source)
                pages[page] = pages.get(page) or _seen(client, page)
                looked_at += 1
                there = all(" ".join(part.split()) in pages[page] for part in source.words.split("\n") if part.strip())
                if public and not there:
                    missing.append(f"{source.slot} {page}: {source.words[:60]}")
                if not public and there and source.words not in told:
                    leaks.append(f"{source.slot} {page}: {source.words[:60]}")
    assert ("\n".join(missing), "\n".join(leaks)) == ("", "")
    assert _grow(everything) == []
    assert _opened_to_strangers(everything) == []
    assert looked_at > A_KIND
