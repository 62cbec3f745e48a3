"""Tables as CSV (RFC 4180) that a spreadsheet opens as it should: UTF-8 with a byte order mark, formulae defused."""

import csv
import io
from collections.abc import Iterable, Sequence

from server.usecases.paper_words import harmless

BOM = "\ufeff".encode()
"""Without it, Excel reads umlauts in the code page of the machine."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a cell must not begin with: a spreadsheet would compute it (OWASP, CSV injection)."""


def defused(text: str) -> str:
    """Return the text as a cell that no spreadsheet computes: an apostrophe before it makes it a text."""
    cell = harmless(text)
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def csv_rows(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows with their line ends. Each cell is defused."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerows([defused(cell) for cell in row] for row in rows)
    return written.getvalue().encode()
