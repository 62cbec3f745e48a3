"""The owner of a clinic invites a colleague, and ends it again.

The colleague sees the clinic's patients, and a diary only while it is shared with everyone at the clinic.
"""

from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.axe import violations_in_both_themes
from tests.e2e.conftest import Device, device
from tests.e2e.server import Server
from tests.e2e.steps import link_on, share_with, tap
from tests.e2e.texts import text

FRIDA = "Frida Falk"


def test_a_colleague_joins_the_clinic_with_a_link_from_its_owner_and_leaves_it(
    bob: Device, alice: Device, browser: Browser, server: Server
) -> None:
    page = bob.page
    page.goto(f"{bob.home}/settings")
    page.get_by_role("link", name=text("settings.team")).click()
    page.get_by_role("link", name=text("settings.team.invite")).click()
    tap(page, "settings.colleague.make")
    expect(page.get_by_alt_text(text("settings.colleague.qr"))).to_be_visible()
    link = link_on(page, "/join")

    with device(browser, server, phone=False) as colleagues:
        theirs = colleagues.page
        theirs.goto(link)
        theirs.get_by_label(text("entrance.name")).fill(FRIDA)
        tap(theirs, "entrance.passkey.create")
        expect(theirs.get_by_role("heading", name=text("practitioner.queue.title"))).to_be_visible()
        theirs.get_by_role("link", name="Alice Adler").first.click()
        expect(theirs.get_by_role("heading", name="Alice Adler", level=1)).to_be_visible()
        expect(theirs.get_by_role("link", name=text("practitioner.treatment.review"))).to_have_count(0)
        stand_in(theirs, alice)
        theirs.goto(f"{server.url}/settings")
        expect(theirs.get_by_role("link", name=text("settings.devices"))).to_be_visible()
        expect(theirs.get_by_role("link", name=text("settings.team"))).to_have_count(0)

        hand_over(bob, alice, colleagues)
        end_membership(bob, FRIDA)
        hand_back(bob, alice)
        theirs.goto(f"{server.url}/clinic")
        expect(theirs.get_by_text(text("entrance.expired.title"))).to_be_visible()
        assert colleagues.complaints == []


def stand_in(theirs: Page, alice: Device) -> None:
    """Open the diary while Alice shares it with everyone at the clinic. She reads who it was."""
    page, clinic = alice.page, "Lindenhof Skin"
    page.goto(f"{alice.home}/share")
    page.get_by_text(text("patient.share.everyone", clinic=clinic)).click()
    tap(page, "patient.share.do", name=clinic)
    expect(page.get_by_text(text("patient.share.open", name=clinic))).to_be_visible()
    theirs.reload()
    theirs.get_by_role("link", name=text("practitioner.treatment.review")).click()
    expect(theirs.get_by_label(text("practitioner.review.reply"))).to_be_visible()
    page.reload()
    expect(page.get_by_text(FRIDA)).to_be_visible()
    expect(page.get_by_text(text("patient.access-log.everyone", clinic=clinic))).to_be_visible()
    tap(page, "patient.share.revoke")
    expect(page.get_by_role("button", name=text("patient.share.do", name="Bob Berger"))).to_be_visible()
    theirs.reload()
    expect(theirs.get_by_text(text("practitioner.review.closed.title"))).to_be_visible()


def hand_over(owner: Device, alice: Device, colleague: Device) -> None:
    """Bob hands his patients over to Frida. Alice is asked, shares her diary again, and Frida opens it."""
    page, patient, theirs = owner.page, alice.page, colleague.page
    share_with(patient, alice.home, "Bob Berger")
    page.goto(f"{owner.home}/settings/team")
    page.get_by_role("link", name="Bob Berger").click()
    page.get_by_role("link", name=text("settings.handover")).click()
    expect(page.get_by_label(FRIDA)).to_be_checked()
    assert violations_in_both_themes(page) == []
    tap(page, "settings.handover.do")
    done = page.get_by_text(text("settings.handover.done", name=FRIDA))
    confirm_if_asked(page, done)
    page.goto(f"{owner.home}/clinic")
    expect(page.get_by_text(text("practitioner.queue.private")).first).to_be_visible()

    patient.goto(alice.home)
    expect(patient.get_by_text(text("patient.handover.title", name=FRIDA))).to_be_visible()
    assert violations_in_both_themes(patient) == []
    patient.get_by_role("link", name=text("patient.handover.share")).click()
    tap(patient, "patient.share.do", name=FRIDA)
    expect(patient.get_by_text(text("patient.share.open", name=FRIDA))).to_be_visible()
    patient.goto(alice.home)
    expect(patient.get_by_role("navigation")).to_be_visible()
    expect(patient.get_by_text(text("patient.handover.title", name=FRIDA))).to_have_count(0)

    theirs.goto(f"{colleague.home}/clinic")
    theirs.get_by_role("link", name="Alice Adler").first.click()
    expect(theirs.get_by_label(text("practitioner.review.reply"))).to_be_visible()


