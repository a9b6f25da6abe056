"""The message to whoever has a key, when something was done to it: nothing of the key is in it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from openbeat.core.notices.notice import Notice

CHANGED = Notice(
    name="vault.key_changed",
    when=_("A key was made, exchanged, or put under another passphrase."),
    to=_("Whoever has that key."),
    subject=_("Your key was made or changed"),
    body=_(
        "Your key was made, exchanged, or put under another passphrase. If it was not you, tell your administrator."
    ),
    neutral=True,
)
