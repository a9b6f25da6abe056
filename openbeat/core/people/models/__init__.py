"""People, how to reach them, what they need, the posts they hold, and demands from outside about them."""

from openbeat.core.people.models.asking import AddressQuestion
from openbeat.core.people.models.demand import Demand
from openbeat.core.people.models.person import Person, new_salt
from openbeat.core.people.models.reach import Need, Way
from openbeat.core.people.models.tenure import Tenure

__all__ = ["AddressQuestion", "Demand", "Need", "Person", "Tenure", "Way", "new_salt"]
