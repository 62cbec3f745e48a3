"""A clinic corrects what it recorded, then withdraws it: the patient's phone follows, and the entries stay."""

from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Device, device
from tests.e2e.server import Server
from tests.e2e.steps import check_in, choose_sheet, hours_ago, join, record_treatment, tap
from tests.e2e.texts import matching, text


def change_time(page: Page, hours: float) -> None:
    tap_link(page, "practitioner.correct.open")
    page.get_by_label(text("practitioner.record.at")).fill(hours_ago(hours))
    expect(page.get_by_text(text("practitioner.correct.no-changes"))).to_have_count(0)


def tap_link(page: Page, key: str) -> None:
    page.get_by_role("link", name=text(key), exact=True).click()


def test_the_phone_follows_a_correction_and_keeps_the_diary_of_a_withdrawn_treatment(
    bob: Device, browser: Browser, server: Server
) -> None:
    link = record_treatment(bob.page, server, name="Nora Neumann", sheet="step by step", treated=hours_ago(5))
    record = bob.page.url
    with device(browser, server) as nora:
        join(nora.page, link)
        expect(nora.page.get_by_text("5 hours")).to_be_visible()
        check_in(nora.page, note="Still warm")

        bob.page.goto(record)
        change_time(bob.page, 30)
        tap(bob.page, "practitioner.correct.save")
        expect(bob.page.get_by_role("heading", name=text("practitioner.history.title"))).to_be_visible()
        nora.page.reload()
        expect(nora.page.get_by_text("30 hours")).to_be_visible()
        expect(nora.page.get_by_text(matching("patient.notice.time-corrected"))).to_be_visible()
        tap(nora.page, "patient.notice.seen")

        tap(bob.page, "practitioner.withdraw.open")
        reason = bob.page.get_by_label(text("practitioner.withdraw.reason"))
        reason.press_sequentially("Recorded twice")
        tap(bob.page, "practitioner.withdraw.confirm")
        expect(bob.page.get_by_text("Reason: Recorded twice")).to_be_visible()
        nora.page.reload()
        expect(nora.page.get_by_role("heading", name=text("patient.withdrawn.title"))).to_be_visible()
        tap_link(nora.page, "patient.withdrawn.diary")
        expect(nora.page.get_by_text("Still warm")).to_be_visible()
        assert nora.complaints == []


def test_the_second_of_two_practitioners_sees_what_the_first_has_changed(bob: Device, server: Server) -> None:
    record_treatment(bob.page, server, name="Olga Otto", sheet="step by step", treated=hours_ago(6))
    with bob.context.new_page() as second:
        second.goto(f"{bob.page.url}/correct")
        second.get_by_label(text("practitioner.record.numbing")).press_sequentially("Lidocaine")
        change_time(bob.page, 7)
        tap(bob.page, "practitioner.correct.save")
        expect(bob.page.get_by_role("heading", name=text("practitioner.history.title"))).to_be_visible()
        tap(second, "practitioner.correct.save")
        expect(second.get_by_text(text("practitioner.correct.theirs"))).to_be_visible()
        expect(second.get_by_label(text("practitioner.record.numbing"))).to_have_value("Lidocaine")


def test_a_half_typed_record_survives_leaving_and_a_reload(bob: Device) -> None:
    page = bob.context.new_page()
    page.goto(f"{bob.home}/clinic/record")
    name = page.get_by_label(text("practitioner.record.name"))
    name.press_sequentially("Pia Pohl")
    choose_sheet(page, "step by step")
    tap(page, "practitioner.record.save-invite")
    expect(page.get_by_text(text("practitioner.record.missing.areas"))).to_be_visible()
    assert page.evaluate("document.activeElement.type") == "checkbox"
    tap_link(page, "common.nav.patients")
    expect(name).to_have_count(0)
    tap_link(page, "common.nav.record")
    expect(name).to_have_value("Pia Pohl")
    page.reload()
    expect(name).to_have_value("Pia Pohl")
    tap(page, "practitioner.record.draft.discard")
    expect(name).to_have_value("")
    page.close()


def test_a_half_typed_correction_survives_leaving_and_a_reload(bob: Device, server: Server) -> None:
    record_treatment(bob.page, server, name="Paula Prinz", sheet="step by step", treated=hours_ago(6))
    record = bob.page.url
    page = bob.context.new_page()
    page.goto(f"{record}/correct")
    numbing = page.get_by_label(text("practitioner.record.numbing"))
    numbing.press_sequentially("Lidocaine")
    tap_link(page, "common.nav.patients")
    expect(numbing).to_have_count(0)
    page.goto(f"{record}/correct")
    expect(numbing).to_have_value("Lidocaine")
    page.reload()
    expect(numbing).to_have_value("Lidocaine")
    expect(page.get_by_text(text("practitioner.record.draft.restored"))).to_be_visible()
    tap(page, "practitioner.correct.save")
    expect(page.get_by_role("heading", name=text("practitioner.history.title"))).to_be_visible()
    page.goto(f"{record}/correct")
    expect(numbing).to_have_value("Lidocaine")
    expect(page.get_by_text(text("practitioner.record.draft.restored"))).to_have_count(0)
    page.close()
