"""What a restore leaves out."""

from uuid import UUID

import pytest

from server.adapters.backup_folder import Image, StoredBackup
from server.adapters.restoring import RestorePlan
from tests.fakes import NOW

PERSON, PHOTO, OTHER = (UUID(int=number) for number in range(1, 4))


def plan(erasures: list[dict[str, str]]) -> RestorePlan:
    class Unread(StoredBackup):
        def __init__(self) -> None: ...

    return RestorePlan(Unread(), 1, erasures, NOW, withdrawals={}, masters=())


@pytest.mark.parametrize(
    ("kind", "item", "gone"),
    [("photo", PHOTO, True), ("photo", OTHER, False), ("account", PERSON, True), ("entry", PHOTO, False)],
)
def test_an_image_of_an_erased_photo_or_account_does_not_reach_the_disk(
    kind: str, item: UUID, gone: bool
) -> None:
    """Also if its row is not in the copy of the database, which is older than the images."""
    restore = plan([{"kind": kind, "item_id": str(item)}])
    image = Image(f"{PERSON}/{PHOTO}-{'a' * 32}-display", "", "image/jpeg")
    assert restore.has_erased(image) is gone


def test_nor_does_an_erased_photo_that_was_taken_at_the_clinic() -> None:
    restore = plan([{"kind": "photo", "item_id": str(PHOTO)}])
    assert restore.has_erased(Image(f"record-{OTHER}/{PHOTO}-{'a' * 32}-display", "", "image/jpeg"))
