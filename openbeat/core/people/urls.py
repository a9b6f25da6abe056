"""Addresses: the way in and out, one's own page, and what staff do about people."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import include, path

from openbeat.core.people.http import entrance, shows_and_takes
from openbeat.core.people.views import demands, me, staff, told

# Names of the account library, which looks its pages up by them; the addresses are ours.
ENTRANCE = [
    path("sign-in/", entrance(account.login), name="account_login"),
    path("sign-in/", entrance(account.login), name="account_request_login_code"),
    path("sign-in/code/", entrance(account.confirm_login_code), name="account_confirm_login_code"),
    path("sign-in/passkey/", entrance(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path("sign-in/second-factor/", entrance(mfa.authenticate), name="mfa_authenticate"),
    path("sign-in/again/", entrance(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("sign-in/again/passkey/", entrance(webauthn.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("sign-in/closed/", entrance(account.account_inactive), name="account_inactive"),
    path("sign-up/", entrance(account.signup), name="account_signup"),
    path("sign-up/code/", entrance(account.email_verification_sent), name="account_email_verification_sent"),
    path("sign-up/passkey/", entrance(account.signup_by_passkey), name="account_signup_by_passkey"),
    path("sign-up/passkey/create/", entrance(webauthn.signup_webauthn), name="mfa_signup_webauthn"),
    path("sign-out/", entrance(account.logout), name="account_logout"),
    path("me/e-mail/", entrance(account.email), name="account_email"),
    path("me/second-factor/", entrance(mfa.index), name="mfa_index"),
    path("me/second-factor/app/", entrance(totp.activate_totp), name="mfa_activate_totp"),
    path("me/second-factor/app/remove/", entrance(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("me/second-factor/codes/", entrance(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("me/second-factor/codes/new/", entrance(recovery.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path(
        "me/second-factor/codes/file/", entrance(recovery.download_recovery_codes), name="mfa_download_recovery_codes"
    ),
    path("me/passkeys/", entrance(webauthn.list_webauthn), name="mfa_list_webauthn"),
    path("me/passkeys/add/", entrance(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path("me/passkeys/<int:pk>/name/", entrance(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
    path("me/passkeys/<int:pk>/remove/", entrance(webauthn.remove_webauthn), name="mfa_remove_webauthn"),
]

OURS = [
    path("me/", me.me, name="me"),
    path("me/details/", shows_and_takes(me.details, me.change_details), name="details"),
    path("me/ways/add/", shows_and_takes(me.new_way, me.add_way), name="add_way"),
    path("me/ways/<int:pk>/prefer/", me.prefer_way, name="prefer_way"),
    path("me/ways/<int:pk>/stop/", me.stop_way, name="stop_way"),
    path("me/ways/<int:pk>/remove/", me.remove_way, name="remove_way"),
    path("me/export/", me.export, name="export"),
    path("me/forget/", shows_and_takes(me.ask_forget, me.forget), name="forget"),
    path("me/sign-out-everywhere/", me.sign_out_everywhere, name="sign_out_everywhere"),
    path("told/<str:token>/", told.told, name="told"),
    path("people/enter/", shows_and_takes(staff.enter, staff.save_entered), name="enter"),
    path("people/tenures/", shows_and_takes(staff.tenures, staff.appoint), name="tenures"),
    path("people/tenures/<int:pk>/end/", staff.dismiss, name="dismiss"),
    path("people/tenures/<int:pk>/term/", staff.set_term, name="set_term"),
    path("people/<int:pk>/badge/", staff.give_badge, name="give_badge"),
    path("people/demands/", shows_and_takes(demands.index, demands.record), name="demands"),
    path("people/demands/<int:pk>/", shows_and_takes(demands.detail, demands.answer), name="demand"),
    path("about/demands/", demands.counts, name="demand_counts"),
    path("people/<int:pk>/", staff.person, name="person"),
    path("people/<int:pk>/receipt/", staff.renew_receipt, name="renew_receipt"),
    path("people/<int:pk>/second-factor/reset/", staff.reset_second_factor, name="reset_second_factor"),
]

urlpatterns = [*ENTRANCE, path("", include((OURS, "people")))]
