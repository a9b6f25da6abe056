"""How a way to reach somebody is written in one form only, so that it can be found by its exact value."""

from __future__ import annotations

import phonenumbers
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

TELEPHONE, EMAIL = "telephone", "email"


def tidy(kind: str, value: str) -> str:
    """The value in its one form; raises ValidationError with a sentence where it cannot be one."""
    value = " ".join(value.split())
    if not value:
        raise ValidationError(_("Write the number or the address."))
    if kind == EMAIL:
        return _email(value)
    return _telephone(value) if kind == TELEPHONE else value


def _email(value: str) -> str:
    try:
        validate_email(value)
    except ValidationError as problem:
        raise ValidationError(_("This is not an e-mail address. One looks like name@example.org.")) from problem
    return value.lower()


def _telephone(value: str) -> str:
    problem = ValidationError(_("This is not a telephone number. Write all its digits, with the area code."))
    try:
        number = phonenumbers.parse(value, getattr(settings, "OPENBEAT_COUNTRY", "US"))
    except phonenumbers.NumberParseException:
        raise problem from None
    if not phonenumbers.is_possible_number(number):
        raise problem
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def spoken(kind: str, value: str) -> str:
    """The value as people write it: a telephone number with its gaps."""
    if kind != TELEPHONE:
        return value
    try:
        number = phonenumbers.parse(value, None)
    except phonenumbers.NumberParseException:
        return value
    country = phonenumbers.region_code_for_number(number)
    home = country == getattr(settings, "OPENBEAT_COUNTRY", "US")
    shape = phonenumbers.PhoneNumberFormat.NATIONAL if home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, shape)
