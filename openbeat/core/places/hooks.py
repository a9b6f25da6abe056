"""What places gives to other packages."""

from django.utils.translation import gettext_lazy as _

from openbeat.core.department.policies import ADMINISTRATOR
from openbeat.core.hooks import menu

menu.offer(menu.Item(_("Areas and posts"), "places:index", 81, lambda actor: actor.holds(ADMINISTRATOR)))
