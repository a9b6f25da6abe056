"""A campaign sends one text two hundred times: each letter is a complaint of its own, and all stand together."""

from __future__ import annotations

import pytest

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.lifecycle import Arrival
from openbeat.apps.complaints.models import Complaint
from openbeat.apps.complaints.tests.makers import NOON, SAID, an_office
from openbeat.core.receipts import codes
from openbeat.core.receipts import services as receipts
from openbeat.core.vault import services as vault
from openbeat.core.vault.bunch import Keys
from openbeat.kit.refs import Ref
from tests.cast import Cast

LETTERS = 200


@pytest.mark.slow
def test_of_200_identical_complaints_none_is_lost_and_each_has_a_code_of_its_own(cast: Cast) -> None:
    office = an_office()

    filed = [services.file(SAID, arrival=Arrival(once=f"letter {number}"), at=NOON) for number in range(LETTERS)]

    assert Complaint.objects.count() == len({one.code for one in filed}) == LETTERS
    [group] = queries.alike_groups(office.ines)
    assert (group.count, set(group.complaints)) == (LETTERS, {one.complaint for one in filed})
    for one in filed:
        assert receipts.open(one.code) == Ref.of(one.complaint)
        opened = vault.opened(queries.safe_of(one.complaint), Keys.of_code(codes.read(one.code)))
        assert queries.account_of(one.complaint, opened).words == SAID.words
    keys = Keys.of_code(codes.read(filed[0].code))
    with pytest.raises(vault.Shut):  # and none opens another one
        vault.opened(queries.safe_of(filed[1].complaint), keys)
