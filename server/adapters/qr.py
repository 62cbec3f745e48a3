"""QR codes as SVG, with segno."""

import io

import segno


def qr_svg(text: str) -> str:
    """Return an SVG document: dark modules on a transparent background, a margin of four modules, no fixed size.

    Scanners need a light margin: show the code on a white card in dark mode.
    """
    code = segno.make(text, error="m", micro=False, boost_error=True)
    out = io.BytesIO()
    code.save(
        out, kind="svg", border=4, xmldecl=False, omitsize=True, dark="#000", svgclass=None, lineclass=None
    )
    return out.getvalue().decode("utf-8").strip()
