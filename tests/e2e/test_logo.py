"""The owner chooses the clinic's logo; a patient sees it on the invitation, and paper has it at its head."""

import io
from collections.abc import Iterator

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.e2e.conftest import Device, device
from tests.e2e.server import Server
from tests.e2e.steps import hours_ago, record_treatment, tap
from tests.e2e.texts import text


def lime_leaf() -> FilePayload:
    """Return a logo on a transparent ground."""
    image = Image.new("RGBA", (900, 300), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((40, 20, 300, 280), fill=(60, 120, 60, 255))
    ImageDraw.Draw(image).rectangle((340, 110, 860, 190), fill=(40, 60, 40, 255))
    written = io.BytesIO()
    image.save(written, "PNG")
    return {"name": "leaf.png", "mimeType": "image/png", "buffer": written.getvalue()}


def choose(page: Page, key: str, file: FilePayload) -> None:
    page.get_by_label(text(key), exact=True).set_input_files(files=file)


@pytest.fixture
def owner(bob: Device) -> Iterator[Page]:
    bob.page.goto(f"{bob.home}/settings/clinic")
    choose(bob.page, "settings.clinic.logo.choose", lime_leaf())
    expect(bob.page.get_by_alt_text(text("settings.clinic.logo.current"))).to_be_visible()
    yield bob.page
    bob.page.goto(f"{bob.home}/settings/clinic")
    tap(bob.page, "settings.clinic.logo.remove")
    expect(bob.page.get_by_text(text("settings.clinic.logo.none"))).to_be_visible()


def width_of(page: Page, alt: str) -> int:
    """Return how wide the picture is in itself: 0 if it was not loaded."""
    picture = page.get_by_alt_text(alt)
    expect(picture).to_be_visible()
    return int(picture.evaluate("(image) => image.decode().then(() => image.naturalWidth)"))


def test_a_logo_is_stored_in_a_size_for_paper_and_stays_if_another_file_is_refused(owner: Page) -> None:
    drawing: FilePayload = {"name": "logo.svg", "mimeType": "image/svg+xml", "buffer": b"<svg/>"}
    choose(owner, "settings.clinic.logo.replace", drawing)
    expect(owner.get_by_role("alert")).to_contain_text("PNG, JPEG or WebP")
    assert width_of(owner, text("settings.clinic.logo.current")) == 600


def test_a_patient_sees_it_on_the_invitation(owner: Page, browser: Browser, server: Server) -> None:
    link = record_treatment(owner, server, name="Lena Linde", sheet="step by step", treated=hours_ago(5))
    with device(browser, server) as lenas:
        lenas.page.goto(link)
        assert width_of(lenas.page, "Lindenhof Skin") == 600
        assert lenas.complaints == []
