"""The PDF of a review: set by typst in a child process, as PDF/A, from data that is never markup."""

import io
import re
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from PIL import Image

from server.adapters.process_pool import ProcessDied
from server.adapters.typesetting import NotSet, TypesettingPool, TypesettingProcess
from server.adapters.typesetting_worker import PICTURE_SIZE, smaller
from server.domain.errors import Invalid
from server.shapes.review import Review
from server.usecases.paper_words import PaperWords, shown
from server.usecases.review_print import PrintedReview
from tests.fakes import MESSAGES, NOW
from tests.usecases.printed import empty_review, half_a_year, long_review

REVIEWS = {
    "empty": (empty_review, 1),
    "half a year": (half_a_year, 2),
    "everything as long as it may be": (long_review, 3),
}
"""Each with the most pages that it may take."""


def picture() -> bytes:
    """Return a photo that compresses badly, in the size in which photos are stored."""
    written = io.BytesIO()
    Image.effect_noise((1512, 2016), 60).convert("RGB").save(written, "JPEG", quality=85)
    return written.getvalue()


def printed(review: Review, language: str = "en") -> tuple[dict[str, Any], dict[str, bytes]]:
    words = PaperWords(language, "Europe/Berlin", MESSAGES)
    document = PrintedReview(review, words, "Bob Berger", NOW).document()
    photo = picture()
    return document.data, dict.fromkeys(document.photos, photo)


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest_asyncio.fixture
async def typeset() -> AsyncIterator[TypesettingPool]:
    pool = TypesettingPool()
    yield pool
    await pool.close()


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("case", REVIEWS)
async def test_a_review_is_a_small_pdf_a_of_few_pages(
    typeset: TypesettingPool, case: str, language: str
) -> None:
    review, most_pages = REVIEWS[case]
    pdf = await typeset("review", *printed(review(), language))
    assert pdf.startswith(b"%PDF-1.7")
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in pdf
    assert 1 <= pages(pdf) <= most_pages
    assert len(pdf) <= 2_000_000


async def test_six_photos_take_less_than_a_second_once_the_process_runs(typeset: TypesettingPool) -> None:
    data, pictures = printed(half_a_year())
    assert len(pictures) == 6
    await typeset("review", *printed(empty_review()))
    started = time.process_time(), time.monotonic()
    await typeset("review", data, pictures)
    assert time.monotonic() - started[1] < 3  # 0.5 s on an idle machine; tests share theirs


async def test_texts_from_right_to_left_are_archivable_too(typeset: TypesettingPool) -> None:
    data, pictures = printed(empty_review())
    pdf = await typeset(
        "review", data | {"patient": shown("Łódź Ελένη"), "lead": ["\u2068Łódź\u2069"] * 2}, pictures
    )
    assert b"pdfaid" in pdf


async def test_letters_without_a_font_give_an_ordinary_pdf(typeset: TypesettingPool) -> None:
    data, pictures = printed(empty_review())
    pdf = await typeset("review", data | {"patient": "\U00013000"}, pictures)
    assert pdf.startswith(b"%PDF-")
    assert b"pdfaid" not in pdf


async def test_a_fault_in_the_data_is_told_and_the_process_goes_on(typeset: TypesettingPool) -> None:
    with pytest.raises(Invalid) as refused:
        await typeset("review", {}, {})
    assert refused.value.code == "pdf-failed"
    assert isinstance(refused.value.__cause__, NotSet)
    assert (await typeset("review", *printed(empty_review()))).startswith(b"%PDF-")


async def test_a_document_that_takes_too_long_is_given_up() -> None:
    pool = TypesettingPool(seconds=0.001)
    try:
        with pytest.raises(Invalid) as refused:
            await pool("review", *printed(half_a_year()))
        assert refused.value.code == "pdf-failed"
    finally:
        await pool.close()


def test_a_process_without_memory_is_reported_as_dead() -> None:
    process = TypesettingProcess(memory=50 * 2**20)
    with pytest.raises(ProcessDied):
        process.run("review", *printed(empty_review()))
    assert not process.usable
    process.close()


def test_a_picture_is_no_larger_than_paper_needs() -> None:
    with Image.open(io.BytesIO(smaller(picture()))) as image:
        assert image.format == "JPEG"
        assert image.size <= PICTURE_SIZE