def hand_back(owner: Device, alice: Device) -> None:
    """Frida has left: Bob takes her patients over, and Alice leaves her diary closed with one tap."""
    page, patient = owner.page, alice.page
    former = page.get_by_role("list", name=text("settings.team.former"))
    former.get_by_role("link", name=FRIDA).click()
    expect(page.get_by_label("Bob Berger")).to_be_checked()
    tap(page, "settings.handover.do")
    confirm_if_asked(page, page.get_by_text(text("settings.handover.done", name="Bob Berger")))
    expect(page.get_by_role("link", name=FRIDA)).to_have_count(0)

    patient.goto(alice.home)
    asked = patient.get_by_text(text("patient.handover.title", name="Bob Berger"))
    expect(asked).to_be_visible()
    with patient.expect_response(lambda each: each.url.endswith("/handover")):
        tap(patient, "patient.handover.decline")
    expect(asked).to_have_count(0)
    patient.reload()
    expect(patient.get_by_role("navigation")).to_be_visible()
    expect(asked).to_have_count(0)


def confirm_if_asked(page: Page, done: Locator) -> None:
    """Answer the passkey if it is more than ten minutes since the owner has last done so."""
    asked = page.get_by_role("button", name=text("settings.fresh.use"))
    expect(done.or_(asked).first).to_be_visible()
    if asked.is_visible():
        asked.click()
    expect(done).to_be_visible()


def end_membership(owner: Device, name: str) -> None:
    page = owner.page
    page.goto(f"{owner.home}/settings/team")
    page.get_by_role("link", name=name).click()
    expect(page.get_by_text(text("settings.team.end.access"))).to_be_visible()
    tap(page, "settings.team.end.do")
    done = page.get_by_text(text("settings.team.end.done", name=name))
    confirm_if_asked(page, done)


def test_the_owner_says_when_the_clinic_is_open(bob: Device, alice: Device) -> None:
    page = bob.page
    page.goto(f"{bob.home}/settings/clinic")
    add_hours(page, "Monday")
    monday = page.get_by_role("group", name="Monday")
    monday.get_by_label(text("settings.clinic.hours.to")).press_sequentially("0800AM")
    tap(page, "common.save")
    expect(page.get_by_text(text("settings.clinic.hours.backwards"))).to_be_visible()
    monday.get_by_label(text("settings.clinic.hours.to")).press_sequentially("1130AM")
    tap(page, "common.save")
    expect(page.get_by_text(text("settings.clinic.saved"), exact=True)).to_be_visible()
    page.reload()
    expect(monday.get_by_label(text("settings.clinic.hours.to"))).to_have_value("11:30")

    changes = alice.page.request.get(f"{alice.home}/api/my/changes?after=0").json()
    [hours] = {str(each["clinic_hours"]["opening"]) for each in changes["treatments"]}
    assert hours == str([{"weekday": 1, "opens": "09:00", "closes": "11:30"}])

    monday.get_by_role("button", name=text("settings.clinic.hours.remove")).click()
    tap(page, "common.save")  # as it was, for the other stories
    expect(page.get_by_text(text("settings.clinic.saved"), exact=True)).to_be_visible()


def add_hours(page: Page, day: str) -> None:
    page.get_by_role("button", name=text("settings.clinic.hours.add-named", day=day)).click()
