"""Plan the next treatment: the calendar that a practitioner plans by, and the plan with its history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from models.clinic_patients import update_visits
from models.diary import Reply
from models.revision import lock_treatment, next_revision
from models.treatments import Treatment, TreatmentPlan
from models.unit_of_work import unit_of_work
from server.domain.assessment import Finding, assess
from server.domain.diary import Logged
from server.domain.errors import Conflict
from server.domain.local_time import local_date, stored_time_zone
from server.domain.next_treatment import SkinObstacle, skin_obstacles
from server.domain.sheets import Rule
from server.domain.skin_states import states_of
from server.domain.timeline import Timeline, from_document
from server.domain.treatment_calendar import TreatmentCalendar, treatment_calendar
from server.domain.viewer import Viewer
from server.domain.vocabulary import TreatmentKind
from server.ports import Services
from server.shapes.planning import (
    CalendarDay,
    CalendarRule,
    DayReason,
    NextTreatment,
    PlanningCalendar,
    PlanVersion,
)
from server.shapes.review import ListedFinding
from server.shapes.treatments import TreatmentForClinic
from server.usecases.access import clinic_treatment, open_diary_of
from server.usecases.access_errors import check_standing
from server.usecases.access_records import record_access
from server.usecases.coming_sessions import plan_sessions_of_clinic
from server.usecases.planning import notify_of_planned_session, plan_for
from server.usecases.review_views import load_diary
from server.usecases.treatment_timeline import check_next_treatment, recompile_corrections, recompiled
from server.usecases.treatment_views import clinic_views

AHEAD = timedelta(weeks=26)
"""How far the calendar reaches from today, unless the sheet's window or the plan is later."""
BEYOND = timedelta(weeks=4)
"""How far it reaches beyond the ends of the window and beyond the plan."""
FARTHEST = timedelta(days=2 * 366)


@dataclass(frozen=True, slots=True)
class _Diary:
    """What the diary says at this moment, as far as it is shared with the viewer."""

    shared: bool
    logged: Sequence[Logged] = ()
    findings: Sequence[Finding] = ()

    @property
    def obstacles(self) -> list[SkinObstacle]:
        return list(skin_obstacles(self.logged, self.findings))


async def show_calendar(services: Services, viewer: Viewer, treatment_id: UUID) -> PlanningCalendar:
    """Return on which days the next treatment is possible, what is against it, and what was planned by whom.

    The diary is read only if it is shared with the viewer, and that is recorded. Raises `NotFound` (treatment-unknown)
    or `Conflict` (treatment-withdrawn).
    """
    treatment = await clinic_treatment(viewer, treatment_id)
    check_standing(treatment)
    timeline = from_document(treatment.timeline)
    diary = await _diary(services, viewer, treatment)
    plans = await _plans(treatment_id)
    outlook = _calendar(services, treatment, timeline, diary)
    record = (await clinic_views(viewer.language, id=treatment_id))[0]
    return PlanningCalendar(
        treatment_id=treatment_id,
        clinic_patient_id=record.clinic_patient_id,
        patient_name=record.patient_name,
        joined=record.joined,
        number_in_series=record.number_in_series,
        treated_at=record.treated_at,
        time_zone=record.time_zone,
        sheet_title=record.sheet.title,
        next_treatment_at=record.next_treatment_at,
        version=_version(plans),
        opens_on=outlook.opens_on,
        closes_on=outlook.closes_on,
        earliest=outlook.earliest,
        days=_days(outlook),
        rules=_rules(timeline, outlook, language=viewer.language),
        shared=diary.shared,
        findings=[_listed(finding) for finding in diary.findings if finding.open],
        obstacles=diary.obstacles,
        plans=[_plan_view(plan) for plan in plans],
    )


async def _diary(services: Services, viewer: Viewer, treatment: Treatment) -> _Diary:
    opened = await open_diary_of(viewer, treatment, now=services.clock.now())
    if opened is None:
        return _Diary(shared=False)
    await record_access(services, viewer, opened.grant)
    diary = await load_diary(services, treatment)
    replies = Reply.filter(treatment_id=treatment.id, patient_id=treatment.patient_id)
    replied_at = [at for (at,) in await replies.values_list("created_at")]
    return _Diary(True, diary.logged, assess(diary.timeline, diary.logged, replied_at=replied_at))


def _calendar(
    services: Services, treatment: Treatment, timeline: Timeline, diary: _Diary
) -> TreatmentCalendar:
    """Return the calendar from today on. Its window does not depend on how far it reaches."""
    clock = stored_time_zone(treatment.time_zone)
    today = local_date(services.clock.now(), clock)
    states = states_of(timeline, diary.logged)

    def calendar(last: date) -> TreatmentCalendar:
        kind = TreatmentKind(treatment.record["kind"])
        return treatment_calendar(timeline, services.topics, states, kind=kind, days=(today, last))

    window = calendar(today)
    planned = treatment.next_treatment_at and local_date(treatment.next_treatment_at, clock)
    ends = (each + BEYOND for each in (window.opens_on, window.closes_on, planned) if each)
    return calendar(min(max([today + AHEAD, *ends]), today + FARTHEST))


