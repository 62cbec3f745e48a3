"""Tell practitioners on the eve that they have sessions: plan the messages, and count the sessions of a day.

The owners of a clinic are told of the sessions of patients whose practitioner has left and whom nobody has taken over.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from models.people import Clinic, Membership
from models.reminders import Reminder
from models.treatments import Treatment
from models.unit_of_work import unit_of_work
from server.domain.local_time import local_date, start_of_day, stored_time_zone
from server.domain.reminders import PlannedReminder, plan_coming_sessions
from server.domain.vocabulary import MembershipRole
from server.ports import Services
from server.usecases.reminder_rows import delivery_preferences_from, move_row, new_row, preferences_of


@dataclass(frozen=True, slots=True)
class SessionsOfDay:
    """Of one practitioner: `unattended` of them are of patients who have no practitioner at the clinic any more."""

    count: int
    unattended: int


@dataclass(frozen=True, slots=True)
class _Session:
    person_id: UUID
    at: datetime
    unattended: bool


AHEAD = timedelta(days=3)
"""Sessions within this time are planned for. Housekeeping does so every hour."""
COLUMNS = (
    "in_charge_id", "recorded_by_id", "treated_at", "next_treatment_at",
    "clinic_patient__last_treated_at",
)  # fmt: skip


async def plan_sessions_of_clinic(services: Services, clinic_id: UUID) -> int:
    """Plan the messages to everyone at a clinic. Return the number of people with sessions in the next days."""
    clinic = await Clinic.get(id=clinic_id)
    team = await Membership.filter(clinic_id=clinic_id, ended_at=None)
    return await _plan(services, clinic, [membership.person_id for membership in team])


async def plan_sessions_of(services: Services, person_id: UUID) -> None:
    """Plan the messages to one practitioner again: they may have chosen another hour."""
    for membership in await Membership.filter(person_id=person_id, ended_at=None).select_related("clinic"):
        await _plan(services, membership.clinic, [person_id])


async def count_sessions(clinic: Clinic, person_id: UUID, day: date) -> SessionsOfDay:
    """Return how many sessions a practitioner is told of for a day of the clinic's time zone."""
    zone = stored_time_zone(clinic.time_zone)
    begins, ends = start_of_day(day, zone), start_of_day(day + timedelta(days=1), zone)
    sessions = [each for each in await _sessions(clinic.id, begins, ends) if each.person_id == person_id]
    return SessionsOfDay(len(sessions), sum(each.unattended for each in sessions))


async def _plan(services: Services, clinic: Clinic, people: Collection[UUID]) -> int:
    now, zone = services.clock.now(), stored_time_zone(clinic.time_zone)
    days: dict[UUID, set[date]] = {}
    for each in await _sessions(clinic.id, now, now + AHEAD):
        if each.person_id in people:
            days.setdefault(each.person_id, set()).add(local_date(each.at, zone))
    for person_id, of_person in days.items():
        await _plan_for_person(services, clinic, person_id, of_person)
    return len(days)


async def _plan_for_person(services: Services, clinic: Clinic, person_id: UUID, days: set[date]) -> None:
    preferences = delivery_preferences_from(await preferences_of(person_id), time_zone=clinic.time_zone)
    zone = stored_time_zone(clinic.time_zone)
    eves = (plan_coming_sessions(clinic.id, day, preferences, clinic_zone=zone) for day in sorted(days))
    now = services.clock.now()
    planned = [eve for eve in eves if eve is not None and (eve.not_after is None or now < eve.not_after)]
    await unit_of_work(lambda: _save(services, person_id, planned))


async def _save(services: Services, person_id: UUID, planned: list[PlannedReminder]) -> None:
    """Add the messages that are new, and move those that wait. What is due or completed stays as it is."""
    keys = [each.key for each in planned]
    existing = {row.key: row for row in await Reminder.filter(person_id=person_id, key__in=keys)}
    new = [new_row(services, person_id, each) for each in planned if each.key not in existing]
    if new:
        await Reminder.bulk_create(new, ignore_conflicts=True)
    now = services.clock.now()
    for each in planned:
        row = existing.get(each.key)
        if row is not None and row.completed_at is None and row.due_at > now:
            await move_row(row, each)


async def _sessions(clinic_id: UUID, begins: datetime, ends: datetime) -> list[_Session]:
    """Return who is told of each coming session, and when it is. Only a patient's newest treatment counts."""
    coming = Treatment.filter(
        clinic_patient__clinic_id=clinic_id,
        clinic_patient__next_treatment_at__gte=begins,
        clinic_patient__next_treatment_at__lt=ends,
        withdrawn_at=None,
    )
    rows: list[dict[str, Any]] = await coming.values(*COLUMNS)
    team = {row.person_id: row.role for row in await Membership.filter(clinic_id=clinic_id, ended_at=None)}
    return [
        each
        for row in rows
        if row["treated_at"] == row["clinic_patient__last_treated_at"] and row["next_treatment_at"]
        for each in _recipients(row, team)
    ]


def _recipients(row: dict[str, Any], team: Mapping[UUID, str]) -> Iterator[_Session]:
    in_charge = row["in_charge_id"] or row["recorded_by_id"]
    if in_charge in team:
        yield _Session(in_charge, row["next_treatment_at"], unattended=False)
        return
    for person_id, role in team.items():
        if role == MembershipRole.OWNER:
            yield _Session(person_id, row["next_treatment_at"], unattended=True)
