"""What somebody asked for that cannot be, in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Wrong(ValueError):
    """Raised for a request that cannot be met; `sentence` says why."""

    ONE_DEPARTMENT: ClassVar = _("The department was set up before. There is one only.")
    PAST: ClassVar = _("A promise cannot be changed for a time that has passed. Choose a later moment.")
    NO_LINE: ClassVar = _("There is no such line to decide.")
    OUT_OF_REACH: ClassVar = _("Give a number from %(least)s to %(most)s.")
    NO_COUNTRY: ClassVar = _(
        "We do not know the holidays of “%(country)s”. Use the two letters of the country, such as US."
    )
    NO_REGION: ClassVar = _("We do not know the region “%(region)s” of %(country)s. It knows: %(known)s.")
    NO_ZONE: ClassVar = _("There is no time zone “%(zone)s”. Write it like America/Chicago.")
    NO_YEAR: ClassVar = _("Choose a year from 2000 to 2100.")

    def __init__(self, sentence: StrPromise | str, **facts: object) -> None:
        self.sentence = str(sentence) % facts if facts else str(sentence)
        super().__init__(self.sentence)
