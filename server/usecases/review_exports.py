"""Take a copy of a review: as PDF, CSV or FHIR. The patient sees that, when and by whom a copy was taken."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from models.diary import Photo
from models.people import Clinic, Person
from models.sharing import Grant
from models.treatments import Treatment
from server.domain.local_time import day_number, local_date, stored_time_zone
from server.domain.viewer import Viewer
from server.domain.vocabulary import AccessKind, Symptom
from server.ports import Services
from server.shapes.diary import EntryView, PhotoView
from server.shapes.exports import ExportedPerson
from server.shapes.review import Review
from server.usecases.access import OpenDiary, open_diary
from server.usecases.access_records import record_access
from server.usecases.csv_tables import BOM, csv_rows
from server.usecases.fhir import review_bundle
from server.usecases.fhir.diary import PhotoFile
from server.usecases.fhir.elements import Words as FhirWords
from server.usecases.logo_files import load_logo
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
    review, opened = await _open(services, viewer, treatment_id)
    logo = await _logo(services, opened.treatment)
    words, now = _words(services, viewer, review), services.clock.now()
    printed = PrintedReview(review, words, viewer.display_name, now, logo=next(iter(logo), "")).document()
    patient_id = opened.grant.patient_id
    photos = {
        name: await services.photos.get(viewed_image_key(photo, patient_id, "display"))
        for name, photo in printed.photos.items()
    }
    return Copy(await services.typeset("review", printed.data, logo | photos), _file_name(review, "pdf"))


async def _logo(services: Services, treatment: Treatment) -> dict[str, bytes]:
    """Return the logo of the clinic that recorded the treatment, by the name of its file; nothing if it has none."""
    clinic = await Clinic.get(id=treatment.clinic_id)
    content = await load_logo(services, clinic)
    return {} if content is None or clinic.logo is None else {clinic.logo: content}


async def review_csv(services: Services, viewer: Viewer, treatment_id: UUID) -> Copy:
    """Return the entries of the review as a table. The access is recorded before anything is read.

    Raises `NotFound` (treatment-unknown).
    """
    review, _ = await _open(services, viewer, treatment_id)
    table = EntryTable(review, _words(services, viewer, review))
    return Copy(BOM + csv_rows(table.rows()), _file_name(review, "csv"))


async def review_fhir(services: Services, viewer: Viewer, treatment_id: UUID) -> Copy:
    """Return the review as a FHIR R4 bundle. The access is recorded before anything is read.

    The bundle refers to the photos that the grant opens by their addresses here, which ask for a sign-in. The
    patient's id follows from the clinic's own record. Raises `NotFound` (treatment-unknown).
    """
    review, opened = await _open(services, viewer, treatment_id)
    patient, treatment = await Person.get(id=opened.grant.patient_id), review.treatment
    subject = uuid5(review.clinic_patient_id or treatment.id, "patient")
    words = FhirWords(subject, viewer.language, treatment.time_zone, services.messages)
    person = ExportedPerson(
        display_name=review.patient_name, language=patient.language, time_zone=patient.time_zone, skin_cues=[]
    )
    files = await _photo_files(services, opened.grant.patient_id, review.photos)
    pieces = review_bundle(review, person, words, files=files, at=services.clock.now())
    return Copy(b"".join(pieces), _file_name(review, "fhir.json"))


async def _photo_files(
    services: Services, patient_id: UUID, photos: Sequence[PhotoView]
) -> dict[UUID, PhotoFile]:
    types = dict(await Photo.filter(id__in=[photo.id for photo in photos]).values_list("id", "content_type"))
    return {
        photo.id: PhotoFile(
            f"{services.public_url}/api/photos/{photo.id}/display",
            str(types[photo.id]),
            await services.photos.get(viewed_image_key(photo, patient_id, "display")),
        )
        for photo in photos
    }


async def _open(services: Services, viewer: Viewer, treatment_id: UUID) -> tuple[Review, OpenDiary]:
    """Return what the patient shares with this practitioner, and the diary that this is from."""
    opened = await open_diary(viewer, treatment_id, now=services.clock.now())
    await record_access(services, viewer, opened.grant, kind=AccessKind.EXPORT, repeat=True)
    grant = (await grants_of(Grant.filter(id=opened.grant.id)))[0]
    diary = await load_diary(services, opened.treatment)
    return await review_view(diary, opened.scope, language=viewer.language, grant=grant), opened


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
