"""Share → review → reply → revoke, between two browsers."""

from playwright.sync_api import expect

from tests.e2e.axe import in_both_looks, look
from tests.e2e.conftest import Device
from tests.e2e.steps import check_in


def test_a_diary_opens_by_grant_and_closes_at_once(bob: Device, alice: Device) -> None:
    patient, practice = alice.page, bob.page

    patient.goto(alice.home)
    check_in(patient, note="The left cheek feels tight.")
    patient.goto(alice.home)
    expect(patient.get_by_text("With your clinic").first).to_be_visible()

    practice.goto(f"{bob.home}/clinic")
    expect(practice.get_by_text("Diary not shared").first).to_be_visible()

    patient.goto(f"{alice.home}/share")
    patient.get_by_role("button", name="Share with Bob Berger").click()
    expect(patient.get_by_text("Open to Bob Berger")).to_be_visible()

    practice.reload()
    practice.get_by_role("link", name="Alice Adler").click()
    expect(practice.get_by_text("The left cheek feels tight.")).to_be_visible()
    expect(practice.get_by_role("heading", name="Course")).to_be_visible()
    assert in_both_looks(practice) == []
    practice.get_by_label("Your reply").fill("That is on your sheet. Thank you for telling me.")
    practice.get_by_role("button", name="Send the reply").click()
    expect(practice.get_by_text("That is on your sheet.").first).to_be_visible()
    practice.get_by_role("button", name="Mark as reviewed").click()

    patient.goto(alice.home)
    expect(patient.get_by_text("That is on your sheet.")).to_be_visible()
    for path in ("/", "/diary", "/share"):
        assert look(patient, alice.home + path) == []
    expect(patient.get_by_text("Bob Berger").first).to_be_visible()
    expect(patient.get_by_text("Nobody has looked yet.")).not_to_be_visible()
    patient.get_by_role("button", name="Close it now").click()
    expect(patient.get_by_role("button", name="Share with Bob Berger")).to_be_visible()

    practice.reload()
    expect(practice.get_by_text("This diary is closed")).to_be_visible()
    assert alice.complaints == []
    assert bob.complaints == []
