"""What the owner sees and does in the team: invitations with a role, last seen, and what ends with a membership."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from models.people import Clinic, Membership, OneTimeLink
from server.domain.errors import Gone, NotFound, PasskeyNotFresh
from server.domain.viewer import Viewer
from server.domain.vocabulary import MembershipRole
from server.ports import Services
from server.usecases.auth_sessions import open_auth_session, signed_out_by, viewer_of
from server.usecases.invitations import accept_invitation, invite_colleague
from server.usecases.links import LIVES, LinkTo, make_link
from server.usecases.memberships import end_membership, list_team, preview_ending, void_invitation
from tests.factories import make_grant, make_membership, make_practitioner
from tests.fakes import NOW, FakeClock


async def sign_in(services: Services, person: Viewer) -> str:
    return await open_auth_session(services, person.person_id, device_label="phone", passkey_id=uuid4())


async def membership_of(person: Viewer) -> UUID:
    return (await Membership.get(person_id=person.person_id, clinic_id=person.clinic_id)).id


@pytest.fixture
async def mara(lindenhof: Clinic) -> Viewer:
    """The owner of Bob's clinic."""
    return await make_practitioner(lindenhof, "Mara Lindner", is_owner=True)


class TestLastSeen:
    async def test_is_when_a_device_last_used_this_clinic(
        self, services: Services, clock: FakeClock, mara: Viewer, bob: Viewer
    ) -> None:
        earlier, later = await sign_in(services, bob), await sign_in(services, bob)
        for token in (earlier, later):
            clock.pass_time(hours=2)
            assert await viewer_of(token, now=clock.now()) is not None
        seen = {
            each.display_name: each.last_seen_at for each in (await list_team(services, mara)).memberships
        }
        assert seen == {"Bob Berger": NOW + timedelta(hours=4), "Mara Lindner": None}

    async def test_is_not_when_another_clinic_was_used(
        self, services: Services, mara: Viewer, bob: Viewer, erin: Viewer
    ) -> None:
        assert erin.clinic_id is not None
        later = await make_membership(bob.person_id, await Clinic.get(id=erin.clinic_id))
        await Membership.filter(id=later).update(started_at=NOW + timedelta(days=1))
        await sign_in(services, bob)  # into the clinic that Bob has joined last
        assert [each.last_seen_at for each in (await list_team(services, mara)).memberships] == [None, None]


class TestInvitations:
    async def test_give_the_role_that_they_name(self, services: Services, mara: Viewer, erin: Viewer) -> None:
        link = await invite_colleague(services, mara, MembershipRole.OWNER)
        await accept_invitation(services, erin, link.url.partition("#")[2])
        joined = await Membership.get(person_id=erin.person_id, clinic_id=mara.clinic_id)
        assert (joined.role, joined.invited_by_id) == (MembershipRole.OWNER, mara.person_id)

    async def test_of_before_there_were_roles_make_a_practitioner(
        self, services: Services, mara: Viewer, erin: Viewer
    ) -> None:
        link = await make_link(services, LinkTo(purpose="colleague", clinic_id=mara.clinic_id))
        await accept_invitation(services, erin, link.url.partition("#")[2])
        joined = await Membership.get(person_id=erin.person_id, clinic_id=mara.clinic_id)
        assert (joined.role, joined.invited_by_id) == (MembershipRole.PRACTITIONER, None)

    async def test_are_listed_while_they_are_open(
        self, services: Services, clock: FakeClock, mara: Viewer, erin: Viewer
    ) -> None:
        await invite_colleague(services, erin)
        used = await invite_colleague(services, mara)
        await accept_invitation(services, await make_somebody(erin), used.url.partition("#")[2])
        await invite_colleague(services, mara, MembershipRole.OWNER)
        [listed] = (await list_team(services, mara)).invitations
        assert (listed.role, listed.expires_at) == (MembershipRole.OWNER, NOW + LIVES["colleague"])
        clock.pass_time(days=7)
        assert (await list_team(services, mara)).invitations == []

    async def test_can_be_made_void_again(self, services: Services, mara: Viewer, erin: Viewer) -> None:
        link = await invite_colleague(services, mara)
        [listed] = (await list_team(services, mara)).invitations
        for _ in range(2):
            assert (await void_invitation(services, mara, listed.id)).invitations == []
        with pytest.raises(Gone):
            await accept_invitation(services, erin, link.url.partition("#")[2])

    async def test_of_another_clinic_and_other_links_cannot(
        self, services: Services, mara: Viewer, bob: Viewer, erin: Viewer
    ) -> None:
        await invite_colleague(services, mara)
        await make_link(services, LinkTo(purpose="recovery", person_id=bob.person_id))
        for link in await OneTimeLink.all():
            with pytest.raises(NotFound) as refused:
                await void_invitation(services, erin, link.id)
            assert refused.value.code == "link-unknown"
        recovery = await OneTimeLink.get(purpose="recovery")
        with pytest.raises(NotFound):
            await void_invitation(services, mara, recovery.id)


