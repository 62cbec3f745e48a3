"""Which kind of treatment a sheet is for, read from the free text of its `treatment` field."""

import re

from server.domain.vocabulary import TreatmentKind

# In this order: "laser peel" is a laser treatment, "microneedling with peel" is a needling.
_STEMS = (
    (TreatmentKind.NEEDLING, r"needl|derma ?roll|derma ?pen|nadel"),
    (TreatmentKind.LASER, r"laser|\bipl\b|\blight\b|\blicht|lichttherapie|photorejuvenation"),
    (TreatmentKind.INJECTION, r"inject|injekt|filler|botulin|\bbotox\b|mesotherap"),
    (TreatmentKind.PEEL, r"peel"),
)
_PATTERNS = tuple((kind, re.compile(stems)) for kind, stems in _STEMS)


def kind_of(treatment: str) -> TreatmentKind:
    """The kind that the sheet's `treatment` names; `OTHER` when it names none of them."""
    text = treatment.casefold()
    return next((kind for kind, pattern in _PATTERNS if pattern.search(text)), TreatmentKind.OTHER)
