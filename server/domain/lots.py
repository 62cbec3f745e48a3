"""The lot number in a line that names a product: "Hyaluronic acid, LOT A123". Pure.

A record names products in the clinic's own words, so that everyone reads what was written. LOT is the sign for a lot
number on the packages themselves, in every language. The phone does the same (`pwa/src/domain/lots.ts`).
"""

import re

_LOT = re.compile(
    r"^(?P<product>.*?)[ ,;]+(?:LOT|Lot|lot|Charge|Ch\.-B\.|Batch|batch)[ .:#]+(?P<lot>[^ ].*)$"
)


def split_lot(line: str) -> tuple[str, str]:
    """Return the product and its lot number, which is empty if the line names none."""
    named = _LOT.match(line.strip())
    if named is None or not named["product"]:
        return line.strip(), ""
    return named["product"].rstrip(" ,;"), named["lot"].strip()
