"""Rate limits for open forms that do not punish a shared address: a library, a shelter, a block behind one router."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from django.core.cache import cache
from django.utils.crypto import salted_hmac

from openbeat.core.web import salts

if TYPE_CHECKING:
    from django.http import HttpRequest

HOUR = 3600


def allow(request: HttpRequest, name: str, *, per_hour: int, device: str = "") -> bool:
    """Count one use of an open form; False when this device (or forty times as often its address) did too much.

    The address is kept for an hour at most, as an HMAC only, under a salt that is thrown away with the hour.
    """
    address = request.META.get("REMOTE_ADDR", "")
    within_device = not device or _count(f"{name}:device:{device}") <= per_hour
    return _count(f"{name}:address:{address}") <= 40 * per_hour and within_device


def letter_box(request: HttpRequest, field: str) -> str:
    """The e-mail address in a field of an open form, as the device to count by: many networks must not fill one box.

    Nothing for a telephone, which a whole house may share.
    """
    value = request.POST.get(field, "").strip().lower()
    return value if "@" in value else ""


def _count(what: str) -> int:
    key = "limits:" + salted_hmac(salts.of_this_hour(), what, algorithm="sha256").hexdigest()
    used, until = cache.get(key) or (0, time.time() + HOUR)
    cache.set(key, (used + 1, until), until - time.time())  # not incr: it would begin another five minutes each time
    return int(used) + 1
