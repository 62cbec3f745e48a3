"""A practitioner's patients go to a colleague; their diaries only follow if the patients say so."""

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from models.people import Clinic, Membership
from models.reminders import Reminder
from models.treatments import Treatment
from server.domain.errors import NotFound, PasskeyNotFresh
from server.domain.viewer import Viewer
from server.domain.vocabulary import ReminderKind
from server.jobs.reminders import dispatch_due
from server.ports import Services
from server.shapes.handing_over import Handover
from server.shapes.treatments import TreatmentView
from server.usecases.diary import changes_after
from server.usecases.erasing import erase_treatment
from server.usecases.handing_over import decline_handover, hand_over, preview_handover
from server.usecases.memberships import end_membership, list_team, preview_ending
from server.usecases.reminders import subscribe
from server.usecases.review import review
from server.usecases.sharing import revoke_grant
from server.usecases.treatments import show_to_clinic
from tests.factories import make_grant, make_practitioner, make_treatment
from tests.fakes import FakeClock, FakePush
from tests.people import push_subscription


async def membership_of(person: Viewer) -> UUID:
    return (await Membership.get(person_id=person.person_id, clinic_id=person.clinic_id)).id


@dataclass(frozen=True, slots=True)
class Team:
    """Mara owns the clinic in which Bob and Frida treat."""

    services: Services
    clock: FakeClock
    push: FakePush
    mara: Viewer
    bob: Viewer
    frida: Viewer

    async def bob_to_frida(self, by: Viewer | None = None) -> None:
        """Hand Bob's patients over to Frida; Mara has just answered her passkey."""
        owner = by or replace(self.mara, passkey_answered_at=self.clock.now())
        await hand_over(
            self.services, owner, await membership_of(self.bob), Handover(to=await membership_of(self.frida))
        )


@pytest.fixture
async def team(services: Services, clock: FakeClock, lindenhof: Clinic, bob: Viewer, frida: Viewer) -> Team:
    mara = await make_practitioner(lindenhof, "Mara Lindner", is_owner=True)
    assert isinstance(services.push, FakePush)
    return Team(services, clock, services.push, mara, bob, frida)


async def on_the_phone(alice: Viewer) -> TreatmentView:
    [treatment] = (await changes_after(alice, 0)).treatments
    return treatment


async def reminded(alice: Viewer) -> list[str | None]:
    rows = Reminder.filter(person_id=alice.person_id, kind=ReminderKind.HANDOVER)
    return [row.outcome for row in await rows.order_by("key")]


