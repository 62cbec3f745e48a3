"""One-time links: set-up of the clinic, invitation of a patient or a colleague, the way back in.

The token stands in the link's fragment, which no browser sends and no server logs. Only its hash is kept.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from models.people import Clinic, OneTimeLink
from models.revision import lock_patient, next_revision
from models.treatments import Treatment
from models.unit_of_work import unit_of_work
from server.domain.errors import Conflict, Gone, NotFound
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.people import IssuedLink, LinkPreview
from server.usecases.auth_sessions import hashed
from server.usecases.reminders import plan_for

Purpose = Literal["set-up", "invitation", "colleague", "recovery", "stored-recovery"]
RECOVERY_PURPOSES: tuple[Purpose, ...] = ("recovery", "stored-recovery")

PAGES: dict[Purpose, str] = {
    "set-up": "/set-up",
    "invitation": "/join",
    "colleague": "/join",
    "recovery": "/sign-in",
    "stored-recovery": "/sign-in",
}
LIVES: dict[Purpose, timedelta] = {
    "set-up": timedelta(days=1),
    "invitation": timedelta(days=14),
    "colleague": timedelta(days=7),
    "recovery": timedelta(hours=1),
    "stored-recovery": timedelta(days=365),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkTo:
    """What a new link opens, and for how long (else as `LIVES` says)."""

    purpose: Purpose
    clinic_id: UUID | None = None
    person_id: UUID | None = None
    treatment_id: UUID | None = None
    lives: timedelta | None = None


async def make_link(services: Services, to: LinkTo) -> IssuedLink:
    """Inside a unit of work it takes part in it. The answer is the only place where the token ever stands."""
    token = services.new_token()
    now = services.clock.now()
    link = await OneTimeLink.create(
        id=services.new_id(),
        token_hash=hashed(token),
        purpose=to.purpose,
        clinic_id=to.clinic_id,
        person_id=to.person_id,
        treatment_id=to.treatment_id,
        created_at=now,
        expires_at=now + (to.lives or LIVES[to.purpose]),
    )
    url = f"{services.public_url}{PAGES[to.purpose]}#{token}"
    return IssuedLink(url=url, qr_svg=services.qr(url), expires_at=link.expires_at)


async def make_set_up_link(services: Services) -> IssuedLink | None:
    """The link that makes the first clinic, or None when there is one already."""
    if await Clinic.exists():
        return None
    return await unit_of_work(lambda: make_link(services, LinkTo(purpose="set-up")))


async def invite_colleague(services: Services, viewer: Viewer) -> IssuedLink:
    return await unit_of_work(
        lambda: make_link(services, LinkTo(purpose="colleague", clinic_id=viewer.clinic_id))
    )


async def invite_patient(services: Services, *, clinic_id: UUID | None, treatment_id: UUID) -> IssuedLink:
    """Only the newest invitation to a treatment is good. Raises `Conflict` (already-joined)."""
    to = LinkTo(purpose="invitation", clinic_id=clinic_id, treatment_id=treatment_id)

    async def make() -> IssuedLink:
        # Written as it is: that locks the row, so that nobody joins or invites in between.
        if not await Treatment.filter(id=treatment_id, patient=None).update(patient_id=None):
            raise Conflict("The patient has joined; only they can make a way back in.", code="already-joined")
        await _void("invitation", now=services.clock.now(), treatment_id=treatment_id)
        return await make_link(services, to)

    return await unit_of_work(make)


async def create_recovery_link(services: Services, viewer: Viewer, *, stored: bool) -> IssuedLink:
    """For oneself, and nobody else: for the new phone now, or to keep safe. Only the newest kept one is good."""
    purpose: Purpose = "stored-recovery" if stored else "recovery"

    async def make() -> IssuedLink:
        await lock_patient(viewer.person_id)  # a practitioner's row as well
        if stored:
            await _void(purpose, now=services.clock.now(), person_id=viewer.person_id)
        return await make_link(services, LinkTo(purpose=purpose, person_id=viewer.person_id))

    return await unit_of_work(make)


async def open_link(services: Services, token: str) -> LinkPreview:
    """What the link is for. Raises as `find_link`."""
    link = await find_link(token, now=services.clock.now())
    await link.fetch_related("clinic", "person")
    treatment = await _treatment(link)
    by = treatment.recorded_by if treatment else None
    return LinkPreview(
        purpose=link.purpose,  # type: ignore[arg-type]  # the column holds what LinkTo wrote
        clinic_name=link.clinic.name if link.clinic else None,
        practitioner_name=by.display_name if by else None,
        patient_name=_addressed(link, treatment),
        sheet_title=treatment.sheet_version.title if treatment else None,
        treated_at=treatment.treated_at if treatment else None,
        time_zone=treatment.time_zone if treatment else None,
        expires_at=link.expires_at,
    )


async def accept_invitation(services: Services, viewer: Viewer, token: str) -> None:
    """A patient who is signed in takes a further treatment into their diary. Raises as `find_link`."""
    now = services.clock.now()

    async def accept() -> None:
        link = await find_link(token, now=now, purposes=("invitation",))
        await use_up(link, now=now)
        await take_treatment(link, viewer.person_id, now=now)

    await unit_of_work(accept)
    await plan_for(services, viewer.person_id)


async def find_link(token: str, *, now: datetime, purposes: tuple[Purpose, ...] | None = None) -> OneTimeLink:
    """Raises `NotFound` (link-unknown) or `Gone` (link-used, link-expired)."""
    link = await OneTimeLink.get_or_none(token_hash=hashed(token))
    if link is None or (purposes is not None and link.purpose not in purposes):
        raise NotFound("This link is not one of ours.", code="link-unknown")
    if link.used_at is not None:
        raise _used()
    if link.expires_at <= now:
        raise Gone("This link has run out. Ask for a new one.", code="link-expired")
    return link


async def use_up(link: OneTimeLink, *, now: datetime) -> None:
    """Of two who come at once, one gets through; the other is told `link-used`."""
    if not await OneTimeLink.filter(id=link.id, used_at=None).update(used_at=now):
        raise _used()


async def take_treatment(link: OneTimeLink, person_id: UUID, *, now: datetime) -> None:
    """The treatment of an invitation gets its patient, as the newest change of their diary.

    What other invitations to it are still about are void.
    """
    revision = await next_revision(person_id)
    waiting = Treatment.filter(id=link.treatment_id, patient=None)
    if not await waiting.update(patient_id=person_id, revision=revision):
        raise _used()
    await _void("invitation", now=now, treatment_id=link.treatment_id)


async def _void(purpose: Purpose, *, now: datetime, **of: UUID | None) -> None:
    await OneTimeLink.filter(purpose=purpose, used_at=None, expires_at__gt=now, **of).update(expires_at=now)


async def _treatment(link: OneTimeLink) -> Treatment | None:
    if link.treatment_id is None:
        return None
    return await Treatment.get_or_none(id=link.treatment_id).select_related("sheet_version", "recorded_by")


def _addressed(link: OneTimeLink, treatment: Treatment | None) -> str | None:
    """Whom the link greets: as the clinic calls them, or as they call themselves."""
    if treatment is not None:
        return treatment.patient_name
    return link.person.display_name if link.person else None


def _used() -> Gone:
    return Gone("This link has been used already. Ask for a new one.", code="link-used")
