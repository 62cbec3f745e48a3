"""The photos that a practitioner lays beside each other: of shared diaries, and of the clinic's records."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from tortoise.queryset import QuerySet

from models.annotations import Annotation
from models.diary import Photo
from models.treatments import Treatment
from server.domain.viewer import Viewer
from server.domain.vocabulary import AccessKind
from server.ports import Services
from server.shapes.photo_comparison import PhotoComparison, TreatmentPhotos
from server.usecases.access import clinic_treatment, open_diary, open_diary_of
from server.usecases.access_records import record_access
from server.usecases.access_to_clinic import standing_records
from server.usecases.annotation_views import annotations_of
from server.usecases.diary_views import photo_view
from server.usecases.treatment_views import numbers_in_series

Shows = tuple[str, str | None, str | None]
"""What a photo shows: its angle, area and place."""


async def photo_comparison(services: Services, viewer: Viewer, treatment_id: UUID) -> PhotoComparison:
    """Return the photos of this patient that running grants open, and the baseline photos of the clinic's records.

    An access is recorded for each treatment whose diary is open. Raises `NotFound` (treatment-unknown) unless the diary
    of this treatment is.
    """
    opened = await open_diary(viewer, treatment_id, now=services.clock.now())
    series = await _series(viewer, opened.treatment).order_by("treated_at", "id")
    return PhotoComparison(
        patient_name=opened.treatment.patient_name, treatments=await _shown(services, viewer, series)
    )


async def earlier_photos(services: Services, viewer: Viewer, treatment_id: UUID) -> PhotoComparison:
    """Return what the baseline photos of a treatment are aligned with: photos of earlier treatments of the clinic.

    Photos of a diary are added only for what no earlier baseline photo shows, and only while a grant opens that diary;
    the access is recorded. Raises `NotFound` (treatment-unknown).
    """
    treatment = await clinic_treatment(viewer, treatment_id)
    earlier = (
        _series(viewer, treatment).filter(treated_at__lt=treatment.treated_at).order_by("treated_at", "id")
    )
    series = await earlier
    baseline = Photo.filter(treatment_id__in=[each.id for each in series], entry_id=None)
    covered = set(await baseline.values_list("angle", "area", "place"))
    shown = await _shown(services, viewer, series, covered=covered)
    return PhotoComparison(patient_name=treatment.patient_name, treatments=shown)


def _series(viewer: Viewer, treatment: Treatment) -> QuerySet[Treatment]:
    return standing_records(viewer).filter(clinic_patient_id=treatment.clinic_patient_id)


async def _shown(
    services: Services, viewer: Viewer, series: Collection[Treatment], *, covered: Collection[Shows] = ()
) -> list[TreatmentPhotos]:
    """Return what the viewer may see of these treatments; those without any such photo are left out.

    Photos of a diary that show what is `covered` are left out, too.
    """
    photos: dict[UUID, list[Photo]] = {treatment.id: [] for treatment in series}
    for photo in await Photo.filter(treatment_id__in=list(photos)).order_by("taken_at", "id"):
        if photo.entry_id is None or (photo.angle, photo.area, photo.place) not in covered:
            photos[photo.treatment_id].append(photo)
    for treatment in series:
        if any(photo.entry_id for photo in photos[treatment.id]) and not await _opens(
            services, viewer, treatment
        ):
            photos[treatment.id] = [photo for photo in photos[treatment.id] if photo.entry_id is None]
    return await _views(viewer, [each for each in series if photos[each.id]], photos)


async def _opens(services: Services, viewer: Viewer, treatment: Treatment) -> bool:
    """Return whether a running grant shows the photos of this diary, and record the access."""
    opened = await open_diary_of(viewer, treatment, now=services.clock.now())
    if opened is None or not opened.scope.photos:
        return False
    await record_access(services, viewer, opened.grant, kind=AccessKind.PHOTOS)
    return True


async def _views(
    viewer: Viewer, treatments: Collection[Treatment], photos: Mapping[UUID, Iterable[Photo]]
) -> list[TreatmentPhotos]:
    patients = {treatment.clinic_patient_id for treatment in treatments}
    numbers = await numbers_in_series(clinic_patient_id__in=list(patients)) if patients else {}
    shown = {treatment.id: [photo_view(photo) for photo in photos[treatment.id]] for treatment in treatments}
    layers = Annotation.filter(photo__treatment_id__in=list(shown), clinic_id=viewer.clinic_id)
    annotations = {layer.photo_id: layer for layer in await annotations_of(layers)}
    return [
        TreatmentPhotos(
            treatment_id=treatment.id,
            number_in_series=numbers[treatment.id],
            treated_at=treatment.treated_at,
            time_zone=treatment.time_zone,
            day_one=treatment.timeline["day_one"],
            photos=shown[treatment.id],
            annotations=[annotations[photo.id] for photo in shown[treatment.id] if photo.id in annotations],
        )
        for treatment in treatments
    ]