def _days(outlook: TreatmentCalendar) -> list[CalendarDay]:
    return [
        CalendarDay(
            day=each.day,
            verdict=each.verdict,
            reasons=[DayReason(kind=reason.kind, rule_id=reason.rule_id) for reason in each.reasons],
        )
        for each in outlook.days
    ]


def _rules(timeline: Timeline, outlook: TreatmentCalendar, *, language: str) -> list[CalendarRule]:
    """Return the rules that days refer to, and those of the series."""
    named = {reason.rule_id for day in outlook.days for reason in day.reasons}
    named.update(timeline.series.rule_ids if timeline.series else ())
    rules = [window.rule for window in timeline.windows if window.rule.id in named]
    return [
        _rule(rule, language if language in rule.translations else timeline.sheet.language) for rule in rules
    ]


def _rule(rule: Rule, language: str) -> CalendarRule:
    text = rule.text(language)
    return CalendarRule(
        id=rule.id, says=text.says, language=language, cite=text.cite, directed=rule.source == "practitioner"
    )


def _listed(finding: Finding) -> ListedFinding:
    return ListedFinding.model_validate({name: getattr(finding, name) for name in ListedFinding.model_fields})


async def _plans(treatment_id: UUID) -> list[TreatmentPlan]:
    """Return what was planned, newest first."""
    plans = TreatmentPlan.filter(treatment_id=treatment_id).order_by("-version")
    return await plans.select_related("planned_by")


def _version(plans: Sequence[TreatmentPlan]) -> int:
    """Return the version of the plan that stands. A date recorded before plans were kept has version 0."""
    return plans[0].version if plans else 0


def _plan_view(plan: TreatmentPlan) -> PlanVersion:
    return PlanVersion(
        version=plan.version,
        next_treatment_at=plan.next_treatment_at,
        reason=plan.reason,
        planned_by=plan.planned_by.display_name if plan.planned_by else None,
        planned_at=plan.planned_at,
    )


async def set_next_treatment(
    services: Services, viewer: Viewer, treatment_id: UUID, planned: NextTreatment
) -> TreatmentForClinic:
    """Plan, move or cancel the next treatment. Rules that depend on it move with it. A repeated call changes nothing.

    Raises `NotFound` (treatment-unknown), `Invalid` (next-treatment-out-of-range) or `Conflict` (plan-changed,
    treatment-withdrawn).
    """
    stood = await clinic_treatment(viewer, treatment_id)
    check_standing(stood)
    check_next_treatment(stood.treated_at, planned.next_treatment_at)

    async def plan() -> UUID | None:
        row = await lock_treatment(stood)  # so that no version is accepted in the meantime
        plans = await _plans(treatment_id)
        if _says_already(row, plans, planned):
            return row.patient_id
        check_standing(row)
        if planned.version != _version(plans):
            raise Conflict("Somebody else has changed the plan.", code="plan-changed")
        await _replace(services, viewer, row, planned)
        return row.patient_id

    patient_id = await unit_of_work(plan)
    if patient_id is not None:
        await plan_for(services, patient_id)
    if stood.clinic_id is not None:
        await plan_sessions_of_clinic(services, stood.clinic_id)
    return (await clinic_views(viewer.language, id=treatment_id))[0]


def _says_already(row: Treatment, plans: Sequence[TreatmentPlan], planned: NextTreatment) -> bool:
    """Return True for a repeated call, and for one that changes nothing."""
    reason = plans[0].reason if plans else ""
    return (row.next_treatment_at, reason) == (planned.next_treatment_at, planned.reason)


async def _replace(services: Services, viewer: Viewer, row: Treatment, planned: NextTreatment) -> None:
    """Store the plan and its version, and move the rules that depend on it."""
    plan = await TreatmentPlan.create(
        id=services.new_id(),
        treatment_id=row.id,
        version=planned.version + 1,
        next_treatment_at=planned.next_treatment_at,
        reason=planned.reason,
        planned_by_id=viewer.person_id,
        planned_at=services.clock.now(),
    )
    await row.fetch_related("sheet_version")
    before, row.next_treatment_at = row.next_treatment_at, planned.next_treatment_at
    row.timeline = recompiled(row.sheet_version, row, tree=services.topics)
    if row.patient_id is not None:
        row.revision = await next_revision(row.patient_id)
    await row.save(update_fields=["next_treatment_at", "timeline", "revision"])
    await update_visits(row.clinic_patient_id)
    await recompile_corrections(row, tree=services.topics)
    await notify_of_planned_session(services, row, plan.id, before=before)
