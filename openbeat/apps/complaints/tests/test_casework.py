"""A case from one to the next: what each needs, who may, and what the database holds to as well."""

from __future__ import annotations

import pytest

from openbeat.apps.complaints.demo.casework import AS_A_CASE, Bureau, a_bureau, a_case
from openbeat.apps.complaints.lifecycle import Stage
from openbeat.apps.complaints.tests.makers import an_office
from tests.cast import Cast


@pytest.fixture
def bureau(cast: Cast) -> Bureau:
    return a_bureau(an_office())


@pytest.mark.parametrize("stage", AS_A_CASE)
def test_a_case_comes_to_every_stage(bureau: Bureau, stage: Stage) -> None:
    assert a_case(bureau, stage).stage == stage
