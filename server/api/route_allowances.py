"""What the calls of each route spend, and which of their failures count. A route that is not a GET spends `WRITES`."""

from collections.abc import Mapping
from dataclasses import dataclass

from server.domain.errors import ProblemCode
from server.domain.limits import (
    CEREMONIES,
    COPIES,
    PHOTO_INTAKE,
    REFUSED_SIGN_INS,
    SHEET_WORK,
    SIGN_IN_STARTS,
    WRITES,
    WRONG_LINKS,
    Allowance,
)


@dataclass(frozen=True, slots=True)
class Failures:
    """Errors of people who are not signed in that count as failed attempts of their network."""

    allowance: Allowance
    codes: frozenset[ProblemCode]


_WRONG_LINK = Failures(WRONG_LINKS, frozenset({"link-unknown"}))
_REFUSED = Failures(
    REFUSED_SIGN_INS, frozenset({"passkey-refused", "passkey-unverified", "ceremony-expired"})
)

SPENDS: Mapping[str, Allowance] = {
    "POST /api/passkeys/registration-options": SIGN_IN_STARTS,
    "POST /api/passkeys/authentication-options": SIGN_IN_STARTS,
    "POST /api/passkeys/confirmation-options": CEREMONIES,
    "POST /api/my/recovery-links": CEREMONIES,
    "POST /api/my/install-links": CEREMONIES,
    "POST /api/patients/{clinic_patient_id}/recovery-link": CEREMONIES,
    "POST /api/colleagues/invitation": CEREMONIES,
    "POST /api/my/sheet-imports": SHEET_WORK,
    "POST /api/sheet-reports": SHEET_WORK,
    "POST /api/sheet-previews": SHEET_WORK,
    "POST /api/sheet-imports": SHEET_WORK,
    "GET /api/sheet-comparison": SHEET_WORK,
    "PUT /api/photos/{photo_id}": PHOTO_INTAKE,
    "POST /api/my/photo-previews": PHOTO_INTAKE,
    "PUT /api/treatments/{treatment_id}/baseline-photos/{photo_id}": PHOTO_INTAKE,
    "PUT /api/clinic/logo": PHOTO_INTAKE,
    "POST /api/my/exports": COPIES,
    "GET /api/treatments/{treatment_id}/review.pdf": COPIES,
    "GET /api/treatments/{treatment_id}/review.csv": COPIES,
    "GET /api/treatments/{treatment_id}/review.fhir.json": COPIES,
    "GET /api/clinic/records.csv": COPIES,
    "GET /api/clinic/access-log.csv": COPIES,
}
"""Of the signed-in caller, or of the network of a stranger."""

FAILURES: Mapping[str, Failures] = {
    "POST /api/links/open": _WRONG_LINK,
    "POST /api/links/sign-in": _WRONG_LINK,
    "POST /api/passkeys/registration": _REFUSED,
    "POST /api/passkeys/authentication": _REFUSED,
}


def spent_by(line: str) -> Allowance | None:
    """Return what a call of `PUT /api/entries/{entry_id}` spends; None for a GET that is not in the table."""
    return SPENDS.get(line, None if line.startswith("GET ") else WRITES)
