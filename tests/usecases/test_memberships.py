"""Practitioners can work in two clinics, choose between them, and lose access to one at once."""

import asyncio
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from models.people import AuthSession, Clinic, Membership
from models.reminders import PushSubscription
from models.treatments import Treatment
from server.domain.errors import Conflict, Gone, NotFound
from server.domain.viewer import Viewer
from server.domain.vocabulary import MembershipRole
from server.ports import Services
from server.shapes.patients import PatientsQuery
from server.shapes.people import IssuedLink
from server.usecases.auth_sessions import open_auth_session, viewer_of
from server.usecases.diary import changes_after
from server.usecases.invitations import accept_invitation, invite_colleague
from server.usecases.memberships import choose_clinic, end_membership, list_team, preview_ending, set_role
from server.usecases.patients import list_patients
from server.usecases.people import me
from server.usecases.queue import queue
from server.usecases.reminders import subscribe
from server.usecases.review import review
from server.usecases.treatments import list_for_clinic
from tests.factories import make_clinic, make_grant, make_membership, make_practitioner, make_treatment
from tests.fakes import NOW, FakeClock
from tests.people import push_subscription


def token_of(link: IssuedLink) -> str:
    return link.url.partition("#")[2]


async def sign_in(services: Services, person: Viewer, label: str = "phone") -> str:
    return await open_auth_session(services, person.person_id, device_label=label, passkey_id=uuid4())


async def on_device(services: Services, token: str) -> Viewer:
    viewer = await viewer_of(token, now=services.clock.now())
    assert viewer is not None
    return viewer


async def membership_of(person: Viewer) -> UUID:
    return (await Membership.get(person_id=person.person_id, ended_at=None)).id


@pytest.fixture
async def mara(lindenhof: Clinic) -> Viewer:
    """The owner of Bob's clinic."""
    return await make_practitioner(lindenhof, "Mara Lindner", is_owner=True)


@pytest.fixture
async def rosengarten(db: str) -> Clinic:
    return await make_clinic("Rosengarten")


class TestTeam:
    async def test_lists_who_works_in_the_clinic_now(
        self, services: Services, mara: Viewer, bob: Viewer, frida: Viewer, erin: Viewer
    ) -> None:
        await end_membership(services, mara, await membership_of(frida))
        team = (await list_team(services, mara)).memberships
        assert [(member.display_name, member.role, member.own) for member in team] == [
            ("Bob Berger", MembershipRole.PRACTITIONER, False),
            ("Mara Lindner", MembershipRole.OWNER, True),
        ]


class TestRoles:
    OWNER, PRACTITIONER = MembershipRole.OWNER, MembershipRole.PRACTITIONER

    async def test_an_owner_appoints_a_second_one_and_can_then_leave(
        self, services: Services, mara: Viewer, bob: Viewer
    ) -> None:
        phone = await sign_in(services, bob)
        team = (await set_role(services, mara, await membership_of(bob), self.OWNER)).memberships
        assert [(member.display_name, member.role) for member in team] == [
            ("Bob Berger", self.OWNER),
            ("Mara Lindner", self.OWNER),
        ]
        viewer = await on_device(services, phone)
        assert viewer.is_owner
        await end_membership(services, viewer, await membership_of(mara))
        assert [member.own for member in (await list_team(services, viewer)).memberships] == [True]

    async def test_an_owner_becomes_a_practitioner_again_on_the_next_request(
        self, services: Services, lindenhof: Clinic, mara: Viewer
    ) -> None:
        olga = await make_practitioner(lindenhof, "Olga Orth", is_owner=True)
        phone = await sign_in(services, olga)
        for _ in range(2):
            await set_role(services, mara, await membership_of(olga), self.PRACTITIONER)
        viewer = await on_device(services, phone)
        assert (viewer.clinic_id, viewer.is_owner) == (lindenhof.id, False)

    async def test_the_last_owner_remains_one(self, services: Services, mara: Viewer, bob: Viewer) -> None:
        with pytest.raises(Conflict) as refused:
            await set_role(services, mara, await membership_of(mara), self.PRACTITIONER)
        assert refused.value.code == "last-owner"
        await set_role(services, mara, await membership_of(mara), self.OWNER)
        assert (await Membership.get(person_id=mara.person_id)).role == self.OWNER

    async def test_one_of_two_owners_remains_if_each_demotes_the_other_at_once(
        self, services: Services, lindenhof: Clinic, mara: Viewer
    ) -> None:
        olga = await make_practitioner(lindenhof, "Olga Orth", is_owner=True)
        calls = (
            set_role(services, mara, await membership_of(olga), self.PRACTITIONER),
            set_role(services, olga, await membership_of(mara), self.PRACTITIONER),
        )
        results = await asyncio.gather(*calls, return_exceptions=True)
        assert sorted(type(result).__name__ for result in results) == ["Conflict", "Team"]
        assert await Membership.filter(role=self.OWNER, ended_at=None).count() == 1

    async def test_an_ended_membership_has_no_role_to_change(
        self, services: Services, mara: Viewer, bob: Viewer
    ) -> None:
        membership_id = await membership_of(bob)
        await end_membership(services, mara, membership_id)
        with pytest.raises(NotFound) as refused:
            await set_role(services, mara, membership_id, self.OWNER)
        assert refused.value.code == "membership-unknown"

    async def test_only_an_owner_of_the_clinic_can_change_a_role(
        self, services: Services, mara: Viewer, bob: Viewer, frida: Viewer, erin: Viewer, alice: Viewer
    ) -> None:
        for stranger in (bob, frida, erin, alice):
            with pytest.raises(NotFound):
                await set_role(services, stranger, await membership_of(bob), self.OWNER)
        assert await Membership.filter(person_id=bob.person_id, role=self.OWNER).count() == 0


