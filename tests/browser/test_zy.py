import pytest
from django.test import Client
from django.conf import settings
pytestmark = pytest.mark.browser
from tests.browser.test_pages import town
def test_photo(town):
    from openbeat.core.files.models import File
    from openbeat.core.files import store, queries, registry
    from openbeat.kit.actors import VISITOR
    f = File.objects.get()
    print(f.token, f.released_at, settings.MEDIA_ROOT, list(settings.MEDIA_ROOT.rglob("*")))
    print(registry.may_see(VISITOR, f))
    print(Client().get("/files/1/thumb/"))
    t = town.things
    from openbeat.apps.concerns import hooks
    print(hooks.sees_photo(VISITOR, str(t.pictured.pk)), t.pictured.pk, f.kind, f.key)
