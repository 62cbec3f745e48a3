"""The sizes that an uploaded picture may have, and what is known about it from its header."""

from dataclasses import dataclass
from typing import Final, Literal

from server.domain.errors import ProblemCode

Format = Literal["JPEG", "PNG", "WEBP", "HEIF", "AVIF"]

MAX_BYTES: Final = 16 * 1024 * 1024
MAX_PIXELS: Final[dict[Format, int]] = {
    "JPEG": 52_000_000,  # a 50-megapixel phone; it is scaled while it is decoded
    "PNG": 20_000_000,
    "WEBP": 12_500_000,  # a 12-megapixel phone; libwebp holds the picture twice
    "HEIF": 25_000_000,  # a 24-megapixel phone
    "AVIF": 25_000_000,
}
"""What a process decodes within 300 MB. JPEG apart, the whole picture is decoded before it is scaled."""
MAX_COEFFICIENTS: Final = (
    110_000_000  # of a progressive JPEG, which are all held in memory, with 2 bytes each
)
MAX_SIDE: Final = 16_384
MAX_SEGMENTS: Final = 500
MAX_SCANS: Final = 32  # progressive encoders write 10, the most thorough about 20
HARMLESS_PIXELS: Final = 4_000_000  # a picture of this size costs little, however small its file
# One byte of a plain-coloured JPEG holds up to 170 pixels; in other formats, a few thousand. Photos need more bytes.
MAX_PIXELS_PER_BYTE: Final[dict[Format, int]] = {
    "JPEG": 512,
    "PNG": 2048,
    "WEBP": 2048,
    "HEIF": 4096,
    "AVIF": 4096,
}


class Refused(Exception):
    """The upload is refused. `code`: the problem code photo-unreadable, photo-format or photo-too-large."""

    def __init__(self, code: ProblemCode, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Header:
    format: Format
    width: int
    height: int
    length: int  # bytes of the first picture; further pictures (MPO) and trailers after it are not read


def check_size(width: int, height: int, header: Header) -> None:
    """Raise `Refused` for a picture with too many pixels, or with more than its bytes can hold."""
    if width < 1 or height < 1:
        raise unreadable("The picture has a size of zero.")
    pixels = width * height
    if max(width, height) > MAX_SIDE or pixels > MAX_PIXELS[header.format]:
        raise Refused(
            "photo-too-large",
            f"A picture of {width} x {height} pixels is too large.",
        )
    if pixels > max(HARMLESS_PIXELS, header.length * MAX_PIXELS_PER_BYTE[header.format]):
        raise unreadable(f"{header.length} bytes cannot hold {width} x {height} pixels.")


def unreadable(detail: str) -> Refused:
    return Refused("photo-unreadable", detail)
