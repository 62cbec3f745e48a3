"""A clinic corrects or withdraws what it has recorded, and what the record said before stays readable."""

import asyncio
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from models.clinic_patients import ClinicPatient
from models.people import OneTimeLink
from models.reminders import Reminder
from models.sharing import Grant
from models.treatments import RecordRevision, SheetVersion, Treatment
from server.domain.errors import AfterglowError, Conflict, NotFound
from server.domain.viewer import Viewer
from server.domain.vocabulary import ReminderKind
from server.ports import Services
from server.shapes.patients import PatientsQuery
from server.shapes.planning import NextTreatment
from server.shapes.record_history import RecordCorrection, Withdrawing
from server.usecases import diary, patients, queue, record_corrections, treatment_planning, treatments
from server.usecases.changes_views import changes_view
from server.usecases.invitations import invite_patient
from server.usecases.planning import plan_for
from tests.factories import entry_write, make_grant, make_treatment, new_treatment
from tests.fakes import NOW

MISTAKE = Withdrawing(reason="It was another patient.")


def correction(version: int = 1, **changes: Any) -> RecordCorrection:
    """Return what the form sends: the record of `new_treatment` with changes."""
    same = new_treatment(**changes)
    fields = ("sheet_key", "treated_at_local", "time_zone", "fold", "record")
    return RecordCorrection(version=version, **{name: getattr(same, name) for name in fields})


async def another_sheet(services: Services, key: str = "quiet-days", **changes: Any) -> SheetVersion:
    sheet = await SheetVersion.get(key="calm-days")
    sheet.id, sheet.key = uuid4(), key
    sheet.document = sheet.document | {"id": key, "title": "Quiet days"}
    for name, value in changes.items():
        setattr(sheet, name, value)
    await sheet.save(force_create=True)
    return sheet


