"""Addresses of the policy, the log and the appeals."""

from django.urls import path

from openbeat.core.moderation import views

app_name = "moderation"
urlpatterns = [
    path("moderation/", views.index, name="index"),
    path("moderation/appeals/", views.appeals, name="appeals"),
    path("moderation/appeals/<int:pk>/", views.decide, name="decide"),
    path("moderation/<int:pk>/appeal/", views.appeal, name="appeal"),
    path("moderation/of/<str:kind>/<str:key>/", views.own, name="own"),
]
