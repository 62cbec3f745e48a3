"""Alice follows a small sheet and has one subscribed phone; the clock stands still until a test moves it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest_asyncio

from models.reminders import Reminder
from server.domain.viewer import Viewer
from server.ports import PushMessage, PushTarget, Services
from server.shapes.reminders import PushSubscriptionNew, ReminderPreferences
from server.usecases.reminders import set_preferences, subscribe
from tests.domain.small_sheet import rule, sheet
from tests.factories import make_own_treatment, make_patient
from tests.fakes import FakeClock, FakePush, fake_services

SHEET = sheet(
    rule("gym", "avoid", "gym", until="24h"),
    rule("mascara", "allow", "mascara", from_="48h & healed"),
    rule("sunscreen", "do", "sunscreen", from_="30h"),
)
TREATED_LOCAL = datetime(2026, 11, 18, 10, 0)  # noqa: DTZ001 - local time in Berlin
TREATED_AT = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
KEYS = {"p256dh": "B" * 87, "auth": "A" * 22}


@dataclass(slots=True)
class Setting:
    services: Services
    clock: FakeClock
    push: FakePush
    alice: Viewer
    treatment_id: UUID = field(default_factory=uuid4)

    def at(self, hours: float) -> None:
        """Set the clock to a number of hours after the treatment."""
        self.clock.moment = TREATED_AT + timedelta(hours=hours)

    def texts(self) -> list[str]:
        return [message.body for _target, message in self.push.sent]

    def sent(self) -> list[tuple[PushTarget, PushMessage]]:
        return self.push.sent

    async def phone(self, name: str = "alice") -> None:
        subscription = {"endpoint": f"https://push.example/{name}", "keys": KEYS}
        await subscribe(self.services, self.alice, PushSubscriptionNew.model_validate(subscription))

    async def wish(self, **changes: object) -> None:
        await set_preferences(self.services, self.alice, ReminderPreferences.model_validate(changes))

    async def only(self, word: str) -> Reminder:
        """Return the only reminder whose key or items contain this word."""
        rows = [row for row in await Reminder.all() if word in row.key or word in str(row.document["items"])]
        assert len(rows) == 1, [row.key for row in rows]
        return rows[0]

    async def outcomes(self) -> dict[str, str | None]:
        return {row.key.split(":")[0] + str(row.due_at): row.outcome for row in await Reminder.all()}


@pytest_asyncio.fixture
async def setting(db: str) -> Setting:
    clock, push = FakeClock(TREATED_AT + timedelta(hours=1)), FakePush()
    services = fake_services(sheets={"small": SHEET}, clock=clock, push=push)
    alice = await make_patient()
    setting = Setting(services, clock, push, alice)
    setting.treatment_id = await make_own_treatment(
        services, alice, sheet_key="small", treated_at_local=TREATED_LOCAL
    )
    await setting.phone()
    return setting
