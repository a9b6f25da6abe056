"""Addresses of the translators."""

from django.urls import path

from openbeat.apps.translators.views import queue, tools, works

app_name = "translators"
urlpatterns = [
    path("translate/", queue.queue, name="queue"),
    path("translate/ask/", queue.ask, name="ask"),
    path("translate/people/", queue.people, name="people"),
    path("translate/languages/", queue.say, name="say"),
    path("translate/languages/<int:pk>/admit/", queue.admit, name="admit"),
    path("translate/languages/<int:pk>/end/", queue.end, name="end"),
    path("translate/<int:pk>/", works.work, name="work"),
    path("translate/<int:pk>/take/", works.take, name="take"),
    path("translate/<int:pk>/hand-back/", works.hand_back, name="hand_back"),
    path("translate/<int:pk>/draft/", works.draft, name="draft"),
    path("translate/<int:pk>/drafts/", works.kept, name="drafts"),
    path("translate/<int:pk>/drafts/<int:version>/restore/", works.restore, name="restore"),
    path("translate/<int:pk>/machine/", tools.machine, name="machine"),
    path("translate/<int:pk>/file/", tools.take_in, name="take_in"),
    path("translate/<int:pk>/file.<slug:form>", tools.file, name="file"),
    path("translate/<int:pk>/return/", works.give_back, name="return"),
    path("translate/<int:pk>/sign/", works.sign, name="sign"),
    path("translate/<int:pk>/withdraw/", works.withdraw, name="withdraw"),
    path("translate/<int:pk>/take-down/", works.take_down, name="take_down"),
]
