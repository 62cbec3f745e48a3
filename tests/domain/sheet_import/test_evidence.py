"""What a sentence names must be in its rules; otherwise its rules wait for the author."""

import pytest

from server.domain.sheet_import import draft_to_toml
from server.domain.sheets import parse_toml
from server.domain.vocabulary import Area
from tests.domain.sheet_import.reading import proposals_of, read, rules_of


@pytest.mark.parametrize(
    ("language", "sentence", "rules"),
    [
        (
            "en",
            "Ibuprofen is allowed unless you have asthma or a fever.",
            ["allow ibuprofen > unless now:you-have-asthma-or-a-fever"],
        ),
        (
            "en",
            "You can go back to work if you can wear an open shoe.",
            ["allow work > if now:you-can-wear-an-open-shoe"],
        ),
        ("en", "No alcohol while you take antibiotics.", ["avoid alcohol > if now:you-take-antibiotics"]),
        ("de", "Kein Sport, bis die Fäden gezogen sind.", ["avoid exercise >?"]),
        (
            "de",
            "Autofahren dürfen Sie, sofern Sie nüchtern sind.",
            ["allow driving > if now:sie-nuchtern-sind"],
        ),
    ],
)
def test_a_condition_in_the_words_of_the_sheet_becomes_a_flag_of_the_moment(
    language: str, sentence: str, rules: list[str]
) -> None:
    assert rules_of(f"Care\n{sentence}", language) == rules


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Take paracetamol, not aspirin, if it is sore."),
        ("en", "Stitches: out after 10 days."),
        ("en", "The electric brush is not allowed yet."),
        ("en", "Swimming is allowed if the plaster has been on for 2 days."),
        ("en", "Driving is allowed once you can brake, usually after 7 days."),
        ("en", "Hard foods such as nuts and ice: avoid for 2 weeks."),
        ("en", "Sauna after 24 hours at the earliest and steam room never."),
        ("en", 'A client said "use the sauna for 2 days".'),
        ("en", "No make-up on the arm and the knee for 2 days."),
        ("de", "Bildschirmarbeit: alle 20 Minuten Pause."),
        ("de", "Haustiere auch nicht."),
        ("de", "Rotwein verfärbt die Haut nicht."),
        ("de", "Nehmen Sie keine Schmerzmittel, die das Blut verdünnen."),
        ("de", "Bei Schmerzen hilft Kühlen besser als Tabletten."),
    ],
)
def test_a_sentence_whose_rules_lose_a_part_of_it_is_left_to_the_author(language: str, sentence: str) -> None:
    assert rules_of(f"Care\n{sentence}", language) == []


@pytest.mark.parametrize(
    ("language", "line", "rules"),
    [
        ("en", "Swelling for longer than 3 days? Call us.", ["call swelling 3d>"]),
        ("en", "Pus, or brown marks that stay longer than 6 weeks, must be reported.",
         ["call pustules >", "call pigmentation 6w>"]),
        ("en", "Bleeding that soaks a dressing in 10 minutes: hospital.", ["call bleeding >"]),
        ("de", "Alkohol am ersten Tag? Lieber nicht.", ["avoid alcohol >D2"]),
        ("de", "Duschen können Sie ab morgen, baden erst nach 3 Tagen.", ["allow shower D2>", "avoid bath >3d"]),
    ],
)  # fmt: skip
def test_a_time_stays_with_what_it_is_said_of(language: str, line: str, rules: list[str]) -> None:
    assert rules_of(f"Care\n{line}", language) == rules


def test_a_place_of_the_body_is_the_area_of_the_rule_unless_the_sheet_is_about_it() -> None:
    [rule] = read("Facial\nNo make-up on the forehead for 2 days.").draft
    assert rule.area is Area.FOREHEAD
    [rule] = read("Forehead lift\nNo make-up on the forehead for 2 days.").draft
    assert rule.area is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Use the sauna slipper in the gym.",  # no sheet asks for a sauna
        "You may swim, but only with the gronk.",
        "Cool for 15 minutes, never grinfling.",
    ],
)
def test_no_permission_is_proposed_whose_limit_was_not_understood(sentence: str) -> None:
    assert [rule for rule in proposals_of(f"Care\n{sentence}") if not rule.startswith("avoid")] == []


def test_the_topics_of_a_read_list_are_in_the_draft() -> None:
    sheet = parse_toml(
        draft_to_toml(read("Care\nAvoid swimming, blorking and saunas."), name="a.txt"), name="a"
    )
    assert [topic.id for topic in sheet.topics] == ["blorking"]
