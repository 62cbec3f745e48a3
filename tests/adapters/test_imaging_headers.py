"""Decompression bombs are refused by their headers, before any decoder sees them."""

import pytest

from server.adapters.imaging_headers import inspect
from server.adapters.imaging_limits import MAX_BYTES, Header, Refused
from tests.adapters import pictures
from tests.adapters.pictures import face, saved


@pytest.mark.parametrize(
    ("kind", "options"),
    [("JPEG", {}), ("PNG", {}), ("WEBP", {}), ("WEBP", {"lossless": True}), ("AVIF", {})],
)
def test_the_size_is_read_from_the_header_of_every_format(kind: str, options: dict[str, bool]) -> None:
    header = inspect(saved(face(96, 64), kind, **options))
    assert (header.format, header.width, header.height) == (kind, 96, 64)


def test_bytes_after_the_first_picture_are_ignored() -> None:
    jpeg = saved(face(), "JPEG")
    assert inspect(jpeg + b"a hidden trailer") == Header("JPEG", 96, 64, len(jpeg))


@pytest.mark.parametrize(
    ("upload", "code"),
    [
        pytest.param(b"", "photo-format", id="nothing"),
        pytest.param(b"Dear diary, my cheeks are red.", "photo-format", id="text"),
        pytest.param(b"GIF89a" + bytes(40), "photo-format", id="gif"),
        pytest.param(b"\0\0\0\x18ftypmp42" + bytes(40), "photo-format", id="video"),
        pytest.param(b"\xff\xd8\xff", "photo-unreadable", id="three bytes of JPEG"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "photo-unreadable", id="eight bytes of PNG"),
        pytest.param(b"RIFF\x04\0\0\0WEBP", "photo-unreadable", id="empty WebP"),
        pytest.param(b"\0\0\0\x18ftypheic" + bytes(40), "photo-unreadable", id="HEIC without a picture"),
        pytest.param(saved(face(), "JPEG")[:-2], "photo-unreadable", id="JPEG without its end"),
        pytest.param(pictures.webp_bomb(), "photo-too-large", id="WebP bomb of 40 bytes"),
        pytest.param(pictures.lying(65500, 65500), "photo-too-large", id="JPEG that claims 4 gigapixels"),
        pytest.param(pictures.lying(8000, 6000), "photo-unreadable", id="JPEG too small for 48 megapixels"),
        pytest.param(pictures.lying(0, 6000), "photo-unreadable", id="JPEG without a width"),
        pytest.param(pictures.png_bomb(20_000), "photo-too-large", id="PNG bomb"),
        pytest.param(pictures.png_bomb(4400), "photo-unreadable", id="PNG of 3 KB with 19 megapixels"),
        pytest.param(pictures.scans(3000), "photo-unreadable", id="3,000 scans"),
        pytest.param(b"\xff\xd8" + b"\xff\xfe\0\x02" * 5000, "photo-unreadable", id="5,000 segments"),
        pytest.param(bytes(MAX_BYTES + 1), "photo-too-large", id="over 16 MB"),
    ],
)
def test_bad_uploads_are_refused_with_their_problem_code(upload: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        inspect(upload)
    assert refused.value.code == code


def test_a_plain_picture_of_12_megapixels_is_not_a_bomb() -> None:
    assert inspect(saved(face(4032, 3024), "JPEG")).width == 4032
