"""Addresses of the department's pages."""

from django.urls import path

from openbeat.core.department import views

app_name = "department"
urlpatterns = [
    path("department/", views.index, name="index"),
    path("department/details/", views.details, name="details"),
    path("department/details/save/", views.describe, name="describe"),
    path("department/holidays/", views.holidays, name="holidays"),
    path("department/holidays/add/", views.add_holiday, name="add_holiday"),
    path("department/holidays/fill/", views.fill_holidays, name="fill_holidays"),
    path("department/holidays/<int:pk>/remove/", views.remove_holiday, name="remove_holiday"),
    path("department/promises/<str:name>/", views.promise, name="promise"),
    path("department/promises/<str:name>/change/", views.set_promise, name="set_promise"),
    path("department/decisions/<slug:key>/", views.line, name="line"),
    path("department/decisions/<slug:key>/decide/", views.decide, name="decide"),
]
