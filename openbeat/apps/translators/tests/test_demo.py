"""The translators of the example town are made by the app's own services."""

from __future__ import annotations

from collections import Counter

import pytest

from openbeat.apps.translators import queries
from openbeat.apps.translators.demo import make
from openbeat.apps.translators.demo.words import TEXTS
from openbeat.apps.translators.models import Work
from openbeat.apps.translators.tests.makers import NOON, Hall
from openbeat.core.hooks.demo import Town
from openbeat.core.translation import detecting
from openbeat.core.translation import queries as translations
from tests.cast import Cast


def test_the_town_has_works_at_each_stage(cast: Cast, hall: Hall) -> None:
    for area, text in zip((cast.beat, cast.other, cast.district, cast.department), TEXTS, strict=False):
        hall.says(area, text.words)

    make(Town(NOON, "small", cast, (cast.beat, cast.other)))

    stages = Counter(stage for text in TEXTS[:4] for stage in text.stages.values())
    assert Counter(Work.objects.order_by("pk").values_list("stage", flat=True)) == stages
    assert {one.language for one in translations.covered()} == {"es", "ar", "my"}
    assert [tongue.language for tongue in queries.waiting_tongues()] == ["ht"]


@pytest.mark.parametrize("language", ["es", "ar", "my"])
def test_each_translation_of_the_town_is_in_its_language(language: str) -> None:
    assert {detecting.guess(text.said[language]) for text in TEXTS} <= {language, ""}
