"""Addresses of files: the same in every language."""

from django.urls import path

from openbeat.core.files import views

app_name = "files"
urlpatterns = [
    path("files/<int:pk>/", views.file, name="file"),
    path("files/<int:pk>/image/", views.image, name="image"),
    path("files/<int:pk>/thumb/", views.thumb, name="thumb"),
]
