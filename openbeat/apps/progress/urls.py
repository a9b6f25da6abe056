"""Addresses of the Progress Chart."""

from django.urls import path

from openbeat.apps.progress import views
from openbeat.core.people.http import shows_and_takes

app_name = "progress"
urlpatterns = [
    path("progress/", views.index, name="index"),
    path("progress/new/", shows_and_takes(views.new, views.put), name="new"),
    path("progress/mine/", views.mine, name="mine"),
    path("progress/tried/", views.tried, name="tried"),
    path("progress/tactics/new/", shows_and_takes(views.new_tactic, views.propose), name="propose"),
    path("progress/tactics/<int:pk>/", views.tactic, name="tactic"),
    path(
        "progress/tactics/<int:pk>/say/",
        views.say,
        name="say",
    ),
    path(
        "progress/tactics/<int:pk>/<str:act>/", shows_and_takes(views.open_tactic, views.tactic_act), name="tactic_act"
    ),
    path("progress/answers/<int:pk>/look/", shows_and_takes(views.open_look, views.look), name="look"),
    path("progress/<int:pk>/", views.detail, name="detail"),
    path("progress/<int:pk>/<str:act>/", shows_and_takes(views.open_act, views.act), name="act"),
    path("progress/problems/<int:pk>/resolve/", shows_and_takes(views.open_resolve, views.resolve), name="resolve"),
    path("progress/problems/<int:pk>/escalate/", shows_and_takes(views.open_escalate, views.escalate), name="escalate"),
    path("areas/<slug:slug>/progress/", views.area, name="area"),
    path("areas/<slug:slug>/progress.pdf", views.pdf, name="pdf"),
]
