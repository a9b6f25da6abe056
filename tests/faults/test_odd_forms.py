"""Every form that somebody of the cast can see is sent with something odd in each field: never a broken page."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest

from tests.faults.judge import reveals_nothing
from tests.faults.visitor import Visitor, signed_in

if TYPE_CHECKING:
    from tests.faults.deployed import House

pytestmark = pytest.mark.slow

ODD = ("\0", "9" * 25, "3000000000", "-1", "9999-12-31", "0001-01-01", "x" * 20_000, "a:b:c", "//evil.example")
WHO = ("lee", "cora", "ada", "rosa")
PAGES = (
    *("/me/", "/me/details/", "/me/ways/add/", "/people/enter/", "/people/tenures/", "/people/demands/", "/people/1/"),
    *("/places/", "/places/areas/new/", "/places/areas/3/", "/places/posts/1/", "/department/", "/department/details/"),
    *("/department/holidays/", "/concerns/enter/", "/concerns/new/", "/progress/new/", "/meetings/new/"),
)
OF_ONE = {
    "concerns_concern": ("/concerns/{}/", *(f"/concerns/{{}}/{step}/" for step in ("answer", "look", "chart", "move"))),
    "progress_task": ("/progress/{}/",),
    "meetings_meeting": ("/meetings/{}/",),
    "notices_message": ("/notices/{}/",),
}
LEFT_ALONE = re.compile("sign-out|forget|everywhere|/demo/")  # they end what the test stands on
TYPED = ("input", "textarea", "button")
EMPTY = ("text", "title", "story", "words", "reason")


class Forms(HTMLParser):
    """The forms of a page that are posted: where to, and what a browser would send untouched."""

    def __init__(self, page: str, path: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.path, self.fields, self.choosing = path, dict[str, str](), ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, Any]]) -> None:
        of = dict(attrs)
        name, value = of.get("name") or "", of.get("value") or ""
        if tag == "form":
            self.fields = {}
            if of.get("method") == "post":
                self.found.append((of.get("action") or self.path, self.fields))
        elif tag == "select":
            self.choosing = name
            self.fields[name] = ""
        elif tag == "option" and self.choosing and ("selected" in of or not self.fields[self.choosing]):
            self.fields[self.choosing] = value
        elif tag in TYPED and name and of.get("type") != "file" and ("checked" in of or name not in self.fields):
            self.fields[name] = value or ("Words." if name in EMPTY else "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.choosing = ""


def paths(house: House) -> list[str]:
    found = list(PAGES)
    for table, addresses in OF_ONE.items():
        for (key,) in house.database.rows(f"SELECT min(id) FROM {table} GROUP BY stage"):  # noqa: S608
            found += [address.format(key) for address in addresses]
    return found


@pytest.mark.parametrize("who", WHO)
def test_no_form_breaks_when_odd_things_are_typed_in(house: House, who: str) -> None:
    known: set[tuple[str, ...]] = set()
    session = signed_in(house, who)
    with Visitor(house.port, cookies={"sessionid": session}) as visitor:
        for path in paths(house):
            page = visitor.get(path)
            reveals_nothing(page, path)
            for action, fields in Forms(page.content.decode(), path).found:
                kind = (re.sub(r"\d+", "N", action), *fields)
                if page.status == 200 and kind not in known and not LEFT_ALONE.search(action):
                    known.add(kind)
                    send_odd(visitor, action, fields)
                    visitor.cookies["sessionid"] = session
    assert len(known) > 3
    assert "Internal Server Error" not in house.said()


def send_odd(visitor: Visitor, action: str, fields: dict[str, str]) -> None:
    for name in fields.keys() - {"csrfmiddlewaretoken"}:
        for odd in ODD:
            answer = visitor.post(action, {**fields, name: odd})
            assert answer.status < 500, (action, name, odd[:30])
            reveals_nothing(answer, f"{action} {name} {odd[:30]}")
            assert not answer.headers.get("location", "/").startswith("//")
