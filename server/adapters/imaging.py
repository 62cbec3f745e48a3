"""Develop an uploaded photo or logo with Pillow: decode it and write the pictures that are stored."""

import io
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import pi_heif  # type: ignore[import-untyped]
from PIL import Image, ImageCms, ImageFilter, ImageOps, ImageStat

from server.adapters.imaging_headers import inspect
from server.adapters.imaging_limits import Format, Header, Refused, check_size

MAX_DISPLAY_SIDE: Final = 2560
MAX_THUMBNAIL_SIDE: Final = 320
MAX_LOGO_SIDE: Final = 600
DISPLAY_QUALITY: Final = 85
THUMBNAIL_QUALITY: Final = 80
LOGO_QUALITY: Final = 90
LOGO_FORMATS: Final[frozenset[Format]] = frozenset(("PNG", "JPEG", "WEBP"))

_TO_SRGB: Final = ImageCms.createProfile("sRGB")
_LAPLACIAN: Final = (0, 1, 0, 1, -4, 1, 0, 1, 0)

pi_heif.register_heif_opener(thumbnails=False)


@dataclass(frozen=True, slots=True)
class Picture:
    content: bytes
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Developed:
    """The pictures, with the measurements of `server.ports.Developed`."""

    display: Picture
    thumbnail: Picture
    sharpness: float
    brightness: float


def develop(upload: bytes) -> Developed:
    """Decode, rotate upright, convert to sRGB, scale, and encode as JPEG without metadata.

    Raises `Refused`, or any of Pillow's exceptions for a damaged picture.
    """
    display = _upright(_open(upload, inspect(upload)))
    thumbnail = _fitted(display, MAX_THUMBNAIL_SIDE)
    grey = thumbnail.convert("L")
    return Developed(
        display=_jpeg(display, quality=DISPLAY_QUALITY),
        thumbnail=_jpeg(thumbnail, quality=THUMBNAIL_QUALITY),
        sharpness=_sharpness(grey),
        brightness=ImageStat.Stat(grey).mean[0],
    )


def develop_logo(upload: bytes) -> Picture:
    """Decode, rotate upright, convert to sRGB, scale, and encode without metadata.

    A JPEG stays one; everything else becomes a PNG, which keeps a transparent ground. Raises `Refused`, or any of
    Pillow's exceptions for a damaged picture.
    """
    header = inspect(upload)
    if header.format not in LOGO_FORMATS:
        raise Refused("photo-format", "A logo may be PNG, JPEG or WebP.")
    image = _fitted(_open(upload, header), MAX_LOGO_SIDE)
    if header.format == "JPEG":
        return _jpeg(_upright(image), quality=LOGO_QUALITY)
    logo = _upright(image) if "A" not in image.getbands() else _upright_on_nothing(image)
    logo.info = {}
    file = io.BytesIO()
    logo.save(file, "PNG", optimize=True)
    return Picture(file.getvalue(), "image/png", *logo.size)


def _open(upload: bytes, header: Header) -> Image.Image:
    """Return the display version in memory. It is scaled first, so that all later steps process fewer pixels."""
    source = io.BytesIO(memoryview(upload)[: header.length])
    with Image.open(source, formats=[header.format]) as image:
        check_size(*image.size, header)
        image.draft(None, _draft_size(*image.size))
        image.load()
        return _fitted(_eight_bits(image), MAX_DISPLAY_SIDE)


def _upright(image: Image.Image) -> Image.Image:
    """Return RGB on white, in sRGB and upright.

    libheif rotates HEIC pictures itself, and pi_heif resets the EXIF orientation accordingly.
    """
    return _turned(_in_srgb(image, image.info.get("icc_profile")))


def _turned(image: Image.Image) -> Image.Image:
    """Apply the EXIF orientation. If the EXIF data are damaged, the pixels are not: they stay as they are."""
    try:
        return ImageOps.exif_transpose(image)
    except Exception:  # Pillow raises almost any type, such as struct.error for EXIF that is cut short
        return image


def _upright_on_nothing(image: Image.Image) -> Image.Image:
    """Return RGBA in sRGB and upright: profiles convert the colours only."""
    colours = _in_srgb(_with_info(image.convert("RGB"), image), image.info.get("icc_profile"))
    whole = _with_info(colours.convert("RGBA"), image)
    whole.putalpha(image.getchannel("A"))
    return _turned(whole)


def _draft_size(width: int, height: int) -> tuple[int, int]:
    """Return the largest of 1/1, 1/2, 1/4 and 1/8 of the size that fits the display: a JPEG decoder produces
    these fractions at almost no cost."""
    part = next((part for part in (1, 2, 4) if max(width, height) <= MAX_DISPLAY_SIDE * part), 8)
    return width // part, height // part


def _fitted(image: Image.Image, longest: int) -> Image.Image:
    """Return the picture, or a smaller copy with the same EXIF orientation if a side is longer than `longest`."""
    scale = longest / max(image.size)
    if scale >= 1:
        return image
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    small = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    small.info = image.info
    return small


def _eight_bits(image: Image.Image) -> Image.Image:
    """Convert to 8 bits per channel: Pillow clips 16 bits instead of scaling, and cannot resample palettes."""
    if image.mode.startswith("I;16"):
        return _with_info(image.point(lambda value: value / 256).convert("L"), image)
    if image.mode in ("P", "PA") or "transparency" in image.info:
        return _with_info(image.convert("RGBA"), image)
    return image


def _with_info(changed: Image.Image, image: Image.Image) -> Image.Image:
    changed.info = {key: value for key, value in image.info.items() if key != "transparency"}
    return changed


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return RGB on white, in sRGB. An unusable profile is ignored, as in browsers."""
    flat = _on_white(image) if image.mode in ("RGBA", "LA", "RGBa", "La") else image
    transform = _transform(profile, flat.mode) if profile else None
    if transform is None:
        return flat if flat.mode == "RGB" else _with_info(flat.convert("RGB"), image)
    return _with_info(transform.apply(flat), image)


def _on_white(image: Image.Image) -> Image.Image:
    white = Image.new("RGBA", image.size, "white")
    white.alpha_composite(image.convert("RGBA"))
    return _with_info(white.convert("RGB"), image)


@lru_cache(maxsize=16)
def _transform(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    """Return the transform to sRGB, or None for an sRGB profile and for one that cannot be used.

    The transform is cached, because building one costs as much as applying it.
    """
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


def _jpeg(image: Image.Image, *, quality: int) -> Picture:
    """Encode in memory: a file would outlive a process that is killed. Without `info`, since Pillow would write it."""
    image.info = {}
    file = io.BytesIO()
    image.save(file, "JPEG", quality=quality, subsampling="4:2:0", exif=b"", comment=b"", icc_profile=None)
    return Picture(file.getvalue(), "image/jpeg", *image.size)


def _sharpness(grey: Image.Image) -> float:
    """Return the variance of the Laplacian. Filters clip at 0, so positive and negative values are counted
    separately."""
    if min(grey.size) < 3:
        return 0.0
    inner = (1, 1, grey.width - 1, grey.height - 1)
    negative = tuple(-weight for weight in _LAPLACIAN)
    counts = [
        grey.filter(ImageFilter.Kernel((3, 3), kernel, scale=1)).crop(inner).histogram()
        for kernel in (_LAPLACIAN, negative)
    ]
    positives, negatives = counts
    total = (grey.width - 2) * (grey.height - 2)
    mean = sum(value * (positives[value] - negatives[value]) for value in range(256)) / total
    square = sum(value**2 * (positives[value] + negatives[value]) for value in range(256)) / total
    return square - mean**2
