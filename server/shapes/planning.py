"""Planning the next treatment: the calendar that a practitioner plans by, and what was planned by whom."""

from datetime import date
from uuid import UUID

from server.domain.next_treatment import SkinObstacle
from server.domain.treatment_calendar import DayReasonKind, DayVerdict
from server.shapes.base import Instant, Line, Shape, VersionNumber
from server.shapes.review import ListedFinding


class NextTreatment(Shape):
    """When the next treatment is planned; null cancels the plan. `reason` is for the clinic only, and never required.

    `version` is that of the plan which the practitioner has seen, 0 if there was none. If somebody else has changed it
    meanwhile, nothing is changed (`plan-changed`).
    """

    next_treatment_at: Instant | None
    version: VersionNumber
    reason: Line = ""


class DayReason(Shape):
    """A rule that is against a day."""

    kind: DayReasonKind
    rule_id: str


class CalendarDay(Shape):
    """`preferred`: inside a window of which the sheet names both ends. `allowed`: the sheet names no end.

    `not-named`: no rule says from when on a treatment is possible. `reasons` is empty unless a rule is against the day.
    """

    day: date
    verdict: DayVerdict
    reasons: list[DayReason]


class CalendarRule(Shape):
    """A rule that a day refers to: of the sheet, or an instruction of the practitioner (`directed`).

    `says` is in the practitioner's language if the sheet has it, and `language` names the one that it is in.
    """

    id: str
    says: str
    language: str
    cite: str
    directed: bool


class PlanVersion(Shape):
    """One plan in the history. `planned_by` is null if that was not recorded."""

    version: int  # from 1
    next_treatment_at: Instant | None  # null: cancelled
    reason: str
    planned_by: str | None
    planned_at: Instant


class PlanningCalendar(Shape):
    """What a practitioner plans the next treatment by. Days are local days in `time_zone`.

    `findings` and `obstacles` are of this moment and empty unless the diary is `shared` with the viewer: then nobody
    knows whether there are any. Both ends of the window are inclusive, and null if the sheet does not name them.
    """

    treatment_id: UUID
    clinic_patient_id: UUID
    patient_name: str
    joined: bool
    number_in_series: int  # of the treatment that the plan follows
    treated_at: Instant
    time_zone: str
    sheet_title: str
    next_treatment_at: Instant | None
    version: int  # of the plan; 0: none was ever made
    opens_on: date | None
    closes_on: date | None
    earliest: date | None  # the first of `days` that is allowed or preferred
    days: list[CalendarDay]
    rules: list[CalendarRule]
    shared: bool
    findings: list[ListedFinding]
    obstacles: list[SkinObstacle]
    plans: list[PlanVersion]  # newest first
