"""The process that sets pages. `typesetting` starts it without secrets and kills it if it takes too long.

A request: the name of a template, its data and its pictures, as `sheet_process.send` writes them. The response: the
bytes of the PDF, or a text that says why there is none. What people have written reaches the template only as JSON,
which typst never reads as markup.
Argument: the limit on the address space of the process in bytes.
"""

import io
import json
import os
import re
import resource
import sys
import tempfile
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import typst
from PIL import Image

from server.adapters.sheet_process import receive, send

MAX_MEMORY: Final = 2_000 * 1024 * 1024
STANDARD: Final = "a-2a"
"""PDF/A-2a: archivable, and readable aloud."""
PICTURE_SIZE: Final = (720, 960)
"""The most pixels of a picture, which is at most 56 mm wide on paper."""
PICTURE_QUALITY: Final = 78
_FOLDER: Final = Path(__file__).parent / "typeset"
_NO_GLYPH: Final = re.compile("could not be displayed")


def main() -> None:
    if sys.platform != "darwin":  # macOS refuses this limit
        resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]),) * 2)
    fonts = typst.Fonts(font_paths=[_FOLDER / "fonts"])  # and those of this machine, for other scripts
    requests, responses = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not mix with responses
    while (request := receive(requests)) is not None:
        send(responses, _outcome(fonts, request))


def _outcome(fonts: typst.Fonts, request: Any) -> bytes | str:
    """Return the PDF, or why there is none, for the server's log."""
    try:
        return typeset(fonts, *request)
    except Exception:
        return traceback.format_exc()


def typeset(
    fonts: typst.Fonts, template: str, data: Mapping[str, Any], pictures: Mapping[str, bytes]
) -> bytes:
    """Return the PDF of `template`. `data` names each of the `pictures` by its key.

    A PNG is a logo: it stays as it is, with its transparent ground. A text with letters that no font of this machine
    has cannot be in a PDF/A; then the PDF is an ordinary one.
    """
    with tempfile.TemporaryDirectory(prefix="afterglow-page-") as name:
        folder = Path(name)
        source = folder / "main.typ"
        source.write_bytes((_FOLDER / f"{template}.typ").read_bytes())
        (folder / "data.json").write_text(json.dumps(data))
        for file, picture in pictures.items():
            (folder / file).write_bytes(picture if file.endswith(".png") else smaller(picture))
        try:
            return typst.compile(source, format="pdf", font_paths=fonts, pdf_standards=STANDARD)
        except typst.TypstError as error:
            if not _NO_GLYPH.search(str(error)):
                raise
        return typst.compile(source, format="pdf", font_paths=fonts)


def smaller(picture: bytes) -> bytes:
    """Return a JPEG that is no larger than a printed page needs."""
    with Image.open(io.BytesIO(picture)) as image:
        image.draft("RGB", PICTURE_SIZE)
        printed = image.convert("RGB")
        printed.thumbnail(PICTURE_SIZE)
        written = io.BytesIO()
        printed.save(written, "JPEG", quality=PICTURE_QUALITY, optimize=True)
    return written.getvalue()


if __name__ == "__main__":
    main()
