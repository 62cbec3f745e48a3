from xml.etree import ElementTree

import segno

from server.adapters.qr import qr_svg

LINK = "https://afterglow.example/join#" + "t" * 43


def test_the_code_is_one_svg_element_that_scales_to_the_page() -> None:
    svg = ElementTree.fromstring(qr_svg(LINK))  # noqa: S314 - our own output
    assert svg.tag == "{http://www.w3.org/2000/svg}svg"
    assert "viewBox" in svg.attrib
    assert "width" not in svg.attrib


def test_the_code_encodes_the_text_and_has_the_quiet_zone_that_scanners_need() -> None:
    modules = segno.make(LINK, error="m", micro=False)
    side = modules.symbol_size(border=4)[0]
    assert f'viewBox="0 0 {side} {side}"' in qr_svg(LINK)
    assert qr_svg(LINK) != qr_svg(LINK + "x")
