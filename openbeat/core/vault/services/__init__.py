"""What an app calls: a safe for each matter, who reads it, and how it is destroyed; keys, recovery, periods, holds."""

from openbeat.core.vault.bunch import NO_KEYS, Keys, Opened, Shut, Why
from openbeat.core.vault.crypt import open_stream, seal_stream
from openbeat.core.vault.services.entrusting import begin, discard, entrust
from openbeat.core.vault.services.retention import close, destroy, gone_on, reopen
from openbeat.core.vault.services.safes import (
    add,
    make,
    open_with_codes_of,
    opened,
    opened_of,
    ready,
    remove,
    renew_code,
    seal,
    seal_data,
    turn_outside,
)

__all__ = [
    "NO_KEYS",
    "Keys",
    "Opened",
    "Shut",
    "Why",
    "add",
    "begin",
    "close",
    "destroy",
    "discard",
    "entrust",
    "gone_on",
    "make",
    "open_stream",
    "open_with_codes_of",
    "opened",
    "opened_of",
    "ready",
    "remove",
    "renew_code",
    "reopen",
    "seal",
    "seal_data",
    "seal_stream",
    "turn_outside",
]  # fmt: skip
