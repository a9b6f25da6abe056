"""What the home app offers: entries of the menu, links at the foot of every page."""

from django.utils.translation import gettext_lazy as _

from openbeat.apps.home import queries
from openbeat.core.hooks import menu, texts
from openbeat.core.places.models import Area
from openbeat.core.web import furniture

menu.offer(menu.Item(_("Home"), "home:front", 0))
menu.offer(menu.Item(_("Areas"), "home:areas", 10))
menu.offer(menu.Item(_("Do we keep our promises?"), "home:promises", 80))
menu.offer(menu.Item(_("Search"), "home:search", 90))
furniture.offer_link(furniture.Link(_("On paper, by telephone, in person"), "home:paper"))
furniture.offer_link(furniture.Link(_("Who may see and do what"), "home:roles"))
texts.offer(
    texts.Kind(
        Area._meta.label_lower, _("Area"), {"about": _("About this area")}, queries.area_texts, queries.areas_seen
    )
)
