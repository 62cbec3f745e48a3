"""Grants and access records as the patient sees them."""

from tortoise.queryset import QuerySet

from models.sharing import AccessRecord, Grant
from server.shapes.sharing import AccessRecordView, GrantView


async def grants_of(grants: QuerySet[Grant]) -> list[GrantView]:
    """Return grants with the names of practitioner and clinic, oldest first."""
    rows = await grants.order_by("starts_at").values(
        "id", "treatment_id", "photos", "starts_at", "ends_at", "revoked_at", "revision",
        practitioner_name="practitioner__display_name", clinic_name="treatment__clinic__name",
    )  # fmt: skip
    return [GrantView.model_validate(row) for row in rows]


async def access_records_of(access_records: QuerySet[AccessRecord]) -> list[AccessRecordView]:
    """Return access records with the practitioner's name, oldest first."""
    rows = await access_records.order_by("viewed_at").values(
        "id", "viewed_at", "revision",
        treatment_id="grant__treatment_id", practitioner_name="practitioner__display_name",
    )  # fmt: skip
    return [AccessRecordView.model_validate(row) for row in rows]
