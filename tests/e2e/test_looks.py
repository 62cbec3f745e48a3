"""Every screen of a patient in every look: light and dark, English and German, two widths, usual and doubled text.

The people of the demo have diaries with everything that a screen can show: findings, photos, replies, two
sessions. axe runs once per screen, language and theme; the geometry is checked in all sizes.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.axe import AXE, RUN
from tests.e2e.conftest import Device, device
from tests.e2e.geometry import NEXT_FRAME, SIZES, faults_in_all_sizes, faults_now
from tests.e2e.server import Server, running_server
from tests.e2e.steps import tap
from tests.e2e.texts import text_in

LANGUAGES = ("en", "de")
SCREENS = {
    "Mei": (
        "/", "/ask", "/timeline", "/check-in", "/diary", "/diary?view=photos", "/diary?view=compare",
        "/diary?view=lines", "/diary?view=search", "/diary/compare", "/diary/time-lapse", "/share", "/sheet-change",
        "/settings", "/settings/reminders", "/settings/devices", "/settings/new-phone", "/settings/skin",
        "/settings/appearance", "/settings/lock", "/settings/data", "/settings/data/account",
    ),
    "Rosa": ("/", "/diary", "/diary?view=course", "/diary?view=lines", "/diary/compare", "/share"),
    "Amina": ("/", "/timeline", "/diary?view=photos"),
    "nobody": ("/sign-in", "/join", "/set-up", "/start", "/erased", "/shared", "/nowhere"),
}  # fmt: skip


class Phone:
    """The phone of a person of the demo, at rest: nothing moves.

    It does not shrink a page that is too wide, as the mobile mode of Chromium does: taps would miss.
    """

    def __init__(self, device: Device, home: str) -> None:
        self.page = page = device.page
        self.devtools = device.devtools
        self.home = home
        self.language = "en"
        page.emulate_media(reduced_motion="reduce")
        page.set_viewport_size({"width": SIZES[0][0], "height": SIZES[0][1]})

    def sign_in(self, link: str) -> None:
        self.page.goto(link)
        tap(self.page, "entrance.recovery.button")
        tap(self.page, "entrance.passkey.create")
        expect(self.page).to_have_url(f"{self.home}/")  # before that, the server does not know the passkey

    def speak(self, language: str) -> None:
        """Start the app anew in a language."""
        self.language = language
        self.page.goto(f"{self.home}/nowhere")
        self.page.evaluate("(code) => localStorage.setItem('afterglow.language', code)", language)
        self.page.reload()
        expect(self.page.locator(f"html[lang={language}]")).to_be_attached()
        self.page.evaluate(AXE.read_text())

    def show(self, address: str) -> None:
        """Go to a screen as a link in the app does, and wait until it has its content."""
        self.page.evaluate(
            "(to) => { history.pushState(null, '', to); dispatchEvent(new PopStateEvent('popstate')); }",
            address,
        )
        self.settle()

    def settle(self) -> None:
        expect(self.page.locator("h1, dialog[open]").first).to_be_attached()
        expect(self.page.locator(".skeleton, .board--loading")).to_have_count(0)
        self.page.evaluate(NEXT_FRAME)

    def tap(self, key: str) -> None:
        """Tap the button with this text in the language of the phone."""
        self.page.get_by_role("button", name=text_in(self.language, key), exact=True).first.click()
        self.settle()

    def tap_on(self, selector: str) -> None:
        self.page.locator(selector).first.click()
        self.settle()

    def faults(self) -> list[str]:
        """Return all that is wrong with the screen on display, in both themes and all sizes."""
        faults = faults_in_all_sizes(self.page, self.devtools)
        self.page.evaluate("() => scrollTo(0, 0)")  # axe takes what lies under the tab bar for its text
        for theme in ("light", "dark"):
            self.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            self.page.wait_for_timeout(300)  # until nothing has the colours of the other theme
            violations: list[str] = self.page.evaluate(RUN)
            faults += [f"{theme}: {line}" for line in violations]
        return faults


Phones = Callable[[str], Phone]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running_server(tmp_path_factory.mktemp("demo"), command=("demo", "--serve")) as running:
        yield running


@pytest.fixture(scope="module")
def phones(browser: Browser, demo: Server) -> Iterator[Phones]:
    """Return the phone of a person, signed in when it is first asked for; that of "nobody" is not."""
    with ExitStack() as open_devices:
        known: dict[str, Phone] = {}

        def phone_of(name: str) -> Phone:
            if name not in known:
                known[name] = Phone(open_devices.enter_context(device(browser, demo, phone=False)), demo.url)
                if name != "nobody":
                    known[name].sign_in(link_of(demo, name))
            return known[name]

        yield phone_of


def link_of(server: Server, name: str) -> str:
    """Return the one-time link that the demo printed for a person."""
    link = re.search(rf"^{name}.*?(http://\S+)$", server.log.read_text(), re.MULTILINE)
    assert link, f"the demo printed no link for {name}"
    return link.group(1)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCREENS)
def test_the_screens_of(phones: Phones, name: str, language: str) -> None:
    phone = phones(name)
    phone.speak(language)
    faults = {}
    for address in SCREENS[name]:
        phone.show(address)
        faults[address] = phone.faults()
    assert {address: lines for address, lines in faults.items() if lines} == {}


def _tile(phone: Phone) -> None:
    phone.show("/")
    phone.tap_on(".board .tile")


def _finding(phone: Phone) -> None:
    phone.show("/")
    phone.tap_on(".findings__what")


def _call(phone: Phone) -> None:
    phone.show("/")
    phone.tap("patient.call.call")


def _answer(phone: Phone) -> None:
    phone.show("/ask")
    phone.tap_on(".chip")


def _sheet(phone: Phone) -> None:
    phone.show("/timeline")
    phone.page.locator(".choice__options label").nth(1).click()
    phone.settle()


def _form(phone: Phone) -> None:
    phone.show("/check-in")
    if phone.page.locator(".comparison--detailed").count() > 0:  # a half-done check-in is open at once
        phone.tap("patient.compare.skip")


def _camera(phone: Phone) -> None:
    _form(phone)
    phone.tap("common.angle.front")
    expect(phone.page.locator(".shutter")).to_be_enabled()


def _map(phone: Phone) -> None:
    _form(phone)
    phone.tap("common.angle.close-up")


def _day(phone: Phone) -> None:
    phone.show("/diary")
    phone.tap_on(".day__head")


def _month(phone: Phone) -> None:
    phone.show("/diary")
    phone.tap_on(".strip-of-days__caption")


def _viewer(phone: Phone) -> None:
    phone.show("/diary?view=photos")
    phone.tap_on(".photo-button")


def _eyes(phone: Phone) -> None:
    phone.show("/diary/time-lapse")
    phone.tap("patient.time-lapse.align")


def _share_link(phone: Phone) -> None:
    phone.show("/share")
    phone.tap("patient.share.link.open")


def _treatment(phone: Phone) -> None:
    phone.show("/settings/data")
    phone.tap_on("a[href*='/treatments/']")


PARTS = (
    _tile, _finding, _call, _answer, _sheet, _form, _camera, _map, _day, _month, _viewer, _eyes, _share_link,
    _treatment,
)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_opens_on_a_tap(phones: Phones, language: str) -> None:
    phone = phones("Mei")
    phone.speak(language)
    faults = {}
    for part in PARTS:
        part(phone)
        faults[part.__name__] = phone.faults()
        close(phone.page)
    assert {part: lines for part, lines in faults.items() if lines} == {}


def close(page: Page) -> None:
    """Close the dialog that is open, if there is one."""
    dialog: Locator = page.locator("dialog[open]")
    if dialog.count() > 0:
        page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_diary_that_is_read_by_a_link(
    phones: Phones, browser: Browser, demo: Server, language: str
) -> None:
    owner = phones("Amina")
    owner.speak("en")
    owner.show("/share")
    owner.tap("patient.share.link.open")
    owner.tap("patient.share.link.make")
    code_shown, asked = owner.page.locator(".share-code"), owner.page.locator("dialog[open]")
    expect(code_shown.or_(asked)).to_be_visible()
    if asked.is_visible():  # the sign-in is not fresh enough
        assert owner.faults() == []
        owner.tap("settings.fresh.use")
    expect(code_shown).to_be_visible()
    link = re.search(r"http://\S+/shared#[\w-]+", owner.page.inner_text("main"))
    assert link, "the screen shows no link"
    code = owner.page.locator(".share-code code").inner_text()
    assert owner.faults() == []
    with device(browser, demo, phone=False) as somebody:
        reader = Phone(somebody, demo.url)
        reader.speak(language)
        reader.page.goto(link.group(0))
        reader.page.get_by_label(text_in(language, "shared.code")).fill(code)
        reader.tap("shared.open")
        expect(reader.page.get_by_role("heading", level=1, name="Amina")).to_be_visible()
        reader.settle()
        assert faults_now(reader.page) == []  # one size only: this is a practitioner's screen


FAULTY = {
    "the screen is": "<p style='width: 500px; height: 1px'></p>",
    "text leaves the screen": f"<p style='white-space: nowrap'>{'a text that is too long ' * 9}</p>",
    "text is cut off": "<p style='width: 60px; overflow: hidden; white-space: nowrap'>a text without room</p>",
    "texts overlap": "<p style='position: relative'><b>one</b><i style='position: absolute; left: 0'>two</i></p>",
    "target of": "<button style='width: 30px; height: 30px; padding: 0'></button>",
    "targets overlap": "<button style='width: 60px; height: 60px; margin-right: -30px'></button>" * 2,
    "a button of two lines": "<button class='button' style='width: 80px'>Save all of it</button>",
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTY)
def test_the_check_finds(browser: Browser, fault: str) -> None:
    """Show that the check itself works."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.set_content("<main><p>a text</p></main>")
    assert faults_now(page) == []
    page.set_content(f"<main><p>a text</p>{FAULTY[fault]}</main>")
    assert any(line.startswith(fault) for line in faults_now(page))
    page.close()
