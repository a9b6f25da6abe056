"""Addresses: each installed app of ours brings its own."""

from importlib.util import find_spec

from django.apps import apps
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

OURS = [config.name for config in apps.get_app_configs() if config.name.startswith("openbeat.")]


def _modules(name: str) -> list[str]:
    return [f"{app}.{name}" for app in OURS if find_spec(f"{app}.{name}")]


urlpatterns = [
    *(path("", include(module)) for module in _modules("machine_urls")),
    *i18n_patterns(*(path("", include(module)) for module in _modules("urls")), prefix_default_language=False),
]

handler400 = "openbeat.core.web.errors.handler400"
handler403 = "openbeat.core.web.errors.handler403"
handler404 = "openbeat.core.web.errors.handler404"
handler500 = "openbeat.core.web.errors.handler500"
