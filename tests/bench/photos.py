"""Develop a 12-megapixel photo: the lab against a plain Pillow pipeline, alternating."""

import asyncio
import io
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from uuid import UUID

from PIL import Image, ImageCms, ImageDraw, ImageFilter, ImageOps

from server.adapters.photo_lab import ProcessLab

ALICE = UUID(int=1)
ROUNDS = 12
WANTED = 4.0
DISPLAY = (2016, 1512)
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def photo(profile: bytes | None) -> bytes:
    """Return a photo as large as a phone's, with skin tones, soft shapes and grain, rotated by its EXIF."""
    image = Image.new("RGB", (4032, 3024), (203, 160, 140))
    draw = ImageDraw.Draw(image)
    for at in range(0, 4032, 96):
        draw.ellipse(
            (at, at // 2, at + 700, at // 2 + 500), fill=(150 + at % 97, 110 + at % 61, 100 + at % 41)
        )
    grain = Image.effect_noise((2016, 1512), 40).resize(image.size).convert("RGB")
    image = Image.blend(image.filter(ImageFilter.GaussianBlur(6)), grain, 0.15)
    exif = Image.Exif()
    exif[0x0112] = 6
    file = io.BytesIO()
    image.save(file, "JPEG", quality=90, exif=exif, icc_profile=profile)
    return file.getvalue()


def wide_profile() -> bytes:
    """Return an sRGB profile with red and green swapped, which requires a colour conversion."""
    profile: bytes = SRGB.tobytes()
    names = ((b"rXYZ", b"...."), (b"gXYZ", b"rXYZ"), (b"....", b"gXYZ"), (b"\0s\0R\0G\0B", b"\0w\0i\0d\0e"))
    for old, new in names:
        profile = profile.replace(old, new)
    return profile


def plain(upload: bytes, folder: Path) -> None:
    """Process a photo in the obvious way: open, transpose, convert, resize with Lanczos, save."""
    image = ImageOps.exif_transpose(Image.open(io.BytesIO(upload)))
    profile = image.info.get("icc_profile")
    if profile:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        image = ImageCms.profileToProfile(image, source, SRGB, outputMode="RGB") or image
    image = image.convert("RGB")
    display = image.resize((DISPLAY[1], DISPLAY[0]), Image.Resampling.LANCZOS)
    display.save(folder / "display.jpg", quality=85)
    image.resize((240, 320), Image.Resampling.LANCZOS).save(folder / "thumbnail.jpg", quality=80)


async def seconds(work: Callable[[], Awaitable[object]]) -> float:
    start = time.perf_counter()
    await work()
    return time.perf_counter() - start


async def compare(name: str, upload: bytes) -> float:
    """Print and return the ratio of photos that the lab develops to the plain pipeline's, on one core each."""
    lab = ProcessLab(workers=1)
    ours, theirs = [], []
    with tempfile.TemporaryDirectory() as folder:
        await lab.develop(upload, person_id=ALICE)
        for _ in range(ROUNDS):
            ours.append(await seconds(lambda: lab.develop(upload, person_id=ALICE)))
            theirs.append(await seconds(lambda: asyncio.to_thread(plain, upload, Path(folder))))
    await lab.close()
    us, them = statistics.median(ours), statistics.median(theirs)
    print(
        f"photo, {name:<16} Afterglow {1 / us:6.1f}/s  plain Pillow {1 / them:6.1f}/s  ratio {them / us:5.1f}"
    )
    return them / us


def run() -> bool:
    """Return whether both ratios are reached."""
    ratios = [
        asyncio.run(compare("sRGB", photo(None))),
        asyncio.run(compare("another profile", photo(wide_profile()))),
    ]
    print(f"photo ingest: {min(ratios):.1f} times plain Pillow (wanted: {WANTED:.0f})")
    return min(ratios) >= WANTED
