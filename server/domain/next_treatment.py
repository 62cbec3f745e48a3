"""The next session: when the sheet would have it, how many are usual, and what stands against it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from server.domain.assessment import Finding
from server.domain.diary import Logged, in_order, open_or_irritated, reported_states
from server.domain.timeline import Timeline
from server.domain.vocabulary import SkinState, Symptom

Obstacle = Literal[
    "too-early", "no-common-window", "open-finding", "flaking", "open-or-irritated", "not-healed"
]


@dataclass(frozen=True, slots=True)
class ProposedTreatment:
    """Half-open. `closes_at` None: no end named. `blocked_by` names what speaks against a session now."""

    opens_at: datetime | None
    closes_at: datetime | None
    treatments: tuple[int, int] | None  # the usual number, least and most
    rule_ids: tuple[str, ...]
    blocked_by: tuple[Obstacle, ...]


def propose_next_treatment(
    timeline: Timeline, diary: Iterable[Logged], findings: Iterable[Finding], *, now: datetime
) -> ProposedTreatment | None:
    """None where the sheet says nothing of further sessions."""
    series = timeline.series
    if series is None:
        return None
    window = (series.opens_at, series.closes_at)
    blocked = (*_window_obstacles(window, now), *_skin_obstacles(in_order(diary), findings))
    return ProposedTreatment(*window, series.treatments, series.rule_ids, blocked)


def _window_obstacles(window: tuple[datetime | None, datetime | None], now: datetime) -> Iterable[Obstacle]:
    opens_at, closes_at = window
    if opens_at is not None and closes_at is not None and closes_at <= opens_at:
        yield "no-common-window"  # rules of the sheet that leave nothing in common
    if opens_at is not None and now < opens_at:
        yield "too-early"


def _skin_obstacles(entries: tuple[Logged, ...], findings: Iterable[Finding]) -> Iterable[Obstacle]:
    if any(found.ongoing for found in findings):
        yield "open-finding"
    states = reported_states(entries)
    if states.get(f"gone({Symptom.FLAKING})") is False or states.get(SkinState.SHED) is False:
        yield "flaking"
    if open_or_irritated(entries[-1] if entries else None):
        yield "open-or-irritated"
    if states.get(SkinState.HEALED) is False:
        yield "not-healed"
