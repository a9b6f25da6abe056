"""The posts of those who work on complaints."""

from __future__ import annotations

INTAKE = "complaints"  # the role; kept in the database: never rename it
INTERPRETER = "interpreter"  # puts messages into the language of whoever complained, under a signed pledge
OVERSIGHT = "oversight"
INVESTIGATOR = "investigator"  # works on the cases that are given to them
SUPERVISOR = "complaints_supervisor"  # leads those who investigate, and checks their work
DECIDER = "complaints_decider"  # decides about findings and discipline: the chief, or whom the law names
PROSECUTOR = "prosecutor"  # never reads what an officer was ordered to say
