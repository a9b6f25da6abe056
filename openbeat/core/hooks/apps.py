"""Finds the hooks, tasks and checks modules of our own apps when the program starts."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps

from openbeat.core.hooks import menu
from openbeat.core.web import furniture


class HooksConfig(AppConfig):
    """Where apps meet."""

    name = "openbeat.core.hooks"
    label = "hooks"

    def ready(self) -> None:
        """Give the pages their menu; import `hooks`, `tasks` and `checks` of every installed app of ours alone."""
        furniture.provide_menu(menu.items)
        for config in apps.get_app_configs():
            if not config.name.startswith("openbeat."):
                continue
            for module in ("hooks", "tasks", "checks"):
                if config.name != self.name and find_spec(f"{config.name}.{module}"):
                    import_module(f"{config.name}.{module}")
