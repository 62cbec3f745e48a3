"""The composition root of `afterglow people`: who works here, and who may sign in."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TypeVar
from uuid import UUID

import structlog

from server.api.logging import configure_logging
from server.domain.errors import Conflict, NotFound
from server.jobs.disabling import Disabling, disable_and_tell
from server.main import build, lifespan
from server.ports import Services
from server.settings import Settings, StartError
from server.usecases import staff
from server.usecases.staff import StaffMember

log = structlog.get_logger("afterglow.operator")
T = TypeVar("T")


def list_staff(settings: Settings) -> list[StaffMember]:
    """Return everyone who works in a clinic. Raises `StartError`."""
    configure_logging(settings.log_format)
    return _with_database(settings, lambda _: staff.list_staff())


def list_disabled_elsewhere(settings: Settings) -> dict[UUID, datetime]:
    """Return the disabled accounts that `list_staff` does not have. Raises `StartError`."""
    return _with_database(settings, lambda _: staff.list_disabled_elsewhere())


def disable_account(settings: Settings, person_id: UUID) -> Disabling:
    """Disable a patient or a practitioner, and tell their phones. Raises `StartError`, also for an unknown id."""
    configure_logging(settings.log_format)
    with _known(person_id):
        return _with_database(settings, lambda services: disable_and_tell(services, person_id))


def enable_account(settings: Settings, person_id: UUID) -> bool:
    """Enable an account. Return False if it was not disabled. Raises `StartError`, also for an unknown id."""
    configure_logging(settings.log_format)
    with _known(person_id):
        return _with_database(settings, lambda services: staff.enable_account(services, person_id))


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
        url, works_at = _with_database(settings, lambda services: _link(services, person_id))
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


def _with_database(settings: Settings, work: Callable[[Services], Coroutine[None, None, T]]) -> T:
    async def run() -> T:
        async with lifespan(build(settings)) as services:
            return await work(services)

    return asyncio.run(run())
