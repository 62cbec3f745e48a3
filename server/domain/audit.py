"""The audit log: which events it has, and how their hashes form a chain.

What names a person is in a detail. The chain holds only its digest, which a random salt makes unguessable: once the
detail is erased with its salt, nothing leads back to the person, and the chain still verifies.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

FIRST = "0" * 64
"""What the first event has in place of a previous hash."""


class AuditKind(StrEnum):
    """What happened. Nothing medical is ever recorded."""

    ACCOUNT_DISABLED = "account-disabled"
    ACCOUNT_ENABLED = "account-enabled"
    ACCOUNT_ERASED = "account-erased"
    ASSISTED_LINK_CONFIRMED = "assisted-link-confirmed"
    ASSISTED_LINK_MADE = "assisted-link-made"
    DEVICE_SIGNED_OUT = "device-signed-out"
    ENTRY_ERASED = "entry-erased"
    EXPORT_REQUESTED = "export-requested"
    GRANT_GIVEN = "grant-given"
    GRANT_REVOKED = "grant-revoked"
    LOOK = "look"
    LOOK_BY_LINK = "look-by-link"
    MEMBERSHIP_ENDED = "membership-ended"
    MEMBERSHIP_STARTED = "membership-started"
    OPERATOR_LINK = "operator-link"
    PASSKEY_ADDED = "passkey-added"
    PASSKEY_REMOVED = "passkey-removed"
    PHOTO_ERASED = "photo-erased"
    RECOVERY_LINK_MADE = "recovery-link-made"
    RECOVERY_LINK_VOIDED = "recovery-link-voided"
    ROLE_CHANGED = "role-changed"
    SHARE_LINK_MADE = "share-link-made"
    SHARE_LINK_REVOKED = "share-link-revoked"
    SIGN_IN = "sign-in"
    SIGN_IN_REFUSED = "sign-in-refused"
    TREATMENT_ERASED = "treatment-erased"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditDetail:
    """Whom an event concerns (`person_id`), who did it (`actor_id`), and to which row (`item_id`).

    `document`: where it came from, and the outcome.
    """

    person_id: UUID | None = None
    actor_id: UUID | None = None
    item_id: UUID | None = None
    document: Mapping[str, str]


def detail_digest(salt: str, detail: AuditDetail) -> str:
    """Return the digest by which the chain refers to a detail."""
    ids = [_text(each) for each in (detail.person_id, detail.actor_id, detail.item_id)]
    return _digest([salt, *ids, dict(sorted(detail.document.items()))])


def event_hash(position: int, at: datetime, kind: str, *, details: Sequence[str], previous: str) -> str:
    """Return the hash of an event. It covers the event before it, so that no event can be changed or left out."""
    return _digest([position, at.astimezone(UTC).isoformat(), kind, list(details), previous])


def _digest(content: list[object]) -> str:
    return sha256(json.dumps(content, separators=(",", ":"), ensure_ascii=True).encode()).hexdigest()


def _text(value: UUID | None) -> str:
    return "" if value is None else str(value)
