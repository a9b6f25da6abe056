"""One form sent several times at once, on a database that lets them: one complaint, one code, no word lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from django.db import connection

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.lifecycle import Arrival, Channel
from openbeat.apps.complaints.models import Complaint
from openbeat.apps.complaints.tests.makers import NOON, SAID, an_office
from openbeat.core.receipts import services as receipts
from openbeat.core.vault import services as vault
from openbeat.core.vault.bunch import Keys
from tests.cast import a_cast

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite in memory knows one connection only"),
]
PRESSES = 6


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
