"""Files for translators who work in their own tools: XLIFF and PO, out and back.

`written(parcel, form)` makes a file; `read(data, asked)` gives what came back, or raises Unreadable with every fault
and the line it is on. Nothing of a file with a fault is taken.
"""

from openbeat.core.translation.exchange.files import FORMS as FORMS
from openbeat.core.translation.exchange.files import Form as Form
from openbeat.core.translation.exchange.files import read as read
from openbeat.core.translation.exchange.files import written as written
from openbeat.core.translation.exchange.units import MOST_BYTES as MOST_BYTES
from openbeat.core.translation.exchange.units import Fault as Fault
from openbeat.core.translation.exchange.units import Parcel as Parcel
from openbeat.core.translation.exchange.units import Returned as Returned
from openbeat.core.translation.exchange.units import Unit as Unit
from openbeat.core.translation.exchange.units import Unreadable as Unreadable
