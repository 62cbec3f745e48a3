"""The photos that a printed review shows: as on the screen, the first, the strongest and the latest of one angle."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from server.domain.vocabulary import Angle
from server.shapes.diary import EntryView, PhotoView

ANGLES = 2
"""The number of angles that are shown."""
_RANKS = list(Angle)


def key_photos(
    photos: Iterable[PhotoView], entries: Iterable[EntryView]
) -> list[tuple[PhotoView, tuple[str, ...]]]:
    """Return the photos of up to `ANGLES` angles with what each is: baseline, strongest, latest, or several of them.

    Without a baseline photo of the clinic, the first one is the baseline.

    The angle photographed most often goes first, as on the screen. A further one needs two photos.
    """
    strength: dict[UUID | None, int] = {entry.id: sum(entry.document.scores.values()) for entry in entries}
    groups: dict[tuple[object, ...], list[PhotoView]] = {}
    for photo in sorted(photos, key=lambda photo: photo.taken_at):
        groups.setdefault((photo.angle, photo.area, photo.place), []).append(photo)
    best = sorted(groups.values(), key=lambda group: (-len(group), _RANKS.index(group[0].angle)))
    shown = [group for number, group in enumerate(best[:ANGLES]) if number == 0 or len(group) > 1]
    return [picked for group in shown for picked in _picked(group, strength)]


def _picked(
    group: Sequence[PhotoView], strength: Mapping[UUID | None, int]
) -> list[tuple[PhotoView, tuple[str, ...]]]:
    baseline = next((photo for photo in group if photo.entry_id is None), group[0])
    healing = [photo for photo in group if photo.entry_id is not None] or group
    strongest = max(healing, key=lambda photo: strength.get(photo.entry_id, 0))  # the first of several
    roles = {"baseline": baseline, "worst": strongest, "latest": healing[-1]}
    distinct = {photo.id: photo for photo in roles.values()}
    return sorted(
        (
            (photo, tuple(role for role, each in roles.items() if each.id == photo.id))
            for photo in distinct.values()
        ),
        key=lambda picked: picked[0].taken_at,
    )
