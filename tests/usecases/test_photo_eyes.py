"""The patient marks the eyes of a photo, and every phone and practitioner who sees the photo gets the marks."""

from uuid import UUID, uuid4

import pytest
from pydantic import ValidationError

from models.people import Person
from server.domain.errors import Gone, NotFound
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.diary import Eyes, EyesMark, PointInPhoto
from server.usecases.diary import changes_after
from server.usecases.erasing import erase_photo
from server.usecases.photo_eyes import mark_eyes
from tests.factories import make_entry, make_photo

EYES = Eyes(left=PointInPhoto(x=0.31, y=0.4), right=PointInPhoto(x=0.62, y=0.44))


@pytest.fixture
async def photo_id(services: Services, alice: Viewer, treatment: UUID) -> UUID:
    return (await make_photo(services, alice, (await make_entry(services, alice, treatment)).id)).id


async def revision_of(person: Viewer) -> int:
    revision: int = (await Person.get(id=person.person_id)).revision
    return revision


async def test_a_photo_has_no_marks_at_first(alice: Viewer, photo_id: UUID) -> None:
    assert [photo.eyes for photo in (await changes_after(alice, 0)).photos] == [None]


async def test_marks_reach_the_other_phones(alice: Viewer, photo_id: UUID) -> None:
    before = await revision_of(alice)
    marked = await mark_eyes(alice, photo_id, EyesMark(eyes=EYES))
    changes = await changes_after(alice, before)
    assert changes.photos == [marked]
    assert (marked.eyes, marked.revision) == (EYES, before + 1)


async def test_a_repeated_mark_changes_nothing(alice: Viewer, photo_id: UUID) -> None:
    first = await mark_eyes(alice, photo_id, EyesMark(eyes=EYES))
    assert await mark_eyes(alice, photo_id, EyesMark(eyes=EYES)) == first
    assert await revision_of(alice) == first.revision


async def test_marks_can_be_moved_and_removed(alice: Viewer, photo_id: UUID) -> None:
    await mark_eyes(alice, photo_id, EyesMark(eyes=EYES))
    moved = Eyes(left=PointInPhoto(x=0, y=0), right=PointInPhoto(x=1, y=1))
    assert (await mark_eyes(alice, photo_id, EyesMark(eyes=moved))).eyes == moved
    assert (await mark_eyes(alice, photo_id, EyesMark(eyes=None))).eyes is None


async def test_another_person_learns_nothing_of_a_photo(dora: Viewer, photo_id: UUID) -> None:
    with pytest.raises(NotFound) as theirs:
        await mark_eyes(dora, photo_id, EyesMark(eyes=EYES))
    with pytest.raises(NotFound) as unknown:
        await mark_eyes(dora, uuid4(), EyesMark(eyes=EYES))
    assert (theirs.value.code, str(theirs.value)) == (unknown.value.code, str(unknown.value))


async def test_an_erased_photo_cannot_be_marked(services: Services, alice: Viewer, photo_id: UUID) -> None:
    await erase_photo(services, alice, photo_id)
    with pytest.raises(Gone, match="erased"):
        await mark_eyes(alice, photo_id, EyesMark(eyes=EYES))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ((0.6, 0.4), (0.3, 0.4)),  # in the other order, which would turn the face upside down
        ((0.5, 0.4), (0.51, 0.4)),  # a slip of the finger
        ((-0.1, 0.4), (0.6, 0.4)),
        ((0.3, 0.4), (1.01, 0.4)),
        ((0.3, float("nan")), (0.6, 0.4)),
    ],
)
def test_points_that_cannot_be_two_eyes_are_refused(
    left: tuple[float, float], right: tuple[float, float]
) -> None:
    points = {"left": {"x": left[0], "y": left[1]}, "right": {"x": right[0], "y": right[1]}}
    with pytest.raises(ValidationError):
        EyesMark.model_validate({"eyes": points})
