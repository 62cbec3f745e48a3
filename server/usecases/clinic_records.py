"""Take the clinic's own records along, as CSV: what it recorded, and nothing of any diary."""

from collections.abc import AsyncIterator, Sequence

from models.people import Clinic, Person
from models.treatments import Treatment
from server.domain.errors import NotFound
from server.domain.local_time import stored_time_zone
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.records import applied
from server.shapes.treatments import TreatmentForClinic
from server.usecases.csv_tables import BOM, csv_rows
from server.usecases.paper_words import PaperWords
from server.usecases.treatment_facts import applied_facts
from server.usecases.treatment_views import clinic_views

BATCH = 200
"""Treatments that are read at once, so that the table of a large clinic is never held as a whole."""
_COLUMNS = ("patient", "joined", "date", "time", "session", "kind", "applied", "sheet", "by", "next", "note")


async def clinic_csv(services: Services, viewer: Viewer) -> AsyncIterator[bytes]:
    """Yield the table of all treatments of the owner's clinic in pieces, newest first. Raises `NotFound`."""
    clinic = await Clinic.get_or_none(id=viewer.clinic_id)
    if clinic is None:
        raise NotFound
    words = PaperWords(viewer.language, clinic.time_zone, services.messages)
    newest = Treatment.filter(clinic_id=clinic.id, withdrawn_at=None).order_by("-treated_at", "id")
    recorded = await newest.values_list("id", "recorded_by_id")
    people = await Person.filter(id__in={person_id for _, person_id in recorded if person_id})
    names = {person.id: person.display_name for person in people}
    by = {treatment_id: names.get(person_id, "") for treatment_id, person_id in recorded}
    treatment_ids = list(by)

    async def pieces() -> AsyncIterator[bytes]:
        yield BOM + csv_rows([[words.text(f"server.csv.{column}") for column in _COLUMNS]])
        for begin in range(0, len(treatment_ids), BATCH):
            batch = await clinic_views(viewer.language, id__in=treatment_ids[begin : begin + BATCH])
            yield csv_rows(_row(treatment, by[treatment.id], words) for treatment in batch)

    return pieces()


def _row(treatment: TreatmentForClinic, recorded_by: str, words: PaperWords) -> Sequence[str]:
    clock = stored_time_zone(treatment.time_zone)
    local = treatment.treated_at.astimezone(clock)
    planned = treatment.next_treatment_at
    record = treatment.record
    facts = applied_facts(applied(record.model_dump(mode="json", by_alias=True)), words.text)
    return [
        treatment.patient_name,
        words.text("server.csv.yes" if treatment.joined else "server.csv.no"),
        local.date().isoformat(),
        f"{local:%H:%M}",
        str(treatment.number_in_series),
        words.text(f"server.kind.{record.kind}"),
        "; ".join(f"{fact.name}: {', '.join(fact.values)}" for fact in facts),
        treatment.sheet.title,
        recorded_by,
        planned.astimezone(clock).date().isoformat() if planned else "",
        record.note,
    ]
