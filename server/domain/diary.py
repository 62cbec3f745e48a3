"""What the diary tells, as far as computing goes: scores, signs and states, never the words of a note."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from server.domain.vocabulary import Area, Sign, SkinState, Symptom

INFLAMMATION = (Symptom.REDNESS, Symptom.DARKENING, Symptom.WARMTH, Symptom.TIGHTNESS, Symptom.SWELLING)
"""The cues of one and the same thing: which of them shows depends on the skin."""
OPEN_SIGNS = frozenset({Sign.OPEN_SKIN, Sign.OOZING, Sign.PUSTULES})
IRRITATED_FROM = 2  # "mild": the score from which skin counts as irritated


@dataclass(frozen=True, slots=True)
class Logged:
    """One entry. `scores` holds only what was answered, 0-4."""

    entry_id: UUID
    occurred_at: datetime
    scores: Mapping[Symptom, int]
    signs: tuple[tuple[Sign, Area | None], ...] = ()
    states: Mapping[SkinState, bool] | None = None


def logged(entry_id: UUID, occurred_at: datetime, document: Mapping[str, Any]) -> Logged:
    """From the stored document of an entry (shapes.diary.EntryDocument as JSON)."""
    return Logged(
        entry_id,
        occurred_at,
        {Symptom(name): score for name, score in document.get("scores", {}).items()},
        tuple((Sign(found["sign"]), _area(found)) for found in document.get("signs", [])),
        {SkinState(name): states for name, states in document.get("states", {}).items()},
    )


def _area(found: Mapping[str, Any]) -> Area | None:
    area = found.get("area")
    return Area(area) if area else None


def in_order(diary: Iterable[Logged]) -> tuple[Logged, ...]:
    """Oldest first; two entries of one moment in a fixed order."""
    return tuple(sorted(diary, key=lambda entry: (entry.occurred_at, entry.entry_id)))


def reported_states(diary: Iterable[Logged]) -> dict[str, bool]:
    """The states as last told, in the words of TIME (`healed`, `gone(redness)`). Never told: absent.

    Redness is gone when the last answers to redness and to darkening, as far as given, are both "none".
    """
    states: dict[str, bool] = {}
    for step in steps(diary):
        states = step.states
    return states


@dataclass(frozen=True, slots=True)
class Step:
    """An entry, and everything told up to it and with it."""

    entry: Logged
    states: dict[str, bool]


def steps(diary: Iterable[Logged]) -> Iterator[Step]:
    """Oldest first."""
    states: dict[str, bool] = {}
    last: dict[Symptom, int] = {}
    for entry in in_order(diary):
        last |= entry.scores
        confirmed = {state.value: holds for state, holds in (entry.states or {}).items()}
        gone = {f"gone({symptom})": score == 0 for symptom, score in entry.scores.items()}
        states = states | confirmed | gone
        seen = [last[cue] for cue in (Symptom.REDNESS, Symptom.DARKENING) if cue in last]
        if seen:
            states[f"gone({Symptom.REDNESS})"] = max(seen) == 0
        yield Step(entry, states)


def open_or_irritated(entry: Logged | None) -> bool:
    """Whether an entry says that the skin is open, oozing or irritated. Without an entry nothing says so."""
    if entry is None:
        return False
    states = entry.states or {}
    return (
        any(sign in OPEN_SIGNS for sign, _area in entry.signs)
        or states.get(SkinState.CALM) is False
        or any(entry.scores.get(symptom, 0) >= IRRITATED_FROM for symptom in _IRRITATION)
    )


_IRRITATION = (*INFLAMMATION, Symptom.TENDERNESS, Symptom.ITCHING)
