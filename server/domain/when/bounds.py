"""A bound: one TIME resolved for one treatment, and how certain it is at a moment that it is reached.

A leaf with times is *not reached* before `least_at`, *uncertain* from `least_at` (inclusive) to `surely_at`
(exclusive), and *reached* from `surely_at` on; it is never reached if `surely_at` is None. A state or an act
is reached once the patient has confirmed it, not reached if they denied it, and uncertain until they report
it. With an offset it has times as soon as the moment of the report is known. `while(…)` is always reached. A
join takes the minimum (`all`) or the maximum (`first`) of its parts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Literal

BoundKind = Literal["exact", "range", "minimum", "up-to", "about", "unknown", "state", "act"]
States = Mapping[str, bool | datetime]
"""The patient's latest report of each state, act and now-flag; absent if never reported.

False: denied. An instant: confirmed, and true since then. True: confirmed, but the moment is unknown. An act is
reported under `act:` and its name (`act:wash`), or as the sheet writes it (`after(wash)`).
"""
ACT = "act:"


class Certainty(IntEnum):
    NOT_REACHED = 0
    UNCERTAIN = 1
    REACHED = 2


@dataclass(frozen=True, slots=True)
class Leaf:
    kind: BoundKind
    text: str
    least_at: datetime | None = None
    surely_at: datetime | None = None
    state: str | None = None
    act: str | None = None
    offset: tuple[int, int] | None = None  # minutes from the report to the earliest and the latest moment

    @property
    def gate(self) -> str | None:
        return self.state or self.act

    @property
    def always(self) -> bool:
        return self.act is not None and self.act.startswith("while(")

    @property
    def confirmable(self) -> bool:
        """Return True if a mere report, without its moment, is enough to reach the bound."""
        return self.offset is None

    def report(self, states: States) -> bool | datetime | None:
        if self.act is not None and self.act.startswith(("after(", "on(", "onset(")):
            report = states.get(ACT + self.act.partition("(")[2].removesuffix(")"))
            if report is not None:
                return report
        return states.get(self.gate or "")

    def times(self, states: States) -> tuple[datetime | None, datetime | None]:
        """Return the earliest and the latest moment of the bound, as far as they are known."""
        if self.offset is None or self.gate is None:
            return self.least_at, self.surely_at
        since = self.report(states)
        if not isinstance(since, datetime):
            return None, None
        least, surely = (since + timedelta(minutes=minutes) for minutes in self.offset)
        return least, surely


@dataclass(frozen=True, slots=True)
class Joined:
    how: Literal["all", "first"]
    parts: tuple["Bound", ...]
    text: str
    leaves: tuple[Leaf, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "leaves", tuple(leaf for part in self.parts for leaf in leaves(part)))


Bound = Leaf | Joined


def certainty(bound: Bound, now: datetime, states: States, *, early: bool = False) -> Certainty:
    """Return how certain it is that the bound is reached at `now`.

    With `early`, a range counts as reached from its earliest moment: for what may come early but never late.
    """
    if isinstance(bound, Joined):
        of_parts = [certainty(part, now, states, early=early) for part in bound.parts]
        return min(of_parts) if bound.how == "all" else max(of_parts)
    if bound.always:
        return Certainty.REACHED
    least, surely = bound.times(states)
    if bound.gate is not None and least is None:
        return _gate_certainty(bound, states)
    if least is None or now < least:
        return Certainty.NOT_REACHED
    return Certainty.REACHED if early or (surely is not None and now >= surely) else Certainty.UNCERTAIN


def _gate_certainty(leaf: Leaf, states: States) -> Certainty:
    reported = leaf.report(states)
    if reported is None or (reported and not leaf.confirmable):
        return Certainty.UNCERTAIN
    return Certainty.REACHED if reported else Certainty.NOT_REACHED


def leaves(bound: Bound | None) -> tuple[Leaf, ...]:
    if bound is None:
        return ()
    return bound.leaves if isinstance(bound, Joined) else (bound,)


def open_gates(bound: Bound | None, now: datetime, states: States) -> tuple[str, ...]:
    """Return the states and acts the bound still depends on, apart from time."""
    if bound is None or certainty(bound, now, states) is Certainty.REACHED:
        return ()
    unconfirmed = (leaf for leaf in leaves(bound) if leaf.gate and not _is_reported(leaf, states))
    return tuple(dict.fromkeys(leaf.gate for leaf in unconfirmed if leaf.gate))


def _is_reported(leaf: Leaf, states: States) -> bool:
    """Return True if no report of the patient could change the bound any more."""
    return _is_confirmed(leaf, states) or leaf.times(states)[0] is not None


def gates(bound: Bound | None) -> tuple[str, ...]:
    """Return every state and act in the bound."""
    return tuple(dict.fromkeys(leaf.gate for leaf in leaves(bound) if leaf.gate))


def least_moment(bound: Bound | None, states: States) -> datetime | None:
    """Return the moment before which the bound is surely not reached; None if no such moment is known."""
    if bound is None:
        return None
    if isinstance(bound, Leaf):
        return bound.times(states)[0]
    moments = [least_moment(part, states) for part in bound.parts]
    if bound.how == "all":
        return max((moment for moment in moments if moment), default=None)
    return None if None in moments else min(moment for moment in moments if moment)


def sure_moment(bound: Bound | None, states: States) -> datetime | None:
    """Return the moment from which the bound is surely reached, given the reported states.

    None if time alone never reaches it.
    """
    if bound is None:
        return None
    if isinstance(bound, Leaf):
        return bound.times(states)[1]
    if bound.how == "first":
        moments = (sure_moment(part, states) for part in bound.parts)
        return min((moment for moment in moments if moment), default=None)
    pending = [part for part in bound.parts if not _is_confirmed(part, states)]
    all_of = [sure_moment(part, states) for part in pending]
    return None if None in all_of else max((moment for moment in all_of if moment), default=None)


def _is_confirmed(bound: Bound, states: States) -> bool:
    """Return True for a state or act that the patient has confirmed; no time is left to wait for."""
    if isinstance(bound, Joined) or bound.gate is None:
        return False
    return bound.always or (bound.offset is None and _gate_certainty(bound, states) is Certainty.REACHED)
