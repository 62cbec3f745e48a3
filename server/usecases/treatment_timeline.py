"""Compile the timeline that is stored with a treatment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.treatments import SheetVersion, Treatment
from server.domain.errors import Invalid
from server.domain.milestone_filter import announced
from server.domain.sheets import Rule, Sheet, SheetError, directed_rule
from server.domain.timeline import TreatmentFacts, compile, to_document
from server.domain.topics import TopicTree
from server.domain.treatment_kinds import kind_of
from server.shapes.timeline import check_timeline
from server.usecases.sheet_rows import sheet_of


@dataclass(frozen=True, slots=True)
class TreatmentTimes:
    treated_at: datetime
    time_zone: str
    next_treatment_at: datetime | None


def check_kind(version: SheetVersion, kind: str) -> None:
    """Raise `Invalid` (record-kind) unless the record is of the kind that the sheet is for."""
    expected = kind_of(sheet_of(version).treatment)
    if kind != expected:
        raise Invalid(f"This sheet is for {expected}, not {kind}.", code="record-kind", at="record.kind")


def compiled(
    version: SheetVersion, record: Mapping[str, Any], times: TreatmentTimes, *, tree: TopicTree
) -> dict[str, Any]:
    """Return the timeline as JSON, of the shape `TimelineDocument`. Raises `Invalid` (directed-rule, flag-unknown)."""
    sheet = sheet_of(version)
    facts = TreatmentFacts(
        treated_at=times.treated_at,
        time_zone=times.time_zone,
        flags=_flags(sheet, record["flags"]),
        directed=tuple(_directed(rule, sheet, tree) for rule in record["directed"]),
        next_treatment_at=times.next_treatment_at,
    )
    document = to_document(announced(compile(sheet, facts), tree))
    check_timeline(document)  # checked once, before it is stored: the stored document is served as it is
    return document


def recompiled(version: SheetVersion, treatment: Treatment, *, tree: TopicTree) -> dict[str, Any]:
    """Return the timeline of a recorded treatment under this version of its sheet.

    Flags that the version does not have are left out: they were checked when the treatment was recorded.
    """
    known = sheet_of(version).flags
    flags = [flag for flag in treatment.record["flags"] if flag in known]
    times = TreatmentTimes(treatment.treated_at, treatment.time_zone, treatment.next_treatment_at)
    return compiled(version, {**treatment.record, "flags": flags}, times, tree=tree)


def _flags(sheet: Sheet, names: list[str]) -> frozenset[str]:
    """Refuse unknown flags: they would have no effect, and nobody would notice."""
    unknown = sorted(set(names) - set(sheet.flags))
    if unknown:
        raise Invalid(f"The sheet has no flag {unknown[0]}.", code="flag-unknown", at="record.flags")
    return frozenset(names)


def _directed(rule: Mapping[str, Any], sheet: Sheet, tree: TopicTree) -> Rule:
    """Parse an extra instruction from the practitioner. Its condition must name topics, or nobody could fulfil it."""
    fields = {name: value for name, value in rule.items() if value is not None and value != []}
    try:
        parsed = directed_rule(fields, day_one=sheet.day_one, language=sheet.language)
    except SheetError as error:
        raise Invalid(str(error.faults[0]), code="directed-rule", at="record.directed") from error
    unknown = [topic for topic in parsed.with_ if topic not in tree.extended(sheet.topics)]
    if unknown:
        raise Invalid(f"There is no topic {unknown[0]}.", code="directed-rule", at="record.directed")
    return parsed
