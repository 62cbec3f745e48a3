"""The texts with which the practitioners of a clinic begin their replies."""

from uuid import UUID

from models.reply_templates import ReplyTemplate
from models.unit_of_work import create_once, unit_of_work
from server.domain.errors import Conflict
from server.domain.limits import MAX_REPLY_TEMPLATES
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.replies import ReplyTemplateList, ReplyTemplateNew, ReplyTemplateText, ReplyTemplateView
from server.usecases.access_to_clinic import reply_template, templates_of_clinic


async def list_templates(viewer: Viewer) -> ReplyTemplateList:
    """Return the templates of the viewer's clinic, those that were sent or written last first."""
    rows = await templates_of_clinic(viewer)
    rows.sort(key=lambda row: (row.used_at or row.created_at, row.id), reverse=True)
    return ReplyTemplateList(templates=[ReplyTemplateView(id=row.id, text=row.text) for row in rows])


async def create_template(services: Services, viewer: Viewer, new: ReplyTemplateNew) -> ReplyTemplateList:
    """Save a text for the clinic. A repeated call changes nothing.

    Raises `Conflict` (id-taken, too-many-templates).
    """

    async def write() -> None:
        existing = await ReplyTemplate.get_or_none(id=new.id)
        if existing is not None:
            if (existing.clinic_id, existing.text) != (viewer.clinic_id, new.text):
                raise Conflict("There is another template under this id.", code="id-taken")
            return
        if await templates_of_clinic(viewer).count() >= MAX_REPLY_TEMPLATES:
            raise Conflict(
                f"A clinic has at most {MAX_REPLY_TEMPLATES} templates.", code="too-many-templates"
            )
        await ReplyTemplate.create(
            id=new.id, clinic_id=viewer.clinic_id, text=new.text, created_at=services.clock.now()
        )

    await create_once(write)
    return await list_templates(viewer)


async def change_template(viewer: Viewer, template_id: UUID, change: ReplyTemplateText) -> ReplyTemplateList:
    """Change the text of a template. Raises `NotFound` (template-unknown)."""
    template = await reply_template(viewer, template_id)
    await unit_of_work(lambda: ReplyTemplate.filter(id=template.id).update(text=change.text))
    return await list_templates(viewer)


async def delete_template(viewer: Viewer, template_id: UUID) -> ReplyTemplateList:
    """Delete a template. Replies that began with it stay. Raises `NotFound` (template-unknown)."""
    template = await reply_template(viewer, template_id)
    await unit_of_work(lambda: ReplyTemplate.filter(id=template.id).delete())
    return await list_templates(viewer)
