"""The dispatcher sends each due reminder once, if it is still true."""

import asyncio
import json
from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest

from models.due import claim, complete
from models.reminders import PushSubscription, Reminder
from models.treatments import Treatment
from server.domain.sheets import directed_rule
from server.domain.timeline import TreatmentFacts, compile, to_document
from server.jobs import reminders
from server.jobs.reminders import BATCH, LEASE, MAX_ATTEMPTS, dispatch_due, run_reminders
from server.ports import PushFailed, PushMessage, PushTarget, Services
from server.usecases.planning import plan_for
from tests.factories import POISON, make_entry
from tests.fakes import FakePush
from tests.jobs.conftest import SHEET, TREATED_AT, Setting

GYM_ENDS = 24  # hours after the treatment: 10:00 in Berlin
MASCARA = 48
FIRST_EVENING = 9  # 19:00 in Berlin


async def test_a_permission_is_sent_when_it_begins_and_not_before(setting: Setting) -> None:
    await setting.wish(kinds=["milestone"], discreet=False)
    setting.at(GYM_ENDS - 0.01)
    assert await dispatch_due(setting.services) == 0
    setting.at(GYM_ENDS)
    assert await dispatch_due(setting.services) == 1
    assert setting.texts() == [
        "Gym: the ban in your aftercare sheet has ended. Open Afterglow for the details."
    ]
    assert (await setting.only("gym")).outcome == "sent"


async def test_a_reminder_is_sent_once_however_often_the_dispatcher_runs(setting: Setting) -> None:
    setting.at(GYM_ENDS)
    for _ in range(3):
        await dispatch_due(setting.services)
        await plan_for(setting.services, setting.alice.person_id)
    assert len([message for _, message in setting.sent() if message.navigate.endswith("example/")]) == 1


async def test_two_dispatchers_at_once_send_each_reminder_once(setting: Setting) -> None:
    await setting.wish(kinds=["milestone", "check-in"])
    setting.at(GYM_ENDS)
    counts = await asyncio.gather(*(dispatch_due(setting.services, limit=5) for _ in range(4)))
    assert sum(counts) == await Reminder.filter(due_at__lte=setting.clock.now()).count() == 2
    sent = [message.tag for _target, message in setting.sent()]
    assert len(sent) == len(set(sent))


async def test_a_claimed_row_cannot_be_claimed_again_until_its_lease_ends(setting: Setting) -> None:
    setting.at(GYM_ENDS)
    now = setting.clock.now()
    first = await claim(now=now, until=now + LEASE, limit=BATCH)
    assert first
    assert await claim(now=now, until=now + LEASE, limit=BATCH) == []
    after = now + LEASE  # half-open: the lease does not include its end
    again = await claim(now=after, until=after + LEASE, limit=BATCH)
    assert {row.id for row in again} == {row.id for row in first}
    assert not await complete(first[0], now=after, outcome="sent")  # the slower dispatcher has lost its claim
    assert await complete(again[0], now=after, outcome="sent")


async def test_a_limit_selects_the_rows_that_are_due_earliest(setting: Setting) -> None:
    await setting.wish(kinds=["milestone", "check-in"])
    setting.at(GYM_ENDS)
    assert await dispatch_due(setting.services, limit=1) == 1
    assert (await setting.only("2026-11-18")).completed_at is not None  # the evening before
    assert (await setting.only("gym")).completed_at is None


async def test_the_lock_screen_shows_nothing_from_the_sheet_by_default(setting: Setting) -> None:
    setting.at(GYM_ENDS)
    await dispatch_due(setting.services)
    assert set(setting.texts()) == {"There is something new for you."}


