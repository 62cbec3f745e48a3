"""The next treatment is planned by a calendar, with a history, and by one practitioner at a time."""

import asyncio
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from models.clinic_patients import ClinicPatient
from models.sharing import AccessRecord
from models.treatments import Treatment, TreatmentPlan
from server.domain.errors import Conflict, Invalid, NotFound
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.planning import CalendarDay, NextTreatment, PlanningCalendar
from server.shapes.record_history import Withdrawing
from server.usecases import treatments
from server.usecases.record_corrections import withdraw_treatment
from server.usecases.treatment_planning import set_next_treatment, show_calendar
from tests.factories import make_entry, make_grant, make_treatment
from tests.fakes import NOW, FakeClock

WEEK_5 = NOW + timedelta(weeks=5)
"""The record of `new_treatment` is two days old, and its sheet says 4 to 6 weeks."""


def plan(at: datetime | None, version: int = 0, **changes: Any) -> NextTreatment:
    return NextTreatment(next_treatment_at=at, version=version, **changes)


def on(calendar: PlanningCalendar, at: datetime) -> CalendarDay:
    return next(each for each in calendar.days if each.day == at.date())


class TestTheCalendar:
    async def test_judges_each_day_from_today_by_the_sheet_and_names_its_rule(
        self, services: Services, bob: Viewer, treatment: UUID
    ) -> None:
        shown = await show_calendar(services, bob, treatment)
        assert (shown.sheet_title, shown.number_in_series) == ("Calm days", 1)
        assert (shown.days[0].day, shown.time_zone) == (NOW.date(), "Europe/Berlin")
        assert on(shown, NOW).verdict == "too-early"
        assert [(reason.kind, reason.rule_id) for reason in on(shown, NOW).reasons] == [
            ("interval", "again-4-6w")
        ]
        assert (on(shown, WEEK_5).verdict, on(shown, WEEK_5).reasons) == ("preferred", [])
        assert (shown.earliest, shown.closes_on) == (date(2026, 12, 16), date(2026, 12, 30))
        assert [(rule.id, rule.says, rule.directed) for rule in shown.rules] == [
            ("again-4-6w", "Come again after 4 to 6 weeks.", False)
        ]

    async def test_calls_no_day_allowed_if_the_sheet_names_no_interval(
        self, services: Services, bob: Viewer, treatment: UUID
    ) -> None:
        row = await Treatment.get(id=treatment)
        windows = [window for window in row.timeline["windows"] if window["rule"]["verb"] != "repeat"]
        bare = row.timeline | {"windows": windows, "series": None}
        await Treatment.filter(id=treatment).update(timeline=bare)
        shown = await show_calendar(services, bob, treatment)
        assert {day.verdict for day in shown.days} == {"not-named"}
        assert (shown.earliest, shown.opens_on, shown.rules) == (None, None, [])

    async def test_names_what_the_practitioner_has_directed(self, services: Services, bob: Viewer) -> None:
        wait = {
            "id": "wait", "verb": "avoid", "topics": ["microneedling"], "until": "5w", "says": "Five weeks."
        }  # fmt: skip
        made = await make_treatment(services, bob, record={"directed": [wait]})
        shown = await show_calendar(services, bob, made.id)
        assert on(shown, NOW + timedelta(weeks=4, days=2)).verdict == "blocked"
        assert [(rule.id, rule.directed) for rule in shown.rules] == [("wait", True), ("again-4-6w", False)]

    async def test_knows_findings_only_of_a_shared_diary_and_records_the_look(
        self, services: Services, bob: Viewer, frida: Viewer, alice: Viewer, treatment: UUID
    ) -> None:
        await make_entry(services, alice, treatment, signs=[{"sign": "open-skin"}])
        private = await show_calendar(services, bob, treatment)
        assert (private.shared, private.findings, private.obstacles) == (False, [], [])
        assert await AccessRecord.all().count() == 0
        await make_grant(services, alice, treatment)
        shown = await show_calendar(services, bob, treatment)
        assert (shown.shared, [finding.sign for finding in shown.findings]) == (True, ["open-skin"])
        assert shown.obstacles == ["open-finding", "open-or-irritated", "not-healed"]
        assert [record.kind for record in await AccessRecord.all()] == ["diary"]
        assert not (await show_calendar(services, frida, treatment)).shared

    async def test_reaches_beyond_the_window_and_the_plan(
        self, services: Services, bob: Viewer, treatment: UUID
    ) -> None:
        assert (await show_calendar(services, bob, treatment)).days[-1].day == date(2027, 5, 21)
        late = NOW + timedelta(weeks=40)
        await set_next_treatment(services, bob, treatment, plan(late))
        last = (await show_calendar(services, bob, treatment)).days[-1].day
        assert last == (late + timedelta(weeks=4)).date()

    async def test_is_closed_to_another_clinic_and_for_a_withdrawn_treatment(
        self, services: Services, bob: Viewer, erin: Viewer, treatment: UUID
    ) -> None:
        with pytest.raises(NotFound):
            await show_calendar(services, erin, treatment)
        await withdraw_treatment(services, bob, treatment, Withdrawing(reason="Twice."))
        with pytest.raises(Conflict, match="withdrawn"):
            await show_calendar(services, bob, treatment)


