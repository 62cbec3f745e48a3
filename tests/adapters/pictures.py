"""Generated uploads: ordinary pictures and malicious ones."""

import io
import struct
import zlib
from typing import Any

from PIL import Image, ImageDraw

POISON = b"52.5200N-13.4050E"  # the patient's location; it must never get past imaging
RED, SKIN = (220, 30, 30), (200, 160, 140)


def face(width: int = 96, height: int = 64, mode: str = "RGB") -> Image.Image:
    """Return a skin-coloured picture whose upper left quarter is red, so that a rotation is visible."""
    image = Image.new("RGB", (width, height), SKIN)
    ImageDraw.Draw(image).rectangle((0, 0, width // 2 - 1, height // 2 - 1), fill=RED)
    return image.convert(mode)


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def poisoned_exif(orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = POISON.decode()
    exif.get_ifd(0x8825)[29] = POISON.decode()  # GPSDateStamp takes any text
    return exif


def turned(orientation: int) -> bytes:
    """Return a JPEG that looks like `face()` once its EXIF orientation is applied."""
    back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # EXIF orientation -> the Transpose that undoes it
    image = face()
    if orientation in back:
        image = image.transpose(Image.Transpose(back[orientation]))
    return saved(image, "JPEG", quality=95, exif=poisoned_exif(orientation))


def webp_bomb() -> bytes:
    """Return a 40-byte lossless WebP whose header claims 16,384 x 16,384 pixels."""
    picture = b"\x2f" + struct.pack("<I", 16383 | 16383 << 14) + bytes(15)
    chunk = b"VP8L" + struct.pack("<I", len(picture)) + picture
    return b"RIFF" + struct.pack("<I", 4 + len(chunk)) + b"WEBP" + chunk


def png_bomb(side: int) -> bytes:
    """Return a white PNG of `side` x `side` pixels, compressed about a thousandfold."""
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(b"\0" + b"\xff" * (side // 8)) for _ in range(side)) + packer.flush()
    parts = ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_png_chunk(kind, body) for kind, body in parts)


def _png_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def scans(count: int) -> bytes:
    """Return a progressive JPEG whose last scan is repeated `count` times."""
    jpeg = saved(face(512, 512), "JPEG", progressive=True)
    last = jpeg.rindex(b"\xff\xda")
    return jpeg[:last] + jpeg[last:-2] * count + jpeg[-2:]


def lying(width: int, height: int) -> bytes:
    """Return a small JPEG whose header claims another size."""
    jpeg = saved(face(256, 256), "JPEG")
    at = jpeg.index(b"\xff\xc0") + 5
    return jpeg[:at] + struct.pack(">HH", height, width) + jpeg[at + 4 :]
