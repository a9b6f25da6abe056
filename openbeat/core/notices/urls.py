"""Addresses of messages."""

from django.urls import path

from openbeat.core.notices import views

app_name = "notices"
urlpatterns = [
    path("me/messages/", views.mine, name="mine"),
    path("notices/", views.index, name="index"),
    path("notices/<int:pk>/", views.detail, name="detail"),
    path("notices/<int:pk>/see-to/", views.see_to, name="see_to"),
    path("messages/stop/<str:token>/", views.stop, name="stop"),
]
