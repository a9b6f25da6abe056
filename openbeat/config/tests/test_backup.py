"""To whom a backup is sealed: both halves of recovery, or whoever is named while there are none; or it is not made."""

from __future__ import annotations

import pytest
from pyrage import x25519

from openbeat.config.commands.backup import recipients
from openbeat.config.commands.restore import identity
from openbeat.config.commands.screen import Problem
from openbeat.core.vault import crypt
from openbeat.core.vault.demo import BUILDER, NOON, a_vault
from openbeat.core.vault.models import Side
from openbeat.core.vault.services import halves

pytestmark = pytest.mark.django_db
SOMEBODY = str(x25519.Identity.generate().to_public())


def test_without_anybody_to_seal_to_it_is_refused() -> None:
    with pytest.raises(Problem, match="there is no recovery key to seal a backup to"):
        recipients([])
    with pytest.raises(Problem, match="begins with age1"):
        recipients(["mine"])
    assert [str(each) for each in recipients([SOMEBODY])] == [SOMEBODY]


def test_the_inside_half_is_the_outer_layer_and_the_outside_half_the_inner_one() -> None:
    known = a_vault(at=NOON)

    assert [str(each) for each in recipients([])] == [
        crypt.recipient_of(known.inside),
        crypt.recipient_of(known.outside),
    ]
    with pytest.raises(Problem, match="leave --recipient out"):
        recipients([SOMEBODY])


def test_one_half_alone_is_not_enough_to_seal_to() -> None:
    halves.new_half(Side.INSIDE, SOMEBODY, holder="Records office", by=BUILDER, at=NOON)

    with pytest.raises(Problem, match="only one half"):
        recipients([])


def test_a_half_is_read_however_it_was_typed() -> None:
    written = str(x25519.Identity.generate())
    typed = "# from the sheet\n" + " ".join(written[place : place + 4] for place in range(0, len(written), 4)).lower()

    assert str(identity(typed, "the inside half")) == written
    with pytest.raises(Problem, match="the inside half cannot be read"):
        identity(written[:-1], "the inside half")
