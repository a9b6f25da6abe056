"""Addresses: a code is typed in, and what it opens. No code is ever in an address."""

from django.urls import path

from openbeat.core.people.http import shows_and_takes
from openbeat.core.receipts import proof_views, views

app_name = "receipts"
urlpatterns = [
    path("receipt/", shows_and_takes(views.ask, views.open_receipt), name="open"),
    path("receipt/matters/", views.matters, name="matters"),
    path("receipt/matters/claim/", views.claim, name="claim"),
    path("receipt/matters/close/", views.close, name="close"),
    path("receipt/proof/", proof_views.proof, name="proof"),
    path("receipt/record/", shows_and_takes(views.record, views.send_code), name="record"),
    path("receipt/record/code/", shows_and_takes(views.ask_code, views.take_over), name="record_code"),
    path("receipt/link/<str:token>/", shows_and_takes(views.ask_link, views.use_link), name="link"),
]
