"""Read the header of an uploaded picture without decoding it, to refuse decompression bombs in time."""

import re
from collections.abc import Iterator
from typing import Final

from server.adapters.imaging_limits import (
    MAX_BYTES,
    MAX_COEFFICIENTS,
    MAX_SCANS,
    MAX_SEGMENTS,
    Header,
    Refused,
    check_size,
    unreadable,
)


def inspect(upload: bytes) -> Header:
    """Return the header of a picture that is within the limits. Raises `Refused`."""
    if len(upload) > MAX_BYTES:
        raise Refused("photo-too-large", "A photo may have at most 16 MB.")
    header = _read(upload)
    check_size(header.width, header.height, header)
    return header


def _read(upload: bytes) -> Header:
    try:
        if upload.startswith(b"\xff\xd8\xff"):
            return _jpeg(upload)
        if upload.startswith(b"\x89PNG\r\n\x1a\n"):
            return _png(upload)
        if upload[:4] == b"RIFF" and upload[8:12] == b"WEBP":
            return _webp(upload)
        if upload[4:8] == b"ftyp":
            return _heif(upload)
    except IndexError:
        raise unreadable("The file ends in the middle of its header.") from None
    raise Refused("photo-format", "Photos may be JPEG, PNG, WebP, HEIC or AVIF.")


# JPEG: read every segment up to the end of the first picture.

_START_OF_SCAN: Final = 0xDA
_END: Final = 0xD9
_FRAMES: Final = {0xC0, 0xC1, 0xC2}  # baseline, extended, progressive; no camera writes the others
_PROGRESSIVE: Final = 0xC2
_OTHER_FRAMES: Final = set(range(0xC3, 0xD0)) - {0xC4, 0xC8, 0xCC}
# The next marker in entropy-coded data: not a stuffed zero, a restart marker or a fill byte.
_NEXT_MARKER: Final = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def _jpeg(upload: bytes) -> Header:
    width = height = scans = 0
    for count, (marker, at) in enumerate(_segments(upload)):
        if count > MAX_SEGMENTS:
            raise unreadable("The picture has too many segments.")
        if marker in _OTHER_FRAMES:
            raise Refused("photo-format", "This kind of JPEG is not supported.")
        if marker in _FRAMES:
            if width:
                raise unreadable("The picture states its size twice.")
            height, width = _big(upload, at + 3, 2), _big(upload, at + 5, 2)
            if marker == _PROGRESSIVE:
                _check_coefficients(upload, at, width * height)
        scans += marker == _START_OF_SCAN
        if scans > MAX_SCANS:
            raise unreadable("The picture has too many scans.")
        if marker == _END and scans:
            return Header("JPEG", width, height, at)
    raise unreadable("The picture ends too early.")


def _check_coefficients(upload: bytes, at: int, pixels: int) -> None:
    """Raise `Refused` for a progressive JPEG whose coefficients need too much memory; `at` is its frame header."""
    factors = [_big(upload, at + 9 + 3 * component, 1) for component in range(_big(upload, at + 7, 1))]
    largest = max((factor >> 4 for factor in factors), default=1) * max((f & 15 for f in factors), default=1)
    samples = sum((factor >> 4) * (factor & 15) for factor in factors)
    if pixels * samples > MAX_COEFFICIENTS * max(1, largest):
        raise Refused("photo-too-large", "A progressive JPEG of this size is too large.")


def _segments(upload: bytes) -> Iterator[tuple[int, int]]:
    """Yield each marker and the position after it, until the end of the picture or of the data."""
    at = 2
    while match := _NEXT_MARKER.search(upload, at):
        marker, at = upload[match.start() + 1], match.end()
        yield marker, at
        if marker == _END:
            return
        at += _big(upload, at, 2)


def _png(upload: bytes) -> Header:
    if upload[12:16] != b"IHDR":
        raise unreadable("The PNG does not begin with its header.")
    return Header("PNG", _big(upload, 16, 4), _big(upload, 20, 4), len(upload))


def _webp(upload: bytes) -> Header:
    """Take the largest size of all chunks: canvas and picture may state different sizes."""
    widths, heights = [], []
    for kind, at in _chunks(upload):
        size = _WEBP_SIZES.get(kind)
        if size:
            width, height = size(upload, at)
            widths.append(width)
            heights.append(height)
    if not widths:
        raise unreadable("The WebP file contains no picture.")
    return Header("WEBP", max(widths), max(heights), len(upload))


def _chunks(upload: bytes) -> Iterator[tuple[bytes, int]]:
    at, count = 12, 0
    while at + 8 <= len(upload):
        count += 1
        if count > MAX_SEGMENTS:
            raise unreadable("The picture has too many chunks.")
        yield upload[at : at + 4], at + 8
        length = _little(upload, at + 4, 4)
        at += 8 + length + (length & 1)


def _canvas(upload: bytes, at: int) -> tuple[int, int]:
    return _little(upload, at + 4, 3) + 1, _little(upload, at + 7, 3) + 1


def _lossy(upload: bytes, at: int) -> tuple[int, int]:
    return _little(upload, at + 6, 2) & 0x3FFF, _little(upload, at + 8, 2) & 0x3FFF


def _lossless(upload: bytes, at: int) -> tuple[int, int]:
    bits = _little(upload, at + 1, 4)
    return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1


_WEBP_SIZES: Final = {b"VP8X": _canvas, b"VP8 ": _lossy, b"VP8L": _lossless}

_AVIF_BRANDS: Final = {b"avif", b"avis"}
_HEIC_BRANDS: Final = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


def _heif(upload: bytes) -> Header:
    """HEIC and AVIF share a box format. The largest `ispe` box gives the size."""
    end = min(_big(upload, 0, 4), 256)
    brands = {upload[8:12]} | {upload[at : at + 4] for at in range(16, end - 3, 4)}
    if not brands & (_AVIF_BRANDS | _HEIC_BRANDS):
        raise Refused("photo-format", "Photos may be JPEG, PNG, WebP, HEIC or AVIF.")
    sizes = [
        (_big(upload, match.end(), 4), _big(upload, match.end() + 4, 4))
        for match in re.finditer(rb"ispe\0{4}", upload)
    ]
    if not sizes:
        raise unreadable("The picture does not state its size.")
    width, height = max(width for width, _ in sizes), max(height for _, height in sizes)
    return Header("AVIF" if brands & _AVIF_BRANDS else "HEIF", width, height, len(upload))


def _big(upload: bytes, at: int, count: int) -> int:
    if at + count > len(upload):
        raise IndexError(at)
    return int.from_bytes(upload[at : at + count], "big")


def _little(upload: bytes, at: int, count: int) -> int:
    if at + count > len(upload):
        raise IndexError(at)
    return int.from_bytes(upload[at : at + count], "little")
