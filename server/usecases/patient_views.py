"""The page of one patient of the clinic, as a shape."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from models.clinic_patients import ClinicPatient
from models.diary import Entry
from models.people import OneTimeLink
from models.treatments import Treatment
from server.domain.viewer import Viewer
from server.shapes.patients import InvitationState, PatientPage, PatientTreatment
from server.shapes.treatments import TreatmentForClinic
from server.usecases.access import open_diary_revisions
from server.usecases.treatment_views import clinic_views, sheet_counts


async def patient_page(viewer: Viewer, patient: ClinicPatient, *, now: datetime) -> PatientPage:
    """Return the page of a patient of the viewer's clinic.

    It shows nothing of a diary but whether it is open, and that nothing was logged in it yet.
    """
    recorded = await clinic_views(viewer.language, clinic_patient_id=patient.id)
    treatments = [each for each in recorded if each.withdrawn is None]
    rows = Treatment.filter(clinic_patient_id=patient.id)
    reviewed = dict(await rows.values_list("id", "reviewed_at"))
    opened = await open_diary_revisions(viewer, now=now)
    readable = [each.id for each in treatments if each.id in opened]
    logged = await Entry.filter(treatment_id__in=readable).distinct().values_list("treatment_id", flat=True)
    invited = await _open_invitations([each.id for each in treatments], now=now)
    namesakes = ClinicPatient.filter(clinic_id=patient.clinic_id, folded_name=patient.folded_name)
    return PatientPage(
        id=patient.id,
        name=patient.name,
        number=patient.number,
        birth_year=patient.birth_year,
        joined=patient.person_id is not None,
        sessions_usual=await _sessions_usual(treatments[0].id) if treatments else None,
        namesakes=await namesakes.exclude(id=patient.id).count(),
        treatments=[
            PatientTreatment(
                treatment=each,
                invitation=_invitation(each, invited),
                shared=each.id in opened,
                empty=each.id in opened and each.id not in logged,
                reviewed_at=reviewed[each.id] if each.id in opened else None,
            )
            for each in treatments
        ],
        withdrawn=[each for each in recorded if each.withdrawn is not None],
    )


async def _open_invitations(treatment_ids: list[UUID], *, now: datetime) -> dict[UUID, datetime]:
    links = OneTimeLink.filter(
        purpose="invitation", treatment_id__in=treatment_ids, used_at=None, expires_at__gt=now
    )
    return dict(await links.values_list("treatment_id", "expires_at"))


def _invitation(treatment: TreatmentForClinic, invited: Mapping[UUID, datetime]) -> InvitationState:
    if treatment.joined:
        return InvitationState(state="joined", expires_at=None)
    expires_at = invited.get(treatment.id)
    return InvitationState(state="none" if expires_at is None else "open", expires_at=expires_at)


async def _sessions_usual(treatment_id: UUID) -> tuple[int, int] | None:
    """Return how many sessions the sheet calls usual, or None if it does not say."""
    treatment = await Treatment.get(id=treatment_id)
    counts = await sheet_counts({treatment.sheet_version_id: treatment_id})
    return counts[treatment.sheet_version_id].sessions
