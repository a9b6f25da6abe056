"""A proof file goes to whoever a matter belongs to, and to nobody else; what it proves is checked as anybody would."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

import pytest

from openbeat.core.ledger import registry
from openbeat.core.ledger import services as ledger
from openbeat.core.ledger.models import Entry
from openbeat.core.ledger.queries import proofs
from openbeat.core.ledger.services import log
from openbeat.core.people.demo import NOON
from openbeat.core.people.models import Person
from openbeat.core.receipts import services
from openbeat.core.receipts.tests.test_views import a_record
from openbeat.kit import findings, proving, tlog
from openbeat.kit.clock import now
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from django.test import Client

    from conftest import CountQueries
    from openbeat.core.people.demo import Cast

KIND = "people.person"


class Act(StrEnum):
    ENTER = "enter_record"
    LOOK = "look_at_it"
    TAKE = "take_over"


@pytest.fixture(autouse=True)
def _records_are_accountable() -> Iterator[None]:
    """What was done to the record of a person stands in the log."""
    before = dict(registry._KINDS)
    registry.accountable(KIND, {Act.ENTER: ("language",), Act.TAKE: ("count",)})
    yield
    registry._KINDS.clear()
    registry._KINDS.update(before)


@pytest.fixture
def matter(cast: Cast) -> tuple[Person, str]:
    """A record with two acts in the log, and one that waits."""
    person, code = a_record(cast)
    ledger.record(Act.ENTER, Ref.of(person), by=cast.lee, at=NOON, language="en", said="never in the log")
    ledger.record(Act.LOOK, Ref.of(person), by=cast.lee, at=NOON)
    log.sequence(at=now())
    ledger.record(Act.TAKE, Ref.of(person), by=cast.lee, at=NOON + timedelta(days=1), count=3)
    log.sequence(at=now())
    ledger.record(Act.TAKE, Ref.of(person), by=cast.lee, at=NOON + timedelta(days=2), count=4)
    return person, code


def ask(client: Client, person: Person, form: str = "json") -> tuple[int, bytes]:
    response = client.post("/receipt/proof/", {"ref": str(Ref.of(person)), "form": form})
    return response.status_code, response.content


def codes(data: bytes, key: str = "") -> list[str]:
    return [str(found.code) for found in proving.check(data, proving.Against(key))]


@pytest.mark.parametrize("form", ["json", "html"])
def test_the_holder_gets_a_file_that_proves_each_act_and_says_which_waits(
    client: Client, matter: tuple[Person, str], form: str
) -> None:
    person, code = matter
    client.post("/receipt/", {"code": code})

    status, data = ask(client, person, form)

    assert status == 200
    assert codes(data, proofs.key()) == ["signed", "key_given", "act", "act", "waits", "no_gap", "not_looked"]


def test_the_file_says_what_is_public_and_nothing_else(client: Client, matter: tuple[Person, str]) -> None:
    person, code = matter
    client.post("/receipt/", {"code": code})

    file = json.loads(ask(client, person)[1])

    assert [(act["number"], act["act"], act["facts"]) for act in file["acts"]] == [
        (1, "enter_record", {"language": "en"}), (2, "take_over", {"count": 3}), (3, "take_over", {"count": 4}),
    ]  # fmt: skip
    assert sorted(file) == ["acts", "checkpoint", "key", "made_at", "openbeat", "origin", "secret", "v"]
    assert person.name not in json.dumps(file)


def test_the_secret_is_that_of_the_first_receipt_and_a_second_receipt_gets_it_too(
    client: Client, cast: Cast, matter: tuple[Person, str]
) -> None:
    person, code = matter
    second = services.issue(person, "lost", NOON, by=cast.lee)

    files = []
    for typed in (code, second):
        client.post("/receipt/", {"code": typed})
        files.append(json.loads(ask(client, person)[1])["secret"])
        client.post("/receipt/matters/close/")

    assert files == [proofs._base64(tlog.secret_of(code))] * 2


def test_whoever_it_belongs_to_gets_it_by_their_account(client: Client, cast: Cast) -> None:
    ledger.record(Act.ENTER, Ref.of(cast.rosa), by=cast.rosa, at=NOON, language="es")
    log.sequence(at=now())
    client.force_login(cast.rosa)

    status, data = ask(client, cast.rosa)

    assert (status, codes(data)[:2]) == (200, ["signed", "act"])


@pytest.mark.parametrize("who", ["visitor", "noor", "lee", "ada", "another receipt"])
def test_nobody_else_gets_it_and_cannot_tell_whether_it_is_there(
    client: Client, cast: Cast, matter: tuple[Person, str], who: str
) -> None:
    person, _code = matter
    if who == "another receipt":
        client.post("/receipt/", {"code": services.issue(Ref(KIND, str(cast.noor.pk)), "x", NOON)})
    elif person_of := getattr(cast[who], "person", None):
        client.force_login(person_of)

    theirs, missing = ask(client, person), client.post("/receipt/proof/", {"ref": f"{KIND}:999999"})

    assert (theirs[0], missing.status_code) == (404, 404)
    assert theirs[1] == missing.content


@pytest.mark.parametrize(
    "ref", ["", "x", "people.person", "people.person:x", "nothing.at_all:1", "ledger.entry:1", "a:b:c"]
)
def test_what_is_no_matter_is_not_found(client: Client, cast: Cast, ref: str) -> None:
    client.force_login(cast.rosa)

    assert client.post("/receipt/proof/", {"ref": ref}).status_code == 404


def test_it_is_only_made_by_a_button_and_kept_by_nobody(client: Client, matter: tuple[Person, str]) -> None:
    person, code = matter
    client.post("/receipt/", {"code": code})

    response = client.post("/receipt/proof/", {"ref": str(Ref.of(person)), "form": "html"})

    assert client.get(f"/receipt/proof/?ref={Ref.of(person)}").status_code == 405
    assert "no-store" in response["Cache-Control"]
    assert re.fullmatch(r'attachment; filename="proof-\d{4}-\d\d-\d\d\.html"', response["Content-Disposition"])
    assert client.post("/receipt/proof/", {"ref": str(Ref.of(person)), "form": "exe"}).status_code == 404


def test_before_the_log_knows_of_it_the_page_says_so(client: Client, cast: Cast) -> None:
    client.force_login(cast.rosa)

    response = client.post("/receipt/proof/", {"ref": str(Ref.of(cast.rosa))})

    assert response.status_code == 409
    assert "The public log has not taken this up yet." in response.text


def test_the_page_of_the_receipt_offers_it_where_there_is_something_to_prove(
    client: Client, matter: tuple[Person, str]
) -> None:
    _person, code = matter
    client.post("/receipt/", {"code": code})
    assert "Keep a proof" in client.get("/receipt/matters/").text

    registry._KINDS.pop(KIND)
    assert "Keep a proof" not in client.get("/receipt/matters/").text


def test_the_html_file_can_run_its_own_script_alone(client: Client, matter: tuple[Person, str]) -> None:
    person, code = matter
    client.post("/receipt/", {"code": code})

    text = ask(client, person, "html")[1].decode()

    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy
    assert policy[1].startswith("default-src 'none'; script-src 'sha256-")
    assert re.findall(r'(?:src|href|action)="', text) == []
    assert "<!--" not in text


def test_the_html_file_says_its_times_to_the_minute_and_calls_acts_by_their_names(
    client: Client, matter: tuple[Person, str]
) -> None:
    person, code = matter
    client.post("/receipt/", {"code": code})
    registry.accountable(KIND, {}, labels={Act.ENTER: "Written <down>"})

    text = ask(client, person, "html")[1].decode()

    assert '<li value="1"><span data-label="enter_record">Written &lt;down&gt;</span> <code dir="ltr"' in text
    assert '<li value="2"><code dir="ltr" translate="no">take_over</code> · ' in text
    assert len(re.findall(r"</code> · \d{4}-\d\d-\d\d \d\d:\d\d UTC", text)) == 3
    assert re.search(r"It was made at <span data-said=.made.>\d{4}-\d\d-\d\d \d\d:\d\d UTC</span>\.", text)
    assert "`" not in text.split("<script")[0]
    assert registry.label("nothing.at_all", Act.ENTER) == ""


def test_a_fact_with_a_tag_in_it_stays_text(client: Client, cast: Cast) -> None:
    evil = "</script><script>alert(1)</script><!--data-->"
    ledger.record(Act.ENTER, Ref.of(cast.rosa), by=cast.rosa, at=NOON, language=evil)
    log.sequence(at=now())
    client.force_login(cast.rosa)

    data = ask(client, cast.rosa, "html")[1]

    assert (data.count(b"<script"), data.count(b"</script>")) == (3, 2)  # the third stands in the script, as a pattern
    assert findings.verdict(proving.check(data)) == findings.State.OPEN
    assert codes(data)[:2] == ["signed", "act"]


def test_an_act_whose_summary_is_not_published_yet_waits(
    client: Client, cast: Cast, matter: tuple[Person, str]
) -> None:
    person, code = matter
    ahead = Entry.objects.filter(log__isnull=False, sequence=None)
    assert ahead.count() == 1
    client.post("/receipt/", {"code": code})
    log.sequence(at=now())

    assert codes(ask(client, person)[1])[:4] == ["signed", "act", "act", "act"]


@pytest.mark.parametrize("more", [1, 9])
def test_a_file_costs_the_same_however_much_was_done(
    client: Client, cast: Cast, matter: tuple[Person, str], more: int, count_queries: CountQueries
) -> None:
    person, _code = matter
    for number in range(more):
        ledger.record(Act.TAKE, Ref.of(person), by=cast.lee, at=NOON + timedelta(days=3), count=number)
    log.sequence(at=now())

    with count_queries(6):
        assert proofs.proof_file(Ref.of(person), at=NOON)
