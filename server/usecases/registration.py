"""Register a passkey: for a new owner, colleague or patient, or as another passkey of a signed-in person."""

from datetime import datetime
from uuid import UUID

from tortoise.exceptions import IntegrityError

from models.people import AuthSession, Clinic, OneTimeLink, Passkey, Person
from models.revision import lock_patient
from models.unit_of_work import unit_of_work
from server.domain.audit import AuditKind
from server.domain.errors import Conflict, Gone, Invalid
from server.domain.limits import MAX_NAME, NEW_PEOPLE, PASSKEYS_A_PERSON
from server.domain.viewer import Viewer
from server.domain.vocabulary import MembershipRole, Role
from server.ports import NewPasskey, Services
from server.shapes.people import Ceremony as CeremonyView
from server.shapes.people import CeremonyAnswer, RegistrationStart
from server.usecases.attempts import count_attempt
from server.usecases.audit import record_event
from server.usecases.auth_sessions import SignedIn, open_auth_session, signed_in
from server.usecases.ceremonies import (
    Subject,
    ceremony_expired,
    credential_bytes,
    credential_text,
    new_challenge,
    start_ceremony,
    take_ceremony,
)
from server.usecases.freshness import not_fresh
from server.usecases.links import check_usable, invited_role, join_treatment, use_link
from server.usecases.membership_rows import join_clinic
from server.usecases.planning import notify_of_new_passkey, plan_for
from server.usecases.practitioner_notices import notify_who_joined
from server.usecases.registrants import Registrant, registrant_of


async def start_registration(
    services: Services, guest: Viewer | None, start: RegistrationStart, *, in_memory: bool = False
) -> CeremonyView:
    """Start a ceremony: with a link, for the person it invites; without one, for the signed-in person, who adds
    a passkey, or else for a new patient without a clinic.

    To add a passkey, the person must have answered one on this device within ten minutes, unless they have none or a
    recovery link has signed this device in within a day. Raises `PasskeyNotFresh`, `Invalid` (clinic-name,
    phone-number) or the errors of `find_link`.
    """
    registrant = await registrant_of(services, guest, start)
    existing = await Passkey.filter(person_id=registrant.person_id).values_list("credential_id", flat=True)
    if guest is not None and registrant.known and existing:
        _check_may_add(guest, services.clock.now())
        _check_room(len(existing))
    challenge = new_challenge(services)
    options = services.passkeys.registration_options(
        person_id=registrant.person_id,
        name=registrant.display_name,
        challenge=challenge,
        exclude=tuple(credential_bytes(str(credential)) for credential in existing),
        verify_user=registrant.role == Role.PRACTITIONER,
    )
    ceremony_id = await start_ceremony(
        services,
        "register",
        challenge,
        about=Subject(registrant.person_id, registrant.document(), registrant.link_id),
        in_memory=in_memory,
    )
    return CeremonyView(ceremony_id=ceremony_id, options=dict(options))


def _check_may_add(viewer: Viewer, now: datetime) -> None:
    if not viewer.is_fresh(now) and not viewer.may_add_first_passkey(now):
        raise not_fresh()


def _check_room(passkeys: int) -> None:
    if passkeys >= PASSKEYS_A_PERSON:
        raise Conflict(f"At most {PASSKEYS_A_PERSON} passkeys. Remove one first.", code="too-many-passkeys")


