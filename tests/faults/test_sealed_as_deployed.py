"""What is sealed is nowhere in clear in a running house: not in its dump, files, prints, letters, pages for others.

`tests/journeys/test_sealed.py` compares the list of sealed fields with the source; here the same marker goes through
the programs as a department runs them.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import pytest
from pyrage import x25519

from openbeat.config.commands import databases
from openbeat.core.evidence.tests.makers import a_video
from openbeat.core.vault.demo import PASSPHRASE
from tests.faults import deployed
from tests.faults.database import Database
from tests.faults.deployed import House, Otherwise, Service, opened
from tests.faults.post_office import PostOffice, open_office
from tests.faults.test_backup import NEW_HALF
from tests.faults.test_kill import in_earnest, until
from tests.faults.uploads import large_files, port_of
from tests.faults.visitor import Answer, Photo, Visitor, in_bytes, signed_in
from tests.marks import MARK, marked, places_with

pytestmark = pytest.mark.slow

FORM, MEGABYTE = "/complaints/new/whole/", 1024 * 1024
FIELDS = ("words", "happened_when", "happened_where", "about", "witnesses", "hopes", "unseen", "safely", "refused")
SAID = {name: marked(name) for name in FIELDS}
FILES = (
    Photo(f"{marked('name')}.mp4", a_video(marker=MARK.encode()), "video/mp4"),
    Photo(f"{marked('name')}.txt", f"I saw {MARK} there.\n".encode() * 400, "text/plain"),
)
FOR_OTHERS = (
    *("/", "/areas/millrace/", "/areas/millrace/feed.atom", "/concerns/", "/progress/", "/search/?words=kestrels"),
    *("/complaints/", "/about/promises/", "/about/records/", "/about/demands/", "/log/", "/log/counts/"),
    *("/log/checkpoint", "/log/tile/0/000", "/log/tile/entries/000", "/receipt/matters/", "/desk/", "/me/"),
    *("/me/messages/", "/notices/", "/complaints/desk/", "/me/key/", "/records/", "/health/"),
    *("/complaints/outcomes/", "/complaints/outcomes.json", "/complaints/outcomes.csv", "/complaints/cases/"),
    *("/complaints/board/", "/complaints/board/desk/", "/complaints/desk/summaries/", "/complaints/officer/"),
)
BESIDE = (
    "classify",
    "casework",
    "findings",
    "discipline",
    "clocks",
    "officers",
    "statements",
    "referrals",
    "recordings",
)
SWITCH = """
from openbeat.apps.complaints import services
from openbeat.core.vault.demo import BUILDER
from openbeat.kit.clock import now
services.switch_{how}(by=BUILDER, at=now())
"""


@dataclass
class Left:
    """The running house, and all that came out of it for others than those who may read."""

    house: House
    uploads: Service
    letters: PostOffice
    seen: dict[str, bytes] = field(default_factory=dict)
    number: int = 0
    secrets: dict[str, str] = field(default_factory=dict)

    def keep(self, name: str, answer: Answer, status: int | None = None) -> None:
        """What somebody else was shown; each of its headers too."""
        assert status in {None, answer.status}, (name, answer.status, answer.text[:400])
        self.seen[f"{name}: {answer.status}"] = repr(answer.headers).encode() + answer.content


@pytest.fixture(scope="module")
def left(built: tuple[Path, Database], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Left]:
    """The journey was made: filed, followed, read, answered, broken, backed up, exported; the house still runs."""
    folder = tmp_path_factory.mktemp("sealed")
    with open_office(7) as letters:
        letters.longest = 0
        earnest = in_earnest(folder, letters).settings
        more = {"OPENBEAT_LOG": "DEBUG", "OPENBEAT_EVIDENCE_BYTES": str(2 * MEGABYTE)}
        with opened(built, folder, Otherwise(earnest | more)) as house, large_files(house) as server:
            found = Left(house, server, letters)
            filed_and_followed(found)
            handled(found)
            broken(found)
            for who in ("", "rosa", "lee", "cora", "ada", "omar"):
                shown_to(found, who)
            commanded(found, folder)
            waits = "SELECT count(*) FROM notices_message WHERE stage IN ('queued', 'sending') AND channel = 'email'"
            assert until(lambda: house.database.rows(waits) == [(0,)], 60), house.said()
            yield found


# The journey


def filed_and_followed(left: Left) -> None:
    """Somebody complains with files, comes back with the code, adds words."""
    with Visitor(port_of(left.uploads)) as visitor:
        answer = visitor.send(FORM, said(visitor, **SAID), FILES)
        assert answer.code, (answer.status, answer.text[:2000])
        left.secrets["the code"] = answer.code
    with Visitor(left.house.port) as visitor:
        _page, fields = visitor.form("/receipt/")
        assert visitor.post("/receipt/", {**fields, "code": answer.code}).status == 302
        found = re.search(r"/complaints/(\d+)/own/", visitor.get("/receipt/matters/").text)
        assert found
        own, left.number = found[0], int(found[1])
        _page, fields = visitor.form(own)
        assert visitor.post(own, {**fields, "text": marked("more"), "language": "en"}).status == 302
        page = visitor.get(own).text
        assert all(words in page for words in (*SAID.values(), marked("more"), marked("name")))
        left.secrets["the cookie of a receipt"] = visitor.cookies["vault"]
        for _often in range(40):
            if (answer := visitor.post(own, {**fields, "text": "", "language": "en"})).status == 429:
                break
        again = visitor.post(own, {**fields, "text": marked("too often"), "language": "en"})
        assert (answer.status, again.status, marked("too often") in again.text) == (429, 429, True)
        assert visitor.post("/receipt/matters/close/", fields).status == 302


def said(visitor: Visitor, **changes: str) -> dict[str, str]:
    """The form as somebody fills it in."""
    _page, fields = visitor.form(FORM)
    fields.pop("area", None)
    empty = {"website": "", "language": "en", "outside": "no", "contact": "yes"}
    return {**fields, **empty, **dict.fromkeys(SAID, ""), **changes}


def handled(left: Left) -> None:
    """The office reads, classifies, works on it; whoever leads ends it; the office answers, and opens the files."""
    path = f"/complaints/{left.number}/"
    with at_work(left, "ines") as (visitor, fields):
        assert SAID["words"] in visitor.get(path).text
        for where, typed in worked_on():
            answer = visitor.post(f"{path}{where}", {**fields, "language": "en", **typed})
            assert answer.status == 302, (where, answer.status)
        pages = "".join(visitor.get(f"{path}{page}").text for page in ("", *(f"{each}/" for each in BESIDE)))
        marks = ("acknowledge", "write_message", "badge", "recording", "pause", "voluntary", "whom", "reply", "harm")
        assert [name for name in marks if marked(name) not in pages] == []
        assert marked("compelled") in visitor.get(f"{path}statements/1/").text
        [(sana,)] = left.house.database.rows("SELECT id FROM people_person WHERE email = 'sana@example.org'")
        assert visitor.post(f"{path}readers/add/", {**fields, "person": str(sana)}).status == 302
        assert visitor.post("/sign-out/", fields).status == 302
    with at_work(left, "sana") as (visitor, fields):
        plan = {**fields, "words": marked("plan"), "language": "en"}
        assert visitor.post(f"{path}casework/plan/", plan).status == 302
        assert marked("plan") in visitor.get(f"{path}casework/").text
        ended = {**fields, "code": "clarified", "text": marked("ended"), "language": "en"}
        assert visitor.post(f"{path}findings/without/", ended).status == 302
        assert marked("ended") in visitor.get(f"{path}casework/").text + visitor.get(f"{path}findings/").text
        assert visitor.post("/sign-out/", fields).status == 302
    with at_work(left, "ines") as (visitor, fields):
        answered(left, visitor, fields)
        assert visitor.post("/sign-out/", fields).status == 302


@contextmanager
def at_work(left: Left, who: str) -> Iterator[tuple[Visitor, dict[str, str]]]:
    """Somebody of the office, who unlocks their key with the passphrase and says why they open it."""
    with Visitor(left.house.port) as visitor:
        visitor.cookies["sessionid"] = signed_in(left.house, who)
        _page, fields = visitor.form("/me/key/unlock/")
        left.keep("a wrong passphrase", visitor.post("/me/key/unlock/", {**fields, "passphrase": marked("phrase")}))
        left.seen.popitem()
        assert visitor.post("/me/key/unlock/", {**fields, "passphrase": PASSPHRASE}).status == 302
        left.secrets[f"the cookie of {who}, {len(left.secrets)}"] = visitor.cookies["vault"]
        assert visitor.post(f"/complaints/{left.number}/why/", {**fields, "why": "work"}).status == 302
        yield visitor, fields


def worked_on() -> Iterator[tuple[str, dict[str, str]]]:
    """What the office sends from its pages, one after the other."""
    yield from (("write/", {"act": act, "text": marked(act)}) for act in ("acknowledge", "write_message"))
    yield "accused/", {"name": marked("officer"), "badge": marked("badge"), "description": marked("looks")}
    yield "classify/", {"kind-1": "discourtesy", "words-1": marked("point")}
    yield "recordings/", {"tape": "body", "holder": "omar@example.org", "what": marked("recording")}
    yield "step/begin/", {}
    yield "casework/entry/", {"sort": "interview", "words": marked("entry"), "who": marked("who"), "voluntary": "yes"}
    for given in ("compelled", "voluntary"):
        yield "statements/new/", {"given": given, "whose": "", "text": marked(given)}
    yield "referrals/new/", {"to": "prosecutor", "whom": marked("whom"), "text": marked("asked")}
    yield "referrals/reply/", {"number": "1", "text": marked("reply")}
    yield "clocks/pause/", {"reason": "court", "text": marked("pause")}
    yield "clocks/resume/", {}
    yield "clocks/harm/", {"text": marked("harm")}
    yield "clocks/harm/read/", {"text": marked("read")}


def answered(left: Left, visitor: Visitor, fields: dict[str, str]) -> None:
    """The answer, a draft, a search, and each of the files."""
    path = f"/complaints/{left.number}/"
    for act in ("answer", "draft"):
        sent = visitor.post(f"{path}write/", {**fields, "act": act, "text": marked(act), "language": "en"})
        assert sent.status == 302, act
    page = visitor.get(path).text
    assert all(marked(act) in page for act in ("acknowledge", "answer", "draft"))
    looked = visitor.post("/complaints/desk/search/", {**fields, "words": MARK})
    assert "looked through" in looked.text
    for (number,) in left.house.database.rows(
        "SELECT file.id FROM evidence_sealedfile file "  # noqa: S608  our own number
        f"WHERE file.kind = 'complaints.complaint' AND file.key = '{left.number}'"
    ):
        with Visitor(port_of(left.uploads), cookies=dict(visitor.cookies)) as there:
            assert MARK.encode() in there.get(f"/evidence/{number}/file/").content


def broken(left: Left) -> None:
    """Every page that tells of something wrong, with the marker in what was sent."""
    words = marked("wrong")
    with Visitor(port_of(left.uploads)) as visitor:
        form = said(visitor, words=words)
        left.keep("no token", visitor.post(FORM, {**form, "csrfmiddlewaretoken": words}), 403)
        large = visitor.send(FORM, form, [Photo(words, words.encode() * 300_000)])
        assert (large.status, words in large.text) == (422, True)  # to whoever wrote it nothing is lost
        left.keep("no form", visitor.ask("POST", FORM, words.encode(), {"Content-Type": "multipart/form-data"}))
        left.keep("not there", visitor.post(f"/complaints/{left.number}/write/", {**form, "text": words}))
        own = visitor.send(FORM, {**form, "words": "", "about": words}, [])
        assert (own.status, words in own.text) == (422, True)
        program = b"\x7fELF\x02\x01\x01" + bytes(9) + words.encode() * 99
        refused = visitor.send(FORM, form, [Photo(f"{words}.exe", program)])
        assert (refused.status, words in refused.text) == (422, True)
        form = said(visitor, words=words)
        deployed.ask(left.house.environment, SWITCH.format(how="off"))
        shut = visitor.send(FORM, form, FILES)
        assert (shut.status, words in shut.text) == (503, True)
        deployed.ask(left.house.environment, SWITCH.format(how="on"))
        with taken_away(left.house.database, "complaints_account"):
            left.keep("it broke", visitor.send(FORM, form, FILES), 500)
    bad = f"POST {FORM} HTTP/1.1\r\nHost: {words}\r\nContent-Length: 99\r\n\r\nwords={words}".encode()
    left.keep("another host", in_bytes(left.house.port, bad), 400)
    with Visitor(left.house.port) as visitor:
        plain = said(visitor, words=words)
        left.keep("too much", visitor.post("/receipt/", {**plain, "code": words * 300_000}))
        visitor.leave()  # the server has hung up: it read no more of that
        left.keep("no page", visitor.post("/complaints/nothing/", plain), 404)
        visitor.leave()  # nor of that
        for path in ("/{}/", "/complaints/{}/", "/areas/{}/", "/es/areas/{}/feed.atom"):
            assert visitor.get(path.format(quote(words))).status == 404  # what was typed into the bar of addresses
        with taken_away(left.house.database, "receipts_receipt"):
            code = left.secrets["the code"]
            left.keep("a code when it broke", visitor.post("/receipt/", {**plain, "code": code}), 500)


class taken_away:  # noqa: N801  as a statement
    """A table that is not there for a moment, so that the program breaks in the middle of its work."""

    def __init__(self, database: Database, table: str) -> None:
        self.database, self.table = database, table

    def __enter__(self) -> None:
        self.database.rows(f"ALTER TABLE {self.table} RENAME TO taken_away")

    def __exit__(self, *_exc: object) -> None:
        self.database.rows(f"ALTER TABLE taken_away RENAME TO {self.table}")


def shown_to(left: Left, who: str) -> None:
    """Pages, feeds, files for programs, somebody's own export."""
    number = left.number
    with Visitor(left.house.port) as visitor:
        if who:
            visitor.cookies["sessionid"] = signed_in(left.house, who)
        beside = (f"/complaints/{number}/{page}/" for page in ("own", *BESIDE))
        for path in (*FOR_OTHERS, f"/complaints/{number}/", *beside, "/evidence/1/file/"):
            left.keep(f"{path} for {who or 'a visitor'}", visitor.get(path))
        if who:
            _page, fields = visitor.form("/me/details/")
            left.keep(f"the export of {who}", visitor.post("/me/export/", fields), 200)


