"""Late reactions: findings past the third day, shown as a card when the next treatment is recorded.

A reaction that late points to what was applied, such as a serum.
"""

from datetime import datetime

from server.domain.assessment import LATE, Assessment, Finding, shown_in
from server.domain.diary import Logged
from server.domain.vocabulary import Symptom

_REACTING = frozenset({"inflammation", Symptom.ITCHING.value, Symptom.TENDERNESS.value})
"""Symptoms of a reaction to a product. Bruising and flaking are caused by the needles, however late."""


def past_three_days(assessment: Assessment) -> tuple[Finding, ...]:
    """Return the findings still present three days (72 hours) after the treatment or later."""
    return tuple(
        finding
        for finding in assessment.findings()
        if (finding.sign is not None or finding.symptom in _REACTING)
        and _last_shown(finding, assessment.diary) - assessment.timeline.treated_at >= LATE
    )


def _last_shown(finding: Finding, entries: tuple[Logged, ...]) -> datetime:
    until = finding.gone_at
    shown = (entry.occurred_at for entry in entries if shown_in(finding, entry))
    return max((at for at in shown if until is None or at < until), default=finding.since_at)
