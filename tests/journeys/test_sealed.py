"""What is sealed is nowhere in clear: every sealed field is filled with a marker by the app's own pages, then all that
the program keeps is searched for it, in every form in which it could lie there.
"""

from __future__ import annotations

import ast
import base64
import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from conftest import HouseClient
from openbeat.apps.complaints import queries as complaints
from openbeat.apps.complaints import services
from openbeat.apps.complaints.demo import ORDER
from openbeat.apps.complaints.demo.board import HOUR, a_board, a_sitting
from openbeat.apps.complaints.demo.casework import a_bureau
from openbeat.apps.complaints.lifecycle import Stage
from openbeat.apps.complaints.lifecycle.recordings import Answered, State
from openbeat.apps.complaints.models import Allegation, Complaint, Packet, Recording
from openbeat.apps.complaints.notices import LATE
from openbeat.apps.complaints.services import recordings
from openbeat.apps.complaints.tests.makers import (
    NOON,
    Office,
    a_complaint,
    a_form,
    an_office,
    code_on,
    opened_as,
    unlocked,
)
from openbeat.apps.concerns.demo import a_concern
from openbeat.core.evidence.models import SealedFile
from openbeat.core.evidence.tests.makers import a_video
from openbeat.core.jobs import registry
from openbeat.core.notices.models import Message
from openbeat.core.people import services as people
from openbeat.core.people.models import Person
from openbeat.core.vault import crypt
from openbeat.core.vault import services as vault
from openbeat.core.vault.fields import SealedField
from openbeat.kit.clock import now
from tests.cast import Cast
from tests.journeys.beside import an_interpreter, beside, shown_to_others
from tests.marks import MARK, marked, places_with

HOME = Path(__file__).resolve().parents[2] / "openbeat"
FILES = {".mp4": a_video(marker=MARK.encode()), ".txt": f"I saw {MARK} there.\n".encode() * 400}


@pytest.fixture(autouse=True)
def _data_of_their_own(settings: Any, tmp_path: Path) -> None:
    settings.OPENBEAT_DATA = tmp_path


@pytest.fixture
def thiri(cast: Cast) -> Person:
    return an_interpreter()


@pytest.fixture
def office(cast: Cast, thiri: Person) -> Office:
    return an_office(also=[cast.imani, thiri])


# What is sealed, by the models and by the source


def inventory() -> dict[str, Any]:
    """Each sealed field of each model, as the models say."""
    found = {}
    for model in apps.get_models():
        for name in getattr(getattr(model, "Privacy", None), "sealed", ()):
            found[f"{model._meta.label}.{name}"] = model
    return found


def in_the_source() -> set[str]:
    """Each field that the source of a model makes of a SealedField."""
    paths = [path for path in HOME.rglob("*.py") if "models" in {path.stem, path.parent.name}]
    return {name for path in paths for name in _sealed_in(path)}


def _sealed_in(path: Path) -> Iterator[str]:
    package = path.relative_to(HOME).parts[1]
    for model in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for line in model.body if isinstance(model, ast.ClassDef) else ():
            call = line.value if isinstance(line, ast.Assign) else None
            if isinstance(call, ast.Call) and getattr(call.func, "id", getattr(call.func, "attr", "")) == "SealedField":
                yield f"{package}.{model.name}.{line.targets[0].id}"  # type: ignore[attr-defined]


def test_the_inventory_of_sealed_fields_is_that_of_the_source() -> None:
    fields = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, SealedField)
    }

    assert set(inventory()) == in_the_source() == fields


# All that the program keeps


