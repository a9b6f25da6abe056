"""For how long concerns are kept."""

from django.utils.translation import gettext_lazy as _

from openbeat.apps.concerns.queries import KIND
from openbeat.apps.concerns.queries.closed import closed_at
from openbeat.core.vault import records

records.offer(
    records.RecordKind(
        KIND, _("Concern"), (), 0,
        _("No law says for how long here yet. Where it was, of what kind, and what became of it stays without them."),
        part=_("its words"), sealed=False, begins=closed_at,
    )
)  # fmt: skip