class TestCorrecting:
    async def test_keeps_what_the_record_said_who_changed_it_and_when(
        self, services: Services, bob: Viewer, frida: Viewer, treatment: UUID
    ) -> None:
        deeper = correction(record={"areas": [{"area": "cheeks", "depth_mm": 1.5}]})
        shown = await record_corrections.correct_record(services, frida, treatment, deeper)
        assert (shown.record, shown.record_version) == (deeper.record, 2)
        first, second = (await record_corrections.record_history(bob, treatment)).versions
        assert (first.version, first.written_by, first.record.areas[0].model_dump()["depth_mm"]) == (
            *(1, "Bob Berger"),
            0.5,
        )
        assert (second.version, second.written_by, second.written_at) == (2, "Frida Falk", NOW)
        assert second.record == deeper.record

    async def test_recording_again_under_the_same_id_is_answered_with_the_corrected_record(
        self, services: Services, bob: Viewer, treatment: UUID
    ) -> None:
        """The answer to the first request was lost, and the form sends it again after the correction."""
        row = await Treatment.get(id=treatment)
        sent = new_treatment(id=treatment, patient_name=row.patient_name)
        for version, device in enumerate(("Dermapen 4", "Exceed"), start=1):
            await record_corrections.correct_record(
                services, bob, treatment, correction(version, record={"device": device})
            )
        shown = await treatments.record_treatment(services, bob, sent)
        assert shown.record.model_dump()["device"] == "Exceed"
        assert shown.record_version == 3
        other = new_treatment(id=treatment, patient_name=row.patient_name, record={"device": "Exceed"})
        with pytest.raises(Conflict) as refused:
            await treatments.record_treatment(services, bob, other)
        assert refused.value.code == "id-taken"

    async def test_every_earlier_version_stays(
        self, services: Services, bob: Viewer, treatment: UUID
    ) -> None:
        for version, device in enumerate(("Dermapen 4", "SkinPen 2", "Exceed"), start=1):
            again = correction(version, record={"device": device})
            await record_corrections.correct_record(services, bob, treatment, again)
        history = (await record_corrections.record_history(bob, treatment)).versions
        devices = [each.record.model_dump()["device"] for each in history]
        assert devices == ["SkinPen", "Dermapen 4", "SkinPen 2", "Exceed"]

    async def test_a_corrected_time_moves_the_timeline_the_visits_and_the_reminders(
        self, services: Services, bob: Viewer, alice: Viewer, treatment: UUID
    ) -> None:
        before = (await treatments.show_to_patient(alice, treatment)).revision
        later = correction(treated_at_local="2026-11-20T12:00")
        await record_corrections.correct_record(services, bob, treatment, later)
        changes = await changes_view(alice.person_id, after=before)
        [seen] = changes.treatments
        assert seen.treated_at == datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
        assert seen.timeline["treated_at"] == "2026-11-20T11:00:00Z"
        assert (await ClinicPatient.get()).last_treated_at == seen.treated_at
        notice = await Reminder.get(person_id=alice.person_id, kind=ReminderKind.RECORD_CHANGED)
        assert (notice.due_at, notice.treatment_id) == (NOW, treatment)
        moved = await Reminder.filter(kind=ReminderKind.MILESTONE).order_by("due_at")
        await plan_for(services, alice.person_id)
        planned = await Reminder.filter(kind=ReminderKind.MILESTONE).order_by("due_at")
        assert moved
        assert moved == planned

    async def test_the_patient_is_not_told_of_a_corrected_note(
        self, services: Services, bob: Viewer, treatment: UUID
    ) -> None:
        await record_corrections.correct_record(services, bob, treatment, correction(record={"note": "x"}))
        assert await Reminder.filter(kind=ReminderKind.RECORD_CHANGED).count() == 0

    async def test_another_sheet_can_be_chosen(
        self, services: Services, bob: Viewer, alice: Viewer, treatment: UUID
    ) -> None:
        await another_sheet(services)
        await record_corrections.correct_record(services, bob, treatment, correction(sheet_key="quiet-days"))
        seen = await treatments.show_to_patient(alice, treatment)
        assert (seen.sheet.key, seen.timeline["sheet"]["id"]) == ("quiet-days", "quiet-days")
        first = (await record_corrections.record_history(bob, treatment)).versions[0]
        assert first.sheet.key == "calm-days"

    async def test_the_version_of_the_same_sheet_stays(
        self, services: Services, bob: Viewer, treatment: UUID
    ) -> None:
        await another_sheet(services, key="calm-days", version=2)
        shown = await record_corrections.correct_record(
            services, bob, treatment, correction(record={"device": "Exceed"})
        )
        assert shown.sheet.version == 1

    async def test_a_repeated_call_changes_nothing(
        self, services: Services, bob: Viewer, treatment: UUID
    ) -> None:
        again = correction(record={"device": "Exceed"})
        first = await record_corrections.correct_record(services, bob, treatment, again)
        assert await record_corrections.correct_record(services, bob, treatment, again) == first
        assert await RecordRevision.all().count() == 1

    async def test_a_record_that_stays_as_it_is_gets_no_version(
        self, services: Services, bob: Viewer, treatment: UUID
    ) -> None:
        shown = await record_corrections.correct_record(services, bob, treatment, correction())
        assert (shown.record_version, await RecordRevision.all().count()) == (1, 0)

    async def test_of_two_practitioners_the_second_is_asked_to_look(
        self, services: Services, bob: Viewer, frida: Viewer, treatment: UUID
    ) -> None:
        async def attempt(viewer: Viewer, device: str) -> str:
            try:
                await record_corrections.correct_record(
                    services, viewer, treatment, correction(record={"device": device})
                )
            except Conflict as refused:
                return refused.code
            return "saved"

        outcomes = await asyncio.gather(attempt(bob, "Exceed"), attempt(frida, "Dermapen 4"))
        assert sorted(outcomes) == ["record-changed", "saved"]
        assert (await Treatment.get(id=treatment)).record_version == 2

    async def test_the_same_correction_by_somebody_else_changes_nothing(
        self, services: Services, bob: Viewer, frida: Viewer, treatment: UUID
    ) -> None:
        same = correction(record={"device": "Exceed"})
        await record_corrections.correct_record(services, bob, treatment, same)
        shown = await record_corrections.correct_record(services, frida, treatment, same)
        assert shown.record_version == 2

    async def test_another_clinic_sees_nothing(
        self, services: Services, erin: Viewer, alice: Viewer, treatment: UUID
    ) -> None:
        for viewer in (erin, alice):
            with pytest.raises(NotFound):
                await record_corrections.correct_record(services, viewer, treatment, correction())
            with pytest.raises(NotFound):
                await record_corrections.withdraw_treatment(services, viewer, treatment, MISTAKE)
            with pytest.raises(NotFound):
                await record_corrections.record_history(viewer, treatment)
        assert (await Treatment.get(id=treatment)).withdrawn_at is None


