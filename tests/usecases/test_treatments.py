"""A treatment is recorded once, follows one version of one sheet, and is compiled immediately."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from models.people import OneTimeLink, Person
from models.treatments import SheetVersion, Treatment
from server.domain.answers import answer
from server.domain.errors import AfterglowError, Conflict, Invalid, NotFound
from server.domain.timeline import from_document
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.treatments import SelfTreatment
from server.usecases import treatments
from server.usecases.invitations import invite_patient
from server.usecases.sheet_rows import find_sheet
from server.usecases.sheets import list_sheets, publish_builtins
from tests.factories import TIME_ZONE, TREATED_LOCAL, make_own_treatment, make_treatment, new_treatment
from tests.fakes import NOW, SHEET, fake_services


@pytest.fixture(autouse=True)
async def _sheets(services: Services, db: str) -> None:
    await publish_builtins(services)


class TestRecording:
    async def test_stores_what_was_done(self, services: Services, bob: Viewer) -> None:
        new = new_treatment(record={"device": "Dermapen 4"})
        shown = await treatments.record_treatment(services, bob, new)
        assert shown.record == new.record
        assert shown.treated_at == datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
        assert (shown.patient_name, shown.joined, shown.number_in_series) == (new.patient_name, False, 1)
        assert shown.sheet.title == "Calm days"

    async def test_compiles_the_timeline_at_once(self, services: Services, bob: Viewer) -> None:
        recorded = await make_treatment(services, bob)
        timeline = (await Treatment.get(id=recorded.id)).timeline
        assert timeline["treated_at"] == "2026-11-18T09:00:00Z"
        assert "make-up-24" in [window["rule"]["id"] for window in timeline["windows"]]

    async def test_a_flag_adds_the_rules_that_require_it(self, services: Services, bob: Viewer) -> None:
        plain = await make_treatment(services, bob)
        flagged = await make_treatment(services, bob, record={"flags": ["retinol-layer"]})
        assert "no-vitamin-a-layer" not in await _rules(plain.id)
        assert "no-vitamin-a-layer" in await _rules(flagged.id)

    async def test_an_extra_instruction_names_the_practitioner_as_its_source(
        self, services: Services, bob: Viewer
    ) -> None:
        directed = [{"id": "no-gym", "verb": "avoid", "topics": ["sport"], "until": "72h", "says": "No gym."}]
        recorded = await make_treatment(services, bob, record={"directed": directed})
        assert (await _rules(recorded.id))["no-gym"]["source"] == "practitioner"

    async def test_the_condition_of_an_extra_instruction_is_in_the_timeline(
        self, services: Services, bob: Viewer
    ) -> None:
        sun = {"id": "sun", "verb": "allow", "topics": ["sun"], "with": ["sunscreen", "covering"]}
        recorded = await make_treatment(services, bob, record={"directed": [sun | {"says": "Covered up."}]})
        assert (await _rules(recorded.id))["sun"]["with"] == ["sunscreen", "covering"]
        row = await Treatment.get(id=recorded.id)
        view = answer(from_document(row.timeline), services.topics, "sun", now=row.treated_at, states={})
        assert (view.kind, view.with_) == ("yes", ("sunscreen", "covering"))

    async def test_a_repeated_call_changes_nothing(self, services: Services, bob: Viewer) -> None:
        new = new_treatment()
        first = await treatments.record_treatment(services, bob, new)
        assert await treatments.record_treatment(services, bob, new) == first
        assert await Treatment.all().count() == 1

    async def test_simultaneous_repeats_are_one_treatment(self, services: Services, bob: Viewer) -> None:
        new = new_treatment()
        records = (treatments.record_treatment(services, bob, new) for _ in range(5))
        assert len({shown.id for shown in await asyncio.gather(*records)}) == 1
        assert await Treatment.all().count() == 1

    async def test_another_treatment_under_the_same_id_is_refused(
        self, services: Services, bob: Viewer, erin: Viewer
    ) -> None:
        new = new_treatment()
        await treatments.record_treatment(services, bob, new)
        with pytest.raises(Conflict) as refused:
            await treatments.record_treatment(services, erin, new)
        assert refused.value.code == "id-taken"

    async def test_it_appears_in_the_diary_of_a_returning_patient(
        self, services: Services, bob: Viewer, alice: Viewer, treatment: UUID
    ) -> None:
        before = (await Person.get(id=alice.person_id)).revision
        again = new_treatment(
            patient_id=alice.person_id, patient_name=None, treated_at_local="2026-11-20T09:00"
        )
        shown = await treatments.record_treatment(services, bob, again)
        assert (shown.joined, shown.number_in_series) == (True, 2)
        assert (await treatments.show_to_patient(alice, again.id)).revision == before + 1

    async def test_a_patient_of_another_clinic_is_unknown(
        self, services: Services, erin: Viewer, alice: Viewer, treatment: UUID
    ) -> None:
        with pytest.raises(NotFound):
            await treatments.record_treatment(services, erin, new_treatment(patient_id=alice.person_id))


BAD_RECORDS: list[tuple[dict[str, Any], str]] = [
    ({"treated_at_local": "2026-11-20T14:00"}, "treatment-in-future"),
    ({"treated_at_local": "9999-12-31T23:59"}, "treatment-in-future"),
    ({"treated_at_local": "0001-01-01T00:00"}, "date-out-of-range"),
    ({"treated_at_local": "1999-01-01T00:00"}, "treatment-too-old"),
    ({"treated_at_local": "2026-03-29T02:30"}, "local-time-missing"),
    ({"treated_at_local": "2026-10-25T02:30"}, "local-time-twice"),
    ({"treated_at_local": "2026-11-18T10:00:00Z"}, "local-time-offset"),
    ({"patient_name": None}, "patient-missing"),
    ({"patient_id": uuid4()}, "patient-unknown"),
    ({"sheet_key": "no-such-sheet"}, "sheet-unknown"),
    ({"sheet_version": 7}, "sheet-unknown"),
    ({"next_treatment_at": "2026-11-18T08:59:00Z"}, "next-treatment-out-of-range"),
    ({"next_treatment_at": "2036-11-18T08:59:00Z"}, "next-treatment-out-of-range"),
    ({"record": {"flags": ["retinol-lair"]}}, "flag-unknown"),
    (
        {
            "record": {
                "directed": [{"id": "x", "verb": "avoid", "topics": ["sport"], "until": "72x", "says": "x"}]
            }
        },
        "directed-rule",
    ),
    (
        {
            "record": {
                "directed": [
                    {"id": "x", "verb": "allow", "topics": ["sun"], "with": ["sun cream"], "says": "x"}
                ]
            }
        },
        "directed-rule",
    ),
    (
        {
            "record": {
                "directed": [{"id": "x", "verb": "allow", "topics": ["sun"], "with": ["hatt"], "says": "x"}]
            }
        },
        "directed-rule",
    ),
]


@pytest.mark.parametrize(("changes", "code"), BAD_RECORDS, ids=[code for _, code in BAD_RECORDS])
async def test_bad_input_is_refused_with_a_code_and_changes_nothing(
    services: Services, bob: Viewer, changes: dict[str, Any], code: str
) -> None:
    with pytest.raises(AfterglowError) as refused:
        await treatments.record_treatment(services, bob, new_treatment(**changes))
    assert refused.value.code == code
    assert await Treatment.all().count() == 0


@pytest.mark.parametrize("time_zone", ["Europe/Atlantis", "", "../etc/passwd", "CET+1"])
def test_an_unknown_time_zone_is_refused_by_the_shape(time_zone: str) -> None:
    with pytest.raises(ValueError, match="IANA"):
        new_treatment(time_zone=time_zone)


async def test_a_time_that_exists_twice_is_accepted_with_fold(services: Services, bob: Viewer) -> None:
    twice = "2026-10-25T02:30"
    first = await make_treatment(services, bob, treated_at_local=twice, fold=0)
    second = await make_treatment(services, bob, treated_at_local=twice, fold=1)
    assert second.treated_at - first.treated_at == timedelta(hours=1)


class TestStartingAlone:
    async def test_needs_a_sheet_and_a_time(self, services: Services, alice: Viewer) -> None:
        recorded = await make_own_treatment(services, alice)
        shown = await treatments.show_to_patient(alice, recorded)
        assert (shown.clinic_name, shown.number_in_series, shown.revision) == (None, 1, 1)
        assert shown.timeline["time_zone"] == TIME_ZONE

    async def test_the_future_is_refused(self, services: Services, alice: Viewer) -> None:
        new = SelfTreatment(
            id=uuid4(),
            sheet_key="calm-days",
            treated_at_local=TREATED_LOCAL + timedelta(days=3),
            time_zone="UTC",
        )
        with pytest.raises(Invalid, match="future"):
            await treatments.start_alone(services, alice, new)


class TestInvitation:
    async def test_adds_the_patient(self, services: Services, bob: Viewer) -> None:
        recorded = await make_treatment(services, bob)
        link = await invite_patient(services, bob, recorded.id)
        assert link.url.startswith("https://afterglow.example/join#")
        assert link.expires_at == NOW + timedelta(days=14)
        assert (await OneTimeLink.get()).purpose == "invitation"

    async def test_is_refused_for_a_patient_who_has_joined(
        self, services: Services, bob: Viewer, treatment: UUID
    ) -> None:
        with pytest.raises(Conflict) as refused:
            await invite_patient(services, bob, treatment)
        assert refused.value.code == "already-joined"

    async def test_is_refused_for_another_clinic(
        self, services: Services, erin: Viewer, treatment: UUID
    ) -> None:
        with pytest.raises(NotFound):
            await invite_patient(services, erin, treatment)
        assert await OneTimeLink.all().count() == 0


class TestAccess:
    async def test_the_patient_does_not_see_the_clinics_note(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        assert (
            "poison-practice-note"
            not in (await treatments.show_to_patient(alice, treatment)).model_dump_json()
        )

    async def test_another_patient_sees_nothing(self, alice: Viewer, dora: Viewer, treatment: UUID) -> None:
        with pytest.raises(NotFound):
            await treatments.show_to_patient(dora, treatment)

    async def test_a_clinic_sees_its_own_treatments(
        self, services: Services, bob: Viewer, erin: Viewer, treatment: UUID
    ) -> None:
        other = await make_treatment(services, erin)
        assert [shown.id for shown in (await treatments.list_for_clinic(bob)).treatments] == [treatment]
        assert [shown.id for shown in (await treatments.list_for_clinic(erin)).treatments] == [other.id]
        with pytest.raises(NotFound):
            await treatments.show_to_clinic(erin, treatment)


class TestSheets:
    async def test_are_published_once(self, services: Services) -> None:
        """This holds even if several processes start at the same time."""
        await SheetVersion.all().delete()
        await asyncio.gather(*(publish_builtins(services) for _ in range(4)))
        assert await SheetVersion.all().count() == 1

    async def test_a_change_without_a_new_version_is_refused(self, services: Services) -> None:
        changed = fake_services(sheets={SHEET.id: replace(SHEET, rules=SHEET.rules[1:])})
        with pytest.raises(Conflict) as refused:
            await publish_builtins(changed)
        assert refused.value.code == "sheet-changed"

    async def test_the_newest_is_offered_and_older_ones_remain(
        self, services: Services, bob: Viewer, treatment: UUID
    ) -> None:
        await publish_builtins(
            fake_services(sheets={SHEET.id: replace(SHEET, version=2, title="Calmer days")})
        )
        offered = (await list_sheets(bob)).sheets
        assert [(sheet.key, sheet.version, sheet.flags) for sheet in offered] == [
            ("calm-days", 2, ["retinol-layer"])
        ]
        assert (await treatments.show_to_clinic(bob, treatment)).sheet.version == 1

    async def test_the_sheet_of_a_clinic_is_for_that_clinic_only(self, bob: Viewer, erin: Viewer) -> None:
        own = await SheetVersion.get(key="calm-days")
        own.id, own.clinic_id, own.key = uuid4(), bob.clinic_id, "clinic-sheet"
        await own.save(force_create=True)
        assert (await find_sheet("clinic-sheet", None, clinic_id=bob.clinic_id)).id == own.id
        with pytest.raises(NotFound):
            await find_sheet("clinic-sheet", None, clinic_id=erin.clinic_id)

    async def test_a_draft_is_not_offered(self, bob: Viewer) -> None:
        await SheetVersion.filter(key="calm-days").update(published_at=None)
        assert (await list_sheets(bob)).sheets == []


async def _rules(treatment_id: UUID) -> dict[str, dict[str, Any]]:
    timeline = (await Treatment.get(id=treatment_id)).timeline
    return {window["rule"]["id"]: window["rule"] for window in timeline["windows"]}
