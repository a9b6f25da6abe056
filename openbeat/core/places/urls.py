"""Addresses of the pages about areas and posts."""

from django.urls import path

from openbeat.core.places import views

app_name = "places"
urlpatterns = [
    path("places/", views.index, name="index"),
    path("places/import/", views.importing, name="import"),
    path("places/import/take/", views.take, name="take"),
    path("places/areas/new/", views.new, name="new"),
    path("places/areas/add/", views.add, name="add"),
    path("places/areas/<int:pk>/", views.area, name="area"),
    path("places/areas/<int:pk>/describe/", views.describe, name="describe"),
    path("places/areas/<int:pk>/close/", views.close, name="close"),
    path("places/areas/<int:pk>/open/", views.open_again, name="open_again"),
    path("places/areas/<int:pk>/posts/", views.make_post, name="make_post"),
    path("places/posts/<int:pk>/", views.post, name="post"),
    path("places/posts/<int:pk>/edit/", views.edit_post, name="edit_post"),
]