def all_that_is_kept(tmp_path: Path, log: pytest.LogCaptureFixture) -> dict[str, bytes]:
    """The database, its tables one by one, the files, the keys, the caches, the letters, what was logged."""
    kept = {f"table {name}": content for name, content in tables()}
    if connection.vendor == "sqlite":
        kept["the database file"] = connection.connection.serialize()  # every page of it, freed ones too
    kept |= {f"file {path}": path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    kept["the cache"] = repr(getattr(cache, "_cache", {})).encode() + b"".join(getattr(cache, "_cache", {}).values())
    kept["letters"] = b"".join(letter.message().as_bytes() for letter in getattr(mail, "outbox", ()))
    kept["the log"] = "\n".join([log.text, *(str(vars(record)) for record in log.records)]).encode()
    return kept


def tables() -> Iterator[tuple[str, bytes]]:
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")  # noqa: S608  our own tables
            yield name, b"\n".join(_raw(value) for row in cursor.fetchall() for value in row)


def _raw(value: Any) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


# The journey


@pytest.mark.slow
def test_a_marker_in_every_sealed_field_is_nowhere_in_clear(
    cast: Cast,
    office: Office,
    thiri: Person,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    run_jobs: Callable[[], int],
) -> None:
    client = HouseClient()
    caplog.set_level(logging.DEBUG)
    others: dict[str, bytes] = {}

    code = filed_and_followed(client)
    handled(client, office)
    others |= what_others_get(client, cast, office)
    with pytest.MonkeyPatch.context() as monkeypatch:
        others |= what_failed(monkeypatch)
    reviewed(client, office)
    matters = beside(client, cast, office, thiri)
    run_jobs()
    others |= shown_to_others(client, cast, office, matters)
    export = people.export(office.ines, by=office.ines, at=NOON)
    others["the export of a person"] = json.dumps(export, default=str, ensure_ascii=False).encode()

    unfilled = {name for name, model in inventory().items() if not filled(name, model)}
    assert sorted(unfilled) == []
    kept = all_that_is_kept(tmp_path, caplog) | others
    assert places_with(MARK, kept) == []
    assert places_with(code, kept) == []
    assert places_with(code.replace(" ", ""), kept) == []


@pytest.mark.slow
def test_no_job_opens_anything_in_a_house_with_sealed_matters(
    cast: Cast, office: Office, thiri: Person, monkeypatch: pytest.MonkeyPatch, run_jobs: Callable[[], int]
) -> None:
    client = HouseClient()
    filed_and_followed(client)
    handled(client, office)
    beside(client, cast, office, thiri)
    for stage in ORDER:
        a_complaint(office, stage, once=str(stage))
        a_complaint(office, stage, once=f"{stage} of the chief", outside_only=True)
    complaint, opened = Complaint.objects.order_by("pk")[0], nothing_opens(monkeypatch)
    with pytest.raises(AssertionError, match="unseal"):  # what is watched is what opens
        vault.opened(complaints.safe_of(complaint), office.keys(office.ines))
    assert opened == ["unseal"]
    opened.clear()

    run_jobs()
    regular = sorted(registry.slots(now()))
    for name in regular:
        registry.find(name).run()
    run_jobs()  # what these asked for

    assert opened == []
    assert {"vault.sweep", "vault.retention", "complaints.tell_late", "evidence.sweep"} <= set(regular)
    assert Message.objects.filter(kind=LATE.name).exists()  # they had something to do


def nothing_opens(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """From now on whatever opens something sealed breaks, and its name stands in this list."""
    opened: list[str] = []

    def breaks(name: str) -> Callable[..., None]:
        def tried(*_given: Any, **_more: Any) -> None:
            opened.append(name)
            raise AssertionError(name)

        return tried

    for name in ("unseal", "unnested", "open_stream", "unlock", "identity_of_code"):
        monkeypatch.setattr(crypt, name, breaks(name))
    monkeypatch.setattr(vault, "open_stream", breaks("open_stream"))
    return opened


def filled(name: str, model: Any) -> bool:
    return bool(model.objects.exclude(**{name.rpartition(".")[2]: b""}).exists())


def filed_and_followed(client: Client) -> str:
    """Somebody complains, comes back with the code, adds words; gives the code."""
    fields = ("words", "happened_when", "happened_where", "about", "witnesses", "hopes", "unseen", "safely", "refused")
    said = {name: marked(name) for name in fields}
    files = [SimpleUploadedFile(f"{marked('name')}{end}", content) for end, content in FILES.items()]
    code = code_on(client.post("/complaints/new/whole/", a_form(client, **said, sent=files)).text)
    own = f"/complaints/{Complaint.objects.get().pk}/own/"
    client.post("/receipt/", {"code": code})
    client.post(own, {"text": marked("more"), "language": "en"})
    page = client.get(own).text
    assert all(words in page for words in (*said.values(), marked("more"), marked("name")))  # it is there, and is read
    assert client.post("/receipt/matters/close/").status_code == 302
    assert client.get(own).status_code == 404
    return code


def handled(client: Client, office: Office) -> None:
    """The office reads it, searches it, writes in it, and leaves a draft."""
    complaint = Complaint.objects.get()
    path = f"/complaints/{complaint.pk}/"
    unlocked(client, office, office.ines)
    assert marked("words") in opened_as(client, complaint)
    for act in ("acknowledge", "write_message"):
        client.post(f"{path}write/", {"text": marked(act), "language": "en", "act": act})
    officer = {"name": marked("officer"), "badge": marked("badge"), "description": marked("looks")}
    client.post(f"{path}accused/", officer)
    point = {"language": "en", "kind-1": "discourtesy", "words-1": marked("point")}
    client.post(f"{path}classify/", point)
    [there] = Allegation.objects.all()
    client.post(f"{path}classify/", {**point, f"there-{there.pk}": "search", "why": marked("change")})
    ask = {"tape": "body", "holder": "omar@example.org", "what": marked("recording"), "language": "en"}
    client.post(f"{path}recordings/", ask)
    recordings.answer_recording(
        Recording.objects.get(), Answered(State.KEPT, marked("folder")), by=office.omar, at=NOON
    )
    client.post(f"{path}step/begin/")
    worked_on(client, office, complaint)
    unlocked(client, office, office.ines)
    opened_as(client, complaint)
    client.post(f"{path}write/", {"text": marked("answer"), "language": "en", "act": "answer"})
    complaint.refresh_from_db()
    assert complaint.stage == Stage.ANSWERED
    client.post(f"{path}write/", {"text": marked("draft"), "language": "en", "act": "draft"})
    for file in SealedFile.objects.order_by("pk"):
        assert MARK.encode() in b"".join(client.get(f"/evidence/{file.pk}/file/").streaming_content)  # type: ignore[attr-defined]
    found = client.post("/complaints/desk/search/", {"words": MARK}).text
    assert "1 matter was looked through" in found
    assert marked("draft") in client.get(path).text
    client.post("/sign-out/")


def reviewed(client: Client, office: Office) -> None:
    """The board gets a packet, discusses it and votes; the case is closed, and its summary is being written."""
    complaint = a_complaint(office, Stage.ANSWERED, once="reviewed", words=marked("reviewed")).complaint
    bea = a_board(office)[0]
    path = f"/complaints/{complaint.pk}/"
    unlocked(client, office, office.ines)
    opened_as(client, complaint)
    client.post(f"{path}packet/account/0/", {"do": "done", "passages": "212"})
    client.post(f"{path}packet/")
    a_sitting(bea, now() - HOUR)
    unlocked(client, office, bea)
    packet = f"/complaints/board/packets/{Packet.objects.get().pk}/"
    client.post(f"{packet}say/", {"text": marked("remark"), "language": "en"})
    client.post(f"{packet}vote/", {"vote": "disagree", "text": marked("vote"), "language": "en"})
    page = client.get(packet).text
    assert all(marked(words) in page for words in ("reviewed", "remark", "vote"))
    client.post("/sign-out/")
    unlocked(client, office, office.ines)
    opened_as(client, complaint)
    client.post(f"{path}step/close/")
    said = {"alleged": marked("alleged"), "done": marked("done"), "language": "en"}
    client.post(f"{path}summary/", said)
    assert marked("alleged") in client.get(f"{path}summary/").text
    client.post("/sign-out/")


def worked_on(client: Client, office: Office, complaint: Complaint) -> None:
    """Those who work on a case fill its file, say what they find, decide it, and what follows for the officer."""
    bureau = a_bureau(office)
    Complaint.objects.filter(pk=complaint.pk).update(investigator=bureau.nils, assigned_at=NOON, signed_at=NOON)
    for person in (bureau.nils, bureau.sana):
        services.add_reader(complaint, person, keys=office.keys(office.ines), by=office.ines, at=NOON)
    finding = {"finding": "sustained", "standard": "preponderance", "reasons": marked("reasons"), "language": "en"}
    interview = {"sort": "interview", "words": marked("entry"), "language": "en", "who": marked("who"),
                 "voluntary": "yes"}  # fmt: skip
    measure = {"step": "decide_discipline", "measure": "reprimand", "reasons": marked("measure"), "language": "en"}
    words = {"text": marked("told"), "language": "en"}
    sent: list[tuple[Person, str, dict[str, str]]] = [
        (bureau.nils, "casework/entry/", interview),
        (bureau.nils, "casework/plan/", {"words": marked("plan"), "language": "en"}),
        (bureau.nils, "findings/1/", {**finding, "act": "draft"}),
        (bureau.nils, "findings/1/", finding),
        (bureau.nils, "findings/2/", {**finding, "finding": "unfounded"}),
        (bureau.nils, "findings/move/recommend/", {}),
        (bureau.sana, "findings/move/to_oversight/", {}),
        (office.omar, "findings/move/oversee/", {}),
        (bureau.dana, "findings/move/decide/", {}),
        (bureau.dana, "discipline/1/", measure),
        (bureau.dana, "findings/1/reasons/", words),
        (bureau.dana, "findings/2/reasons/", words),
    ]
    for person, where, typed in sent:
        unlocked(client, office, person)
        opened_as(client, complaint)
        assert client.post(f"/complaints/{complaint.pk}/{where}", typed).status_code == 302, where
    pages = [client.get(f"/complaints/{complaint.pk}/{page}/").text for page in ("casework", "findings", "discipline")]
    assert all(words in "".join(pages) for words in map(marked, ("entry", "who", "plan", "reasons", "measure", "told")))


def what_others_get(client: Client, cast: Cast, office: Office) -> dict[str, bytes]:
    """Every page on which it could show, for people who may not read it."""
    number = Complaint.objects.get().pk
    own = f"/complaints/{number}/own/"
    paths = ("/desk/", "/complaints/desk/", f"/complaints/{number}/", own, "/search/?words=kestrels",
             "/about/promises/", "/me/", "/messages/", "/receipt/matters/")  # fmt: skip
    found = {}
    for who in (None, cast.rosa, cast.lee, cast.cora, cast.ada, office.omar):
        client.logout()
        if who:
            client.force_login(who)
        for path in paths:
            found[f"{path} for {who}"] = client.get(path).content
    client.logout()
    return found


def what_failed(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Error pages: the program breaks with these words in its hands, and the form comes without its token."""
    client, strict = Client(raise_request_exception=False), Client(enforce_csrf_checks=True)
    form = a_form(client, words=marked("broken"))

    def breaks(*_given: Any, **_more: Any) -> None:
        raise RuntimeError("it broke")

    monkeypatch.setattr(services, "file", breaks)
    broken = client.post("/complaints/new/whole/", form)
    late = strict.post("/complaints/new/whole/", form)
    assert (broken.status_code, late.status_code) == (500, 403)
    return {"the page when it broke": broken.content, "the page without a token": late.content}


def test_words_that_are_not_sealed_would_have_been_found(
    client: Client, cast: Cast, tmp_path: Path, caplog: Any
) -> None:
    """The search itself is tried: a concern with the marker is in the database, and each wrapping is recognised."""

    a_concern(cast, story=f"We saw {MARK} there.", private=True)
    kept = all_that_is_kept(tmp_path, caplog)

    assert "table concerns_concern" in places_with(MARK, kept)
    assert connection.vendor != "sqlite" or "the database file" in places_with(MARK, kept)
    for wrapped in (
        base64.b64encode(f"ab{MARK} and so on".encode()),
        MARK.encode("utf-16-le"),
        MARK.encode().hex().encode(),
    ):
        assert places_with(MARK, {"x": wrapped}) == ["x"]