async def finish_registration(
    services: Services, guest: Viewer | None, answer: CeremonyAnswer, *, client: str = ""
) -> SignedIn:
    """Create the person (and, at a set-up, the clinic), store the passkey and sign this device in.

    A device that is signed in already remains so, and the passkey counts as answered on it; the person's other devices
    are notified. All of it happens in one transaction. `client` is the network address of the device. Raises `Gone`
    (ceremony-expired, link-used, link-expired), `Invalid` (passkey-refused, passkey-unverified), `Conflict`
    (too-many-passkeys) or, for somebody without an invitation, `TooMany` (too-many-requests).
    """
    ceremony = await take_ceremony(services, answer.ceremony_id, "register")
    registrant = Registrant.from_ceremony(ceremony)
    if registrant.known and (guest is None or guest.person_id != registrant.person_id):
        raise ceremony_expired()
    passkey = services.passkeys.verify_registration(
        answer.credential,
        challenge=bytes(ceremony.challenge),
        verify_user=registrant.role == Role.PRACTITIONER,
    )
    if not registrant.known and registrant.link_id is None:
        await count_attempt(services, NEW_PEOPLE, client)

    async def register() -> str | None:
        if registrant.known:
            await lock_patient(registrant.person_id)  # the account may have been erased in the meantime
            _check_room(await Passkey.filter(person_id=registrant.person_id).count())
        await _create_person(services, registrant)
        passkey_id = await _store_passkey(services, registrant.person_id, passkey, label=answer.device_label)
        if guest is not None and registrant.known:
            device = AuthSession.filter(id=guest.auth_session_id)
            await device.update(passkey_answered_at=services.clock.now(), passkey_id=passkey_id)
            await notify_of_new_passkey(services, guest.person_id, passkey_id, on=guest.auth_session_id)
            await _record_passkey(services, registrant, passkey_id)
            return None
        token = await open_auth_session(
            services, registrant.person_id, device_label=answer.device_label, passkey_id=passkey_id
        )
        await _record_passkey(services, registrant, passkey_id)
        return token

    try:
        token = await unit_of_work(register)
    except IntegrityError as error:  # the credential id is unique
        raise Invalid(
            "This passkey is already registered: sign in with it.", code="passkey-refused"
        ) from error
    if registrant.link_id is not None:
        await plan_for(services, registrant.person_id)
    return await signed_in(registrant.person_id, token)


async def _record_passkey(services: Services, registrant: Registrant, passkey_id: UUID) -> None:
    if not registrant.known and registrant.role == Role.PRACTITIONER:
        await record_event(services, AuditKind.MEMBERSHIP_STARTED, person_id=registrant.person_id)
    await record_event(services, AuditKind.PASSKEY_ADDED, person_id=registrant.person_id, item_id=passkey_id)


async def _create_person(services: Services, registrant: Registrant) -> None:
    """Create the person and use their link. Do nothing if only a passkey is added.

    Raises `Gone` (link-used, link-expired).
    """
    if registrant.known:
        return
    link = await _use_link(services, registrant)
    clinic_id = await _clinic(services, registrant, link)
    await Person.create(
        id=registrant.person_id,
        role=Role.PATIENT if clinic_id is None else Role.PRACTITIONER,
        display_name=registrant.display_name,
        language=registrant.language,
        time_zone=registrant.time_zone,
        created_at=services.clock.now(),
    )
    if clinic_id is not None:
        invited_by = link.created_by_id if link else None
        await join_clinic(
            services, registrant.person_id, clinic_id, _membership_role(link), invited_by=invited_by
        )
        await notify_who_joined(services, registrant.person_id, clinic_id)
    if link is not None and link.treatment_id is not None:
        await join_treatment(link, registrant.person_id, now=services.clock.now())


def _membership_role(link: OneTimeLink | None) -> MembershipRole:
    if link is None or link.purpose == "set-up":
        return MembershipRole.OWNER
    return invited_role(link)


async def _use_link(services: Services, registrant: Registrant) -> OneTimeLink | None:
    if registrant.link_id is None:
        return None
    link = await OneTimeLink.get(id=registrant.link_id)
    now = services.clock.now()
    check_usable(link, now=now)
    await use_link(link, now=now)
    return link


async def _clinic(services: Services, registrant: Registrant, link: OneTimeLink | None) -> UUID | None:
    """Return the clinic that a practitioner joins, None for a patient. A set-up creates it, once."""
    if link is None or link.purpose == "invitation":
        return None
    if link.purpose == "colleague":
        return link.clinic_id
    if await Clinic.exists():
        raise Gone("This clinic has already been set up.", code="link-used")
    clinic = await Clinic.create(
        id=services.new_id(),
        name=registrant.clinic_name,
        phone=registrant.clinic_phone,
        time_zone=registrant.time_zone,
        created_at=services.clock.now(),
    )
    return clinic.id


async def _store_passkey(services: Services, person_id: UUID, passkey: NewPasskey, *, label: str) -> UUID:
    row = await Passkey.create(
        id=services.new_id(),
        person_id=person_id,
        credential_id=credential_text(passkey.credential_id),
        public_key=passkey.public_key,
        sign_count=passkey.sign_count,
        transports=list(passkey.transports),
        label=label[:MAX_NAME],
        created_at=services.clock.now(),
    )
    return row.id
