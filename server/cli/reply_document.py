"""A reply as the JSON of `afterglow ask --json`."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from server.cli.reply_text import Renderer
from server.domain.answers import to_document
from server.domain.answers.document import Written, rule_reference
from server.domain.assessment import Finding
from server.domain.questions import Question
from server.domain.replies import Part, Reply
from server.domain.timeline import Timeline


def reply_document(reply: Reply, renderer: Renderer, *, written: Written) -> dict[str, Any]:
    """Return the first part at the top level, and every part under `parts`."""
    parts = [_part(part, renderer.language, written) for part in reply.parts]
    first = parts[0]
    return {
        "question": _question(reply, written),
        **first,
        "text": renderer.text(reply),
        "parts": parts,
    }


def length_in(timeline: Timeline) -> Callable[[datetime | None], str | None]:
    """Return a function that writes a moment as the length since the treatment: "72h"."""

    def written(moment: datetime | None) -> str | None:
        hours = timeline.hours_until(moment)
        return None if hours is None else f"{hours:g}h"

    return written


def _question(reply: Reply, written: Written) -> dict[str, Any]:
    question: Question = reply.question
    at = {"from": written(reply.from_at), "until": written(reply.until_at)} if question.at else None
    return {
        "kind": question.kind.value,
        "negated": question.negated,
        "topics": [asked.topic for asked in question.topics],
        "at": at,
        "conditions": list(question.conditions),
        "unknown": list(question.unknown),
    }


def _part(part: Part, language: str, written: Written) -> dict[str, Any]:
    answer, timeline = part.answer, part.asked_of.timeline
    document = to_document(answer, timeline, written=written)
    own = timeline.sheet.language
    rule = answer.rule
    translated = rule is not None and language in rule.translations
    if rule is not None:
        text = rule.text(language)
        document["rule"] = {"id": rule.id, "says": text.says, "cite": text.cite}
        document |= {"amount": text.amount, "using": list(text.using)}
    findings = [_finding(finding, written) for finding in part.findings]
    return {**document, "findings": findings, "language": language if translated else own}


def _finding(finding: Finding, written: Written) -> dict[str, Any]:
    about = finding.about
    return {
        "symptom": about.symptom,
        "sign": about.sign,
        "area": about.area,
        "since": written(finding.since_at),
        "rule": rule_reference(finding.rule),
    }
