"""The people of the tests.

Alice is a patient of Bob's and shares her diary with him, including photos. Dora is another patient of Bob's
and shares nothing. Charlie is a patient without a clinic. Frida works in the same clinic as Bob and has no
grant. Erin owns another clinic. Rita has no account: she reads Alice's diary, including photos, by a share link.
"Somebody" is not signed in.
"""

from dataclasses import dataclass
from typing import Literal, get_args
from uuid import UUID, uuid4

from models.people import AuthSession, Clinic, Membership, OneTimeLink
from server.domain.viewer import Viewer
from server.jobs.exports import prepare_next
from server.ports import Services
from server.shapes.authoring import DraftNew
from server.shapes.diary import PhotoView
from server.shapes.reminders import PushKeys, PushSubscriptionNew
from server.shapes.replies import ReplyNew, ReplyTemplateNew
from server.usecases import authoring, exporting, invitations, reminders, review
from server.usecases.auth_sessions import open_auth_session, viewer_of
from server.usecases.links import LinkTo, make_link
from server.usecases.reply_templates import create_template
from server.usecases.treatment_presets import create_preset
from tests.factories import (
    make_baseline,
    make_clinic,
    make_entry,
    make_grant,
    make_passkey,
    make_patient,
    make_photo,
    make_practitioner,
    make_preset,
    make_share_link,
    make_treatment,
    open_link,
)

Name = Literal["somebody", "alice", "bob", "charlie", "dora", "erin", "frida", "rita"]
EVERYBODY: tuple[Name, ...] = get_args(Name)


@dataclass(frozen=True, slots=True)
class World:
    """`people` and their session `tokens` by name. Rita has a token and is no person of the database.

    The rows are Alice's, except for Bob's draft the membership of Greta, who works for Erin, and
    the invitation that Erin has made.
    """

    services: Services
    people: dict[str, Viewer]
    tokens: dict[str, str]
    treatment_id: UUID
    clinic_patient_id: UUID
    doras_treatment_id: UUID
    entry_id: UUID
    photo: PhotoView
    baseline_id: UUID
    grant_id: UUID
    share_link_id: UUID
    reply_id: UUID
    subscription_id: UUID
    other_auth_session_id: UUID
    passkey_id: UUID
    recovery_link_id: UUID
    export_id: UUID
    draft_id: UUID
    template_id: UUID
    preset_id: UUID
    membership_id: UUID
    invitation_id: UUID


async def make_world(services: Services) -> World:
    lindenhof, rosengarten = await make_clinic(), await make_clinic("Rosengarten")
    people = await _people(lindenhof, rosengarten)
    greta = await make_practitioner(rosengarten, "Greta Groß")
    alice, bob, dora = people["alice"], people["bob"], people["dora"]
    treatment = await make_treatment(services, bob, patient=alice)
    doras = await make_treatment(services, bob, patient=dora, patient_name="Dora Dietrich")
    entry = await make_entry(services, alice, treatment.id)
    photo = await make_photo(services, alice, entry.id)
    await make_entry(services, dora, doras.id)
    grant = await make_grant(services, alice, treatment.id)
    link = await make_share_link(services, alice, treatment.id)
    reply = await review.reply(services, bob, treatment.id, ReplyNew(id=uuid4(), text="Looks as expected."))
    subscription = await reminders.subscribe(services, alice, push_subscription("alice"))
    draft = await authoring.new_draft(services, bob, DraftNew(id=uuid4(), copy_of="calm-days"))
    template = (
        await create_template(services, bob, ReplyTemplateNew(id=uuid4(), text="As expected."))
    ).templates[0]
    preset = await create_preset(services, bob, make_preset(uuid4()))
    tokens = {
        name: await open_auth_session(
            services, person.person_id, device_label=f"{name}'s phone", passkey_id=uuid4()
        )
        for name, person in people.items()
    }
    await open_auth_session(services, alice.person_id, device_label="alice's tablet")
    tokens["rita"] = await open_link(services, link)
    exported = await _export(services, tokens["alice"])
    return World(
        services=services,
        people=people,
        tokens=tokens,
        treatment_id=treatment.id,
        clinic_patient_id=treatment.clinic_patient_id,
        doras_treatment_id=doras.id,
        entry_id=entry.id,
        photo=photo,
        baseline_id=(await make_baseline(services, bob, treatment.id)).id,
        grant_id=grant.id,
        share_link_id=link.link.id,
        reply_id=reply.id,
        subscription_id=subscription.id,
        other_auth_session_id=(await AuthSession.get(label="alice's tablet")).id,
        passkey_id=await make_passkey(alice),
        export_id=exported,
        recovery_link_id=await _recovery_link(services, alice),
        draft_id=draft.id,
        template_id=template.id,
        preset_id=preset.presets[0].id,
        membership_id=(await Membership.get(person_id=greta.person_id)).id,
        invitation_id=await _colleague_link(services, people["erin"]),
    )


async def _recovery_link(services: Services, person: Viewer) -> UUID:
    """Return the id of a stored recovery link of this person."""
    await make_link(services, LinkTo(purpose="stored-recovery", person_id=person.person_id))
    return (await OneTimeLink.get(person_id=person.person_id)).id


async def _colleague_link(services: Services, owner: Viewer) -> UUID:
    """Return the id of an open invitation into the team of this owner."""
    await invitations.invite_colleague(services, owner)
    return (await OneTimeLink.get(purpose="colleague", clinic_id=owner.clinic_id)).id


async def _export(services: Services, token: str) -> UUID:
    """Let a device ask for an export, and prepare it."""
    viewer = await viewer_of(token, now=services.clock.now())
    if viewer is None:
        raise LookupError("this token signs nobody in")
    asked = await exporting.request_export(services, viewer)
    await prepare_next(services)
    return asked.id


async def _people(lindenhof: Clinic, rosengarten: Clinic) -> dict[str, Viewer]:
    return {
        "alice": await make_patient("Alice Albrecht"),
        "bob": await make_practitioner(lindenhof),
        "charlie": await make_patient("Charlie Conrad"),
        "dora": await make_patient("Dora Dietrich"),
        "erin": await make_practitioner(rosengarten, "Erin Ernst", is_owner=True),
        "frida": await make_practitioner(lindenhof, "Frida Falk"),
    }


def push_subscription(name: str) -> PushSubscriptionNew:
    """Return the subscription of a browser at the push service that `FakePush` accepts."""
    keys = PushKeys(p256dh="B" + "A" * 86, auth="A" * 22)
    return PushSubscriptionNew(endpoint=f"https://push.example/{name}", keys=keys)
