"""An answer as JSON, for `afterglow ask --json` and the golden cases."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from server.domain.answers.model import Answer, Change, StricterMember
from server.domain.sheets import Rule
from server.domain.timeline import Timeline, instant_text

Written = Callable[[datetime | None], str | None]
"""How a moment is written: as an instant, or as a length where the clock is unknown."""


def to_document(answer: Answer, timeline: Timeline, *, written: Written = instant_text) -> dict[str, Any]:
    rule = answer.rule
    return {
        "answer": answer.kind,
        "topic": answer.topic,
        "only": list(answer.only),
        "with": list(answer.with_),
        "except": [_member(member, written) for member in answer.except_],
        "since": written(answer.since),
        "until": written(answer.until),
        "least_hours": timeline.hours_until(answer.least_at),
        "surely_hours": timeline.hours_until(answer.surely_at),
        "minimum": answer.minimum,
        "asked_for": answer.asked_for,
        "every": rule.every if rule else None,
        "amount": rule.amount if rule else None,
        "using": list(rule.using) if rule else [],
        "depends_on": list(answer.depends_on),
        "then": [_change(change, written) for change in answer.then],
        "rule": rule_reference(rule),
        "also": [rule_reference(other) for other in answer.also],
    }


def rule_reference(rule: Rule | None) -> dict[str, str] | None:
    return {"id": rule.id, "says": rule.says, "cite": rule.cite} if rule else None


def _member(member: StricterMember, written: Written) -> dict[str, Any]:
    return {
        "topic": member.topic,
        "answer": member.kind,
        "until": written(member.until),
        "rule": member.rule.id if member.rule else None,
    }


def _change(change: Change, written: Written) -> dict[str, Any]:
    return {
        "at": written(change.at),
        "least_at": written(change.least_at),
        "surely_at": written(change.surely_at),
        "answer": change.kind,
        "with": list(change.with_),
        "depends_on": list(change.depends_on),
        "rule": change.rule.id if change.rule else None,
    }
