"""Grants, share links and access records as the patient sees them."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from tortoise.queryset import QuerySet

from models.share_links import LinkAccess, ShareLink
from models.sharing import AccessRecord, Grant
from server.domain.share_links import ShareLinkFacts, link_runs
from server.domain.vocabulary import AccessKind
from server.shapes.sharing import AccessRecordView, GrantView, ShareLinkView


async def grants_of(grants: QuerySet[Grant]) -> list[GrantView]:
    """Return grants with the names of practitioner and clinic, oldest first."""
    rows = await grants.order_by("starts_at").values(
        "id", "treatment_id", "photos", "notes", "starts_at", "ends_at", "revoked_at", "revision", "everyone_at_id",
        practitioner_name="practitioner__display_name", clinic_name="treatment__clinic__name",
    )  # fmt: skip
    return [
        GrantView.model_validate(row | {"everyone": row.pop("everyone_at_id") is not None}) for row in rows
    ]


async def access_records_of(**of: object) -> list[AccessRecordView]:
    """Return the accesses of practitioners and those by share links, oldest first. `of` selects both by column."""
    rows = await AccessRecord.filter(**of).values(
        "id", "viewed_at", "revision", "kind",
        treatment_id="grant__treatment_id", practitioner_name="practitioner__display_name",
        everyone_at="grant__everyone_at__name",
    )  # fmt: skip
    by_link = await LinkAccess.filter(**of).values(
        "id", "viewed_at", "revision", "treatment_id", "kind", "link_id", link_name="link__name"
    )
    records = [
        *(
            {"link_id": None, "link_name": ""} | row | _in_words(row["kind"], row["everyone_at"])
            for row in rows
        ),
        *({"practitioner_name": ""} | row | _in_words(row["kind"], None) for row in by_link),
    ]
    records.sort(key=lambda record: record["viewed_at"])
    return [AccessRecordView.model_validate(record) for record in records]


def _in_words(kind: str, everyone_at: str | None) -> dict[str, str]:
    return {"kind": AccessKind(kind), "everyone_at": everyone_at or ""}


async def share_links_of(patient_id: UUID, *, now: datetime) -> list[ShareLinkView]:
    """Return the share links of a patient, newest first."""
    links = await ShareLink.filter(patient_id=patient_id).order_by("-created_at", "id")
    seen: dict[UUID, list[datetime]] = {link.id: [] for link in links}
    looks = LinkAccess.filter(patient_id=patient_id, kind=AccessKind.DIARY).order_by("viewed_at")
    for link_id, viewed_at in await looks.values_list("link_id", "viewed_at"):
        seen[link_id].append(viewed_at)
    return [share_link_view(link, seen[link.id], now=now) for link in links]


def share_link_view(link: ShareLink, seen: list[datetime], *, now: datetime) -> ShareLinkView:
    """Return one link. `seen` are the times at which a diary was opened by it, oldest first."""
    return ShareLinkView(
        id=link.id,
        name=link.name,
        treatment_ids=[UUID(treatment_id) for treatment_id in link.treatment_ids],
        photos=link.photos,
        notes=link.notes,
        state=_state(link, now),
        created_at=link.created_at,
        ends_at=link.ends_at,
        times_viewed=len(seen),
        last_viewed_at=seen[-1] if seen else None,
    )


def link_facts(link: ShareLink) -> ShareLinkFacts:
    return ShareLinkFacts(link.ends_at, link.revoked_at, link.locked_at)


def _state(link: ShareLink, now: datetime) -> Literal["open", "locked", "ended", "revoked"]:
    if link_runs(link_facts(link), now):
        return "open"
    if link.revoked_at is not None:
        return "revoked"
    return "locked" if link.locked_at is not None else "ended"
