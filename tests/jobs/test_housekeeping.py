"""Expired rows are deleted, and lost plans are recreated."""

import asyncio
from datetime import timedelta

import pytest

from models.diary import Photo
from models.people import AuthSession, Ceremony, OneTimeLink
from models.reminders import Reminder
from models.server_state import WEEK
from server.api.logging import configure_logging
from server.jobs.housekeeping import KEEP_COMPLETED, KEEP_LINKS, run_housekeeping, tidy
from server.jobs.reminders import dispatch_due
from server.jobs.verifying import verify_if_due
from server.usecases.photo_images import image_key
from tests.factories import POISON, make_entry, make_photo
from tests.jobs.conftest import Setting


async def test_expired_rows_are_deleted_and_others_stay(setting: Setting) -> None:
    now, new_id = setting.clock.now(), setting.services.new_id
    for ends, word in ((now - timedelta(seconds=1), "expired"), (now + timedelta(hours=1), "valid")):
        await Ceremony.create(
            id=new_id(), challenge=word.encode(), purpose="authenticate", person_id=new_id(), expires_at=ends
        )
        await AuthSession.create(
            id=new_id(),
            person_id=setting.alice.person_id,
            token_hash=word,
            created_at=now,
            last_used_at=now,
            expires_at=ends,
        )
    for age, word in ((KEEP_LINKS + timedelta(seconds=1), "old"), (timedelta(days=1), "fresh")):
        await OneTimeLink.create(
            id=new_id(), token_hash=word, purpose="recovery", created_at=now, expires_at=now - age
        )
    deleted = await tidy(setting.services)
    assert (deleted["ceremonies"], deleted["sessions"], deleted["links"]) == (1, 1, 1)
    assert [ceremony.challenge for ceremony in await Ceremony.all()] == [b"valid"]
    assert [session.token_hash for session in await AuthSession.all()] == ["valid"]
    assert [link.token_hash for link in await OneTimeLink.all()] == ["fresh"]


async def test_completed_reminders_are_deleted_after_90_days_and_open_ones_stay(setting: Setting) -> None:
    setting.at(24)
    await dispatch_due(setting.services)
    completed = await Reminder.exclude(completed_at=None).count()
    assert completed > 0
    still_open = await Reminder.filter(completed_at=None).count()
    setting.clock.moment += KEEP_COMPLETED
    assert (await tidy(setting.services))["reminders"] == 0
    setting.clock.moment += timedelta(seconds=1)
    assert (await tidy(setting.services))["reminders"] == completed
    assert await Reminder.all().count() == still_open


async def test_a_plan_lost_in_a_crash_is_recreated(setting: Setting) -> None:
    before = {row.key for row in await Reminder.all()}
    await Reminder.all().delete()
    assert (await tidy(setting.services))["plans"] == 1
    assert {row.key for row in await Reminder.all()} == before


async def test_the_loop_ends_when_it_is_stopped(setting: Setting) -> None:
    stop = asyncio.Event()
    running = asyncio.create_task(run_housekeeping(setting.services, stop=stop, every=3600))
    await asyncio.sleep(0)
    stop.set()
    await running
    assert await Reminder.all().count() > 0


async def test_a_rotten_photo_is_logged_by_its_ids_once_a_week(
    setting: Setting, capfd: pytest.CaptureFixture[str]
) -> None:
    configure_logging("json")
    entry = await make_entry(setting.services, setting.alice, setting.treatment_id)
    photo = await make_photo(setting.services, setting.alice, entry.id)
    key = image_key(await Photo.get(id=photo.id), "display")
    await setting.services.photos.put(key, b"rotten", content_type="image/jpeg")
    assert [await verify_if_due(setting.services) for _ in range(2)] == [True, False]
    log = "".join(capfd.readouterr())
    assert '"event": "image-unsound"' in log
    assert str(photo.id) in log
    assert not [word for word in POISON if word in log]
    setting.clock.moment += WEEK + timedelta(seconds=1)
    assert await verify_if_due(setting.services)
