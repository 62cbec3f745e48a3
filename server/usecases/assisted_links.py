"""Issue a recovery link to a patient who has lost every device: it works after a day, in which they can stop it."""

from uuid import UUID

from models.people import Person
from models.revision import lock_patient
from models.unit_of_work import unit_of_work
from server.domain.assisted_links import WAIT
from server.domain.audit import AuditKind
from server.domain.errors import Conflict
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.people import AssistedLink
from server.usecases.audit import record_event
from server.usecases.links import LinkTo, cancel_links, make_link
from server.usecases.planning import notify_of_assisted_link


async def issue_assisted_link(services: Services, person_id: UUID, *, by: Viewer | None) -> AssistedLink:
    """Issue a link in place of an earlier one, and notify every device of the patient.

    `by` is the practitioner, None for the operator. Raises `NotFound` for an erased account, or `Conflict`
    (patient-disabled).
    """
    link_id, now = services.new_id(), services.clock.now()
    to = LinkTo(
        purpose="assisted",
        link_id=link_id,
        person_id=person_id,
        clinic_id=by.clinic_id if by else None,
        created_by_id=by.person_id if by else None,
        works_at=now + WAIT,
    )

    async def issue() -> AssistedLink:
        await lock_patient(person_id)
        if await Person.exists(id=person_id, disabled_at__not_isnull=True):
            raise Conflict("This account is disabled. The operator can enable it.", code="patient-disabled")
        await cancel_links("assisted", now=now, person_id=person_id)
        link = await make_link(services, to)
        await notify_of_assisted_link(services, person_id, link_id)
        await record_event(
            services,
            AuditKind.ASSISTED_LINK_MADE,
            person_id=person_id,
            actor_id=to.created_by_id,
            item_id=link_id,
            by="clinic" if by else "operator",
        )
        return AssistedLink(**link.model_dump(), works_at=now + WAIT)

    return await unit_of_work(issue)
