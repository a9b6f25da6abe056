"""One form sent several times at once, on a database that lets them: one complaint, one code, no word lost."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.lifecycle import (
    Arrival,
    Channel,
    Measure,
    Offence,
    Outcome,
    Span,
    Standard,
    Version,
)
from openbeat.apps.complaints.lifecycle.publication import Switches
from openbeat.apps.complaints.models import CaseRules, Complaint, Definition, Matrix, Profile
from openbeat.apps.complaints.services import explaining, publication
from openbeat.apps.complaints.services.rules import CHANGED
from openbeat.apps.complaints.tests.makers import NOON, SAID, an_office
from openbeat.core.people.models import Person
from openbeat.core.receipts import services as receipts
from openbeat.core.vault import services as vault
from openbeat.core.vault.bunch import Keys
from openbeat.kit.policy import Refused
from tests.cast import a_cast

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite in memory knows one connection only"),
]
PRESSES = 6
MEANINGS = {code: f"{code} means this here." for code in Outcome.values}
VERSION = Version("So it was decided.", "the chief", "en")
OFFENCE = Offence("A", "Rudeness", ("discourtesy",), (Span(0, Measure.TRAINING, Measure.REPRIMAND),))
ANEW: dict[str, Callable[[Person], Any]] = {
    "definitions": lambda by: explaining.define(MEANINGS, "en", "the council", by=by, at=NOON),
    "rules": lambda by: services.set_rules(Standard.PREPONDERANCE, 30, VERSION, by=by, at=NOON),
    "matrix": lambda by: services.set_matrix([OFFENCE], VERSION, by=by, at=NOON),
    "profile": lambda by: publication.draft_profile(Switches(), "The law.", "en", by=by, at=NOON),
}
VERSIONS: dict[str, Any] = {"definitions": Definition, "rules": CaseRules, "matrix": Matrix, "profile": Profile}


@pytest.mark.parametrize("what", ANEW)
def test_two_who_make_a_new_version_at_once_are_told_so_and_one_version_holds(what: str) -> None:
    ada, start = a_cast().ada, Barrier(PRESSES)

    def press(_index: int) -> str:
        try:
            start.wait()
            ANEW[what](ada)
        except Refused as refused:
            return str(refused)
        finally:
            connection.close()
        return "made"

    with ThreadPoolExecutor(PRESSES) as pool:
        answers = list(pool.map(press, range(PRESSES)))

    assert set(answers) <= {"made", str(CHANGED)}
    made = set(VERSIONS[what].objects.values_list("version", flat=True))
    assert len(made) == answers.count("made") > 0
    assert Profile.objects.filter(in_force_at=None, ended_at=None).count() <= 1


@pytest.mark.parametrize("printed", [False, True])
def test_presses_at_once_end_in_the_same_receipt_and_each_word_is_kept_once(printed: bool) -> None:  # noqa: FBT001
    cast = a_cast()
    an_office()
    [code] = receipts.print_blanks(1, area=None, by=cast.lee, at=NOON) if printed else [""]
    start = Barrier(PRESSES)
    arrival = Arrival(Channel.PAPER, "a form", code)

    def press(index: int) -> str:
        said = replace(SAID, words=("He shouted.", "He laughed.")[index % 2])
        try:
            start.wait()
            return services.enter(said, arrival=arrival, by=cast.lee, at=NOON).code
        except Exception as problem:  # noqa: BLE001  the test looks at it
            return repr(problem)
        finally:
            connection.close()

    with ThreadPoolExecutor(PRESSES) as pool:
        codes = set(pool.map(press, range(PRESSES)))

    assert len(codes) == 1, codes
    complaint = Complaint.objects.get()
    opened = vault.opened(queries.safe_of(complaint), Keys.of_code(codes.pop()))
    kept = [queries.account_of(complaint, opened).words, *(turn.words for turn in queries.turns_of(complaint, opened))]
    assert sorted(kept) == ["He laughed.", "He shouted."]
