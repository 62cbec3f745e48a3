"""Opening a diary to the practitioner, closing it at once, and knowing who looked."""

from datetime import timedelta
from uuid import UUID

from models.revision import next_revision
from models.sharing import AccessRecord, Grant
from models.treatments import Treatment
from models.unit_of_work import create_once, unit_of_work
from server.domain.errors import Conflict, Invalid, NotFound
from server.domain.sharing import GrantFacts, grant_end_allowed, may_see_photos, running_grant
from server.domain.viewer import Viewer
from server.domain.vocabulary import Role
from server.ports import Services
from server.shapes.sharing import GrantNew, GrantView
from server.usecases.reminders import plan_for
from server.usecases.sharing_views import grants_of
from server.usecases.treatments import diary_facts, of_patient

SAME_ACCESS = timedelta(minutes=10)
"""Pictures and pages opened within this time belong to one look."""


async def give_grant(services: Services, viewer: Viewer, new: GrantNew) -> GrantView:
    """Open one treatment's diary to who recorded it. The same grant sent again changes nothing.

    Raises `NotFound` (treatment-unknown), `Invalid` (grant-end: past, or more than 180 days ahead),
    `Conflict` (nobody-to-share-with: the patient has no practice for it; id-taken).
    """
    now = services.clock.now()
    treatment = await of_patient(viewer, new.treatment_id)
    if treatment.recorded_by_id is None:
        raise Conflict("This treatment has no practice to share with.", code="nobody-to-share-with")
    there = await _sent_before(viewer, new)
    if not there and not grant_end_allowed(new.ends_at, now=now):
        raise Invalid("Choose an end within the next 180 days.", code="grant-end", at="ends_at")

    async def give() -> None:
        if await _sent_before(viewer, new):
            return
        await Grant.create(
            id=new.id,
            patient_id=viewer.person_id,
            treatment_id=treatment.id,
            practitioner_id=treatment.recorded_by_id,
            photos=new.photos,
            starts_at=now,
            ends_at=new.ends_at,
            revision=await next_revision(viewer.person_id),
        )

    await create_once(give)
    await plan_for(services, viewer.person_id)
    return await _grant(viewer, new.id)


async def _sent_before(viewer: Viewer, new: GrantNew) -> bool:
    grant = await Grant.get_or_none(id=new.id)
    if grant is None:
        return False
    if (grant.patient_id, grant.treatment_id, grant.photos) != (
        viewer.person_id,
        new.treatment_id,
        new.photos,
    ):
        raise Conflict("This grant has been given already, differently.", code="id-taken")
    return True


async def revoke_grant(services: Services, viewer: Viewer, grant_id: UUID) -> GrantView:
    """The diary is closed at once. Raises `NotFound` (grant-unknown)."""
    now = services.clock.now()

    async def revoke() -> None:
        grant = await Grant.get_or_none(id=grant_id, patient_id=viewer.person_id)
        if grant is None:
            raise NotFound("There is no such grant here.", code="grant-unknown")
        if grant.revoked_at is None:
            revision = await next_revision(viewer.person_id)
            await Grant.filter(id=grant_id).update(revoked_at=now, revision=revision)

    await unit_of_work(revoke)
    await plan_for(services, viewer.person_id)
    return await _grant(viewer, grant_id)


async def _grant(viewer: Viewer, grant_id: UUID) -> GrantView:
    return (await grants_of(Grant.filter(id=grant_id, patient_id=viewer.person_id)))[0]


async def held_grant(services: Services, viewer: Viewer, treatment: Treatment) -> Grant:
    """The running grant by which this practitioner may look. Raises `NotFound` (treatment-unknown)."""
    grants = await _grants_held(viewer, treatment)
    found = running_grant(viewer, diary_facts(treatment), grants, now=services.clock.now())
    if found is None:
        raise NotFound("There is no such treatment here.", code="treatment-unknown")
    return grants[found]


async def _grants_held(viewer: Viewer, treatment: Treatment) -> dict[GrantFacts, Grant]:
    """Running or over; a patient holds none."""
    if viewer.role is not Role.PRACTITIONER:
        return {}
    grants = await Grant.filter(treatment_id=treatment.id, practitioner_id=viewer.person_id)
    return {_facts(grant): grant for grant in grants}


def _facts(grant: Grant) -> GrantFacts:
    return GrantFacts(
        practitioner_id=grant.practitioner_id,
        treatment_id=grant.treatment_id,
        photos=grant.photos,
        starts_at=grant.starts_at,
        ends_at=grant.ends_at,
        revoked_at=grant.revoked_at,
    )


async def shared_with(services: Services, viewer: Viewer, treatment_id: UUID) -> tuple[Treatment, Grant]:
    """A treatment whose diary is open to this practitioner now. Raises `NotFound` (treatment-unknown)."""
    treatment = await Treatment.get_or_none(id=treatment_id)
    if treatment is None:
        raise NotFound("There is no such treatment here.", code="treatment-unknown")
    return treatment, await held_grant(services, viewer, treatment)


async def record_access(services: Services, viewer: Viewer, grant: Grant, *, again: bool = True) -> None:
    """Let the patient see that somebody looked. `again` False: within `SAME_ACCESS` it is one look."""
    now = services.clock.now()

    async def log() -> None:
        recent = AccessRecord.filter(
            grant_id=grant.id, practitioner_id=viewer.person_id, viewed_at__gt=now - SAME_ACCESS
        )
        if not again and await recent.exists():
            return
        await AccessRecord.create(
            id=services.new_id(),
            grant_id=grant.id,
            patient_id=grant.patient_id,
            practitioner_id=viewer.person_id,
            viewed_at=now,
            revision=await next_revision(grant.patient_id),
        )

    await unit_of_work(log)


async def may_view_photos(services: Services, viewer: Viewer, treatment: Treatment) -> bool:
    """Whether this person may see the pictures of a diary; a look by grant is logged."""
    diary, grants, now = diary_facts(treatment), await _grants_held(viewer, treatment), services.clock.now()
    if not may_see_photos(viewer, diary, grants, now=now):
        return False
    by = running_grant(viewer, diary, grants, now=now)
    if by is not None:
        await record_access(services, viewer, grants[by], again=False)
    return True
