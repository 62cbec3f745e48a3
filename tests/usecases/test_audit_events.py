"""Every use case that concerns access writes an event of its kind to the audit log."""

from collections.abc import Awaitable, Callable
from uuid import UUID

import pytest

from models.audit import AuditEvent
from models.clinic_patients import ClinicPatient
from models.people import Membership
from server.domain.audit import AuditKind
from server.domain.errors import AfterglowError
from server.domain.viewer import Viewer
from server.domain.vocabulary import MembershipRole
from server.shapes.people import Ceremony, CeremonyAnswer, RegistrationStart
from server.usecases import (
    erasing,
    exporting,
    invitations,
    memberships,
    passkeys,
    people,
    recovery_links,
    registration,
    share_links,
    shared_diaries,
    sharing,
    sign_in,
    staff,
)
from server.usecases.access_by_link import link_reader_of
from server.usecases.audit_verifying import verify_audit
from tests.factories import (
    make_clinic,
    make_entry,
    make_grant,
    make_passkey,
    make_photo,
    make_practitioner,
    new_share_link,
    open_link,
    passkey_credential,
)
from tests.fakes import NOW
from tests.usecases.audited import World, look, makes_a_link
from tests.usecases.test_passkeys import sign_in as sign_another_device_in


async def signs_in(world: World) -> None:
    await make_passkey(world.alice)
    await sign_in.finish_authentication(world.services, await answer_of(world, world.alice))


async def is_refused(world: World) -> None:
    with pytest.raises(AfterglowError):
        await sign_in.finish_authentication(world.services, await answer_of(world, world.alice))


async def answer_of(world: World, person: Viewer) -> CeremonyAnswer:
    ceremony = await sign_in.start_authentication(world.services)
    credential = {
        "id": passkey_credential(person).hex(),
        "challenge": ceremony.options["challenge"],
        "user_verified": True,
    }
    return CeremonyAnswer(ceremony_id=ceremony.ceremony_id, credential=credential)


async def uses_an_unknown_link(world: World) -> None:
    with pytest.raises(AfterglowError):
        await sign_in.sign_in_by_link(world.services, "unknown")


async def uses_a_link(world: World) -> None:
    link = await recovery_links.create_install_link(world.services, world.alice)
    await sign_in.sign_in_by_link(world.services, link.url.partition("#")[2])


async def adds_a_passkey(world: World) -> None:
    ceremony = await registration.start_registration(
        world.services, world.alice, RegistrationStart(display_name="Alice")
    )
    await registration.finish_registration(world.services, world.alice, answer(ceremony))


def answer(ceremony: Ceremony) -> CeremonyAnswer:
    credential = {"id": b"new".hex(), "challenge": ceremony.options["challenge"], "user_verified": True}
    return CeremonyAnswer(ceremony_id=ceremony.ceremony_id, credential=credential)


async def removes_a_passkey(world: World) -> None:
    await make_passkey(world.alice)
    spare = await make_passkey(world.alice, "spare")
    await passkeys.remove_passkey(world.services, world.alice, spare)


async def voids_a_link(world: World) -> None:
    await make_passkey(world.alice)
    await makes_a_link(world)
    links = await recovery_links.list_recovery_links(world.services, world.alice)
    await recovery_links.void_recovery_link(world.services, world.alice, links.recovery_links[0].id)


async def signs_a_device_out(world: World) -> None:
    other, _ = await sign_another_device_in(world.services, world.alice)
    await people.sign_out_device(world.services, world.alice, other.auth_session_id)


async def signs_out_everywhere(world: World) -> None:
    await people.sign_out_everywhere(world.services, world.alice)


async def gives_a_grant(world: World) -> None:
    await make_grant(world.services, world.alice, world.treatment)


async def revokes_a_grant(world: World) -> None:
    grant = await make_grant(world.services, world.alice, world.treatment)
    await sharing.revoke_grant(world.services, world.alice, grant.id)


async def makes_a_share_link(world: World) -> None:
    new = new_share_link(world.services, world.treatment)
    await share_links.make_share_link(world.services, world.alice, new)


async def revokes_a_share_link(world: World) -> None:
    new = new_share_link(world.services, world.treatment)
    made = await share_links.make_share_link(world.services, world.alice, new)
    await share_links.revoke_share_link(world.services, world.alice, made.link.id)


async def looks_by_a_link(world: World) -> None:
    made = await share_links.make_share_link(
        world.services, world.alice, new_share_link(world.services, world.treatment)
    )
    reader = await link_reader_of(await open_link(world.services, made), now=NOW)
    assert reader is not None
    await shared_diaries.read_shared(world.services, reader, world.treatment)


async def asks_for_an_export(world: World) -> None:
    await exporting.request_export(world.services, world.alice)


async def erases_an_entry(world: World) -> None:
    entry = await make_entry(world.services, world.alice, world.treatment)
    await erasing.erase_entry(world.services, world.alice, entry.id)


async def erases_a_photo(world: World) -> None:
    entry = await make_entry(world.services, world.alice, world.treatment)
    photo = await make_photo(world.services, world.alice, entry.id)
    await erasing.erase_photo(world.services, world.alice, photo.id)


async def erases_a_treatment(world: World) -> None:
    await erasing.erase_treatment(world.services, world.alice, world.treatment)


