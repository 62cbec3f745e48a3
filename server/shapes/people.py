"""Signing in, who am I, which devices."""

from typing import Any, Literal
from uuid import UUID

from server.domain.vocabulary import MembershipRole, Role
from server.shapes.base import Instant, Language, Name, Shape, Text, TimeZoneName, Token


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
    skin_cues: list[str]
    clinic: ClinicView | None  # the clinic that a practitioner has chosen on this device
    is_owner: bool  # of that clinic
    memberships: list[MembershipView]  # the newest first; none for a patient


class MeChange(Shape):
    display_name: Name | None = None
    language: Language | None = None
    time_zone: TimeZoneName | None = None
    skin_cues: list[Literal["red", "darker", "purple", "warm", "tight", "swollen"]] | None = None


class ClinicChoice(Shape):
    """The clinic to work in from now on, on this device."""

    clinic_id: UUID


class TeamMembership(Shape):
    """A practitioner of the clinic, as its owner sees them."""

    id: UUID
    display_name: str
    role: MembershipRole
    started_at: Instant
    own: bool  # the viewer's own membership


class Team(Shape):
    memberships: list[TeamMembership]


class LinkOpen(Shape):
    token: Token


class LinkSignIn(LinkOpen):
    device_label: Text = ""


class LinkPreview(Shape):
    """What a one-time link is for, before it is used."""

    purpose: Literal["set-up", "invitation", "colleague", "recovery", "stored-recovery"]
    clinic_name: str | None
    practitioner_name: str | None
    patient_name: str | None
    sheet_title: str | None
    treated_at: Instant | None
    time_zone: str | None
    expires_at: Instant


class RegistrationStart(Shape):
    """With `link`: accept an invitation or a set-up. Signed in: add a passkey. Neither: start alone."""

    link: Token | None = None
    display_name: Name
    language: Language = "en"
    time_zone: TimeZoneName = "UTC"
    clinic_name: Name | None = None  # set-up only
    clinic_phone: Text | None = None


class Ceremony(Shape):
    """Pass `options` to the browser's Web Authentication API, `ceremony_id` back with its answer."""

    ceremony_id: UUID
    options: dict[str, Any]


class CeremonyAnswer(Shape):
    ceremony_id: UUID
    credential: dict[str, Any]
    device_label: Text = ""


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
    """`stored`: to keep safe, for a year. Else for the new phone now, for an hour."""

    stored: bool


class IssuedLink(Shape):
    """Shown once: `url` for the link, `qr_svg` for the screen. Only a hash is kept."""

    url: str
    qr_svg: str
    expires_at: Instant
