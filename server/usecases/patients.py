"""The patients of a clinic: search and filter them, show one, and change what the clinic knows them by."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tortoise.expressions import Q, Subquery
from tortoise.queryset import QuerySet

from models.clinic_patients import ClinicPatient, PatientWord
from models.treatments import Treatment
from models.unit_of_work import unit_of_work
from server.domain.limits import MAX_PAGE
from server.domain.name_search import after_prefix, sort_key, typed_words
from server.domain.queue_order import is_reviewed
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.patients import PatientChange, PatientList, PatientPage, PatientRow, PatientsQuery
from server.usecases.access_to_clinic import clinic_patient, patients_of_clinic
from server.usecases.clinic_patient_rows import hold_patient, index_name
from server.usecases.cursors import cursor_of, instant_of, read_cursor
from server.usecases.diary_summaries import OpenDiaries, open_diaries
from server.usecases.membership_rows import patients_without_practitioner
from server.usecases.patient_views import patient_page

STILL_PLANNED = timedelta(hours=12)
"""A session counts as planned until so long after its hour."""
SORT_COLUMNS = {
    "name": "folded_name",
    "last-visit": "last_treated_at",
    "next-session": "next_treatment_at",
}

Reviews = dict[UUID, datetime | None]
"""Treatments, with when each was reviewed last."""
Shared = dict[UUID, Reviews]
"""The treatments of each patient whose diaries are open to the viewer."""


async def list_patients(services: Services, viewer: Viewer, query: PatientsQuery) -> PatientList:
    """Return one page of the clinic's patients. Diaries of which a row shows something are recorded as accesses.

    `sort=next-session` lists only patients with a planned session. Raises `Invalid` for an unreadable cursor.
    """
    now = services.clock.now()
    diaries = await open_diaries(viewer, now=now)
    shared = await _shared_by_patient(diaries)
    if query.question or query.finding:
        await diaries.load(diaries.opened)
    everyone = patients_of_clinic(viewer).filter(visits__gt=0)  # not those whose treatments are all withdrawn
    matching = _matching(everyone, viewer, query, now=now)
    rows = await _behind_cursor(_filter_shared(matching, query, shared, diaries), query)
    page = rows[:MAX_PAGE]
    on_page = {each: at for row in page for each, at in shared.get(row.id, {}).items()}
    await diaries.load(on_page)
    await diaries.record(services, viewer, [key for key, at in on_page.items() if _shows({key: at}, diaries)])
    unattended = await patients_without_practitioner(viewer.clinic_id)
    return PatientList(
        patients=[
            _row(row, shared.get(row.id, {}), diaries, unattended=row.id in unattended) for row in page
        ],
        next=_cursor(page[-1], query) if len(rows) > MAX_PAGE else None,
        any=bool(page) or await everyone.exists(),
    )


async def _shared_by_patient(diaries: OpenDiaries) -> Shared:
    shared: Shared = {}
    rows = Treatment.filter(id__in=list(diaries.opened)).order_by("-treated_at", "id")
    for treatment_id, patient_id, reviewed_at in await rows.values_list(
        "id", "clinic_patient_id", "reviewed_at"
    ):
        shared.setdefault(patient_id, {})[treatment_id] = reviewed_at
    return shared


def _matching(
    rows: QuerySet[ClinicPatient], viewer: Viewer, query: PatientsQuery, *, now: datetime
) -> QuerySet[ClinicPatient]:
    for word in typed_words(query.search):
        matching = PatientWord.filter(clinic_id=viewer.clinic_id, word__gte=word, word__lt=after_prefix(word))
        rows = rows.filter(id__in=Subquery(matching.values("patient_id")))
    if query.planned or query.sort == "next-session":
        rows = rows.filter(next_treatment_at__gte=now - STILL_PLANNED)
    if query.not_joined:
        rows = rows.filter(person_id=None)
    if query.treated_weeks is not None:
        rows = rows.filter(last_treated_at__gte=now - timedelta(weeks=query.treated_weeks))
    return rows


def _filter_shared(
    rows: QuerySet[ClinicPatient], query: PatientsQuery, shared: Shared, diaries: OpenDiaries
) -> QuerySet[ClinicPatient]:
    if not (query.shared or query.question or query.finding):
        return rows
    ids = [
        patient_id
        for patient_id, reviews in shared.items()
        if (not query.question or _question_open(reviews, diaries))
        and (not query.finding or _finding_open(reviews, diaries))
    ]
    return rows.filter(id__in=ids)


async def _behind_cursor(rows: QuerySet[ClinicPatient], query: PatientsQuery) -> list[ClinicPatient]:
    """Return the rows behind the cursor, one more than a page has."""
    column = SORT_COLUMNS[query.sort]
    newest_first = query.sort == "last-visit"
    if query.after is not None:
        [value], last_id = read_cursor(query.after, str)
        key = value if column == "folded_name" else instant_of(value)
        beyond: dict[str, Any] = {f"{column}__{'lt' if newest_first else 'gt'}": key}
        level: dict[str, Any] = {column: key, "id__gt": last_id}
        rows = rows.filter(Q(**beyond) | Q(**level))
    return await rows.order_by(f"{'-' if newest_first else ''}{column}", "id").limit(MAX_PAGE + 1)


def _cursor(row: ClinicPatient, query: PatientsQuery) -> str:
    value = getattr(row, SORT_COLUMNS[query.sort])
    return cursor_of(value if isinstance(value, str) else value.isoformat(), row_id=row.id)


def _row(row: ClinicPatient, reviews: Reviews, diaries: OpenDiaries, *, unattended: bool) -> PatientRow:
    return PatientRow(
        id=row.id,
        name=row.name,
        number=row.number,
        birth_year=row.birth_year,
        joined=row.person_id is not None,
        shared=bool(reviews),
        question_open=_question_open(reviews, diaries),
        finding_open=_finding_open(reviews, diaries),
        unattended=unattended,
        visits=row.visits,
        last_treated_at=row.last_treated_at,
        next_treatment_at=row.next_treatment_at,
    )


def _shows(reviews: Reviews, diaries: OpenDiaries) -> bool:
    """Return whether a row says anything of these diaries. It says nothing of one in which nothing is open."""
    return _question_open(reviews, diaries) or _finding_open(reviews, diaries)


def _question_open(treatment_ids: Collection[UUID], diaries: OpenDiaries) -> bool:
    summaries = map(diaries.summary, treatment_ids)
    return any(summary is not None and summary.question_open for summary in summaries)


def _finding_open(reviews: Reviews, diaries: OpenDiaries) -> bool:
    """Return whether a finding is open that nobody has reviewed: the same that the queue lists."""
    return any(
        summary.findings and not is_reviewed(reviewed_at, last_entry_at=summary.last_entry_at)
        for treatment_id, reviewed_at in reviews.items()
        if (summary := diaries.summary(treatment_id)) is not None
    )


async def show_patient(services: Services, viewer: Viewer, clinic_patient_id: UUID) -> PatientPage:
    """Return a patient with all treatments at the viewer's clinic. Raises `NotFound` (patient-unknown)."""
    patient = await clinic_patient(viewer, clinic_patient_id)
    return await patient_page(viewer, patient, now=services.clock.now())


async def change_patient(
    services: Services, viewer: Viewer, clinic_patient_id: UUID, change: PatientChange
) -> PatientPage:
    """Change name, number and birth year in the clinic's records. Raises `NotFound` (patient-unknown).

    Records of treatments keep the name that was used then.
    """
    await clinic_patient(viewer, clinic_patient_id)

    async def save() -> None:
        patient = await hold_patient(clinic_patient_id)
        patient.name, patient.folded_name = change.name, sort_key(change.name)
        patient.number, patient.birth_year = change.number, change.birth_year
        await patient.save(update_fields=["name", "folded_name", "number", "birth_year"])
        await index_name(patient)

    await unit_of_work(save)
    return await show_patient(services, viewer, clinic_patient_id)