class TestTwoClinics:
    async def test_a_practitioner_joins_another_clinic_with_its_invitation(
        self, services: Services, clock: FakeClock, bob: Viewer, rosengarten: Clinic
    ) -> None:
        erin = await make_practitioner(rosengarten, "Erin Ernst", is_owner=True)
        clock.pass_time(days=1)
        joined = await accept_invitation(services, bob, token_of(await invite_colleague(services, erin)))
        assert joined.clinic is not None
        assert joined.clinic.name == "Lindenhof"  # joining does not switch the clinic
        assert [(view.clinic.name, view.role) for view in joined.memberships] == [
            ("Rosengarten", MembershipRole.PRACTITIONER),
            ("Lindenhof", MembershipRole.PRACTITIONER),
        ]

    async def test_an_invitation_to_the_practitioners_own_clinic_changes_nothing(
        self, services: Services, mara: Viewer, bob: Viewer
    ) -> None:
        links = [token_of(await invite_colleague(services, mara)) for _ in range(2)]
        await asyncio.gather(*(accept_invitation(services, bob, link) for link in links))
        assert await Membership.filter(person_id=bob.person_id).count() == 1

    async def test_an_invitation_works_only_once(
        self, services: Services, mara: Viewer, erin: Viewer, bob: Viewer
    ) -> None:
        link = token_of(await invite_colleague(services, mara))
        await accept_invitation(services, erin, link)
        with pytest.raises(Gone):
            await accept_invitation(services, bob, link)

    async def test_a_patient_cannot_become_a_colleague(
        self, services: Services, mara: Viewer, alice: Viewer
    ) -> None:
        with pytest.raises(NotFound):
            await accept_invitation(services, alice, token_of(await invite_colleague(services, mara)))
        assert not await Membership.filter(person_id=alice.person_id).exists()

    async def test_a_device_starts_in_the_clinic_that_was_joined_last(
        self, services: Services, bob: Viewer, rosengarten: Clinic
    ) -> None:
        later = await make_membership(bob.person_id, rosengarten, is_owner=True)
        await Membership.filter(id=later).update(started_at=NOW + timedelta(days=1))
        viewer = await on_device(services, await sign_in(services, bob))
        assert (viewer.clinic_id, viewer.is_owner) == (rosengarten.id, True)

    async def test_a_choice_of_clinic_applies_to_this_device_only(
        self, services: Services, bob: Viewer, lindenhof: Clinic, rosengarten: Clinic
    ) -> None:
        phone, tablet = await sign_in(services, bob), await sign_in(services, bob, "tablet")
        await make_membership(bob.person_id, rosengarten)
        chosen = await choose_clinic(await on_device(services, phone), rosengarten.id)
        assert chosen == await me(await on_device(services, phone))
        assert chosen.clinic is not None
        assert chosen.clinic.id == rosengarten.id
        assert (await on_device(services, tablet)).clinic_id == lindenhof.id

    async def test_only_a_clinic_where_the_practitioner_works_can_be_chosen(
        self, services: Services, bob: Viewer, alice: Viewer, rosengarten: Clinic, lindenhof: Clinic
    ) -> None:
        with pytest.raises(NotFound):
            await choose_clinic(await on_device(services, await sign_in(services, bob)), rosengarten.id)
        with pytest.raises(NotFound):
            await choose_clinic(await on_device(services, await sign_in(services, alice)), lindenhof.id)

    async def test_the_records_and_diaries_of_one_clinic_are_not_visible_from_the_other(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID, rosengarten: Clinic
    ) -> None:
        await make_grant(services, alice, treatment)
        phone = await sign_in(services, bob)
        await make_membership(bob.person_id, rosengarten)
        await choose_clinic(await on_device(services, phone), rosengarten.id)
        there = await on_device(services, phone)
        assert (await list_for_clinic(there)).treatments == []
        assert (await queue(services, there)).items == []
        with pytest.raises(NotFound):
            await review(services, there, treatment)


