"""What the department gives to every page."""

from django.utils.translation import gettext_lazy as _

from openbeat.core.department import queries
from openbeat.core.department.policies import ADMINISTRATOR
from openbeat.core.hooks import menu
from openbeat.core.web import furniture

furniture.provide_house(queries.house)
menu.offer(menu.Item(_("Department"), "department:index", 80, lambda actor: actor.holds(ADMINISTRATOR)))
