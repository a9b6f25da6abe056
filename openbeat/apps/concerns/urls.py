"""Addresses of concerns."""

from django.urls import path

from openbeat.apps.concerns.views import (
    lists,
    mail,
    one,
    paper,
    priorities,
    problems,
    raising,
    rounds,
    steps,
    told,
    trends,
)

app_name = "concerns"
urlpatterns = [
    path("concerns/", lists.index, name="index"),
    path("concerns/trends/", trends.index, name="trends"),
    path("concerns/new/", raising.new, name="new"),
    path("concerns/paper.pdf", paper.form, name="paper"),
    path("concerns/paper/", paper.sheets, name="sheets"),
    path("concerns/enter/", raising.enter, name="enter"),
    path("concerns/told/<str:token>/", told.told, name="told"),
    path("concerns/<int:pk>/", one.detail, name="detail"),
    path("concerns/<int:pk>/receipt.pdf", raising.receipt, name="receipt"),
    path("concerns/<int:pk>/open-up/", mail.open_up, name="open_up"),
    path("concerns/<int:pk>/code/", mail.code, name="code"),
    path("concerns/<int:pk>/take-up/", one.take_up, name="take_up"),
    path("concerns/<int:pk>/confirm/", one.confirm, name="confirm"),
    path("concerns/<int:pk>/answer/", steps.answer, name="answer"),
    path("concerns/<int:pk>/reopen/", steps.reopen, name="reopen"),
    path("concerns/<int:pk>/look/", steps.look, name="look"),
    path("concerns/<int:pk>/chart/", steps.chart, name="chart"),
    path("concerns/<int:pk>/move/", steps.move, name="move"),
    path("concerns/<int:pk>/sort/", steps.sort, name="sort"),
    path("areas/<slug:slug>/priorities/", priorities.index, name="priorities"),
    path("areas/<slug:slug>/priorities/propose/", priorities.propose, name="propose"),
    path("areas/<slug:slug>/priorities/round/", priorities.begin, name="begin-round"),
    path("areas/<slug:slug>/priorities/limit/", priorities.limit, name="seats"),
    path("priorities/<int:pk>/", problems.detail, name="problem"),
    path("priorities/<int:pk>/<slug:act>/", problems.act, name="problem-act"),
    path("priorities/rounds/<int:pk>/", rounds.detail, name="round"),
    path("priorities/rounds/<int:pk>/dots/", rounds.vote, name="vote"),
    path("priorities/rounds/<int:pk>/<slug:act>/", rounds.act, name="round-act"),
]
