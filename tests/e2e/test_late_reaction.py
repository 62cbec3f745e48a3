"""A reaction four days after a treatment must be acknowledged before the next treatment is recorded."""

from playwright.sync_api import Browser, expect

from tests.e2e.axe import violations_in_both_themes
from tests.e2e.conftest import Device, device
from tests.e2e.server import Server
from tests.e2e.steps import hours_ago, join, record_treatment, share_with, tap
from tests.e2e.texts import matching, text


def test_a_late_reaction_must_be_acknowledged_before_the_next_treatment(
    browser: Browser, server: Server, bob: Device
) -> None:
    clinic = bob.page
    link = record_treatment(clinic, server, name="Dana Dorn", sheet="step by step", treated=hours_ago(100))
    with device(browser, server) as danas:
        join(danas.page, link)
        danas.page.goto(f"{danas.home}/check-in")
        danas.page.get_by_text(text("common.sign.pustules"), exact=True).click()
        tap(danas.page, "common.save")
        expect(danas.page.get_by_role("heading", name=text("patient.finding.title"))).to_be_visible()
        share_with(danas.page, danas.home, "Bob Berger")

    clinic.goto(f"{bob.home}/clinic/record")
    patients = clinic.get_by_label(text("practitioner.record.patient"), exact=True)
    patients.select_option(patients.locator("option", has_text="Dana Dorn").inner_text())
    tap(clinic, "practitioner.record.last.all")
    expect(clinic.get_by_text(matching("practitioner.record.reaction"))).to_be_visible()
    expect(clinic.get_by_text("Hyaluronic acid").first).to_be_visible()
    tap(clinic, "practitioner.record.save")
    expect(clinic.get_by_text(text("practitioner.record.reaction.missing"))).to_be_visible()
    assert violations_in_both_themes(clinic) == []
    clinic.get_by_text(text("practitioner.record.reaction.seen"), exact=True).click()
    tap(clinic, "practitioner.record.save")
    expect(
        clinic.get_by_role("heading", name=text("practitioner.treatment.title", name="Dana Dorn", number=2))
    ).to_be_visible()
    assert bob.complaints == []
