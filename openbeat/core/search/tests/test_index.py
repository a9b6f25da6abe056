"""The search table, as the migration makes it."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.db import connection

from openbeat.core.search import index, queries
from openbeat.core.search.models import Found


@pytest.mark.django_db(transaction=True)
def test_the_migration_takes_the_search_table_out_and_puts_it_in_again() -> None:
    migration = import_module("openbeat.core.search.migrations.0001_initial")

    with connection.schema_editor(atomic=False) as editor:
        migration._remove(None, editor)
        migration._remove(None, editor)
        migration._install(None, editor)

    assert not queries.find("anything")
    assert Found.objects.count() == 0
    index.install(connection)
