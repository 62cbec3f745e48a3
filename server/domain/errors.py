"""The errors that a person can be shown. `server.api.problems` maps each class to an HTTP status."""

from typing import Literal, get_args

ProblemCode = Literal[
    "account-disabled",
    "account-erased",
    "already-joined",
    "annotation-changed",
    "annotation-too-large",
    "ceremony-expired",
    "clinic-exists",
    "clinic-name",
    "conflict",
    "cross-site",
    "date-out-of-range",
    "device-signed-out",
    "diary-full",
    "directed-rule",
    "disk-full",
    "draft-open",
    "entry-before-treatment",
    "entry-moved",
    "entry-unknown",
    "erased",
    "export-unknown",
    "flag-unknown",
    "gone",
    "grant-end",
    "grant-unknown",
    "headers-too-large",
    "host-unknown",
    "http",
    "id-taken",
    "instant-naive",
    "invalid",
    "language-other",
    "language-unknown",
    "last-owner",
    "last-sign-in",
    "link-end",
    "link-expired",
    "link-not-yet",
    "link-unknown",
    "link-used",
    "local-time-missing",
    "local-time-offset",
    "local-time-twice",
    "logo-format",
    "logo-too-large",
    "logo-unreadable",
    "malformed",
    "media-type",
    "membership-ended",
    "membership-unknown",
    "method",
    "next-treatment-out-of-range",
    "nobody-to-share-with",
    "not-found",
    "not-ready",
    "not-signed-in",
    "opening-hours",
    "passkey-not-fresh",
    "passkey-refused",
    "passkey-unknown",
    "passkey-unverified",
    "patient-disabled",
    "patient-left",
    "patient-missing",
    "patient-not-joined",
    "patient-unknown",
    "pdf-failed",
    "phone-number",
    "photo-area",
    "photo-damaged",
    "photo-digest-missing",
    "photo-format",
    "photo-lab-busy",
    "photo-too-large",
    "photo-unknown",
    "photo-unreadable",
    "photos-full",
    "plan-changed",
    "preset-unknown",
    "push-endpoint",
    "reaction-unacknowledged",
    "record-changed",
    "record-kind",
    "reply-unknown",
    "request-too-slow",
    "sentences-undecided",
    "server-busy",
    "share-link-refused",
    "sheet-changed",
    "sheet-faulty",
    "sheet-not-offered",
    "sheet-published",
    "sheet-renamed",
    "sheet-superseded",
    "sheet-too-slow",
    "sheet-unknown",
    "sheet-unpublished",
    "sheet-unread",
    "sheet-unresolved",
    "subscription-unknown",
    "template-unknown",
    "text-too-long",
    "texts-missing",
    "time-zone-missing",
    "time-zone-unknown",
    "too-large",
    "too-many-invitations",
    "too-many-links",
    "too-many-passkeys",
    "too-many-photos",
    "too-many-presets",
    "too-many-recovery-links",
    "too-many-requests",
    "too-many-sheets",
    "too-many-subscriptions",
    "too-many-templates",
    "too-many-today",
    "too-many-treatments",
    "too-many-versions",
    "treatment-in-future",
    "treatment-order",
    "treatment-too-old",
    "treatment-unknown",
    "treatment-withdrawn",
    "unexpected",
]
"""Every code the server can answer with. Each has a text `problem.<code>` in every catalogue."""

PhoneProblemCode = Literal[
    "bad-response",
    "offline",
    "passkey-cancelled",
    "passkey-exists",
    "passkey-timeout",
    "passkey-unsupported",
    "push-failed",
    "push-refused",
    "push-timeout",
    "storage-blocked",
    "storage-failed",
    "storage-full",
    "timeout",
    "unknown",
]
"""Codes that only the phone raises. They are listed here because both sides share the catalogues."""

PROBLEM_CODES: tuple[ProblemCode, ...] = get_args(ProblemCode)
PHONE_PROBLEM_CODES: tuple[PhoneProblemCode, ...] = get_args(PhoneProblemCode)


class AfterglowError(Exception):
    """Base of all errors that a person can be shown.

    `code` is stable: clients switch on it and never on the text. `facts` may name the field at fault (`at`).
    """

    code: ProblemCode = "unexpected"

    def __init__(self, detail: str = "", *, code: ProblemCode | None = None, **facts: object) -> None:
        super().__init__(detail)
        self.detail = detail
        self.code = code or type(self).code
        self.facts = facts


class NotFound(AfterglowError):
    """It does not exist, or not for this viewer: the two must look the same."""

    code: ProblemCode = "not-found"


class Damaged(NotFound):
    """It is stored, but not as it was. A viewer is told no more than that it is not there."""


class NotSignedIn(AfterglowError):
    """The request carries no valid session."""

    code: ProblemCode = "not-signed-in"


class PasskeyNotFresh(AfterglowError):
    """The request needs a passkey that was answered on this device within the last minutes; nothing was changed."""

    code: ProblemCode = "passkey-not-fresh"


class Invalid(AfterglowError):
    """The request is well formed but breaks a rule; nothing was changed."""

    code: ProblemCode = "invalid"


class Conflict(AfterglowError):
    """The request contradicts what is already stored; nothing was changed."""

    code: ProblemCode = "conflict"


class Gone(AfterglowError):
    """It existed and no longer does: a link that was used or has expired."""

    code: ProblemCode = "gone"


class TooMany(AfterglowError):
    """Too many requests of this kind. `facts["retry_after"]`: seconds after which the next one may succeed."""

    code: ProblemCode = "too-many-requests"


class Unavailable(AfterglowError):
    """The server cannot do this now; nothing was changed. `facts["retry_after"]`: seconds until it may succeed."""

    code: ProblemCode = "not-ready"


class TooLarge(AfterglowError):
    """Payload too large or too many items."""

    code: ProblemCode = "too-large"


class DiskFull(AfterglowError):
    """The server has no room to store this; nothing was changed."""

    code: ProblemCode = "disk-full"
