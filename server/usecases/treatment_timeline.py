"""Check the times of a treatment, and compile the timeline that is stored with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from models.treatments import SafetyCorrection, SheetVersion, Treatment
from server.domain.errors import Invalid
from server.domain.local_time import local_instant
from server.domain.milestone_filter import announced
from server.domain.sheets import Rule, Sheet, SheetError, directed_rule
from server.domain.timeline import TreatmentFacts, compile, to_document
from server.domain.topics import TopicTree
from server.domain.treatment_kinds import kind_of
from server.shapes.record_history import RecordCorrection
from server.shapes.timeline import check_timeline
from server.shapes.treatments import SelfTreatment, TreatmentNew
from server.usecases.correction_rows import pending_corrections
from server.usecases.sheet_rows import sheet_of

CLOCK_TOLERANCE = timedelta(minutes=10)
"""How far the clock of a phone or tablet may be ahead of the server's when a treatment is recorded."""
LONGEST_AGO = timedelta(days=3 * 366)
FARTHEST_NEXT_TREATMENT = timedelta(days=2 * 366)


@dataclass(frozen=True, slots=True)
class TreatmentTimes:
    treated_at: datetime
    time_zone: str
    next_treatment_at: datetime | None


def checked_times(
    recorded: TreatmentNew | SelfTreatment | RecordCorrection,
    *,
    next_treatment_at: datetime | None,
    now: datetime,
) -> TreatmentTimes:
    """Return the times of a treatment as instants.

    Raises `Invalid` (treatment-in-future, treatment-too-old, date-out-of-range, local-time-missing, local-time-twice,
    local-time-offset, next-treatment-out-of-range).
    """
    treated_at = local_instant(recorded.treated_at_local, recorded.time_zone, fold=recorded.fold)
    if treated_at > now + CLOCK_TOLERANCE:
        raise Invalid(
            "A treatment cannot be in the future.", code="treatment-in-future", at="treated_at_local"
        )
    if treated_at < now - LONGEST_AGO:
        raise Invalid("This treatment is too long ago.", code="treatment-too-old", at="treated_at_local")
    check_next_treatment(treated_at, next_treatment_at)
    return TreatmentTimes(treated_at, recorded.time_zone, next_treatment_at)


def check_next_treatment(treated_at: datetime, next_treatment_at: datetime | None) -> None:
    """Raise `Invalid` (next-treatment-out-of-range) unless the next treatment is later, within two years."""
    latest = treated_at + FARTHEST_NEXT_TREATMENT
    if next_treatment_at is not None and not treated_at < next_treatment_at <= latest:
        raise Invalid(
            "The next treatment must be after this one and within two years.",
            code="next-treatment-out-of-range",
            at="next_treatment_at",
        )


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


async def recompile_corrections(treatment: Treatment, *, tree: TopicTree) -> None:
    """Compile the pending safety corrections of a changed treatment again, inside its unit of work."""
    for correction in (await pending_corrections(id=treatment.id)).values():
        version = await SheetVersion.get(id=correction.sheet_version_id)
        timeline = recompiled(version, treatment, tree=tree)
        await SafetyCorrection.filter(id=correction.id).update(timeline=timeline)


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
