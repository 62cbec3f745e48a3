"""Skin states that the patient confirms, and the earliest moment at which such a report counts.

Nobody can tell an hour after a treatment that the skin has healed. A confirmation of `healed` or `calm` counts from the
latest time that a rule of the sheet combines with that state (the 48 hours of `48h & healed`), or else from 24 hours
on.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from server.domain.diary import Logged, reported_states
from server.domain.timeline import Timeline
from server.domain.vocabulary import SkinState
from server.domain.when.bounds import Bound, Joined, States, least_moment, leaves

FIRST_REPORT = timedelta(hours=24)
"""Counted from the treatment, if the sheet combines no time with the state."""
_NOT_AT_ONCE = (SkinState.HEALED, SkinState.CALM)


def earliest_report(timeline: Timeline, state: str) -> datetime:
    """Return the moment from which (inclusive) a confirmation of the state counts.

    Only `healed` and `calm` have to wait; any other state counts from the treatment on.
    """
    if state not in _NOT_AT_ONCE:
        return timeline.treated_at
    windows = (window for window in timeline.windows if window.rule.source == "sheet")
    bounds = (bound for window in windows for bound in (window.opens, window.closes))
    joined = [moment for bound in bounds for moment in _joined_to(state, bound)]
    return max(joined, default=timeline.treated_at + FIRST_REPORT)


def _joined_to(state: str, bound: Bound | None) -> Iterator[datetime]:
    """Yield the least moment of each `&` that the state is part of."""
    if not isinstance(bound, Joined):
        return
    if bound.how == "first":
        for part in bound.parts:
            yield from _joined_to(state, part)
    elif any(leaf.state == state for leaf in leaves(bound)) and (moment := least_moment(bound, {})):
        yield moment


def earliest_reports(timeline: Timeline) -> dict[str, datetime]:
    """Return the earliest report of each state that has to wait."""
    return {state.value: earliest_report(timeline, state) for state in _NOT_AT_ONCE}


def states_of(timeline: Timeline, diary: Iterable[Logged]) -> dict[str, bool | datetime]:
    """Return the states that a diary reports, without confirmations that came too early for this sheet.

    Prefer this to `valid_states` where there is a diary: a confirmation that is repeated in time counts.
    """
    return reported_states(diary, not_before=earliest_reports(timeline))


def valid_states(
    timeline: Timeline, states: States, *, now: datetime | None = None
) -> dict[str, bool | datetime]:
    """Return the states without confirmations that came too early; denials remain.

    A confirmation without a moment (True) counts as made at `now`; it remains if `now` is not given.
    """
    return {name: report for name, report in states.items() if not _is_early(timeline, name, report, now)}


def _is_early(timeline: Timeline, name: str, report: bool | datetime, now: datetime | None) -> bool:
    since = report if isinstance(report, datetime) else now
    return (
        bool(report)
        and since is not None
        and name in _NOT_AT_ONCE
        and since < earliest_report(timeline, name)
    )
