"""The diary as far as the domain computes with it: scores, signs and states, never the text of a note."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from server.domain.vocabulary import Area, Sign, SkinState, Symptom

INFLAMMATION = (Symptom.REDNESS, Symptom.DARKENING, Symptom.WARMTH, Symptom.TIGHTNESS, Symptom.SWELLING)
"""The cues of inflammation. Which of them shows depends on the skin."""
OPEN_SIGNS = frozenset({Sign.OPEN_SKIN, Sign.OOZING, Sign.PUSTULES})
IRRITATED_FROM = 2  # "mild": the score from which skin counts as irritated


@dataclass(frozen=True, slots=True)
class Logged:
    """One diary entry. `scores` (0-4) holds answered symptoms only."""

    entry_id: UUID
    occurred_at: datetime
    scores: Mapping[Symptom, int]
    signs: tuple[tuple[Sign, Area | None], ...] = ()
    states: Mapping[SkinState, bool] | None = None


def logged(entry_id: UUID, occurred_at: datetime, document: Mapping[str, Any]) -> Logged:
    """Build an entry from its stored document (`shapes.diary.EntryDocument` as JSON)."""
    return Logged(
        entry_id,
        occurred_at,
        {Symptom(name): score for name, score in document.get("scores", {}).items()},
        tuple((Sign(reported["sign"]), _area(reported)) for reported in document.get("signs", [])),
        {SkinState(name): holds for name, holds in document.get("states", {}).items()},
    )


def _area(reported: Mapping[str, Any]) -> Area | None:
    area = reported.get("area")
    return Area(area) if area else None


def in_order(diary: Iterable[Logged]) -> tuple[Logged, ...]:
    """Return the entries oldest first, by id where two share a moment."""
    return tuple(sorted(diary, key=lambda entry: (entry.occurred_at, entry.entry_id)))


def reported_states(diary: Iterable[Logged]) -> dict[str, bool]:
    """Return the latest report of each state, keyed as in TIME (`healed`, `gone(redness)`).

    A state that was never reported is absent. Redness is gone when the last scores of redness and darkening,
    as far as given, are both 0.
    """
    states: dict[str, bool] = {}
    for step in steps(diary):
        states = step.states
    return states


@dataclass(frozen=True, slots=True)
class Step:
    """An entry and the states reported up to and including it."""

    entry: Logged
    states: dict[str, bool]


def steps(diary: Iterable[Logged]) -> Iterator[Step]:
    """Yield one step per entry, oldest first."""
    states: dict[str, bool] = {}
    last: dict[Symptom, int] = {}
    for entry in in_order(diary):
        last |= entry.scores
        confirmed = {state.value: holds for state, holds in (entry.states or {}).items()}
        gone = {f"gone({symptom})": score == 0 for symptom, score in entry.scores.items()}
        states = states | confirmed | gone
        colour = [last[cue] for cue in (Symptom.REDNESS, Symptom.DARKENING) if cue in last]
        if colour:
            states[f"gone({Symptom.REDNESS})"] = max(colour) == 0
        yield Step(entry, states)


def open_or_irritated(entry: Logged | None) -> bool:
    """Return True if the entry reports open, oozing or irritated skin; False without an entry."""
    if entry is None:
        return False
    states = entry.states or {}
    return (
        any(sign in OPEN_SIGNS for sign, _area in entry.signs)
        or states.get(SkinState.CALM) is False
        or any(entry.scores.get(symptom, 0) >= IRRITATED_FROM for symptom in _IRRITATION)
    )


_IRRITATION = (*INFLAMMATION, Symptom.TENDERNESS, Symptom.ITCHING)
