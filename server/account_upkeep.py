"""The composition root of `afterglow people`: who works here, and who may sign in."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

import structlog

from server.api.logging import configure_logging
from server.domain.errors import Conflict, NotFound
from server.jobs.disabling import Disabling, disable_and_tell
from server.main import Runtime, with_database
from server.ports import Services
from server.settings import Settings, StartError
from server.usecases import staff
from server.usecases.staff import StaffMember

log = structlog.get_logger("afterglow.operator")


def list_people(settings: Settings) -> tuple[list[StaffMember], dict[UUID, datetime]]:
    """Return everyone who works in a clinic, and since when other accounts are disabled. Raises `StartError`."""
    configure_logging(settings.log_format)

    async def both(_: Runtime) -> tuple[list[StaffMember], dict[UUID, datetime]]:
        return await staff.list_staff(), await staff.list_disabled_elsewhere()

    return with_database(settings, both)


def disable_account(settings: Settings, person_id: UUID) -> Disabling:
    """Disable a patient or a practitioner, and tell their phones. Raises `StartError`, also for an unknown id."""
    configure_logging(settings.log_format)
    with _known(person_id):
        return with_database(settings, lambda runtime: disable_and_tell(runtime.services, person_id))


def enable_account(settings: Settings, person_id: UUID) -> bool:
    """Enable an account. Return False if it was not disabled. Raises `StartError`, also for an unknown id."""
    configure_logging(settings.log_format)
    with _known(person_id):
        return with_database(settings, lambda runtime: staff.enable_account(runtime.services, person_id))


@contextmanager
def _known(person_id: UUID) -> Iterator[None]:
    try:
        yield
    except NotFound as error:
        raise StartError(f"There is no account with the id {person_id}.") from error


def make_sign_in_link(settings: Settings, person_id: UUID) -> tuple[str, datetime | None]:
    """Return the address of a link that signs somebody in once, and from when on: None for a practitioner, at once.

    Raises `StartError`, also for a patient whom a clinic can help.
    """
    configure_logging(settings.log_format)
    try:
        url, works_at = with_database(settings, lambda runtime: _link(runtime.services, person_id))
    except NotFound as error:
        raise StartError(f"Nobody with the id {person_id} works in a clinic or is a patient.") from error
    except Conflict as conflict:
        raise StartError(conflict.detail) from conflict
    log.warning("sign-in-link-made-by-operator", person_id=str(person_id))
    return url, works_at


async def _link(services: Services, person_id: UUID) -> tuple[str, datetime | None]:
    try:
        return (await staff.make_staff_sign_in_link(services, person_id)).url, None
    except NotFound:
        link = await staff.make_patient_sign_in_link(services, person_id)
        return link.url, link.works_at
