"""From an empty server to the PDF in hand, at the size of the clinic's tablet.

A clinic is set up and publishes a sheet of its own. Its first patient heals twice, shares the diary, asks, and is
answered. The next session is planned earlier than the sheet allows. A colleague stands in, and leaves.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.e2e.axe import violations_in_both_themes
from tests.e2e.conftest import Device, device
from tests.e2e.server import Server, running_server
from tests.e2e.steps import (
    BERLIN,
    choose_sheet,
    expect_saved_online,
    fill_depth,
    hours_ago,
    join,
    link_on,
    record_treatment,
    save,
    score,
    set_up_clinic,
    share_with,
    tap,
)
from tests.e2e.test_author import paste, sentence
from tests.e2e.test_baseline_photos import ANGLES, take
from tests.e2e.test_planning import choose_day, set_time
from tests.e2e.texts import matching, text

TABLET: ViewportSize = {"width": 820, "height": 1180}
GRETA, FRIDA = "Greta Grün", "Frida Falk"
TITLE = "Needling: the days after"
SHEET = f"""{TITLE}

Do not wear make-up for 24 hours.
No sauna or swimming for 3 days.
Wash your face with lukewarm water twice a day for a week.
Call us if you see blisters or pus.
We recommend 3 treatments, 4 to 6 weeks apart.
"""
QUESTION, REPLY = "Is this the new serum?", "Leave it out until we see you."
FIRST, SECOND = 36 * 24, 8 * 24
"""How long ago the two sessions were, in hours."""


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Server]:
    with running_server(tmp_path) as running:
        yield running


def test_from_an_empty_server_to_the_pdf_in_hand(browser: Browser, empty: Server) -> None:
    with device(browser, empty, phone=False) as bob, device(browser, empty) as greta:
        bob.page.set_viewport_size(TABLET)
        set_up_clinic(bob.page, empty)
        publish_sheet(bob)
        link = record_treatment(bob.page, empty, name=GRETA, sheet=TITLE, treated=hours_ago(FIRST))
        take_baseline(bob, ghost=False)
        join(greta.page, link)
        record_second_session(bob)
        live_a_week(greta)
        share_with(greta.page, greta.home, "Bob Berger")
        answer(bob, greta)
        plan_too_early(bob)
        take_along(bob)
        with device(browser, empty, phone=False) as frida:
            frida.page.set_viewport_size(TABLET)
            stand_in(bob, greta, frida)
            leave_clinic(bob, frida)
            assert frida.complaints == []
        assert bob.complaints == []
        assert greta.complaints == []


def publish_sheet(bob: Device) -> None:
    page = bob.page
    paste(page, bob.home, title=TITLE, words=SHEET)
    sentence(page, TITLE).click()
    tap(page, "practitioner.desk.reading-only")
    expect(page.get_by_text(text("practitioner.desk.all-decided"))).to_be_visible()
    tap(page, "practitioner.sheet.publish")
    page.locator("dialog[open]").get_by_role("button", name=text("practitioner.sheet.publish")).click()
    expect(page.get_by_text(text("practitioner.sheet.fixed"))).to_be_visible()


def record_second_session(bob: Device) -> None:
    """Record the second session from the patient's page, deeper than the first."""
    page = bob.page
    page.goto(f"{bob.home}/clinic/patients")
    page.get_by_role("link", name=GRETA).first.click()
    page.get_by_role("link", name=text("practitioner.patient.record", number=2)).click()
    page.get_by_label(text("practitioner.record.at")).fill(hours_ago(SECOND))
    choose_sheet(page, TITLE)
    page.get_by_text(text("common.area.cheeks"), exact=True).click()
    fill_depth(page, "cheeks", "1.5")
    tap(page, "practitioner.record.save")
    heading = text("practitioner.treatment.title", name=GRETA, number=2)
    expect(page.get_by_role("heading", name=heading)).to_be_visible()
    take_baseline(bob, ghost=True)


def take_baseline(bob: Device, *, ghost: bool) -> None:
    """Photograph the skin before the session, over a ghost of the earlier session if there is one."""
    page = bob.page
    tap(page, "practitioner.baseline.take")
    expect(page.locator("dialog.camera")).to_be_visible()
    expect(page.locator("dialog img.ghost")).to_have_count(1 if ghost else 0)
    for angle in ANGLES:
        take(page, angle)
    expect(page.locator(".baseline img")).to_have_count(len(ANGLES))
    expect(page.get_by_text(text("practitioner.baseline.waiting"))).to_have_count(0)


