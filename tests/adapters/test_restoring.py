"""What a restore leaves out."""

from uuid import UUID

import pytest

from server.adapters.backup_folder import Image
from server.adapters.restoring import RestorePlan
from tests.fakes import NOW

PERSON, PHOTO, OTHER = (UUID(int=number) for number in range(1, 4))


@pytest.mark.parametrize(
    ("kind", "item", "gone"),
    [("photo", PHOTO, True), ("photo", OTHER, False), ("account", PERSON, True), ("entry", PHOTO, False)],
)
def test_an_image_of_an_erased_photo_or_account_does_not_reach_the_disk(
    kind: str, item: UUID, gone: bool
) -> None:
    """Also if its row is not in the copy of the database, which is older than the images."""
    plan = RestorePlan("", NOW, 1, (), [{"kind": kind, "item_id": str(item)}], NOW, {})
    image = Image(f"{PERSON}/{PHOTO}-{'a' * 32}-display", "", "image/jpeg")
    assert plan.has_erased(image) is gone


def test_nor_does_an_erased_photo_that_was_taken_at_the_clinic() -> None:
    plan = RestorePlan("", NOW, 1, (), [{"kind": "photo", "item_id": str(PHOTO)}], NOW, {})
    assert plan.has_erased(Image(f"record-{OTHER}/{PHOTO}-{'a' * 32}-display", "", "image/jpeg"))
