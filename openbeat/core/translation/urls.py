"""Addresses of the pages about languages."""

from django.urls import path

from openbeat.core.translation.views import language

app_name = "translation"
urlpatterns = [
    path("language/", language.language, name="language"),
]
