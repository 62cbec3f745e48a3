"""The photos that a practitioner compares: of all treatments that the patient shares, and of no other."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from server.domain.errors import NotFound
from server.domain.viewer import Viewer
from server.domain.vocabulary import AccessKind
from server.ports import Services
from server.shapes.photo_comparison import PhotoComparison
from server.usecases import diary, photos, review, treatments
from server.usecases.photo_comparison import photo_comparison
from tests.factories import POISON_NAME, TIME_ZONE, make_entry, make_grant, make_photo, make_treatment
from tests.fakes import NOW, FakeClock


async def photographed(services: Services, patient: Viewer, treatment_id: UUID) -> UUID:
    entry = await make_entry(services, patient, treatment_id)
    return (await make_photo(services, patient, entry.id)).id


def shown(comparison: PhotoComparison) -> dict[UUID, list[UUID]]:
    return {each.treatment_id: [photo.id for photo in each.photos] for each in comparison.treatments}


async def kinds(patient: Viewer) -> list[AccessKind]:
    return [record.kind for record in (await diary.changes_after(patient, 0)).access_records]


async def another(services: Services, bob: Viewer, alice: Viewer, first: UUID, *, hours_ago: float) -> UUID:
    """Record a further treatment of Alice's."""
    known = (await treatments.show_to_clinic(bob, first)).clinic_patient_id
    at = local_now() - timedelta(hours=hours_ago)
    new = await make_treatment(
        services, bob, patient=alice, clinic_patient_id=known, patient_name=None, treated_at_local=at
    )
    return new.id


def local_now() -> datetime:
    return NOW.astimezone(ZoneInfo(TIME_ZONE)).replace(tzinfo=None)


async def test_shows_every_treatment_that_is_shared_with_photos_oldest_first(
    services: Services, alice: Viewer, bob: Viewer, treatment: UUID
) -> None:
    later, hidden, private = [
        await another(services, bob, alice, treatment, hours_ago=hours) for hours in (3, 2, 1)
    ]
    ids = {each: await photographed(services, alice, each) for each in (later, treatment, hidden, private)}
    await make_grant(services, alice, later)
    await make_grant(services, alice, treatment)
    await make_grant(services, alice, hidden, with_photos=False)
    comparison = await photo_comparison(services, bob, later)
    assert shown(comparison) == {treatment: [ids[treatment]], later: [ids[later]]}
    assert [each.number_in_series for each in comparison.treatments] == [1, 2]
    assert comparison.patient_name == POISON_NAME


async def test_a_grant_without_photos_shows_none(
    services: Services, alice: Viewer, bob: Viewer, treatment: UUID
) -> None:
    await photographed(services, alice, treatment)
    await make_grant(services, alice, treatment, with_photos=False)
    assert (await photo_comparison(services, bob, treatment)).treatments == []
    assert await kinds(alice) == []


async def test_a_treatment_that_is_not_shared_is_unknown(
    services: Services, alice: Viewer, bob: Viewer, frida: Viewer, treatment: UUID
) -> None:
    await photographed(services, alice, treatment)
    await make_grant(services, alice, treatment)
    for stranger in (frida, alice):
        with pytest.raises(NotFound) as refused:
            await photo_comparison(services, stranger, treatment)
        assert refused.value.code == "treatment-unknown"


async def test_large_photos_are_recorded_as_photos_also_right_after_the_review(
    services: Services, clock: FakeClock, alice: Viewer, bob: Viewer, treatment: UUID
) -> None:
    photo = await photographed(services, alice, treatment)
    await make_grant(services, alice, treatment)
    await review.review(services, bob, treatment)
    await photos.show_photo(services, bob, photo, "thumbnail")
    assert await kinds(alice) == [AccessKind.DIARY]
    await photo_comparison(services, bob, treatment)
    await photos.show_photo(services, bob, photo, "display")
    assert await kinds(alice) == [AccessKind.DIARY, AccessKind.PHOTOS]
    clock.pass_time(minutes=11)
    await photos.show_photo(services, bob, photo, "display")
    assert await kinds(alice) == [AccessKind.DIARY, AccessKind.PHOTOS, AccessKind.PHOTOS]
