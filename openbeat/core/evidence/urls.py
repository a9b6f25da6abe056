"""Addresses of sealed files. What takes files has a server of its own: see deploy/nginx.conf."""

from django.urls import path

from openbeat.core.evidence import views

app_name = "evidence"
urlpatterns = [
    path("evidence/upload/<str:kind>/<str:key>/", views.add, name="add"),
    path("evidence/<int:pk>/", views.show, name="show"),
    path("evidence/<int:pk>/file/", views.download, name="download"),
]
