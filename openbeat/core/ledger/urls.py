"""Addresses of the public log for people."""

from django.urls import path

from openbeat.core.ledger.views import counts, log, verifying

app_name = "ledger"
urlpatterns = [
    path("log/", log.log, name="log"),
    path("log/verify/", verifying.verify, name="verify"),
    path("log/counts/", counts.index, name="counts"),
]
