"""The patients of a clinic: the list with its search, and one patient's page."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from server.shapes.base import Cursor, Instant, Name, Shape, Text
from server.shapes.treatments import TreatmentForClinic

PatientSort = Literal["name", "last-visit", "next-session"]


class PatientsQuery(Shape):
    """Query: all filters must apply. `treated_weeks` is the number of weeks in which the last visit must lie."""

    search: Annotated[Text, Field(max_length=120)] = ""
    shared: bool = False
    question: bool = False
    finding: bool = False
    planned: bool = False
    not_joined: bool = False
    treated_weeks: Annotated[int, Field(ge=1, le=520)] | None = None
    sort: PatientSort = "last-visit"
    after: Cursor | None = None


class PatientRow(Shape):
    """One patient in the list. What the diary says (`question_open`, `finding_open`) is false unless it is shared."""

    id: UUID
    name: str
    number: str
    birth_year: int | None
    joined: bool
    shared: bool  # a diary with the viewer, at this moment
    question_open: bool
    finding_open: bool
    unattended: bool  # their practitioner has left, and nobody has taken them over
    visits: int
    last_treated_at: Instant
    next_treatment_at: Instant | None


class PatientList(Shape):
    patients: list[PatientRow]
    next: str | None  # None: this is the last page
    any: bool  # whether the clinic has any patients at all


class InvitationState(Shape):
    """Of one treatment. `none`: no invitation was made, or it has expired."""

    state: Literal["joined", "open", "none"]
    expires_at: Instant | None


class PatientTreatment(Shape):
    """One treatment on the patient's page, with the clinic's own record."""

    treatment: TreatmentForClinic
    invitation: InvitationState
    shared: bool  # its diary with the viewer, at this moment
    empty: bool  # a shared diary without an entry
    reviewed_at: Instant | None


class PatientPage(Shape):
    id: UUID
    name: str
    number: str
    birth_year: int | None
    joined: bool
    sessions_usual: tuple[int, int] | None  # by the sheet of the newest treatment: minimum and maximum
    namesakes: int  # other patients of the clinic with the same name
    treatments: list[PatientTreatment]  # newest first
    withdrawn: list[TreatmentForClinic]  # recorded by mistake, newest first


class PatientChange(Shape):
    """What the clinic knows its patient by. Birth year and number are optional; they tell namesakes apart."""

    name: Name
    number: Annotated[Text, StringConstraints(max_length=40, strip_whitespace=True)] = ""
    birth_year: Annotated[int, Field(ge=1900, le=2100)] | None = None
