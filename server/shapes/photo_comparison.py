"""What a practitioner compares: photos of the treatments of one patient."""

from typing import Literal
from uuid import UUID

from server.shapes.annotations import AnnotationView
from server.shapes.base import Instant, Shape
from server.shapes.diary import PhotoView


class TreatmentPhotos(Shape):
    """The photos of one treatment, oldest first. `day_one` is the number of the day of the treatment."""

    treatment_id: UUID
    number_in_series: int
    treated_at: Instant
    time_zone: str
    day_one: Literal[0, 1]
    photos: list[PhotoView]
    annotations: list[AnnotationView]  # of the viewer's clinic


class PhotoComparison(Shape):
    """The treatments with a photo that the viewer may see, oldest first; empty if there is none."""

    patient_name: str
    treatments: list[TreatmentPhotos]
