"""Replies to patients, and the texts that a clinic begins them with."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from server.shapes.base import Note, Shape

ReplyText = Annotated[Note, Field(min_length=1)]


class ReplyNew(Shape):
    """A reply, and the entry whose question it answers; None if the diary has no question.

    `template_id` is the template that it began with. A template that is gone by now is ignored.
    """

    id: UUID
    entry_id: UUID | None = None
    template_id: UUID | None = None
    text: ReplyText


class ReplyTemplateText(Shape):
    text: ReplyText


class ReplyTemplateNew(ReplyTemplateText):
    id: UUID


class ReplyTemplateView(Shape):
    id: UUID
    text: str


class ReplyTemplateList(Shape):
    """The templates of the clinic, those that were sent last first."""

    templates: list[ReplyTemplateView]
