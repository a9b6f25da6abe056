"""Addresses of the front page, the areas, the desk."""

from django.urls import path

from openbeat.apps.home import feeds
from openbeat.apps.home.views import about, areas, demo, desk, front

app_name = "home"
urlpatterns = [
    path("", front.front, name="front"),
    path("areas/", areas.index, name="areas"),
    path("areas/<slug:slug>/", areas.detail, name="area"),
    path("areas/<slug:slug>/feed.atom", feeds.area, name="feed"),
    path("desk/", desk.desk, name="desk"),
    path("search/", about.search, name="search"),
    path("about/promises/", about.promises, name="promises"),
    path("about/roles/", about.who_may, name="roles"),
    path("about/paper/", about.paper, name="paper"),
    path("demo/", demo.index, name="demo"),
    path("demo/outbox/", demo.outbox, name="demo-outbox"),
    path("demo/outbox/<int:pk>/", demo.letter, name="demo-letter"),
    path("demo/week/", demo.week, name="demo-week"),
    path("demo/again/", demo.again, name="demo-again"),
]