class TestThePlan:
    async def test_moves_the_rules_that_depend_on_it(
        self, services: Services, bob: Viewer, alice: Viewer, treatment: UUID
    ) -> None:
        before = (await treatments.show_to_patient(alice, treatment)).revision
        shown = await set_next_treatment(services, bob, treatment, plan(WEEK_5))
        seen = await treatments.show_to_patient(alice, treatment)
        assert shown.next_treatment_at == seen.next_treatment_at == WEEK_5
        assert seen.revision == before + 1
        assert (await ClinicPatient.get(id=shown.clinic_patient_id)).next_treatment_at == WEEK_5

    async def test_keeps_who_planned_what_and_why(
        self, services: Services, clock: FakeClock, bob: Viewer, frida: Viewer, treatment: UUID
    ) -> None:
        early = NOW + timedelta(weeks=3)
        await set_next_treatment(services, bob, treatment, plan(early, reason="She travels."))
        clock.pass_time(hours=1)
        await set_next_treatment(services, frida, treatment, plan(None, 1))
        shown = await show_calendar(services, bob, treatment)
        assert (shown.version, shown.next_treatment_at) == (2, None)
        history = [
            (each.version, each.next_treatment_at, each.reason, each.planned_by) for each in shown.plans
        ]
        assert history == [(2, None, "", "Frida Falk"), (1, early, "She travels.", "Bob Berger")]
        assert [each.planned_at for each in shown.plans] == [NOW + timedelta(hours=1), NOW]

    async def test_begins_with_the_date_that_was_recorded_with_the_treatment(
        self, services: Services, bob: Viewer
    ) -> None:
        made = await make_treatment(services, bob, next_treatment_at=WEEK_5)
        [first] = (await show_calendar(services, bob, made.id)).plans
        assert (first.version, first.next_treatment_at, first.planned_by) == (1, WEEK_5, "Bob Berger")

    async def test_of_before_the_history_can_be_moved(
        self, services: Services, bob: Viewer, treatment: UUID
    ) -> None:
        await Treatment.filter(id=treatment).update(next_treatment_at=WEEK_5)
        assert (await show_calendar(services, bob, treatment)).version == 0
        await set_next_treatment(services, bob, treatment, plan(None))
        assert (await show_calendar(services, bob, treatment)).version == 1

    async def test_a_repeated_call_changes_nothing(
        self, services: Services, bob: Viewer, treatment: UUID
    ) -> None:
        for _ in range(2):
            await set_next_treatment(services, bob, treatment, plan(WEEK_5, reason="Agreed."))
        assert await TreatmentPlan.all().count() == 1

    async def test_of_two_practitioners_the_second_is_asked_to_look(
        self, services: Services, bob: Viewer, frida: Viewer, treatment: UUID
    ) -> None:
        async def attempt(viewer: Viewer, at: datetime) -> str:
            try:
                await set_next_treatment(services, viewer, treatment, plan(at))
            except Conflict as refused:
                return refused.code
            return "planned"

        outcomes = await asyncio.gather(attempt(bob, WEEK_5), attempt(frida, WEEK_5 + timedelta(days=1)))
        assert sorted(outcomes) == ["plan-changed", "planned"]
        assert await TreatmentPlan.all().count() == 1

    @pytest.mark.parametrize("days", [-3, 800])
    async def test_lies_after_the_treatment_and_within_two_years(
        self, services: Services, bob: Viewer, treatment: UUID, days: int
    ) -> None:
        with pytest.raises(Invalid, match="within two years"):
            await set_next_treatment(services, bob, treatment, plan(NOW + timedelta(days=days)))

    async def test_another_clinic_cannot_plan(
        self, services: Services, erin: Viewer, treatment: UUID
    ) -> None:
        with pytest.raises(NotFound):
            await set_next_treatment(services, erin, treatment, plan(WEEK_5))
