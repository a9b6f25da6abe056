"""Addresses of concerns."""

from django.urls import path

from openbeat.apps.concerns.views import lists, one, paper, raising, steps, told

app_name = "concerns"
urlpatterns = [
    path("concerns/", lists.index, name="index"),
    path("concerns/new/", raising.new, name="new"),
    path("concerns/paper.pdf", paper.form, name="paper"),
    path("concerns/enter/", raising.enter, name="enter"),
    path("concerns/told/<str:token>/", told.told, name="told"),
    path("concerns/<int:pk>/", one.detail, name="detail"),
    path("concerns/<int:pk>/receipt.pdf", raising.receipt, name="receipt"),
    path("concerns/<int:pk>/take-up/", one.take_up, name="take_up"),
    path("concerns/<int:pk>/confirm/", one.confirm, name="confirm"),
    path("concerns/<int:pk>/answer/", steps.answer, name="answer"),
    path("concerns/<int:pk>/reopen/", steps.reopen, name="reopen"),
    path("concerns/<int:pk>/look/", steps.look, name="look"),
    path("concerns/<int:pk>/chart/", steps.chart, name="chart"),
    path("concerns/<int:pk>/move/", steps.move, name="move"),
    path("concerns/<int:pk>/sort/", steps.sort, name="sort"),
]
