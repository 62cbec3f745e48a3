"""Write the audit log: in the transaction of what it records, so that neither exists without the other."""

from collections.abc import Collection
from contextvars import ContextVar
from uuid import UUID

from models.audit import append_event
from server.domain.audit import AuditDetail, AuditKind
from server.ports import Services

request_from: ContextVar[str] = ContextVar("request_from", default="")
"""The network address of the request that is being answered; empty for the operator and for jobs."""


async def record_event(
    services: Services,
    kind: AuditKind,
    *,
    person_id: UUID | None,
    actor_id: UUID | None = None,
    item_id: UUID | None = None,
    **facts: str,
) -> None:
    """Record an event as the last step of a unit of work. Without `actor_id`, the person did it themselves.

    `facts` say how it ended; they are never medical, and name nobody.
    """
    detail = AuditDetail(
        person_id=person_id,
        actor_id=actor_id or person_id,
        item_id=item_id,
        document={"outcome": "done"} | facts,
    )
    await record_details(services, kind, [detail])


async def record_details(services: Services, kind: AuditKind, details: Collection[AuditDetail]) -> None:
    """Record one event about several people, such as everyone on a list, as `record_event` does."""
    if not details:
        return
    address = request_from.get()
    whole = [
        AuditDetail(
            person_id=each.person_id,
            actor_id=each.actor_id,
            item_id=each.item_id,
            document={**each.document, "address": address},
        )
        for each in details
    ]
    await append_event(kind, [(services.new_token(), each) for each in whole], at=services.clock.now())
    for each in whole:
        services.security_log(kind, each)
