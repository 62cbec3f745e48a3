"""A recovery link from the clinic: it waits a day, every device of the patient can stop or confirm it."""

from dataclasses import replace
from uuid import UUID

import pytest

from models.audit import AuditDetailRow, AuditEvent
from models.clinic_patients import ClinicPatient
from models.people import OneTimeLink, Passkey
from models.treatments import Treatment
from server.domain.audit import AuditKind
from server.domain.errors import AfterglowError, Conflict, NotFound, PasskeyNotFresh
from server.domain.viewer import Viewer
from server.jobs.reminders import dispatch_due
from server.ports import Services
from server.shapes.people import AssistedLink, RecoveryLinkView
from server.usecases import invitations, recovery_links, reminders
from server.usecases.recovery_links import confirm_recovery_link, issue_to_patient, void_recovery_link
from server.usecases.sign_in import sign_in_by_link
from server.usecases.staff import disable_account
from tests.factories import make_treatment
from tests.fakes import NOW, FakeClock, FakePush
from tests.people import push_subscription
from tests.usecases.audited import World
from tests.usecases.test_passkeys import sign_in


async def patient_of(world: World) -> UUID:
    return (await ClinicPatient.get(person_id=world.alice.person_id)).id


async def issued(world: World) -> AssistedLink:
    fresh = replace(world.bob, passkey_answered_at=world.services.clock.now())
    return await issue_to_patient(world.services, fresh, await patient_of(world))


async def listed(world: World) -> RecoveryLinkView:
    [link] = (await recovery_links.list_recovery_links(world.services, world.alice)).recovery_links
    return link


async def code_of(services: Services, link: AssistedLink) -> str:
    """Return the code with which a link is refused, or an empty one if it signs in."""
    try:
        await sign_in_by_link(services, link.url.partition("#")[2])
    except AfterglowError as refusal:
        return refusal.code
    return ""


async def test_it_works_a_day_later_once_and_for_two_days(world: World, clock: FakeClock) -> None:
    link = await issued(world)
    clock.pass_time(hours=23, minutes=59)
    assert await code_of(world.services, link) == "link-not-yet"
    assert clock.pass_time(minutes=1) == link.works_at
    assert await code_of(world.services, link) == ""
    assert await code_of(world.services, link) == "link-used"
    other = await issued(world)
    assert clock.pass_time(hours=72) == other.expires_at
    assert await code_of(world.services, other) == "link-expired"


async def test_it_signs_in_the_patient_who_may_then_add_a_passkey(world: World, clock: FakeClock) -> None:
    await Passkey.filter(person_id=world.alice.person_id).delete()
    link = await issued(world)
    clock.pass_time(hours=24)
    signed_in = await sign_in_by_link(world.services, link.url.partition("#")[2])
    assert signed_in.me.id == world.alice.person_id


async def test_it_opens_nothing_to_the_clinic(world: World) -> None:
    preview = await invitations.open_link(world.services, (await issued(world)).url.partition("#")[2])
    assert (preview.purpose, preview.clinic_name, preview.patient_name) == ("assisted", "Lindenhof", None)
    assert (preview.works_at, preview.treated_at) == (NOW.replace(day=NOW.day + 1), None)


async def test_every_device_is_told(world: World) -> None:
    assert isinstance(world.services.push, FakePush)
    for name in ("phone", "tablet"):
        device, _ = await sign_in(world.services, world.alice)
        await reminders.subscribe(world.services, device, push_subscription(name))
    await issued(world)
    await dispatch_due(world.services)
    assert len(world.services.push.sent) == 2
    for _, message in world.services.push.sent:
        assert message.body == "Somebody has made a link to sign in to your account."
        assert message.navigate.endswith("/settings/devices")


async def test_any_device_can_stop_it_though_nothing_else_is_left(world: World, clock: FakeClock) -> None:
    link = await issued(world)
    await void_recovery_link(world.services, world.alice, (await listed(world)).id)
    clock.pass_time(hours=24)
    assert await code_of(world.services, link) == "link-expired"
    assert await AuditEvent.filter(kind=AuditKind.RECOVERY_LINK_VOIDED).count() == 1


