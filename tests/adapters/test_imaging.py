"""Imaging: photos come out upright, in sRGB, scaled down and without metadata."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageCms, ImageFilter

from server.adapters.imaging import develop
from tests.adapters import pictures
from tests.adapters.pictures import POISON, RED, SKIN, face, poisoned_exif, saved

Colour = tuple[int, ...]


def close(seen: object, wanted: Colour, *, within: int = 12) -> bool:
    return isinstance(seen, tuple) and all(abs(a - b) <= within for a, b in zip(seen, wanted, strict=True))


def display_of(upload: bytes) -> Image.Image:
    return Image.open(io.BytesIO(develop(upload).display.content))


def looks_like_the_face(image: Image.Image) -> bool:
    corners = image.getpixel((5, 5)), image.getpixel((image.width - 6, image.height - 6))
    return image.mode == "RGB" and close(corners[0], RED) and close(corners[1], SKIN)


def exchanged_profile() -> bytes:
    """Return an sRGB profile with red and green swapped, under another name."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for old, new in (
        (b"rXYZ", b"...."),
        (b"gXYZ", b"rXYZ"),
        (b"....", b"gXYZ"),
        (b"\0s\0R\0G\0B", b"\0o\0d\0d\0 "),
    ):
        profile = profile.replace(old, new)
    return profile


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_comes_out_upright(orientation: int) -> None:
    image = display_of(pictures.turned(orientation))
    assert image.size == (96, 64)
    assert looks_like_the_face(image)


@pytest.mark.parametrize(
    "upload",
    [
        pytest.param(saved(face(), "JPEG", quality=95), id="JPEG"),
        pytest.param(saved(face(), "JPEG", quality=95, progressive=True), id="progressive JPEG"),
        pytest.param(saved(face(), "PNG"), id="PNG"),
        pytest.param(saved(face(mode="P"), "PNG"), id="PNG with a palette"),
        pytest.param(saved(face(mode="RGBA"), "PNG"), id="PNG with alpha"),
        pytest.param(saved(face(), "WEBP", quality=95), id="WebP"),
        pytest.param(saved(face(mode="RGBA"), "WEBP", lossless=True), id="lossless WebP with alpha"),
        pytest.param(saved(face(), "AVIF", quality=95), id="AVIF"),
        pytest.param(saved(face(mode="CMYK"), "JPEG", quality=95), id="CMYK"),
        pytest.param(
            saved(face(), "MPO", quality=95, save_all=True, append_images=[face(48, 32)]), id="MPO of two"
        ),
        # Made from face() with heif-enc. Its EXIF asks for a rotation, which HEIC readers must ignore.
        pytest.param((Path(__file__).parent / "turned.heic").read_bytes(), id="HEIC, upright already"),
    ],
)
def test_every_format_is_accepted(upload: bytes) -> None:
    image = display_of(upload)
    assert image.size == (96, 64)
    assert looks_like_the_face(image)


@pytest.mark.parametrize(
    ("size", "display"),
    [
        ((4032, 3024), (2016, 1512)),
        ((3024, 4032), (1512, 2016)),
        ((5712, 4284), (1428, 1071)),
        ((2560, 1920), (2560, 1920)),
        ((2561, 1921), (1281, 961)),
    ],
)
def test_a_jpeg_is_decoded_at_the_largest_power_of_two_that_fits(
    size: tuple[int, int], display: tuple[int, int]
) -> None:
    done = develop(saved(face(*size), "JPEG"))
    assert (done.display.width, done.display.height) == display
    assert max(done.thumbnail.width, done.thumbnail.height) == 320


def test_other_formats_are_resampled_to_2560() -> None:
    done = develop(saved(face(4032, 3024), "PNG"))
    assert (done.display.width, done.display.height) == (2560, 1920)
    assert (done.thumbnail.width, done.thumbnail.height) == (320, 240)


def test_a_large_turned_picture_is_upright_after_resampling() -> None:
    upright = face(3000, 2000).transpose(Image.Transpose.ROTATE_90)
    image = display_of(saved(upright, "WEBP", exif=poisoned_exif(6)))
    assert image.size == (2560, 1707)
    assert looks_like_the_face(image)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "MPO"])
def test_all_metadata_is_removed(kind: str) -> None:
    comment = {"comment": POISON} if kind == "JPEG" else {}
    upload = saved(face(), kind, exif=poisoned_exif(), **comment)
    assert POISON in upload
    done = develop(upload)
    for picture in (done.display, done.thumbnail):
        content = picture.content
        assert POISON not in content
        assert set(Image.open(io.BytesIO(content)).info) <= {
            "jfif",
            "jfif_version",
            "jfif_unit",
            "jfif_density",
        }


def test_sixteen_bit_grey_is_scaled_and_not_clipped() -> None:
    grey = Image.new("I;16", (96, 64), 128 * 256)
    assert close(display_of(saved(grey, "PNG")).getpixel((40, 30)), (128, 128, 128), within=2)


@pytest.mark.filterwarnings("ignore:(Corrupt EXIF data|Truncated File Read)")  # Pillow's word for it
@pytest.mark.parametrize("length", [8, 20, 30, 45, 60])
def test_a_photo_whose_exif_is_cut_short_is_taken_as_it_lies(length: int) -> None:
    whole = saved(face(), "JPEG", quality=95)
    exif = poisoned_exif(6).tobytes()[: 6 + length]
    segment = b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif
    assert looks_like_the_face(display_of(whole[:2] + segment + whole[2:])) or length > 20


def test_transparent_pixels_become_white() -> None:
    clear = saved(Image.new("RGBA", (96, 64), (0, 0, 0, 0)), "PNG")
    assert close(display_of(clear).getpixel((40, 30)), (255, 255, 255), within=2)


def test_another_colour_profile_is_converted_to_srgb() -> None:
    """In a profile with red and green swapped, red values mean green."""
    image = display_of(saved(face(), "JPEG", quality=95, icc_profile=exchanged_profile()))
    seen = image.getpixel((5, 5))
    assert isinstance(seen, tuple)
    assert seen[1] > seen[0] + 100


@pytest.mark.parametrize(
    "profile", [b"not a profile", ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()]
)
def test_broken_profiles_and_srgb_leave_the_colours_unchanged(profile: bytes) -> None:
    assert looks_like_the_face(display_of(saved(face(), "JPEG", quality=95, icc_profile=profile)))


def test_a_blurred_photo_has_a_lower_sharpness() -> None:
    sharp = Image.effect_noise((640, 480), 80).convert("RGB")
    blurred = sharp.filter(ImageFilter.GaussianBlur(4))
    figures = [develop(saved(image, "PNG")).sharpness for image in (sharp, blurred)]
    assert figures[0] > 10 * figures[1]


def test_a_darker_photo_has_a_lower_brightness() -> None:
    figures = [
        develop(saved(Image.new("RGB", (640, 480), (level,) * 3), "PNG")).brightness for level in (40, 200)
    ]
    assert figures == pytest.approx([40, 200], abs=1)
