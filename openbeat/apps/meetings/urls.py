"""Addresses of meetings, and of their calendars."""

from django.urls import path

from openbeat.apps.meetings import feeds, views
from openbeat.apps.meetings.views import amending, letters, listening, minutes, writing
from openbeat.core.people.http import shows_and_takes

app_name = "meetings"
urlpatterns = [
    path("meetings/", views.index, name="index"),
    path("meetings.ics", feeds.everything, name="calendar"),
    path("areas/<slug:slug>/meetings.ics", feeds.area, name="area-calendar"),
    path("meetings/mine/", views.mine.mine, name="mine"),
    path("meetings/mine/<str:token>.ics", feeds.own, name="own-calendar"),
    path("meetings/calendar/", views.calendar.month, name="month"),
    path("areas/<slug:slug>/poster.pdf", views.poster.poster, name="poster"),
    path("meetings/rhythm/", shows_and_takes(views.rhythm.show, views.rhythm.promise), name="rhythm"),
    path("meetings/series/", views.series.index, name="series-index"),
    path("meetings/series/new/", shows_and_takes(views.series.new, views.series.begin), name="series-new"),
    path("meetings/series/<int:pk>/", views.series.detail, name="series"),
    path(
        "meetings/series/<int:pk>/put-back/",
        shows_and_takes(views.series.back, views.series.put_back),
        name="series-put-back",
    ),
    path(
        "meetings/series/<int:pk>/<str:act>/",
        shows_and_takes(views.series.open_act, views.series.act),
        name="series-act",
    ),
    path("meetings/new/", shows_and_takes(views.new, views.announce), name="new"),
    path("meetings/<int:pk>/", views.detail, name="detail"),
    path("meetings/<int:pk>/coming/", views.coming, name="coming"),
    path("meetings/coming/<int:pk>/", views.my_coming, name="my-coming"),
    path("meetings/coming/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("meetings/<int:pk>/cannot-come/", views.cannot_come, name="cannot-come"),
    path("meetings/<int:pk>/say/", views.say, name="say"),
    path("meetings/said/<int:pk>/", views.my_words, name="my-words"),
    path("meetings/said/<int:pk>/<str:act>/", views.decide, name="decide"),
    path("meetings/officers/<int:pk>/<str:act>/", views.officer, name="officer"),
    path("meetings/reminders/<int:pk>/take-back/", views.unremind, name="unremind"),
    path("meetings/<int:pk>/sign-in/", views.sign_in, name="sign-in"),
    path("meetings/<int:pk>/sign-in/code/", views.sign_in_code, name="sign-in-code"),
    path("meetings/<int:pk>/sign-in.pdf", views.sheet, name="sheet"),
    path("meetings/<int:pk>/signed-in/", views.signed_in, name="signed-in"),
    path("meetings/signed-in/<int:pk>/take-out/", views.take_out, name="take-out"),
    path("meetings/<int:pk>/host/", views.host, name="host"),
    path("meetings/<int:pk>/host/<str:act>/", shows_and_takes(views.back_to_host, views.host_act), name="host-act"),
    path("meetings/<int:pk>/take-up/", shows_and_takes(views.back, views.take_up), name="take-up"),
    path("meetings/<int:pk>/minutes/", minutes.minutes, name="minutes"),
    path("meetings/<int:pk>/minutes/write/", writing.write, name="minutes-write"),
    path("meetings/<int:pk>/minutes/hand-out/", writing.hand_out, name="minutes-hand-out"),
    path("meetings/<int:pk>/minutes/versions/", minutes.versions, name="minutes-versions"),
    path("meetings/<int:pk>/minutes/approve/", minutes.approve, name="minutes-approve"),
    path("meetings/<int:pk>/minutes/amend/<str:key>/", amending.propose, name="minutes-amend"),
    path("meetings/<int:pk>/minutes/own/<str:key>/", minutes.own, name="minutes-own"),
    path("meetings/<int:pk>/minutes/correct/<str:key>/", minutes.correct, name="minutes-correct"),
    path("meetings/<int:pk>/minutes.pdf", letters.pdf, name="minutes-pdf"),
    path("meetings/<int:pk>/letters/", letters.letters, name="letters"),
    path("meetings/<int:pk>/letters.pdf", letters.run, name="letters-pdf"),
    path("meetings/<int:pk>/listening/", listening.page_of_session, name="listening"),
    path("meetings/amendments/<int:pk>/", amending.one, name="amendment"),
    path("meetings/<int:pk>/<str:act>/", shows_and_takes(views.open_act, views.act), name="act"),
    path("meetings/items/<int:pk>/note/", shows_and_takes(views.open_note, views.note), name="note"),
]