def commanded(left: Left, folder: Path) -> None:
    """Backup, export, audit, check: what they print, and what they leave beside what they are asked for."""
    environment = left.house.environment
    for side in ("inside", "outside"):
        recipient = x25519.Identity.generate().to_public()
        deployed.ask(environment, NEW_HALF.format(name=side, recipient=recipient))
    phrase = folder / "phrase"
    phrase.write_text(PASSPHRASE)
    export = ("export", "evidence", f"complaints.complaint:{left.number}", "--as", "ines@example.org", "--why", "work",
              "--to", str(folder / "beside" / "exported"), "--passphrase-file", str(phrase))  # fmt: skip
    (folder / "beside").mkdir()
    for words in (("backup", "--to", str(folder / "backups")), ("audit", "--json"), ("check",), export):
        done = deployed.run(environment, *words, fails=words[0] == "check")
        left.seen[f"openbeat {words[0]}"] = f"{done.stdout}\n{done.stderr}".encode()
    phrase.unlink()
    exported = folder / "beside" / "exported"
    assert MARK.encode() in b"".join(path.read_bytes() for path in exported.iterdir())  # for a court it is in clear
    shutil.rmtree(exported)
    assert list((folder / "backups").glob("*.age"))


# What is left of it


def kept(left: Left) -> dict[str, bytes]:
    """The dump of the database, its tables in their own words, every file of the house, its prints, its letters."""
    found = {f"file {path}": path.read_bytes() for path in left.house.logs.rglob("*") if path.is_file()}
    found["the dump"] = dump(left.house.database)
    found["what was printed"] = left.house.said().encode() + left.uploads.log.read_bytes()
    found["letters"] = b"\n".join(left.letters.letters)
    return {name: content for name, content in found.items() if "/static/" not in name} | left.seen


