"""Take a copy of a review: as PDF, CSV or FHIR. The patient sees that, when and by whom a copy was taken."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from models.people import Person
from models.sharing import Grant
from server.domain.local_time import day_number, local_date, stored_time_zone
from server.domain.viewer import Viewer
from server.domain.vocabulary import AccessKind, Symptom
from server.ports import Services
from server.shapes.diary import EntryView
from server.shapes.exports import ExportedPerson
from server.shapes.review import Review
from server.usecases.access import open_diary
from server.usecases.access_records import record_access
from server.usecases.csv_tables import BOM, csv_rows
from server.usecases.fhir import review_bundle
from server.usecases.fhir.elements import Words as FhirWords
from server.usecases.paper_words import PaperWords
from server.usecases.photo_images import viewed_image_key
from server.usecases.review_print import PrintedReview
from server.usecases.review_views import load_diary, review_view
from server.usecases.sharing_views import grants_of


@dataclass(frozen=True, slots=True)
class Copy:
    """A file to be taken along. Its name says the day of the treatment and nothing of the person."""

    content: bytes
    file_name: str


async def review_pdf(services: Services, viewer: Viewer, treatment_id: UUID) -> Copy:
    """Return the review on one or two pages. The access is recorded before anything is read.

    Raises `NotFound` (treatment-unknown) or `Invalid` (pdf-failed).
    """
    review, patient_id = await _open(services, viewer, treatment_id)
    words = _words(services, viewer, review)
    printed = PrintedReview(review, words, viewer.display_name, services.clock.now()).document()
    pictures = {
        name: await services.photos.get(viewed_image_key(photo, patient_id, "display"))
        for name, photo in printed.photos.items()
    }
    return Copy(await services.typeset("review", printed.data, pictures), _file_name(review, "pdf"))


async def review_csv(services: Services, viewer: Viewer, treatment_id: UUID) -> Copy:
    """Return the entries of the review as a table. The access is recorded before anything is read.

    Raises `NotFound` (treatment-unknown).
    """
    review, _ = await _open(services, viewer, treatment_id)
    table = EntryTable(review, _words(services, viewer, review))
    return Copy(BOM + csv_rows(table.rows()), _file_name(review, "csv"))


async def review_fhir(services: Services, viewer: Viewer, treatment_id: UUID) -> Copy:
    """Return the review as a FHIR R4 bundle without photos. The access is recorded before anything is read.

    The patient's id follows from the clinic's own record. Raises `NotFound` (treatment-unknown).
    """
    review, patient_id = await _open(services, viewer, treatment_id)
    patient, treatment = await Person.get(id=patient_id), review.treatment
    subject = uuid5(review.clinic_patient_id or treatment.id, "patient")
    words = FhirWords(subject, viewer.language, treatment.time_zone, services.messages)
    person = ExportedPerson(
        display_name=review.patient_name, language=patient.language, time_zone=patient.time_zone, skin_cues=[]
    )
    pieces = review_bundle(review, person, words, at=services.clock.now())
    return Copy(b"".join(pieces), _file_name(review, "fhir.json"))


async def _open(services: Services, viewer: Viewer, treatment_id: UUID) -> tuple[Review, UUID]:
    """Return what the patient shares with this practitioner, and whose diary it is."""
    opened = await open_diary(viewer, treatment_id, now=services.clock.now())
    await record_access(services, viewer, opened.grant, kind=AccessKind.EXPORT, repeat=True)
    grant = (await grants_of(Grant.filter(id=opened.grant.id)))[0]
    diary = await load_diary(services, opened.treatment)
    return await review_view(diary, opened.scope, grant=grant), opened.grant.patient_id


def _words(services: Services, viewer: Viewer, review: Review) -> PaperWords:
    return PaperWords(viewer.language, review.treatment.time_zone, services.messages)


def _file_name(review: Review, suffix: str) -> str:
    treated_on = local_date(review.treatment.treated_at, stored_time_zone(review.treatment.time_zone))
    return f"afterglow-{treated_on.isoformat()}.{suffix}"


@dataclass(frozen=True, slots=True)
class EntryTable:
    """The entries of one review: one row each, one column for each symptom that was scored."""

    review: Review
    words: PaperWords

    def rows(self) -> Iterator[Sequence[str]]:
        symptoms = [
            each for each in Symptom if any(each in entry.document.scores for entry in self.review.entries)
        ]
        yield self._headings(symptoms)
        for entry in self.review.entries:
            yield self._row(entry, symptoms)

    def _headings(self, symptoms: Sequence[Symptom]) -> Sequence[str]:
        text = self.words.text
        names = [text(f"common.symptom.{symptom}") for symptom in symptoms]
        keys = (
            ("date", "time", "day", "late"),
            ("signs", "gone", "products", "activities", "note", "question"),
        )
        before, after = ([text(f"server.csv.{key}") for key in part] for part in keys)
        return [*before, *names, *after]

    def _row(self, entry: EntryView, symptoms: Sequence[Symptom]) -> Sequence[str]:
        document, text, treatment = entry.document, self.words.text, self.review.treatment
        local = entry.occurred_at.astimezone(stored_time_zone(document.time_zone))
        day = day_number(
            entry.occurred_at,
            treatment.treated_at,
            time_zone=treatment.time_zone,
            day_one=treatment.timeline["day_one"],
        )
        signs = [
            text(f"common.sign.{each.sign}") + (f" ({text(f'common.area.{each.area}')})" if each.area else "")
            for each in document.signs
        ]
        return [
            local.date().isoformat(),
            f"{local:%H:%M}",
            str(day),
            text("server.csv.yes") if document.back_dated else "",
            *(str(document.scores.get(symptom, "")) for symptom in symptoms),
            ", ".join(signs),
            ", ".join(text(f"common.sign.{sign}") for sign in document.signs_gone),
            ", ".join(document.products),
            ", ".join(document.activities),
            document.note,
            document.question,
        ]
