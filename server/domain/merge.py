"""Three-way merge of an entry that was edited on two phones.

There are three documents (`shapes.diary.EntryDocument` as JSON): `base`, which the edit started from;
`theirs`, now on the server; and `mine`, the arriving edit. Fields merge separately. A change on one side
wins. Where both sides changed a field, no text is lost and the more careful of two answers wins. The phone
has the same code (pwa/src/domain/merge.ts); tests/golden/merge.json holds both to the same cases.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from server.domain.limits import MAX_NOTE

Document = Mapping[str, Any]

SEPARATOR = "\n---\n"
"""Separates two notes that were both preserved."""

EMPTY: Document = {
    "clock_offset_ms": None,
    "scores": {},
    "signs": [],
    "states": {},
    "products": [],
    "activities": [],
    "acts": [],
    "duties_done": [],
    "signs_gone": [],
    "note": "",
    "question": "",
    "back_dated": False,
}


@dataclass(frozen=True, slots=True)
class MergeOutcome:
    """The merged document and its conflicts.

    `both_changed` names the fields (`scores.redness`, `note`) that the two sides changed differently.
    `no_room` names the texts that together exceed MAX_NOTE characters. The document then holds `theirs`, and
    the caller must store the arriving document in the entry's history, so that no text is lost.
    """

    document: dict[str, Any]
    both_changed: tuple[str, ...]
    no_room: tuple[str, ...]


class _Three(NamedTuple):
    base: Any
    theirs: Any
    mine: Any

    def of(self, field: str) -> "_Three":
        return _Three(*(side.get(field) for side in self))


def merge(base: Document | None, theirs: Document, mine: Document) -> MergeOutcome:
    """Merge deterministically. `base` is None if the two sides share no earlier version."""
    sides = _Three(*({**EMPTY, **(document or {})} for document in (base, theirs, mine)))
    clashes: list[str] = []
    merged: dict[str, Any] = {
        "time_zone": _value("time_zone", sides.of("time_zone"), clashes, choose=lambda _theirs, mine: mine),
        "clock_offset_ms": _value(
            "clock_offset_ms", sides.of("clock_offset_ms"), clashes, choose=lambda _theirs, mine: mine
        ),
        "scores": _answers("scores", sides, clashes, choose=max),
        "signs": _signs(sides.of("signs")),
        "states": _answers("states", sides, clashes, choose=lambda theirs, mine: theirs and mine),
        "products": _union(sides.of("products")),
        "activities": _union(sides.of("activities")),
        "acts": _union(sides.of("acts")),
        "duties_done": _union(sides.of("duties_done")),
        "signs_gone": _union(sides.of("signs_gone")),
        "back_dated": sides.theirs["back_dated"] or sides.mine["back_dated"],
    }
    no_room: list[str] = []
    for name in ("note", "question"):
        merged[name] = _text(name, sides.of(name), clashes, no_room)
    return MergeOutcome(merged, tuple(clashes), tuple(no_room))


def _value(name: str, value: _Three, clashes: list[str], *, choose: Callable[[Any, Any], Any]) -> Any:
    """Return the changed value; if both sides changed it differently, record the clash and `choose`."""
    if value.mine in (value.theirs, value.base):
        return value.theirs
    if value.theirs == value.base:
        return value.mine
    if value.theirs is None or value.mine is None:  # one side removed it, the other changed it: preserve it
        return value.mine if value.theirs is None else value.theirs
    clashes.append(name)
    return choose(value.theirs, value.mine)


def _answers(
    field: str, sides: _Three, clashes: list[str], *, choose: Callable[[Any, Any], Any]
) -> dict[str, Any]:
    """Merge answer by answer: of two scores the higher wins, of two reports of a state the denial."""
    three = sides.of(field)
    answers = {
        key: _value(f"{field}.{key}", three.of(key), clashes, choose=choose)
        for key in sorted({key for side in three for key in side})
    }
    return {key: value for key, value in answers.items() if value is not None}


def _union(lists: _Three) -> list[Any]:
    """Return the three-way union of ordered sets: additions and removals of either side both count."""
    before, left, right = lists
    candidates = dict.fromkeys([*before, *left, *right])
    return [
        item
        for item in candidates
        if (item in left and item in right) or (item not in before and (item in left or item in right))
    ]


def _signs(lists: _Three) -> list[dict[str, Any]]:
    pairs = _Three(*([(reported["sign"], reported.get("area")) for reported in side] for side in lists))
    return [{"sign": sign, "area": area} for sign, area in _union(pairs)]


def _text(name: str, text: _Three, clashes: list[str], no_room: list[str]) -> str:
    """Return the changed text; if both sides changed it, join both unless one contains the other."""
    base, left, right = map(str, text)
    if right in (base, left):
        return left
    if left == base:
        return right
    if right in left or left in right:
        return max(left, right, key=len)
    clashes.append(name)
    both = f"{left}{SEPARATOR}{right}"
    if len(both) <= MAX_NOTE:
        return both
    no_room.append(name)
    return left
