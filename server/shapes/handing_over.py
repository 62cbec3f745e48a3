"""Handing the patients of a practitioner over to a colleague."""

from uuid import UUID

from server.shapes.base import Shape


class PossibleSuccessor(Shape):
    """A colleague; `id` is that of their membership."""

    id: UUID
    display_name: str


class HandoverPreview(Shape):
    """What would be handed over, before it is."""

    display_name: str
    patients: int
    sharing: int  # of them share their diary with the practitioner, and will be asked
    successors: list[PossibleSuccessor]  # by name


class Handover(Shape):
    to: UUID  # the membership of the colleague
