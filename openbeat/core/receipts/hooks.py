"""Receipts provide the port by which packages below hand out a code."""

from django.utils.translation import gettext_lazy as _

from openbeat.core.hooks import receipts
from openbeat.core.receipts import services
from openbeat.core.web import furniture

receipts.provide(services.issue, services.renew)
furniture.offer_link(furniture.Link(_("Open a receipt"), "receipts:open"))
