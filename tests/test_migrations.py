"""The database as migrations make it: whole, with the ledger's triggers and the search's own tables, and back again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parent.parent
ASKED = """
import django
django.setup()
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
call_command("migrate", verbosity=0)
from openbeat.core.ledger import services
from openbeat.core.ledger.models import Entry
from openbeat.core.search import queries
from openbeat.core.people.demo import a_cast
a_cast()
assert Entry.objects.count() > 10
for change in ("UPDATE ledger_entry SET act = 'x'", "DELETE FROM ledger_entry"):
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)
    except DatabaseError as refused:
        assert "append-only" in str(refused), refused
    else:
        raise SystemExit(f"the database took: {change}")
assert queries.find("nothing").total == 0
print("migrated, append-only, searchable")
"""


@pytest.mark.slow
@pytest.mark.django_db
def test_a_new_database_is_made_by_migrations_with_its_triggers_and_search(tmp_path: Path) -> None:
    surroundings = {**os.environ, "OPENBEAT_DEMO": "1", "OPENBEAT_DATA": str(tmp_path)}
    if surroundings.get("DB") == "pg":
        surroundings["PGDATABASE"] = "migrated"
        subprocess.run(["createdb", "migrated"], check=True, env={**surroundings, "PGDATABASE": "postgres"})
    try:
        done = subprocess.run(
            [sys.executable, "-c", ASKED],
            cwd=HOME,
            env={**surroundings, "DJANGO_SETTINGS_MODULE": "openbeat.config.settings"},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    finally:
        if surroundings.get("DB") == "pg":
            subprocess.run(
                ["dropdb", "--force", "migrated"], check=True, env={**surroundings, "PGDATABASE": "postgres"}
            )
    assert done.stdout.strip() == "migrated, append-only, searchable", done.stderr[-3000:]