def dump(database: Database) -> bytes:
    """All of it as its own program writes it out: pg_dump, or what `sqlite3 .dump` prints."""
    if isinstance(database.place, Path):
        with closing(sqlite3.connect(database.place)) as connection:
            return "\n".join(connection.iterdump()).encode(errors="surrogatepass")
    words = [databases._program("pg_dump"), "--dbname", database.place]
    return subprocess.run(words, check=True, capture_output=True).stdout


def test_nothing_of_it_is_in_clear_anywhere(left: Left) -> None:
    everything = kept(left)

    assert places_with(MARK, everything) == []
    for name, secret in {**left.secrets, "a passphrase": PASSPHRASE}.items():
        assert (name, places_with(secret, everything)) == (name, [])
        assert (name, places_with(secret.replace(" ", ""), everything)) == (name, [])


def test_all_that_should_have_happened_has_and_is_where_we_looked(left: Left) -> None:
    """Else nothing would be found because nothing is there."""
    everything = kept(left)
    the_dump, printed = everything["the dump"].decode(errors="replace"), everything["what was printed"].decode()

    assert all(table in the_dump for table in ("complaints_account", "django_tasks_database_dbtaskresult"))
    assert "OperationalError" in printed or "UndefinedTable" in printed or "ProgrammingError" in printed
    assert {"400", "403", "404", "413", "500"} <= {name.rpartition(": ")[2] for name in left.seen}
    assert [name for name in everything if name.endswith(".age")]
    assert [name for name in everything if "/sealed/" in name]
    assert left.letters.letters
