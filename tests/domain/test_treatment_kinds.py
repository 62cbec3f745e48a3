"""The kind of treatment that a sheet names in its own words, English or German."""

import pytest

from server.domain.treatment_kinds import kind_of
from server.domain.vocabulary import TreatmentKind


@pytest.mark.parametrize(
    ("treatment", "kind"),
    [
        ("microneedling", TreatmentKind.NEEDLING),
        ("Microneedling with peel", TreatmentKind.NEEDLING),
        ("RF Needling", TreatmentKind.NEEDLING),
        ("Dermaroller", TreatmentKind.NEEDLING),
        ("chemical peel", TreatmentKind.PEEL),
        ("Fruchtsäurepeeling", TreatmentKind.PEEL),
        ("carbon laser peel", TreatmentKind.LASER),
        ("IPL", TreatmentKind.LASER),
        ("light therapy", TreatmentKind.LASER),
        ("filler", TreatmentKind.INJECTION),
        ("Botulinumtoxin-Injektion", TreatmentKind.INJECTION),
        ("cryotherapy", TreatmentKind.OTHER),
        ("discipline", TreatmentKind.OTHER),
        ("delightful facial", TreatmentKind.OTHER),
        ("", TreatmentKind.OTHER),
    ],
)
def test_the_words_of_a_sheet_name_a_kind(treatment: str, kind: TreatmentKind) -> None:
    assert kind_of(treatment) is kind