def live_a_week(greta: Device) -> None:
    """Make up for the days of a week: calm on the third, pus-filled spots and a question on the seventh."""
    week = ((1, None, 3), (2, "better", 1), (3, "calm", None), (5, "same", None), (7, "worse", 3))
    for days_after, compared, colour in week:
        page = open_day(greta, days_after)
        if compared:
            page.get_by_role("button", name=text(f"patient.compare.{compared}")).tap()
        if colour:
            score(page, text("patient.symptom.colour"), colour)
        if compared == "worse":
            page.get_by_text(text("common.sign.pustules"), exact=True).click()
            page.get_by_label(text("patient.question.label", name="Bob Berger")).press_sequentially(QUESTION)
        save(page)
    greta.page.goto(greta.home)
    expect_saved_online(greta.page)


def open_day(greta: Device, days_after: int) -> Page:
    """Open the check-in of a day after the second session."""
    page, day = greta.page, day_after_second(days_after)
    page.goto(f"{greta.home}/diary?day={day}")
    page.get_by_role("link", name=text("patient.day.add")).click()
    return page


def day_after_second(days: int) -> date:
    return datetime.now(BERLIN).date() - timedelta(days=SECOND // 24 - days)


def answer(bob: Device, greta: Device) -> None:
    """Read the review on one screen, and answer the question."""
    page = bob.page
    page.goto(f"{bob.home}/clinic")
    row = page.get_by_role("link", name=GRETA).first
    expect(row).to_contain_text(QUESTION)
    row.click()
    strip = page.locator(".review-strip dd")
    expect(strip).to_have_count(4)
    happened, asks, applied, _ = strip.all()
    expect(happened).to_contain_text("pus-filled spots")
    expect(asks).to_contain_text(QUESTION)
    expect(applied).to_contain_text("1.5 mm")
    assert violations_in_both_themes(page) == []
    page.get_by_label(text("practitioner.review.reply"), exact=True).press_sequentially(REPLY)
    tap(page, "practitioner.review.reply.send")
    expect(page.get_by_text(REPLY).first).to_be_visible()
    greta.page.goto(greta.home)
    expect(greta.page.locator("section", has_text=REPLY).get_by_text(QUESTION)).to_be_visible()


def plan_too_early(bob: Device) -> None:
    page = bob.page
    page.get_by_role("link", name=text("practitioner.review.bar.plan")).click()
    choose_day(page, day_after_second(21))
    expect(page.get_by_text(text("practitioner.plan.why.too-early"))).to_be_visible()
    page.get_by_label(matching("practitioner.plan.ask")).press_sequentially("We look at the skin first.")
    set_time(page, "10:30")
    tap(page, "practitioner.plan.save")
    expect(page.get_by_text(text("practitioner.plan.saved", name=GRETA))).to_be_visible()
    coming = page.locator(".review-strip dd").last  # back on the review
    expect(coming).to_contain_text(matching("practitioner.review.strip.next.planned-before"))


def take_along(bob: Device) -> None:
    page = bob.page
    with page.expect_download() as downloading:
        page.locator(".review-bar").get_by_role("button", name="PDF").click()
    assert Path(downloading.value.path()).read_bytes().startswith(b"%PDF")


def stand_in(bob: Device, greta: Device, frida: Device) -> None:
    """Frida joins the clinic, and opens the diary while it is shared with everyone there."""
    page, patient, theirs = bob.page, greta.page, frida.page
    page.goto(f"{bob.home}/settings/team")
    page.get_by_role("link", name=text("settings.team.invite")).click()
    tap(page, "settings.colleague.make")
    expect(page.get_by_alt_text(text("settings.colleague.qr"))).to_be_visible()
    theirs.goto(link_on(page, "/join"))
    theirs.get_by_label(text("entrance.name")).press_sequentially(FRIDA)
    tap(theirs, "entrance.passkey.create")
    expect(theirs.get_by_role("heading", name=text("practitioner.queue.title"))).to_be_visible()

    patient.goto(f"{greta.home}/share")
    tap(patient, "patient.share.revoke")
    patient.get_by_text(text("patient.share.everyone", clinic="Lindenhof Skin")).click()
    tap(patient, "patient.share.do", name="Lindenhof Skin")
    expect(patient.get_by_text(text("patient.share.open", name="Lindenhof Skin"))).to_be_visible()

    theirs.goto(f"{frida.home}/clinic/patients")
    theirs.get_by_role("link", name=GRETA).first.click()
    theirs.get_by_role("link", name=text("practitioner.treatment.review")).first.click()
    expect(theirs.get_by_text(REPLY).first).to_be_visible()
    patient.reload()
    expect(patient.get_by_text(FRIDA)).to_be_visible()


def leave_clinic(bob: Device, frida: Device) -> None:
    """Frida leaves: what is open on her tablet closes at once."""
    page = bob.page
    page.goto(f"{bob.home}/settings/team")
    page.get_by_role("link", name=FRIDA).click()
    tap(page, "settings.team.end.do")
    expect(page.get_by_text(text("settings.team.end.done", name=FRIDA))).to_be_visible()
    frida.page.goto(f"{frida.home}/clinic")
    expect(frida.page.get_by_text(text("entrance.expired.title"))).to_be_visible()