BAD: list[tuple[dict[str, Any], str]] = [
    ({"treated_at_local": "2026-11-20T14:00"}, "treatment-in-future"),
    ({"treated_at_local": "1999-01-01T00:00"}, "treatment-too-old"),
    ({"treated_at_local": "2026-11-08T10:00"}, "treatment-order"),
    ({"treated_at_local": "2026-11-09T10:00"}, "treatment-order"),
    ({"treated_at_local": "2026-03-29T02:30"}, "local-time-missing"),
    ({"sheet_key": "no-such-sheet"}, "sheet-unknown"),
    ({"sheet_key": "rosengarten"}, "sheet-unknown"),
    ({"record": {"flags": ["retinol-lair"]}}, "flag-unknown"),
]


@pytest.mark.parametrize(("changes", "code"), BAD, ids=[f"{code}-{n}" for n, (_, code) in enumerate(BAD)])
async def test_bad_input_is_refused_with_a_code_and_changes_nothing(
    services: Services, bob: Viewer, erin: Viewer, changes: dict[str, Any], code: str
) -> None:
    first = await make_treatment(services, bob, treated_at_local="2026-11-09T10:00")
    second = await make_treatment(services, bob, clinic_patient_id=first.clinic_patient_id, patient_name=None)
    await another_sheet(services, key="rosengarten", clinic_id=erin.clinic_id)
    with pytest.raises(AfterglowError) as refused:
        await record_corrections.correct_record(services, bob, second.id, correction(**changes))
    assert refused.value.code == code
    assert await treatments.show_to_clinic(bob, second.id) == second
    assert await RecordRevision.all().count() == 0


@pytest.mark.parametrize(
    "record",
    [
        {"areas": []},
        {"areas": [{"area": "cheeks", "depth_mm": 9}]},
        {"areas": [{"area": "wing", "depth_mm": 1}]},
    ],
)
def test_a_record_without_an_area_or_with_an_impossible_depth_is_refused_by_the_shape(
    record: dict[str, Any],
) -> None:
    fields = correction().model_dump(mode="json", by_alias=True)
    with pytest.raises(ValueError, match="record"):
        RecordCorrection.model_validate(fields | {"record": fields["record"] | record})


