"""Addresses for programs, without a language."""

from django.urls import path

from openbeat.core.jobs.views import health

app_name = "jobs"
urlpatterns = [path("health/", health, name="health")]
