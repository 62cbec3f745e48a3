"""The errors of access: a row that does not exist and a row that is not for the viewer look the same."""

from typing import Literal

from models.treatments import Treatment
from server.domain.errors import Conflict, NotFound

Unknown = Literal[
    "entry-unknown",
    "export-unknown",
    "grant-unknown",
    "link-unknown",
    "membership-unknown",
    "not-found",
    "passkey-unknown",
    "patient-unknown",
    "photo-unknown",
    "preset-unknown",
    "reply-unknown",
    "share-link-refused",
    "sheet-unknown",
    "subscription-unknown",
    "template-unknown",
    "treatment-unknown",
]
_SENTENCES: dict[Unknown, str] = {
    "entry-unknown": "There is no such entry here.",
    "export-unknown": "There is no such export here.",
    "grant-unknown": "There is no such grant here.",
    "link-unknown": "This link is not valid.",
    "membership-unknown": "There is no such membership here.",
    "not-found": "",
    "passkey-unknown": "There is no such passkey here.",
    "patient-unknown": "This clinic has no such patient.",
    "photo-unknown": "There is no such photo here.",
    "preset-unknown": "There is no such preset here.",
    "reply-unknown": "There is no such reply here.",
    "share-link-refused": "The code is not right, or this link is not open.",
    "sheet-unknown": "There is no such sheet here.",
    "subscription-unknown": "There is no such subscription here.",
    "template-unknown": "There is no such template here.",
    "treatment-unknown": "There is no such treatment here.",
}


def unknown(code: Unknown) -> NotFound:
    """Return the error for a row that does not exist or is not for the viewer."""
    return NotFound(_SENTENCES[code], code=code)


def check_standing(treatment: Treatment) -> None:
    """Raise `Conflict` (treatment-withdrawn) for a treatment that its clinic has withdrawn."""
    if treatment.withdrawn_at is not None:
        raise Conflict("The clinic has withdrawn this treatment.", code="treatment-withdrawn")
