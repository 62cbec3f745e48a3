"""Who may reach which row: every kind of access × every person. Everybody else gets `NotFound`."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any, get_args
from uuid import UUID, uuid4, uuid5

import pytest
import pytest_asyncio

from models.people import AuthSession, Membership
from models.sharing import Grant
from models.treatments import SheetVersion, Treatment
from server.domain.errors import NotFound
from server.domain.viewer import Viewer
from server.domain.vocabulary import Role
from server.ports import Services
from server.usecases import access, access_to_account, access_to_clinic
from server.usecases.access_errors import Unknown, unknown
from server.usecases.sheets import BUILT_IN
from tests.factories import POISON_NAME, TREATED_LOCAL, make_grant, make_own_treatment, make_treatment
from tests.fakes import NOW, SHEET
from tests.people import EVERYBODY, World, make_world

SIGNED_IN = tuple(name for name in EVERYBODY if name not in ("somebody", "rita"))
EARLIER, LATER = TREATED_LOCAL - timedelta(days=1), TREATED_LOCAL + timedelta(days=1)
Reach = Callable[[Viewer, UUID], Awaitable[Any]]


@pytest_asyncio.fixture
async def world(db: str, services: Services) -> World:
    return await make_world(services)


async def refusal(reach: Awaitable[Any]) -> NotFound | None:
    """Return the error, or None if access was given."""
    try:
        await reach
    except NotFound as error:
        return error
    return None


async def check(world: World, reach: Reach, row_id: UUID, *, admits: str, code: str) -> None:
    """Check who has access; everybody else gets the same answer as for an id that does not exist."""
    missing = await refusal(reach(world.people["alice"], uuid4()))
    assert missing is not None
    assert missing.code == code
    for name in SIGNED_IN:
        refused = await refusal(reach(world.people[name], row_id))
        if name in admits.split():
            assert refused is None, name
        else:
            assert refused is not None, name
            assert (refused.code, refused.detail) == (code, missing.detail), name


class TestTreatment:
    async def test_a_patient_reaches_their_own(self, world: World) -> None:
        await check(world, access.own_treatment, world.treatment_id, admits="alice", code="treatment-unknown")

    async def test_practitioners_reach_the_records_of_their_clinic(self, world: World) -> None:
        await check(
            world, access.clinic_treatment, world.treatment_id, admits="bob frida", code="treatment-unknown"
        )

    async def test_a_practitioner_without_a_clinic_reaches_no_record(self, world: World) -> None:
        left = replace(world.people["bob"], clinic_id=None)
        await Treatment.filter(id=world.treatment_id).update(clinic_id=None)
        assert await refusal(access.clinic_treatment(left, world.treatment_id))


class TestOpenDiary:
    async def open(self, viewer: Viewer, treatment_id: UUID) -> access.OpenDiary:
        return await access.open_diary(viewer, treatment_id, now=NOW)

    async def test_the_holder_of_a_grant_opens_the_diary(self, world: World) -> None:
        await check(world, self.open, world.treatment_id, admits="bob", code="treatment-unknown")
        opened = await self.open(world.people["bob"], world.treatment_id)
        assert (opened.treatment.id, opened.grant.id) == (world.treatment_id, world.grant_id)

    async def test_nobody_opens_a_diary_that_is_not_shared(self, world: World) -> None:
        await check(world, self.open, world.doras_treatment_id, admits="", code="treatment-unknown")

    async def test_a_diary_is_open_only_while_the_grant_runs(self, world: World) -> None:
        grant = await Grant.get(id=world.grant_id)
        bob = world.people["bob"]
        treatment = await Treatment.get(id=world.treatment_id)
        for now, is_open in (
            (grant.starts_at - timedelta(seconds=1), False),
            (grant.starts_at, True),
            (grant.ends_at - timedelta(seconds=1), True),
            (grant.ends_at, False),
        ):
            assert (await access.open_diary_of(bob, treatment, now=now) is not None) is is_open
            assert bool(await access.open_diary_revisions(bob, now=now)) is is_open

    async def test_nobody_opens_a_diary_after_the_grant_was_revoked(self, world: World) -> None:
        await Grant.filter(id=world.grant_id).update(revoked_at=NOW)
        await check(world, self.open, world.treatment_id, admits="", code="treatment-unknown")

    async def test_a_grant_does_not_hold_in_another_clinic_of_the_practitioner(self, world: World) -> None:
        elsewhere = replace(world.people["bob"], clinic_id=world.people["erin"].clinic_id)
        assert await refusal(self.open(elsewhere, world.treatment_id))
        assert await access.open_diary_revisions(elsewhere, now=NOW) == {}

    async def test_a_grant_with_photos_is_preferred(self, services: Services, world: World) -> None:
        await make_grant(services, world.people["alice"], world.treatment_id, with_photos=False)
        assert (await self.open(world.people["bob"], world.treatment_id)).grant.photos

    @pytest.mark.parametrize("name", SIGNED_IN)
    async def test_only_the_holder_of_the_grant_has_open_diaries(self, world: World, name: str) -> None:
        diaries = await access.open_diary_revisions(world.people[name], now=NOW)
        assert set(diaries) == ({world.treatment_id} if name == "bob" else set())


class TestDiaryRevision:
    async def test_a_patient_reaches_their_own(self, world: World) -> None:
        await check(
            world, access.own_diary_revision, world.treatment_id, admits="alice", code="treatment-unknown"
        )

    async def test_nobody_reaches_it_before_the_patient_joins(self, world: World) -> None:
        await Treatment.filter(id=world.treatment_id).update(patient_id=None)
        await check(world, access.own_diary_revision, world.treatment_id, admits="", code="treatment-unknown")


class TestEntry:
    async def test_a_patient_reaches_their_own(self, world: World) -> None:
        await check(world, access.own_entry, world.entry_id, admits="alice", code="entry-unknown")

    async def test_an_unused_id_is_available_to_everybody(self, world: World) -> None:
        for name in SIGNED_IN:
            assert await access.own_entry_or_none(world.people[name], uuid4()) is None
            taken = await refusal(access.own_entry_or_none(world.people[name], world.entry_id))
            assert (taken is None) is (name == "alice"), name


class TestPhoto:
    async def show(self, viewer: Viewer, photo_id: UUID) -> Any:
        return await access.visible_photo(viewer, photo_id, now=NOW)

    async def test_the_patient_and_the_holder_of_the_grant_see_a_photo(self, world: World) -> None:
        await check(world, self.show, world.photo.id, admits="alice bob", code="photo-unknown")

    async def test_the_grant_is_returned_so_that_the_access_can_be_recorded(self, world: World) -> None:
        _photo, none = await self.show(world.people["alice"], world.photo.id)
        _photo, grant = await self.show(world.people["bob"], world.photo.id)
        assert none is None
        assert grant.id == world.grant_id

    async def test_only_the_patient_sees_a_photo_if_the_grant_excludes_photos(self, world: World) -> None:
        await Grant.filter(id=world.grant_id).update(photos=False)
        await check(world, self.show, world.photo.id, admits="alice", code="photo-unknown")

    async def test_an_unused_id_is_available_to_everybody(self, world: World) -> None:
        for name in SIGNED_IN:
            assert await access.own_photo_or_none(world.people[name], uuid4()) is None
            taken = await refusal(access.own_photo_or_none(world.people[name], world.photo.id))
            assert (taken is None) is (name == "alice"), name


class TestGrant:
    async def test_a_grant_belongs_to_the_patient_and_not_to_its_holder(self, world: World) -> None:
        await check(world, access.own_grant, world.grant_id, admits="alice", code="grant-unknown")


class TestReply:
    async def test_a_reply_belongs_to_the_patient_and_not_to_its_author(self, world: World) -> None:
        await check(world, access.own_reply, world.reply_id, admits="alice", code="reply-unknown")


class TestRole:
    async def test_a_practitioner_does_not_reach_what_belongs_to_a_patient(self, world: World) -> None:
        practitioner = replace(world.people["alice"], role=Role.PRACTITIONER)
        for reach in (
            access.own_treatment(practitioner, world.treatment_id),
            access.own_diary_revision(practitioner, world.treatment_id),
            access.own_entry(practitioner, world.entry_id),
            access.own_photo_or_none(practitioner, world.photo.id),
            access.own_grant(practitioner, world.grant_id),
            access.own_reply(practitioner, world.reply_id),
        ):
            assert await refusal(reach)


class TestPushSubscription:
    async def test_a_person_reaches_their_own(self, world: World) -> None:
        await check(
            world,
            access_to_account.own_subscription,
            world.subscription_id,
            admits="alice",
            code="subscription-unknown",
        )


class TestAuthSession:
    @pytest.mark.parametrize("name", SIGNED_IN)
    async def test_a_person_reaches_their_own(self, world: World, name: str) -> None:
        session = await AuthSession.get(label=f"{name}'s phone")
        await check(world, access_to_account.own_auth_session, session.id, admits=name, code="not-found")


class TestMembership:
    async def test_practitioners_reach_their_own(self, world: World) -> None:
        lindenhof = world.people["bob"].clinic_id
        assert lindenhof is not None
        await check(
            world, access_to_account.own_membership, lindenhof, admits="bob frida", code="membership-unknown"
        )

    async def test_a_membership_that_has_ended_is_not_found(self, world: World) -> None:
        bob = world.people["bob"]
        assert bob.clinic_id is not None
        await Membership.filter(person_id=bob.person_id).update(ended_at=NOW)
        await check(
            world, access_to_account.own_membership, bob.clinic_id, admits="frida", code="membership-unknown"
        )

    async def test_only_the_owner_of_the_clinic_reaches_a_colleagues_membership(self, world: World) -> None:
        await check(
            world,
            access_to_clinic.team_membership,
            world.membership_id,
            admits="erin",
            code="membership-unknown",
        )

    async def test_the_owner_of_another_clinic_does_not_reach_it(self, world: World) -> None:
        fridas = await Membership.get(person_id=world.people["frida"].person_id)
        await check(world, access_to_clinic.team_membership, fridas.id, admits="", code="membership-unknown")


class TestPatientOfTheClinic:
    async def test_every_practitioner_of_the_clinic_opens_the_patients_page(self, world: World) -> None:
        patient = await access_to_clinic.clinic_patient_of(
            world.people["bob"], world.people["alice"].person_id
        )
        await check(
            world, access_to_clinic.clinic_patient, patient.id, admits="bob frida", code="patient-unknown"
        )

    async def test_only_patients_of_the_own_clinic_are_listed(self, world: World) -> None:
        listed = {
            name: await access_to_clinic.patients_of_clinic(viewer).count()
            for name, viewer in world.people.items()
        }
        assert listed == {"alice": 0, "bob": 2, "charlie": 0, "dora": 0, "erin": 0, "frida": 2}

    async def test_every_practitioner_of_the_clinic_reaches_the_patient(self, world: World) -> None:
        await check(
            world,
            access_to_clinic.clinic_patient_of,
            world.people["alice"].person_id,
            admits="bob frida",
            code="patient-unknown",
        )

    async def test_a_clinic_reads_the_name_that_it_uses_itself(
        self, services: Services, world: World
    ) -> None:
        """A patient recorded twice stays one; a treatment elsewhere does not show the name used there."""
        alice, bob, erin = (world.people[name] for name in ("alice", "bob", "erin"))
        await make_treatment(services, bob, patient=alice, patient_name="Alice A.", treated_at_local=EARLIER)
        await make_treatment(services, erin, patient=alice, patient_name="Alia", treated_at_local=LATER)
        assert (await access_to_clinic.clinic_patient_of(bob, alice.person_id)).name == POISON_NAME
        assert (await access_to_clinic.clinic_patient_of(erin, alice.person_id)).name == "Alia"

    async def test_nobody_reaches_a_patient_without_a_clinic(self, services: Services, world: World) -> None:
        """Neither does a practitioner without a clinic, although both clinics are None then."""
        charlie = world.people["charlie"]
        await make_own_treatment(services, charlie)
        await check(
            world, access_to_clinic.clinic_patient_of, charlie.person_id, admits="", code="patient-unknown"
        )
        left = replace(world.people["bob"], clinic_id=None)
        assert await refusal(access_to_clinic.clinic_patient_of(left, charlie.person_id))


class TestSheetVersion:
    async def test_a_draft_belongs_to_its_clinic(self, world: World) -> None:
        for reach in (access_to_clinic.visible_sheet_version, access_to_clinic.own_sheet_version):
            await check(world, reach, world.draft_id, admits="bob frida", code="sheet-unknown")

    async def test_a_built_in_version_is_visible_to_everybody_and_belongs_to_nobody(
        self, world: World
    ) -> None:
        built_in = uuid5(BUILT_IN, f"{SHEET.id}@{SHEET.version}")
        assert await SheetVersion.filter(id=built_in).exists()
        everybody = " ".join(SIGNED_IN)
        await check(
            world, access_to_clinic.visible_sheet_version, built_in, admits=everybody, code="sheet-unknown"
        )
        await check(world, access_to_clinic.own_sheet_version, built_in, admits="", code="sheet-unknown")


def test_every_code_has_its_own_sentence() -> None:
    sentences = {unknown(code).detail for code in get_args(Unknown)}
    assert len(sentences) == len(get_args(Unknown))
    assert {unknown(code).code for code in get_args(Unknown)} == set(get_args(Unknown))
