"""Who am I, and on which devices am I signed in."""

from typing import Any
from uuid import UUID

from models.people import Person, Session
from models.reminders import PushSubscription
from models.unit_of_work import unit_of_work
from server.domain.errors import NotFound
from server.domain.viewer import Viewer
from server.domain.vocabulary import Role
from server.ports import Services
from server.shapes.people import ClinicView, Device, DeviceList, Me, MeChange


async def me(person_id: UUID) -> Me:
    """Raises `NotFound`."""
    person = await Person.get_or_none(id=person_id).select_related("clinic")
    if person is None:
        raise NotFound
    clinic = person.clinic
    return Me(
        id=person.id,
        role=Role(person.role),
        display_name=person.display_name,
        language=person.language,
        zone=person.zone,
        skin_cues=person.skin_cues,
        clinic=ClinicView(id=clinic.id, name=clinic.name, phone=clinic.phone, zone=clinic.zone)
        if clinic
        else None,
        is_owner=person.is_owner,
    )


async def change_me(viewer: Viewer, change: MeChange) -> Me:
    """What is left out or null stays as it is."""
    changes: dict[str, Any] = change.model_dump(exclude_none=True)

    async def write() -> None:
        if changes:
            await Person.filter(id=viewer.person_id).update(**changes)

    await unit_of_work(write)
    return await me(viewer.person_id)


async def devices(services: Services, viewer: Viewer) -> DeviceList:
    """Those that are still signed in, the last used first."""
    sessions = await Session.filter(person_id=viewer.person_id, expires_at__gt=services.clock.now()).order_by(
        "-seen_at", "id"
    )
    return DeviceList(
        devices=[
            Device(
                id=session.id,
                device=session.device,
                created_at=session.created_at,
                seen_at=session.seen_at,
                current=session.id == viewer.session_id,
            )
            for session in sessions
        ]
    )


async def sign_out(viewer: Viewer, session_id: UUID | None = None) -> None:
    """This device, or another of mine; nothing is pushed to it any more. Raises `NotFound`."""
    leaving = session_id or viewer.session_id

    async def leave() -> None:
        if not await Session.filter(id=leaving, person_id=viewer.person_id).delete():
            raise NotFound
        await PushSubscription.filter(session_id=leaving).delete()

    await unit_of_work(leave)
