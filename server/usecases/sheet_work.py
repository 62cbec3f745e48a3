"""Work on whole sheets, which takes time: `Services.sheet_work` runs these functions in another process.

They use no database and no clock.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from server.domain.errors import Invalid
from server.domain.local_time import local_instant
from server.domain.milestone_filter import announced
from server.domain.sheet_comparison import compare, known_topics
from server.domain.sheet_comparison_model import ComparedTopic
from server.domain.sheet_import import ImportedSentence, parse_sheet_text
from server.domain.sheets import Fault, SheetError, from_document, rule_document, to_document
from server.domain.timeline import TreatmentFacts, compile
from server.domain.timeline import to_document as timeline_document
from server.domain.topics import TopicError, TopicTree
from server.shapes.authoring import (
    ChangedRule,
    ImportedSheet,
    SheetComparison,
    SheetFault,
    SheetIssue,
    SheetLine,
    SheetPreviewNew,
    SheetPreviewView,
    SheetReport,
    SheetSource,
    SheetText,
)
from server.usecases.sheet_changes_view import changed_rules
from server.usecases.sheet_sources import PASTED, issues_of, read_source, valid_sheet

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CheckedSheet:
    """A sheet without faults: its header, the document as it is stored, and its issues."""

    key: str
    version: int
    title: str
    language: str
    document: dict[str, Any]
    issues: list[SheetIssue]


def check(tree: TopicTree, source: SheetSource) -> CheckedSheet:
    """Parse what an author sends. Raises `Invalid` (sheet-faulty) with the first fault."""
    sheet = valid_sheet(source)
    return CheckedSheet(
        key=sheet.id,
        version=sheet.version,
        title=sheet.title,
        language=sheet.language,
        document=to_document(sheet),
        issues=issues_of(tree, sheet),
    )


def check_stored(tree: TopicTree, document: Json) -> list[SheetIssue]:
    """Return the issues of a stored document, resolved or not."""
    return issues_of(tree, from_document(document, name=PASTED))


def report_on(tree: TopicTree, source: SheetSource) -> SheetReport:
    """Return the faults and issues of a sheet. A fault is a result here, not an error."""
    try:
        sheet = read_source(source)
    except SheetError as error:
        return SheetReport(document=None, faults=[_fault(fault) for fault in error.faults], issues=[])
    return SheetReport.model_validate(
        {"document": to_document(sheet), "faults": [], "issues": issues_of(tree, sheet)}
    )


def preview(tree: TopicTree, new: SheetPreviewNew) -> SheetPreviewView:
    """Compile the timeline of a sample treatment.

    Raises `Invalid` (sheet-faulty, local-time-missing, local-time-twice).
    """
    facts = TreatmentFacts(
        treated_at=local_instant(new.treated_at_local, new.time_zone, fold=new.fold),
        time_zone=new.time_zone,
        flags=frozenset(new.flags),
    )
    sheet = valid_sheet(new)
    try:
        timeline = announced(compile(sheet, facts), tree)
    except TopicError as error:  # its own topics do not fit into the tree
        raise Invalid(str(error), code="sheet-faulty", at="document.topics") from error
    return SheetPreviewView.model_validate({"timeline": timeline_document(timeline)})


def read_text(tree: TopicTree, pasted: SheetText) -> ImportedSheet:
    """Draft rules from a pasted text, next to the sentences that they come from. Nothing is stored.

    Raises `Invalid` (language-unknown, language-other, text-too-long).
    """
    read = parse_sheet_text(pasted.text, tree, language=pasted.language)
    return ImportedSheet.model_validate(
        {
            "language": read.language,
            "lines": [_line(sentence) for sentence in read.sentences],
            "rules": [rule_document(rule) for rule in read.draft],
            "proposals": [rule_document(rule) for rule in read.proposals],
            "topics": {topic.id: {"words": dict(topic.words)} for topic in read.topics},
        }
    )


def compare_documents(tree: TopicTree, a: Json, b: Json, language: str) -> SheetComparison:
    """Compare two stored documents topic by topic, with the rules in this language where they have it."""
    first, second = (from_document(document, name=PASTED) for document in (a, b))
    comparison = compare(first, second, tree)
    labels = tree.extended(known_topics(first, second, tree))
    return SheetComparison.model_validate(
        {
            "a_title": first.title,
            "b_title": second.title,
            "counts": {
                "agree": comparison.count("agreement"),
                "differ": comparison.count("disagreement"),
                "only_a": comparison.count("only-a"),
                "only_b": comparison.count("only-b"),
                "silent": comparison.silent,
            },
            "topics": [_compared(row, labels, language) for row in comparison.topics],
        }
    )


def _compared(row: ComparedTopic, tree: TopicTree, language: str) -> dict[str, Any]:
    return {
        "topic": tree.label(row.topic, language),
        "aspect": row.aspect,
        "outcome": row.outcome,
        "a": [rule_document(rule.translated(language)) for rule in row.first.rules],
        "b": [rule_document(rule.translated(language)) for rule in row.second.rules],
    }


def changes_between(_: TopicTree, before: Json, after: Json) -> list[ChangedRule]:
    """Return the changed rules of two stored documents."""
    return changed_rules(from_document(before, name=PASTED), from_document(after, name=PASTED))


def _line(sentence: ImportedSentence) -> SheetLine:
    ids = [rule.id for rule in sentence.rules]
    return SheetLine(
        text=sentence.text,
        heading=sentence.is_heading,
        rule_ids=ids if sentence.state == "read" else [],
        start=sentence.start,
        end=sentence.end,
        state=sentence.state,
        reason=sentence.reason,
        proposal_ids=ids if sentence.state == "decide" else [],
        used=list(sentence.used),
        unused=list(sentence.unused),
    )


def _fault(fault: Fault) -> SheetFault:
    return SheetFault(
        rule=fault.rule,
        field=fault.field,
        line=fault.line,
        column=fault.column,
        problem=fault.problem,
        expected=fault.expected,
    )
