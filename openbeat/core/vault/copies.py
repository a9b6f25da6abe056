"""Copies of the keys in backups: each goes when its days are over, also where no new backup can be made."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from openbeat.core.vault import queries

NAME = re.compile(r"openbeat-keys-(?P<when>\d{8}T\d{6}Z)-[0-9a-f]{8}\.age(?:\.unfinished)?")
WHEN = "%Y%m%dT%H%M%SZ"
KEYS = "keys"  # the folder beside the backups, where nobody names another
GRACE = timedelta(days=1)  # the day that is told to people counts it in


def places() -> list[Path]:
    """The folders in which they lie, where nobody named others."""
    return [settings.OPENBEAT_BACKUPS, settings.OPENBEAT_BACKUPS / KEYS]


def over(folders: Iterable[Path], at: datetime) -> list[Path]:
    """The copies whose days are over, also where the setting was raised since: what people were told stays true."""
    told, days = queries.gone_by(at), timedelta(days=settings.OPENBEAT_KEYS_BACKUP_DAYS)
    there = sorted({path for folder in folders if folder.is_dir() for path in folder.iterdir()})
    named = [(path, match) for path in there if (match := NAME.fullmatch(path.name))]
    made = [(path, datetime.strptime(match["when"], WHEN).replace(tzinfo=UTC)) for path, match in named]
    return [path for path, when in made if at - when > days or (told and when <= told)]


def throw_away(folders: Iterable[Path], at: datetime) -> int:
    """Remove them; gives how many. One that cannot be removed keeps no other, and `openbeat check` names it."""
    gone = 0
    for path in over(folders, at):
        with suppress(OSError):
            path.unlink()
            gone += 1
    return gone
