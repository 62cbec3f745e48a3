"""Give a practitioner access to a diary, and revoke it."""

from uuid import UUID

from models.revision import lock_patient, next_revision
from models.sharing import Grant
from models.treatments import Treatment
from models.unit_of_work import create_once, unit_of_work
from server.domain.audit import AuditKind
from server.domain.errors import Conflict, Invalid
from server.domain.sharing import grant_end_allowed
from server.domain.viewer import Viewer
from server.domain.vocabulary import ErasedKind
from server.ports import Services
from server.shapes.sharing import GrantNew, GrantView
from server.usecases.access import own_grant, own_treatment
from server.usecases.access_errors import check_standing
from server.usecases.audit import record_event
from server.usecases.diary_readers import readers_of
from server.usecases.erasure_rows import check_not_erased
from server.usecases.membership_rows import hold_membership
from server.usecases.planning import plan_for
from server.usecases.practitioner_notices import notify_of_share
from server.usecases.sharing_views import grants_of


async def give_grant(services: Services, viewer: Viewer, new: GrantNew) -> GrantView:
    """Open the diary of one treatment to the practitioner in charge, or to everyone at their clinic.

    That is who recorded it, unless the clinic has handed the patient over. A repeated call changes nothing.

    Raises `NotFound` (treatment-unknown), `Gone` (erased), `Invalid` (grant-end: past, or more than 180 days ahead) or
    `Conflict` (nobody-to-share-with: no practitioner recorded the treatment, or they have left; id-taken;
    treatment-withdrawn).
    """
    now = services.clock.now()
    await check_not_erased(viewer, ErasedKind.TREATMENT, new.treatment_id)
    treatment = await own_treatment(viewer, new.treatment_id)
    practitioner_id, clinic_id = treatment.in_charge_id or treatment.recorded_by_id, treatment.clinic_id
    if practitioner_id is None or clinic_id is None:
        raise _nobody_to_share_with()
    if not await _given_before(viewer, new) and not grant_end_allowed(new.ends_at, now=now):
        raise Invalid("Choose an end within the next 180 days.", code="grant-end", at="ends_at")

    async def give() -> None:
        if await _given_before(viewer, new):
            return
        await lock_patient(viewer.person_id)
        standing = await own_treatment(viewer, treatment.id)  # it may have been erased in the meantime
        check_standing(standing)
        if not await hold_membership(practitioner_id, clinic_id):
            raise _nobody_to_share_with()
        before = await readers_of(standing, now=now)
        await Grant.create(
            id=new.id,
            patient_id=viewer.person_id,
            treatment_id=treatment.id,
            practitioner_id=practitioner_id,
            everyone_at_id=clinic_id if new.everyone else None,
            photos=new.photos,
            notes=new.notes,
            starts_at=now,
            ends_at=new.ends_at,
            revision=await next_revision(viewer.person_id),
        )
        await notify_of_share(services, standing, new.id, before=before)
        await _answer_handover(viewer.person_id, clinic_id)
        await record_event(services, AuditKind.GRANT_GIVEN, person_id=viewer.person_id, item_id=new.id)

    await create_once(give)
    await plan_for(services, viewer.person_id)
    return await _view(new.id)


async def _answer_handover(patient_id: UUID, clinic_id: UUID) -> None:
    """The patient has decided: they are not asked any more whether to share with a new practitioner there."""
    asked = Treatment.filter(patient_id=patient_id, clinic_id=clinic_id, handover_open=True)
    if await asked.exists():
        await asked.update(handover_open=False, revision=await next_revision(patient_id))


def _nobody_to_share_with() -> Conflict:
    return Conflict("Nobody at a clinic can receive this diary.", code="nobody-to-share-with")


async def _given_before(viewer: Viewer, new: GrantNew) -> bool:
    grant = await Grant.get_or_none(id=new.id)
    if grant is None:
        return False
    same = (viewer.person_id, new.treatment_id, new.photos, new.notes, new.everyone)
    everyone = grant.everyone_at_id is not None
    if (grant.patient_id, grant.treatment_id, grant.photos, grant.notes, everyone) != same:
        raise Conflict("There is another grant under this id.", code="id-taken")
    return True


async def revoke_grant(services: Services, viewer: Viewer, grant_id: UUID) -> GrantView:
    """Close the diary at once. A repeated call changes nothing. Raises `NotFound` (grant-unknown)."""
    now = services.clock.now()

    async def revoke() -> None:
        grant = await own_grant(viewer, grant_id)
        if grant.revoked_at is None:
            revision = await next_revision(viewer.person_id)
            await Grant.filter(id=grant_id).update(revoked_at=now, revision=revision)
            await record_event(
                services, AuditKind.GRANT_REVOKED, person_id=viewer.person_id, item_id=grant_id
            )

    await unit_of_work(revoke)
    await plan_for(services, viewer.person_id)
    return await _view(grant_id)


async def _view(grant_id: UUID) -> GrantView:
    return (await grants_of(Grant.filter(id=grant_id)))[0]
