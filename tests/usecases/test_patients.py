"""The patients of a clinic: who is listed, found and told apart, and what joining and erasing do to them."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from models.clinic_patients import ClinicPatient
from models.people import OneTimeLink
from models.treatments import Treatment
from server.domain.errors import Conflict, Invalid, NotFound
from server.domain.viewer import Viewer
from server.domain.vocabulary import AccessKind
from server.ports import Services
from server.shapes.patients import PatientChange, PatientRow, PatientsQuery
from server.shapes.planning import NextTreatment
from server.usecases import (
    diary,
    erasing,
    invitations,
    patients,
    review,
    sharing,
    treatment_planning,
    treatments,
)
from tests.factories import (
    POISON_QUESTION,
    join,
    make_entry,
    make_grant,
    make_patient,
    make_treatment,
    new_treatment,
)
from tests.fakes import NOW, FakeClock


async def listed(services: Services, viewer: Viewer, **query: Any) -> Sequence[PatientRow]:
    return (await patients.list_patients(services, viewer, PatientsQuery(**query))).patients


async def names(services: Services, viewer: Viewer, **query: Any) -> list[str]:
    return [row.name for row in await listed(services, viewer, **query)]


async def patient_of(treatment_id: UUID) -> ClinicPatient:
    treatment = await Treatment.get(id=treatment_id).select_related("clinic_patient")
    assert treatment.clinic_patient is not None
    return treatment.clinic_patient


class TestSearch:
    @pytest.mark.parametrize(
        ("name", "typed"),
        [
            ("Müller", "muller"),
            ("Müller", "MUELLER"),
            ("Mueller", "mül"),
            ("Muller", "müller"),
            ("Anna Schmidt", "schmidt anna"),
            ("Anna Schmidt", "sch an"),
            ("Strauß", "strauss"),
            ("Weiss", "weiß"),
            ("Åse Bjørk", "ase bjork"),
            ("Søren Kjær", "kjaer"),
            ("Zoë Łuczak", "zoe luc"),
            ("Seán O’Brien", "o'brien"),
            ("Seán O'Brien", "brien sean"),
            ("Anna-Lena Groß", "lena gross"),
            ("Nguyễn Thị", "nguyen"),
            ("Юлия", "юли"),
            ("李小龙", "李"),
        ],
    )
    async def test_forgives_case_accents_umlauts_and_order(
        self, services: Services, bob: Viewer, name: str, typed: str
    ) -> None:
        await make_treatment(services, bob, patient_name=name)
        await make_treatment(services, bob, patient_name="Petra Quandt")
        assert await names(services, bob, search=typed) == [name]

    async def test_every_word_must_begin_a_word_of_the_name(self, services: Services, bob: Viewer) -> None:
        await make_treatment(services, bob, patient_name="Anna Schmidt")
        for typed in ("nna", "anna meier", "schmidta"):
            assert await names(services, bob, search=typed) == []
        assert await names(services, bob, search=" , ") == ["Anna Schmidt"]

    async def test_finds_by_the_clinics_number_and_by_the_birth_year(
        self, services: Services, bob: Viewer
    ) -> None:
        one = await make_treatment(services, bob, patient_name="Anna Schmidt")
        two = await make_treatment(services, bob, patient_name="Anna Schmidt")
        await change(services, bob, one.clinic_patient_id, number="P-1042", birth_year=1984)
        page = await change(services, bob, two.clinic_patient_id, birth_year=1991)
        assert page.namesakes == 1
        for typed in ("1042", "anna 1984", "p-1042 schmidt"):
            assert [row.id for row in await listed(services, bob, search=typed)] == [one.clinic_patient_id]
        assert [row.birth_year for row in await listed(services, bob, search="1991")] == [1991]

    async def test_a_new_name_replaces_the_old_one(self, services: Services, bob: Viewer) -> None:
        recorded = await make_treatment(services, bob, patient_name="Anna Schmidt")
        await change(services, bob, recorded.clinic_patient_id, name="Anna Öztürk")
        assert await names(services, bob, search="schmidt") == []
        assert await names(services, bob, search="oezturk") == ["Anna Öztürk"]
        assert (await treatments.show_to_clinic(bob, recorded.id)).patient_name == "Anna Schmidt"

    async def test_another_clinic_finds_nobody(self, services: Services, bob: Viewer, erin: Viewer) -> None:
        await make_treatment(services, bob, patient_name="Anna Schmidt")
        page = await patients.list_patients(services, erin, PatientsQuery(search="anna"))
        assert (page.patients, page.any) == ([], False)


async def change(services: Services, viewer: Viewer, patient_id: UUID, **fields: Any) -> Any:
    known = await ClinicPatient.get(id=patient_id)
    new = PatientChange(**{"name": known.name} | fields)
    return await patients.change_patient(services, viewer, patient_id, new)


class TestFilters:
    async def test_nobody_disappears(self, services: Services, bob: Viewer, clock: FakeClock) -> None:
        await make_treatment(services, bob, patient_name="Anna")
        clock.pass_time(days=400)
        assert await names(services, bob) == ["Anna"]
        assert await names(services, bob, treated_weeks=52) == []
        assert await names(services, bob, treated_weeks=60) == ["Anna"]

    async def test_by_joining_and_by_a_planned_session(
        self, services: Services, bob: Viewer, alice: Viewer
    ) -> None:
        await make_treatment(services, bob, patient=alice, patient_name="Alice")
        await make_treatment(services, bob, patient_name="Nora", next_treatment_at=NOW + timedelta(days=20))
        await make_treatment(services, bob, patient_name="Otto", next_treatment_at=NOW + timedelta(days=9))
        assert set(await names(services, bob, not_joined=True)) == {"Nora", "Otto"}
        assert set(await names(services, bob, planned=True)) == {"Nora", "Otto"}
        assert await names(services, bob, sort="next-session") == ["Otto", "Nora"]

    async def test_a_moved_session_is_listed_at_its_new_date(self, services: Services, bob: Viewer) -> None:
        recorded = await make_treatment(services, bob, patient_name="Nora")
        planned = NextTreatment(version=0, next_treatment_at=NOW + timedelta(days=20))
        await treatment_planning.set_next_treatment(services, bob, recorded.id, planned)
        [row] = await listed(services, bob, planned=True)
        assert row.next_treatment_at == NOW + timedelta(days=20)

    async def test_what_a_diary_says_counts_only_while_it_is_shared(
        self, services: Services, bob: Viewer, frida: Viewer, alice: Viewer, treatment: UUID
    ) -> None:
        await make_entry(services, alice, treatment, question=POISON_QUESTION, signs=[{"sign": "pustules"}])
        assert await listed(services, bob, question=True) == []
        grant = await make_grant(services, alice, treatment)
        for filters in ({"shared": True}, {"question": True}, {"finding": True}):
            [row] = await listed(services, bob, **filters)
            assert (row.shared, row.question_open, row.finding_open) == (True, True, True)
            assert await listed(services, frida, **filters) == []
        await sharing.revoke_grant(services, alice, grant.id)
        [row] = await listed(services, bob)
        assert (row.shared, row.question_open, row.finding_open) == (False, False, False)

    async def test_a_review_settles_a_finding_until_the_next_entry_as_in_the_queue(
        self, services: Services, bob: Viewer, alice: Viewer, treatment: UUID, clock: FakeClock
    ) -> None:
        await make_entry(services, alice, treatment, signs=[{"sign": "pustules"}])
        await make_grant(services, alice, treatment)
        assert [row.finding_open for row in await listed(services, bob, finding=True)] == [True]
        await review.mark_reviewed(services, bob, treatment)
        assert await listed(services, bob, finding=True) == []
        assert [row.finding_open for row in await listed(services, bob)] == [False]
        clock.pass_time(days=1)
        again = clock.now() - timedelta(minutes=5)
        await make_entry(services, alice, treatment, signs=[{"sign": "pustules"}], occurred_at=again)
        assert [row.finding_open for row in await listed(services, bob, finding=True)] == [True]

    async def test_a_grant_without_notes_hides_that_a_question_is_open(
        self, services: Services, bob: Viewer, alice: Viewer, treatment: UUID
    ) -> None:
        await make_entry(services, alice, treatment, question=POISON_QUESTION)
        await make_grant(services, alice, treatment, with_notes=False)
        assert await listed(services, bob, question=True) == []
        assert [row.shared for row in await listed(services, bob)] == [True]

    async def test_a_diary_of_which_the_list_shows_nothing_is_not_recorded(
        self, services: Services, bob: Viewer, alice: Viewer, treatment: UUID
    ) -> None:
        await make_entry(services, alice, treatment, question="", signs=[], scores={"redness": 0})
        await make_grant(services, alice, treatment)
        [row] = await listed(services, bob)
        assert (row.shared, row.question_open, row.finding_open) == (True, False, False)
        assert (await diary.changes_after(alice, 0)).access_records == []

    async def test_the_list_is_recorded_as_an_access_once_in_ten_minutes(
        self, services: Services, bob: Viewer, alice: Viewer, treatment: UUID, clock: FakeClock
    ) -> None:
        await make_entry(services, alice, treatment)
        await make_grant(services, alice, treatment)
        await listed(services, bob)
        await listed(services, bob, search="nobody")
        await listed(services, bob)
        clock.pass_time(minutes=11)
        await listed(services, bob)
        records = (await diary.changes_after(alice, 0)).access_records
        assert [record.kind for record in records] == [AccessKind.QUEUE] * 2


class TestPaging:
    @pytest.mark.parametrize("sort", ["name", "last-visit", "next-session"])
    async def test_pages_together_are_the_whole_list(
        self, services: Services, bob: Viewer, monkeypatch: pytest.MonkeyPatch, sort: str
    ) -> None:
        monkeypatch.setattr(patients, "MAX_PAGE", 2)
        for number in range(5):
            planned = NOW + timedelta(days=5 + number % 2)
            await make_treatment(services, bob, patient_name=f"Anna {number % 3}", next_treatment_at=planned)
        seen: list[UUID] = []
        after: str | None = None
        while after is not None or not seen:
            query = PatientsQuery.model_validate({"sort": sort, "after": after})
            page = await patients.list_patients(services, bob, query)
            seen += [row.id for row in page.patients]
            after = page.next
        assert len(seen) == len(set(seen)) == 5

    @pytest.mark.parametrize("after", ["x", "W10=", "WzFd", "WyJhIiwgImIiXQ==", "bnVsbA==", "ÿ", "[" * 400])
    @pytest.mark.parametrize("sort", ["name", "last-visit"])
    async def test_an_invented_cursor_is_refused(
        self, services: Services, bob: Viewer, after: str, sort: str
    ) -> None:
        query = PatientsQuery.model_validate({"sort": sort, "after": after})
        with pytest.raises(Invalid):
            await patients.list_patients(services, bob, query)


class TestThePage:
    async def test_says_whether_a_shared_diary_is_still_empty(
        self, services: Services, bob: Viewer, alice: Viewer, treatment: UUID
    ) -> None:
        async def session() -> tuple[bool, bool]:
            patient = await patient_of(treatment)
            [each] = (await patients.show_patient(services, bob, patient.id)).treatments
            return each.shared, each.empty

        assert await session() == (False, False)
        await make_grant(services, alice, treatment)
        assert await session() == (True, True)
        await make_entry(services, alice, treatment)
        assert await session() == (True, False)


class TestSeries:
    async def test_someone_who_has_not_joined_has_a_second_session(
        self, services: Services, bob: Viewer, alice: Viewer
    ) -> None:
        first = await make_treatment(services, bob, patient_name="Alice")
        second = await treatments.record_treatment(services, bob, returning(first.clinic_patient_id))
        assert (second.number_in_series, second.patient_name, second.joined) == (2, "Alice", False)
        [row] = await listed(services, bob)
        assert (row.visits, row.joined) == (2, False)

        await join(alice, second.id)
        page = await patients.show_patient(services, bob, row.id)
        assert [each.treatment.joined for each in page.treatments] == [True, True]
        assert [each.number_in_series for each in (await diary.changes_after(alice, 0)).treatments] == [1, 2]

    async def test_joining_one_session_cancels_the_invitations_to_the_others(
        self, services: Services, bob: Viewer, alice: Viewer
    ) -> None:
        first = await make_treatment(services, bob, patient_name="Alice")
        second = await treatments.record_treatment(services, bob, returning(first.clinic_patient_id))
        links = [await invitations.invite_patient(services, bob, each.id) for each in (first, second)]
        page = await patients.show_patient(services, bob, first.clinic_patient_id)
        assert [each.invitation.state for each in page.treatments] == ["open", "open"]
        await invitations.accept_invitation(services, alice, links[1].url.partition("#")[2])
        assert await OneTimeLink.filter(used_at=None, expires_at__gt=NOW).count() == 0
        page = await patients.show_patient(services, bob, first.clinic_patient_id)
        assert [each.invitation.state for each in page.treatments] == ["joined", "joined"]

    async def test_a_session_after_joining_belongs_to_the_patients_diary(
        self, services: Services, bob: Viewer, alice: Viewer, treatment: UUID
    ) -> None:
        known = await patient_of(treatment)
        again = await treatments.record_treatment(services, bob, returning(known.id))
        assert (again.patient_id, again.number_in_series) == (alice.person_id, 2)

    async def test_a_patient_recorded_twice_becomes_one_on_joining(
        self, services: Services, bob: Viewer, alice: Viewer, treatment: UUID
    ) -> None:
        double = await make_treatment(services, bob, patient_name="Alicia A.")
        await change(services, bob, double.clinic_patient_id, number="77")
        await join(alice, double.id)
        [row] = await listed(services, bob)
        assert (row.id, row.visits, row.number) == ((await patient_of(treatment)).id, 2, "77")
        assert [hit.id for hit in await listed(services, bob, search="77")] == [row.id]

    async def test_somebody_else_who_joins_becomes_a_patient_of_their_own(
        self, services: Services, bob: Viewer, alice: Viewer, dora: Viewer, treatment: UUID
    ) -> None:
        """The clinic has invited Dora to a session that Alice has erased."""
        known = await patient_of(treatment)
        again = await treatments.record_treatment(services, bob, returning(known.id))
        await erasing.erase_treatment(services, alice, treatment)
        await join(dora, treatment)
        assert (await patient_of(again.id)).person_id == alice.person_id
        assert (await patient_of(treatment)).person_id == dora.person_id
        assert sorted(row.visits for row in await listed(services, bob)) == [1, 1]

    async def test_an_erased_session_does_not_come_back_with_the_next_invitation(
        self, services: Services, bob: Viewer, alice: Viewer, treatment: UUID
    ) -> None:
        known = await patient_of(treatment)
        await erasing.erase_treatment(services, alice, treatment)
        assert (await patient_of(treatment)).person_id is None
        again = await treatments.record_treatment(services, bob, returning(known.id))
        await join(alice, again.id)
        assert [each.id for each in (await diary.changes_after(alice, 0)).treatments] == [again.id]
        assert await names(services, bob) == [known.name]

    async def test_a_repeated_call_records_one_patient(self, services: Services, bob: Viewer) -> None:
        new = new_treatment(patient_name="Nora")
        await make_treatment(services, bob, patient_name="Somebody else")
        for _ in range(2):
            await treatments.record_treatment(services, bob, new)
        assert len(await listed(services, bob, search="nora")) == 1

    async def test_an_id_of_another_record_makes_no_patient(self, services: Services, bob: Viewer) -> None:
        first = await make_treatment(services, bob, patient_name="Nora")
        with pytest.raises(Conflict):
            await treatments.record_treatment(services, bob, new_treatment(id=first.id, patient_name="Olga"))
        assert await names(services, bob) == ["Nora"]


def returning(clinic_patient_id: UUID) -> Any:
    return new_treatment(
        clinic_patient_id=clinic_patient_id, patient_name=None, treated_at_local="2026-11-20T09:00"
    )


class TestOtherClinics:
    async def test_a_patient_of_another_clinic_does_not_exist(
        self, services: Services, bob: Viewer, erin: Viewer, alice: Viewer, treatment: UUID
    ) -> None:
        known = await patient_of(treatment)
        calls = (
            lambda: patients.show_patient(services, erin, known.id),
            lambda: patients.show_patient(services, erin, uuid4()),
            lambda: patients.show_patient(services, alice, known.id),
            lambda: change(services, erin, known.id, name="Mallory"),
            lambda: treatments.record_treatment(services, erin, returning(known.id)),
        )
        errors = []
        for call in calls:
            with pytest.raises(NotFound) as caught:
                await call()
            errors.append((caught.value.code, caught.value.detail))
        assert set(errors) == {("patient-unknown", "This clinic has no such patient.")}

    async def test_one_person_is_a_patient_of_each_clinic(
        self, services: Services, bob: Viewer, erin: Viewer, treatment: UUID, alice: Viewer
    ) -> None:
        await make_treatment(services, erin, patient=alice, patient_name="Alia")
        assert await names(services, erin) == ["Alia"]
        [row] = await listed(services, bob)
        assert row.visits == 1

    async def test_a_stranger_with_the_same_name_stays_apart(self, services: Services, bob: Viewer) -> None:
        for _ in range(2):
            await make_treatment(services, bob, patient=await make_patient(), patient_name="Mei Tanaka")
        assert [row.visits for row in await listed(services, bob)] == [1, 1]


class TestErasure:
    async def test_an_erased_account_leaves_the_clinics_record_without_the_person(
        self, services: Services, bob: Viewer, alice: Viewer, treatment: UUID
    ) -> None:
        await erasing.erase_account(services, alice)
        [row] = await listed(services, bob)
        assert (row.joined, row.shared) == (False, False)
        assert (await patient_of(treatment)).person_id is None
