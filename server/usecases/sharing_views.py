"""Grants and looks as the patient sees them."""

from tortoise.queryset import QuerySet

from models.sharing import Grant, Look
from server.shapes.sharing import GrantView, LookView


async def grants_of(grants: QuerySet[Grant]) -> list[GrantView]:
    rows = await grants.order_by("starts_at").values(
        "id", "treatment_id", "photos", "starts_at", "ends_at", "revoked_at", "revision",
        practitioner_name="practitioner__display_name", clinic_name="treatment__clinic__name",
    )  # fmt: skip
    return [GrantView.model_validate(row) for row in rows]


async def looks_of(looks: QuerySet[Look]) -> list[LookView]:
    """Who looked, and when; oldest first."""
    rows = await looks.order_by("looked_at").values(
        "id", "looked_at", "revision",
        treatment_id="grant__treatment_id", practitioner_name="practitioner__display_name",
    )  # fmt: skip
    return [LookView.model_validate(row) for row in rows]
