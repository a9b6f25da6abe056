"""Where allauth asks us: how an account is made, how a mail goes out, and what counts as signed in."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from openbeat.core.people import codes, messages, services
from openbeat.core.web import furniture
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from django.forms import BaseForm
    from django.http import HttpRequest, HttpResponse

    from openbeat.core.people.models import Person

STAGES = {"allauth.mfa.stages.AuthenticateStage": "openbeat.core.people.stages.SecondFactorStage"}
FRESH = 15 * 60  # seconds for which having signed in counts as showing again who one is


class AccountAdapter(DefaultAccountAdapter):
    """Accounts without passwords: a code by e-mail, or a passkey."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed."),
        "email_taken": _("This address has an account already."),
        "duplicate_email": _("This is your address already."),
        "same_as_current": _("This is your address already."),
        "incorrect_code": _("This is not the code. Look at the newest message, and type its six digits."),
        "invalid_login": _("This is not an e-mail address. One looks like name@example.org."),
        "rate_limited": _("Too many codes were asked for. Wait some minutes and try again."),
        "too_many_login_attempts": _("Too many tries. Wait some minutes and ask for a new code."),
        "max_email_addresses": _("There are too many addresses already."),
    }

    def get_login_stages(self) -> list[str]:
        """The second factor is asked of staff, and of whoever set up an app; never of a resident who lost a passkey."""
        return [STAGES.get(path, path) for path in super().get_login_stages()]

    def generate_login_code(self) -> str:
        return codes.fresh()

    def generate_email_verification_code(self) -> str:
        return codes.fresh()

    def save_user(self, request: HttpRequest, user: Any, form: BaseForm, commit: bool = True) -> Person:  # noqa: FBT001, FBT002
        """Make the account by the service, in the language of the page."""
        data = form.cleaned_data
        newcomer = services.Newcomer(data["email"], data.get("name", ""), get_language() or settings.LANGUAGE_CODE)
        return services.register(newcomer, at=now())

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Confirm a new address: it takes the place of the old one among the ways to reach the person."""
        person: Any = email_address.user
        replaced = person.email or ""
        if not super().confirm_email(request, email_address):
            return False
        services.confirm_email(person, email_address.email, at=now(), replaced=replaced)
        return True

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Whoever signed in by a code reads that address."""
        used = [record.get("email") for record in get_authentication_records(request, user)]
        if user.email and user.email in used:
            services.confirm_email(user, user.email, at=now())
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return response

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return reverse("people:me")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return "/"

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        return reverse("people:me")

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Having signed in a moment ago is enough: whoever lost a passkey removes it after a code by e-mail."""
        records = get_authentication_records(self.request, self.request.user)
        return not any(now().timestamp() - float(record["at"]) < FRESH for record in records)

    def get_client_ip(self, request: HttpRequest) -> str:
        return str(request.META.get("REMOTE_ADDR", ""))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send by the port, in the language of the page; no link is in it, only a code to type in."""
        code = context.get("code", "")
        words = {**context, "code": getattr(code, "clear", code)}
        messages.send(template_prefix, email, words, get_language() or settings.LANGUAGE_CODE)

    def send_account_already_exists_mail(self, email: str) -> None:
        """Tell the reader of the address what a stranger must not see."""
        self.send_mail("account/email/account_already_exists", email, {})

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Pages say themselves what has happened; only a sentence of its own is passed on."""
        if kwargs.get("message"):
            super().add_message(*args, **kwargs)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Passkeys and authenticator apps under the department's name; their secrets are encrypted."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This is not the code, or it was used already. Wait for the next one."),
        "unverified_email": _("Confirm your e-mail address first."),
        "cannot_delete_authenticator": _("This cannot be removed."),
        "cannot_generate_recovery_codes": _("Set up a passkey or an authenticator app first."),
    }

    def _get_site_name(self) -> str:
        return str(furniture.house().name)

    def _get_user_identifier(self, user: Any) -> str:
        return str(user.email or user.name)

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        """What the person's own device shows: their own name."""
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return entity | {"display_name": user.name or user.email}

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002
        return str(_("Passkey"))

    def encrypt(self, text: str) -> str:
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _fernet().decrypt(encrypted_text.encode()).decode()


def _fernet() -> Fernet:
    key = salted_hmac("openbeat.people.second-factor", "key", algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))
