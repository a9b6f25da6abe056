"""The outside body: whoever holds the role of oversight, and has made a key."""

from openbeat.core.people.roles import Role
from openbeat.core.people.services import posts
from openbeat.core.places.services import posts as places
from openbeat.core.vault import demo, outside, queries
from openbeat.core.vault import services as vault
from openbeat.core.vault.services import safes
from openbeat.kit.clock import now
from tests.cast import Cast

NOON = demo.NOON


def test_the_outside_body_is_whoever_holds_the_role_of_oversight_now(cast: Cast) -> None:
    demo.a_vault(at=NOON)

    assert [str(why) for why in vault.ready()] == [str(safes.NO_OUTSIDE)]
    assert outside.people() == []

    posts.appoint(cast.noor, places.post(cast.department, Role.OVERSIGHT), by=cast.ada, at=now())

    assert [str(why) for why in vault.ready()] == [str(safes.NO_OUTSIDE_KEY)]
    demo.a_vault(cast.noor, at=NOON)
    assert (vault.ready(), [key.person for key in queries.oversight()]) == ([], [cast.noor])
