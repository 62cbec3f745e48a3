"""The TIME grammar: one small language for `from` and `until` (docs/protocol-language.md)."""

from server.domain.when.reading import TimeError, parse_time
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
from server.domain.when.writing import time_text

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
