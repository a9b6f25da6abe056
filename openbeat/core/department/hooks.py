"""What the department gives to every page, and which of its words may stand in several languages."""

from django.utils.translation import gettext_lazy as _

from openbeat.core.department import queries
from openbeat.core.department.models import Choice, Holiday, PromiseVersion
from openbeat.core.department.policies import ADMINISTRATOR
from openbeat.core.hooks import menu
from openbeat.core.hooks.texts import Kind, offer
from openbeat.core.web import furniture

furniture.provide_house(queries.house)
menu.offer(menu.Item(_("Department"), "department:index", 80, lambda actor: actor.holds(ADMINISTRATOR)))
offer(Kind(Holiday._meta.label_lower, _("Holidays"), {"name": _("name")}, queries.holiday_texts, queries.texts_seen))
offer(
    Kind(
        PromiseVersion._meta.label_lower, _("promise"), {"reason": _("why")}, queries.promise_texts, queries.texts_seen
    )
)
offer(
    Kind(
        Choice._meta.label_lower,
        _("decision"),
        {"words": _("what was decided")},
        queries.decision_texts,
        queries.texts_seen,
    )
)