class TestWithdrawing:
    async def test_keeps_the_record_with_reason_and_history(
        self, services: Services, bob: Viewer, frida: Viewer, treatment: UUID
    ) -> None:
        await record_corrections.withdraw_treatment(services, frida, treatment, MISTAKE)
        shown = await treatments.show_to_clinic(bob, treatment)
        assert shown.withdrawn is not None
        assert (shown.withdrawn.at, shown.withdrawn.by, shown.withdrawn.reason) == (
            *(NOW, "Frida Falk"),
            "It was another patient.",
        )
        assert len((await record_corrections.record_history(bob, treatment)).versions) == 1

    async def test_takes_it_out_of_the_clinics_lists(
        self, services: Services, bob: Viewer, treatment: UUID
    ) -> None:
        patient_id = (await treatments.show_to_clinic(bob, treatment)).clinic_patient_id
        await record_corrections.withdraw_treatment(services, bob, treatment, MISTAKE)
        assert (await treatments.list_for_clinic(bob)).treatments == []
        assert (await queue.queue(services, bob)).items == []
        listed = await patients.list_patients(services, bob, PatientsQuery())
        assert (listed.patients, listed.any) == ([], False)
        page = await patients.show_patient(services, bob, patient_id)
        assert (page.treatments, [each.id for each in page.withdrawn]) == ([], [treatment])

    async def test_the_other_sessions_are_counted_without_it(self, services: Services, bob: Viewer) -> None:
        first = await make_treatment(services, bob, treated_at_local="2026-11-09T10:00")
        second = await make_treatment(
            services, bob, clinic_patient_id=first.clinic_patient_id, patient_name=None
        )
        await record_corrections.withdraw_treatment(services, bob, first.id, MISTAKE)
        assert (await treatments.show_to_clinic(bob, second.id)).number_in_series == 1
        patient = await ClinicPatient.get()
        assert (patient.visits, patient.last_treated_at) == (1, second.treated_at)

    async def test_a_patient_without_visits_can_be_treated_again(
        self, services: Services, bob: Viewer
    ) -> None:
        first = await make_treatment(services, bob)
        await record_corrections.withdraw_treatment(services, bob, first.id, MISTAKE)
        again = await make_treatment(
            services, bob, clinic_patient_id=first.clinic_patient_id, patient_name=None
        )
        assert again.number_in_series == 1
        assert (await ClinicPatient.get()).visits == 1

    async def test_the_diary_stays_with_the_patient_and_is_closed_to_others(
        self, services: Services, bob: Viewer, alice: Viewer, treatment: UUID
    ) -> None:
        await make_grant(services, alice, treatment)
        entry_id = uuid4()
        await diary.write_entry(services, alice, entry_id, entry_write(treatment))
        await record_corrections.withdraw_treatment(services, bob, treatment, MISTAKE)
        changes = await changes_view(alice.person_id, after=0)
        assert [entry.id for entry in changes.entries] == [entry_id]
        assert changes.treatments[0].withdrawn_at == NOW
        assert (await Grant.get()).revoked_at == NOW
        assert changes.grants[0].revoked_at == NOW
        with pytest.raises(Conflict) as refused:
            await make_grant(services, alice, treatment)
        assert refused.value.code == "treatment-withdrawn"
        later = await diary.write_entry(services, alice, uuid4(), entry_write(treatment))
        assert later.treatment_id == treatment  # what was typed offline is not lost

    async def test_reminds_of_nothing_but_the_withdrawal(
        self, services: Services, bob: Viewer, alice: Viewer, treatment: UUID
    ) -> None:
        await plan_for(services, alice.person_id)
        assert await Reminder.filter(person_id=alice.person_id).count() > 1
        await record_corrections.withdraw_treatment(services, bob, treatment, MISTAKE)
        [left] = await Reminder.filter(person_id=alice.person_id, due_at__gte=NOW)
        assert (left.kind, left.document["wording"]) == ("record-changed", "server.push.record-withdrawn")

    async def test_nobody_can_join_it_any_more(self, services: Services, bob: Viewer) -> None:
        recorded = await make_treatment(services, bob)
        await invite_patient(services, bob, recorded.id)
        await record_corrections.withdraw_treatment(services, bob, recorded.id, MISTAKE)
        assert (await OneTimeLink.get()).expires_at == NOW
        with pytest.raises(Conflict) as refused:
            await invite_patient(services, bob, recorded.id)
        assert refused.value.code == "treatment-withdrawn"

    async def test_it_cannot_be_changed_any_more(
        self, services: Services, bob: Viewer, treatment: UUID
    ) -> None:
        await record_corrections.withdraw_treatment(services, bob, treatment, MISTAKE)
        for attempt in (
            record_corrections.correct_record(
                services, bob, treatment, correction(record={"device": "Exceed"})
            ),
            treatment_planning.set_next_treatment(
                services, bob, treatment, NextTreatment(version=0, next_treatment_at=None)
            ),
        ):
            with pytest.raises(Conflict) as refused:
                await attempt
            assert refused.value.code == "treatment-withdrawn"

    async def test_a_repeated_call_keeps_the_first_reason(
        self, services: Services, bob: Viewer, frida: Viewer, treatment: UUID
    ) -> None:
        first = await record_corrections.withdraw_treatment(services, bob, treatment, MISTAKE)
        other = Withdrawing(reason="Something else")
        assert await record_corrections.withdraw_treatment(services, frida, treatment, other) == first

    @pytest.mark.parametrize("reason", ["", "   ", "x" * 201])
    def test_a_reason_is_required(self, reason: str) -> None:
        with pytest.raises(ValueError, match="reason"):
            Withdrawing(reason=reason)
