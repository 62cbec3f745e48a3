"""What people do, step by step, in the words of the screens."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from tests.e2e.server import Server

PHOTOS = "() => fetch('/api/my/changes?after=0').then((answer) => answer.json()).then((all) => all.photos)"
"""The patient's photos as the server has them."""

BERLIN = ZoneInfo("Europe/Berlin")


def set_up_clinic(page: Page, server: Server) -> None:
    """The practitioner opens the link of the first run and creates a passkey."""
    page.goto(server.set_up_link())
    page.get_by_label("Name of your clinic").fill("Lindenhof Skin")
    page.get_by_label("Phone number of your clinic").fill("+49 30 1234567")
    page.get_by_label("Your name").fill("Bob Berger")
    page.get_by_role("button", name="Create my passkey").click()
    expect(page.get_by_role("heading", name="Your patients")).to_be_visible()


def hours_ago(hours: float) -> str:
    """The wall clock of Berlin for an input of type datetime-local."""
    return (datetime.now(BERLIN) - timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M")


def record_treatment(page: Page, server: Server, *, name: str, sheet: str, treated: str) -> str:
    """Records a treatment and makes the invitation; gives its link. `sheet` is a part of its title."""
    page.goto(f"{server.url}/clinic/record")
    page.get_by_label("Name, as your practice writes it").fill(name)
    page.get_by_label("End of the treatment").fill(treated)
    page.get_by_label("Time zone").select_option("Europe/Berlin")
    titles = page.get_by_label("Aftercare sheet").locator("option").all_inner_texts()
    page.get_by_label("Aftercare sheet").select_option(next(one for one in titles if sheet in one))
    page.get_by_text("Cheeks", exact=True).click()
    page.get_by_text("Forehead", exact=True).click()
    page.get_by_label("Device").fill("SkinPen")
    page.get_by_label("Serums and products applied").fill("Hyaluronic acid")
    page.get_by_role("button", name="Save and make the invitation").click()
    page.get_by_role("button", name="Make an invitation").click()
    expect(page.get_by_alt_text("QR code of the invitation")).to_be_visible()
    found = re.search(r"http://\S+/join#[\w-]+", page.inner_text("main"))
    assert found, "the invitation shows no link"
    return found.group(0)


def join(page: Page, link: str) -> None:
    """The patient opens the invitation, creates a passkey, reads what is kept, and lands on Today."""
    page.goto(link)
    expect(page.get_by_text("What your clinic recorded")).to_be_visible()
    assert "#" not in page.url, "the token stays in the address bar"
    page.get_by_role("button", name="Create my passkey").click()
    expect(page.get_by_text("What is kept, and who can see it")).to_be_visible()
    page.get_by_role("link", name="Go to Today").or_(page.get_by_role("button", name="Go to Today")).click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def check_in(page: Page, *, note: str = "") -> None:
    """Open the app, tell two symptoms, save: within five taps, without the note."""
    page.get_by_role("link", name="Check-in").click()
    score(page, "Redder, darker or purple", "Mild")
    score(page, "Swelling", "Slight")
    if note:
        page.get_by_label("Note").fill(note)
    save(page)


def save(page: Page) -> None:
    """Until the phone has it: the app leaves the check-in by itself then."""
    page.get_by_role("button", name="Save").click()
    expect(page).not_to_have_url(re.compile("/check-in"))


def score(page: Page, symptom: str, word: str) -> None:
    page.get_by_role("group", name=symptom).get_by_text(word, exact=True).click()


def keep_photo(page: Page, view: str) -> None:
    """Once a photo of this view is taken or picked: kept, also where the app finds it dark or blurred."""
    keep = page.get_by_role("button", name="Keep it anyway")
    done = page.get_by_role("button", name=f"Remove the photo: {view}")
    expect(keep.or_(done).first).to_be_visible()
    if keep.is_visible():
        keep.click()
    expect(done).to_be_visible()


def save_and_send(page: Page, home: str) -> None:
    """One symptom told, saved, and all of it with the clinic."""
    score(page, "Warmth", "Slight")
    save(page)
    page.goto(home)
    expect(page.get_by_text("With your clinic").first).to_be_visible()
