"""What limits, dates or repeats a line in another clause, sentence or spelling is kept, or left to the author."""

import pytest

from tests.domain.sheet_import.reading import proposals_of, rules_of

TITLES = {"en": "How to care for your skin", "de": "So pflegen Sie Ihre Haut"}


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Do not rub your eyes! 4 weeks at least."),
        ("en", "Desk work is fine from day 3. Farm or sawmill: at least 2 weeks."),
        ("en", "No swimming for 48 hours, chlorine or salt."),
        ("en", "Sleep on your back, or at least not on that side."),
        ("de", "Augen nicht reiben! 4 Wochen, auch nicht im Traum."),
        ("de", "Büroarbeit ist ab Tag 3 erlaubt. Auf dem Bau: mindestens 2 Wochen."),
        ("de", "Schweres Heben 10 Tage vermeiden, bei Wunden am Rücken 3 Wochen."),
        ("de", "Duschen mit Plastiksack um den Fuss"),
        ("de", "Medikamente: Das müssen Sie wissen"),
    ],
)
def test_a_limit_beside_a_rule_leaves_it_to_the_author(language: str, line: str) -> None:
    assert rules_of(f"{TITLES[language]}\n{line}", language) == []


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Sleep on your back, or at least not on that side."),
        ("de", "Clexane 1 x täglich, nur wenn Sie ein Rezept haben."),
        ("de", "Stündlich ein paar Schritte gehen, langes Sitzen vermeiden."),
    ],
)
def test_a_duty_is_not_proposed_as_a_ban(language: str, line: str) -> None:
    banned = [
        rule for rule in proposals_of(f"{TITLES[language]}\n{line}", language) if rule.startswith("avoid")
    ]
    assert [rule for rule in banned if "sleep" in rule or "blood" in rule or "walking" in rule] == []


@pytest.mark.parametrize(
    ("language", "line", "rules"),
    [
        ("en", "Swimming is out for 4 weeks, goggles or no goggles.", ["avoid swimming >4w"]),
        ("en", "Saunas are off limits for 24 hours, and so is the sea.", ["avoid sauna+open-water >24h"]),
        ("en", "Swelling peaks on day 2 and is gone by day 4.", ["expect swelling >D5"]),
        ("en", "Make-up until it's healed: none.", ["avoid make-up >healed"]),
        ("en", "We would not book waxing in the week after.", ["avoid waxing >1w"]),
        ("en", "Give us a shout if you are still red after 48 hours.", ["call redness 48h>"]),
        ("en", "Retinol stays in the drawer for 2 weeks.", ["avoid retinol >2w"]),
        ("de", "Retinol bleibt bis Woche 6 im Schrank.", ["avoid retinol >D36"]),
        ("de", "Zweimal täglich wird sanft gereinigt.", ["do cleansing >"]),
        ("de", "Den Mund am ersten Tag nicht spülen.", ["avoid mouth-rinsing >D2"]),
        ("de", "Wird die Haut weiss oder sehen Sie schlechter, rufen Sie sofort an.",
         ["call blanching+vision-change >"]),
        ("de", "Massieren Sie die Stelle nicht, ausser wir haben es Ihnen gezeigt.",
         ["avoid area-massage > unless directed"]),
    ],
)  # fmt: skip
def test_other_wordings_of_a_plain_line_are_read(language: str, line: str, rules: list[str]) -> None:
    assert rules_of(f"{TITLES[language]}\n{line}", language) == rules
