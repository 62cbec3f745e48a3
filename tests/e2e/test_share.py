"""Sharing, review, reply and revoking, between two browsers."""

import re

from playwright.sync_api import expect

from tests.e2e.axe import violations_at, violations_in_both_themes
from tests.e2e.conftest import Device
from tests.e2e.steps import check_in, expect_saved_online, share_with, tap
from tests.e2e.texts import text


def test_a_grant_opens_a_diary_and_revoking_closes_it_at_once(bob: Device, alice: Device) -> None:
    patient, clinic = alice.page, bob.page

    patient.goto(alice.home)
    check_in(patient, note="The left cheek feels tight.")
    patient.goto(alice.home)
    expect_saved_online(patient)

    clinic.goto(f"{bob.home}/clinic")
    expect(clinic.get_by_text(text("practitioner.queue.private")).first).to_be_visible()

    share_with(patient, alice.home, "Bob Berger")

    clinic.reload()
    clinic.get_by_role("link", name="Alice Adler").first.click()
    expect(clinic.get_by_text("The left cheek feels tight.")).to_be_visible()
    expect(clinic.get_by_role("heading", name=text("practitioner.review.course"))).to_be_visible()
    assert violations_in_both_themes(clinic) == []
    clinic.get_by_label(text("practitioner.review.reply")).fill(
        "That is on your sheet. Thank you for telling me."
    )
    tap(clinic, "practitioner.review.reply.send")
    expect(clinic.get_by_text("That is on your sheet.").first).to_be_visible()
    tap(clinic, "practitioner.review.reviewed")

    patient.goto(alice.home)
    expect(patient.get_by_text("That is on your sheet.")).to_be_visible()
    for path in ("/", "/diary", "/share"):
        assert violations_at(patient, alice.home + path) == []
    expect(patient.get_by_text("Bob Berger").first).to_be_visible()
    expect(patient.get_by_text(text("patient.access-log.none"))).not_to_be_visible()
    tap(patient, "patient.share.revoke")
    expect(patient.get_by_role("button", name=text("patient.share.do", name="Bob Berger"))).to_be_visible()

    clinic.reload()
    expect(clinic.get_by_text(text("practitioner.review.closed.title"))).to_be_visible()
    assert alice.complaints == []
    assert bob.complaints == []


def test_a_copy_taken_as_pdf_is_seen_by_the_patient(bob: Device, alice: Device) -> None:
    patient, clinic = alice.page, bob.page
    patient.goto(alice.home)
    check_in(patient, note="The left cheek feels tight.")
    patient.goto(alice.home)
    expect_saved_online(patient)
    share_with(patient, alice.home, "Bob Berger")

    clinic.goto(f"{bob.home}/clinic")
    clinic.get_by_role("link", name="Alice Adler").first.click()
    with clinic.expect_download() as download:
        tap(clinic, "practitioner.review.copy.pdf")
    assert re.fullmatch(r"afterglow-\d{4}-\d\d-\d\d\.pdf", download.value.suggested_filename)
    assert download.value.path().read_bytes().startswith(b"%PDF-1.7")
    printed = clinic.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) <= 2

    patient.goto(f"{alice.home}/share")
    expect(patient.get_by_text(text("patient.access-log.copied.one"))).to_be_visible()
    assert alice.complaints == []
    assert bob.complaints == []
