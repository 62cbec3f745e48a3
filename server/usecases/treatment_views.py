"""Treatments as the patient and as the clinic see them: a few queries for a list.

Of a sheet's own text they hold only what patients read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from models.treatments import SheetVersion, Treatment
from server.shapes.clinics import ClinicHours
from server.shapes.corrections import PendingCorrection
from server.shapes.record_history import Withdrawal
from server.shapes.records import applied
from server.shapes.sheets import PlainSentence, SheetRef
from server.shapes.treatments import TreatmentForClinic, TreatmentView
from server.usecases.cache import BoundedCache
from server.usecases.correction_rows import UnacceptedCorrection, pending_corrections
from server.usecases.sheet_originals import plain_sentences
from server.usecases.sheet_words import titles_in

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SheetCounts:
    """How many sessions a sheet calls usual (minimum and maximum), and which number the day of the treatment has."""

    sessions: tuple[int, int] | None
    day_one: int


_counts: BoundedCache[UUID, SheetCounts] = BoundedCache(limit=1_000)

_BOTH = (
    "id", "patient_id", "clinic_patient_id", "clinic_id", "treated_at", "time_zone", "record",
    "next_treatment_at", "patient_name", "withdrawn_at", "recorded_by__display_name", "in_charge__display_name",
    "sheet_version__key", "sheet_version__version", "sheet_version__title", "sheet_version__owner_id",
    "sheet_version_id",
)  # fmt: skip
_PATIENT = (
    "timeline", "revision", "recorded_by_id", "in_charge_id", "handover_open", "clinic__name",
    "clinic__phone", "clinic__time_zone", "clinic__opening_hours", "clinic__reply_hours",
)  # fmt: skip
_CLINIC = ("record_version", "withdrawn_reason", "withdrawn_by__display_name")


async def patient_views(patient_id: UUID, **conditions: Any) -> list[TreatmentView]:
    """Return a patient's treatments, oldest first. `conditions` filter them, e.g. `revision__gt=7`."""
    rows = (
        await Treatment.filter(patient_id=patient_id, **conditions)
        .order_by("treated_at")
        .values(*_BOTH, *_PATIENT)
    )
    if not rows:
        return []
    numbers = await numbers_in_series(patient_id=patient_id)
    corrections = await pending_corrections(patient_id=patient_id)
    reading = await _reading({row["sheet_version_id"] for row in rows})
    return [
        _patient_view(
            row,
            number_in_series=numbers[row["id"]],
            reading=reading.get(row["sheet_version_id"], []),
            correction=corrections.get(row["id"]),
        )
        for row in rows
    ]


async def _reading(versions: set[UUID]) -> dict[UUID, list[PlainSentence]]:
    """Return the sentences that patients only read, of the versions that were pasted."""
    pasted = SheetVersion.filter(id__in=list(versions), original__isnull=False)
    return {
        version: plain_sentences(original) for version, original in await pasted.values_list("id", "original")
    }


async def clinic_views(language: str, **conditions: Any) -> list[TreatmentForClinic]:
    """Return treatments, newest first, with the titles of their sheets in `language` if they have one.

    The caller has checked that they belong to the viewer's clinic.
    """
    rows = await Treatment.filter(**conditions).order_by("-treated_at", "id").values(*_BOTH, *_CLINIC)
    titles = await titles_in(language, {row["sheet_version_id"] for row in rows})
    patients = {row["clinic_patient_id"] for row in rows}
    numbers = await numbers_in_series(clinic_patient_id__in=list(patients)) if patients else {}
    return [_clinic_view(row, numbers[row["id"]], title=titles.get(row["sheet_version_id"])) for row in rows]


