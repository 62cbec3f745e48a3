"""The access log: record when somebody reads a shared diary, so that the patient can see it."""

from collections.abc import Collection
from datetime import UTC, timedelta
from uuid import UUID

from models.revision import next_revision, next_revisions
from models.share_links import LinkAccess
from models.sharing import AccessRecord, Grant, insert_access_records
from models.unit_of_work import unit_of_work
from server.domain.audit import AuditDetail, AuditKind
from server.domain.share_links import LinkReader
from server.domain.viewer import Viewer
from server.domain.vocabulary import AccessKind
from server.ports import Services
from server.usecases.access import DiaryRevision
from server.usecases.audit import record_details, record_event

SAME_ACCESS = timedelta(minutes=10)
"""Photos and pages that are opened within this time count as one access."""

_OPENED = tuple(kind for kind in AccessKind if kind is not AccessKind.QUEUE)
_COVERING = {AccessKind.PHOTOS: (AccessKind.PHOTOS,)}
"""By kind of access: the kinds of a recent record that covers it; `_OPENED` for the others."""


def look_detail(record: AccessRecord) -> AuditDetail:
    """Return what the audit log says of an access record; both are compared when it is verified."""
    return AuditDetail(
        person_id=record.patient_id,
        actor_id=record.practitioner_id,
        item_id=record.id,
        document={
            "grant": str(record.grant_id),
            "access": record.kind,
            "viewed_at": record.viewed_at.astimezone(UTC).isoformat(),
        },
    )


async def record_access(
    services: Services,
    viewer: Viewer,
    grant: Grant,
    *,
    kind: AccessKind = AccessKind.DIARY,
    repeat: bool = False,
    listed: bool = False,
) -> None:
    """Record one access. Skip it if the last one is more recent than `SAME_ACCESS`, unless `repeat` is set.

    Large photos are recorded as such, also right after the diary was opened: the patient reads that they were seen.
    `listed`: what is read belongs to a list, such as a thumbnail. It then needs no record beside that of the list.
    """
    now = services.clock.now()

    async def record_once() -> None:
        recent = AccessRecord.filter(
            grant_id=grant.id, practitioner_id=viewer.person_id, viewed_at__gt=now - SAME_ACCESS
        )
        covering = recent if listed else recent.filter(kind__in=_COVERING.get(kind, _OPENED))
        if not repeat and await covering.exists():
            return
        record = await AccessRecord.create(
            id=services.new_id(),
            grant_id=grant.id,
            patient_id=grant.patient_id,
            practitioner_id=viewer.person_id,
            kind=kind,
            viewed_at=now,
            revision=await next_revision(grant.patient_id),
        )
        await record_details(services, AuditKind.LOOK, [look_detail(record)])

    await unit_of_work(record_once)


async def record_listed(
    services: Services, viewer: Viewer, shown: Collection[DiaryRevision]
) -> dict[UUID, int]:
    """Record that diaries contributed to the list that this practitioner is about to see, in one insert.

    Lists that are opened within `SAME_ACCESS` count as one access. Return the new revisions of the patients.
    """
    now = services.clock.now()

    async def record() -> dict[UUID, int]:
        recent = await AccessRecord.filter(
            practitioner_id=viewer.person_id,
            kind=AccessKind.QUEUE,
            viewed_at__gt=now - SAME_ACCESS,
            grant_id__in=[each.grant_id for each in shown],
        ).values_list("grant_id", flat=True)
        known = {str(grant_id) for grant_id in recent}
        new = [each for each in shown if str(each.grant_id) not in known]
        revisions = await next_revisions({each.patient_id for each in new})
        rows = [
            AccessRecord(
                id=services.new_id(),
                grant_id=each.grant_id,
                patient_id=each.patient_id,
                practitioner_id=viewer.person_id,
                kind=AccessKind.QUEUE,
                viewed_at=now,
                revision=revisions[each.patient_id],
            )
            for each in new
        ]
        await insert_access_records(rows)
        await record_details(services, AuditKind.LOOK, [look_detail(row) for row in rows])
        return revisions

    return await unit_of_work(record) if shown else {}


async def record_link_access(
    services: Services, reader: LinkReader, treatment_id: UUID, kind: AccessKind
) -> None:
    """Record an access by a share link. Photos that are opened within `SAME_ACCESS` count as one access."""
    now = services.clock.now()

    async def record() -> None:
        recent = LinkAccess.filter(
            link_id=reader.link_id, treatment_id=treatment_id, kind=kind, viewed_at__gt=now - SAME_ACCESS
        )
        if kind is AccessKind.PHOTOS and await recent.exists():
            return
        access = await LinkAccess.create(
            id=services.new_id(),
            link_id=reader.link_id,
            patient_id=reader.patient_id,
            treatment_id=treatment_id,
            kind=kind,
            viewed_at=now,
            revision=await next_revision(reader.patient_id),
        )
        await record_event(
            services,
            AuditKind.LOOK_BY_LINK,
            person_id=reader.patient_id,
            item_id=access.id,
            link=str(reader.link_id),
            access=kind,
        )

    await unit_of_work(record)
