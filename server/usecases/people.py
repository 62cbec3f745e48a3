"""Who am I, and on which devices am I signed in."""

from typing import Any
from uuid import UUID

from models.people import AuthSession, Person
from models.reminders import PushSubscription
from models.unit_of_work import unit_of_work
from server.domain.errors import NotFound
from server.domain.viewer import Viewer
from server.domain.vocabulary import Role, SkinCue
from server.ports import Services
from server.shapes.people import AuthSessionList, AuthSessionView, ClinicView, Me, MeChange


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
        time_zone=person.time_zone,
        skin_cues=[SkinCue(cue) for cue in person.skin_cues],
        clinic=ClinicView(id=clinic.id, name=clinic.name, phone=clinic.phone, time_zone=clinic.time_zone)
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


async def auth_sessions(services: Services, viewer: Viewer) -> AuthSessionList:
    """Those that are still signed in, the last used first."""
    sessions = await AuthSession.filter(
        person_id=viewer.person_id, expires_at__gt=services.clock.now()
    ).order_by("-last_used_at", "id")
    return AuthSessionList(
        auth_sessions=[
            AuthSessionView(
                id=session.id,
                label=session.label,
                created_at=session.created_at,
                last_used_at=session.last_used_at,
                current=session.id == viewer.auth_session_id,
            )
            for session in sessions
        ]
    )


async def sign_out(viewer: Viewer, auth_session_id: UUID | None = None) -> None:
    """This device, or another of mine; nothing is pushed to it any more. Raises `NotFound`."""
    leaving = auth_session_id or viewer.auth_session_id

    async def leave() -> None:
        if not await AuthSession.filter(id=leaving, person_id=viewer.person_id).delete():
            raise NotFound
        await PushSubscription.filter(auth_session_id=leaving).delete()

    await unit_of_work(leave)
