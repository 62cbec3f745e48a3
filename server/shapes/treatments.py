"""Recording a treatment, and the treatment as both sides see it."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, model_validator

from server.domain.assessment import FindingKind
from server.domain.vocabulary import Area, Sign
from server.shapes.base import Instant, Name, Shape, TimeZoneName, VersionNumber
from server.shapes.clinics import ClinicHours
from server.shapes.corrections import PendingCorrection
from server.shapes.pasted import PastedSheet
from server.shapes.record_history import Withdrawal
from server.shapes.records import AppliedTreatment, TreatmentRecord
from server.shapes.sheets import PlainSentence, SheetRef
from server.shapes.timeline import TimelineDocument


class TreatmentNew(Shape):
    """A treatment as the practitioner records it.

    `treated_at_local` is wall-clock time in `time_zone`. A time that does not exist there is refused
    (`local-time-missing`); one that exists twice is refused unless `fold` says which (`local-time-twice`).
    """

    id: UUID
    clinic_patient_id: UUID | None = None  # a returning patient, joined or not
    patient_id: UUID | None = None  # the same by their account, if they have joined
    patient_name: Name | None = None  # required for a new patient
    sheet_key: Annotated[str, Field(max_length=64)]
    sheet_version: VersionNumber | None = None  # None: the newest published
    treated_at_local: datetime  # naive
    time_zone: TimeZoneName
    fold: Literal[0, 1] | None = None
    record: TreatmentRecord
    next_treatment_at: Instant | None = None
    acknowledged_reactions: Annotated[list[UUID], Field(max_length=100)] = []
    """Earlier treatments whose late reactions the practitioner has read. Refused unless it names all of them
    (`reaction-unacknowledged`)."""

    @model_validator(mode="after")
    def _names_an_area(self) -> Self:
        if not self.record.areas:
            raise ValueError("the record must name at least one area")
        if self.clinic_patient_id is not None and self.patient_id is not None:
            raise ValueError("give either clinic_patient_id or patient_id")
        return self


class LateReaction(Shape):
    """A finding that was still present three days after a treatment or later. It began at `since_at`.

    `symptom` is a `Symptom`, or "inflammation" for each of its cues.
    """

    kind: FindingKind
    symptom: str | None
    sign: Sign | None
    area: Area | None
    since_at: Instant


class EarlierReaction(Shape):
    """A treatment that was followed by late reactions, with the record of what was applied."""

    treatment_id: UUID
    treated_at: Instant
    time_zone: str
    reactions: list[LateReaction]
    record: TreatmentRecord


class EarlierReactions(Shape):
    treatments: list[EarlierReaction]


class PatientQuery(Shape):
    """Query: a returning patient."""

    patient_id: UUID


class SelfTreatment(Shape):
    """A treatment entered by a patient who has no invitation: a time, and a built-in sheet or the text of their own."""

    id: UUID
    sheet_key: Annotated[str, Field(max_length=64)] | None = None
    pasted: PastedSheet | None = None
    treated_at_local: datetime
    time_zone: TimeZoneName
    fold: Literal[0, 1] | None = None

    @model_validator(mode="after")
    def _follows_one_sheet(self) -> Self:
        if (self.sheet_key is None) == (self.pasted is None):
            raise ValueError("give either sheet_key or pasted")
        return self


class TreatmentView(Shape):
    """The patient's view: `applied` leaves out the clinic's note, and has no areas if the patient started alone.

    Nothing is computed from a treatment with `withdrawn_at`: the clinic has recorded it by mistake.
    """

    id: UUID
    clinic_name: str | None
    clinic_phone: str | None
    clinic_hours: ClinicHours | None
    practitioner_name: str | None
    practitioner_id: UUID | None  # in charge: who recorded it, unless the clinic has handed the patient over
    handover_open: bool  # the patient is asked whether to share with the practitioner who has taken over
    sheet: SheetRef
    treated_at: Instant
    time_zone: str
    applied: AppliedTreatment
    number_in_series: int  # from 1; a withdrawn treatment is not counted, but has the number it would have
    next_treatment_at: Instant | None
    withdrawn_at: Instant | None
    timeline: TimelineDocument  # compiled once on the server, projected on the phone
    plain_sentences: list[PlainSentence]  # of the sheet's text, beside its rules
    correction: PendingCorrection | None
    revision: int


class TreatmentForClinic(Shape):
    """The clinic's own record of a treatment. The diary is not part of it. `joined`: the patient uses the app."""

    id: UUID
    clinic_patient_id: UUID
    patient_id: UUID | None
    patient_name: str
    joined: bool
    sheet: SheetRef
    treated_at: Instant
    time_zone: str
    record: TreatmentRecord
    record_version: int  # from 1; counts corrections
    recorded_by: str
    in_charge: str  # to whom the patient was handed over; empty: who recorded it
    withdrawn: Withdrawal | None
    number_in_series: int  # from 1; a withdrawn treatment is not counted, but has the number it would have
    next_treatment_at: Instant | None


class TreatmentListForClinic(Shape):
    treatments: list[TreatmentForClinic]
