"""When a second factor is asked for at sign-in."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest

from openbeat.core.people import queries


class SecondFactorStage(AuthenticateStage):
    """Staff always; others only where they set up an app: a passkey is another way in, no lock on the first."""

    def _should_handle(self, request: HttpRequest) -> bool:
        person: Any = self.login.user
        if person is None or not super()._should_handle(request):
            return False
        return queries.is_staff(person) or is_mfa_enabled(person, [Authenticator.Type.TOTP])
