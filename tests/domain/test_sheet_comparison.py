"""Two sheets side by side: agreement, disagreement and silence, told by what a patient would be told."""

from itertools import combinations
from typing import Any

import pytest

from server.domain.sheet_comparison import Comparison, compare
from server.sheets import load_sheets, load_topics
from tests.domain.sheets import rule, sheet, tree

TREE = tree(mascara="make_up", make_up="topical", sun="outdoors", redness="symptom", session="care")


def compared(one: list[dict[str, Any]], other: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    return [(c.topic, c.aspect, c.outcome) for c in compare(sheet(*one), sheet(*other), TREE)]


@pytest.mark.parametrize(
    ("one", "other", "outcome"),
    [
        (rule("avoid", "sun", until="24h"), rule("avoid", "sun", until="1d"), "agreement"),
        (rule("avoid", "sun", until="24h"), rule("allow", "sun", from_="24h"), "agreement"),
        (rule("avoid", "sun", until="24h"), rule("avoid", "sun", until="24-72h"), "disagreement"),
        (rule("avoid", "sun", until="48h"), rule("avoid", "sun", until="48h & healed"), "disagreement"),
        (rule("avoid", "sun"), rule("do", "sun"), "disagreement"),
        (rule("avoid", "sun"), rule("avoid", "rain"), "silence"),
    ],
)
def test_what_a_patient_would_be_told_is_compared(one: Any, other: Any, outcome: str) -> None:
    assert compared([one], [other])[0] == ("sun", "may", outcome)


def test_a_rule_on_a_family_is_compared_with_one_on_its_member() -> None:
    found = compare(
        sheet(rule("avoid", "make-up", until="24h")), sheet(rule("avoid", "mascara", until="24h")), TREE
    )
    assert [(c.topic, c.outcome) for c in found] == [("make-up", "silence"), ("mascara", "agreement")]


def test_the_course_and_the_sessions_are_compared_by_their_numbers() -> None:
    one = [rule("expect", "redness", until="24h"), rule("repeat", "session", from_="S+4-6w")]
    other = [rule("expect", "redness", until="2-3d"), rule("repeat", "session", from_="4w", until="6w")]
    assert compared(one, other) == [
        ("redness", "expect", "disagreement"),
        ("session", "sessions", "agreement"),
    ]


def test_what_each_sheet_says_stands_beside_it_with_its_rules() -> None:
    (found,) = compare(
        sheet(rule("avoid", "sun", until="24h")), sheet(rule("avoid", "sun", until="48h & healed")), TREE
    )
    assert list(found.first.answers) == [((0, "no"), (24, "yes"))] * 2
    assert list(found.second.answers) == [((0, "no"), (48, "not-yet")), ((0, "no"), (48, "yes"))]
    assert [one.id for one in found.second.rules] == ["r0"]


def everything() -> list[Comparison]:
    pairs = combinations(load_sheets().values(), 2)
    return [comparison for one, other in pairs for comparison in compare(one, other, load_topics())]


def test_the_built_in_sheets_disagree_where_their_seeds_do() -> None:
    disputed = {
        ancestor
        for comparison in everything()
        if comparison.outcome == "disagreement"
        for ancestor in load_topics().ancestors(comparison.topic)
    }
    assert {
        "make-up", "cleansing", "sunscreen", "retinoid", "vitamin-c", "exfoliation", "redness",
    } <= disputed  # fmt: skip
    assert any(c.aspect == "sessions" and c.outcome == "disagreement" for c in everything())
