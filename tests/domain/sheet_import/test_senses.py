"""Comparisons, other senses of a word, a second number, and answers to questions do not change what a line says."""

import pytest

from tests.domain.sheet_import.reading import proposals_of, rules_of


@pytest.mark.parametrize(
    ("language", "sentence", "rules"),
    [
        ("en", "Exercise only has to wait 24 hours.", ["avoid exercise >24h"]),
        ("en", "Do not smoke for 3 days; alcohol only has to wait 24 hours.",
         ["avoid smoking >3d", "avoid alcohol >24h"]),
        ("en", "Sauna is only off limits for 2 days.", ["avoid sauna >2d"]),
        ("en", "Unlike alcohol, coffee is fine.", ["allow caffeine >"]),
        ("de", "Alkohol muss nur 24 Stunden warten.", ["avoid alcohol >24h"]),
        ("de", "Make-up ist nur am ersten Tag verboten.", ["avoid make-up >D2"]),
        ("de", "Anders als Alkohol ist Kaffee erlaubt.", ["allow caffeine >"]),
    ],
)  # fmt: skip
def test_a_ban_of_limited_length_is_no_exception(language: str, sentence: str, rules: list[str]) -> None:
    assert rules_of(f"Care\n{sentence}", language) == rules


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Alcohol only needs avoiding for 24 hours."),
        ("en", "Showers are better than baths for 2 weeks."),
        ("en", "Some clinics say no sauna for a month; we say 2 days."),
        ("en", 'My sister said "no sauna for 2 days".'),
        ("en", "Ibuprofen calms the swelling you paid for, so stick with paracetamol."),
        ("de", "Lieber duschen als baden."),
        ("de", "Eher Paracetamol als Ibuprofen."),
        ("de", '"Keine Sauna für 2 Tage" steht auf der Packung.'),
        ("de", "Ihre Freundin sagt vielleicht, Sauna geht nach 2 Tagen."),
    ],
)
def test_a_comparison_or_a_quote_asserts_nothing(language: str, sentence: str) -> None:
    assert rules_of(f"Care\n{sentence}", language) == []


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Pop back in week 8 for a shorter bar."),
        ("en", "Pop in on day 3."),
        ("en", "We can squeeze you in on day 5."),
        ("en", "Please exercise caution with stairs for 24 hours."),
        ("en", "Have someone drive you home."),
        ("de", "Ziehen Sie 2 Tage lockere Kleidung an."),
        ("de", "Die Haut sieht 3 Tage fleckig aus."),
        ("de", "Drücken Sie die Taste 2."),
    ],
)
def test_another_sense_of_a_word_names_no_topic(language: str, sentence: str) -> None:
    text = f"Care\n{sentence}"
    named = rules_of(text, language) + proposals_of(text, language)
    topics = ("picking", "exercise", "driving", "redness", "pressure")
    assert [rule for rule in named if any(topic in rule for topic in topics)] == []


@pytest.mark.parametrize(
    ("language", "sentence", "rules"),
    [
        ("en", "Don't pop the blisters.", ["avoid picking >"]),
        ("en", "Do not squeeze the spots.", ["avoid picking >"]),
        ("en", "Clean it with saline twice a day.", ["do rinse >"]),
        ("de", "Ziehen Sie nicht an den Krusten.", ["avoid picking >"]),
        ("de", "Stechen Sie Blasen nicht mit einer Nadel auf.", ["avoid picking >"]),
    ],
)
def test_the_sense_of_the_sheet_is_kept(language: str, sentence: str, rules: list[str]) -> None:
    assert rules_of(f"Care\n{sentence}", language) == rules