async def numbers_in_series(**conditions: Any) -> dict[UUID, int]:
    """Number the treatments of each patient at each clinic by time, starting with 1.

    Withdrawn treatments are not counted: each has the number that it would have.
    """
    rows = (
        Treatment.filter(**conditions)
        .order_by("treated_at", "id")
        .values_list("id", "clinic_patient_id", "patient_id", "withdrawn_at")
    )
    counts: dict[Any, int] = {}
    numbers: dict[UUID, int] = {}
    for treatment_id, clinic_patient_id, patient_id, withdrawn_at in await rows:
        series = clinic_patient_id or patient_id
        numbers[treatment_id] = counts.get(series, 0) + 1
        if withdrawn_at is None:
            counts[series] = numbers[treatment_id]
    return numbers


async def sheet_counts(versions: Mapping[UUID, UUID]) -> dict[UUID, SheetCounts]:
    """Return how sheets count, by version.

    `versions` gives any treatment that follows the version. A published version never changes, so the answer is kept.
    """
    unknown = [treatment_id for version, treatment_id in versions.items() if _counts.get(version) is None]
    if unknown:
        rows = Treatment.filter(id__in=unknown).values_list("sheet_version_id", "timeline")
        for version, timeline in await rows:
            usual = (timeline["series"] or {}).get("treatments")
            _counts.put(version, SheetCounts((usual[0], usual[1]) if usual else None, timeline["day_one"]))
    return {version: counts for version in versions if (counts := _counts.get(version))}


def _patient_view(
    row: Row, *, number_in_series: int, reading: list[PlainSentence], correction: UnacceptedCorrection | None
) -> TreatmentView:
    return TreatmentView(
        id=row["id"],
        clinic_name=row["clinic__name"],
        clinic_phone=row["clinic__phone"],
        clinic_hours=_hours(row),
        practitioner_name=row["in_charge__display_name"] or row["recorded_by__display_name"],
        practitioner_id=row["in_charge_id"] or row["recorded_by_id"],
        handover_open=row["handover_open"],
        sheet=_sheet(row),
        treated_at=row["treated_at"],
        time_zone=row["time_zone"],
        applied=applied(row["record"]),
        number_in_series=number_in_series,
        next_treatment_at=row["next_treatment_at"],
        withdrawn_at=row["withdrawn_at"],
        timeline=row["timeline"],
        plain_sentences=reading,
        correction=_pending(correction) if correction else None,
        revision=row["revision"],
    )


def _hours(row: Row) -> ClinicHours | None:
    if row["clinic_id"] is None:
        return None
    return ClinicHours(
        time_zone=row["clinic__time_zone"],
        opening=row["clinic__opening_hours"],
        reply_hours=row["clinic__reply_hours"],
    )


def _pending(row: UnacceptedCorrection) -> PendingCorrection:
    return PendingCorrection.model_validate(
        {"version": row.version, "announced_at": row.announced_at, "timeline": row.timeline}
    )


def _clinic_view(row: Row, number_in_series: int, *, title: str | None) -> TreatmentForClinic:
    return TreatmentForClinic(
        id=row["id"],
        clinic_patient_id=row["clinic_patient_id"],
        patient_id=row["patient_id"],
        patient_name=row["patient_name"],
        joined=row["patient_id"] is not None,
        sheet=_sheet(row, title),
        treated_at=row["treated_at"],
        time_zone=row["time_zone"],
        record=row["record"],
        record_version=row["record_version"],
        recorded_by=row["recorded_by__display_name"] or "",
        in_charge=row["in_charge__display_name"] or "",
        withdrawn=_withdrawal(row),
        number_in_series=number_in_series,
        next_treatment_at=row["next_treatment_at"],
    )


def _withdrawal(row: Row) -> Withdrawal | None:
    if row["withdrawn_at"] is None:
        return None
    by = row["withdrawn_by__display_name"] or ""
    return Withdrawal(at=row["withdrawn_at"], by=by, reason=row["withdrawn_reason"])


def _sheet(row: Row, title: str | None = None) -> SheetRef:
    return SheetRef(
        key=row["sheet_version__key"],
        version=row["sheet_version__version"],
        title=title or row["sheet_version__title"],
        pasted=row["sheet_version__owner_id"] is not None,
    )
