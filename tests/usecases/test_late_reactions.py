"""A late reaction is shown before the next treatment, but nothing from a diary that is not shared."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
import pytest_asyncio

from models.diary import Entry
from models.treatments import Treatment
from server.domain.assessment import Assessment
from server.domain.diary import logged
from server.domain.errors import Conflict
from server.domain.sharing import Scope
from server.domain.timeline import course_from
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.records import NeedlingRecord
from server.shapes.treatments import TreatmentNew
from server.usecases.diary import changes_after
from server.usecases.earlier_reactions import earlier_reactions
from server.usecases.erasing import erase_entry, erase_treatment
from server.usecases.late_reactions import store_late_reactions
from server.usecases.review import preview, review
from server.usecases.sharing import revoke_grant
from server.usecases.treatments import record_treatment
from tests.factories import make_entry, make_grant, make_treatment, new_treatment
from tests.fakes import NOW, FakeClock

LATE = NOW + timedelta(days=2)
"""Four days and three hours after the treatment."""


@pytest_asyncio.fixture
async def treatment(services: Services, alice: Viewer, bob: Viewer, clock: FakeClock) -> UUID:
    """A treatment four days ago, with pustules reported this morning."""
    treatment = await make_treatment(services, bob, patient=alice, record={"products": ["vitamin C"]})
    clock.pass_time(days=2, hours=1)
    signs = [{"sign": "pustules", "area": "chin"}]
    await make_entry(services, alice, treatment.id, signs=signs, scores={}, occurred_at=LATE)
    return treatment.id


def next_one(alice: Viewer, *seen: UUID) -> TreatmentNew:
    return new_treatment(patient_id=alice.person_id, patient_name=None, acknowledged_reactions=list(seen))


async def test_a_late_reaction_is_shown_with_the_record_of_the_treatment(
    services: Services, alice: Viewer, bob: Viewer, treatment: UUID
) -> None:
    await make_grant(services, alice, treatment)
    [earlier] = (await earlier_reactions(services, bob, alice.person_id)).treatments
    [reaction] = earlier.reactions
    assert (reaction.kind, reaction.sign, reaction.area) == ("reportable-sign", "pustules", "chin")
    assert (reaction.since_at, earlier.treatment_id) == (LATE, treatment)
    assert isinstance(earlier.record, NeedlingRecord)
    assert earlier.record.products == ["vitamin C"]
    assert earlier.record.device == "SkinPen"
    assert [area.depth_mm for area in earlier.record.areas] == [0.5]


async def test_reading_a_shared_diary_for_late_reactions_is_recorded_as_an_access(
    services: Services, alice: Viewer, bob: Viewer, treatment: UUID
) -> None:
    await make_grant(services, alice, treatment)
    await earlier_reactions(services, bob, alice.person_id)
    [access] = (await changes_after(alice, 0)).access_records
    assert access.practitioner_name == "Bob Berger"


async def test_the_next_treatment_requires_one_acknowledgement(
    services: Services, alice: Viewer, bob: Viewer, treatment: UUID
) -> None:
    await make_grant(services, alice, treatment)
    await review(services, bob, treatment)
    with pytest.raises(Conflict) as refused:
        await record_treatment(services, bob, next_one(alice))
    assert refused.value.code == "reaction-unacknowledged"
    assert await Treatment.all().count() == 1
    new = next_one(alice, treatment)
    recorded = await record_treatment(services, bob, new)
    assert await record_treatment(services, bob, new) == recorded
    assert (await earlier_reactions(services, bob, alice.person_id)).treatments == []
    await record_treatment(services, bob, next_one(alice))


async def test_a_new_reaction_requires_another_acknowledgement(
    services: Services, alice: Viewer, bob: Viewer, treatment: UUID
) -> None:
    await make_grant(services, alice, treatment)
    await review(services, bob, treatment)
    await record_treatment(services, bob, next_one(alice, treatment))
    await make_entry(services, alice, treatment, signs=[{"sign": "fever"}], scores={}, occurred_at=LATE)
    [earlier] = (await earlier_reactions(services, bob, alice.person_id)).treatments
    assert {reaction.sign for reaction in earlier.reactions} == {"pustules", "fever"}


async def test_a_diary_that_was_never_shared_contributes_nothing(
    services: Services, alice: Viewer, bob: Viewer, treatment: UUID
) -> None:
    await preview(services, alice, treatment, Scope(photos=True, notes=True))
    assert (await earlier_reactions(services, bob, alice.person_id)).treatments == []
    await record_treatment(services, bob, next_one(alice))


async def test_stored_reactions_outlast_the_grant_but_no_new_ones_are_read(
    services: Services, alice: Viewer, bob: Viewer, treatment: UUID
) -> None:
    grant = await make_grant(services, alice, treatment)
    await review(services, bob, treatment)
    await revoke_grant(services, alice, grant.id)
    await make_entry(services, alice, treatment, signs=[{"sign": "fever"}], scores={}, occurred_at=LATE)
    [earlier] = (await earlier_reactions(services, bob, alice.person_id)).treatments
    assert [reaction.sign for reaction in earlier.reactions] == ["pustules"]


async def test_another_clinic_does_not_see_it(
    services: Services, alice: Viewer, bob: Viewer, erin: Viewer, treatment: UUID
) -> None:
    await make_grant(services, alice, treatment)
    await review(services, bob, treatment)
    assert (await earlier_reactions(services, erin, alice.person_id)).treatments == []


async def test_a_finding_that_resolved_by_the_third_day_is_not_a_late_reaction(
    services: Services, alice: Viewer, bob: Viewer, clock: FakeClock
) -> None:
    treatment = await make_treatment(services, bob, patient=alice)
    await make_entry(services, alice, treatment.id, signs=[{"sign": "pustules"}], scores={})
    clock.pass_time(days=2, hours=1)
    await make_entry(services, alice, treatment.id, scores={"bruising": 2}, occurred_at=LATE)
    await make_grant(services, alice, treatment.id)
    assert (await earlier_reactions(services, bob, alice.person_id)).treatments == []


class TestErasing:
    """What a practitioner has acknowledged is the clinic's record; what was only computed from the diary is not."""

    async def test_an_unacknowledged_reaction_goes_with_its_entry(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        await make_grant(services, alice, treatment)
        fever = await make_entry(
            services, alice, treatment, signs=[{"sign": "fever"}], scores={}, occurred_at=LATE
        )
        await review(services, bob, treatment)
        await erase_entry(services, alice, fever.id)
        [earlier] = (await earlier_reactions(services, bob, alice.person_id)).treatments
        assert [reaction.sign for reaction in earlier.reactions] == ["pustules"]
        assert [reaction["sign"] for reaction in await stored_reactions(treatment)] == ["pustules"]

    async def test_an_acknowledged_reaction_stays_with_the_clinic(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        await make_grant(services, alice, treatment)
        await review(services, bob, treatment)
        await record_treatment(services, bob, next_one(alice, treatment))
        await erase_treatment(services, replace(alice, passkey_answered_at=services.clock.now()), treatment)
        assert [reaction["sign"] for reaction in await stored_reactions(treatment)] == ["pustules"]

    async def test_an_unacknowledged_reaction_goes_with_the_diary(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        await make_grant(services, alice, treatment)
        await review(services, bob, treatment)
        await erase_treatment(services, replace(alice, passkey_answered_at=services.clock.now()), treatment)
        assert await stored_reactions(treatment) == []

    async def test_a_reaction_read_before_the_entry_was_erased_is_not_stored_after_it(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        row = await Treatment.get(id=treatment)
        [entry] = await Entry.filter(treatment_id=treatment)
        diary = [logged(entry.id, entry.occurred_at, entry.document)]
        await erase_entry(services, alice, entry.id)
        await store_late_reactions(row, Assessment(course_from(row.timeline), diary))
        assert await stored_reactions(treatment) == []


async def stored_reactions(treatment: UUID) -> list[dict[str, object]]:
    return (await Treatment.get(id=treatment)).late_reactions
