"""The access log of a clinic: which of its practitioners has seen whose diary, when, and how."""

from collections.abc import AsyncIterator, Sequence

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from models.people import Clinic
from models.sharing import AccessRecord
from server.domain.errors import NotFound
from server.domain.limits import MAX_LOG_PAGE
from server.domain.local_time import stored_time_zone
from server.domain.viewer import Viewer
from server.domain.vocabulary import AccessKind
from server.ports import Services
from server.shapes.clinics import ClinicAccess, ClinicLog, ClinicLogQuery
from server.usecases.csv_tables import BOM, csv_rows
from server.usecases.cursors import cursor_of, instant_of, read_cursor
from server.usecases.paper_words import PaperWords

BATCH = 500
"""Accesses that are read at once for the table, so that a log of years is never held as a whole."""
_COLUMNS = ("date", "time", "viewer", "access", "patient", "treated")


async def clinic_log(viewer: Viewer, query: ClinicLogQuery) -> ClinicLog:
    """Return one page of the accesses to diaries of the treatments that the viewer's clinic has recorded.

    Accesses through another clinic of the same practitioner are not part of it. Raises `Invalid` for an unreadable
    cursor.
    """
    return await _page(viewer, query.after, size=MAX_LOG_PAGE, whole_looks=True)


async def clinic_log_csv(services: Services, viewer: Viewer) -> AsyncIterator[bytes]:
    """Yield the table of all accesses in pieces, newest first, in the time zone of the clinic. Raises `NotFound`."""
    clinic = await Clinic.get_or_none(id=viewer.clinic_id)
    if clinic is None:
        raise NotFound
    words = PaperWords(viewer.language, clinic.time_zone, services.messages)

    async def pieces() -> AsyncIterator[bytes]:
        yield BOM + csv_rows([[words.text(f"server.csv.{column}") for column in _COLUMNS]])
        page = await _page(viewer, None, size=BATCH)
        yield csv_rows(_row(access, words) for access in page.accesses)
        while page.next is not None:
            page = await _page(viewer, page.next, size=BATCH)
            yield csv_rows(_row(access, words) for access in page.accesses)

    return pieces()


async def _page(viewer: Viewer, after: str | None, *, size: int, whole_looks: bool = False) -> ClinicLog:
    """Return `size` accesses, and with `whole_looks` the rest of a look at a list that the page would cut in two."""
    of_clinic = AccessRecord.filter(grant__treatment__clinic_id=viewer.clinic_id)
    rows = await _accesses(_behind(of_clinic, after).limit(size + 1))
    more, accesses = len(rows) > size, rows[:size]
    if more and whole_looks and accesses[-1].kind is AccessKind.QUEUE:
        level = of_clinic.filter(viewed_at=accesses[-1].viewed_at)
        accesses += await _accesses(_behind(level, _cursor(accesses[-1])))
        more = bool(await _accesses(_behind(of_clinic, _cursor(accesses[-1])).limit(1)))
    return ClinicLog(accesses=accesses, next=_cursor(accesses[-1]) if more else None)


async def _accesses(rows: QuerySet[AccessRecord]) -> list[ClinicAccess]:
    values = await rows.order_by("-viewed_at", "-id").values(
        "id", "kind", "viewed_at", practitioner_name="practitioner__display_name",
        patient_name="grant__treatment__patient_name", treated_at="grant__treatment__treated_at",
        clinic_patient_id="grant__treatment__clinic_patient_id", time_zone="grant__treatment__time_zone",
    )  # fmt: skip
    return [ClinicAccess.model_validate(row) for row in values]


def _cursor(access: ClinicAccess) -> str:
    return cursor_of(access.viewed_at.isoformat(), row_id=access.id)


def _row(access: ClinicAccess, words: PaperWords) -> Sequence[str]:
    viewed_at = access.viewed_at.astimezone(stored_time_zone(words.time_zone))
    treated_at = access.treated_at.astimezone(stored_time_zone(access.time_zone))
    return [
        viewed_at.date().isoformat(),
        f"{viewed_at:%H:%M}",
        access.practitioner_name,
        words.text(f"server.access.{access.kind}"),
        access.patient_name,
        treated_at.date().isoformat(),
    ]


def _behind(rows: QuerySet[AccessRecord], cursor: str | None) -> QuerySet[AccessRecord]:
    if cursor is None:
        return rows
    [viewed_at], last_id = read_cursor(cursor, str)
    at = instant_of(viewed_at)
    return rows.filter(Q(viewed_at__lt=at) | Q(viewed_at=at, id__lt=last_id))
