"""`openbeat publication`: sign what may be published, see what holds, count anew, withdraw."""

from __future__ import annotations

import pytest

from openbeat.apps.complaints.queries import publication
from openbeat.config import cli
from openbeat.core.people.demo import Cast

SIGN = ["publication", "sign", "--chief", "Marta Lind", "--lawyer", "Joel Amsel", "--law", "Ordinance 12-4"]


def test_what_is_signed_on_the_command_line_holds_and_is_counted(
    cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([*SIGN, "--allow", "officer_groups", "--withhold", "units", "--on", "2026-05-04"]) == 0

    held, figures = publication.in_force(), publication.figures()
    assert held is not None
    assert figures is not None
    assert (held.officer_groups, held.units, held.officers_named) == (True, False, False)
    assert (held.chief, str(held.lawyer_on)) == ("Marta Lind", "2026-05-04")
    assert "Counted: 0 complaints" in capsys.readouterr().out


def test_it_shows_what_holds_and_withdraws_it(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["publication", "show"])
    assert "Nothing is published" in capsys.readouterr().out
    cli.main(SIGN)
    cli.main(["publication", "show"])
    said = capsys.readouterr().out
    assert "Version 1 holds, signed by Marta Lind" in said
    assert "Under: Ordinance 12-4" in said

    assert cli.main(["publication", "withdraw"]) == 0

    assert publication.in_force() is None


def test_what_cannot_be_is_said_in_one_line_and_changes_nothing(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    for words, why in (
        ([*SIGN, "--allow", "everything"], "there is no switch everything"),
        ([*SIGN, "--on", "yesterday"], "is no day"),
        ([*SIGN, "--on", "2999-01-01"], "still to come"),
        ([*SIGN[:5], "Marta Lind", *SIGN[6:]], "two people"),
        (["publication", "refresh"], "no publication profile is signed"),
        (["publication", "withdraw"], "nothing to withdraw"),
    ):
        assert cli.main(words) == 1
        assert why in capsys.readouterr().err
    assert publication.in_force() is None
    assert publication.unsigned() is None
