"""People: signing in, profiles, devices and one-time links."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from server.domain.vocabulary import MembershipRole, Role, SkinCue
from server.shapes.base import Instant, Language, Name, Once, PhoneNumber, Shape, Text, TimeZoneName, Token


class ClinicView(Shape):
    id: UUID
    name: str
    phone: str
    time_zone: str


class MembershipView(Shape):
    """A clinic in which the practitioner works."""

    id: UUID
    clinic: ClinicView
    role: MembershipRole


class Me(Shape):
    id: UUID
    role: Role
    display_name: str
    language: str
    time_zone: str
    skin_cues: list[SkinCue]
    clinic: ClinicView | None  # the clinic that a practitioner has chosen on this device
    is_owner: bool  # of that clinic
    memberships: list[MembershipView]  # the newest first; none for a patient


class MeChange(Shape):
    display_name: Name | None = None
    language: Language | None = None
    time_zone: TimeZoneName | None = None
    skin_cues: Annotated[list[SkinCue], Field(max_length=len(SkinCue)), Once] | None = None


class ClinicChoice(Shape):
    """The clinic to work in from now on, on this device."""

    clinic_id: UUID


class TeamMembership(Shape):
    """A practitioner of the clinic, as its owner sees them."""

    id: UUID
    display_name: str
    role: MembershipRole
    started_at: Instant
    last_seen_at: Instant | None  # when a device of theirs last used this clinic; None if none is signed in
    own: bool  # the viewer's own membership


class RoleChange(Shape):
    """`owner` appoints a further owner; `practitioner` makes an owner a practitioner again."""

    role: MembershipRole


class ColleagueNew(Shape):
    """The role that the person gets who accepts the invitation."""

    role: MembershipRole = MembershipRole.PRACTITIONER


class ColleagueInvitation(Shape):
    """An invitation into the team that nobody has accepted yet, without its secret."""

    id: UUID
    role: MembershipRole
    created_at: Instant
    expires_at: Instant


class FormerMember(Shape):
    """A person who has left, and whose patients nobody has taken over yet. `id` is that of the membership."""

    id: UUID
    display_name: str
    ended_at: Instant


class Team(Shape):
    memberships: list[TeamMembership]
    invitations: list[ColleagueInvitation]
    former: list[FormerMember]  # with patients that can be handed over


class MembershipEnding(Shape):
    """What ends with a membership, before it is ended."""

    display_name: str
    own: bool
    last_owner: bool  # it cannot be ended
    devices: int  # that will be signed out
    diaries: int  # that are shared with the person now, and will be closed to them
    patients: int  # whom they are in charge of, and who can be handed over first
    invitations: int  # into the team that they made, and nobody has accepted yet


class LinkOpen(Shape):
    token: Token


class LinkSignIn(LinkOpen):
    device_label: Text = ""


class LinkPreview(Shape):
    """The purpose of a one-time link, shown before it is used."""

    purpose: Literal[
        "set-up", "invitation", "colleague", "recovery", "stored-recovery", "install", "assisted"
    ]
    clinic_name: str | None
    clinic_logo: str | None  # a data URL: the person who opens the link is not signed in
    practitioner_name: str | None
    patient_name: str | None
    sheet_title: str | None
    sheet_titles: dict[str, str]  # by language, as far as the sheet has them
    treated_at: Instant | None
    time_zone: str | None
    works_at: Instant | None  # of an assisted link; null: at once
    expires_at: Instant


class RegistrationStart(Shape):
    """With `link`: accept an invitation or set up a clinic. Signed in: add a passkey. Otherwise: start alone."""

    link: Token | None = None
    display_name: Name
    language: Language = "en"
    time_zone: TimeZoneName = "UTC"
    clinic_name: Name | None = None  # set-up only
    clinic_phone: PhoneNumber | None = None


class Ceremony(Shape):
    """Pass `options` to the browser's Web Authentication API and send `ceremony_id` back with its answer.

    `options` is WebAuthn's own JSON, which this contract does not describe.
    """

    ceremony_id: UUID
    options: dict[str, Any]


class CeremonyAnswer(Shape):
    """`credential` is the JSON of WebAuthn's PublicKeyCredential, which this contract does not describe."""

    ceremony_id: UUID
    credential: dict[str, Any]
    device_label: Text = ""


class PasskeyFreshness(Shape):
    """Until then, this device may change how the person signs in, export and erase."""

    fresh_until: Instant


class PasskeyView(Shape):
    id: UUID
    label: str
    created_at: Instant
    last_used_at: Instant | None


class PasskeyList(Shape):
    passkeys: list[PasskeyView]


class PasskeyLabel(Shape):
    label: Name


class AuthSessionView(Shape):
    """A signed-in device."""

    id: UUID
    label: str
    created_at: Instant
    last_used_at: Instant
    current: bool


class AuthSessionList(Shape):
    auth_sessions: list[AuthSessionView]


class RecoveryLinkNew(Shape):
    """`stored`: a link to print or keep, valid for a year; otherwise one for immediate use, valid for an hour."""

    stored: bool


RecoveryLinkState = Literal["waiting", "open", "used", "ended"]
"""`waiting`: somebody else has issued it, and it does not work yet. `ended`: expired, or made invalid by the person."""


LinkIssuer = Literal["self", "clinic", "operator"]


class RecoveryLinkView(Shape):
    """A recovery link without its secret, which is shown only when the link is created."""

    id: UUID
    stored: bool
    issued_by: LinkIssuer
    clinic_name: str | None  # of the clinic that has issued it
    works_at: Instant | None  # of a link that somebody else has issued; null: at once
    state: RecoveryLinkState
    created_at: Instant
    expires_at: Instant
    used_at: Instant | None


class RecoveryLinkList(Shape):
    recovery_links: list[RecoveryLinkView]


class IssuedLink(Shape):
    """A new link, shown only once: the server stores only its hash."""

    url: str
    qr_svg: str
    expires_at: Instant


class AssistedLink(IssuedLink):
    """A link for a patient who has lost every device, handed to them in person. It works from `works_at` on.

    Any device of the patient can stop it, or confirm it, so that it works at once.
    """

    works_at: Instant
