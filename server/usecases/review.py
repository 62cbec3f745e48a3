"""The review: what happened since the treatment, on one screen; and the practitioner's reply."""

from uuid import UUID

from models.diary import Reply
from models.revision import next_revision
from models.sharing import Grant
from models.treatments import Treatment
from models.unit_of_work import create_once, unit_of_work
from server.domain.errors import Conflict
from server.domain.sharing import Scope
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.diary import ReplyView
from server.shapes.replies import ReplyNew
from server.shapes.review import Review
from server.shapes.sharing import GrantView
from server.usecases.access import entry_of, open_diary, own_treatment
from server.usecases.access_records import record_access
from server.usecases.access_to_clinic import templates_of_clinic
from server.usecases.diary_views import replies_of
from server.usecases.late_reactions import store_late_reactions
from server.usecases.planning import plan_for
from server.usecases.review_series import series_of
from server.usecases.review_views import load_diary, review_view
from server.usecases.sharing_views import grants_of


async def review(services: Services, viewer: Viewer, treatment_id: UUID) -> Review:
    """Return what the patient shares with this practitioner. Every call is recorded as an access.

    Raises `NotFound` (treatment-unknown).
    """
    opened = await open_diary(viewer, treatment_id, now=services.clock.now())
    await record_access(services, viewer, opened.grant, repeat=True)
    grant = (await grants_of(Grant.filter(id=opened.grant.id)))[0]
    diary = await load_diary(services, opened.treatment)
    await store_late_reactions(opened.treatment, diary.assessment)
    series = await series_of(viewer, opened.treatment, now=diary.now)
    return await review_view(diary, opened.scope, language=viewer.language, grant=grant, series=series)


async def show_grant(services: Services, viewer: Viewer, treatment_id: UUID) -> GrantView:
    """Return the grant that opens the diary now, so that a screen can tell when it has ended. Nothing is recorded.

    Raises `NotFound` (treatment-unknown).
    """
    opened = await open_diary(viewer, treatment_id, now=services.clock.now())
    return (await grants_of(Grant.filter(id=opened.grant.id)))[0]


async def preview(services: Services, viewer: Viewer, treatment_id: UUID, scope: Scope) -> Review:
    """Return exactly what a grant or a link would show, for the patient. Raises `NotFound` (treatment-unknown)."""
    diary = await load_diary(services, await own_treatment(viewer, treatment_id))
    return await review_view(diary, scope, language=viewer.language)


async def reply(services: Services, viewer: Viewer, treatment_id: UUID, new: ReplyNew) -> ReplyView:
    """Send a reply to the patient, to the question of an entry if there is one. A repeated call changes nothing.

    Raises `NotFound` (treatment-unknown, entry-unknown) or `Conflict` (id-taken).
    """
    now = services.clock.now()
    opened = await open_diary(viewer, treatment_id, now=now)
    patient_id = opened.grant.patient_id

    async def write() -> None:
        existing = await Reply.get_or_none(id=new.id)
        if existing is not None:
            _check_same(existing, viewer, opened.treatment, new)
            return
        if new.entry_id is not None:
            await entry_of(opened, new.entry_id)  # it may have been erased since it was read
        await Reply.create(
            id=new.id,
            patient_id=patient_id,
            treatment_id=treatment_id,
            author_id=viewer.person_id,
            entry_id=new.entry_id,
            text=new.text,
            revision=await next_revision(patient_id),
            created_at=now,
        )
        await templates_of_clinic(viewer).filter(id=new.template_id).update(used_at=now)

    await create_once(write)
    await plan_for(services, patient_id)
    return (await replies_of(Reply.filter(id=new.id)))[0]


def _check_same(existing: Reply, viewer: Viewer, treatment: Treatment, new: ReplyNew) -> None:
    same = (viewer.person_id, treatment.id, new.entry_id, new.text)
    if (existing.author_id, existing.treatment_id, existing.entry_id, existing.text) != same:
        raise Conflict("There is another reply under this id.", code="id-taken")


async def mark_reviewed(services: Services, viewer: Viewer, treatment_id: UUID) -> None:
    """Store who has reviewed the diary last, and when. Raises `NotFound` (treatment-unknown)."""
    now = services.clock.now()
    await open_diary(viewer, treatment_id, now=now)
    await _set_reviewed(treatment_id, reviewed_at=now, reviewed_by_id=viewer.person_id)


async def undo_reviewed(services: Services, viewer: Viewer, treatment_id: UUID) -> None:
    """Take the mark back, also that of a colleague: the diary counts as not reviewed. A repeated call changes nothing.

    Raises `NotFound` (treatment-unknown).
    """
    await open_diary(viewer, treatment_id, now=services.clock.now())
    await _set_reviewed(treatment_id, reviewed_at=None, reviewed_by_id=None)


async def _set_reviewed(treatment_id: UUID, **changes: object) -> None:
    await unit_of_work(lambda: Treatment.filter(id=treatment_id).update(**changes))
