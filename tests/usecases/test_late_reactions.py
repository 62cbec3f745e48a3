"""A reaction past three days is a card on the next treatment, and nothing of a closed diary gets there."""

from datetime import timedelta
from uuid import UUID

import pytest
import pytest_asyncio

from models.treatments import Treatment
from server.domain.errors import Conflict
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.records import NeedlingRecord
from server.shapes.treatments import TreatmentNew
from server.usecases.diary import changes_after
from server.usecases.earlier_reactions import earlier_reactions
from server.usecases.review import preview, review
from server.usecases.sharing import revoke_grant
from server.usecases.treatments import record_treatment
from tests.factories import make_entry, make_grant, make_treatment, new_treatment
from tests.fakes import NOW, FakeClock

LATE = NOW + timedelta(days=2)
"""Four days and three hours after the treatment."""


@pytest_asyncio.fixture
async def treatment(services: Services, alice: Viewer, bob: Viewer, clock: FakeClock) -> UUID:
    """Four days ago; pustules showed this morning."""
    made = await make_treatment(services, bob, patient=alice, record={"products": ["vitamin C"]})
    clock.pass_time(days=2, hours=1)
    found = [{"sign": "pustules", "area": "chin"}]
    await make_entry(services, alice, made.id, signs=found, scores={}, occurred_at=LATE)
    return made.id


def next_one(alice: Viewer, *seen: UUID) -> TreatmentNew:
    return new_treatment(patient_id=alice.person_id, patient_name=None, acknowledged_reactions=list(seen))


async def test_it_is_shown_with_what_was_applied(
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


async def test_reading_an_open_diary_for_it_is_a_look(
    services: Services, alice: Viewer, bob: Viewer, treatment: UUID
) -> None:
    await make_grant(services, alice, treatment)
    await earlier_reactions(services, bob, alice.person_id)
    [look] = (await changes_after(alice, 0)).access_records
    assert look.practitioner_name == "Bob Berger"


async def test_the_next_treatment_waits_until_it_was_seen_and_it_is_asked_once(
    services: Services, alice: Viewer, bob: Viewer, treatment: UUID
) -> None:
    await make_grant(services, alice, treatment)
    await review(services, bob, treatment)
    with pytest.raises(Conflict) as refused:
        await record_treatment(services, bob, next_one(alice))
    assert refused.value.code == "reaction-unacknowledged"
    assert await Treatment.all().count() == 1
    new = next_one(alice, treatment)
    made = await record_treatment(services, bob, new)
    assert await record_treatment(services, bob, new) == made
    assert (await earlier_reactions(services, bob, alice.person_id)).treatments == []
    await record_treatment(services, bob, next_one(alice))


async def test_what_shows_after_it_was_seen_is_asked_anew(
    services: Services, alice: Viewer, bob: Viewer, treatment: UUID
) -> None:
    await make_grant(services, alice, treatment)
    await review(services, bob, treatment)
    await record_treatment(services, bob, next_one(alice, treatment))
    await make_entry(services, alice, treatment, signs=[{"sign": "fever"}], scores={}, occurred_at=LATE)
    [earlier] = (await earlier_reactions(services, bob, alice.person_id)).treatments
    assert {one.sign for one in earlier.reactions} == {"pustules", "fever"}


async def test_of_a_diary_that_was_never_open_nothing_is_known(
    services: Services, alice: Viewer, bob: Viewer, treatment: UUID
) -> None:
    await preview(services, alice, treatment, photos=True)
    assert (await earlier_reactions(services, bob, alice.person_id)).treatments == []
    await record_treatment(services, bob, next_one(alice))


async def test_what_was_read_stays_when_the_diary_is_closed_and_no_more_is_read(
    services: Services, alice: Viewer, bob: Viewer, treatment: UUID
) -> None:
    grant = await make_grant(services, alice, treatment)
    await review(services, bob, treatment)
    await revoke_grant(services, alice, grant.id)
    await make_entry(services, alice, treatment, signs=[{"sign": "fever"}], scores={}, occurred_at=LATE)
    [earlier] = (await earlier_reactions(services, bob, alice.person_id)).treatments
    assert [one.sign for one in earlier.reactions] == ["pustules"]


async def test_it_is_the_business_of_ones_own_clinic(
    services: Services, alice: Viewer, bob: Viewer, erin: Viewer, treatment: UUID
) -> None:
    await make_grant(services, alice, treatment)
    await review(services, bob, treatment)
    assert (await earlier_reactions(services, erin, alice.person_id)).treatments == []


async def test_what_was_gone_by_the_third_day_is_no_reaction(
    services: Services, alice: Viewer, bob: Viewer, clock: FakeClock
) -> None:
    made = await make_treatment(services, bob, patient=alice)
    await make_entry(services, alice, made.id, signs=[{"sign": "pustules"}], scores={})
    clock.pass_time(days=2, hours=1)
    await make_entry(services, alice, made.id, scores={"bruising": 2}, occurred_at=LATE)
    await make_grant(services, alice, made.id)
    assert (await earlier_reactions(services, bob, alice.person_id)).treatments == []