async def test_nothing_from_the_diary_is_in_a_message_or_in_the_due_table(setting: Setting) -> None:
    await setting.wish(kinds=["milestone", "check-in", "share", "next-treatment", "reply"], discreet=False)
    setting.at(5)
    await make_entry(setting.services, setting.alice, setting.treatment_id, occurred_at=setting.clock.now())
    for hours in (FIRST_EVENING, GYM_ENDS, 30, MASCARA, 60, 200):
        setting.at(hours)
        await dispatch_due(setting.services)
    assert setting.sent()
    everything = str(setting.sent()) + json.dumps([row.document for row in await Reminder.all()])
    assert not [poison for poison in POISON if poison in everything]


async def test_a_permission_that_depends_on_a_state_is_deferred_with_its_reason(setting: Setting) -> None:
    setting.at(MASCARA)
    await dispatch_due(setting.services)
    mascara = await setting.only("mascara")
    assert mascara.outcome == "withheld: mascara: healed not confirmed"
    assert mascara.completed_at is None
    assert mascara.due_at == setting.clock.now() + timedelta(days=1)


async def test_a_deferred_permission_is_sent_the_day_after_its_state_is_confirmed(setting: Setting) -> None:
    await setting.wish(kinds=["milestone"], discreet=False)
    setting.at(MASCARA)
    await dispatch_due(setting.services)
    before = len(setting.sent())
    setting.at(MASCARA + 10)
    await make_entry(
        setting.services, setting.alice, setting.treatment_id,
        occurred_at=setting.clock.now(), states={"healed": True}, scores={},
    )  # fmt: skip
    setting.at(MASCARA + 24)
    await dispatch_due(setting.services)
    assert setting.texts()[before:] == [
        "Mascara: now allowed by your aftercare sheet. Open Afterglow for the details."
    ]
    assert (await setting.only("mascara")).outcome == "sent"


@pytest.mark.parametrize(
    "reported",
    [
        {"signs": [{"sign": "oozing"}]},
        {"scores": {"redness": 3}},
        {"states": {"healed": True, "calm": False}},
    ],
)
async def test_a_permission_is_deferred_while_the_last_entry_reports_open_oozing_or_irritated_skin(
    setting: Setting, reported: dict[str, object]
) -> None:
    setting.at(MASCARA)
    entry = {"states": {"healed": True}, "scores": {}} | reported
    await make_entry(
        setting.services, setting.alice, setting.treatment_id, occurred_at=setting.clock.now(), **entry
    )
    setting.at(MASCARA)
    await dispatch_due(setting.services)
    assert (
        await setting.only("mascara")
    ).outcome == "withheld: mascara: the last entry says open, oozing or irritated"


async def test_the_end_of_a_ban_is_deferred_while_the_last_entry_reports_open_skin(setting: Setting) -> None:
    setting.at(GYM_ENDS)
    await make_entry(
        setting.services,
        setting.alice,
        setting.treatment_id,
        occurred_at=setting.clock.now(),
        signs=[{"sign": "oozing"}],
    )
    await dispatch_due(setting.services)
    assert (await setting.only("gym")).outcome == "withheld: gym: the last entry says open or oozing"


async def test_a_permission_is_sent_once_the_skin_is_reported_as_healed_and_calm(setting: Setting) -> None:
    setting.at(MASCARA)
    await make_entry(
        setting.services, setting.alice, setting.treatment_id,
        occurred_at=setting.clock.now(), states={"healed": True}, scores={"redness": 0},
    )  # fmt: skip
    await dispatch_due(setting.services)
    assert (await setting.only("mascara")).outcome == "sent"


async def test_the_evening_check_in_is_sent_only_on_a_day_without_an_entry(setting: Setting) -> None:
    await setting.wish(kinds=["check-in"], discreet=False)
    setting.at(5)
    await make_entry(setting.services, setting.alice, setting.treatment_id, occurred_at=setting.clock.now())
    setting.at(FIRST_EVENING)
    await dispatch_due(setting.services)
    assert setting.texts() == []
    assert (await setting.only("2026-11-18")).outcome == "withheld: already logged"
    setting.at(FIRST_EVENING + 24)
    await dispatch_due(setting.services)
    assert setting.texts() == ["How is your skin? A quick check-in is enough."]


