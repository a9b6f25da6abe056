"""Addresses of one's own key."""

from django.urls import URLPattern

app_name = "vault"
urlpatterns: list[URLPattern] = []
