"""A session that the clinic plans, moves or cancels reaches its patient once, and no older date does."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest_asyncio

from models.reminders import Reminder
from server.domain.reminders import OPENING, PlannedReminder, Side
from server.domain.viewer import Viewer
from server.domain.vocabulary import ReminderKind
from server.jobs.reminders import dispatch_due
from server.shapes.planning import NextTreatment
from server.usecases.planning import plan_for
from server.usecases.reminder_rows import row_document
from server.usecases.treatment_planning import set_next_treatment
from tests.factories import make_clinic, make_practitioner, make_treatment
from tests.jobs.conftest import TREATED_AT, TREATED_LOCAL, Setting

WEEK_5 = TREATED_AT + timedelta(weeks=5)
PLANNED = "Your clinic has planned your next session. Open Afterglow to see when."
MOVED = "Your clinic has moved your next session. Open Afterglow to see when it is now."
CANCELLED = "Your clinic has cancelled your next session. Open Afterglow for the details."
COMING = "You have a session coming up. Open Afterglow to see when."
OUTDATED = "withheld: the timeline has changed"


class Clinic:
    """Bob's clinic, which has treated Alice an hour after the treatment that she has entered alone."""

    def __init__(self, setting: Setting, bob: Viewer, treatment_id: UUID) -> None:
        self.setting, self.bob, self.treatment_id = setting, bob, treatment_id
        self.version = 0

    async def plan(self, at: datetime | None, reason: str = "") -> None:
        wanted = NextTreatment(next_treatment_at=at, version=self.version, reason=reason)
        await set_next_treatment(self.setting.services, self.bob, self.treatment_id, wanted)
        self.version += 1

    async def sends(self) -> list[str]:
        """Dispatch what is due and return the new messages."""
        before = len(self.setting.texts())
        await dispatch_due(self.setting.services)
        return self.setting.texts()[before:]


@pytest_asyncio.fixture
async def clinic(setting: Setting) -> Clinic:
    bob = await make_practitioner(await make_clinic())
    setting.at(5)
    later = TREATED_LOCAL + timedelta(hours=1)
    made = await make_treatment(
        setting.services, bob, patient=setting.alice, sheet_key="small", treated_at_local=later
    )
    await setting.wish(kinds=["next-treatment"], discreet=False)
    await dispatch_due(setting.services)
    return Clinic(setting, bob, made.id)


async def test_each_change_is_announced_once(clinic: Clinic) -> None:
    for at, text in ((WEEK_5, PLANNED), (WEEK_5 + timedelta(days=2), MOVED), (None, CANCELLED)):
        await clinic.plan(at)
        assert await clinic.sends() == [text]
        assert await clinic.sends() == []


async def test_by_default_the_lock_screen_does_not_show_that_it_is_about_a_session(clinic: Clinic) -> None:
    await clinic.setting.wish(kinds=["next-treatment"], discreet=True)
    await clinic.plan(WEEK_5)
    assert await clinic.sends() == ["There is something new for you."]


async def test_a_new_reason_alone_is_nothing_to_announce(clinic: Clinic) -> None:
    await clinic.plan(WEEK_5)
    await clinic.sends()
    await clinic.plan(WEEK_5, reason="She asked for it.")
    assert await clinic.sends() == []


async def test_nothing_is_sent_to_a_patient_who_wants_no_reminders_of_sessions(clinic: Clinic) -> None:
    await clinic.setting.wish(kinds=["check-in"], discreet=False)
    await clinic.plan(WEEK_5)
    assert [text for text in await clinic.sends() if "session" in text] == []


async def test_of_two_changes_in_the_night_only_the_last_is_announced_in_the_morning(clinic: Clinic) -> None:
    clinic.setting.at(13)  # 23:00 in Berlin
    await clinic.plan(WEEK_5)
    assert await clinic.sends() == []
    await clinic.plan(WEEK_5 + timedelta(days=1))
    assert await clinic.sends() == []
    clinic.setting.at(24)
    assert await clinic.sends() == [MOVED]
    assert [row.outcome for row in await Reminder.filter(outcome=OUTDATED)] == [OUTDATED]


async def test_the_reminder_of_the_day_before_goes_with_the_date_even_if_it_is_due(clinic: Clinic) -> None:
    await clinic.plan(WEEK_5)
    await clinic.sends()
    clinic.setting.clock.moment = WEEK_5 - timedelta(hours=20)  # due since 10:00, and not sent yet
    await clinic.plan(WEEK_5 + timedelta(days=7))
    assert await clinic.sends() == [MOVED]
    clinic.setting.clock.moment = WEEK_5 + timedelta(days=6, hours=4)
    assert await clinic.sends() == [COMING]


async def test_a_cancelled_session_leaves_no_reminder(clinic: Clinic) -> None:
    await clinic.plan(WEEK_5)
    await clinic.sends()
    clinic.setting.clock.moment = WEEK_5 - timedelta(hours=20)
    await clinic.plan(None)
    assert await clinic.sends() == [CANCELLED]
    clinic.setting.clock.moment = WEEK_5
    assert await clinic.sends() == []


async def test_a_change_in_the_night_waits_for_the_morning_whatever_is_planned_again(clinic: Clinic) -> None:
    clinic.setting.at(13)
    await clinic.plan(WEEK_5)
    assert await clinic.sends() == []
    await plan_for(clinic.setting.services, clinic.setting.alice.person_id)
    clinic.setting.at(24)
    assert await clinic.sends() == [PLANNED]


async def test_the_opening_of_the_window_is_not_announced_once_a_date_is_set(clinic: Clinic) -> None:
    await clinic.plan(WEEK_5)
    await clinic.sends()
    now = clinic.setting.clock.now()
    opening = PlannedReminder(
        *("next-treatment-window:left-over", ReminderKind.NEXT_TREATMENT, Side.PERMISSION, now, now),
        *(None, OPENING, "/timeline"),
    )
    await Reminder.create(
        id=clinic.setting.services.new_id(),
        person_id=clinic.setting.alice.person_id,
        treatment_id=clinic.treatment_id,
        kind=opening.kind.value,
        key=opening.key,
        due_at=now,
        document=row_document(opening),
    )
    assert await clinic.sends() == []
    assert (await clinic.setting.only("left-over")).outcome == OUTDATED