async def test_a_permission_no_longer_in_the_timeline_is_withheld(setting: Setting) -> None:
    treatment = await Treatment.get(id=setting.treatment_id)
    later = [milestone | {"at": "2026-12-24T09:00:00Z"} for milestone in treatment.timeline["milestones"]]
    await Treatment.filter(id=treatment.id).update(timeline=treatment.timeline | {"milestones": later})
    setting.at(GYM_ENDS)
    await dispatch_due(setting.services)
    assert (await setting.only("gym")).outcome == "withheld: the timeline has changed"


async def test_a_duty_is_not_sent_after_it_has_begun(setting: Setting) -> None:
    setting.at(30)
    await dispatch_due(setting.services)
    assert (await setting.only("sunscreen")).outcome == "withheld: too late"


async def test_the_push_service_holds_a_duty_only_until_it_begins(setting: Setting) -> None:
    await setting.wish(kinds=["milestone"])
    setting.at(29.5)
    await dispatch_due(setting.services)
    duty = setting.sent()[-1][1]
    assert (duty.ttl, duty.urgency) == (30 * 60, "high")
    assert duty.topic is not None
    assert len(duty.topic) == 32


async def test_a_reminder_due_in_quiet_hours_waits_without_counting_as_an_attempt(setting: Setting) -> None:
    setting.at(GYM_ENDS)
    gym = await setting.only("gym")
    await Reminder.filter(id=gym.id).update(due_at=setting.clock.now() + timedelta(hours=13))  # 23:00
    setting.at(GYM_ENDS + 13)
    await dispatch_due(setting.services)
    waiting = await setting.only("gym")
    assert (waiting.completed_at, waiting.leased_until, waiting.attempts) == (None, None, 0)
    assert waiting.due_at == gym.due_at + timedelta(hours=22)  # 08:00 the next morning
    setting.at(GYM_ENDS + 22)
    await dispatch_due(setting.services)
    assert (await setting.only("gym")).outcome == "sent"


async def test_an_expired_subscription_is_deleted_and_the_other_phone_gets_the_message(
    setting: Setting,
) -> None:
    await setting.phone("second")
    setting.push.answers["https://push.example/alice"] = PushFailed("gone", permanent=True)
    setting.at(GYM_ENDS)
    await dispatch_due(setting.services)
    assert [phone.endpoint for phone in await PushSubscription.all()] == ["https://push.example/second"]
    assert (await setting.only("gym")).outcome == "sent"


async def test_without_a_phone_a_reminder_is_withheld_with_its_reason(setting: Setting) -> None:
    await PushSubscription.all().delete()
    setting.at(GYM_ENDS)
    await dispatch_due(setting.services)
    assert (await setting.only("gym")).outcome == "withheld: no phone to send to"


async def test_the_wait_doubles_with_each_retry_until_the_last_attempt(
    setting: Setting,
) -> None:
    await setting.wish(kinds=["milestone"])
    setting.push.answers["https://push.example/alice"] = PushFailed("later (503)", permanent=False)
    setting.at(GYM_ENDS)
    waits = []
    for _ in range(MAX_ATTEMPTS - 1):
        assert await dispatch_due(setting.services) == 1
        assert await dispatch_due(setting.services) == 0
        row = await setting.only("gym")
        assert row.leased_until is not None
        waits.append(round((row.leased_until - setting.clock.now()) / timedelta(minutes=1)))
        setting.clock.moment = row.leased_until
    assert waits == [1, 2, 4, 8, 16]
    await dispatch_due(setting.services)
    assert (await setting.only("gym")).outcome == "failed: later (503)"


