"""What happens to an entry that was written on two phones.

Three documents (shapes.diary.EntryDocument as JSON): `base`, on which the writer stood; `theirs`, what the
server has by now; `mine`, what arrives. Each field goes on by itself: who changed it wins; where both did,
nothing that was said is lost and the more careful of two answers stands. TypeScript mirrors this file;
tests/golden/merge.json holds both.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from server.domain.vocabulary import MAX_NOTE

Document = Mapping[str, Any]

SEPARATOR = "\n---\n"
"""Stands between two notes that were both kept."""

EMPTY: Document = {
    "clock_offset_ms": None,
    "scores": {},
    "signs": [],
    "states": {},
    "products": [],
    "activities": [],
    "note": "",
    "question": "",
    "back_dated": False,
}


@dataclass(frozen=True, slots=True)
class MergeOutcome:
    """`both_changed` names the fields (`scores.redness`, `note`) that both sides changed differently.

    `no_room` names the texts that could not both be kept within MAX_NOTE characters: `theirs` stands there,
    and the caller must keep the arriving document in the entry's history, so that no text is lost.
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
    """Deterministic. `base` None: the two share no earlier version."""
    sides = _Three(*({**EMPTY, **(document or {})} for document in (base, theirs, mine)))
    clashes: list[str] = []
    merged: dict[str, Any] = {
        "time_zone": _one("time_zone", sides.of("time_zone"), clashes, choose=lambda _theirs, mine: mine),
        "clock_offset_ms": _one(
            "clock_offset_ms", sides.of("clock_offset_ms"), clashes, choose=lambda _theirs, mine: mine
        ),
        "scores": _answers("scores", sides, clashes, choose=max),
        "signs": _signs(sides.of("signs")),
        "states": _answers("states", sides, clashes, choose=lambda theirs, mine: theirs and mine),
        "products": _kept(sides.of("products")),
        "activities": _kept(sides.of("activities")),
        "back_dated": sides.theirs["back_dated"] or sides.mine["back_dated"],
    }
    no_room: list[str] = []
    for name in ("note", "question"):
        merged[name] = _text(name, sides.of(name), clashes, no_room)
    return MergeOutcome(merged, tuple(clashes), tuple(no_room))


def _one(name: str, value: _Three, clashes: list[str], *, choose: Callable[[Any, Any], Any]) -> Any:
    """Who changed it wins; where both did, differently, `choose` decides and the clash is named."""
    if value.mine in (value.theirs, value.base):
        return value.theirs
    if value.theirs == value.base:
        return value.mine
    if value.theirs is None or value.mine is None:  # taken back against changed: it stays
        return value.mine if value.theirs is None else value.theirs
    clashes.append(name)
    return choose(value.theirs, value.mine)


def _answers(
    field: str, sides: _Three, clashes: list[str], *, choose: Callable[[Any, Any], Any]
) -> dict[str, Any]:
    """Symptom by symptom (the higher score stands), state by state (a "no" stands)."""
    three = sides.of(field)
    answers = {
        key: _one(f"{field}.{key}", three.of(key), clashes, choose=choose)
        for key in sorted({key for side in three for key in side})
    }
    return {key: value for key, value in answers.items() if value is not None}


def _kept(lists: _Three) -> list[Any]:
    """The three-way union of ordered sets: what one added is in, what one took out is out."""
    before, left, right = lists
    everything = dict.fromkeys([*before, *left, *right])
    return [
        item
        for item in everything
        if (item in left and item in right) or (item not in before and (item in left or item in right))
    ]


def _signs(lists: _Three) -> list[dict[str, Any]]:
    pairs = _Three(*([(found["sign"], found.get("area")) for found in side] for side in lists))
    return [{"sign": sign, "area": area} for sign, area in _kept(pairs)]


def _text(name: str, text: _Three, clashes: list[str], no_room: list[str]) -> str:
    """Who changed it wins; where both did, both texts are kept, unless one holds the other already."""
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
