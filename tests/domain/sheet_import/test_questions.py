"""Read questions in a sheet with their answers, other anchors, lost conditions, details, and a sheet's own topics."""

import pytest

from tests.domain.sheet_import.reading import proposals_of, read, rules_of


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "May I wear make-up?"),
        ("en", "Can I drink or smoke?"),
        ("en", "Is it normal that it itches?"),
        ("de", "Darf ich schwimmen?"),
        ("de", "Ist Juckreiz normal?"),
        ("de", "Kein Kaugummi?"),
    ],
)
def test_a_question_is_never_a_rule(language: str, question: str) -> None:
    imported = read(f"Care\n{question}\nBe well.", language)
    assert (imported.draft, imported.proposals) == ((), ())


@pytest.mark.parametrize(
    ("language", "text", "rules"),
    [
        ("en", "FAQ\nCan I swim?\nNo, not for 2 weeks.", ["avoid swimming >2w"]),
        ("en", "FAQ\nCan I drink alcohol?\nYes.", ["allow alcohol >"]),
        ("en", "FAQ\nWhen can I swim?\nAfter 4 weeks.", ["allow swimming 4w>"]),
        ("de", "Häufige Fragen\nDarf ich schwimmen?\nNein, erst nach 2 Wochen.", ["avoid swimming >2w"]),
        ("en", "Care\nFever? Call us.", ["call fever >"]),
        (
            "en",
            "FAQ\nWhat if it bleeds?\nPress for 10 minutes.\nMay I sunbathe?\nNo sun for 3 months.",
            ["avoid sun >3mo"],
        ),
    ],
)
def test_an_answer_is_about_its_question(language: str, text: str, rules: list[str]) -> None:
    assert [rule for rule in rules_of(text, language) if "pressure" not in rule] == rules


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Sauna is fine one week after stitch removal."),
        ("de", "Make-up frühestens eine Woche nach dem Fadenzug."),
        ("en", "Swimming is not forbidden, but ask us."),
        ("en", "You can swim, but put a plaster on first."),
        ("en", "Do not apply ice directly to the skin."),
        ("de", "Bitte kommen Sie nicht, wenn Sie Fieber haben."),
    ],
)
def test_another_anchor_and_a_lost_condition_are_left_to_the_author(language: str, sentence: str) -> None:
    assert rules_of(f"Care\n{sentence}", language) == []


@pytest.mark.parametrize(
    ("language", "sentence", "state"),
    [
        ("en", "Clip-ons are not an exception.", "decide"),
        ("de", "Sie müssen nicht nüchtern bleiben.", "decide"),
        ("en", "After your tattoo removal session", "reading-only"),
    ],
)
def test_a_negation_without_a_topic_is_left_to_the_author_and_a_mere_topic_is_not(
    language: str, sentence: str, state: str
) -> None:
    """A negation that nobody decides about could be a ban. A topic alone says nothing."""
    assert [each.state for each in read(f"Care\n{sentence}", language).sentences[1:]] == [state]


def test_a_heading_that_is_not_understood_ends_the_window_above_it() -> None:
    text = "Care\nTODAY\nDo not spit.\nAT ANY TIME\nNo alcohol."
    assert rules_of(text) == ["avoid spitting >D2", "avoid alcohol >"]
    assert rules_of("Care\nWeek 6-8\nNo hot drinks.") == ["avoid hot-drink D36>D57"]


def test_a_rule_carries_its_amount_means_protection_and_strength() -> None:
    text = (
        "Care\nCool the area with a damp cloth.\nYou may swim with a waterproof plaster on.\n"
        "Mild redness is normal for 2 days.\nUse sunscreen with SPF 50+."
    )
    cool, swim, red, sunscreen = read(text).draft
    assert cool.using == ("a damp cloth",)
    assert (swim.topics, swim.with_) == (("swimming",), ("plaster",))
    assert red.up_to == "mild"
    assert sunscreen.amount == "spf 50+"


def test_an_unknown_thing_in_a_plain_rule_becomes_a_topic_of_the_sheets_own() -> None:
    text = "Care\nAvoid trampolines for 2 weeks."
    assert proposals_of(text) == ["avoid trampolines >2w"]
    [topic] = read(text).topics
    assert (topic.id, topic.words) == ("trampolines", {"en": ("trampolines",)})
    assert read("Titel\nTrampolin: 2 Wochen nicht.", "de").topics[0].id == "trampolin"


def test_an_answer_to_a_few_words_about_a_symptom_is_not_read_as_a_rule_for_everybody() -> None:
    imported = read("Care\nThe tight itching? Use a cold compress.")
    assert (imported.draft, imported.sentences[-1].reason) == ((), "condition")
