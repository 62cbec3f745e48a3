"""Which sheets a clinic offers for new treatments: it retires its own, hides built-in ones, and chooses a default."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from models.people import Clinic
from models.treatments import SheetVersion
from server.domain.errors import Conflict


@dataclass(frozen=True, slots=True)
class SheetOffers:
    """The decisions of a clinic, by the keys of sheets. Nobody else has any."""

    retired: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    default: str | None = None

    def is_retired(self, row: SheetVersion) -> bool:
        return row.key in self.retired

    def is_hidden(self, row: SheetVersion) -> bool:
        return row.clinic_id is None and row.key in self.hidden

    def has(self, row: SheetVersion) -> bool:
        """Return whether a new treatment may follow this published version."""
        return not (self.is_retired(row) or self.is_hidden(row))

    def newest(self, rows: Iterable[SheetVersion]) -> dict[str, SheetVersion]:
        """Return the newest offered version of each sheet by key. The rows come with the oldest version first."""
        return {row.key: row for row in rows if row.published_at is not None and self.has(row)}


async def offers_of(clinic_id: UUID | None) -> SheetOffers:
    """Return what a clinic has decided; for a person without a clinic, everything built in is offered."""
    if clinic_id is None:
        return SheetOffers()
    clinic = await Clinic.get(id=clinic_id)
    retired = await SheetVersion.filter(clinic_id=clinic_id, retired_at__isnull=False)
    return SheetOffers(
        retired=frozenset(row.key for row in retired),
        hidden=frozenset(clinic.hidden_sheets),
        default=clinic.default_sheet,
    )


def not_offered() -> Conflict:
    """Return the error for a sheet that the clinic has retired or hidden."""
    return Conflict("This clinic does not offer this sheet for new treatments.", code="sheet-not-offered")
