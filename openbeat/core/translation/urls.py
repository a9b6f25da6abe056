"""Addresses of the pages about languages."""

from django.urls import path

from openbeat.core.translation.views import coverage, language, reviews

app_name = "translation"
urlpatterns = [
    path("language/", language.language, name="language"),
    path("languages/", coverage.index, name="index"),
    path("languages/import/", coverage.importing, name="import"),
    path("languages/read/", reviews.reviews, name="reviews"),
    path("languages/read/<int:pk>/withdraw/", reviews.withdraw, name="withdraw"),
    path("languages/areas/<slug:slug>/", coverage.area, name="area"),
    path("languages/areas/<slug:slug>/shares/", coverage.shares_of, name="shares"),
    path("languages/areas/<slug:slug>/shares/<slug:language>/remove/", coverage.remove_share, name="remove_share"),
]
