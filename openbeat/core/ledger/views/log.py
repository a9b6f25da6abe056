"""The page of the public log, for people."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse

from openbeat.core.ledger.queries import witnesses
from openbeat.core.ledger.queries.state import State, state
from openbeat.core.web.http import Request, page, public, reads
from openbeat.kit.clock import now


@public
@reads
def log(request: Request) -> HttpResponse:
    """What it is, how it stands, who watches it, and how to check."""
    found = state(now())
    return page(
        request,
        "ledger/log.html",
        state=found,
        watches=witnesses.watches(),
        address=_to_watch(found),
    )


def _to_watch(found: State) -> str:
    """The address for whoever watches, and the key that they name once."""
    address = f"{settings.OPENBEAT_ADDRESS}/log/"
    return f"{address} --log-key '{found.head.key}'" if found.head else address
