"""Two sheets side by side: agreement, disagreement and silence, by what a patient would read."""

from itertools import combinations
from typing import Any

import pytest

from server.domain.sheet_comparison import Comparison, compare
from server.sheets import load_sheets, load_topics
from tests.domain.sheets import rule, sheet, tree

TREE = tree(mascara="make_up", make_up="topical", sun="outdoors", redness="symptom", session="care")


def compared(first: list[dict[str, Any]], second: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    return [(c.topic, c.aspect, c.outcome) for c in compare(sheet(*first), sheet(*second), TREE)]


@pytest.mark.parametrize(
    ("first", "second", "outcome"),
    [
        (rule("avoid", "sun", until="24h"), rule("avoid", "sun", until="1d"), "agreement"),
        (rule("avoid", "sun", until="24h"), rule("allow", "sun", from_="24h"), "disagreement"),
        (rule("avoid", "sun", until="24h"), rule("avoid", "sun", until="24-72h"), "disagreement"),
        (rule("avoid", "sun", until="48h"), rule("avoid", "sun", until="48h & healed"), "disagreement"),
        (rule("avoid", "sun"), rule("do", "sun"), "disagreement"),
        (rule("avoid", "sun"), rule("avoid", "rain"), "silence"),
    ],
)
def test_sheets_are_compared_by_their_answers(first: Any, second: Any, outcome: str) -> None:
    assert compared([first], [second])[0] == ("sun", "may", outcome)


def test_a_rule_on_a_family_is_compared_with_one_on_its_member() -> None:
    comparisons = compare(
        sheet(rule("avoid", "make-up", until="24h")), sheet(rule("avoid", "mascara", until="24h")), TREE
    )
    assert [(c.topic, c.outcome) for c in comparisons] == [("make-up", "silence"), ("mascara", "agreement")]


def test_a_rule_that_ends_before_the_treatment_is_not_compared() -> None:
    assert compared([rule("allow", "sun", until="-24h")], [rule("avoid", "rain")]) == [
        ("rain", "may", "silence")
    ]


def test_courses_and_sessions_are_compared_by_their_numbers() -> None:
    first = [rule("expect", "redness", until="24h"), rule("repeat", "session", from_="S+4-6w")]
    second = [rule("expect", "redness", until="2-3d"), rule("repeat", "session", from_="4w", until="6w")]
    assert compared(first, second) == [
        ("redness", "expect", "disagreement"),
        ("session", "sessions", "agreement"),
    ]


def test_each_side_of_a_comparison_lists_its_rules() -> None:
    (comparison,) = compare(
        sheet(rule("avoid", "sun", until="24h")), sheet(rule("avoid", "sun", until="48h & healed")), TREE
    )
    assert list(comparison.first.answers) == [((0, "no"), (24, "over"))] * 2
    assert list(comparison.second.answers) == [((0, "no"), (48, "not-yet")), ((0, "no"), (48, "over"))]
    assert [statement.id for statement in comparison.second.rules] == ["r0"]


def of_all_built_in_sheets() -> list[Comparison]:
    pairs = combinations(load_sheets().values(), 2)
    return [comparison for first, second in pairs for comparison in compare(first, second, load_topics())]


def test_the_built_in_sheets_disagree_where_the_seeds_do() -> None:
    disputed = {
        ancestor
        for comparison in of_all_built_in_sheets()
        if comparison.outcome == "disagreement"
        for ancestor in load_topics().ancestors(comparison.topic)
    }
    assert {
        "make-up", "cleansing", "sunscreen", "retinoid", "vitamin-c", "exfoliation", "redness",
    } <= disputed  # fmt: skip
    assert any(c.aspect == "sessions" and c.outcome == "disagreement" for c in of_all_built_in_sheets())