async def test_confirmed_on_another_device_it_works_at_once(world: World) -> None:
    link = await issued(world)
    shown = await listed(world)
    assert (shown.issued_by, shown.clinic_name, shown.works_at) == ("clinic", "Lindenhof", link.works_at)
    assert shown.state == "waiting"
    for _ in range(2):
        await confirm_recovery_link(world.services, world.alice, shown.id)
    confirmed = await listed(world)
    assert (confirmed.works_at, confirmed.state) == (NOW, "open")
    assert await AuditEvent.filter(kind=AuditKind.ASSISTED_LINK_CONFIRMED).count() == 1
    assert await code_of(world.services, link) == ""


async def test_nobody_else_confirms_it_and_no_link_of_ones_own_changes(world: World, dora: Viewer) -> None:
    await issued(world)
    shown = await listed(world)
    for other in (dora, world.bob):
        with pytest.raises(NotFound):
            await confirm_recovery_link(world.services, other, shown.id)
    await void_recovery_link(world.services, world.alice, shown.id)
    await confirm_recovery_link(world.services, world.alice, shown.id)
    assert not await AuditEvent.filter(kind=AuditKind.ASSISTED_LINK_CONFIRMED).exists(), (
        "a stopped one stays so"
    )
    own = await invitations.create_recovery_link(world.services, world.alice, stored=True)
    row = await OneTimeLink.get(purpose="stored-recovery")
    await confirm_recovery_link(world.services, world.alice, row.id)
    assert (await OneTimeLink.get(id=row.id)).works_at is None
    assert own.expires_at == row.expires_at


async def test_a_new_one_replaces_the_one_before_and_waits_anew(world: World, clock: FakeClock) -> None:
    first = await issued(world)
    clock.pass_time(hours=20)
    second = await issued(world)
    assert await code_of(world.services, first) == "link-expired"
    clock.pass_time(hours=4)
    assert await code_of(world.services, second) == "link-not-yet"


async def test_it_needs_a_fresh_passkey_and_is_recorded_with_who_issued_it(world: World) -> None:
    stale = replace(world.bob, passkey_answered_at=None)
    with pytest.raises(PasskeyNotFresh):
        await issue_to_patient(world.services, stale, await patient_of(world))
    assert not await OneTimeLink.exists()
    await issued(world)
    made = await AuditEvent.get(kind=AuditKind.ASSISTED_LINK_MADE)
    detail = await AuditDetailRow.get(event_position=made.position)
    assert (detail.person_id, detail.actor_id) == (world.alice.person_id, world.bob.person_id)
    assert (detail.item_id, detail.document["by"]) == ((await listed(world)).id, "clinic")


async def test_only_the_clinic_that_recorded_a_treatment_of_the_patient_issues_it(
    world: World, erin: Viewer
) -> None:
    patient = await patient_of(world)
    for other in (erin, world.alice):
        with pytest.raises(NotFound):
            await issue_to_patient(world.services, other, patient)
    alone = await make_treatment(world.services, world.bob, patient_name="Nobody Yet")
    assert alone.clinic_patient_id is not None
    await refuses(world, alone.clinic_patient_id, "patient-not-joined")
    await Treatment.filter(clinic_patient_id=patient).update(withdrawn_at=NOW)
    await refuses(world, patient, "patient-not-joined")


async def test_a_disabled_patient_gets_none(world: World) -> None:
    await disable_account(world.services, world.alice.person_id)
    await refuses(world, await patient_of(world), "patient-disabled")


async def refuses(world: World, patient: UUID, code: str) -> None:
    with pytest.raises(Conflict) as refused:
        await issue_to_patient(world.services, world.bob, patient)
    assert refused.value.code == code
    assert not await OneTimeLink.filter(purpose="assisted").exists()
