"""Two dispatcher processes share one database: every reminder arrives exactly once."""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections import Counter

from models.reminders import PushSubscription, Reminder
from tests.jobs.conftest import Setting
from tests.push_service import Phone, local_push_service

REMINDERS = 40


async def plan_many(setting: Setting) -> None:
    gym = await setting.only("gym")
    for number in range(REMINDERS):
        await Reminder.create(
            id=setting.services.new_id(),
            person_id=gym.person_id,
            treatment_id=gym.treatment_id,
            kind=gym.kind,
            key=f"many:{number}",
            due_at=gym.due_at,
            document=gym.document,
        )
    await Reminder.exclude(key__startswith="many:").delete()


async def start(database_url: str, origin: str, moment: str) -> Process:
    command = (sys.executable, "-m", "tests.jobs.one_dispatcher", database_url, origin, moment)
    dispatcher = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE)
    assert dispatcher.stdout is not None
    assert (await dispatcher.stdout.readline()).strip() == b"ready"
    return dispatcher


async def test_each_reminder_arrives_exactly_once(setting: Setting, database_url: str) -> None:
    await PushSubscription.all().delete()
    setting.at(24)
    await plan_many(setting)
    phone = Phone()
    async with local_push_service() as service:
        target = phone.target(service.endpoint())
        await PushSubscription.create(
            id=setting.services.new_id(),
            person_id=setting.alice.person_id,
            endpoint=target.endpoint,
            p256dh=target.p256dh,
            auth=target.auth,
            created_at=setting.clock.now(),
        )
        moment = setting.clock.now().isoformat()
        dispatchers = [await start(database_url, service.origin, moment) for _ in range(2)]
        outputs = await asyncio.gather(*(dispatcher.communicate(b"go\n") for dispatcher in dispatchers))
    claimed = [int(output.decode().splitlines()[-1]) for output, _errors in outputs]
    arrived = Counter(phone.open(delivery.body)["notification"]["tag"] for delivery in service.deliveries)
    assert sum(claimed) == REMINDERS
    assert len(arrived) == REMINDERS
    assert set(arrived.values()) == {1}
    assert await Reminder.filter(outcome="sent").count() == REMINDERS
