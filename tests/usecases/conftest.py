"""Fixtures for the use cases: some of the people in tests/people.py, and treatments for Alice and Dora."""

from uuid import UUID

import pytest
import pytest_asyncio

from models.people import Clinic
from server.domain.viewer import Viewer
from server.ports import Services
from server.usecases.diary_caches import diaries
from tests.factories import make_clinic, make_patient, make_practitioner, make_treatment
from tests.fakes import FakeClock, FakeLab, MemoryPhotos, fake_services
from tests.usecases.audited import World


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def store() -> MemoryPhotos:
    return MemoryPhotos()


@pytest.fixture
def lab() -> FakeLab:
    return FakeLab()


@pytest.fixture
def services(clock: FakeClock, store: MemoryPhotos, lab: FakeLab) -> Services:
    diaries.clear()
    return fake_services(clock=clock, photos=store, lab=lab)


@pytest_asyncio.fixture
async def lindenhof(db: str) -> Clinic:
    return await make_clinic()


@pytest_asyncio.fixture
async def bob(lindenhof: Clinic) -> Viewer:
    return await make_practitioner(lindenhof)


@pytest_asyncio.fixture
async def frida(lindenhof: Clinic) -> Viewer:
    """A colleague of Bob's without a grant."""
    return await make_practitioner(lindenhof, "Frida Falk")


@pytest_asyncio.fixture
async def erin(db: str) -> Viewer:
    return await make_practitioner(await make_clinic("Rosengarten"), "Erin Ernst")


@pytest_asyncio.fixture
async def alice(db: str) -> Viewer:
    return await make_patient()


@pytest_asyncio.fixture
async def dora(db: str) -> Viewer:
    return await make_patient("Dora Dietrich")


@pytest_asyncio.fixture
async def treatment(services: Services, bob: Viewer, alice: Viewer) -> UUID:
    """Alice's treatment, recorded by Bob two days ago."""
    return (await make_treatment(services, bob, patient=alice)).id


@pytest_asyncio.fixture
async def doras(services: Services, bob: Viewer, dora: Viewer) -> UUID:
    """Dora's treatment, also recorded by Bob."""
    return (await make_treatment(services, bob, patient=dora, patient_name="Dora Dietrich")).id


@pytest.fixture
def world(services: Services, lindenhof: Clinic, bob: Viewer, alice: Viewer, treatment: UUID) -> World:
    return World(services, lindenhof, alice, bob, treatment)
