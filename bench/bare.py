"""The bare floor: a Django project of its own: "hello", 25 rows of 10,000, one row, and one row more from a form."""

from __future__ import annotations

import json
import os
from pathlib import Path

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, models, transaction
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

ROWS = 10_000
PAGE = """<!doctype html><title>Rows</title><table>{% for row in rows %}
<tr><td>{{ row.0 }}</td><td>{{ row.1 }}</td><td>{{ row.2 }}</td><td>{{ row.3 }}</td></tr>{% endfor %}</table>"""


FIGURES = """<!doctype html><title>Rows</title><table>{% for row in rows %}<tr>
<td>{{ row.1 }}</td><td>{{ row.2 }}</td><td>{{ row.3 }}</td><td>{{ row.4 }}</td><td>{{ row.5 }}</td></tr>{% endfor %}
</table>"""
CELLS = 5


def _database() -> dict[str, object]:
    if os.environ.get("OPENBEAT_DATABASE") == "postgresql":
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": os.environ["PGDATABASE"],
            "HOST": os.environ.get("PGHOST", ""),
            "USER": os.environ.get("PGUSER", ""),
            "OPTIONS": {"pool": {"min_size": 1, "max_size": 4}},
        }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": Path(os.environ["OPENBEAT_DATA"]) / "bare.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA mmap_size=134217728",
        },
        "CONN_MAX_AGE": None,
    }


if not settings.configured:
    settings.configure(
        SECRET_KEY="bare",  # noqa: S106  a bench
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        DATABASES={"default": _database()},
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
        USE_TZ=True,
    )
    django.setup()


def hello(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello")


def rows(_request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, title, area, raised_at FROM bare_row ORDER BY raised_at DESC, id DESC LIMIT 25")
        found = cursor.fetchall()
    return HttpResponse(engines["django"].from_string(PAGE).render({"rows": found}))


def figures(_request: HttpRequest) -> HttpResponse:
    """Every row that the page about outcomes shows, as bench.outcomes wrote them down."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, a, b, c, d, e FROM bare_figure ORDER BY id")
        found = cursor.fetchall()
    return HttpResponse(engines["django"].from_string(FIGURES).render({"rows": found}))


class Row(models.Model):
    """A row of the plain table, as any Django project would read one."""

    title = models.TextField()
    area = models.TextField()
    raised_at = models.TextField()

    class Meta:
        app_label = "bare"
        db_table = "bare_row"
        managed = False

    def __str__(self) -> str:
        return self.title


def one(request: HttpRequest) -> HttpResponse:
    """One row by its key, through the ORM and a template that was parsed once."""
    row = Row.objects.get(pk=int(request.GET["id"]))
    return HttpResponse(ONE.render({"row": row}))


class Note(models.Model):
    """What a form with one field keeps, in clear."""

    words = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "bare"
        db_table = "bare_note"
        managed = False

    def __str__(self) -> str:
        return str(self.pk)


def note(request: HttpRequest) -> HttpResponse:
    """Keep what the form says, and answer with its number."""
    with transaction.atomic():
        kept = Note.objects.create(words=request.POST["words"])
    return HttpResponse(ONE_NOTE.render({"note": kept}))


def fill() -> None:
    """Make the plain table with its rows and its index."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bare_row")
        cursor.execute("CREATE TABLE bare_row (id integer PRIMARY KEY, title text, area text, raised_at text)")
        facts = [
            (n, f"Street light {n} is out", f"Area {n % 6}", f"2026-{n % 12 + 1:02}-{n % 28 + 1:02}")
            for n in range(ROWS)
        ]
        cursor.executemany("INSERT INTO bare_row VALUES (%s, %s, %s, %s)", facts)
        cursor.execute("DROP TABLE IF EXISTS bare_note")
        serial = "serial" if connection.vendor == "postgresql" else "integer"
        cursor.execute(f"CREATE TABLE bare_note (id {serial} PRIMARY KEY, words text, at timestamp)")
        cursor.execute("CREATE INDEX bare_newest ON bare_row (raised_at DESC, id DESC)")


def fill_figures() -> None:
    """The rows that the page about outcomes shows, where bench.outcomes wrote them down."""
    shown = Path(os.environ["OPENBEAT_DATA"]) / "shown.json"
    rows = json.loads(shown.read_text(encoding="utf-8")) if shown.exists() else []
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bare_figure")
        cursor.execute("CREATE TABLE bare_figure (id integer PRIMARY KEY, a text, b text, c text, d text, e text)")
        facts = [(n, *row[:CELLS], *[""] * (CELLS - len(row))) for n, row in enumerate(rows)]
        cursor.executemany("INSERT INTO bare_figure VALUES (%s, %s, %s, %s, %s, %s)", facts)


ONE = engines["django"].from_string("<h1>{{ row.title }}</h1><p>{{ row.area }}, {{ row.raised_at }}</p>")
ONE_NOTE = engines["django"].from_string("<h1>Thank you</h1><p>{{ note.pk }}</p>")
urlpatterns = [
    path("hello/", hello),
    path("rows/", rows),
    path("figures/", figures),
    path("one/", one),
    path("note/", note),
]
application = get_wsgi_application()

if __name__ == "__main__":
    fill()
    fill_figures()
