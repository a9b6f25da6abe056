"""The shared cache lives in a database alias of its own."""

from typing import Any


class CacheRouter:
    """Sends the cache table to the alias "cache", and nothing else there."""

    def db_for_read(self, model: Any, **_hints: Any) -> str | None:
        """Where to read."""
        return "cache" if model._meta.app_label == "django_cache" else None

    def db_for_write(self, model: Any, **_hints: Any) -> str | None:
        """Where to write."""
        return "cache" if model._meta.app_label == "django_cache" else None

    def allow_migrate(self, db: str, app_label: str, **_hints: Any) -> bool:
        """The cache's database has its own table only."""
        return (db == "cache") == (app_label == "django_cache")
