"""The faces of the demo are drawings, and the same one each time."""

import io
from dataclasses import replace

import pytest
from PIL import Image, ImageChops, ImageStat

from server.adapters.portraits import HEIGHT, WIDTH, paint
from server.demo.people import PEOPLE
from server.ports import Portrait

FACES = [made_up.face for made_up in PEOPLE if made_up.face is not None]


def drawn(portrait: Portrait) -> Image.Image:
    return Image.open(io.BytesIO(paint(portrait))).convert("RGB")


@pytest.mark.parametrize("face", FACES)
def test_is_the_same_picture_each_time(face: Portrait) -> None:
    assert paint(face) == paint(face)
    assert drawn(face).size == (WIDTH, HEIGHT)


@pytest.mark.parametrize("face", FACES)
def test_freshly_needled_skin_shows_on_every_tone_and_eases(face: Portrait) -> None:
    cheek = (WIDTH // 3, HEIGHT // 2, WIDTH * 2 // 3, HEIGHT * 3 // 5)
    settled = drawn(face).crop(cheek)
    changed = [
        sum(
            ImageStat.Stat(ImageChops.difference(settled, drawn(replace(face, flush=flush)).crop(cheek))).mean
        )
        for flush in (0.25, 0.6, 1.0)
    ]
    assert changed == sorted(changed)
    assert changed[0] > 1
    assert changed[2] > 3 * changed[0]


def test_the_three_views_differ() -> None:
    angles = [paint(replace(FACES[0], angle=angle)) for angle in ("front", "left", "right")]
    assert len(set(angles)) == 3
