"""The photos that a practitioner lays beside each other, of all treatments that the patient shares with them."""

from collections.abc import Iterable
from uuid import UUID

from models.annotations import Annotation
from models.diary import Photo
from models.treatments import Treatment
from server.domain.viewer import Viewer
from server.domain.vocabulary import AccessKind
from server.ports import Services
from server.shapes.diary import PhotoView
from server.shapes.photo_comparison import PhotoComparison, TreatmentPhotos
from server.usecases.access import OpenDiary, open_diary, open_diary_of
from server.usecases.access_records import record_access
from server.usecases.annotation_views import annotations_of
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
    views = await _views(viewer, shown)
    return PhotoComparison(patient_name=opened.treatment.patient_name, treatments=views)


async def _opened_with_photos(services: Services, viewer: Viewer, opened: OpenDiary) -> list[OpenDiary]:
    now = services.clock.now()
    series = Treatment.filter(patient_id=opened.treatment.patient_id, clinic_id=viewer.clinic_id)
    treatments = await series.order_by("treated_at", "id")
    diaries = [await open_diary_of(viewer, each, now=now) for each in treatments]
    return [diary for diary in diaries if diary is not None and diary.scope.photos]


async def _views(viewer: Viewer, shown: Iterable[OpenDiary]) -> list[TreatmentPhotos]:
    treatments = [diary.treatment for diary in shown]
    patients = {treatment.clinic_patient_id for treatment in treatments}
    numbers = await numbers_in_series(clinic_patient_id__in=list(patients)) if patients else {}
    photos: dict[UUID, list[PhotoView]] = {treatment.id: [] for treatment in treatments}
    for photo in await Photo.filter(treatment_id__in=list(photos)).order_by("taken_at", "id"):
        photos[photo.treatment_id].append(photo_view(photo))
    layers = Annotation.filter(photo__treatment_id__in=list(photos), clinic_id=viewer.clinic_id)
    annotations = {layer.photo_id: layer for layer in await annotations_of(layers)}
    return [
        TreatmentPhotos(
            treatment_id=treatment.id,
            number_in_series=numbers[treatment.id],
            treated_at=treatment.treated_at,
            time_zone=treatment.time_zone,
            day_one=treatment.timeline["day_one"],
            photos=photos[treatment.id],
            annotations=[annotations[photo.id] for photo in photos[treatment.id] if photo.id in annotations],
        )
        for treatment in treatments
    ]
