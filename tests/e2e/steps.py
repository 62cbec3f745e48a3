"""What people do, step by step."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from tests.e2e.server import Server
from tests.e2e.texts import text

PHOTOS = "() => fetch('/api/my/changes?after=0').then((answer) => answer.json()).then((all) => all.photos)"
"""The patient's photos as the server has them."""

BERLIN = ZoneInfo("Europe/Berlin")


def set_up_clinic(page: Page, server: Server) -> None:
    """Open the set-up link as the practitioner and create a passkey."""
    page.goto(server.set_up_link())
    page.get_by_label(text("entrance.set-up.clinic")).fill("Lindenhof Skin")
    page.get_by_label(text("entrance.set-up.phone")).fill("+49 30 1234567")
    page.get_by_label(text("entrance.name")).fill("Bob Berger")
    tap(page, "entrance.passkey.create")
    expect(page.get_by_role("heading", name=text("practitioner.queue.title"))).to_be_visible()


def tap(page: Page, key: str, **values: str | int) -> None:
    """Tap the button whose text has this message key."""
    page.get_by_role("button", name=text(key, **values), exact=True).click()


def hours_ago(hours: float) -> str:
    """Return the wall clock of Berlin, `hours` ago, as the value of a `datetime-local` input."""
    return (datetime.now(BERLIN) - timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M")


def day_since(treated: str) -> int:
    """Return the number of today, in Berlin, after a treatment at that wall clock; its own day is 1."""
    return (datetime.now(BERLIN).date() - datetime.fromisoformat(treated).date()).days + 1


def record_treatment(page: Page, server: Server, *, name: str, sheet: str, treated: str) -> str:
    """Record a treatment, with the invitation at once, and return its link. `sheet` is a part of the sheet's title."""
    page.goto(f"{server.url}/clinic/record")
    page.get_by_label(text("practitioner.record.name")).fill(name)
    page.get_by_label(text("practitioner.record.at")).fill(treated)
    tap(page, "practitioner.record.time-zone.change")
    page.get_by_label(text("practitioner.record.time-zone"), exact=True).select_option("Europe/Berlin")
    choose_sheet(page, sheet)
    for area in ("cheeks", "forehead"):
        page.get_by_text(text(f"common.area.{area}"), exact=True).click()
        fill_depth(page, area, "1.0")
    page.get_by_label(text("practitioner.record.device")).fill("SkinPen")
    page.get_by_label(text("practitioner.record.product.nth", number=1)).first.fill("Hyaluronic acid")
    tap(page, "practitioner.record.save-invite")
    expect(page.get_by_alt_text(text("practitioner.treatment.invite.qr"))).to_be_visible()
    return link_on(page, "/join")


def choose_sheet(page: Page, sheet: str) -> None:
    """Choose the sheet for a treatment. `sheet` is a part of its title."""
    sheets = page.get_by_label(text("practitioner.record.sheet"))
    sheets.select_option(
        next(title for title in sheets.locator("option").all_inner_texts() if sheet in title)
    )


def fill_depth(page: Page, area: str, depth: str) -> None:
    """Type the needle depth of a chosen area."""
    label = text("practitioner.record.depth", area=text(f"common.area.{area}"))
    page.get_by_label(label).press_sequentially(depth)


def link_on(page: Page, path: str) -> str:
    """Return the one-time link that the screen shows."""
    match = re.search(rf"http://\S+{path}#[\w-]+", page.inner_text("main"))
    assert match, "the screen shows no link"
    return match.group(0)


def join(page: Page, link: str) -> None:
    """Open the invitation as the patient, create a passkey, read what is stored, and go to Today."""
    page.goto(link)
    expect(page.get_by_text(text("entrance.join.recorded"))).to_be_visible()
    assert "#" not in page.url, "the token stays in the address bar"
    tap(page, "entrance.passkey.create")
    expect(page.get_by_text(text("entrance.storage.title"))).to_be_visible()
    page.get_by_role("link", name=text("entrance.storage.go"), exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def ask(page: Page, question: str) -> None:
    """Ask "Can I …?" on the screen that is open."""
    page.get_by_role("searchbox").fill(question)
    tap(page, "patient.ask.submit")


def open_check_in(page: Page, home: str) -> None:
    """Open the check-in at its details: without an earlier day nothing is compared, else the question is skipped."""
    page.goto(f"{home}/check-in")
    past_the_question(page)


def past_the_question(page: Page) -> None:
    """Skip "Compared with yesterday?" if it is asked."""
    skip = page.get_by_role("button", name=text("patient.compare.skip"))
    expect(skip.or_(page.get_by_label(text("patient.check-in.note")))).to_be_visible()
    if skip.is_visible():
        skip.click()


def check_in(page: Page, *, note: str = "") -> None:
    """Open the check-in from Today, score two symptoms, save, and go back to Today."""
    page.get_by_role("link", name=text("common.nav.check-in"), exact=True).click()
    past_the_question(page)
    score(page, text("patient.symptom.colour"), 2)
    score(page, text("common.symptom.swelling"), 1)
    if note:
        page.get_by_label(text("patient.check-in.note")).press_sequentially(note)
    save(page)
    leave(page)


def save(page: Page) -> None:
    """Save the check-in and wait until the phone has stored it: the closing moment follows, or what is open to tell."""
    tap(page, "common.save")
    expect(page.get_by_role("button", name=text("common.save"), exact=True)).to_have_count(0)


def leave(page: Page) -> None:
    """Leave the screen that follows a check-in, for Today."""
    done = page.get_by_role("button", name=text("patient.closing.done"))
    back = page.get_by_role("link", name=text("patient.finding.done"))
    done.or_(back).click()
    expect(page.get_by_role("navigation")).to_be_visible()


def score(page: Page, symptom: str, severity: int) -> None:
    """Score a symptom from 0 to 4."""
    group = page.get_by_role("group", name=symptom)
    group.get_by_text(text(f"common.score.{severity}"), exact=True).click()


def keep_photo(page: Page, angle: str) -> None:
    """Keep the photo that was just taken or picked, even if the app finds it dark or blurred.

    The date of a picked photo is left as it is.
    """
    keep = page.get_by_role("button", name=text("patient.camera.keep"))
    use = page.get_by_role("button", name=text("patient.camera.use"))
    done = page.get_by_role("button", name=text("patient.check-in.drop", angle=angle))
    expect(keep.or_(use).or_(done).first).to_be_visible()
    for decision in (keep, use):
        if decision.is_visible():
            decision.click()
    expect(done).to_be_visible()


def save_and_send(page: Page, home: str) -> None:
    """Score one symptom, save, and wait until the server has all of it."""
    score(page, text("common.symptom.warmth"), 1)
    save(page)
    page.goto(home)
    expect_saved_online(page)


def expect_saved_online(page: Page) -> None:
    """Wait until the server has everything in the diary."""
    saved, shared = (
        page.get_by_text(text(f"common.status.{state}"), exact=True) for state in ("saved", "clinic")
    )
    expect(saved.or_(shared).first).to_be_visible()


def expect_closed_link(page: Page) -> None:
    """Expect the message that the link does not work, or no longer works."""
    expect(page.get_by_role("heading", name=text("entrance.closed.title"))).to_be_visible()


def share_with(page: Page, home: str, name: str) -> None:
    """Share the diary with the practitioner."""
    page.goto(f"{home}/share")
    tap(page, "patient.share.do", name=name)
    expect(page.get_by_text(text("patient.share.open", name=name))).to_be_visible()
