"""The demo's faces are drawings, and a face is drawn the same every time."""

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
def test_a_face_is_drawn_the_same_every_time(face: Portrait) -> None:
    assert paint(face) == paint(face)
    assert drawn(face).size == (WIDTH, HEIGHT)


@pytest.mark.parametrize("face", FACES)
def test_a_stronger_flush_shows_more_on_every_skin_tone(face: Portrait) -> None:
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


def test_the_three_angles_differ() -> None:
    angles = [paint(replace(FACES[0], angle=angle)) for angle in ("front", "left", "right")]
    assert len(set(angles)) == 3
