"""As a department runs it: with the settings that ship, behind nginx with the file that ships, where there is nginx."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from openbeat.core.vault.demo import PASSPHRASE
from tests.faults import deployed
from tests.faults.deployed import HOST, House, Otherwise, Service
from tests.faults.proxy import SITE, Guest, Proxy, in_front
from tests.faults.test_kill import SECRET
from tests.faults.uploads import FORM, MARKER, MEGABYTE, Watch, large_files, port_of, send
from tests.faults.visitor import Answer, signed_in

if TYPE_CHECKING:
    from tests.faults.database import Database

pytestmark = pytest.mark.slow

SHIPPED = deployed.ROOT / "deploy" / "openbeat.env"
OURS = ("OPENBEAT_DATA", "OPENBEAT_BACKUPS", "OPENBEAT_SECRET_KEY_FILE")  # where things lie on that machine
SIZE = 200
A_YEAR = "max-age=31536000; includeSubDomains; preload"
OWN = re.compile(r"/complaints/\d+/own/")
FILE = re.compile(r"/evidence/\d+/file/")


@dataclass(frozen=True)
class Site:
    """The house with the settings that ship, and its server for large files."""

    house: House
    uploads: Service

    def guest(self) -> Guest:
        """Somebody whose request comes as nginx sends it on."""
        return Guest(self.house.port, secure=False)


def as_shipped() -> dict[str, str]:
    """What stands in deploy/openbeat.env, but for the places on that machine."""
    lines = [line for line in SHIPPED.read_text().splitlines() if line and not line.startswith("#")]
    found = dict(line.split("=", 1) for line in lines)
    assert set(OURS) <= set(found)
    return {name: value for name, value in found.items() if name not in OURS}


@pytest.fixture(scope="module")
def site(built: tuple[Path, Database], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Everything running; nothing of the example town's ease is left."""
    settings = {**as_shipped(), "OPENBEAT_DEMO": "0", "OPENBEAT_SECRET_KEY": SECRET}
    folder = tmp_path_factory.mktemp("shipped")
    with deployed.opened(built, folder, Otherwise(settings)) as house, large_files(house) as server:
        yield Site(house, server)


