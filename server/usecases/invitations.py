"""Invite a patient, a colleague or the first owner, open a link, and create a recovery link for oneself."""

from uuid import UUID

from models.people import AuthSession, Clinic, OneTimeLink
from models.revision import lock_patient
from models.treatments import Treatment
from models.unit_of_work import unit_of_work
from server.domain.audit import AuditKind
from server.domain.errors import Conflict
from server.domain.limits import INVITATIONS_A_CLINIC, RECOVERY_LINKS_A_PERSON
from server.domain.viewer import Viewer
from server.domain.vocabulary import MembershipRole, Role
from server.ports import Services
from server.shapes.people import IssuedLink, LinkPreview, Me
from server.usecases.access import clinic_treatment
from server.usecases.access_errors import check_standing, unknown
from server.usecases.audit import record_event
from server.usecases.freshness import check_fresh
from server.usecases.links import (
    LinkTo,
    Purpose,
    cancel_links,
    check_room_for_link,
    find_link,
    invited_role,
    join_treatment,
    make_link,
    use_link,
)
from server.usecases.logo_files import logo_as_data
from server.usecases.membership_rows import join_clinic
from server.usecases.people_views import me_view
from server.usecases.planning import plan_for
from server.usecases.practitioner_notices import notify_who_joined
from server.usecases.sheet_words import version_titles


async def make_set_up_link(services: Services) -> IssuedLink | None:
    """Return a link that creates the first clinic, or None if there already is a clinic."""
    if await Clinic.exists():
        return None
    return await unit_of_work(lambda: make_link(services, LinkTo(purpose="set-up")))


async def invite_colleague(
    services: Services, viewer: Viewer, role: MembershipRole = MembershipRole.PRACTITIONER
) -> IssuedLink:
    """Return a link by which somebody becomes a practitioner or an owner of the viewer's clinic.

    Raises `Conflict` (too-many-invitations).
    """
    to = LinkTo(
        purpose="colleague",
        clinic_id=viewer.clinic_id,
        membership_role=role,
        created_by_id=viewer.person_id,
    )

    async def invite() -> IssuedLink:
        await lock_patient(viewer.person_id)
        await check_room_for_link(
            "colleague", INVITATIONS_A_CLINIC, now=services.clock.now(), clinic_id=viewer.clinic_id
        )
        return await make_link(services, to)

    return await unit_of_work(invite)


async def invite_patient(services: Services, viewer: Viewer, treatment_id: UUID) -> IssuedLink:
    """Return the link by which the patient joins a treatment, and cancel any earlier one.

    Raises `NotFound` (treatment-unknown) or `Conflict` (already-joined, treatment-withdrawn): for a new phone, only the
    patient can create a link.
    """
    treatment = await clinic_treatment(viewer, treatment_id)
    check_standing(treatment)
    to = LinkTo(purpose="invitation", clinic_id=treatment.clinic_id, treatment_id=treatment_id)

    async def invite() -> IssuedLink:
        # An update without a change locks the row, so that nobody joins or invites at the same time.
        if not await Treatment.filter(id=treatment_id, patient=None).update(patient_id=None):
            raise Conflict(
                "The patient has joined; only they can create a recovery link.", code="already-joined"
            )
        await cancel_links("invitation", now=services.clock.now(), treatment_id=treatment_id)
        return await make_link(services, to)

    return await unit_of_work(invite)


async def accept_invitation(services: Services, viewer: Viewer, token: str) -> Me:
    """Add another treatment to a patient's diary, or make a practitioner a member of another clinic.

    A practitioner without a clinic works in the new one at once; any other can choose it. Raises
    `NotFound` (link-unknown) or `Gone` (link-used, link-expired).
    """
    if viewer.role is Role.PRACTITIONER:
        return await _join_further_clinic(services, viewer, token)
    now = services.clock.now()

    async def accept() -> None:
        link = await find_link(token, now=now, purposes=("invitation",))
        await use_link(link, now=now)
        await join_treatment(link, viewer.person_id, now=now)

    await unit_of_work(accept)
    await plan_for(services, viewer.person_id)
    return await me_view(viewer.person_id, clinic_id=None)


