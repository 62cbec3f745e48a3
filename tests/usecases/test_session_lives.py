"""The limits of `SESSION_LIVES` hold for stored sessions, used or not."""

from datetime import timedelta

import pytest

from server.domain.viewer import Viewer
from server.ports import Services
from server.usecases.auth_sessions import open_auth_session, viewer_of
from tests.fakes import NOW

SECOND = timedelta(seconds=1)
PATIENT = (timedelta(days=60), timedelta(days=365))
PRACTITIONER = (timedelta(hours=12), timedelta(days=30))


@pytest.fixture(params=["patient", "practitioner"])
def person(request: pytest.FixtureRequest, alice: Viewer, bob: Viewer) -> Viewer:
    return alice if request.param == "patient" else bob


@pytest.fixture
def life(person: Viewer, alice: Viewer) -> tuple[timedelta, timedelta]:
    return PATIENT if person is alice else PRACTITIONER


async def test_a_device_that_is_not_used_is_signed_out(
    services: Services, person: Viewer, life: tuple[timedelta, timedelta]
) -> None:
    token = await open_auth_session(services, person.person_id, device_label="")
    assert await viewer_of(token, now=NOW + life[0]) is None
    assert await viewer_of(token, now=NOW + life[0] - SECOND) is not None


async def test_a_device_in_constant_use_is_signed_out_in_the_end(
    services: Services, person: Viewer, life: tuple[timedelta, timedelta]
) -> None:
    idle, absolute = life
    token = await open_auth_session(services, person.person_id, device_label="")
    at = NOW
    while (at := at + idle / 2) < NOW + absolute:
        assert await viewer_of(token, now=at) is not None
    assert await viewer_of(token, now=NOW + absolute - SECOND) is not None
    assert await viewer_of(token, now=NOW + absolute) is None
