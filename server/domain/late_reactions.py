"""A reaction past three days points at what was applied: it becomes a card on the next treatment."""

from collections.abc import Iterable
from datetime import datetime

from server.domain.assessment import LATE, Finding, assess, shown_in
from server.domain.diary import Logged
from server.domain.timeline import Timeline
from server.domain.vocabulary import Symptom

_REACTING = frozenset({"inflammation", Symptom.ITCHING.value, Symptom.TENDERNESS.value})
"""What skin does against something. Bruises and flakes come from the needles, whenever they show."""


def past_three_days(timeline: Timeline, diary: Iterable[Logged]) -> tuple[Finding, ...]:
    """What the sheet has brought to the practitioner and was there three days after the treatment or later."""
    entries = tuple(diary)
    return tuple(
        found
        for found in assess(timeline, entries)
        if (found.sign is not None or found.symptom in _REACTING)
        and _last_shown(found, entries) - timeline.treated_at >= LATE
    )


def _last_shown(found: Finding, entries: tuple[Logged, ...]) -> datetime:
    shown = (entry.occurred_at for entry in entries if any(shown_in(found, entry).values()))
    return max(shown, default=found.since_at)