@pytest.mark.parametrize(
    ("language", "text", "rules"),
    [
        ("en", "No flights over 4 hours in the first week.", ["avoid flying >1w"]),
        ("de", "Kein Flug über 3 Stunden in den ersten 4 Wochen.", ["avoid flying >4w"]),
        ("de", "Täglich mindestens 3 x 20 Minuten gehen.", ["do walking >"]),
        ("de", "Gehen Sie gleich nach dem Eingriff 30 Minuten spazieren.", ["do walking >"]),
        ("de", "Bei Eiter oder Fieber bitte gleich melden: 0512 555 340.", ["call pustules+fever >"]),
        ("en", "For pus or fever call us at once: 0113 496 0147.", ["call pustules+fever >"]),
        ("de", "AB DER 2. WOCHE\nTäglich Lichtschutzfaktor 50, drei Monate lang.", ["do sunscreen D8>3mo"]),
        ("en", "FROM WEEK 2\nUse sunscreen for 3 months.", ["do sunscreen D8>3mo"]),
    ],
)
def test_a_second_number_takes_no_time_away(language: str, text: str, rules: list[str]) -> None:
    assert rules_of(f"Care\n{text}", language) == rules


@pytest.mark.parametrize(
    ("language", "text", "proposals"),
    [
        ("de", "Keine Spaziergänge über 2 Stunden für 3 Tage.", ["avoid walking >3d"]),
        ("en", "FROM WEEK 2\nMassage the scar for 3 days.", ["do area-massage >3d"]),
        ("en", "Not for 48 hours, and no heavy lifting until day 5.", ["avoid heavy-lifting >D5"]),
        ("de", "Duschen ja, mit Strumpf nein.", []),
        ("en", "Swimming yes, without goggles no.", []),
        ("de", "Spaziergänge ja, Sport erst, wenn die Haut zu ist, meist um Tag 7.",
         ["allow walking >", "avoid exercise >healed & D7"]),
    ],
)  # fmt: skip
def test_an_unclear_number_or_manner_waits_for_the_author(
    language: str, text: str, proposals: list[str]
) -> None:
    text = f"Care\n{text}"
    assert (rules_of(text, language), proposals_of(text, language)) == ([], proposals)


@pytest.mark.parametrize(
    ("language", "text", "rules"),
    [
        ("en", "Sauna? No.", ["avoid sauna >"]),
        ("en", "Do I have to stop smoking? Yes.", ["avoid smoking >"]),
        ("en", "Blisters? Ring us the same day on 0113 496 0147.", ["call blisters >"]),
        ("de", "Duschen? Klar.", ["allow shower >"]),
        ("de", "Bläschen um den Mund? Noch am selben Tag anrufen, 0561 555 260.", ["call blisters >"]),
        ("en", "Do I have to wear the stocking at night? No.", []),
        ("en", "Do I have to avoid alcohol? No.", []),
        ("en", "Itching? Yes.", []),
        ("de", "Muss ich auf Sport verzichten? Nein.", []),
        ("de", "Muss ich auf Alkohol verzichten? Am Behandlungstag ja, danach nicht mehr.", []),
    ],
)
def test_a_question_and_its_answer_on_one_line_are_read_together(
    language: str, text: str, rules: list[str]
) -> None:
    text = f"Care\n{text}"
    assert rules_of(text, language) == rules
    assert [rule for rule in proposals_of(text, language) if rule.startswith(("avoid", "expect"))] == []


@pytest.mark.parametrize(
    ("language", "sentence", "rules"),
    [
        ("en", "Ring us if a blister is bigger than a two pound coin.",
         ["call blisters > if now:bigger-than-a-two-pound-coin"]),
        ("en", "Call us if a bruise gets larger than your palm.",
         ["call bruising > if now:larger-than-your-palm"]),
        ("de", "Bei einer Blase größer als eine Münze bitte anrufen.",
         ["call blisters > if now:grosser-als-eine-munze"]),
        ("en", "Call us for fever or a blister bigger than a coin.", []),
        ("de", "Bei Fieber oder Blasen größer als eine Münze bitte anrufen.", []),
    ],
)  # fmt: skip
def test_the_size_of_a_sign_is_a_condition_of_the_call(
    language: str, sentence: str, rules: list[str]
) -> None:
    assert rules_of(f"Care\n{sentence}", language) == rules
