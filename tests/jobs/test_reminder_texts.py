"""The texts on the lock screen."""

from dataclasses import replace
from datetime import timedelta

import pytest

from server.domain.delivery_policy import Deliver
from server.domain.reminders import (
    Item,
    News,
    PlannedReminder,
    Side,
    plan,
    plan_correction,
    plan_handover,
    plan_link_locked,
    plan_new_device,
    plan_record_changed,
    plan_reply,
)
from server.domain.vocabulary import PRACTITIONER_KINDS, ReminderKind
from server.jobs.reminder_texts import push_message
from server.ports import PushMessage
from tests.domain.small_sheet import rule
from tests.domain.test_reminders import PREFERENCES, RULES, TREATMENT, timeline
from tests.fakes import NOW, fake_services

SERVICES = fake_services()
PLANNED = PlannedReminder(
    "key", ReminderKind.MILESTONE, Side.PERMISSION, NOW, NOW, None, "server.push.allowed", "/"
)


def message(
    planned: PlannedReminder, *topics: str, language: str = "en", discreet: bool = False
) -> PushMessage:
    decision = Deliver((Item("r", topics),) if topics else ())
    return push_message(SERVICES, planned, decision, language=language, discreet=discreet)


def every_planned() -> list[PlannedReminder]:
    sheet = timeline(
        *RULES,
        rule("gym", "avoid", "gym", until="48h & healed"),
        rule("tan", "allow", "sun", from_="2d"),
        rule("flakes", "expect", "flaking", from_="D3"),
    )
    dated = plan(
        sheet,
        PREFERENCES,
        treatment_id=TREATMENT,
        now=sheet.treated_at,
        next_treatment_at=NOW,
    )
    undated = plan(sheet, PREFERENCES, treatment_id=TREATMENT, now=sheet.treated_at)
    reply = plan_reply(TREATMENT, PREFERENCES, now=NOW)
    assert reply is not None
    at_once = (plan_new_device, plan_correction, plan_link_locked)
    changed = [plan_record_changed(TREATMENT, withdrawn=withdrawn, now=NOW) for withdrawn in (False, True)]
    handover = plan_handover(TREATMENT, TREATMENT, now=NOW)
    return [
        *dated,
        *undated,
        reply,
        *changed,
        handover,
        *(planned(TREATMENT, now=NOW) for planned in at_once),
    ]


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_reminder_has_a_text_in_every_language_and_is_short_enough_for_a_lock_screen(
    language: str,
) -> None:
    planned = every_planned()
    assert {one.kind for one in planned} == set(ReminderKind) - PRACTITIONER_KINDS
    assert {one.key.split(":")[2] for one in planned if one.kind is ReminderKind.MILESTONE} == set(News)
    for one in planned:
        body = message(one, "sunscreen", language=language).body
        assert 10 < len(body) < 130
        assert "{" not in body


def test_by_default_every_reminder_but_a_notice_about_safety_has_the_same_discreet_text() -> None:
    by_kind = {one.kind: message(one, "sunscreen", discreet=True).body for one in every_planned()}
    assert by_kind.pop(ReminderKind.NEW_DEVICE) == "A new device has signed in to your account."
    assert by_kind.pop(ReminderKind.CORRECTION) == "There is an important message in the app."
    assert by_kind.pop(ReminderKind.LINK_LOCKED) == "There is an important message in the app."
    assert set(by_kind.values()) == {"There is something new for you."}


def test_topics_are_named_in_the_persons_language() -> None:
    body = message(PLANNED, "sunscreen", language="de").body
    assert body == "Sonnencreme: laut Merkblatt jetzt erlaubt. Mehr dazu steht in Afterglow."


def test_a_permission_is_sent_with_its_condition() -> None:
    decision = Deliver((Item("r", ("gym",)), Item("s", ("sun",), (), ("sunscreen", "covering"))))
    body = push_message(SERVICES, PLANNED, decision, language="en", discreet=False).body
    assert body == (
        "Gym: now allowed by your aftercare sheet. Open Afterglow for the details. "
        "Sun: now allowed by your aftercare sheet, but only with sunscreen or covering. "
        "Open Afterglow for the details."
    )


def test_stricter_members_of_a_family_are_named_with_it() -> None:
    over = replace(PLANNED, wording="server.push.over")
    decision = Deliver((Item("r", ("exercise",), except_=("gym", "swimming")), Item("s", ("sauna",))))
    body = push_message(SERVICES, over, decision, language="en", discreet=False).body
    assert body == (
        "Exercise: the ban in your aftercare sheet has ended. Open Afterglow for the details. "
        "But not yet: gym, swimming. "
        "Sauna: the ban in your aftercare sheet has ended. Open Afterglow for the details."
    )


def test_only_four_topics_are_named_and_unknown_topics_are_left_out() -> None:
    many = message(PLANNED, "sunscreen", "gym", "mascara", "sauna", "bath", "not-a-topic").body
    assert many.count(",") == 3
    assert " …: now allowed" in many
    assert "not-a-topic" not in many


def test_a_push_service_holds_a_message_for_at_most_a_day_and_only_while_it_is_true() -> None:
    assert message(PLANNED).ttl == 24 * 60 * 60
    assert message(replace(PLANNED, not_after=NOW + timedelta(minutes=20))).ttl == 20 * 60
    assert message(replace(PLANNED, not_after=NOW + timedelta(days=9))).ttl == 24 * 60 * 60


def test_a_repeated_reminder_replaces_only_itself() -> None:
    first, again, other = message(PLANNED), message(PLANNED), message(replace(PLANNED, key="other"))
    assert first.topic == again.topic == first.tag != other.topic
    assert first.topic is not None
    assert len(first.topic) == 32


def test_a_click_opens_the_screen_of_the_reminder() -> None:
    assert message(replace(PLANNED, screen="/check-in")).navigate == "https://afterglow.example/check-in"
