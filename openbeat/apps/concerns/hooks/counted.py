"""Which figures about concerns are counted from the public log, where anybody can have them counted again."""

from django.utils.translation import gettext_lazy as _

from openbeat.apps.concerns.lifecycle import Act
from openbeat.apps.concerns.queries import KIND
from openbeat.core.hooks import counts

counts.offer("concerns.raised", _("Concerns raised"), KIND, [Act.RAISE, Act.ENTER])
counts.offer("concerns.answered", _("Answers given to concerns"), KIND, [Act.ANSWER, Act.NOT_OURS, Act.NO_ACTION])
counts.offer("concerns.confirmed", _("Concerns that residents called solved"), KIND, [Act.CONFIRM])
counts.offer("concerns.reopened", _("Concerns opened again"), KIND, [Act.REOPEN])
