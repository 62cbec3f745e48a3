"""Drawing on a photo: who may, what is refused, two people at once, and what happens when the photo is erased."""

from typing import Any
from uuid import UUID, uuid4

import pytest
import pytest_asyncio
from pydantic import ValidationError

from models.annotations import Annotation
from models.sharing import Grant
from server.domain.errors import Conflict, NotFound
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.annotations import AnnotationView, AnnotationWrite
from server.usecases import erasing, sharing
from server.usecases.annotations import annotate
from server.usecases.export_content import export_document
from server.usecases.photo_comparison import photo_comparison
from tests.factories import make_entry, make_grant, make_photo
from tests.fakes import FakeClock

PEN = {"kind": "pen", "ink": "light", "points": [(0.1, 0.2), (0.3, 0.4)]}
ARROW = {"kind": "arrow", "ink": "amber", "points": [(0.1, 0.2), (0.3, 0.4)]}


def words(text: str) -> dict[str, Any]:
    return {"kind": "text", "ink": "blue", "points": [(0.5, 0.5)], "text": text}


def write(*strokes: dict[str, Any], base: int = 0) -> AnnotationWrite:
    return AnnotationWrite.model_validate({"base_revision": base, "strokes": list(strokes)})


@pytest_asyncio.fixture
async def photo(services: Services, alice: Viewer, treatment: UUID) -> UUID:
    """Alice's photo, in a diary that she does not share yet."""
    entry = await make_entry(services, alice, treatment)
    return (await make_photo(services, alice, entry.id)).id


@pytest_asyncio.fixture
async def shared(services: Services, alice: Viewer, treatment: UUID, photo: UUID) -> UUID:
    """Return the grant by which Alice shares the photo with Bob."""
    return (await make_grant(services, alice, treatment)).id


async def layers(services: Services, viewer: Viewer, treatment: UUID) -> list[AnnotationView]:
    [opened] = (await photo_comparison(services, viewer, treatment)).treatments
    return opened.annotations


async def test_strokes_are_stored_with_their_author_and_time(
    services: Services, bob: Viewer, treatment: UUID, photo: UUID, shared: UUID
) -> None:
    drawn = await annotate(services, bob, photo, write(PEN, ARROW, words("<b>new</b> spot")))
    assert (drawn.photo_id, drawn.author_name, drawn.revision) == (photo, "Bob Berger", 1)
    assert drawn.changed_at == services.clock.now()
    assert await layers(services, bob, treatment) == [drawn]
    assert [stroke.kind for stroke in drawn.strokes] == ["pen", "arrow", "text"]


@pytest.mark.usefixtures("shared")
async def test_two_people_draw_at_once_and_nothing_is_overwritten(
    services: Services, bob: Viewer, frida: Viewer, treatment: UUID, photo: UUID
) -> None:
    await share_with(frida, treatment)
    await annotate(services, bob, photo, write(PEN))
    for late in (write(ARROW), write(ARROW, base=2)):
        with pytest.raises(Conflict) as refused:
            await annotate(services, frida, photo, late)
        assert refused.value.code == "annotation-changed"
    drawn = await annotate(services, frida, photo, write(PEN, ARROW, base=1))
    assert (drawn.revision, drawn.author_name) == (2, "Frida Falk")
    assert await layers(services, bob, treatment) == [drawn]


async def test_a_repeated_call_changes_nothing(
    services: Services, clock: FakeClock, bob: Viewer, photo: UUID, shared: UUID
) -> None:
    drawn = await annotate(services, bob, photo, write(PEN))
    clock.pass_time(minutes=1)
    assert await annotate(services, bob, photo, write(PEN)) == drawn


async def test_only_a_practitioner_with_a_running_grant_draws(
    services: Services, alice: Viewer, bob: Viewer, frida: Viewer, treatment: UUID, photo: UUID
) -> None:
    async def refused(viewer: Viewer, photo_id: UUID = photo) -> bool:
        with pytest.raises(NotFound) as error:
            await annotate(services, viewer, photo_id, write(PEN))
        return error.value.code == "photo-unknown"

    assert await refused(bob)
    grant = await make_grant(services, alice, treatment)
    assert all([await refused(frida), await refused(alice), await refused(bob, uuid4())])
    await sharing.revoke_grant(services, alice, grant.id)
    assert await refused(bob)
    assert await Annotation.all().count() == 0


async def test_a_layer_goes_with_its_photo_and_is_in_the_patients_export(
    services: Services, alice: Viewer, bob: Viewer, photo: UUID, shared: UUID
) -> None:
    drawn = await annotate(services, bob, photo, write(words("Pustule?")))
    assert (await export_document(services, alice.person_id)).annotations == [drawn]
    await erasing.erase_photo(services, alice, photo)
    assert await Annotation.all().count() == 0
    with pytest.raises(NotFound):
        await annotate(services, bob, photo, write(PEN))


@pytest.mark.parametrize(
    "stroke",
    [
        PEN | {"points": []},
        PEN | {"points": [(0.1, 1.2)]},
        PEN | {"points": [(0.1, 0.2)] * 2_001},
        PEN | {"ink": "red"},
        PEN | {"text": "not a pen's"},
        ARROW | {"points": [(0.1, 0.2)]},
        words(" "),
        words("x" * 201),
        words("gnp\u202etxt.exe"),
        words("two\nlines"),
        {"kind": "image", "ink": "blue", "points": [(0, 0)]},
    ],
)
def test_other_strokes_are_refused(stroke: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        write(stroke)


def test_right_to_left_writing_is_a_text_like_any_other() -> None:
    assert write(words("בדיקה")).strokes[0].model_dump()["text"] == "בדיקה"


async def share_with(frida: Viewer, treatment: UUID) -> None:
    """Let Alice share with Frida, too."""
    grant = await Grant.filter(treatment_id=treatment).get()
    await Grant.create(
        **{
            name: getattr(grant, name)
            for name in ("patient_id", "treatment_id", "photos", "notes", "starts_at", "ends_at", "revision")
        },
        id=uuid4(),
        practitioner_id=frida.person_id,
    )
