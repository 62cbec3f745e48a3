"""Safety corrections of a sheet: what the patient must see, and whom they have reached."""

from uuid import UUID

from server.shapes.base import Instant, Shape, VersionNumber
from server.shapes.timeline import TimelineDocument


class PendingCorrection(Shape):
    """A safety correction that the patient has not accepted: the stricter of the two versions counts until then."""

    version: int
    announced_at: Instant
    timeline: TimelineDocument


class CorrectionSeen(Shape):
    """The patient's phone has shown the correction with this version."""

    version: VersionNumber


class ReachedTreatment(Shape):
    """`seen_at` is None until the patient's phone has shown the correction. `joined`: the patient uses the app."""

    treatment_id: UUID
    patient_name: str
    joined: bool
    announced_at: Instant
    seen_at: Instant | None
    accepted: bool


class CorrectionReach(Shape):
    """The clinic's treatments to which a safety correction was announced, those whose patient has not seen it first."""

    treatments: list[ReachedTreatment]
