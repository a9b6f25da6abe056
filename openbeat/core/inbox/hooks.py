"""For how long the mail that comes in is kept."""

from django.utils.translation import gettext_lazy as _

from openbeat.core.inbox import services
from openbeat.core.vault import records

records.offer(
    records.RecordKind(
        services.PARCEL, _("Letter by e-mail"), (), 0,
        _("The letter itself is gone once it was read. That it came is needed to tell one that comes twice."),
        part=_("that it came"), sealed=False, days=services.KEPT.days,
    )
)  # fmt: skip
