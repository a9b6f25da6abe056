"""Addresses of one's own key."""

from django.urls import path

from openbeat.core.vault import views
from openbeat.core.web.http import shows_and_takes

app_name = "vault"
urlpatterns = [
    path("me/key/", views.key, name="key"),
    path("me/key/make/", shows_and_takes(views.make, views.keep), name="make"),
    path("me/key/unlock/", shows_and_takes(views.ask_unlock, views.unlock), name="unlock"),
    path("me/key/lock/", views.lock, name="lock"),
    path("me/key/passphrase/", shows_and_takes(views.passphrase, views.change_passphrase), name="passphrase"),
    path("me/key/renew/", shows_and_takes(views.renew, views.keep_renewed), name="renew"),
]
