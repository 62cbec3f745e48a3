"""Before a patient is treated again, the sheet's least interval and what is open in a shared diary are shown."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from models.sharing import AccessRecord
from models.treatments import Treatment
from server.domain.errors import NotFound
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.record_history import Withdrawing
from server.usecases.before_next import before_next
from server.usecases.record_corrections import withdraw_treatment
from tests.factories import make_entry, make_grant


async def patient_of(treatment: UUID) -> UUID:
    patient_id = (await Treatment.get(id=treatment)).clinic_patient_id
    assert patient_id is not None
    return patient_id


async def test_names_the_sheet_and_the_end_of_its_interval(
    services: Services, bob: Viewer, treatment: UUID
) -> None:
    row = await Treatment.get(id=treatment)
    series = {"opens_at": "2026-12-16T09:00:00Z", "closes_at": None, "treatments": None, "rule_ids": ["next"]}
    await Treatment.filter(id=treatment).update(timeline=row.timeline | {"series": series})
    shown = await before_next(services, bob, await patient_of(treatment))
    assert shown.opens_at == datetime(2026, 12, 16, 9, 0, tzinfo=UTC)
    assert (shown.treated_at, shown.time_zone, shown.sheet_title) == (
        *(row.treated_at, "Europe/Berlin"),
        "Calm days",
    )
    await Treatment.filter(id=treatment).update(timeline=row.timeline | {"series": None})
    assert (await before_next(services, bob, await patient_of(treatment))).opens_at is None


async def test_shows_open_findings_of_a_shared_diary_and_records_the_look(
    services: Services, bob: Viewer, frida: Viewer, alice: Viewer, treatment: UUID
) -> None:
    await make_entry(services, alice, treatment, signs=[{"sign": "fever"}])
    patient_id = await patient_of(treatment)
    assert (await before_next(services, bob, patient_id)).findings == []
    assert await AccessRecord.all().count() == 0
    await make_grant(services, alice, treatment)
    assert [each.sign for each in (await before_next(services, bob, patient_id)).findings] == ["fever"]
    assert [record.kind for record in await AccessRecord.all()] == ["queue"]
    assert (await before_next(services, frida, patient_id)).findings == []


async def test_another_clinic_and_a_patient_without_treatments_are_unknown(
    services: Services, bob: Viewer, erin: Viewer, treatment: UUID
) -> None:
    patient_id = await patient_of(treatment)
    with pytest.raises(NotFound):
        await before_next(services, erin, patient_id)
    await withdraw_treatment(services, bob, treatment, Withdrawing(reason="Twice"))
    with pytest.raises(NotFound) as refused:
        await before_next(services, bob, patient_id)
    assert refused.value.code == "treatment-unknown"
