"""The photos that a practitioner lays beside each other, of all treatments that the patient shares with them."""

from collections.abc import Iterable
from uuid import UUID

from models.diary import Photo
from models.treatments import Treatment
from server.domain.viewer import Viewer
from server.domain.vocabulary import AccessKind
from server.ports import Services
from server.shapes.diary import PhotoView
from server.shapes.photo_comparison import PhotoComparison, TreatmentPhotos
from server.usecases.access import OpenDiary, open_diary, open_diary_of
from server.usecases.access_records import record_access
from server.usecases.diary_views import photo_view
from server.usecases.treatment_views import numbers_in_series


async def photo_comparison(services: Services, viewer: Viewer, treatment_id: UUID) -> PhotoComparison:
    """Return the photos of this patient that running grants open. An access is recorded for each treatment.

    Raises `NotFound` (treatment-unknown) unless the diary of this treatment is open to the viewer.
    """
    opened = await open_diary(viewer, treatment_id, now=services.clock.now())
    shown = await _opened_with_photos(services, viewer, opened)
    for diary in shown:
        await record_access(services, viewer, diary.grant, kind=AccessKind.PHOTOS)
    return PhotoComparison(patient_name=opened.treatment.patient_name, treatments=await _views(shown))


async def _opened_with_photos(services: Services, viewer: Viewer, opened: OpenDiary) -> list[OpenDiary]:
    now = services.clock.now()
    series = Treatment.filter(patient_id=opened.treatment.patient_id, clinic_id=viewer.clinic_id)
    treatments = await series.order_by("treated_at", "id")
    diaries = [await open_diary_of(viewer, each, now=now) for each in treatments]
    return [diary for diary in diaries if diary is not None and diary.scope.photos]


async def _views(shown: Iterable[OpenDiary]) -> list[TreatmentPhotos]:
    treatments = [diary.treatment for diary in shown]
    patients = {treatment.clinic_patient_id for treatment in treatments}
    numbers = await numbers_in_series(clinic_patient_id__in=list(patients)) if patients else {}
    photos: dict[UUID, list[PhotoView]] = {treatment.id: [] for treatment in treatments}
    for photo in await Photo.filter(treatment_id__in=list(photos)).order_by("taken_at", "id"):
        photos[photo.treatment_id].append(photo_view(photo))
    return [
        TreatmentPhotos(
            treatment_id=treatment.id,
            number_in_series=numbers[treatment.id],
            treated_at=treatment.treated_at,
            time_zone=treatment.time_zone,
            day_one=treatment.timeline["day_one"],
            photos=photos[treatment.id],
        )
        for treatment in treatments
    ]
