"""Time zones and clock offsets of the phones on which a diary is written."""

from uuid import UUID, uuid4

from models.diary import Entry, Photo
from models.treatments import Treatment
from server.domain.sharing import Scope
from server.domain.viewer import Viewer
from server.domain.vocabulary import Angle
from server.ports import Services
from server.shapes.diary import PhotoUpload
from server.usecases import photos
from server.usecases.diary import changes_after, write_entry
from server.usecases.diary_read import read_diary
from server.usecases.review import preview
from tests.factories import content_digest, entry_write, make_entry
from tests.fakes import NOW, PICTURE

TWO_HOURS = 7_200_000


async def test_a_diary_stored_with_a_pseudo_time_zone_still_opens(
    services: Services, alice: Viewer, treatment: UUID
) -> None:
    entry = await make_entry(services, alice, treatment)
    stored = entry.document.model_dump(mode="json") | {"time_zone": "localtime"}
    await Entry.filter(id=entry.id).update(document=stored)
    timeline = (await Treatment.get(id=treatment)).timeline | {"time_zone": "Factory"}
    await Treatment.filter(id=treatment).update(time_zone="Factory", timeline=timeline)

    changes = await changes_after(alice, 0)
    assert [view.document.time_zone for view in changes.entries] == ["localtime"]
    assert [view.time_zone for view in changes.treatments] == ["Factory"]
    shown = await preview(services, alice, treatment, Scope(photos=True, notes=True))
    assert [view.document.time_zone for view in shown.entries] == ["localtime"]
    assert b'"time_zone":"localtime"' in (await read_diary(services, alice, treatment)).content.replace(
        b": ", b":"
    )


async def test_an_entry_stores_the_clock_offset_of_the_phone_that_wrote_it(
    services: Services, alice: Viewer, treatment: UUID
) -> None:
    await make_entry(services, alice, treatment, clock_offset_ms=-TWO_HOURS)
    [entry] = (await changes_after(alice, 0)).entries
    assert entry.document.clock_offset_ms == -TWO_HOURS


async def test_after_writes_from_two_phones_the_later_offset_is_stored(
    services: Services, alice: Viewer, treatment: UUID
) -> None:
    first = await make_entry(services, alice, treatment, clock_offset_ms=0)
    base = {"base_revision": first.revision}
    await write_entry(services, alice, first.id, entry_write(treatment, clock_offset_ms=40, **base))
    last = await write_entry(
        services, alice, first.id, entry_write(treatment, clock_offset_ms=TWO_HOURS, **base)
    )
    assert last.document.clock_offset_ms == TWO_HOURS


async def test_a_photo_stores_the_clock_offset_of_the_phone_that_took_it(
    services: Services, alice: Viewer, treatment: UUID
) -> None:
    entry = await make_entry(services, alice, treatment)
    place = PhotoUpload(entry_id=entry.id, angle=Angle.FRONT, taken_at=NOW, clock_offset_ms=TWO_HOURS)
    photo = await photos.take_photo(
        services, alice, uuid4(), place, upload=PICTURE, digest=content_digest(PICTURE)
    )
    assert (await Photo.get(id=photo.id)).clock_offset_ms == TWO_HOURS
