"""Findings as shapes, for the review and for the queue."""

from collections.abc import Iterable

from server.domain import assessment
from server.domain.diary import Logged
from server.shapes.review import Finding


def finding_view(finding: assessment.Finding, diary: Iterable[Logged]) -> Finding:
    """Return a finding with the rule that raised it.

    A finding that follows from the diary alone, such as a rebound, has no rule; `says` and `cite` are empty.
    """
    rule = finding.rule
    return Finding(
        kind=finding.kind,
        symptom=finding.symptom,
        sign=finding.sign,
        area=finding.area,
        since_at=finding.since_at,
        ongoing=finding.ongoing,
        resolved_at=None if finding.ongoing else assessment.resolved_at(finding, diary),
        entry_id=finding.entry_id,
        rule_id=rule.id if rule else None,
        says=rule.says if rule else "",
        cite=rule.cite if rule else "",
    )
