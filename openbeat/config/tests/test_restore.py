"""A backup that was put back: its log signs nothing until a person has said what was published last."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from openbeat.config.commands.restore import lay_head_aside
from openbeat.core.ledger.models import Checkpoint
from openbeat.core.ledger.queries import heads
from openbeat.core.ledger.queries.audit import Audit
from openbeat.core.ledger.services import log
from openbeat.core.ledger.services.log import Halted
from openbeat.core.ledger.tests.acts import NOON, act, kinds
from openbeat.kit.tests import a_log
from openbeat.kit.tests.a_log import ALog

pytestmark = pytest.mark.django_db

ORIGIN = "localhost:8000/log"


@pytest.fixture(autouse=True)
def _put_back(db: None, tmp_path: Path, settings: Any) -> Any:
    """The backup was made before anything was signed; an act waits in it."""
    settings.OPENBEAT_LOG_FOLDER = tmp_path / "log"
    with kinds():
        act(4)
        lay_head_aside(tmp_path)
        yield


def test_a_backup_from_before_the_first_signature_signs_nothing_and_begins_no_log_by_itself() -> None:
    for begin in (log.sequence, log.restart):
        with pytest.raises(Halted, match="A backup was put back here"):
            begin(at=NOON)

    assert (Checkpoint.objects.count(), heads.file().exists()) == (0, False)
    assert "published summary" in {str(each.kind) for each in Audit(NOON).differences()}


def test_with_what_was_published_last_a_new_log_names_it() -> None:
    heads.file().write_text(ALog([a_log.noise(number) for number in range(9)], origin=ORIGIN).checkpoint())
    with pytest.raises(Halted, match="does not contain"):
        log.sequence(at=NOON)

    begun = log.restart(at=NOON)

    assert begun is not None
    assert (begun.origin, begun.size, heads.restored().exists()) == (f"{ORIGIN}/2", 1, False)
    assert log.sequence(at=NOON) == 9


def test_where_nothing_was_ever_published_a_person_says_so_and_the_first_log_begins() -> None:
    heads.restored().unlink()

    assert log.sequence(at=NOON) == 9
    head = published()
    assert (head.origin, head.size) == (ORIGIN, 9)


def published() -> Checkpoint:
    found = heads.published()
    assert found is not None
    return found
