"""What to consider before a returning patient is treated again."""

from uuid import UUID

from models.treatments import Treatment
from server.domain.next_treatment import propose_next_treatment
from server.domain.timeline import from_document
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.review import BeforeNext, ListedFinding
from server.usecases.access_errors import unknown
from server.usecases.access_to_clinic import clinic_patient
from server.usecases.diary_summaries import open_diaries
from server.usecases.sheet_words import version_title


async def before_next(services: Services, viewer: Viewer, clinic_patient_id: UUID) -> BeforeNext:
    """Return from when on the sheet of the last treatment allows the next one, and what is open in its diary.

    The diary is read only if it is shared with the viewer, and that is recorded like a look into the queue. Raises
    `NotFound` (patient-unknown; treatment-unknown: none is left).
    """
    patient = await clinic_patient(viewer, clinic_patient_id)
    standing = Treatment.filter(clinic_patient_id=patient.id, withdrawn_at=None)
    last = await standing.order_by("-treated_at", "-id").first().prefetch_related("sheet_version")
    if last is None:
        raise unknown("treatment-unknown")
    now = services.clock.now()
    diaries = await open_diaries(viewer, now=now)
    await diaries.load([last.id])
    await diaries.record(services, viewer, [last.id])
    summary = diaries.summary(last.id)
    proposal = propose_next_treatment(from_document(last.timeline), (), (), now=now)
    return BeforeNext(
        treated_at=last.treated_at,
        time_zone=last.time_zone,
        sheet_title=version_title(last.sheet_version, viewer.language),
        opens_at=proposal.opens_at if proposal else None,
        findings=[
            ListedFinding.model_validate(
                {name: getattr(finding, name) for name in ListedFinding.model_fields}
            )
            for finding in (summary.findings if summary else ())
        ],
    )