async def make_somebody(person: Viewer) -> Viewer:
    """Return a practitioner of this person's clinic."""
    return await make_practitioner(await Clinic.get(id=person.clinic_id), "Greta Groß")


class TestEnding:
    async def test_is_announced_with_what_ends(
        self, services: Services, mara: Viewer, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        for _ in range(2):
            await make_grant(services, alice, treatment)
            await sign_in(services, bob)
        await invite_colleague(services, bob)
        ending = await preview_ending(services, mara, await membership_of(bob))
        assert (ending.display_name, ending.own, ending.last_owner) == ("Bob Berger", False, False)
        assert (ending.devices, ending.diaries, ending.invitations) == (2, 1, 1)

    async def test_says_that_the_last_owner_must_stay(self, services: Services, mara: Viewer) -> None:
        ending = await preview_ending(services, mara, await membership_of(mara))
        assert (ending.own, ending.last_owner) == (True, True)

    async def test_cannot_be_announced_twice_or_by_others(
        self, services: Services, mara: Viewer, bob: Viewer, erin: Viewer
    ) -> None:
        for stranger in (bob, erin):
            with pytest.raises(NotFound):
                await preview_ending(services, stranger, await membership_of(mara))
        await end_membership(services, mara, await membership_of(bob))
        with pytest.raises(NotFound):
            await preview_ending(services, mara, await membership_of(bob))

    async def test_needs_a_fresh_passkey(
        self, services: Services, clock: FakeClock, mara: Viewer, bob: Viewer
    ) -> None:
        clock.pass_time(minutes=10)
        with pytest.raises(PasskeyNotFresh):
            await end_membership(services, mara, await membership_of(bob))
        assert (await Membership.get(person_id=bob.person_id)).ended_at is None

    async def test_is_why_a_device_is_signed_out(self, services: Services, mara: Viewer, bob: Viewer) -> None:
        token = await sign_in(services, bob)
        await end_membership(services, mara, await membership_of(bob))
        assert await signed_out_by(token, now=NOW) == "membership-ended"
        ended = await Membership.get(person_id=bob.person_id)
        assert (ended.ended_at, ended.ended_by_id) == (NOW, mara.person_id)

    async def test_makes_the_persons_open_invitations_void(
        self, services: Services, lindenhof: Clinic, mara: Viewer, erin: Viewer
    ) -> None:
        """Otherwise an owner could come back by a link that they have made for themselves."""
        olga = await make_practitioner(lindenhof, "Olga Orth", is_owner=True)
        link = await invite_colleague(services, olga, MembershipRole.OWNER)
        await invite_colleague(services, mara)
        await end_membership(services, mara, await membership_of(olga))
        with pytest.raises(Gone):
            await accept_invitation(services, erin, link.url.partition("#")[2])
        assert len((await list_team(services, mara)).invitations) == 1
