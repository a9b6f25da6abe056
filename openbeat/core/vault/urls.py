"""Addresses of one's own key, and of how long records are kept."""

from django.urls import path

from openbeat.core.vault.views import keys, records
from openbeat.core.web.http import shows_and_takes

app_name = "vault"
urlpatterns = [
    path("me/key/", keys.key, name="key"),
    path("me/key/make/", shows_and_takes(keys.make, keys.keep), name="make"),
    path("me/key/unlock/", shows_and_takes(keys.ask_unlock, keys.unlock), name="unlock"),
    path("me/key/lock/", keys.lock, name="lock"),
    path("me/key/passphrase/", shows_and_takes(keys.passphrase, keys.change_passphrase), name="passphrase"),
    path("me/key/renew/", shows_and_takes(keys.renew, keys.keep_renewed), name="renew"),
    path("about/records/", records.about, name="about"),
    path("records/", records.records, name="records"),
    path("records/periods/", records.set_series, name="set_series"),
    path("records/holds/", records.hold, name="hold"),
    path("records/holds/<int:pk>/lift/", records.lift, name="lift"),
    path("records/destroy/", records.destroy, name="destroy"),
]
