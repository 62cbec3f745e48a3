"""Correcting and withdrawing what a clinic has recorded, and the versions that were there before."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, model_validator

from server.shapes.base import Instant, Reason, Shape, TimeZoneName, VersionNumber
from server.shapes.records import TreatmentRecord
from server.shapes.sheets import SheetRef


class RecordCorrection(Shape):
    """The whole record as it should be. `version` is the one that the practitioner has corrected.

    If somebody else has corrected it meanwhile, nothing is changed (`record-changed`). The sheet's version stays unless
    another sheet is named.
    """

    version: VersionNumber
    sheet_key: Annotated[str, Field(max_length=64)]
    treated_at_local: datetime  # naive
    time_zone: TimeZoneName
    fold: Literal[0, 1] | None = None
    record: TreatmentRecord

    @model_validator(mode="after")
    def _names_an_area(self) -> Self:
        if not self.record.areas:
            raise ValueError("the record must name at least one area")
        return self


class Withdrawing(Shape):
    """Why a record should not exist. For the clinic only."""

    reason: Reason


class Withdrawal(Shape):
    """That a record was withdrawn: it is in no list any more, and its diary stays with the patient."""

    at: Instant
    by: str
    reason: str


class RecordVersion(Shape):
    """What the record said from `written_at` on, until the next version."""

    version: int  # from 1
    written_at: Instant
    written_by: str
    sheet: SheetRef
    treated_at: Instant
    time_zone: str
    record: TreatmentRecord


class RecordHistory(Shape):
    """All versions of a record, the current one last."""

    treatment_id: UUID
    versions: list[RecordVersion]
