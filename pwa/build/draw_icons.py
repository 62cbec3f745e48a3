"""Draw the PNG icons from public/icons/icon.svg with a browser: `python build/draw_icons.py`."""

from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ICONS = Path(__file__).parent.parent / "public" / "icons"
DRAWING = (ICONS / "icon.svg").read_text()
# Maskable and Apple icons are cropped by the system: the drawing fills the square, without its own round corners.
SQUARE = DRAWING.replace('rx="116"', 'rx="0"')
# The badge in Android's status bar is a silhouette: only its alpha counts.
BADGE = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96" fill="none" stroke="#fff" stroke-linecap="round">
<path d="M18 62a30 30 0 0 1 60 0" stroke-width="11"/><path d="M14 80h68" stroke-width="7"/></svg>"""
PICTURES = {
    "icon-192.png": (DRAWING, 192),
    "icon-512.png": (DRAWING, 512),
    "icon-maskable-192.png": (SQUARE, 192),
    "icon-maskable-512.png": (SQUARE, 512),
    "apple-touch-icon.png": (SQUARE, 180),
    "badge-96.png": (BADGE, 96),
}


def draw(page: Page, name: str) -> None:
    drawing, side = PICTURES[name]
    page.set_viewport_size({"width": side, "height": side})
    page.set_content(f"<style>body{{margin:0}}svg{{display:block;width:100vw;height:100vh}}</style>{drawing}")
    page.screenshot(path=ICONS / name, omit_background=True)


def main() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        for name in PICTURES:
            draw(page, name)
        browser.close()


if __name__ == "__main__":
    main()