@pytest.fixture(scope="module")
def proxy(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    """nginx before both servers."""
    folder = tmp_path_factory.mktemp("nginx") / "front"
    with in_front(folder, site.house.port, port_of(site.uploads)) as front:
        yield front


def settled(morsel: object) -> tuple[bool, bool, str, str]:
    """What a cookie says of itself: over https alone, for no script, from which sites, for which addresses."""
    return (bool(morsel["secure"]), bool(morsel["httponly"]), morsel["samesite"], morsel["path"])  # type: ignore[index]


def is_safe(answer: Answer) -> None:
    """The headers that every page carries."""
    headers = {name.lower(): value for name, value in answer.headers.items()}
    assert headers["strict-transport-security"] == A_YEAR
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    policy = headers["content-security-policy"]
    assert {"default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"} <= {
        part.strip() for part in policy.split(";")
    }
    assert "unsafe" not in policy
    assert "*" not in policy


def test_every_kind_of_page_carries_the_headers_that_keep_it_safe(site: Site) -> None:
    with site.guest() as guest:
        for path in ("/", "/sign-in/", "/receipt/", FORM, "/log/", "/log/verify/", "/nothing/"):
            is_safe(guest.get(path))
        is_safe(guest.post("/receipt/", {"code": "no token"}))
        guest.cookies["sessionid"] = signed_in(site.house, "ines")
        answer = guest.get("/me/key/")
        assert answer.status == 200
        is_safe(answer)
        assert "no-store" in answer.headers["cache-control"]


def test_each_cookie_is_for_https_alone_and_for_no_script_and_the_vaults_for_no_other_site(site: Site) -> None:
    with site.guest() as guest:
        guest.cookies["sessionid"] = signed_in(site.house, "ines")
        _page, fields = guest.form("/me/key/unlock/")
        opened = guest.post("/me/key/unlock/", {**fields, "passphrase": PASSPHRASE})
        assert opened.status == 302
        assert settled(guest.morsels["vault"]) == (True, True, "Strict", "/")
        assert guest.morsels["vault"]["max-age"] == ""  # it goes with the browser's window
        assert settled(guest.morsels["csrftoken"]) == (True, True, "Lax", "/")
        guest.post("/me/key/lock/", fields)
        assert settled(guest.morsels["messages"]) == (True, True, "Lax", "/")
        assert guest.post("/sign-out/", fields).status == 302
        assert guest.morsels["vault"].value == ""


def test_a_receipt_opens_a_session_whose_cookie_is_as_strict(site: Site) -> None:
    with site.guest() as guest:
        code = filed(guest)
        _page, fields = guest.form("/receipt/")
        assert guest.post("/receipt/", {**fields, "code": code}).status == 302
        assert settled(guest.morsels["sessionid"]) == (True, True, "Lax", "/")
        assert settled(guest.morsels["vault"]) == (True, True, "Strict", "/")


def test_no_cookie_of_whoever_complains_outlives_the_hour_or_the_browsers_window(site: Site) -> None:
    with site.guest() as guest:
        code = filed(guest)
        _page, fields = guest.form("/receipt/")
        guest.post("/receipt/", {**fields, "code": "wrong"})
        assert guest.post("/receipt/", {**fields, "code": code}).status == 302
        own = OWN.search(guest.get("/receipt/matters/").text)
        assert own
        _page, fields = guest.form(own[0])
        assert guest.post(own[0], {**fields, "text": "He laughed again.", "language": "en"}).status == 302
        guest.get(own[0])
        lasting = {name: morsel["max-age"] or morsel["expires"] for name, morsel in guest.morsels.items()}

    assert {"csrftoken", "sessionid", "vault"} <= set(lasting)
    assert {name: age for name, age in lasting.items() if age not in {"", "0"}} == {"sessionid": "3600"}


def filed(guest: Guest) -> str:
    """A complaint in a few words; gives its code."""
    _page, fields = guest.form(FORM)
    fields.pop("area", None)
    said = {"words": "He laughed.", "language": "en", "outside": "no", "contact": "yes", "website": ""}
    empty = dict.fromkeys(("happened_when", "happened_where", "about"), "")
    answer = guest.send(FORM, {**fields, **said, **empty}, [])
    assert answer.code, answer.status
    return answer.code


def test_each_reads_in_the_language_they_wish_whatever_the_one_before_was_given(site: Site) -> None:
    browser = {"Accept": "text/html", "Accept-Language": "my-MM,my;q=0.9", "Referer": ""}  # from nowhere
    for _time in range(3):
        with site.guest() as guest:
            english = guest.get("/", **{**browser, "Accept-Language": "en-US,en;q=0.9"})
            led = guest.get("/", **browser)
            assert (english.status, english.headers["content-language"]) == (200, "en")
            assert (led.status, led.headers["location"]) == (302, "/my/")
            assert guest.get("/my/", **browser).headers["content-language"] == "my"
            assert guest.get("/?lang=en", **browser).headers["location"] == "/"
            assert guest.get("/", **browser).headers["content-language"] == "en"
            assert settled(guest.morsels["language"]) == (True, True, "Lax", "/")
            assert guest.get("/meetings.ics", **browser).status == 200


def test_a_form_from_another_site_is_refused(site: Site) -> None:
    with site.guest() as guest:
        _page, fields = guest.form("/receipt/")
        body = f"code=x&csrfmiddlewaretoken={fields['csrfmiddlewaretoken']}".encode()
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        assert guest.ask("POST", "/receipt/", body, {**kind, "Referer": "https://evil.example/"}).status == 403
        assert guest.ask("POST", "/receipt/", body, {**kind, "Origin": "https://evil.example"}).status == 403
        assert guest.ask("POST", "/receipt/", body, {**kind, "Origin": f"https://{SITE}"}).status != 403


def test_through_the_proxy_a_large_upload_is_nowhere_in_clear_and_comes_back_so(site: Site, proxy: Proxy) -> None:
    watch = Watch([site.house.data, proxy.folder], [site.uploads, proxy])
    watch.start()

    answer = send(Guest(proxy.secure, timeout=600), SIZE * MEGABYTE)
    assert answer
    assert answer.code, answer.status
    is_safe(answer)
    with Guest(proxy.secure, timeout=600) as guest:
        _page, fields = guest.form("/receipt/")
        assert guest.post("/receipt/", {**fields, "code": answer.code}).status == 302
        own = OWN.search(guest.get("/receipt/matters/").text)
        assert own
        place = FILE.search(guest.get(own[0]).text)
        assert place
        back = slowly(guest, place[0])

    watch.over.set()
    watch.join()
    watch.look()
    assert back == SIZE * MEGABYTE
    assert (watch.found, watch.looks > 2) == ([], True)
    assert temporary(proxy) == []
    assert "[error]" not in (proxy.folder / "error.log").read_text()


def slowly(guest: Guest, path: str) -> int:
    """Fetch it over a line that stops for a while: what nginx cannot pass on it would have to keep."""
    connection = guest.open()
    connection.request("GET", path, headers=guest.says())
    with connection.getresponse() as response:
        assert response.status == 200
        size = len(response.read(MEGABYTE))
        time.sleep(3)
        while piece := response.read(MEGABYTE):
            assert MARKER in piece or len(piece) < MEGABYTE
            size += len(piece)
    connection.close()
    return size


def temporary(proxy: Proxy) -> list[Path]:
    """What lies in the folders into which nginx may write what comes and goes."""
    return [path for path in proxy.folder.rglob("*") if path.is_file() and path.parent != proxy.folder]


@pytest.mark.parametrize(
    ("path", "megabytes", "sent", "sentence"),
    [
        (FORM, 2101, 0, "413"),
        ("/concerns/new/", 99, 99, "too large"),
        ("/concerns/new/", 101, 0, "413"),
    ],
    ids=str,
)
def test_what_is_too_large_is_refused_and_the_answer_arrives(
    site: Site, proxy: Proxy, path: str, megabytes: int, sent: int, sentence: str
) -> None:
    """By nginx before it was sent; by the program in its own words, which reads as much as nginx lets through."""
    with Guest(proxy.secure) as guest:
        connection = guest.open()
        connection.putrequest("POST", path, skip_host=True)
        told = {"Content-Type": "multipart/form-data; boundary=x", "Content-Length": str(megabytes * MEGABYTE)}
        for name, value in {**guest.says(), **told}.items():
            connection.putheader(name, value)
        connection.endheaders()
        for _number in range(sent):
            connection.send(bytes(MEGABYTE))
        with connection.getresponse() as response:
            page = response.read().decode()
        connection.close()

    assert response.status == 413
    assert sentence in page
    assert temporary(proxy) == []


def test_plain_http_leads_to_https_and_nothing_else(site: Site, proxy: Proxy) -> None:
    with Guest(proxy.plain, secure=False) as guest:
        answer = guest.get("/receipt/")

    assert (answer.status, answer.headers["Location"]) == (301, f"https://{SITE}/receipt/")


def test_the_proxy_writes_down_nobody(site: Site, proxy: Proxy) -> None:
    for port, secure in ((proxy.plain, False), (proxy.secure, True)):
        with Guest(port, secure=secure) as guest:
            guest.get("/receipt/?who=asks")
            guest.get("/nothing/")

    written = "".join(path.read_text() for path in proxy.folder.glob("*.log"))
    assert (HOST in written, "who=asks" in written) == (False, False)
