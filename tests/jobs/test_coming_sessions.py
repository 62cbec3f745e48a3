"""On the eve of a day with sessions, their practitioner is told how many there are, once."""

from datetime import UTC, datetime, timedelta

import pytest_asyncio

from models.clinic_patients import update_visits
from models.people import Clinic, Membership
from models.reminders import Reminder
from models.treatments import Treatment
from server.domain.vocabulary import MembershipRole
from server.jobs.housekeeping import tidy
from server.shapes.planning import NextTreatment
from server.usecases.treatment_planning import set_next_treatment
from tests.factories import make_treatment
from tests.jobs.practitioners import Team, make_team

ONE = "You have one session on 24 Nov."
TEN = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest_asyncio.fixture
async def team(db: str) -> Team:
    return await make_team()


async def plan(team: Team, at: datetime | None, version: int = 0) -> None:
    wanted = NextTreatment(next_treatment_at=at, version=version, reason="")
    await set_next_treatment(team.services, team.bob, team.treatment_id, wanted)


async def another(team: Team, at: datetime) -> None:
    """Let Bob have another patient with a session at that time."""
    made = await make_treatment(team.services, team.bob, patient_name="Cleo")
    await Treatment.filter(id=made.id).update(next_treatment_at=at)
    await update_visits(made.clinic_patient_id)


async def test_the_practitioner_is_told_at_six_on_the_eve_and_once(team: Team) -> None:
    await plan(team, TEN)
    for day in (21, 22, 23):
        team.at(day, 16, 59)
        await tidy(team.services)
        assert await team.sends() == []
    team.at(23, 17)
    assert await team.sends() == [("bob", ONE)]
    await tidy(team.services)
    team.at(23, 18)
    assert await team.sends() == []


async def test_the_message_opens_the_queue_and_counts_the_day_even_if_it_must_be_discreet(team: Team) -> None:
    await plan(team, TEN)
    await another(team, TEN + timedelta(hours=2))
    await another(team, TEN + timedelta(days=1))
    team.at(23, 12)
    await tidy(team.services)
    team.at(23, 17)
    [(device, message)] = await team.messages()
    assert (device, message.body) == ("bob", "You have 2 sessions on 24 Nov.")
    assert message.navigate == "https://afterglow.example/clinic"
    assert message.ttl == 6 * 60 * 60  # to midnight in Berlin: it must not come on the day itself


async def test_a_session_planned_for_tomorrow_is_told_without_waiting_for_housekeeping(team: Team) -> None:
    team.at(23, 12)
    await plan(team, TEN)
    team.at(23, 17)
    assert await team.sends() == [("bob", ONE)]


async def test_another_hour_moves_the_message_that_waits(team: Team) -> None:
    team.at(23, 8)
    await plan(team, TEN)
    await team.wish(team.bob, coming_sessions_at="12:00")
    team.at(23, 11)
    assert await team.sends() == [("bob", ONE)]
    await team.wish(team.bob, coming_sessions_at="20:00")
    team.at(23, 19)
    assert await team.sends() == []


async def test_a_session_that_was_moved_or_cancelled_is_withheld(team: Team) -> None:
    team.at(23, 12)
    await plan(team, TEN)
    await plan(team, TEN + timedelta(days=7), version=1)
    team.at(23, 17)
    assert await team.sends() == []
    assert await team.outcomes() == ["withheld: no session on that day"]


async def test_a_colleague_who_has_taken_over_is_told_instead(team: Team) -> None:
    await plan(team, TEN)
    await Treatment.filter(id=team.treatment_id).update(in_charge_id=team.frida.person_id)
    team.at(23, 12)
    await tidy(team.services)
    team.at(23, 17)
    assert await team.sends() == [("frida", ONE)]


async def test_nobody_is_told_of_an_earlier_or_a_withdrawn_treatments_date(team: Team) -> None:
    team.at(23, 12)
    await plan(team, TEN)
    await Treatment.filter(id=team.treatment_id).update(withdrawn_at=team.clock.now())
    team.at(23, 17)
    assert await team.sends() == []


async def test_who_has_left_the_clinic_is_not_told(team: Team) -> None:
    team.at(23, 12)
    await plan(team, TEN)
    await Membership.filter(person_id=team.bob.person_id).update(ended_at=team.clock.now())
    await tidy(team.services)
    team.at(23, 17)
    assert await team.sends() == []
    assert await team.outcomes() == ["withheld: not open to them any more"]


async def test_the_owner_is_told_of_the_sessions_of_patients_whose_practitioner_has_left(team: Team) -> None:
    await plan(team, TEN)
    own = await make_treatment(team.services, team.frida, patient_name="Cleo")
    await Treatment.filter(id=own.id).update(next_treatment_at=TEN + timedelta(hours=2))
    await update_visits(own.clinic_patient_id)
    team.at(23, 12)
    await Membership.filter(person_id=team.bob.person_id).update(ended_at=team.clock.now())
    await Membership.filter(person_id=team.frida.person_id).update(role=MembershipRole.OWNER)
    await tidy(team.services)
    team.at(23, 17)
    assert await team.sends() == [("frida", "Sessions on 24 Nov: 2. Without a practitioner: 1.")]


async def test_a_device_that_comes_back_in_the_night_is_too_late(team: Team) -> None:
    team.at(23, 12)
    await plan(team, TEN)
    team.at(23, 23)  # midnight in Berlin
    assert await team.sends() == []
    assert await team.outcomes() == ["withheld: too late"]


async def test_a_day_of_25_hours_is_one_day_by_the_clinics_clocks(team: Team) -> None:
    """On 25 October 2026 Berlin's clocks go back: the day begins at 22:00 UTC and ends at 23:00 UTC."""
    begins = datetime(2026, 10, 24, 22, tzinfo=UTC)
    await Treatment.all().update(treated_at=begins - timedelta(days=30))
    for at in (-1, 0, 24, 25):
        await another(team, begins + timedelta(hours=at, minutes=30))
    team.clock.moment = begins - timedelta(hours=12)
    await tidy(team.services)
    team.clock.moment = datetime(2026, 10, 24, 16, tzinfo=UTC)  # 18:00, still summer time
    assert await team.sends() == [("bob", "You have 2 sessions on 25 Oct.")]
    team.clock.moment = datetime(2026, 10, 25, 17, tzinfo=UTC)  # 18:00, winter time
    assert await team.sends() == [("bob", "You have one session on 26 Oct.")]


async def test_the_days_are_those_of_the_clinics_time_zone(team: Team) -> None:
    await Clinic.all().update(time_zone="Pacific/Auckland")  # 13 hours ahead
    await plan(team, datetime(2026, 11, 24, 21, tzinfo=UTC))  # the 25th there
    team.at(24, 4)
    await tidy(team.services)
    assert await team.sends() == []
    team.at(24, 5)
    assert await team.sends() == [("bob", "You have one session on 25 Nov.")]


async def test_planning_again_adds_no_second_row(team: Team) -> None:
    team.at(23, 12)
    await plan(team, TEN)
    await tidy(team.services)
    await tidy(team.services)
    assert await Reminder.filter(kind="coming-sessions").count() == 1
