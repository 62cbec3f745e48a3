"""The viewer's profile and signed-in devices."""

from typing import Any
from uuid import UUID

from models.people import AuthSession, Person
from models.reminders import PushSubscription
from models.revision import lock_patient
from models.unit_of_work import unit_of_work
from server.domain.audit import AuditKind
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.people import AuthSessionList, AuthSessionView, Me, MeChange
from server.usecases.access_to_account import own_auth_session
from server.usecases.audit import record_event
from server.usecases.auth_sessions import revoke_auth_sessions
from server.usecases.freshness import check_fresh
from server.usecases.people_views import me_view


async def me(viewer: Viewer) -> Me:
    return await me_view(viewer.person_id, clinic_id=viewer.clinic_id)


async def change_me(viewer: Viewer, change: MeChange) -> Me:
    """Change the given fields; a field that is left out or null remains as it is."""
    changes: dict[str, Any] = change.model_dump(exclude_none=True)

    async def change_person() -> None:
        await lock_patient(viewer.person_id)
        await Person.filter(id=viewer.person_id).update(**changes)

    if changes:
        await unit_of_work(change_person)
    return await me(viewer)


async def auth_sessions(services: Services, viewer: Viewer) -> AuthSessionList:
    """Return the devices that are signed in, most recently used first."""
    sessions = await AuthSession.filter(
        person_id=viewer.person_id, expires_at__gt=services.clock.now(), revoked_at=None
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


async def sign_out(viewer: Viewer) -> None:
    """Sign out this device, and delete its push subscription."""

    async def leave() -> None:
        await AuthSession.filter(id=viewer.auth_session_id).delete()
        await PushSubscription.filter(auth_session_id=viewer.auth_session_id).delete()

    await unit_of_work(leave)


async def sign_out_device(services: Services, viewer: Viewer, auth_session_id: UUID) -> None:
    """Sign out a device of the viewer. Raises `PasskeyNotFresh` or `NotFound`."""
    check_fresh(services, viewer)

    async def leave() -> None:
        session = await own_auth_session(viewer, auth_session_id)
        await revoke_auth_sessions(AuthSession.filter(id=session.id), now=services.clock.now())
        await record_event(
            services, AuditKind.DEVICE_SIGNED_OUT, person_id=viewer.person_id, item_id=session.id
        )

    await unit_of_work(leave)


async def sign_out_everywhere(services: Services, viewer: Viewer) -> None:
    """Sign out every device of the viewer, this one included. Raises `PasskeyNotFresh`."""
    check_fresh(services, viewer)

    async def leave() -> None:
        devices = AuthSession.filter(person_id=viewer.person_id)
        await revoke_auth_sessions(devices, now=services.clock.now())
        await PushSubscription.filter(person_id=viewer.person_id).delete()
        await record_event(services, AuditKind.DEVICE_SIGNED_OUT, person_id=viewer.person_id, devices="all")

    await unit_of_work(leave)
