"""The part of the diary that the domain computes with: never the text of a note or of a question."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from server.domain.vocabulary import Area, Sign, SkinState, Symptom
from server.domain.when.bounds import ACT

DONE = "done:"
"""Prefix of the id of a `do` rule: the report that the patient has followed it."""

USED_UP = "used-up("
"""The beginning of the act that reports a product as used up, written as in TIME: `used-up(serum)`."""

INFLAMMATION = (Symptom.REDNESS, Symptom.DARKENING, Symptom.WARMTH, Symptom.TIGHTNESS, Symptom.SWELLING)
"""The cues of inflammation. Which of them shows depends on the skin."""
OPEN_SIGNS = frozenset({Sign.OPEN_SKIN, Sign.OOZING, Sign.PUSTULES})
IRRITATED_FROM = 2  # "mild": the score from which skin counts as irritated


@dataclass(frozen=True, slots=True)
class Logged:
    """One diary entry. `scores` (0-4) holds answered symptoms only.

    `acts` are what the patient had just done or used up, in the words of TIME (`wash`, `used-up(serum)`), and
    `duties_done` the ids of the `do` rules that they had followed. `signs_gone` are signs that the patient says are no
    longer there: a sign that an entry merely does not list is not denied.
    """

    entry_id: UUID
    occurred_at: datetime
    scores: Mapping[Symptom, int]
    signs: tuple[tuple[Sign, Area | None], ...] = ()
    states: Mapping[SkinState, bool] | None = None
    acts: tuple[str, ...] = ()
    duties_done: tuple[str, ...] = ()
    signs_gone: tuple[Sign, ...] = ()
    products: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    received_at: datetime | None = None  # when the server got it, if that is known

    @property
    def known_at(self) -> datetime:
        """Return when a practitioner could first read the entry: a back-dated entry becomes known later."""
        return max(self.occurred_at, self.received_at or self.occurred_at)


def logged(
    entry_id: UUID,
    occurred_at: datetime,
    document: Mapping[str, Any],
    *,
    received_at: datetime | None = None,
) -> Logged:
    """Build an entry from its stored document (`shapes.diary.EntryDocument` as JSON)."""
    return Logged(
        entry_id,
        occurred_at,
        {Symptom(name): score for name, score in document.get("scores", {}).items()},
        tuple((Sign(reported["sign"]), _area(reported)) for reported in document.get("signs", [])),
        {SkinState(name): holds for name, holds in document.get("states", {}).items()},
        acts=tuple(document.get("acts", ())),
        duties_done=tuple(document.get("duties_done", ())),
        signs_gone=tuple(map(Sign, document.get("signs_gone", ()))),
        products=tuple(document.get("products", ())),
        activities=tuple(document.get("activities", ())),
        received_at=received_at,
    )


_LOGGED = ("scores", "signs", "states", "products", "activities", "signs_gone", "note", "question")


def is_log(document: Mapping[str, Any]) -> bool:
    """Return whether an entry holds more than acts and duties, which are reported with one tap outside a check-in."""
    return any(document.get(field) for field in _LOGGED)


def without_notes(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a stored document without its note and its question: what a reader sees if they are not shared."""
    return {**document, "note": "", "question": ""}


def _area(reported: Mapping[str, Any]) -> Area | None:
    area = reported.get("area")
    return Area(area) if area else None


def in_order(diary: Iterable[Logged]) -> tuple[Logged, ...]:
    """Return the entries oldest first, by id where two share a moment."""
    return tuple(sorted(diary, key=lambda entry: (entry.occurred_at, entry.entry_id)))


States = dict[str, bool | datetime]
"""What the patient has reported up to an entry, as `when.bounds.States`."""


def reported_states(diary: Iterable[Logged], *, not_before: Mapping[str, datetime] | None = None) -> States:
    """Return the latest report of each state, keyed as in TIME (`healed`, `gone(redness)`, `act:wash`).

    A state that was never reported is absent. A denial is False. A confirmation is the instant since which the state
    holds: the first confirmation after the last denial. For an act, and for a duty that was done (`done:shower`), it is
    the instant of the last report. Confirmations before the instants in `not_before` (`skin_states.earliest_reports`)
    do not count.
    """
    states: States = {}
    for step in steps(diary, not_before=not_before):
        states = step.states
    return states


@dataclass(frozen=True, slots=True)
class Step:
    """An entry and the states reported up to and including it."""

    entry: Logged
    states: States


def steps(diary: Iterable[Logged], *, not_before: Mapping[str, datetime] | None = None) -> Iterator[Step]:
    """Yield one step per entry, oldest first.

    Open, oozing or irritated skin denies `healed` and `calm`, even in an entry that confirms them. Redness is
    gone when the last scores of redness and darkening, as far as given, are both 0.
    """
    states: States = {}
    last: dict[Symptom, int] = {}
    for entry in in_order(diary):
        last |= entry.scores
        states = _updated(states, _reports(entry, last), entry.occurred_at, not_before or {})
        yield Step(entry, states)


def _reports(entry: Logged, last: Mapping[Symptom, int]) -> dict[str, bool]:
    reports = {state.value: holds for state, holds in (entry.states or {}).items()}
    reports |= {f"gone({symptom})": score == 0 for symptom, score in entry.scores.items()}
    colour = [last[cue] for cue in (Symptom.REDNESS, Symptom.DARKENING) if cue in last]
    if colour:
        reports[f"gone({Symptom.REDNESS})"] = max(colour) == 0
    reports |= {f"gone({sign})": True for sign in entry.signs_gone}
    reports |= {f"gone({sign})": False for sign, _area in entry.signs}
    if open_or_irritated(entry):
        reports |= dict.fromkeys((SkinState.HEALED.value, SkinState.CALM.value), False)
    done = {f"{DONE}{rule_id}": True for rule_id in entry.duties_done}
    return reports | done | {_reported_as(act): True for act in entry.acts}


def _reported_as(act: str) -> str:
    """Return the key of an act. A product that is used up is a state: it holds from the first report on."""
    return act if act.startswith(USED_UP) else f"{ACT}{act}"


def _updated(
    states: States, reports: Mapping[str, bool], at: datetime, not_before: Mapping[str, datetime]
) -> States:
    updated = dict(states)
    for name, holds in reports.items():
        if not holds:
            updated[name] = False
        elif name.startswith((ACT, DONE)) or (not states.get(name) and at >= not_before.get(name, at)):
            updated[name] = at
    return updated


def last_about_skin(diary: Iterable[Logged]) -> Logged | None:
    """Return the last entry that reports a symptom, a sign or a state. An act or a note says nothing about them."""
    return max(
        (entry for entry in diary if entry.scores or entry.signs or entry.states or entry.signs_gone),
        key=lambda entry: (entry.occurred_at, entry.entry_id),
        default=None,
    )


def is_open(entry: Logged | None) -> bool:
    """Return True if the entry reports open or oozing skin; False without an entry."""
    return entry is not None and any(sign in OPEN_SIGNS for sign, _area in entry.signs)


def open_or_irritated(entry: Logged | None) -> bool:
    """Return True if the entry reports open, oozing or irritated skin; False without an entry."""
    if entry is None:
        return False
    states = entry.states or {}
    return (
        is_open(entry)
        or states.get(SkinState.CALM) is False
        or any(entry.scores.get(symptom, 0) >= IRRITATED_FROM for symptom in _IRRITATION)
    )


_IRRITATION = (*INFLAMMATION, Symptom.TENDERNESS, Symptom.ITCHING)
