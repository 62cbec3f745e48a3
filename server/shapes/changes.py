"""What a phone pulls: everything of one patient that changed after its cursor."""

from typing import Annotated

from pydantic import Field

from server.shapes.base import Shape
from server.shapes.diary import EntryView, PhotoView, ReplyView
from server.shapes.erasures import ErasureView
from server.shapes.sharing import AccessRecordView, GrantView
from server.shapes.treatments import TreatmentView


class ChangesQuery(Shape):
    """Query: `after` is the cursor of the last answer, 0 for everything."""

    after: Annotated[int, Field(ge=0, le=2**53)] = 0


class Changes(Shape):
    """`revision` is the new cursor. With `more`, ask again after it at once: this is one page of what is newer.

    `epoch` is another one after the server was restored from a backup. On another epoch, a phone asks for everything
    and sends again what the server has lost.
    """

    revision: int
    more: bool
    epoch: str
    treatments: list[TreatmentView]
    entries: list[EntryView]
    photos: list[PhotoView]
    replies: list[ReplyView]
    grants: list[GrantView]
    access_records: list[AccessRecordView]
    erasures: list[ErasureView]
