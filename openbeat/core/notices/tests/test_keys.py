"""Whoever has a key is told when it was made or changed, and nothing of it is in the message."""

from __future__ import annotations

from datetime import timedelta

from openbeat.core.notices.models import Message
from openbeat.core.vault import demo
from openbeat.core.vault.services import keys
from tests.cast import Cast


def test_whose_key_is_made_changed_or_renewed_is_told_each_time(cast: Cast) -> None:
    known = demo.a_vault(cast.lee, at=demo.NOON)
    same = keys.fresh("another-passphrase-of-mine", known.people[cast.lee.pk])
    keys.change_passphrase(cast.lee, same, by=cast.lee, at=demo.NOON + timedelta(hours=1))
    other = keys.fresh("a-third-passphrase-of-mine")
    keys.renew_key(cast.lee, other, keys=known.keys(cast.lee), by=cast.lee, at=demo.NOON + timedelta(hours=2))

    told = Message.objects.filter(kind="vault.key_changed").order_by("pk")
    words = "Your key was made, exchanged, or put under another passphrase. If it was not you, tell your administrator."
    assert [(each.person, words in each.body) for each in told] == [(cast.lee, True)] * 3