async def test_a_retry_waits_as_long_as_the_push_service_requests(setting: Setting) -> None:
    busy = PushFailed("later (429)", permanent=False, retry_after=1800)
    setting.push.answers["https://push.example/alice"] = busy
    setting.at(GYM_ENDS)
    await dispatch_due(setting.services)
    assert (await setting.only("gym")).leased_until == setting.clock.now() + timedelta(seconds=1800)


async def test_a_message_that_the_service_will_always_refuse_is_not_retried(setting: Setting) -> None:
    setting.push.answers["https://push.example/alice"] = PushFailed("too big", permanent=False, retry=False)
    setting.at(GYM_ENDS)
    await dispatch_due(setting.services)
    assert (await setting.only("gym")).outcome == "failed: too big"
    assert await PushSubscription.all().count() == 1


async def test_a_bad_row_does_not_stop_the_others_and_fails_after_the_last_attempt(setting: Setting) -> None:
    setting.at(1)
    bad = await Reminder.create(
        id=setting.services.new_id(),
        person_id=setting.alice.person_id,
        kind="milestone",
        key="bad",
        due_at=setting.clock.now(),
        document={"items": "nonsense"},
    )
    setting.at(GYM_ENDS)
    await dispatch_due(setting.services)
    assert (await setting.only("gym")).outcome == "sent"
    for _ in range(MAX_ATTEMPTS):
        setting.clock.pass_time(hours=1)
        await dispatch_due(setting.services)
    assert (await Reminder.get(id=bad.id)).outcome == "failed: broken"


class RaisingPush(FakePush):
    async def send(self, target: PushTarget, message: PushMessage) -> None:
        raise RuntimeError("a bug in an adapter")


async def test_an_error_while_sending_leads_to_a_retry(setting: Setting) -> None:
    setting.at(GYM_ENDS)
    await dispatch_due(replace(setting.services, push=RaisingPush()))
    row = await setting.only("gym")
    assert row.completed_at is None
    assert row.leased_until == setting.clock.now() + timedelta(minutes=1)


async def test_the_loop_sends_and_ends_when_it_is_stopped(setting: Setting) -> None:
    setting.at(GYM_ENDS)
    stop = asyncio.Event()

    class StoppingPush(FakePush):
        async def send(self, target: PushTarget, message: PushMessage) -> None:
            await super().send(target, message)
            stop.set()

    push = StoppingPush()
    services = replace(setting.services, push=push)
    await run_reminders(services, stop=stop, every=0.01)
    assert push.sent
    assert services.figures.reminders["sent"] == len(push.sent)
    assert services.figures.rounds_ended_at == {"reminders": setting.clock.now()}


async def test_a_round_that_fails_is_counted_and_the_next_one_begins(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop, rounds = asyncio.Event(), count(1)

    async def fail_once(_services: Services, *, limit: int) -> int:
        if next(rounds) == 1:
            raise ConnectionError
        stop.set()
        return 0

    monkeypatch.setattr(reminders, "dispatch_due", fail_once)
    await run_reminders(setting.services, stop=stop, every=0.01)
    assert setting.services.figures.failed_rounds["reminders"] == 1
    assert "reminders" in setting.services.figures.rounds_ended_at


async def test_a_permission_is_deferred_while_the_practitioner_forbids_its_family(setting: Setting) -> None:
    instruction = {
        "id": "rest",
        "verb": "avoid",
        "topics": ["exercise"],
        "until": "3d",
        "says": "Rest for three days.",
    }
    facts = TreatmentFacts(TREATED_AT, "Europe/Berlin", directed=(directed_rule(instruction, day_one=1),))
    await Treatment.filter(id=setting.treatment_id).update(timeline=to_document(compile(SHEET, facts)))
    setting.at(GYM_ENDS)
    await dispatch_due(setting.services)
    gym = await setting.only("gym")
    assert gym.outcome == "withheld: gym: not yet over: gym"
    assert gym.completed_at is None
    setting.at(72)
    await dispatch_due(setting.services)
    assert (await setting.only("gym")).outcome == "sent"
