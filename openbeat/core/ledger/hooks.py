"""The public log puts its link at the foot of every page."""

from django.utils.translation import gettext_lazy as _

from openbeat.core.web import furniture

furniture.offer_link(furniture.Link(_("Public log"), "ledger:log"))
