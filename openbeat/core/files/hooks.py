"""What the files offer where packages meet: to remove those of whoever is forgotten."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from openbeat.core.files import services
from openbeat.core.hooks import forgetting
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from openbeat.core.people.models import Person


def drop_files(person: "Person", things: Sequence[Ref], _at: datetime) -> None:
    """Remove the files of the person and of the things that were blanked."""
    services.drop_of_person(person, things)


forgetting.offer("files", drop_files)
