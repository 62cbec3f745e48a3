"""Questions of patients at the boundary hours of the five sheets: an adversarial table, one line per answer.

The time of day of the treatment is not known, as for `afterglow ask --hours`.
"""

from datetime import timedelta

import pytest

from server.cli.sheet_options import SOME_DAY
from server.domain.answers import Answer, answer
from server.domain.timeline import TreatmentFacts, compile
from server.sheets import load_sheets, load_topics

SHEETS = {sheet.source.file[:3]: sheet for sheet in load_sheets().values()}

# sheet | hours | words | reports: state=yes, state=no, +recorded flag | answer | deciding rule
QUESTIONS = """
000 | 35.9 | face wash | | no | no-products-36h
000 | 36 | face wash | | over | no-products-36h
000 | 36 | moisturizer | | not-yet | routine-healed
000 | 35.9 | moisturizer | healed=yes | no | routine-healed
000 | 36 | moisturizer | healed=yes | not-yet | routine-healed
000 | 48 | moisturizer | healed=yes | yes | routine-healed
000 | 100 | moisturizer | healed=no | not-yet | routine-healed
000 | 10 | moisturizer | +directed | not-yet | routine-directed
000 | 10 | moisturizer | +directed healed=yes | not-yet | routine-directed
000 | 20 | vitamin C serum | | no | vitamins-daily
000 | 35.9 | vitamin C serum | healed=yes | no | vitamins-daily
000 | 36 | vitamin C serum | healed=yes | not-yet | vitamins-daily
000 | 48 | vitamin C serum | healed=yes | yes | vitamins-daily
000 | 36 | vitamin C serum | | not-yet | vitamins-daily
000 | 20 | BHA | healed=yes | no | acids-healed
000 | 36 | BHA | healed=yes | not-yet | acids-healed
000 | 48 | BHA | healed=yes | yes | acids-healed
000 | 35.9 | my usual skin care | healed=yes | no | routine-healed
000 | 36 | my usual skin care | healed=yes | not-yet | routine-healed
000 | 48 | my usual skin care | healed=yes | yes | routine-healed
000 | 14 | can I wash off the serum now? | +retinol-layer | not-yet | keep-layer-overnight
000 | 5 | wash it off | +retinol-layer | no | keep-layer-overnight
000 | 47.9 | lipstick | healed=yes | no | make-up-healed-48h
000 | 48 | lipstick | healed=no | not-yet | make-up-healed-48h
000 | 48 | lipstick | healed=yes | yes | make-up-healed-48h
000 | 20 | antibiotic cream | | no | no-products-36h
000 | 20 | antibiotic cream | +prescribed | yes | prescribed-only
000 | 20 | sauna | | unsaid | -
000 | 800 | my next session | | no | repeat-6-8w
000 | 1008 | my next session | | not-yet | repeat-6-8w
000 | 1344 | my next session | | over | repeat-6-8w
001 | 7.9 | sunscreen | | only | only-serum-8h
001 | 8 | sunscreen | | over | only-serum-8h
001 | 7.9 | cleanser | | only | only-serum-8h
001 | 5 | aftercare mask | | only | only-serum-8h
001 | 8 | aftercare mask | | yes | dry-skin-mask
001 | 167.9 | tap water | | no | no-tap-water
001 | 168 | tap water | | over | no-tap-water
001 | 900 | bubble bath | | not-yet | no-bath
001 | 5 | hot shower | | no | shower-not-hot
001 | 5 | shower | on(home)=yes | yes | shower-at-home
001 | 5 | swim | | unsaid | -
001 | 5 | next session | | unsaid | -
002 | 5 | flannel | | yes | soft-washcloth
002 | 47.9 | mascara | | no | nothing-active-2-3d
002 | 48 | mascara | | not-yet | nothing-active-2-3d
002 | 72 | mascara | | over | nothing-active-2-3d
002 | 60 | SPF cream | | not-yet | nothing-active-2-3d
002 | 72 | SPF cream | | yes | sunscreen-daily
002 | 23.9 | sunbathing | | no | no-sun-before-day-3
002 | 24 | sunbathing | | not-yet | no-sun-before-day-3
002 | 48 | sunbathing | | yes | sun-covered-from-day-3
002 | 143.9 | exfoliate | | no | exfoliate-after-day-7
002 | 144 | exfoliate | | not-yet | exfoliate-after-day-7
002 | 168 | exfoliate | | yes | exfoliate-after-day-7
002 | 71.9 | hot tub | | no | no-heat-3d
002 | 72 | hot tub | | over | no-heat-3d
002 | 80 | hydrocortisone | | not-yet | relief-cream
002 | 80 | hydrocortisone | now:irritated=yes | yes | relief-cream
002 | 503.9 | next session | | no | repeat-monthly
002 | 504 | next session | | no | repeat-monthly
002 | 744 | next session | | over | repeat-monthly
003 | 3.9 | rinse my face | | no | shower-15-min
003 | 4 | rinse my face | | yes | shower-15-min
003 | 20 | rinse my face | | yes | shower-15-min
003 | 5 | hyaluronic acid | | yes | hyaluronic-after-cleansing
003 | 24 | hyaluronic acid | | no | routine-48-72h
003 | 23.9 | niacinamide serum | | only | only-hyaluronic-24h
003 | 24 | niacinamide serum | | no | routine-48-72h
003 | 71.9 | niacinamide serum | calm=yes | not-yet | routine-48-72h
003 | 72 | niacinamide serum | calm=yes | yes | routine-48-72h
003 | 72 | niacinamide serum | calm=no | not-yet | routine-48-72h
003 | 23.9 | make-up | | no | make-up-24-72h
003 | 24 | make-up | | not-yet | make-up-24-72h
003 | 72 | make-up | | over | make-up-24-72h
003 | 25 | hydrocortisone | | no | no-anti-inflammatory-7d
003 | 25 | cortisone tablets | | no | no-anti-inflammatory-7d
003 | 167.9 | ibuprofen | | no | no-anti-inflammatory-7d
003 | 5 | paracetamol | | yes | painkiller
003 | 23.9 | hot bath | | no | no-heat-24h
003 | 24 | hot bath | | over | no-heat-24h
003 | 24 | hot tub | | no | no-hard-exercise-72h
003 | 72 | hot tub | | over | no-hard-exercise-72h
003 | 167.9 | Clarisonic | | no | no-brush-1w
003 | 168 | Clarisonic | | over | no-brush-1w
003 | 671.9 | sun | | no | no-direct-sun-1mo
003 | 743.9 | sun | | not-yet | no-direct-sun-1mo
003 | 744 | sun | | over | no-direct-sun-1mo
003 | 95.9 | retinol | | not-yet | retinol-from-day-5
003 | 96 | retinol | | not-yet | retinol-from-day-5
003 | 144 | retinol | | yes | retinol-from-day-5
003 | 500 | scratch | | no | no-picking
003 | 671.9 | next session | | no | repeat-4-6w
003 | 672 | next session | | not-yet | repeat-4-6w
003 | 1008 | next session | | over | repeat-4-6w
004 | 23.9 | foundation | | no | make-up-24h
004 | 24 | foundation | | over | make-up-24h
004 | 5 | tinted sunscreen | | no | make-up-24h
004 | 30 | tinted sunscreen | | yes | sunscreen-2w
004 | 47.9 | niacinamide | | only | natural-48h
004 | 48 | niacinamide | | yes | routine-after-48h
004 | 47.9 | cleanser | | only | natural-48h
004 | 71.9 | swim in the sea | | no | no-sweat-72h
004 | 72 | swim in the sea | | over | no-sweat-72h
004 | 100 | hiking | | no | no-long-sun-1w
004 | 168 | hiking | | over | no-long-sun-1w
004 | 335.9 | sunscreen | | yes | sunscreen-2w
004 | 336 | sunscreen | | unsaid | -
004 | 5 | antibiotic cream | | no | no-other-antibiotic
004 | 5 | antibiotic cream | +prescribed | yes | prescribed-antibiotic
"""
CASES = [tuple(cell.strip() for cell in line.split("|")) for line in QUESTIONS.strip().splitlines()]


def ask(number: str, hours: float, words: str, reported: str) -> Answer:
    parts = reported.split()
    flags = frozenset(part.removeprefix("+") for part in parts if part.startswith("+"))
    states = {name: value == "yes" for name, value in (part.split("=") for part in parts if "=" in part)}
    sheet, topics = SHEETS[number], load_topics()
    match = topics.find(words, sheet.language)
    assert match is not None, f"no topic matches {words!r}"
    timeline = compile(sheet, TreatmentFacts(SOME_DAY, "UTC", flags, clock_known=False))
    return answer(timeline, topics, match.topic, now=SOME_DAY + timedelta(hours=hours), states=states)


@pytest.mark.parametrize(
    ("number", "hours", "words", "states", "kind", "rule_id"),
    CASES,
    ids=[" ".join(case[:4]).strip() for case in CASES],
)
def test_the_answer_matches_the_sheet(
    number: str, hours: str, words: str, states: str, kind: str, rule_id: str
) -> None:
    result = ask(number, float(hours), words, states)
    assert (result.kind, result.rule.id if result.rule else "-") == (kind, rule_id)
