"""How a message stands, and what a person may do about one that waits for a person."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _

from openbeat.kit.stages import Lifecycle, Move


class Stage(models.TextChoices):
    """How a message stands."""

    QUEUED = "queued", _("waits to be sent")
    SENDING = "sending", _("is being sent")
    SENT = "sent", _("sent")
    DELIVERED = "delivered", _("delivered")
    FAILED = "failed", _("failed")
    UNKNOWN = "unknown", _("nobody knows whether it arrived")


class Channel(models.TextChoices):
    """By which means a message goes; an app may register more by name in channels.py."""

    EMAIL = "email", _("E-mail")
    TELEPHONE = "telephone", _("Telephone")
    LETTER = "letter", _("Letter")
    OTHER = "other", _("Another way")
    PAGE = "page", _("On the person's own page only")


BY_HAND = frozenset({Channel.TELEPHONE, Channel.LETTER, Channel.OTHER})


class Reason(models.TextChoices):
    """Why a message failed, or did not go out as a message."""

    NONE = "", _("none")
    REFUSED = "refused", _("The other side refused it for good.")
    EXHAUSTED = "exhausted", _("It was tried for a day without success.")
    EXPIRED = "expired", _("It came too late to be of use.")
    STOPPED = "stopped", _("The person wants no more messages there.")
    ADDRESS = "address", _("The address is not one that can be used.")
    NO_WAY = "no_way", _("Nobody knows a way to reach this person.")
    WRONG = "wrong", _("The number or address is wrong.")
    GIVEN_UP = "given_up", _("Somebody decided that it cannot be brought to the person.")


class Act(StrEnum):
    """What a person does about a message."""

    SEE = "see"
    READ = "read"
    TOLD = "told"
    NO_ANSWER = "no_answer"
    WRONG = "wrong"
    POSTED = "posted"
    CONFIRM = "confirm"
    RESEND = "resend"
    GIVE_UP = "give_up"
    STOP = "stop"


class Following(StrEnum):
    """What a person does about what they want to be told of."""

    FOLLOW = "follow"
    UNFOLLOW = "unfollow"


_ONLY_QUEUED = _("This has been seen to already.")

LIFECYCLE = Lifecycle(
    start=Stage.QUEUED,
    moves={
        Act.TOLD: Move({Stage.QUEUED}, Stage.DELIVERED, _ONLY_QUEUED),
        Act.NO_ANSWER: Move({Stage.QUEUED}, Stage.QUEUED, _ONLY_QUEUED),
        Act.WRONG: Move({Stage.QUEUED}, Stage.FAILED, _ONLY_QUEUED),
        Act.POSTED: Move({Stage.QUEUED}, Stage.SENT, _ONLY_QUEUED),
        Act.CONFIRM: Move({Stage.UNKNOWN}, Stage.SENT, _("It is known how this message stands.")),
        Act.RESEND: Move({Stage.UNKNOWN, Stage.FAILED}, Stage.QUEUED, _("It is on its way, or it arrived.")),
        Act.GIVE_UP: Move(
            {Stage.QUEUED, Stage.UNKNOWN, Stage.FAILED}, Stage.FAILED, _("It is on its way, or it arrived.")
        ),
    },
)
