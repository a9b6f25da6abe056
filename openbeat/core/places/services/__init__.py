"""Every act about areas and posts; one function each."""

from openbeat.core.places.facts import Facts, Mark, Reach
from openbeat.core.places.services.areas import add, close, describe, draw, open_again, root
from openbeat.core.places.services.imports import Imported, Source, import_areas, import_data
from openbeat.core.places.services.landmarks import put_on_map
from openbeat.core.places.services.posts import edit_post, make_post, post

__all__ = [
    "Facts",
    "Imported",
    "Mark",
    "Reach",
    "Source",
    "add",
    "close",
    "describe",
    "draw",
    "edit_post",
    "import_areas",
    "import_data",
    "make_post",
    "open_again",
    "post",
    "put_on_map",
    "root",
]
