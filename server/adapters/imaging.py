"""Pillow's only place: from the bytes of an upload to the two pictures that are kept."""

import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import pi_heif  # type: ignore[import-untyped]
from PIL import Image, ImageCms, ImageFilter, ImageOps, ImageStat

from server.adapters.imaging_headers import Header, check_size, inspect

LONGEST_DISPLAY: Final = 2560
LONGEST_THUMBNAIL: Final = 320
DISPLAY_QUALITY: Final = 85
THUMBNAIL_QUALITY: Final = 80
CONTENT_TYPE: Final = "image/jpeg"

_TO_SRGB: Final = ImageCms.createProfile("sRGB")
_LAPLACIAN: Final = (0, 1, 0, 1, -4, 1, 0, 1, 0)

pi_heif.register_heif_opener(thumbnails=False)


@dataclass(frozen=True, slots=True)
class Picture:
    path: Path
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Developed:
    """The pictures as files in the folder given, with the figures of `server.ports.Developed`."""

    display: Picture
    thumbnail: Picture
    sharpness: float
    brightness: float


def develop(upload: bytes, folder: Path) -> Developed:
    """Decode, turn upright, bring to sRGB, scale, save as JPEG without any metadata.

    Raises `Refused`, and whatever Pillow raises on a damaged picture.
    """
    display = _open(upload, inspect(upload))
    thumbnail = _fitted(display, LONGEST_THUMBNAIL)
    grey = thumbnail.convert("L")
    return Developed(
        display=_save(display, folder / "display.jpg", quality=DISPLAY_QUALITY),
        thumbnail=_save(thumbnail, folder / "thumbnail.jpg", quality=THUMBNAIL_QUALITY),
        sharpness=_sharpness(grey),
        brightness=ImageStat.Stat(grey).mean[0],
    )


def _open(upload: bytes, header: Header) -> Image.Image:
    """The display version in memory. The order matters: everything after the decoding works on few pixels."""
    source = io.BytesIO(memoryview(upload)[: header.length])
    with Image.open(source, formats=[header.format]) as image:
        check_size(*image.size, header)
        image.draft(None, _draft_size(*image.size))
        image.load()
        # HEIC comes out of libheif upright, and pi_heif says so in the EXIF it hands over.
        small = _fitted(_eight_bits(image), LONGEST_DISPLAY)
        return ImageOps.exif_transpose(_in_srgb(small, image.info.get("icc_profile")))


def _draft_size(width: int, height: int) -> tuple[int, int]:
    """The largest power-of-two part that fits the display; a JPEG decoder gives it almost for nothing."""
    part = next((part for part in (1, 2, 4) if max(width, height) <= LONGEST_DISPLAY * part), 8)
    return width // part, height // part


def _fitted(image: Image.Image, longest: int) -> Image.Image:
    """The picture itself when it fits, else a smaller copy; keeps EXIF's orientation with the copy."""
    scale = longest / max(image.size)
    if scale >= 1:
        return image
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    small = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    small.info = image.info
    return small


def _eight_bits(image: Image.Image) -> Image.Image:
    """Pillow cuts 16 bits off at white instead of scaling them, and cannot resample a palette."""
    if image.mode.startswith("I;16"):
        return _keeping_info(image.point(lambda value: value / 256).convert("L"), image)
    if image.mode in ("P", "PA") or "transparency" in image.info:
        return _keeping_info(image.convert("RGBA"), image)
    return image


def _keeping_info(changed: Image.Image, image: Image.Image) -> Image.Image:
    changed.info = {key: value for key, value in image.info.items() if key != "transparency"}
    return changed


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """RGB on white, in sRGB. A profile that cannot be used is passed over, as every browser does."""
    flat = _on_white(image) if image.mode in ("RGBA", "LA", "RGBa", "La") else image
    transform = _transform(profile, flat.mode) if profile else None
    if transform is None:
        return flat if flat.mode == "RGB" else _keeping_info(flat.convert("RGB"), image)
    return _keeping_info(transform.apply(flat), image)


def _on_white(image: Image.Image) -> Image.Image:
    white = Image.new("RGBA", image.size, "white")
    white.alpha_composite(image.convert("RGBA"))
    return _keeping_info(white.convert("RGB"), image)


@lru_cache(maxsize=16)
def _transform(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    """None: sRGB already, or a profile that does not fit. Kept, as building one costs as much as using it."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if _is_srgb(source):
            return None
        return ImageCms.buildTransform(source, _TO_SRGB, mode, "RGB")
    except (ImageCms.PyCMSError, OSError):
        return None


def _is_srgb(profile: ImageCms.ImageCmsProfile) -> bool:
    name = (profile.profile.profile_description or "").strip().lower()
    return name == "c2" or ("srgb" in name and "linear" not in name)


def _save(image: Image.Image, path: Path, *, quality: int) -> Picture:
    """To a real file: saving to memory holds the interpreter's lock. `info` would be written along."""
    image.info = {}
    image.save(path, "JPEG", quality=quality, subsampling="4:2:0", exif=b"", comment=b"", icc_profile=None)
    return Picture(path, *image.size)


def _sharpness(grey: Image.Image) -> float:
    """Variance of the Laplacian. A filter cuts off at 0, so the rises and the falls are counted apart."""
    if min(grey.size) < 3:
        return 0.0
    inner = (1, 1, grey.width - 1, grey.height - 1)
    falling = tuple(-weight for weight in _LAPLACIAN)
    counts = [
        grey.filter(ImageFilter.Kernel((3, 3), kernel, scale=1)).crop(inner).histogram()
        for kernel in (_LAPLACIAN, falling)
    ]
    rises, falls = counts
    total = (grey.width - 2) * (grey.height - 2)
    mean = sum(value * (rises[value] - falls[value]) for value in range(256)) / total
    square = sum(value**2 * (rises[value] + falls[value]) for value in range(256)) / total
    return square - mean**2
