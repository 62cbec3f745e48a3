"""The window of the next treatment: the intersection of all `repeat` rules."""

import re
from datetime import datetime

from server.domain.timeline.model import TreatmentSeries, Window
from server.domain.vocabulary import Verb
from server.domain.when.bounds import Bound, leaves

_COUNT = re.compile(r"(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?")


def series(windows: tuple[Window, ...]) -> TreatmentSeries | None:
    """Return the series; None if the sheet names no further treatments.

    Maintenance rules (with `every`) do not narrow the window.
    """
    repeats = [window for window in windows if window.rule.verb is Verb.REPEAT]
    if not repeats:
        return None
    spaced = [window for window in repeats if window.rule.every is None]
    return TreatmentSeries(
        opens_at=max(
            filter(None, (next_treatment_opens_at(window.opens) for window in spaced)), default=None
        ),
        closes_at=min(filter(None, map(next_treatment_closes_at, spaced)), default=None),
        treatments=next(filter(None, map(_treatments, repeats)), None),
        rule_ids=tuple(window.rule.id for window in repeats),
    )


def next_treatment_opens_at(opens: Bound | None) -> datetime | None:
    return max((leaf.least_at for leaf in leaves(opens) if leaf.least_at), default=None)


def next_treatment_closes_at(window: Window) -> datetime | None:
    """Return the end of the window: `until`, else the far end of a range in `from`."""
    if window.closes is not None:
        return max((leaf.surely_at for leaf in leaves(window.closes) if leaf.surely_at), default=None)
    ranges = (leaf for leaf in leaves(window.opens) if leaf.kind in ("range", "about"))
    return max(
        (leaf.surely_at for leaf in ranges if leaf.surely_at != leaf.least_at and leaf.surely_at),
        default=None,
    )


def _treatments(window: Window) -> tuple[int, int] | None:
    count = _COUNT.search(window.rule.amount or "") if window.rule.every is None else None
    if count is None:
        return None
    least = int(count[1])
    return least, max(least, int(count[2] or least))
