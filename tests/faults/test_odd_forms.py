"""Every form that somebody of the cast can see is sent with something odd in each field: never a broken page."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from openbeat.core.vault.demo import PASSPHRASE
from tests.faults.complainant import FORM, opened, words
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
STEPS = "/complaints/new/steps/"
NO_TASK = "SELECT min(id) FROM complaints_complaint WHERE stage = 'in_work' AND investigator_id IS NULL"
HAS_TASK = (
    "SELECT min(complaints_complaint.id) FROM complaints_complaint JOIN people_person"
    " ON people_person.id = investigator_id WHERE stage = 'in_work' AND email = 'nils@example.org'"
)
OF_A_CASE = {"ines": (NO_TASK, ("", "classify/")), "nils": (HAS_TASK, ("findings/", "casework/"))}
LEFT_ALONE = re.compile("sign-out|forget|everywhere|/demo/")  # they end what the test stands on
SOMEWHERE = (f"127.{2 + n // 62500}.{n // 250 % 250}.{1 + n % 250}" for n in count())
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
    with Visitor(house.port, cookies={"sessionid": signed_in(house, who)}) as visitor:
        for path in paths(house):
            every_form(visitor, path, known)
    assert len(known) > 3
    assert "Internal Server Error" not in house.said()


@pytest.mark.parametrize("who", OF_A_CASE)
def test_no_form_of_a_sealed_matter_breaks_either(house: House, who: str) -> None:
    query, pages = OF_A_CASE[who]
    [(key,)] = house.database.rows(query)
    known: set[tuple[str, ...]] = set()
    with Visitor(house.port, cookies={"sessionid": signed_in(house, who)}) as visitor:
        _page, fields = visitor.form("/me/key/unlock/")
        assert visitor.post("/me/key/unlock/", {**fields, "passphrase": PASSPHRASE}).status == 302
        assert visitor.post(f"/complaints/{key}/why/", {**fields, "why": "work"}).status == 302
        for page in pages:
            every_form(visitor, f"/complaints/{key}/{page}", known)
    seen = {action.removeprefix("/complaints/N") for action, *_fields in known}
    assert seen >= {"ines": {"/write/", "/classify/"}, "nils": {"/findings/N/", "/casework/entry/"}}[who], seen
    assert "Internal Server Error" not in house.said()


def test_no_form_of_whoever_complains_breaks_either(house: House) -> None:
    known: set[tuple[str, ...]] = set()
    with Visitor(house.port) as visitor:
        _page, fields = visitor.form(FORM)
        fields.pop("area", None)
        own, _fields = opened(visitor, visitor.post(FORM, fields | words("Odd")).code)
        every_form(visitor, own, known)
        _page, fields = visitor.form(STEPS)
        begun = {"words": "Odd.", "language": "en", "sort": "complaint", "speaks_as": "self", "website": ""}
        assert visitor.post(STEPS, fields | begun).code
        [(key,)] = house.database.rows("SELECT max(id) FROM complaints_complaint WHERE stage = 'writing'")
        for step in ("what", "where", "who", "witnesses", "hopes", "reach"):
            every_form(visitor, f"{STEPS}{key}/{step}/", known)
        for path in (STEPS, FORM):
            every_form(visitor, path, known)
    assert len(known) > 8
    assert "Internal Server Error" not in house.said()


def every_form(visitor: Visitor, path: str, known: set[tuple[str, ...]]) -> None:
    """Each form of a page that was not seen before, with odd things in it; whoever is signed in stays so."""
    page, cookies = visitor.get(path), dict(visitor.cookies)
    reveals_nothing(page, path)
    assert page.status != 500, path
    for action, fields in Forms(page.content.decode(), path).found:
        kind = (re.sub(r"\d+", "N", action), *fields)
        if page.status == 200 and kind not in known and not LEFT_ALONE.search(action):
            known.add(kind)
            send_odd(visitor, action, fields)
            visitor.cookies.update(cookies)


def send_odd(visitor: Visitor, action: str, fields: dict[str, str]) -> None:
    for name in fields.keys() - {"csrfmiddlewaretoken"}:
        for odd in ODD:
            visitor.leave()
            visitor.comes_from = next(SOMEWHERE)  # else most of them are told that it was too often
            answer = visitor.post(action, {**fields, name: odd})
            assert answer.status < 500, (action, name, odd[:30])
            reveals_nothing(answer, f"{action} {name} {odd[:30]}")
            assert not answer.headers.get("location", "/").startswith("//")
