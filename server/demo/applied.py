"""What the clinics of the demo apply, and a short form of a session."""

from typing import Any

from server.demo.story import DemoTreatment, Fields

FULL_FACE: Fields = {
    "areas": [{"area": "full-face", "depth_mm": 1.0, "passes": 2}],
    "device": "SkinPen Precision",
    "products": ["hyaluronic acid serum"],
    "numbing": "Lidocaine cream, 30 minutes",
    "end_point": "Even pink",
}
CHEEKS: Fields = {
    "areas": [
        {"area": "cheeks", "depth_mm": 1.25, "passes": 3},
        {"area": "under-eye", "depth_mm": 0.25},
    ],
    "device": "Dermapen 4",
    "products": ["peptide serum"],
    "end_point": "Pink",
}
SCARS: Fields = {
    "areas": [{"area": "cheeks", "depth_mm": 2.0, "passes": 4}, {"area": "chin", "depth_mm": 1.5}],
    "device": "SkinPen Precision",
    "products": ["hyaluronic acid serum", "vitamin C serum 10 %"],
    "numbing": "Lidocaine cream, 40 minutes",
    "end_point": "Pinpoint bleeding on the scars",
}
GESICHT: Fields = {
    "areas": [{"area": "full-face", "depth_mm": 1.0, "passes": 2}],
    "device": "SkinPen Precision",
    "products": ["Hyaluron-Serum"],
    "numbing": "Lidocain-Creme, 30 Minuten",
    "end_point": "Gleichmäßige Rötung",
}
WANGEN: Fields = {
    "areas": [{"area": "cheeks", "depth_mm": 1.25, "passes": 3}, {"area": "jaw", "depth_mm": 1.0}],
    "device": "Dermapen 4",
    "products": ["Hyaluron-Serum", "Peptid-Serum"],
    "numbing": "Lidocain-Creme, 30 Minuten",
    "end_point": "Rötung",
}
NARBEN: Fields = {
    "areas": [{"area": "cheeks", "depth_mm": 2.0, "passes": 4}, {"area": "chin", "depth_mm": 1.5}],
    "device": "SkinPen Precision",
    "products": ["Hyaluron-Serum"],
    "numbing": "Lidocain-Creme, 40 Minuten",
    "end_point": "Punktförmige Blutungen auf den Narben",
}


def session(days_ago: int, at_hour: int, sheet: str, record: Fields, **more: Any) -> DemoTreatment:
    """Return a session at a full hour of a day. `more` are further fields of `DemoTreatment`."""
    return DemoTreatment(hours_ago=24 * days_ago, at_hour=at_hour, sheet=sheet, record=record, **more)