class TestEnding:
    async def test_signs_out_at_once_and_ends_push(
        self, services: Services, mara: Viewer, bob: Viewer
    ) -> None:
        token = await sign_in(services, bob)
        await subscribe(services, await on_device(services, token), push_subscription("bob"))
        await end_membership(services, mara, await membership_of(bob))
        assert await viewer_of(token, now=NOW) is None
        assert await PushSubscription.all().count() == 0

    async def test_a_person_who_signs_in_again_has_no_clinic(
        self, services: Services, mara: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        await end_membership(services, mara, await membership_of(bob))
        viewer = await on_device(services, await sign_in(services, bob))
        assert (viewer.clinic_id, viewer.is_owner) == (None, False)
        assert (await me(viewer)).memberships == []
        with pytest.raises(NotFound):
            await review(services, viewer, treatment)

    async def test_access_ends_on_the_next_request_even_on_a_device_that_remained_signed_in(
        self, services: Services, bob: Viewer
    ) -> None:
        """The membership is checked with every token: the deletion of sessions is not the only guard."""
        token = await sign_in(services, bob)
        await Membership.filter(person_id=bob.person_id).update(ended_at=NOW)
        assert (await on_device(services, token)).clinic_id is None

    async def test_revokes_the_grants_held_through_this_clinic_and_shows_it_to_the_patients(
        self, services: Services, mara: Viewer, alice: Viewer, bob: Viewer, frida: Viewer, treatment: UUID
    ) -> None:
        mine = await make_grant(services, alice, treatment)
        by_frida = await make_treatment(
            services, frida, patient_id=alice.person_id, treated_at_local="2026-11-20T09:00"
        )
        fridas = await make_grant(services, alice, by_frida.id)
        cursor = (await changes_after(alice, 0)).revision
        await end_membership(services, mara, await membership_of(bob))
        [revoked] = (await changes_after(alice, cursor)).grants
        assert (revoked.id, revoked.revoked_at) == (mine.id, NOW)
        assert (await review(services, frida, by_frida.id)).grant == fridas

    async def test_leaves_the_colleagues_what_is_shared_with_everyone(
        self, services: Services, mara: Viewer, alice: Viewer, bob: Viewer, frida: Viewer, treatment: UUID
    ) -> None:
        grant = await make_grant(services, alice, treatment, to_everyone=True)
        assert (await preview_ending(services, mara, await membership_of(bob))).diaries == 0
        await end_membership(services, mara, await membership_of(bob))
        assert (await review(services, frida, treatment)).grant == grant
        with pytest.raises(NotFound):
            await review(services, await on_device(services, await sign_in(services, bob)), treatment)

    async def test_does_not_open_the_diary_again_for_somebody_who_returns(
        self, services: Services, mara: Viewer, alice: Viewer, bob: Viewer, treatment: UUID, lindenhof: Clinic
    ) -> None:
        await make_grant(services, alice, treatment)
        await end_membership(services, mara, await membership_of(bob))
        await make_membership(bob.person_id, lindenhof)
        returned = await on_device(services, await sign_in(services, bob))
        assert returned.clinic_id == lindenhof.id
        with pytest.raises(NotFound):
            await review(services, returned, treatment)

    async def test_does_not_affect_the_other_clinic_and_its_devices(
        self, services: Services, mara: Viewer, bob: Viewer, rosengarten: Clinic
    ) -> None:
        phone, tablet = await sign_in(services, bob), await sign_in(services, bob, "tablet")
        await make_membership(bob.person_id, rosengarten)
        await choose_clinic(await on_device(services, tablet), rosengarten.id)
        for token in (phone, tablet):
            await subscribe(services, await on_device(services, token), push_subscription(token))
        [at_lindenhof] = await Membership.filter(person_id=bob.person_id, clinic_id=bob.clinic_id)
        await end_membership(services, mara, at_lindenhof.id)
        assert await viewer_of(phone, now=NOW) is None
        assert (await on_device(services, tablet)).clinic_id == rosengarten.id
        [left] = await PushSubscription.all()
        assert left.auth_session_id == (await AuthSession.get(label="tablet")).id

    async def test_their_patients_are_shown_to_the_owner_as_without_a_practitioner(
        self, services: Services, mara: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        async def unattended() -> tuple[int, int, list[bool]]:
            rows = (await list_patients(services, mara, PatientsQuery())).patients
            of_owner, of_colleague = [(await queue(services, each)).unattended for each in (mara, bob)]
            return of_owner, of_colleague, [row.unattended for row in rows]

        assert await unattended() == (0, 0, [False])
        await Membership.filter(person_id=bob.person_id).update(ended_at=NOW)
        assert await unattended() == (1, 0, [True])
        [last] = await Treatment.all()
        await make_treatment(
            services,
            mara,
            clinic_patient_id=last.clinic_patient_id,
            patient_name=None,
            treated_at_local="2026-11-20T10:00",
        )
        assert await unattended() == (0, 0, [False])

    async def test_nobody_can_share_with_somebody_who_has_left(
        self, services: Services, mara: Viewer, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        await end_membership(services, mara, await membership_of(bob))
        with pytest.raises(Conflict) as refused:
            await make_grant(services, alice, treatment)
        assert refused.value.code == "nobody-to-share-with"

    async def test_a_repeated_call_changes_nothing(
        self, services: Services, clock: FakeClock, mara: Viewer, bob: Viewer
    ) -> None:
        membership_id = await membership_of(bob)
        await end_membership(services, mara, membership_id)
        clock.pass_time(minutes=5)
        await end_membership(services, mara, membership_id)
        assert (await Membership.get(id=membership_id)).ended_at == NOW

    async def test_is_refused_for_the_last_owner(self, services: Services, mara: Viewer, bob: Viewer) -> None:
        with pytest.raises(Conflict) as refused:
            await end_membership(services, mara, await membership_of(mara))
        assert refused.value.code == "last-owner"
        assert (await Membership.get(person_id=mara.person_id)).ended_at is None

    async def test_one_of_two_owners_remains_if_each_ends_the_others_membership_at_once(
        self, services: Services, lindenhof: Clinic, mara: Viewer
    ) -> None:
        olga = await make_practitioner(lindenhof, "Olga Orth", is_owner=True)
        calls = (
            end_membership(services, mara, await membership_of(olga)),
            end_membership(services, olga, await membership_of(mara)),
        )
        results = await asyncio.gather(*calls, return_exceptions=True)
        assert sorted(type(result).__name__ for result in results) == ["Conflict", "NoneType"]
        assert await Membership.filter(role=MembershipRole.OWNER, ended_at=None).count() == 1

    async def test_only_the_owner_of_the_clinic_can_end_a_membership(
        self, services: Services, mara: Viewer, bob: Viewer, frida: Viewer, erin: Viewer, alice: Viewer
    ) -> None:
        for stranger in (frida, erin, alice):
            with pytest.raises(NotFound):
                await end_membership(services, stranger, await membership_of(bob))
        assert await Membership.filter(ended_at=None).count() == 4