class TestHandingOver:
    async def test_closes_the_diary_and_asks_the_patient_who_shared_it(
        self, services: Services, team: Team, alice: Viewer, treatment: UUID
    ) -> None:
        grant = await make_grant(services, alice, treatment)
        cursor = (await changes_after(alice, 0)).revision
        await team.bob_to_frida()
        for practitioner in (team.bob, team.frida):
            with pytest.raises(NotFound):
                await review(services, practitioner, treatment)
        news = await changes_after(alice, cursor)
        assert [(each.id, each.revoked_at) for each in news.grants] == [(grant.id, team.clock.now())]
        [shown] = news.treatments
        assert (shown.practitioner_name, shown.practitioner_id) == ("Frida Falk", team.frida.person_id)
        assert shown.handover_open
        assert await reminded(alice) == [None]

    async def test_a_new_grant_opens_the_diary_to_the_colleague_and_answers_the_question(
        self, services: Services, team: Team, alice: Viewer, treatment: UUID
    ) -> None:
        await make_grant(services, alice, treatment)
        await team.bob_to_frida()
        cursor = (await changes_after(alice, 0)).revision
        grant = await make_grant(services, alice, treatment)
        assert grant.practitioner_name == "Frida Falk"
        assert (await review(services, team.frida, treatment)).grant == grant
        with pytest.raises(NotFound):
            await review(services, team.bob, treatment)
        assert [each.handover_open for each in (await changes_after(alice, cursor)).treatments] == [False]

    async def test_who_treated_stays_in_the_record(
        self, services: Services, team: Team, treatment: UUID
    ) -> None:
        before = await show_to_clinic(team.bob, treatment)
        await team.bob_to_frida()
        after = await show_to_clinic(team.frida, treatment)
        assert (before.recorded_by, before.in_charge) == ("Bob Berger", "")
        assert after == before.model_copy(update={"in_charge": "Frida Falk"})

    async def test_does_not_ask_a_patient_who_did_not_share_or_has_stopped(
        self, services: Services, team: Team, alice: Viewer, treatment: UUID
    ) -> None:
        stopped = await make_grant(services, alice, treatment)
        await revoke_grant(services, alice, stopped.id)
        team.clock.pass_time(hours=1)
        await team.bob_to_frida()
        shown = await on_the_phone(alice)
        assert (shown.practitioner_name, shown.handover_open) == ("Frida Falk", False)
        assert await reminded(alice) == []

    async def test_does_not_ask_after_the_end_that_the_patient_has_chosen(
        self, services: Services, team: Team, alice: Viewer, treatment: UUID
    ) -> None:
        await make_grant(services, alice, treatment)
        team.clock.pass_time(days=31)
        await team.bob_to_frida()
        assert not (await on_the_phone(alice)).handover_open

    async def test_leaves_open_what_is_shared_with_everyone_and_does_not_ask(
        self, services: Services, team: Team, alice: Viewer, treatment: UUID
    ) -> None:
        grant = await make_grant(services, alice, treatment, to_everyone=True)
        await team.bob_to_frida()
        assert (await review(services, team.frida, treatment)).grant == grant
        assert not (await on_the_phone(alice)).handover_open

    async def test_asks_about_the_newest_of_several_sessions(
        self, services: Services, team: Team, alice: Viewer, treatment: UUID
    ) -> None:
        newer = await make_treatment(
            services, team.bob, patient_id=alice.person_id, treated_at_local="2026-11-20T09:00"
        )
        for treatment_id in (newer.id, treatment):
            await make_grant(services, alice, treatment_id)
        await team.bob_to_frida()
        asked = {each.id: each.handover_open for each in (await changes_after(alice, 0)).treatments}
        assert asked == {treatment: False, newer.id: True}

    async def test_a_repeated_call_changes_nothing(
        self, services: Services, team: Team, alice: Viewer, treatment: UUID
    ) -> None:
        await make_grant(services, alice, treatment)
        await team.bob_to_frida()
        first = await changes_after(alice, 0)
        await team.bob_to_frida()
        assert await changes_after(alice, 0) == first

    async def test_an_erased_treatment_asks_nobody(
        self, services: Services, team: Team, alice: Viewer, treatment: UUID
    ) -> None:
        await make_grant(services, alice, treatment)
        await team.bob_to_frida()
        await erase_treatment(services, alice, treatment)
        assert not (await Treatment.get(id=treatment)).handover_open


