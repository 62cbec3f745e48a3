"""What an author sees before saving a sheet: faults, open issues, and the timeline of a sample treatment."""

from server.domain.local_time import local_instant
from server.domain.milestone_filter import announced
from server.domain.sheet_import import ImportedSentence, parse_sheet_text
from server.domain.sheets import Fault, SheetError, rule_document, to_document
from server.domain.timeline import TreatmentFacts, compile
from server.domain.timeline import to_document as timeline_document
from server.ports import Services
from server.shapes.authoring import (
    ImportedSheet,
    SheetFault,
    SheetLine,
    SheetPreviewNew,
    SheetPreviewView,
    SheetReport,
    SheetSource,
    SheetText,
)
from server.usecases.sheet_sources import issues_of, read_source, valid_sheet


def report_on(services: Services, source: SheetSource) -> SheetReport:
    """Return the faults and issues of a sheet. A fault is a result here, not an error."""
    try:
        sheet = read_source(source)
    except SheetError as error:
        return SheetReport(document=None, faults=[_fault(fault) for fault in error.faults], issues=[])
    return SheetReport.model_validate(
        {"document": to_document(sheet), "faults": [], "issues": issues_of(services, sheet)}
    )


def preview(services: Services, new: SheetPreviewNew) -> SheetPreviewView:
    """Compile the timeline of a sample treatment.

    Raises `Invalid` (sheet-faulty, local-time-missing, local-time-twice).
    """
    facts = TreatmentFacts(
        treated_at=local_instant(new.treated_at_local, new.time_zone, fold=new.fold),
        time_zone=new.time_zone,
        flags=frozenset(new.flags),
    )
    timeline = announced(compile(valid_sheet(new), facts), services.topics)
    return SheetPreviewView.model_validate({"timeline": timeline_document(timeline)})


def read_text(services: Services, pasted: SheetText) -> ImportedSheet:
    """Draft rules from a pasted text, next to the sentences that they come from. Nothing is stored.

    Raises `Invalid` (language-unknown, language-other, text-too-long).
    """
    read = parse_sheet_text(pasted.text, services.topics, language=pasted.language)
    return ImportedSheet.model_validate(
        {
            "language": read.language,
            "lines": [_line(sentence) for sentence in read.sentences],
            "rules": [rule_document(rule) for rule in read.draft],
            "proposals": [rule_document(rule) for rule in read.proposals],
            "topics": {topic.id: {"words": dict(topic.words)} for topic in read.topics},
        }
    )


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
