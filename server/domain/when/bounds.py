"""One TIME for one treatment: a bound, and how it reads at a moment.

A leaf with times is *not reached* before `least_at`, *open* from `least_at` until `surely_at`, *reached* from
`surely_at` on (never, where it is None). A state or an act is reached when the patient said so, not reached
when they said no, open while they have not said. Joins are the minimum (all) and the maximum (first) of that.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Literal

BoundKind = Literal["exact", "range", "minimum", "up-to", "about", "unknown", "state", "act"]
States = Mapping[str, bool]
"""States, acts and now-flags as the patient last told them; absent: not told."""


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
    confirmable: bool = True  # an act with an offset stays open: when it happened is not known

    @property
    def gate(self) -> str | None:
        return self.state or self.act


@dataclass(frozen=True, slots=True)
class Joined:
    how: Literal["all", "first"]
    parts: tuple["Bound", ...]
    text: str


Bound = Leaf | Joined


def certainty(bound: Bound, now: datetime, states: States, *, early: bool = False) -> Certainty:
    """`early` reads a range as reached from its least end on: for what may come early but never late."""
    if isinstance(bound, Joined):
        scores = (certainty(part, now, states, early=early) for part in bound.parts)
        return min(scores) if bound.how == "all" else max(scores)
    if bound.gate is not None:
        return _read_gate(bound, states)
    if bound.least_at is None or now < bound.least_at:
        return Certainty.NOT_REACHED
    return Certainty.REACHED if early or _surely(bound, now) else Certainty.UNCERTAIN


def _surely(leaf: Leaf, now: datetime) -> bool:
    return leaf.surely_at is not None and now >= leaf.surely_at


def _read_gate(leaf: Leaf, states: States) -> Certainty:
    said = states.get(leaf.gate or "")
    if said is None or (said and not leaf.confirmable):
        return Certainty.UNCERTAIN
    return Certainty.REACHED if said else Certainty.NOT_REACHED


def leaves(bound: Bound | None) -> Iterator[Leaf]:
    if isinstance(bound, Joined):
        for part in bound.parts:
            yield from leaves(part)
    elif bound is not None:
        yield bound


def open_gates(bound: Bound | None, now: datetime, states: States) -> tuple[str, ...]:
    """What the bound still hangs on, beside time."""
    if bound is None or certainty(bound, now, states) is Certainty.REACHED:
        return ()
    waiting = (
        leaf for leaf in leaves(bound) if leaf.gate and _read_gate(leaf, states) is not Certainty.REACHED
    )
    return tuple(dict.fromkeys(leaf.gate for leaf in waiting if leaf.gate))


def gates(bound: Bound | None) -> tuple[str, ...]:
    """Every state and act in it."""
    return tuple(dict.fromkeys(leaf.gate for leaf in leaves(bound) if leaf.gate))


def least_moment(bound: Bound | None, states: States) -> datetime | None:
    """Before this the bound is surely not reached. None: no such moment is known."""
    if bound is None:
        return None
    if isinstance(bound, Leaf):
        return bound.least_at
    moments = [least_moment(part, states) for part in bound.parts]
    if bound.how == "all":
        return max((moment for moment in moments if moment), default=None)
    return None if None in moments else min(moment for moment in moments if moment)


def sure_moment(bound: Bound | None, states: States) -> datetime | None:
    """From this on it is reached by time alone, given what was told. None: time alone never does it."""
    if bound is None:
        return None
    if isinstance(bound, Leaf):
        return bound.surely_at
    if bound.how == "first":
        moments = (sure_moment(part, states) for part in bound.parts)
        return min((moment for moment in moments if moment), default=None)
    waiting = [part for part in bound.parts if not _told_true(part, states)]
    all_of = [sure_moment(part, states) for part in waiting]
    return None if None in all_of else max((moment for moment in all_of if moment), default=None)


def _told_true(bound: Bound, states: States) -> bool:
    return (
        isinstance(bound, Leaf) and bound.gate is not None and _read_gate(bound, states) is Certainty.REACHED
    )
