"""Bob and Frida of one clinic with a tablet each, and Alice, whom Bob has treated two days ago."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from models.people import Clinic
from models.reminders import Reminder
from server.domain.viewer import Viewer
from server.domain.vocabulary import PRACTITIONER_KINDS
from server.jobs.reminders import dispatch_due
from server.ports import PushMessage, Services
from server.shapes.diary import EntryView
from server.shapes.reminders import ReminderPreferences
from server.usecases.auth_sessions import open_auth_session, viewer_of
from server.usecases.reminders import set_preferences, subscribe
from tests.factories import make_clinic, make_entry, make_patient, make_practitioner, make_treatment
from tests.fakes import FakeClock, FakePush, fake_services
from tests.people import push_subscription

NAME = "Alice Albrecht"
NOT_OPEN = "withheld: not open to them any more"


@dataclass(slots=True)
class Team:
    services: Services
    clock: FakeClock
    push: FakePush
    clinic: Clinic
    bob: Viewer
    frida: Viewer
    alice: Viewer
    treatment_id: UUID

    def at(self, day: int, hour: int, minute: int = 0) -> None:
        """Set the clock to a time of November in UTC, which is an hour behind the clinic's."""
        self.clock.moment = datetime(2026, 11, day, hour, minute, tzinfo=UTC)

    async def tablet(self, person: Viewer, name: str) -> Viewer:
        """Sign a device in, subscribe it, and return its viewer."""
        token = await open_auth_session(self.services, person.person_id, device_label=name)
        viewer = await viewer_of(token, now=self.clock.now())
        assert viewer is not None
        await subscribe(self.services, viewer, push_subscription(name))
        return viewer

    async def wish(self, person: Viewer, **changes: object) -> None:
        await set_preferences(self.services, person, ReminderPreferences.model_validate(changes))

    async def writes(self, *, question: str = "", pustules: str = "", **changes: object) -> EntryView:
        """Let Alice write an entry; `pustules` names an area."""
        signs = [{"sign": "pustules", "area": pustules}] if pustules else []
        fields = {"question": question, "note": "", "scores": {}, "signs": signs, **changes}
        return await make_entry(self.services, self.alice, self.treatment_id, **fields)

    async def sends(self) -> list[tuple[str, str]]:
        """Dispatch what is due. Return the new messages to practitioners, as device and text."""
        return [(device, message.body) for device, message in await self.messages()]

    async def messages(self) -> list[tuple[str, PushMessage]]:
        before = len(self.push.sent)
        await dispatch_due(self.services)
        return [(target.endpoint.rpartition("/")[2], message) for target, message in self.push.sent[before:]]

    async def outcomes(self) -> list[str | None]:
        """Return what has become of the messages to practitioners, oldest first."""
        rows = Reminder.filter(kind__in=sorted(PRACTITIONER_KINDS)).order_by("due_at", "key")
        return [row.outcome for row in await rows]


async def make_team() -> Team:
    clock, push = FakeClock(), FakePush()
    services = fake_services(clock=clock, push=push)
    clinic = await make_clinic()
    bob, frida = await make_practitioner(clinic), await make_practitioner(clinic, "Frida Falk")
    alice = await make_patient(NAME)
    made = await make_treatment(services, bob, patient=alice, patient_name=NAME)
    team = Team(services, clock, push, clinic, bob, frida, alice, made.id)
    await team.tablet(bob, "bob")
    await team.tablet(frida, "frida")
    return team
