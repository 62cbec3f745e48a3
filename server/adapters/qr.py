"""QR codes as SVG, by segno."""

import io

import segno


def qr_svg(text: str) -> str:
    """A standalone SVG: dark modules on transparent, four modules of quiet zone, size left to the page.

    The light quiet zone has to come from the page: on a dark background put it on a white card.
    """
    code = segno.make(text, error="m", micro=False, boost_error=True)
    out = io.BytesIO()
    code.save(
        out, kind="svg", border=4, xmldecl=False, omitsize=True, dark="#000", svgclass=None, lineclass=None
    )
    return out.getvalue().decode("utf-8").strip()
