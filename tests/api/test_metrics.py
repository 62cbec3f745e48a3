"""What the metrics say of reminders, push services, background tasks, disks and backups."""

import re
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from httpx2 import ASGITransport, AsyncClient
from starlette.applications import Starlette

from models.due import claim
from models.reminders import Reminder
from models.sql import fetch_rows
from server.api import metrics
from server.app import create_app, create_worker_app
from server.domain.figures import Figures
from server.ports import Services
from server.settings import Settings
from tests.factories import make_patient
from tests.fakes import NOW, FakeClock, fake_services


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(NOW)


@pytest.fixture
def services(clock: FakeClock) -> Services:
    return fake_services(clock=clock, figures=Figures())


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path, metrics_token="s3cret")


@pytest.fixture
def app(db: str, services: Services, settings: Settings) -> Starlette:
    return create_app(settings, services)


async def answer(app: Starlette, path: str = "/metrics", token: str = "s3cret") -> tuple[int, str]:
    headers = {"authorization": f"Bearer {token}"}
    async with AsyncClient(transport=ASGITransport(app=app), base_url="http://10.0.0.4:8001") as client:
        given = await client.get(path, headers=headers)
    return given.status_code, given.text


async def value(app: Starlette, sample: str) -> float | None:
    """Return the value of a sample, None if it is not exported."""
    _, text = await answer(app)
    match = re.search(rf"^{re.escape(sample)} (\S+)$", text, re.M)
    return float(match[1]) if match else None


async def due(*, minutes: int) -> None:
    """Store a reminder that was due a number of minutes ago."""
    alice = await make_patient()
    await Reminder.create(
        id=uuid4(),
        person_id=alice.person_id,
        kind="milestone",
        key=str(uuid4()),
        due_at=NOW - timedelta(minutes=minutes),
        document={},
    )


async def test_reminders_that_nobody_takes_are_late(app: Starlette, clock: FakeClock) -> None:
    assert await value(app, "afterglow_reminders_late_seconds") == 0
    for minutes in (7, 3, -5):
        await due(minutes=minutes)
    assert await value(app, "afterglow_reminders_late_seconds") == 7 * 60
    assert await value(app, "afterglow_reminders_waiting") == 2
    await claim(now=NOW, until=NOW + timedelta(minutes=5), limit=1)
    assert await value(app, "afterglow_reminders_late_seconds") == 3 * 60
    clock.moment += timedelta(minutes=6)  # the lease has expired for a minute
    assert await value(app, "afterglow_reminders_late_seconds") == 9 * 60
    assert await value(app, "afterglow_reminders_waiting") == 3


async def test_without_a_database_the_other_metrics_are_still_shown(
    app: Starlette, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await value(app, "afterglow_database_up") == 1

    async def away() -> None:
        await fetch_rows("SELECT nothing")

    monkeypatch.setattr(metrics, "server_state", away)
    assert await value(app, "afterglow_database_up") == 0
    assert await value(app, "afterglow_photo_lab_waiting") == 0


async def test_background_tasks_show_their_last_round_and_their_failures(
    app: Starlette, services: Services
) -> None:
    sample = 'afterglow_task_round_timestamp_seconds{task="reminders"}'
    assert await value(app, sample) is None
    services.figures.start_tasks(["reminders"], NOW)
    assert await value(app, sample) == NOW.timestamp()
    services.figures.fail_round("reminders")
    services.figures.end_round("reminders", NOW + timedelta(seconds=15))
    assert await value(app, sample) == NOW.timestamp() + 15
    assert await value(app, 'afterglow_task_failures_total{task="reminders"}') == 1


async def test_the_disks_of_data_and_photos_are_measured(app: Starlette, settings: Settings) -> None:
    size = await value(app, 'afterglow_disk_size_bytes{folder="data"}')
    free = await value(app, 'afterglow_disk_free_bytes{folder="data"}')
    assert size is not None
    assert free is not None
    assert 0 < free <= size
    assert (
        await value(app, 'afterglow_disk_size_bytes{folder="photos"}') is None
    )  # there is no such folder yet
    (settings.data_dir / "photos").mkdir()
    elsewhere = create_app(
        settings.model_copy(update={"photos": f"file:{settings.data_dir}"}), fake_services()
    )
    assert await value(elsewhere, 'afterglow_disk_size_bytes{folder="photos"}') == size
    bucket = create_app(settings.model_copy(update={"photos": "s3://photos"}), fake_services())
    assert await value(bucket, 'afterglow_disk_size_bytes{folder="photos"}') is None


@pytest.mark.parametrize("note", [None, "", "yesterday"])
async def test_no_backup_is_known_without_a_readable_note(
    app: Starlette, settings: Settings, note: str | None
) -> None:
    if note is not None:
        settings.backup_note.write_text(note)
    assert await value(app, "afterglow_backup_timestamp_seconds") == 0


async def test_the_newest_backup_is_the_one_that_was_noted(app: Starlette, settings: Settings) -> None:
    settings.backup_note.write_text(f"{NOW.isoformat()}\n")
    assert await value(app, "afterglow_backup_timestamp_seconds") == NOW.timestamp()


async def test_a_worker_shows_health_and_metrics_and_nothing_else(
    db: str, services: Services, settings: Settings
) -> None:
    worker = create_worker_app(settings, services)
    assert (await answer(worker, "/healthz"))[0] == 200
    assert (await answer(worker, "/readyz"))[0] == 200
    assert (await answer(worker, "/metrics", token="wrong"))[0] == 404
    assert await value(worker, "afterglow_reminders_waiting") == 0
    assert (await answer(worker, "/api/topics"))[0] == 404