async def erases_the_account(world: World) -> None:
    await erasing.erase_account(world.services, world.alice)


async def changes_a_role(world: World) -> None:
    membership, owner = await colleague(world)
    await memberships.set_role(world.services, owner, membership, MembershipRole.OWNER)


async def ends_a_membership(world: World) -> None:
    membership, owner = await colleague(world)
    await memberships.end_membership(world.services, owner, membership)


async def joins_another_clinic(world: World) -> None:
    erin = await make_practitioner(await make_clinic("Rosengarten"), "Erin", is_owner=True)
    await invitations.accept_invitation(world.services, world.bob, await invitation_of(world, erin))


async def joins_as_somebody_new(world: World) -> None:
    owner = await make_practitioner(world.clinic, "Owen", is_owner=True)
    start = RegistrationStart(display_name="Frida", link=await invitation_of(world, owner))
    ceremony = await registration.start_registration(world.services, None, start)
    await registration.finish_registration(world.services, None, answer(ceremony))


async def invitation_of(world: World, owner: Viewer) -> str:
    link = await invitations.invite_colleague(world.services, owner)
    return link.url.partition("#")[2]


async def colleague(world: World) -> tuple[UUID, Viewer]:

    owner = await make_practitioner(world.clinic, "Owen", is_owner=True)
    other = await make_practitioner(world.clinic, "Frida")

    return (await Membership.get(person_id=other.person_id)).id, owner


async def clinic_issues_a_link(world: World) -> None:
    patient = (await ClinicPatient.get(person_id=world.alice.person_id)).id
    await recovery_links.issue_to_patient(world.services, world.bob, patient)


async def confirms_a_link(world: World) -> None:
    await clinic_issues_a_link(world)
    [link] = (await recovery_links.list_recovery_links(world.services, world.alice)).recovery_links
    await recovery_links.confirm_recovery_link(world.services, world.alice, link.id)


async def operator_makes_a_link(world: World) -> None:
    await staff.make_staff_sign_in_link(world.services, world.bob.person_id)


async def operator_disables_an_account(world: World) -> None:
    await staff.disable_account(world.services, world.alice.person_id)


async def operator_enables_an_account(world: World) -> None:
    await operator_disables_an_account(world)
    await staff.enable_account(world.services, world.alice.person_id)


CASES: list[tuple[AuditKind, Callable[[World], Awaitable[None]]]] = [
    (AuditKind.LOOK, look),
    (AuditKind.LOOK_BY_LINK, looks_by_a_link),
    (AuditKind.SIGN_IN, signs_in),
    (AuditKind.SIGN_IN, uses_a_link),
    (AuditKind.SIGN_IN_REFUSED, is_refused),
    (AuditKind.SIGN_IN_REFUSED, uses_an_unknown_link),
    (AuditKind.PASSKEY_ADDED, adds_a_passkey),
    (AuditKind.PASSKEY_REMOVED, removes_a_passkey),
    (AuditKind.RECOVERY_LINK_MADE, makes_a_link),
    (AuditKind.RECOVERY_LINK_MADE, uses_a_link),
    (AuditKind.RECOVERY_LINK_VOIDED, voids_a_link),
    (AuditKind.DEVICE_SIGNED_OUT, signs_a_device_out),
    (AuditKind.DEVICE_SIGNED_OUT, signs_out_everywhere),
    (AuditKind.GRANT_GIVEN, gives_a_grant),
    (AuditKind.GRANT_REVOKED, revokes_a_grant),
    (AuditKind.SHARE_LINK_MADE, makes_a_share_link),
    (AuditKind.SHARE_LINK_REVOKED, revokes_a_share_link),
    (AuditKind.EXPORT_REQUESTED, asks_for_an_export),
    (AuditKind.ENTRY_ERASED, erases_an_entry),
    (AuditKind.PHOTO_ERASED, erases_a_photo),
    (AuditKind.TREATMENT_ERASED, erases_a_treatment),
    (AuditKind.ACCOUNT_ERASED, erases_the_account),
    (AuditKind.ROLE_CHANGED, changes_a_role),
    (AuditKind.MEMBERSHIP_STARTED, joins_another_clinic),
    (AuditKind.MEMBERSHIP_STARTED, joins_as_somebody_new),
    (AuditKind.MEMBERSHIP_ENDED, ends_a_membership),
    (AuditKind.ASSISTED_LINK_MADE, clinic_issues_a_link),
    (AuditKind.ASSISTED_LINK_CONFIRMED, confirms_a_link),
    (AuditKind.OPERATOR_LINK, operator_makes_a_link),
    (AuditKind.ACCOUNT_DISABLED, operator_disables_an_account),
    (AuditKind.ACCOUNT_ENABLED, operator_enables_an_account),
]


@pytest.mark.parametrize(("kind", "act"), CASES, ids=[act.__name__ for _, act in CASES])
async def test_the_use_case_writes_its_event(
    world: World, kind: AuditKind, act: Callable[[World], Awaitable[None]]
) -> None:
    await act(world)
    assert await AuditEvent.filter(kind=kind).exists()
    assert (await verify_audit()).fault is None


def test_every_kind_of_event_has_a_case() -> None:
    assert {kind for kind, _ in CASES} == set(AuditKind)
