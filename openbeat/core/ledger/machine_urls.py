"""Addresses of the public log for programs, the same in every language; those with a number never mean another log."""

from django.urls import path

from openbeat.core.ledger.views import machine

app_name = "tlog"
urlpatterns = [
    path("log/checkpoint", machine.checkpoint, name="checkpoint"),
    path("log/tile/<path:path>", machine.tile, name="tile"),
    path("log/<int:number>/checkpoint", machine.checkpoint, name="numbered_checkpoint"),
    path("log/<int:number>/tile/<path:path>", machine.tile, name="numbered_tile"),
    path("log/cosignature", machine.take_cosignature, name="cosignature"),
]
