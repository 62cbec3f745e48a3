"""The access log of a clinic: which of its practitioners has seen whose diary, when, and how."""

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from models.sharing import AccessRecord
from server.domain.viewer import Viewer
from server.shapes.clinics import ClinicAccess, ClinicLog, ClinicLogQuery
from server.usecases.cursors import cursor_of, instant_of, read_cursor

PAGE = 50


async def clinic_log(viewer: Viewer, query: ClinicLogQuery) -> ClinicLog:
    """Return one page of the accesses to diaries of the treatments that the viewer's clinic has recorded.

    Accesses through another clinic of the same practitioner are not part of it. Raises `Invalid` for an unreadable
    cursor.
    """
    of_clinic = AccessRecord.filter(grant__treatment__clinic_id=viewer.clinic_id)
    rows = await _behind(of_clinic, query.after).order_by("-viewed_at", "-id").limit(PAGE + 1).values(
        "id", "kind", "viewed_at", practitioner_name="practitioner__display_name",
        patient_name="grant__treatment__patient_name", treated_at="grant__treatment__treated_at",
        clinic_patient_id="grant__treatment__clinic_patient_id", time_zone="grant__treatment__time_zone",
    )  # fmt: skip
    accesses = [ClinicAccess.model_validate(row) for row in rows[:PAGE]]
    last = accesses[-1] if len(rows) > PAGE else None
    return ClinicLog(
        accesses=accesses, next=cursor_of(last.viewed_at.isoformat(), row_id=last.id) if last else None
    )


def _behind(rows: QuerySet[AccessRecord], cursor: str | None) -> QuerySet[AccessRecord]:
    if cursor is None:
        return rows
    [viewed_at], last_id = read_cursor(cursor, str)
    at = instant_of(viewed_at)
    return rows.filter(Q(viewed_at__lt=at) | Q(viewed_at=at, id__lt=last_id))
