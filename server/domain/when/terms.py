"""The values of a TIME: one term, or terms joined by `&` (all of them) or `/` (whichever comes first)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Kind = Literal["exact", "range", "minimum", "up-to", "about"]


class Unit(StrEnum):
    MINUTE = "m"
    HOUR = "h"
    DAY = "d"  # always 24 hours; a calendar day is `D3`
    WEEK = "w"
    MONTH = "mo"  # a calendar month on the wall clock


MINUTES = {Unit.MINUTE: 1, Unit.HOUR: 60, Unit.DAY: 1_440, Unit.WEEK: 10_080, Unit.MONTH: 43_200}
"""Minutes per unit. A month counts as 30 days only to compare two lengths, never to compute a moment."""

MOST_MINUTES = 100 * 366 * 1_440
"""The longest length accepted: 100 years."""


class Part(StrEnum):
    MORNING = "morning"
    NOON = "noon"
    EVENING = "evening"
    BEDTIME = "bedtime"


PART_BEGINS = {Part.MORNING: 6, Part.NOON: 12, Part.EVENING: 18, Part.BEDTIME: 22}
"""The hour of the wall clock at which each part of the day begins."""


@dataclass(frozen=True, slots=True)
class Quantity:
    count: int
    unit: Unit

    @property
    def minutes(self) -> int:
        return self.count * MINUTES[self.unit]


@dataclass(frozen=True, slots=True)
class Length:
    """A length since the treatment, or `before` it. `least` equals `surely` unless it is a range."""

    least: Quantity
    surely: Quantity
    kind: Kind = "exact"
    before: bool = False


@dataclass(frozen=True, slots=True)
class Lost:
    """`?`: the number is missing from the sheet."""


@dataclass(frozen=True, slots=True)
class Day:
    """The start of a local day, in the sheet's numbering; `last` > `first` for `D3-D5`."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class DayPart:
    part: Part
    days: int = 0  # after the day of the treatment
    offset: "Length | None" = None


@dataclass(frozen=True, slots=True)
class State:
    """A state that only the patient can confirm: `healed`, `gone(redness)`, `healed+24h`."""

    name: str
    of: str | None = None
    offset: Length | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """Something that the patient does or notices: `before(touch)`, `after(wash)+30m`, `while(outside)`."""

    name: str
    of: str
    offset: Length | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """A length after the last session, or `before` the next."""

    offset: Length


Term = Length | Lost | Day | DayPart | State | Act | Session


@dataclass(frozen=True, slots=True)
class Both:
    """`&`: reached when all parts are."""

    parts: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class First:
    """`/`: reached with whichever part comes first."""

    parts: tuple[Term | Both, ...]


Time = Term | Both | First

BARE_STATES = ("healed", "calm", "shed")
STATES_OF = ("gone", "used-up")
ACTS = ("before", "after", "on", "onset", "while")
STARTED_BY_ACTS = ("after", "on", "onset")
"""The acts whose moment starts a time. The others last as long as the act, or come before it."""


def terms(time: Time) -> tuple[Term, ...]:
    """Return every term of a TIME, left to right."""
    if isinstance(time, Both | First):
        return tuple(term for part in time.parts for term in terms(part))
    return (time,)