class TestLeaving:
    async def test_patients_are_handed_over_after_the_practitioner_has_left(
        self, services: Services, team: Team, alice: Viewer, treatment: UUID
    ) -> None:
        await make_grant(services, alice, treatment)
        left = await membership_of(team.bob)
        assert (await preview_ending(services, team.mara, left)).patients == 1
        assert (await list_team(services, team.mara)).former == []
        await end_membership(services, team.mara, left)
        [former] = (await list_team(services, team.mara)).former
        assert (former.id, former.display_name, former.ended_at) == (left, "Bob Berger", team.clock.now())
        team.clock.pass_time(minutes=5)
        preview = await preview_handover(services, team.mara, left)
        assert (preview.display_name, preview.patients, preview.sharing) == ("Bob Berger", 1, 1)
        assert [each.display_name for each in preview.successors] == ["Frida Falk", "Mara Lindner"]
        await hand_over(services, team.mara, left, Handover(to=await membership_of(team.frida)))
        assert (await on_the_phone(alice)).handover_open
        assert (await list_team(services, team.mara)).former == []

    async def test_nobody_who_has_left_takes_over_and_nobody_from_themselves(
        self, services: Services, team: Team, treatment: UUID
    ) -> None:
        await end_membership(services, team.mara, await membership_of(team.frida))
        for successor in (team.frida, team.bob):
            with pytest.raises(NotFound):
                await hand_over(
                    services,
                    team.mara,
                    await membership_of(team.bob),
                    Handover(to=await membership_of(successor)),
                )
        assert (await Treatment.get(id=treatment)).in_charge_id is None

    async def test_only_the_owner_of_the_clinic_hands_over_with_a_fresh_passkey(
        self, services: Services, team: Team, erin: Viewer, treatment: UUID
    ) -> None:
        for stranger in (team.bob, erin):
            with pytest.raises(NotFound):
                await team.bob_to_frida(by=stranger)
            with pytest.raises(NotFound):
                await preview_handover(services, stranger, await membership_of(team.bob))
        with pytest.raises(NotFound):  # a colleague of another clinic takes over nothing here
            await hand_over(
                services, team.mara, await membership_of(team.bob), Handover(to=await membership_of(erin))
            )
        stale = replace(team.mara, passkey_answered_at=team.clock.now() - timedelta(hours=1))
        with pytest.raises(PasskeyNotFresh):
            await team.bob_to_frida(by=stale)
        assert (await Treatment.get(id=treatment)).in_charge_id is None


class TestAsking:
    @pytest.fixture
    async def asked(self, services: Services, team: Team, alice: Viewer, treatment: UUID) -> UUID:
        await make_grant(services, alice, treatment)
        await subscribe(services, alice, push_subscription("alice"))
        await team.bob_to_frida()
        return treatment

    async def test_is_one_discreet_message(
        self, services: Services, team: Team, alice: Viewer, asked: UUID
    ) -> None:
        team.clock.pass_time(hours=20)  # after quiet hours
        await dispatch_due(services)
        assert await reminded(alice) == ["sent"]
        bodies = [message.body for _, message in team.push.sent]
        assert services.messages("en", "server.push.discreet") in bodies
        assert not any("Frida" in body for body in bodies)

    async def test_declining_closes_the_question_for_good(
        self, services: Services, team: Team, alice: Viewer, asked: UUID
    ) -> None:
        await decline_handover(services, alice, asked)
        revision = (await changes_after(alice, 0)).revision
        await decline_handover(services, alice, asked)
        assert (await changes_after(alice, 0)).revision == revision
        assert not (await on_the_phone(alice)).handover_open
        await team.bob_to_frida()
        assert not (await on_the_phone(alice)).handover_open
        team.clock.pass_time(hours=20)
        await dispatch_due(services)
        assert "sent" not in await reminded(alice)
        with pytest.raises(NotFound):
            await review(services, team.frida, asked)

    async def test_sharing_before_the_message_is_sent_withholds_it(
        self, services: Services, team: Team, alice: Viewer, asked: UUID
    ) -> None:
        await make_grant(services, alice, asked)
        team.clock.pass_time(hours=20)
        await dispatch_due(services)
        assert "sent" not in await reminded(alice)

    async def test_nobody_declines_for_another_patient(
        self, services: Services, dora: Viewer, alice: Viewer, asked: UUID
    ) -> None:
        for treatment_id in (asked, uuid4()):
            with pytest.raises(NotFound):
                await decline_handover(services, dora, treatment_id)
        assert (await on_the_phone(alice)).handover_open

    async def test_stays_open_when_the_patients_are_handed_on(
        self, services: Services, team: Team, alice: Viewer, asked: UUID
    ) -> None:
        await hand_over(
            services, team.mara, await membership_of(team.frida), Handover(to=await membership_of(team.mara))
        )
        shown = await on_the_phone(alice)
        assert (shown.practitioner_name, shown.handover_open) == ("Mara Lindner", True)