async def _join_further_clinic(services: Services, viewer: Viewer, token: str) -> Me:
    now = services.clock.now()

    async def join() -> UUID:
        link = await find_link(token, now=now, purposes=("colleague",))
        if link.clinic_id is None:
            raise unknown("link-unknown")
        await use_link(link, now=now)
        await join_clinic(
            services, viewer.person_id, link.clinic_id, invited_role(link), invited_by=link.created_by_id
        )
        await notify_who_joined(services, viewer.person_id, link.clinic_id)
        if viewer.clinic_id is None:
            await AuthSession.filter(id=viewer.auth_session_id).update(clinic_id=link.clinic_id)
        await record_event(
            services, AuditKind.MEMBERSHIP_STARTED, person_id=viewer.person_id, item_id=link.id
        )
        return link.clinic_id

    joined_id = await unit_of_work(join)
    return await me_view(viewer.person_id, clinic_id=viewer.clinic_id or joined_id)


async def create_recovery_link(services: Services, viewer: Viewer, *, stored: bool) -> IssuedLink:
    """Return a link that signs the viewer in on a new phone.

    If `stored` is False, the link is for immediate use and valid for an hour. If it is True, the link is to be
    stored safely, is valid for a year, and replaces the viewer's previous stored link. Raises `PasskeyNotFresh` or
    `Conflict` (too-many-recovery-links).
    """
    check_fresh(services, viewer)
    purpose: Purpose = "stored-recovery" if stored else "recovery"

    async def create() -> IssuedLink:
        await lock_patient(viewer.person_id)  # locks a practitioner's row as well
        if stored:
            await cancel_links(purpose, now=services.clock.now(), person_id=viewer.person_id)
        else:
            await check_room_for_link(
                purpose, RECOVERY_LINKS_A_PERSON, now=services.clock.now(), person_id=viewer.person_id
            )
        link = await make_link(services, LinkTo(purpose=purpose, person_id=viewer.person_id))
        await record_event(
            services, AuditKind.RECOVERY_LINK_MADE, person_id=viewer.person_id, purpose=purpose
        )
        return link

    return await unit_of_work(create)


async def open_link(services: Services, token: str) -> LinkPreview:
    """Return what the link is for, without using it.

    Raises `NotFound` (link-unknown) or `Gone` (link-used, link-expired).
    """
    link = await find_link(token, now=services.clock.now())
    await link.fetch_related("clinic", "person")
    treatment = await _treatment(link)
    practitioner = treatment.recorded_by if treatment else None
    return LinkPreview(
        purpose=link.purpose,  # type: ignore[arg-type]  # the column holds a Purpose
        clinic_name=link.clinic.name if link.clinic else None,
        clinic_logo=await logo_as_data(services, link.clinic) if link.clinic else None,
        practitioner_name=practitioner.display_name if practitioner else None,
        patient_name=_greeting_name(link, treatment),
        sheet_title=treatment.sheet_version.title if treatment else None,
        sheet_titles=version_titles(treatment.sheet_version) if treatment else {},
        treated_at=treatment.treated_at if treatment else None,
        time_zone=treatment.time_zone if treatment else None,
        works_at=link.works_at,
        expires_at=link.expires_at,
    )


async def _treatment(link: OneTimeLink) -> Treatment | None:
    if link.treatment_id is None:
        return None
    return await Treatment.get_or_none(id=link.treatment_id).select_related("sheet_version", "recorded_by")


def _greeting_name(link: OneTimeLink, treatment: Treatment | None) -> str | None:
    """Return the name that the clinic uses for the patient, or the name of the person that the link is for.

    None for an assisted link: it opens nothing of the account to the clinic that has issued it.
    """
    if treatment is not None:
        return treatment.patient_name
    return link.person.display_name if link.person and link.purpose != "assisted" else None
