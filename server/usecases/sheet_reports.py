"""What an author is shown before a sheet is saved: faults, open issues, an imagined treatment's timeline."""

from collections.abc import Mapping
from typing import Any

from server.domain.announcing import announced
from server.domain.errors import Invalid
from server.domain.local_time import local_instant
from server.domain.protocol import (
    Fault,
    Protocol,
    ProtocolError,
    from_document,
    parse_toml,
    rule_document,
    to_document,
)
from server.domain.reader import read_sheet
from server.domain.report import Issue, report
from server.domain.timeline import TreatmentFacts, compile
from server.domain.timeline import to_document as timeline_document
from server.ports import Services
from server.shapes.authoring import (
    SheetFault,
    SheetIssue,
    SheetLine,
    SheetPreview,
    SheetPreviewed,
    SheetRead,
    SheetReport,
    SheetSource,
    SheetText,
)

PASTED = "sheet"
"""The file name in faults of a sheet that is not in a file."""


def report_on(services: Services, source: SheetSource) -> SheetReport:
    """Faults are an answer here, not an error: the author is still writing."""
    try:
        protocol = read_source(source)
    except ProtocolError as error:
        return SheetReport(document=None, faults=[_fault(fault) for fault in error.faults], issues=[])
    return SheetReport(document=to_document(protocol), faults=[], issues=issues_of(services, protocol))


def preview(services: Services, asked: SheetPreview) -> SheetPreviewed:
    """Raises `Invalid` (sheet-faulty, local-time-missing, local-time-twice)."""
    facts = TreatmentFacts(
        treated_at=local_instant(asked.treated_at_local, asked.zone, fold=asked.fold),
        zone=asked.zone,
        flags=frozenset(asked.flags),
    )
    timeline = announced(compile(sound(asked), facts), services.topics)
    return SheetPreviewed(timeline=timeline_document(timeline))


def read_text(services: Services, pasted: SheetText) -> SheetRead:
    """Rules beside the sentences they came from; what could not be read stays open. Nothing is kept."""
    draft = read_sheet(pasted.text, services.topics, name=PASTED)
    lines = [
        SheetLine(
            text=line.text,
            heading=line.kind == "heading",
            rule_ids=[rule.id for rule in line.rules],
        )
        for line in draft.lines
    ]
    return SheetRead(lines=lines, rules=[rule_document(rule) for rule in draft.rules])


def sound(source: SheetSource) -> Protocol:
    """The protocol of a source that has to be right. Raises `Invalid` (sheet-faulty)."""
    try:
        return read_source(source)
    except ProtocolError as error:
        where = error.faults[0].rule or "sheet"
        raise Invalid(str(error.faults[0]), code="sheet-faulty", at=f"document.{where}") from error


def read_source(source: SheetSource) -> Protocol:
    """Raises `ProtocolError`."""
    if source.toml is not None:
        return parse_toml(source.toml, name=PASTED)
    return from_document(source.document or {}, name=PASTED)


def issues_of(services: Services, protocol: Protocol) -> list[SheetIssue]:
    return [_issue(issue) for issue in report(protocol, services.topics)]


def with_version(document: Mapping[str, Any], version: int) -> dict[str, Any]:
    return {**document, "version": version}


def _fault(fault: Fault) -> SheetFault:
    return SheetFault(
        rule=fault.rule,
        field=fault.field,
        line=fault.line,
        column=fault.column,
        problem=fault.problem,
        expected=fault.expected,
    )


def _issue(issue: Issue) -> SheetIssue:
    return SheetIssue(
        kind=issue.kind, rule_ids=list(issue.rule_ids), problem=issue.problem, settled=issue.settled
    )
