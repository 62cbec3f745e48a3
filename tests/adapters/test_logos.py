"""Logos: re-encoded and bounded, with a transparent ground if they had one, and without metadata."""

import io
import re
from typing import Any
from uuid import UUID

import pytest
import typst
from PIL import Image, ImageDraw

from server.adapters.imaging import develop_logo
from server.adapters.imaging_limits import Refused
from server.adapters.photo_lab import ProcessLab
from server.adapters.typesetting_worker import typeset
from server.domain.errors import AfterglowError
from tests.adapters.pictures import POISON, RED, SKIN, face, lying, png_bomb, poisoned_exif, saved, turned
from tests.adapters.test_imaging import close, exchanged_profile
from tests.adapters.test_typesetting import printed
from tests.usecases.printed import empty_review

ALICE = UUID(int=1)


def ring(width: int = 1200, height: int = 800, mode: str = "RGBA") -> Image.Image:
    """Return a red ring on a transparent ground."""
    image = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse(
        (width // 8, height // 8, width * 7 // 8, height * 7 // 8), fill=(*RED, 255)
    )
    return image.convert(mode)


def developed(upload: bytes) -> Image.Image:
    picture = develop_logo(upload)
    image = Image.open(io.BytesIO(picture.content))
    assert image.size == (picture.width, picture.height)
    return image


@pytest.mark.parametrize(
    "upload",
    [
        pytest.param(saved(ring(), "PNG", exif=poisoned_exif()), id="PNG"),
        pytest.param(saved(ring(), "WEBP", lossless=True, exif=poisoned_exif()), id="WebP"),
        pytest.param(saved(ring().quantize(16), "PNG"), id="PNG with a palette"),
    ],
)
def test_a_transparent_ground_stays(upload: bytes) -> None:
    logo = developed(upload)
    assert (logo.format, logo.mode, logo.size) == ("PNG", "RGBA", (600, 400))
    assert logo.getpixel((0, 0))[3] == 0  # type: ignore[index]  # of RGBA
    assert close(logo.getpixel((300, 200)), (*RED, 255))


@pytest.mark.parametrize(("kind", "becomes"), [("PNG", "PNG"), ("WEBP", "PNG"), ("JPEG", "JPEG")])
def test_an_opaque_picture_keeps_its_ground_and_is_made_smaller(kind: str, becomes: str) -> None:
    logo = developed(saved(face(900, 600), kind))
    assert (logo.format, logo.mode, logo.size) == (becomes, "RGB", (600, 400))
    assert close(logo.getpixel((500, 350)), SKIN)


def test_a_small_logo_is_not_enlarged() -> None:
    assert developed(saved(ring(120, 60), "PNG")).size == (120, 60)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photographed_logo_comes_out_upright(orientation: int) -> None:
    logo = developed(turned(orientation))
    assert logo.size == (96, 64)
    assert close(logo.getpixel((5, 5)), RED)


def test_colours_are_those_of_its_profile() -> None:
    logo = developed(saved(ring(), "PNG", icc_profile=exchanged_profile()))
    assert "icc_profile" not in logo.info
    assert close(logo.getpixel((300, 200)), (RED[1], RED[0], RED[2], 255), within=24)


@pytest.mark.parametrize(
    "upload",
    [
        saved(ring(), "PNG", exif=poisoned_exif()),
        saved(face(), "JPEG", exif=poisoned_exif(), comment=POISON),
        saved(ring(), "WEBP", exif=poisoned_exif()),
    ],
)
def test_no_metadata_gets_through(upload: bytes) -> None:
    assert POISON in upload
    assert POISON not in develop_logo(upload).content


@pytest.mark.parametrize(
    ("upload", "code"),
    [
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "photo-format", id="SVG"),
        pytest.param(saved(face(), "AVIF"), "photo-format", id="AVIF"),
        pytest.param(b"GIF89a", "photo-format", id="GIF"),
        pytest.param(png_bomb(20_000), "photo-too-large", id="decompression bomb"),
        pytest.param(lying(9000, 9000), "photo-too-large", id="a lie about its size"),
    ],
)
def test_what_is_no_logo_is_refused(upload: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        develop_logo(upload)
    assert refused.value.code == code


async def test_the_lab_makes_logos_and_photos_and_goes_on_after_a_bad_file() -> None:
    lab = ProcessLab(workers=1)
    try:
        logo = await lab.develop_logo(saved(ring(), "PNG"), person_id=ALICE)
        assert (logo.content_type, logo.width, logo.height) == ("image/png", 600, 400)
        with pytest.raises(AfterglowError) as refused:
            await lab.develop_logo(saved(ring(), "PNG")[:-40], person_id=ALICE)
        assert refused.value.code == "photo-unreadable"
        assert (await lab.develop_logo(saved(face(), "JPEG"), person_id=ALICE)).content_type == "image/jpeg"
        assert (await lab.develop(saved(face(), "JPEG"), person_id=ALICE)).display.width == 96
    finally:
        await lab.close()


def with_logo(name: str, picture: bytes) -> tuple[dict[str, Any], dict[str, bytes]]:
    data, pictures = printed(empty_review())
    return data | {"clinic": data["clinic"] | {"logo": name}}, pictures | {name: picture}


@pytest.mark.parametrize("size", [(600, 400), (600, 20), (20, 600)])
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_logo_of_any_shape_is_on_paper_that_can_be_archived(kind: str, size: tuple[int, int]) -> None:
    name = {"PNG": "logo.png", "JPEG": "logo.jpg"}[kind]
    picture = saved(ring(*size) if kind == "PNG" else face(*size), kind)
    pdf = typeset(typst.Fonts(), "review", *with_logo(name, picture))
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    assert len(re.findall(rb"/Subtype\s*/Image\b", pdf)) >= 1
