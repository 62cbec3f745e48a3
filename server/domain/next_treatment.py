"""The next treatment: its window according to the sheet, the usual number, and current obstacles."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from server.domain.assessment import Finding
from server.domain.diary import Logged, in_order, last_about_skin, open_or_irritated, reported_states
from server.domain.timeline import Timeline
from server.domain.vocabulary import SkinState, Symptom

SkinObstacle = Literal["open-finding", "flaking", "open-or-irritated", "not-healed"]
Obstacle = Literal["too-early", "no-common-window", SkinObstacle]


@dataclass(frozen=True, slots=True)
class ProposedTreatment:
    """A half-open window; `closes_at` is None if the sheet names no end.

    `blocked_by` lists the obstacles to a treatment at this moment.
    """

    opens_at: datetime | None
    closes_at: datetime | None
    treatments: tuple[int, int] | None  # the usual number: minimum and maximum
    rule_ids: tuple[str, ...]
    blocked_by: tuple[Obstacle, ...]


def propose_next_treatment(
    timeline: Timeline, diary: Iterable[Logged], findings: Iterable[Finding], *, now: datetime
) -> ProposedTreatment | None:
    """Return the proposal; None if the sheet names no further treatments."""
    series = timeline.series
    if series is None:
        return None
    window = (series.opens_at, series.closes_at)
    blocked = (*_window_obstacles(window, now), *skin_obstacles(diary, findings))
    return ProposedTreatment(*window, series.treatments, series.rule_ids, blocked)


def _window_obstacles(window: tuple[datetime | None, datetime | None], now: datetime) -> Iterable[Obstacle]:
    opens_at, closes_at = window
    if opens_at is not None and closes_at is not None and closes_at <= opens_at:
        yield "no-common-window"  # the sheet's intervals contradict each other
    if opens_at is not None and now < opens_at:
        yield "too-early"


def skin_obstacles(diary: Iterable[Logged], findings: Iterable[Finding]) -> Iterable[SkinObstacle]:
    """Yield what the diary says against a treatment at this moment."""
    entries = in_order(diary)
    if any(finding.open for finding in findings):
        yield "open-finding"
    states = reported_states(entries)
    if states.get(f"gone({Symptom.FLAKING})") is False or states.get(SkinState.SHED) is False:
        yield "flaking"
    if open_or_irritated(last_about_skin(entries)):
        yield "open-or-irritated"
    if states.get(SkinState.HEALED) is False:
        yield "not-healed"
