"""A record is filled in from the clinic's own list and from a preset, and nothing is filled in by itself."""

from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import Device
from tests.e2e.steps import choose_sheet, fill_depth, tap
from tests.e2e.texts import text


def product(page: Page, number: int = 1) -> Locator:
    label = text("practitioner.record.product.nth", number=number)
    return page.get_by_role("combobox", name=f"{label} (optional)", exact=True)


def lot(page: Page, number: int = 1) -> Locator:
    return page.get_by_label(text("practitioner.record.lot.nth", number=number))


def start(page: Page, home: str, name: str) -> None:
    page.goto(f"{home}/clinic/record")
    page.get_by_label(text("practitioner.record.name")).press_sequentially(name)
    choose_sheet(page, "step by step")


def test_the_second_record_is_filled_in_from_the_first(bob: Device) -> None:
    page = bob.context.new_page()
    start(page, bob.home, "Quirin Quast")
    page.get_by_text(text("common.area.cheeks"), exact=True).click()
    fill_depth(page, "cheeks", "1.5")
    page.get_by_role("combobox", name="Treatment device").press_sequentially("Dermapen Zwölf")
    product(page).press_sequentially("Hyaluronsäure 2 %")
    lot(page).press_sequentially("QX-17")
    tap(page, "practitioner.record.presets.create")
    page.get_by_label(text("practitioner.record.presets.name")).press_sequentially("Cheeks deep")
    page.keyboard.press("Enter")
    expect(page.get_by_text(text("practitioner.record.presets.saved", name="Cheeks deep"))).to_be_visible()
    tap(page, "practitioner.record.save")
    expect(page.get_by_text("Hyaluronsäure 2 %, LOT QX-17")).to_be_visible()

    start(page, bob.home, "Rosa Rau")
    page.get_by_role("combobox", name="Treatment device").press_sequentially("zwolf")
    page.get_by_role("option", name="Dermapen Zwölf").click()
    product(page).press_sequentially("hyaluronsau")
    expect(page.get_by_role("option", name="Hyaluronsäure 2 %")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(product(page)).to_have_value("Hyaluronsäure 2 %")
    expect(lot(page)).to_have_value("")
    page.get_by_role("button", name=text("practitioner.record.lot.last", lot="QX-17")).click()
    expect(lot(page)).to_have_value("QX-17")
    page.get_by_role("button", name="Cheeks deep").click()
    expect(page.get_by_text(text("practitioner.record.presets.check"))).to_be_visible()
    depth = page.get_by_label(text("practitioner.record.depth", area=text("common.area.cheeks")))
    expect(depth).to_have_value("1.5")
    expect(lot(page)).to_have_value("")  # it is read off the package
    tap(page, "practitioner.record.save")
    expect(page.get_by_text("Cheeks: 1.5 mm")).to_be_visible()
    expect(page.get_by_text("Dermapen Zwölf")).to_be_visible()
    page.close()


def test_the_presets_are_renamed_and_removed_in_the_settings(bob: Device) -> None:
    page = bob.context.new_page()
    start(page, bob.home, "Quirin Quast")
    page.get_by_text(text("common.area.chin"), exact=True).click()
    fill_depth(page, "chin", "0.5")
    tap(page, "practitioner.record.presets.create")
    page.get_by_label(text("practitioner.record.presets.name")).press_sequentially("Chin")
    tap(page, "practitioner.record.presets.save")
    expect(page.get_by_text(text("practitioner.record.presets.saved", name="Chin"))).to_be_visible()
    tap(page, "practitioner.record.draft.discard")

    page.goto(f"{bob.home}/settings")
    page.get_by_role("link", name=text("settings.presets")).click()
    page.get_by_role("button", name=text("settings.presets.rename-named", name="Chin")).click()
    name = page.get_by_label(text("settings.presets.name"))
    name.press("End")
    name.press_sequentially(" light")
    tap(page, "common.save")
    page.get_by_role("button", name=text("settings.presets.remove-named", name="Chin light")).click()
    expect(page.get_by_text(text("settings.presets.removed", name="Chin light"))).to_be_visible()
    remaining = page.get_by_role("list", name=text("settings.presets"), exact=True)
    expect(remaining.get_by_text("Chin light")).to_have_count(0)
    tap(page, "settings.presets.undo")
    expect(remaining.get_by_text("Chin light")).to_be_visible()
    page.close()


def test_the_areas_are_tapped_on_the_drawing(bob: Device) -> None:
    page = bob.context.new_page()
    start(page, bob.home, "Selma Sand")
    cheek = page.get_by_title(text("common.area.cheeks"), exact=True).first
    cheek.click()
    deeper = page.get_by_role("button", name=text("practitioner.record.depth.more", area="Cheeks"))
    deeper.click()
    deeper.click()
    expect(cheek).to_have_text("0.2")
    page.get_by_text(text("practitioner.record.map.neck"), exact=True).click()
    page.get_by_title(text("common.area.decollete"), exact=True).first.click()
    fill_depth(page, "decollete", "0.5")
    tap(page, "practitioner.record.save")
    expect(page.get_by_text("Cheeks: 0.2 mm")).to_be_visible()
    expect(page.get_by_text("Décolleté: 0.5 mm")).to_be_visible()
    page.close()
