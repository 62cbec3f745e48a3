"""A check-in is saved on the phone first and reaches the server once, whatever the network does."""

from datetime import datetime

from playwright.sync_api import expect

from tests.e2e.conftest import SELFIE_TAKEN_AT, Device
from tests.e2e.steps import (
    PHOTOS,
    check_in,
    expect_saved_online,
    keep_photo,
    open_check_in,
    save_and_send,
    tap,
)
from tests.e2e.texts import text

ENTRIES = "() => fetch('/api/my/changes?after=0').then((answer) => answer.json()).then((all) => all.entries)"


def test_a_check_in_saved_offline_arrives_once(alice: Device) -> None:
    page = alice.page
    page.goto(alice.home)
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    before = len(page.evaluate(ENTRIES))
    alice.context.set_offline(True)
    try:
        page.reload()
        check_in(page, note="On the train, without a network.")
        expect(page.get_by_text(text("common.status.phone")).first).to_be_visible()
        page.reload()  # closing and reopening the app loses nothing
        expect(page.get_by_text(text("common.status.phone")).first).to_be_visible()
    finally:
        alice.context.set_offline(False)
    page.goto(alice.home)
    expect_saved_online(page)
    entries = page.evaluate(ENTRIES)
    assert len(entries) == before + 1
    assert entries[-1]["document"]["note"] == "On the train, without a network."
    assert alice.complaints == []


def test_a_photo_is_sent_upright_and_without_metadata(alice: Device, selfie: str) -> None:
    page = alice.page
    open_check_in(page, alice.home)
    tap(page, "common.angle.front")
    page.get_by_label(text("patient.camera.pick")).set_input_files(selfie)
    keep_photo(page, text("common.angle.front"))
    save_and_send(page, alice.home)
    [photo] = page.evaluate(PHOTOS)
    assert (photo["angle"], photo["width"] < photo["height"]) == ("front", True)
    assert datetime.fromisoformat(photo["taken_at"]) == SELFIE_TAKEN_AT
    raw = page.evaluate(
        """(id) => fetch(`/api/photos/${id}/display`)
                 .then((answer) => answer.arrayBuffer())
                 .then((content) => [...new Uint8Array(content)])""",
        photo["id"],
    )
    assert b"GPS" not in bytes(raw)
    assert b"Exif" not in bytes(raw)


def test_a_finding_from_the_sheet_tells_the_patient_to_inform_the_practitioner(alice: Device) -> None:
    page = alice.page
    open_check_in(page, alice.home)
    page.get_by_text(text("common.sign.pustules"), exact=True).click()
    tap(page, "common.save")
    expect(page.get_by_text(text("patient.finding.not-emergency"))).to_be_visible()
    expect(page.get_by_text("+49 30 1234567")).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("infection")
