"""What a practitioner is told of a diary: once, while it is open to them, and never more than a name."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import pytest_asyncio

from models.people import AuthSession, Membership
from models.reminders import PushSubscription, Reminder
from models.treatments import Treatment
from server.domain.viewer import Viewer
from server.domain.vocabulary import MembershipRole
from server.jobs.housekeeping import tidy
from server.shapes.replies import ReplyNew
from server.usecases import diary, review
from server.usecases.erasing import erase_entry, erase_treatment
from server.usecases.invitations import accept_invitation, invite_colleague
from server.usecases.memberships import choose_clinic, end_membership
from server.usecases.people import sign_out, sign_out_device
from server.usecases.practitioner_notices import notify_who_joined
from server.usecases.sharing import revoke_grant
from tests.factories import entry_write, make_clinic, make_grant, make_membership, make_practitioner
from tests.jobs.practitioners import NAME, NOT_OPEN, Team, make_team

QUESTION = "A patient has asked a question."
FINDING = "Please look at a shared diary. Open Afterglow to see which one."
SHARE = "A patient has shared a diary with you."
OVERDUE = "A patient is still waiting for a reply."


@pytest_asyncio.fixture
async def closed(db: str) -> Team:
    """Nothing is shared yet."""
    return await make_team()


@pytest_asyncio.fixture
async def team(closed: Team) -> Team:
    """Alice has shared her diary with Bob, and Bob has been told."""
    await make_grant(closed.services, closed.alice, closed.treatment_id)
    assert await closed.sends() == [("bob", SHARE)]
    closed.clock.pass_time(minutes=1)
    return closed


@pytest_asyncio.fixture
async def together(closed: Team) -> Team:
    """Alice has shared her diary with everyone at the clinic."""
    await make_grant(closed.services, closed.alice, closed.treatment_id, to_everyone=True)
    assert await closed.sends() == [("bob", SHARE)]
    closed.clock.pass_time(minutes=1)
    return closed


async def last_outcome(team: Team) -> str | None:
    assert await team.sends() == []
    return (await team.outcomes())[-1]


async def reply(team: Team, entry_id: UUID | None) -> None:
    new = ReplyNew(id=uuid4(), entry_id=entry_id, text="As expected.")
    await review.reply(team.services, team.bob, team.treatment_id, new)


async def test_a_question_is_told_once(team: Team) -> None:
    await team.writes(question="Is this normal?")
    assert await team.sends() == [("bob", QUESTION)]
    assert await team.sends() == []


async def test_a_repeated_upload_and_an_edit_of_something_else_tell_nothing_again(team: Team) -> None:
    entry_id, write = uuid4(), entry_write(team.treatment_id, question="Is this normal?")
    first = await diary.write_entry(team.services, team.alice, entry_id, write)
    await diary.write_entry(team.services, team.alice, entry_id, write)
    edit = entry_write(
        team.treatment_id, base_revision=first.revision, question="Is this normal?", note="Another note"
    )
    await diary.write_entry(team.services, team.alice, entry_id, edit)
    assert await team.sends() == [("bob", QUESTION)]


async def test_a_question_that_an_edit_adds_is_told(team: Team) -> None:
    first = await team.writes()
    assert await team.sends() == []
    edit = entry_write(team.treatment_id, base_revision=first.revision, question="Is this normal?")
    await diary.write_entry(team.services, team.alice, first.id, edit)
    assert await team.sends() == [("bob", QUESTION)]


async def test_the_message_opens_the_review_and_names_the_patient_at_most(team: Team) -> None:
    await team.wish(team.bob, discreet=False)
    await team.writes(question="poison-question", pustules="chin", note="poison-note")
    messages = [message for _device, message in await team.messages()]
    assert sorted(message.body for message in messages) == [
        f"{NAME} has asked you a question.",
        f"Please look at the diary of {NAME}. Open Afterglow to see why.",
    ]
    screen = f"https://afterglow.example/clinic/review/{team.treatment_id}"
    assert {message.navigate for message in messages} == {screen}


async def test_by_default_the_lock_screen_names_nobody(team: Team) -> None:
    await team.writes(question="poison-question", pustules="chin")
    bodies = {body for _device, body in await team.sends()}
    assert bodies == {QUESTION, FINDING}
    assert not any(word in body for body in bodies for word in (NAME, "Alice", "pustules", "poison"))


async def test_nothing_is_planned_about_a_diary_that_is_not_shared(closed: Team) -> None:
    await closed.writes(question="Is this normal?", pustules="chin")
    assert await closed.outcomes() == []


async def test_a_question_is_not_told_where_notes_are_not_shared(closed: Team) -> None:
    await make_grant(closed.services, closed.alice, closed.treatment_id, with_notes=False)
    await closed.sends()
    await closed.writes(question="Is this normal?", pustules="chin")
    assert await closed.sends() == [("bob", FINDING)]


async def test_a_question_that_has_its_reply_is_withheld(team: Team) -> None:
    entry = await team.writes(question="Is this normal?")
    await reply(team, entry.id)
    row = await Reminder.get(kind="new-question")
    await team.sends()
    assert (await Reminder.get(id=row.id)).outcome == "withheld: answered or deleted"


async def test_a_question_that_was_taken_back_is_withheld(team: Team) -> None:
    first = await team.writes(question="Is this normal?")
    edit = entry_write(team.treatment_id, base_revision=first.revision, question="")
    await diary.write_entry(team.services, team.alice, first.id, edit)
    assert await last_outcome(team) == "withheld: answered or deleted"


async def test_an_erased_entry_leaves_no_message(team: Team) -> None:
    entry = await team.writes(question="Is this normal?", pustules="chin")
    await erase_entry(team.services, team.alice, entry.id)
    assert await team.sends() == []
    assert await team.outcomes() == ["sent"]  # of the share


async def test_an_erased_treatment_leaves_no_message(team: Team) -> None:
    await team.writes(question="Is this normal?")
    await erase_treatment(team.services, team.alice, team.treatment_id)
    assert await team.outcomes() == []


async def test_a_diary_that_was_closed_is_withheld(closed: Team) -> None:
    grant = await make_grant(closed.services, closed.alice, closed.treatment_id)
    await closed.writes(question="Is this normal?", pustules="chin")
    await revoke_grant(closed.services, closed.alice, grant.id)
    assert await closed.sends() == []
    assert await closed.outcomes() == [NOT_OPEN] * 3


async def test_a_share_that_has_ended_in_the_quiet_hours_is_withheld(closed: Team) -> None:
    closed.at(20, 22)
    grant = await make_grant(closed.services, closed.alice, closed.treatment_id)
    assert await closed.sends() == []
    await revoke_grant(closed.services, closed.alice, grant.id)
    await make_grant(closed.services, closed.alice, closed.treatment_id)
    closed.at(21, 7, 30)
    assert await closed.sends() == [("bob", SHARE)]  # only the one that runs
    assert sorted(map(str, await closed.outcomes())) == ["sent", NOT_OPEN]


async def test_nothing_about_a_withdrawn_record_is_told(team: Team) -> None:
    await team.writes(pustules="chin")
    await Treatment.filter(id=team.treatment_id).update(withdrawn_at=team.clock.now())
    assert await last_outcome(team) == NOT_OPEN


async def test_quiet_hours_are_those_of_the_clinics_time_zone(team: Team) -> None:
    team.at(20, 20, 45)  # 21:45 in Berlin
    await team.writes(question="Is this normal?")
    assert await team.sends() == []
    team.at(21, 6, 59)
    assert await team.sends() == []
    team.at(21, 7)
    assert await team.sends() == [("bob", QUESTION)]


async def test_a_kind_that_is_switched_off_is_withheld(team: Team) -> None:
    await team.wish(team.bob, kinds=["new-question"])
    await team.writes(pustules="chin")
    assert await last_outcome(team) == "withheld: no longer wanted"


async def test_a_finding_is_told_only_if_the_sheet_asks_for_it(team: Team) -> None:
    await team.writes(scores={"redness": 4})
    assert await team.sends() == []
    await team.writes(pustules="chin")
    assert await team.sends() == [("bob", FINDING)]


async def test_a_finding_is_told_again_only_after_it_was_gone(team: Team) -> None:
    for sent, changes in (
        (True, {"pustules": "chin"}),
        (False, {"pustules": "chin"}),
        (False, {"signs_gone": ["pustules"]}),
        (True, {"pustules": "chin"}),
    ):
        team.clock.pass_time(hours=1)
        await team.writes(occurred_at=team.clock.now(), **changes)
        assert await team.sends() == ([("bob", FINDING)] if sent else [])


async def test_a_finding_that_an_edit_adds_to_a_told_one_is_told(team: Team) -> None:
    first = await team.writes(pustules="chin")
    assert await team.sends() == [("bob", FINDING)]
    signs = [{"sign": "pustules", "area": area} for area in ("chin", "nose")]
    edit = entry_write(
        team.treatment_id, base_revision=first.revision, question="", note="", scores={}, signs=signs
    )
    for _again in range(2):
        await diary.write_entry(team.services, team.alice, first.id, edit)
    assert await team.sends() == [("bob", FINDING)]


@pytest.mark.parametrize("settled", ["gone", "reviewed", "answered"])
async def test_a_finding_that_was_settled_in_the_night_is_withheld(team: Team, settled: str) -> None:
    team.at(20, 22)
    entry = await team.writes(pustules="chin", occurred_at=team.clock.now())
    assert await team.sends() == []
    team.at(20, 23)
    if settled == "gone":
        await team.writes(signs_gone=["pustules"], occurred_at=team.clock.now())
    elif settled == "reviewed":
        await review.mark_reviewed(team.services, team.bob, team.treatment_id)
    else:
        await reply(team, None)
    row = await Reminder.get(kind="new-finding")
    team.at(21, 8)
    await team.sends()
    assert (await Reminder.get(id=row.id)).outcome == "withheld: gone, answered or reviewed"
    assert str(entry.id) in row.key


async def test_a_share_that_makes_another_one_longer_is_not_told_again(team: Team) -> None:
    await make_grant(team.services, team.alice, team.treatment_id)
    assert await team.sends() == []


async def test_a_share_that_was_opened_in_the_night_is_withheld(closed: Team) -> None:
    closed.at(20, 22)
    await make_grant(closed.services, closed.alice, closed.treatment_id)
    assert await closed.sends() == []
    await review.review(closed.services, closed.bob, closed.treatment_id)
    closed.at(21, 8)
    assert await last_outcome(closed) == "withheld: already opened"


async def test_a_colleague_who_stands_in_is_told_when_the_reply_time_has_passed(together: Team) -> None:
    await together.writes(question="Is this normal?", pustules="chin")
    assert sorted(await together.sends()) == [("bob", QUESTION), ("bob", FINDING)]
    together.clock.pass_time(hours=23, minutes=59)
    assert await together.sends() == []
    together.clock.pass_time(minutes=1)
    assert await together.sends() == [("frida", OVERDUE)]
    assert await together.sends() == []


async def test_a_colleague_is_not_told_of_a_question_that_was_answered(together: Team) -> None:
    entry = await together.writes(question="Is this normal?")
    await together.sends()
    await reply(together, entry.id)
    together.clock.pass_time(hours=24)
    assert [message for message in await together.sends() if message[0] == "frida"] == []
    assert (await Reminder.get(kind="reply-overdue")).outcome == "withheld: answered or deleted"


async def test_a_reply_to_a_later_question_settles_the_earlier_one(together: Team) -> None:
    await together.writes(question="Is this normal?")
    together.clock.pass_time(hours=1)
    later = await together.writes(question="And this?", occurred_at=together.clock.now())
    await reply(together, later.id)
    together.clock.pass_time(hours=30)
    assert [message for message in await together.sends() if message[0] == "frida"] == []


async def test_a_question_that_waited_before_it_was_shared_is_told_to_stand_ins(closed: Team) -> None:
    await closed.writes(question="Is this normal?")
    await make_grant(closed.services, closed.alice, closed.treatment_id, to_everyone=True)
    assert await closed.sends() == [("bob", SHARE)]
    closed.clock.pass_time(hours=24)
    assert await closed.sends() == [("frida", OVERDUE)]


@pytest.mark.parametrize(("joins_after", "told_after"), [(2, 24), (30, 30)])
async def test_a_colleague_who_joins_after_the_question_stands_in_too(
    together: Team, joins_after: int, told_after: int
) -> None:
    await together.writes(question="Is this normal?")
    asked_at = together.clock.now()
    together.clock.pass_time(hours=joins_after)
    erin = await make_practitioner(await make_clinic("Rosengarten"), "Erin Ernst")
    link = await invite_colleague(together.services, await owner(together))
    await accept_invitation(together.services, erin, link.url.partition("#")[2])
    [planned] = await Reminder.filter(kind="reply-overdue", person_id=erin.person_id)
    assert planned.due_at == asked_at + timedelta(hours=told_after)


async def test_a_colleague_who_joins_is_not_told_of_what_is_answered_or_not_shared_with_everyone(
    together: Team,
) -> None:
    entry = await together.writes(question="Is this normal?")
    await reply(together, entry.id)
    await notify_who_joined(together.services, together.frida.person_id, together.clinic.id)
    answered = await Reminder.filter(kind="reply-overdue", person_id=together.frida.person_id).count()
    assert answered == 1  # the one from the time of the question
    await notify_who_joined(together.services, uuid4(), together.clinic.id)
    assert await Reminder.filter(kind="reply-overdue").count() == 1


async def test_nobody_stands_in_where_the_diary_is_open_to_one_practitioner(team: Team) -> None:
    await team.writes(question="Is this normal?")
    await team.sends()
    assert not await Reminder.filter(kind="reply-overdue").exists()


async def owner(team: Team) -> Viewer:
    """Make Frida an owner who has just answered her passkey."""
    await Membership.filter(person_id=team.frida.person_id).update(role=MembershipRole.OWNER)
    return replace(await team.tablet(team.frida, "owner"), passkey_answered_at=team.clock.now())


async def test_a_practitioner_who_has_left_is_told_nothing_even_on_a_device_of_theirs(team: Team) -> None:
    await team.writes(question="Is this normal?")
    await Membership.filter(person_id=team.bob.person_id).update(ended_at=team.clock.now())
    assert await last_outcome(team) == NOT_OPEN


async def test_the_end_of_a_membership_ends_the_subscriptions_of_its_devices_at_once(team: Team) -> None:
    membership = await Membership.get(person_id=team.bob.person_id)
    await end_membership(team.services, await owner(team), membership.id)
    left = await PushSubscription.all().values_list("person_id", flat=True)
    assert set(left) == {team.frida.person_id}


async def test_a_device_that_was_signed_out_is_told_nothing(team: Team) -> None:
    second, third = await team.tablet(team.bob, "second"), await team.tablet(team.bob, "third")
    await sign_out(second)
    fresh = replace(team.bob, passkey_answered_at=team.clock.now())
    await sign_out_device(team.services, fresh, third.auth_session_id)
    assert await PushSubscription.filter(person_id=team.bob.person_id).count() == 1
    await team.writes(question="Is this normal?")
    assert await team.sends() == [("bob", QUESTION)]


async def test_a_device_on_which_another_clinic_is_chosen_is_told_nothing(team: Team) -> None:
    elsewhere = await make_clinic("Rosengarten")
    await make_membership(team.bob.person_id, elsewhere)
    tablet = await team.tablet(team.bob, "rosengarten")
    await choose_clinic(tablet, elsewhere.id)
    await team.writes(question="Is this normal?")
    assert await team.sends() == [("bob", QUESTION)]


async def test_a_device_whose_sign_in_has_expired_over_the_weekend_is_told_still(team: Team) -> None:
    team.clock.pass_time(days=2)
    await tidy(team.services)
    assert not await AuthSession.all().exists()
    await team.writes(question="Is this normal?")
    team.at(23, 8)
    assert await team.sends() == [("bob", QUESTION)]


async def test_the_end_of_a_membership_reaches_devices_whose_sign_in_has_expired(team: Team) -> None:
    await make_membership(team.bob.person_id, await make_clinic("Rosengarten"))
    team.clock.pass_time(days=2)
    await tidy(team.services)
    membership = await Membership.get(person_id=team.bob.person_id, clinic_id=team.clinic.id)
    await end_membership(team.services, await owner(team), membership.id)
    assert not await PushSubscription.filter(person_id=team.bob.person_id).exists()
