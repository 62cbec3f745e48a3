"""What a sheet says is never turned round, neither in what is read nor in what is proposed to the author."""

import pytest

from tests.domain.sheet_import.reading import proposals_of, rules_of


@pytest.mark.parametrize(
    ("language", "sentence", "rules"),
    [
        ("de", "Auto fahren dürfen Sie heute nimmer.", ["avoid driving >D2"]),
        ("de", "Trinken Sie viel Wasser, keinen Alkohol.", ["do drinking-water >", "avoid alcohol >"]),
        ("en", "Wash your face with water, no soap.", ["do rinse >", "avoid soap >"]),
        ("en", "Drink water, no alcohol for 2 days.", ["do drinking-water >", "avoid alcohol >2d"]),
        ("en", "Fever or severe pain: 020 7946 0991.", ["call fever+severe-pain >"]),
        ("en", "Swelling is normal: 01423 555 014.", ["expect swelling >"]),
        ("de", "Bei Fieber 0316 496 211.", ["call fever >"]),
        ("de", "Fieber gehört uns sofort gemeldet.", ["call fever >"]),
    ],
)
def test_a_negation_turns_only_what_it_stands_before(language: str, sentence: str, rules: list[str]) -> None:
    assert rules_of(f"Care\n{sentence}", language) == rules


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Selber Auto fahren dürfen S' heute nimmer, wenn Sie eine Spritze bekommen haben."),
        ("de", "Der Verband ist ab morgen nimmer nötig."),
        ("de", "Ibuprofen 400, höchstens drei am Tag, nicht länger als 4 Tage."),
        ("de", "Ibuprofen nicht länger als 4 Tage und gar nicht bei Asthma."),
        ("de", "In die Sauna dürfen Sie, sobald es zwei Tage nicht mehr geblutet hat."),
        ("de", "Kühlen Sie die Stirn, nicht die Augen."),
        ("de", "Gehen Sie nicht ins Solarium, weder heute noch in der ganzen Serie."),
        ("de", "Wimpernserum nur ohne Öl."),
        ("en", "Take an antihistamine once a day, no more."),
        ("en", "You may take ibuprofen for 3 days, no longer."),
        ("en", "Stitches out on day 6, mascara four days after that."),
        ("en", "Shower without soap."),
        ("en", "Some itching or a fever after day 3 should be seen."),
    ],
)
def test_nothing_is_proposed_that_says_the_opposite(language: str, sentence: str) -> None:
    named = rules_of(f"Care\n{sentence}", language) + proposals_of(f"Care\n{sentence}", language)
    wrong = (
        "allow driving",
        "avoid dressing",
        "ibuprofen",
        "allow sauna",
        "avoid ice",
        "tanning-bed >D2",
        "only face-oil",
        "avoid antihistamine",
        "avoid mascara >4d",
        "soap",
        "expect fever",
    )
    assert [rule for rule in named if any(each in rule for each in wrong)] == []


def test_a_time_behind_several_signs_delays_only_the_last_one() -> None:
    assert proposals_of("Care\nCall me if you see yellow pus or the area feels hot after day 3.") == [
        "call pustules >",
        "call warmth D4>",
    ]


@pytest.mark.parametrize(
    ("language", "text", "rules"),
    [
        ("en", "DON'T\nuse ice (it may burn the skin) for 2 days.", ["avoid ice >2d"]),
        ("en", "Gym, bar a gentle walk: 3 days.", []),
        ("en", "Open Tuesday to Saturday 9-6.", []),
        ("de", "Kein Eis (es reizt die Haut) für 2 Tage.", ["avoid ice >2d"]),
    ],
)
def test_an_aside_is_no_rule(language: str, text: str, rules: list[str]) -> None:
    assert rules_of(f"Care\n{text}", language) == rules
