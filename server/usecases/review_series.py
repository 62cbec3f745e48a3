"""The series that a reviewed treatment belongs to."""

from datetime import datetime
from uuid import UUID

from models.treatments import Treatment
from server.domain.viewer import Viewer
from server.shapes.review import TreatmentInSeries
from server.usecases.access import open_among


async def series_of(viewer: Viewer, treatment: Treatment, *, now: datetime) -> list[TreatmentInSeries]:
    """Return the patient's treatments at the clinic, oldest first, and whose diaries are open to the viewer."""
    rows = await _of_the_same_patient(treatment.clinic_patient_id)
    opened = await open_among(viewer, rows, now=now)
    return [
        TreatmentInSeries(
            treatment_id=row.id,
            number_in_series=number,
            treated_at=row.treated_at,
            shared=row.id in opened,
        )
        for number, row in enumerate(rows, 1)
    ]


async def _of_the_same_patient(clinic_patient_id: UUID | None) -> list[Treatment]:
    if clinic_patient_id is None:
        return []
    columns = ("id", "patient_id", "clinic_id", "treated_at")
    rows = Treatment.filter(clinic_patient_id=clinic_patient_id).order_by("treated_at", "id")
    return await rows.only(*columns)
