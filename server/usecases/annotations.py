"""Drawing and writing on a photo: one layer for each clinic. The photo stays as it is."""

from uuid import UUID

from models.annotations import Annotation
from models.diary import Photo
from models.revision import lock_treatment
from models.unit_of_work import unit_of_work
from server.domain.errors import Conflict
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.annotations import AnnotationView, AnnotationWrite
from server.usecases.access import annotatable_photo
from server.usecases.access_errors import unknown
from server.usecases.annotation_views import annotations_of


async def annotate(
    services: Services, viewer: Viewer, photo_id: UUID, write: AnnotationWrite
) -> AnnotationView:
    """Replace the strokes of the viewer's clinic on a photo. A repeated call changes nothing.

    Raises `NotFound` (photo-unknown), also if the photo was erased in the meantime, or `Conflict` (annotation-changed)
    if somebody has drawn on the layer since `base_revision`.
    """
    now = services.clock.now()
    photo = await annotatable_photo(viewer, photo_id, now=now)
    strokes = [stroke.model_dump(mode="json") for stroke in write.strokes]

    async def save() -> None:
        await lock_treatment(photo.treatment)  # one change after the other, and none beside an erasure
        if not await Photo.exists(id=photo_id):
            raise unknown("photo-unknown")
        layer = await Annotation.get_or_none(photo_id=photo_id, clinic_id=viewer.clinic_id)
        if layer is not None and _is_repeat(layer, viewer, write, strokes):
            return
        if (0 if layer is None else layer.revision) != write.base_revision:
            raise Conflict("Somebody else has drawn on this photo.", code="annotation-changed")
        layer = layer or Annotation(
            id=services.new_id(), photo_id=photo_id, clinic_id=viewer.clinic_id, created_at=now
        )
        layer.update_from_dict(
            {
                "author_id": viewer.person_id,
                "strokes": strokes,
                "revision": write.base_revision + 1,
                "changed_at": now,
            }
        )
        await layer.save(force_create=write.base_revision == 0)

    await unit_of_work(save)
    return (await annotations_of(Annotation.filter(photo_id=photo_id, clinic_id=viewer.clinic_id)))[0]


def _is_repeat(
    layer: Annotation, viewer: Viewer, write: AnnotationWrite, strokes: list[dict[str, object]]
) -> bool:
    """Return whether the answer to this very call was lost on its way."""
    same = (viewer.person_id, write.base_revision + 1, strokes)
    return (layer.author_id, layer.revision, layer.strokes) == same
