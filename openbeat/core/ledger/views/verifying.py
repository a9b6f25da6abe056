"""The page on which anybody checks a proof file; it gets no answer from us that it does not check."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse

from openbeat.core.ledger import kept, recipe
from openbeat.core.ledger.queries import heads
from openbeat.core.web.http import Request, page, public, reads


@public
@reads
def verify(request: Request) -> HttpResponse:
    head = heads.published()
    return page(
        request,
        "ledger/verify.html",
        key=head.key if head else "",
        log=f"/log/{heads.number_of(head.origin)}/" if head else "/log/",
        site=settings.OPENBEAT_ADDRESS,
        sentences=kept.sentences(),
        recipe=recipe.PYTHON,
        signature=recipe.OPENSSL,
    )
