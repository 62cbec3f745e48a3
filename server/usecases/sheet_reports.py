"""What an author is shown before a sheet is saved: faults, open issues, an imagined treatment's timeline."""

from collections.abc import Mapping
from typing import Any

from server.domain.errors import Invalid
from server.domain.local_time import local_instant
from server.domain.milestone_filter import announced
from server.domain.sheet_import import read_sheet
from server.domain.sheet_report import Issue, report
from server.domain.sheets import (
    Fault,
    Sheet,
    SheetError,
    from_document,
    parse_toml,
    rule_document,
    to_document,
)
from server.domain.timeline import TreatmentFacts, compile
from server.domain.timeline import to_document as timeline_document
from server.ports import Services
from server.shapes.authoring import (
    ImportedSheet,
    SheetFault,
    SheetIssue,
    SheetLine,
    SheetPreviewNew,
    SheetPreviewView,
    SheetReport,
    SheetSource,
    SheetText,
)

PASTED = "sheet"
"""The file name in faults of a sheet that is not in a file."""


def report_on(services: Services, source: SheetSource) -> SheetReport:
    """Faults are an answer here, not an error: the author is still writing."""
    try:
        sheet = read_source(source)
    except SheetError as error:
        return SheetReport(document=None, faults=[_fault(fault) for fault in error.faults], issues=[])
    return SheetReport.model_validate(
        {"document": to_document(sheet), "faults": [], "issues": issues_of(services, sheet)}
    )


def preview(services: Services, asked: SheetPreviewNew) -> SheetPreviewView:
    """Raises `Invalid` (sheet-faulty, local-time-missing, local-time-twice)."""
    facts = TreatmentFacts(
        treated_at=local_instant(asked.treated_at_local, asked.time_zone, fold=asked.fold),
        time_zone=asked.time_zone,
        flags=frozenset(asked.flags),
    )
    timeline = announced(compile(sound(asked), facts), services.topics)
    return SheetPreviewView.model_validate({"timeline": timeline_document(timeline)})


def read_text(services: Services, pasted: SheetText) -> ImportedSheet:
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
    return ImportedSheet.model_validate(
        {"lines": lines, "rules": [rule_document(rule) for rule in draft.rules]}
    )


def sound(source: SheetSource) -> Sheet:
    """The sheet of a source that has to be right. Raises `Invalid` (sheet-faulty)."""
    try:
        return read_source(source)
    except SheetError as error:
        where = error.faults[0].rule or "sheet"
        raise Invalid(str(error.faults[0]), code="sheet-faulty", at=f"document.{where}") from error


def read_source(source: SheetSource) -> Sheet:
    """Raises `SheetError`."""
    if source.toml is not None:
        return parse_toml(source.toml, name=PASTED)
    return from_document(source.document or {}, name=PASTED)


def issues_of(services: Services, sheet: Sheet) -> list[SheetIssue]:
    return [_issue(issue) for issue in report(sheet, services.topics)]


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
        kind=issue.kind, rule_ids=list(issue.rule_ids), problem=issue.problem, resolved=issue.resolved
    )
