"""Read the sheet that an author has written, and report its open issues."""

from collections.abc import Mapping
from typing import Any

from server.domain.errors import Invalid
from server.domain.sheet_clashes import Clash
from server.domain.sheet_report import Issue, report
from server.domain.sheets import Sheet, SheetError, from_document, parse_toml
from server.domain.topics import TopicTree
from server.shapes.authoring import SheetClash, SheetIssue, SheetSource

PASTED = "sheet"
"""The file name that faults give for a sheet that is not in a file."""


def valid_sheet(source: SheetSource) -> Sheet:
    """Parse a source that must be free of faults. Raises `Invalid` (sheet-faulty) with the first fault."""
    try:
        return read_source(source)
    except SheetError as error:
        where = error.faults[0].rule or "sheet"
        raise Invalid(str(error.faults[0]), code="sheet-faulty", at=f"document.{where}") from error


def read_source(source: SheetSource) -> Sheet:
    """Parse a source, TOML or JSON. Raises `SheetError` with all faults."""
    if source.toml is not None:
        return parse_toml(source.toml, name=PASTED)
    return from_document(source.document or {}, name=PASTED)


def issues_of(tree: TopicTree, sheet: Sheet) -> list[SheetIssue]:
    """Return contradictions, unknown topics and missing numbers, resolved or not."""
    return [_issue(issue) for issue in report(sheet, tree)]


def with_version(document: Mapping[str, Any], version: int) -> dict[str, Any]:
    return {**document, "version": version}


def _issue(issue: Issue) -> SheetIssue:
    clash = _clash(issue.clash) if issue.clash else None
    return SheetIssue(
        kind=issue.kind,
        rule_ids=list(issue.rule_ids),
        problem=issue.problem,
        resolved=issue.resolved,
        clash=clash,
    )


def _clash(clash: Clash) -> SheetClash:
    return SheetClash(
        about=clash.about,
        topics=list(clash.topics),
        first_hour=clash.first_hour,
        last_hour=clash.last_hour,
        stricter=clash.stricter,
    )
