"""Receipts provide the port by which packages below hand out a code, and offer proof files on the pages of matters."""

from django.utils.translation import gettext_lazy as _

from openbeat.core.hooks import panels, receipts
from openbeat.core.hooks.panels import Panel
from openbeat.core.receipts import proof_views, services
from openbeat.core.web import furniture

receipts.provide(services.issue, services.renew)
for place in ("concern", "complaint-own"):
    panels.offer(place, Panel("receipts.proof", 90, proof_views.panel))
furniture.offer_link(furniture.Link(_("Open a receipt"), "receipts:open"))
