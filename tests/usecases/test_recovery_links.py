"""Recovery links: created by the person alone, valid once, and announced to their other devices."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest
import pytest_asyncio

from models.people import AuthSession, OneTimeLink
from models.reminders import Reminder
from models.treatments import Treatment
from server.domain.errors import Conflict, Gone, NotFound, PasskeyNotFresh
from server.domain.viewer import Viewer
from server.jobs.reminders import dispatch_due
from server.ports import Services
from server.shapes.people import CeremonyAnswer, IssuedLink, RegistrationStart
from server.shapes.reminders import ReminderPreferences
from server.usecases import invitations, links, recovery_links, reminders
from server.usecases.auth_sessions import open_auth_session, viewer_of
from server.usecases.planning import plan_for
from server.usecases.registration import finish_registration, start_registration
from server.usecases.sign_in import sign_in_by_link
from server.usecases.tokens import token_hash
from tests.factories import (
    join,
    make_clinic,
    make_passkey,
    make_patient,
    make_practitioner,
    make_treatment,
)
from tests.fakes import FakeClock, FakePush, fake_services
from tests.people import push_subscription


@dataclass(frozen=True, slots=True)
class Setting:
    services: Services
    clock: FakeClock
    push: FakePush
    alice: Viewer
    bob: Viewer

    async def recovery_link(self, viewer: Viewer, *, stored: bool) -> str:
        fresh = replace(viewer, passkey_answered_at=self.clock.now())
        return token_of(await invitations.create_recovery_link(self.services, fresh, stored=stored))

    async def use(self, token: str) -> UUID:
        """Sign in with a link and return the person."""
        signed_in = await sign_in_by_link(self.services, token, device_label="new phone")
        assert signed_in.token is not None
        viewer = await viewer_of(signed_in.token, now=self.clock.now())
        assert viewer is not None
        assert viewer.person_id == signed_in.me.id
        return viewer.person_id

    async def phone(self, viewer: Viewer, name: str) -> None:
        """Sign a phone in and subscribe it to push."""
        token = await open_auth_session(self.services, viewer.person_id, device_label=name)
        on_it = await viewer_of(token, now=self.clock.now())
        assert on_it is not None
        await reminders.subscribe(self.services, on_it, push_subscription(name))

    def sent(self) -> list[tuple[str, str]]:
        """Return the phone and the text of every message that was sent."""
        return [(target.endpoint.rpartition("/")[2], message.body) for target, message in self.push.sent]


def token_of(link: IssuedLink) -> str:
    return link.url.partition("#")[2]


@pytest_asyncio.fixture
async def setting(db: str) -> Setting:
    clock, push = FakeClock(), FakePush()
    services = fake_services(clock=clock, push=push)
    bob = await make_practitioner(await make_clinic())
    return Setting(services, clock, push, await make_patient("Alice"), bob)


@pytest.mark.parametrize(("stored", "lives"), [(False, timedelta(hours=1)), (True, timedelta(days=365))])
async def test_a_link_signs_in_its_owner_until_it_expires(
    setting: Setting, stored: bool, lives: timedelta
) -> None:
    early = await setting.recovery_link(setting.alice, stored=stored)
    setting.clock.moment += lives - timedelta(seconds=1)
    assert await setting.use(early) == setting.alice.person_id
    late = await setting.recovery_link(setting.alice, stored=stored)
    setting.clock.moment += lives
    with pytest.raises(Gone) as refusal:
        await setting.use(late)
    assert refusal.value.code == "link-expired"


@pytest.mark.parametrize("stored", [False, True])
async def test_a_link_works_only_once_for_practitioners_too(setting: Setting, stored: bool) -> None:
    token = await setting.recovery_link(setting.bob, stored=stored)
    assert await setting.use(token) == setting.bob.person_id
    with pytest.raises(Gone) as refusal:
        await setting.use(token)
    assert refusal.value.code == "link-used"


async def test_a_new_stored_link_replaces_the_previous_stored_link_only(setting: Setting) -> None:
    older = await setting.recovery_link(setting.alice, stored=True)
    for_now = await setting.recovery_link(setting.alice, stored=False)
    bobs = await setting.recovery_link(setting.bob, stored=True)
    newer = await setting.recovery_link(setting.alice, stored=True)
    with pytest.raises(Gone):
        await setting.use(older)
    assert await setting.use(for_now) == await setting.use(newer) == setting.alice.person_id
    assert await setting.use(bobs) == setting.bob.person_id


async def install_link(setting: Setting) -> str:
    fresh = replace(setting.alice, passkey_answered_at=setting.clock.now())
    link = await recovery_links.create_install_link(setting.services, fresh)
    assert link.url.startswith("https://afterglow.example/install#")
    return token_of(link)


async def test_an_install_link_signs_in_once_within_an_hour(setting: Setting) -> None:
    token = await install_link(setting)
    setting.clock.moment += timedelta(minutes=59)
    assert await setting.use(token) == setting.alice.person_id
    with pytest.raises(Gone) as used:
        await setting.use(token)
    late = await install_link(setting)
    setting.clock.moment += timedelta(hours=1)
    with pytest.raises(Gone) as expired:
        await setting.use(late)
    assert (used.value.code, expired.value.code) == ("link-used", "link-expired")


async def test_a_new_install_link_replaces_the_previous_one_and_no_other_link(setting: Setting) -> None:
    older, for_now = await install_link(setting), await setting.recovery_link(setting.alice, stored=False)
    newer = await install_link(setting)
    with pytest.raises(Gone):
        await setting.use(older)
    assert await setting.use(for_now) == await setting.use(newer) == setting.alice.person_id


async def test_an_install_link_needs_a_fresh_passkey_and_is_listed_to_be_voided(setting: Setting) -> None:
    stale = replace(setting.alice, passkey_answered_at=None)
    with pytest.raises(PasskeyNotFresh):
        await recovery_links.create_install_link(setting.services, stale)
    token = await install_link(setting)
    [listed] = (await recovery_links.list_recovery_links(setting.services, setting.alice)).recovery_links
    await make_passkey(setting.alice)
    await recovery_links.void_recovery_link(setting.services, setting.alice, listed.id)
    with pytest.raises(Gone):
        await setting.use(token)


async def test_only_the_hash_of_its_token_is_stored(setting: Setting) -> None:
    token = await setting.recovery_link(setting.alice, stored=True)
    [link] = await OneTimeLink.all()
    assert link.token_hash == token_hash(token) != token


async def test_the_other_devices_are_notified_and_the_new_one_is_not(setting: Setting) -> None:
    await setting.phone(setting.alice, "alices")
    await setting.phone(setting.bob, "bobs")
    await setting.use(await setting.recovery_link(setting.alice, stored=False))
    new = await AuthSession.get(label="new phone")
    on_it = replace(setting.alice, auth_session_id=new.id)
    await reminders.subscribe(setting.services, on_it, push_subscription("new"))
    assert await dispatch_due(setting.services) == 1
    assert setting.sent() == [("alices", setting.services.messages("en", "server.push.new-device.discreet"))]
    [(_target, message)] = setting.push.sent
    assert (message.navigate, message.urgency) == ("https://afterglow.example/settings/devices", "high")


@pytest.mark.parametrize("discreet", [True, False])
async def test_the_other_devices_are_notified_of_a_new_passkey(setting: Setting, discreet: bool) -> None:
    await setting.phone(setting.alice, "alices")
    wanted = ReminderPreferences(kinds=[], discreet=discreet, time_zone="Europe/Berlin")
    await reminders.set_preferences(setting.services, setting.alice, wanted)
    await setting.use(await setting.recovery_link(setting.alice, stored=False))
    thief = replace(setting.alice, auth_session_id=(await AuthSession.get(label="new phone")).id)
    await reminders.subscribe(setting.services, thief, push_subscription("thief"))
    await dispatch_due(setting.services)
    setting.push.sent.clear()
    start = await start_registration(setting.services, thief, RegistrationStart(display_name="Alice"))
    credential = {"id": "cd" * 16, "challenge": start.options["challenge"]}
    answer = CeremonyAnswer(ceremony_id=start.ceremony_id, credential=credential)
    await finish_registration(setting.services, thief, answer)
    await plan_for(setting.services, setting.alice.person_id)
    assert await dispatch_due(setting.services) == 1
    wording = "server.push.new-passkey.discreet" if discreet else "server.push.new-passkey"
    assert setting.sent() == [("alices", setting.services.messages("en", wording))]
    [(_target, message)] = setting.push.sent
    assert (message.navigate, message.urgency) == ("https://afterglow.example/settings/devices", "high")


async def test_the_notification_ignores_preferences_and_quiet_hours(setting: Setting) -> None:
    await setting.phone(setting.alice, "alices")
    wanted = ReminderPreferences(kinds=[], discreet=False, time_zone="Europe/Berlin")
    await reminders.set_preferences(setting.services, setting.alice, wanted)
    setting.clock.moment = datetime.fromisoformat("2026-11-21T02:00:00+00:00")
    await setting.use(await setting.recovery_link(setting.alice, stored=True))
    await plan_for(setting.services, setting.alice.person_id)
    await dispatch_due(setting.services)
    assert setting.sent() == [("alices", setting.services.messages("en", "server.push.new-device"))]


async def test_a_refused_link_notifies_nobody(setting: Setting) -> None:
    with pytest.raises(NotFound):
        await setting.use("no-such-token-0000000000")
    assert await Reminder.all().count() == 0


async def test_a_patient_who_has_joined_cannot_be_invited_again(setting: Setting) -> None:
    joined = await make_treatment(setting.services, setting.bob, patient=setting.alice)
    with pytest.raises(Conflict) as refusal:
        await invitations.invite_patient(setting.services, setting.bob, joined.id)
    assert refusal.value.code == "already-joined"
    assert await OneTimeLink.all().count() == 0


async def test_only_the_newest_invitation_to_a_treatment_is_valid(setting: Setting) -> None:
    treatment = await make_treatment(setting.services, setting.bob)
    other = await make_treatment(setting.services, setting.bob)
    older = token_of(await invitations.invite_patient(setting.services, setting.bob, treatment.id))
    others = token_of(await invitations.invite_patient(setting.services, setting.bob, other.id))
    newer = token_of(await invitations.invite_patient(setting.services, setting.bob, treatment.id))
    with pytest.raises(Gone):
        await invitations.accept_invitation(setting.services, setting.alice, older)
    for token in (newer, others):
        await invitations.accept_invitation(setting.services, setting.alice, token)
    assert await Treatment.filter(patient_id=setting.alice.person_id).count() == 2


async def test_an_open_invitation_is_cancelled_when_the_patient_joins(setting: Setting) -> None:
    treatment = await make_treatment(setting.services, setting.bob)
    issued = [
        await links.make_link(setting.services, links.LinkTo(purpose="invitation", treatment_id=treatment.id))
        for _ in range(2)
    ]
    await invitations.accept_invitation(setting.services, setting.alice, token_of(issued[0]))
    with pytest.raises(Gone) as refusal:
        await invitations.open_link(setting.services, token_of(issued[1]))
    assert refusal.value.code == "link-expired"


async def test_an_invitation_does_not_sign_in(setting: Setting) -> None:
    treatment = await make_treatment(setting.services, setting.bob)
    invitation = token_of(await invitations.invite_patient(setting.services, setting.bob, treatment.id))
    await join(setting.alice, treatment.id)
    with pytest.raises(NotFound):
        await setting.use(invitation)


class TestTheList:
    async def test_says_when_a_link_was_made_and_what_became_of_it(self, setting: Setting) -> None:
        made_at = setting.clock.now()
        await setting.use(await setting.recovery_link(setting.alice, stored=False))
        await setting.recovery_link(setting.alice, stored=True)
        setting.clock.pass_time(hours=2)
        await setting.recovery_link(setting.alice, stored=False)
        listed = (await recovery_links.list_recovery_links(setting.services, setting.alice)).recovery_links
        assert [(link.stored, link.state) for link in listed[:1]] == [(False, "open")]
        assert {(link.stored, link.state, link.created_at) for link in listed[1:]} == {
            (False, "used", made_at),
            (True, "open", made_at),
        }

    async def test_never_contains_the_secret(self, setting: Setting) -> None:
        token = await setting.recovery_link(setting.alice, stored=True)
        listed = await recovery_links.list_recovery_links(setting.services, setting.alice)
        for secret in (token, token_hash(token)):
            assert secret not in listed.model_dump_json()

    async def test_a_link_can_be_made_invalid(self, setting: Setting) -> None:
        await make_passkey(setting.alice)
        token = await setting.recovery_link(setting.alice, stored=True)
        [link] = (await recovery_links.list_recovery_links(setting.services, setting.alice)).recovery_links
        for _ in range(2):
            voided = await recovery_links.void_recovery_link(setting.services, setting.alice, link.id)
            assert [each.state for each in voided.recovery_links] == ["ended"]
        with pytest.raises(Gone):
            await setting.use(token)

    async def test_the_last_link_of_a_person_without_a_passkey_stays(self, setting: Setting) -> None:
        await setting.recovery_link(setting.alice, stored=True)
        [link] = (await recovery_links.list_recovery_links(setting.services, setting.alice)).recovery_links
        with pytest.raises(Conflict) as refused:
            await recovery_links.void_recovery_link(setting.services, setting.alice, link.id)
        assert refused.value.code == "last-sign-in"

    async def test_nobody_else_can_void_it(self, setting: Setting) -> None:
        await setting.recovery_link(setting.alice, stored=True)
        [link] = (await recovery_links.list_recovery_links(setting.services, setting.alice)).recovery_links
        with pytest.raises(NotFound) as refused:
            await recovery_links.void_recovery_link(setting.services, setting.bob, link.id)
        assert refused.value.code == "link-unknown"
