"""People whose acts the audit log records."""

from dataclasses import dataclass
from uuid import UUID

from models.people import Clinic
from server.domain.viewer import Viewer
from server.ports import Services
from server.usecases import invitations, review
from tests.factories import make_grant


@dataclass
class World:
    services: Services
    clinic: Clinic
    alice: Viewer
    bob: Viewer
    treatment: UUID


async def look(world: World) -> None:
    await make_grant(world.services, world.alice, world.treatment)
    await review.review(world.services, world.bob, world.treatment)


async def makes_a_link(world: World) -> None:
    await invitations.create_recovery_link(world.services, world.alice, stored=True)
