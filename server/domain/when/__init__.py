"""The TIME grammar: the language of `from` and `until` (docs/sheet-format.md)."""

from server.domain.when.parser import TimeError, parse_time
from server.domain.when.terms import (
    Act,
    Both,
    Day,
    DayPart,
    First,
    Length,
    Lost,
    Part,
    Quantity,
    Session,
    State,
    Term,
    Time,
    Unit,
    terms,
)
from server.domain.when.writer import time_text

__all__ = [
    "Act",
    "Both",
    "Day",
    "DayPart",
    "First",
    "Length",
    "Lost",
    "Part",
    "Quantity",
    "Session",
    "State",
    "Term",
    "Time",
    "TimeError",
    "Unit",
    "parse_time",
    "terms",
    "time_text",
]
