"""The issues an author sees before publishing: contradictions, missing numbers, vague words, unknown topics."""

from typing import Any

import pytest

from server.domain.sheet_report import Issue, report, unresolved
from server.sheets import load_sheets, load_topics
from tests.domain.sheets import rule, sheet, tree

TREE = tree(
    sun="outdoors", bath="water", hot_bath="bath", mascara="make_up", serum="skincare", cream="skincare",
    make_up="cosmetics", redness="symptom", swelling="symptom", session="care",
)  # fmt: skip


def issues(*documents: dict[str, Any]) -> list[tuple[str, tuple[str, ...]]]:
    return [(issue.kind, issue.rule_ids) for issue in report(sheet(*documents), TREE)]


@pytest.mark.parametrize(
    "documents",
    [
        [rule("avoid", "sun", until="24h"), rule("avoid", "sun", until="72h")],
        [rule("avoid", "sun", until="2-3d"), rule("do", "sun", from_="D3")],
        [rule("avoid", "sun"), rule("allow", "sun")],
        [rule("allow", "sun", from_="24h"), rule("allow", "sun", from_="48h & healed")],
        [rule("expect", "swelling", until="1-2h"), rule("expect", "swelling", until="24h")],
        [rule("repeat", "session", from_="S+4-6w"), rule("repeat", "session", from_=">=8w")],
        [rule("only", "sun", until="24h"), rule("only", "sun", until="36h")],
        [rule("avoid", "sun", until="D7"), rule("allow", "sun", from_="D8")],
        [rule("expect", "swelling", until="1-2h"), rule("expect", "swelling", until="24h", trend="falling")],
        [rule("only", "serum", until="24h"), rule("do", "cream", from_="12h")],
    ],
)
def test_rules_that_cannot_both_be_followed_are_reported(documents: list[dict[str, Any]]) -> None:
    assert issues(*documents) == [("contradiction", ("r0", "r1"))]


@pytest.mark.parametrize(
    "documents",
    [
        [rule("avoid", "sun", until="24h"), rule("avoid", "bath", until="72h")],
        [rule("avoid", "sun", until="24h"), rule("do", "sun", from_="24h")],
        [rule("avoid", "sun", until="24h"), rule("avoid", "sun", from_="24h", until="72h")],
        [rule("avoid", "sun", until="24h"), rule("allow", "sun", exception=True)],
        [rule("avoid", "sun", until="24h", area="nose"), rule("avoid", "sun", until="72h", area="chin")],
        [rule("avoid", "sun", until="24h"), rule("avoid", "sun", until="1d")],
        [rule("avoid", "sun", until="24h & healed"), rule("avoid", "sun", until="1d & healed")],
        [rule("avoid", "sun", until="24h & healed"), rule("do", "sun", from_="48h")],
        [
            rule("expect", "redness", until="2d", grade="usual"),
            rule("expect", "redness", until="7d", grade="rare"),
        ],
        [rule("repeat", "session", from_="S+4-6w"), rule("repeat", "session", every="2/year", from_="12mo")],
        [rule("avoid", "sun", if_="deep"), rule("allow", "sun", unless="deep")],
        [rule("avoid", "make-up", until="24h"), rule("avoid", "mascara", until="7d")],
        [rule("avoid", "make-up", until="7d"), rule("avoid", "mascara", until="24h")],
        [rule("avoid", "mascara", until="24h"), rule("avoid", "make-up")],
        [rule("avoid", "make-up", until="6h"), rule("allow", "mascara", from_="D2")],
        [rule("avoid", "sun", until="6h"), rule("do", "sun", from_="D2")],
        [rule("avoid", "mascara", until="48h"), rule("allow", "make-up")],
        [rule("only", "serum", until="24h"), rule("do", "serum")],
        [rule("only", "serum", until="24h"), rule("allow", "cream", from_="24h")],
        [rule("avoid", "sun", until="24h"), rule("allow", "bath", from_="48h")],
    ],
)
def test_rules_that_can_both_be_followed_are_not_reported(documents: list[dict[str, Any]]) -> None:
    assert issues(*documents) == []


@pytest.mark.parametrize(
    "documents",
    [
        [rule("avoid", "make-up", until="48h"), rule("allow", "mascara", from_="24h")],
        [rule("allow", "mascara"), rule("avoid", "make-up", until="48h")],
        [rule("avoid", "make-up"), rule("do", "mascara", until="24h")],
    ],
)
def test_a_permission_inside_a_banned_family_is_asked_about_as_an_exception(
    documents: list[dict[str, Any]],
) -> None:
    assert issues(*documents) == [("exception", ("r0", "r1"))]


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        (
            [rule("avoid", "make-up", until="48h"), rule("allow", "mascara", from_="24h")],
            ("exception", ("mascara",), 24, 48, "r0"),
        ),
        ([rule("avoid", "sun", "bath"), rule("allow", "sun")], ("permission", ("sun",), 0, None, "r0")),
        (
            [rule("avoid", "sun", until="24h"), rule("avoid", "sun", until="72h")],
            ("ends", ("sun",), 24, 72, "r1"),
        ),
        (
            [rule("avoid", "sun", until="24h"), rule("avoid", "sun", until="healed")],
            ("ends", ("sun",), None, None, None),
        ),
        (
            [rule("expect", "swelling", until="1h"), rule("expect", "swelling", until="1d")],
            ("ends", ("swelling",), 1, 24, None),
        ),
        (
            [rule("allow", "sun", from_="24h"), rule("allow", "sun", from_="48h")],
            ("begins", ("sun",), 24, 48, "r1"),
        ),
        (
            [rule("avoid", "sun", until="1d"), rule("allow", "sun", from_="48h")],
            ("gap", ("sun",), 24, 48, "r1"),
        ),
        (
            [rule("only", "serum", until="24h"), rule("do", "cream", from_="12h")],
            ("permission", ("cream",), 12, 24, "r0"),
        ),
    ],
)
def test_a_contradiction_names_what_it_is_about_and_its_hours(
    documents: list[dict[str, Any]], expected: tuple[str, tuple[str, ...], int | None, int | None, str | None]
) -> None:
    [issue] = report(sheet(*documents), TREE)
    assert issue.clash is not None
    clash = issue.clash
    assert (clash.about, clash.topics, clash.first_hour, clash.last_hour, clash.stricter) == expected


def test_a_missing_number_is_reported_wherever_it_occurs() -> None:
    assert issues(rule("avoid", "bath", until="? & healed")) == [("number-missing", ("r0",))]
    assert issues(rule("do", "bath", amount="", mark="number-missing")) == [("number-missing", ("r0",))]


def test_vague_words_are_reported_and_pointers_are_not() -> None:
    documents = (rule("avoid", "sun", mark="vague"), rule("do", "bath", mark="pointer"))
    assert issues(*documents) == [("vague", ("r0",))]


def test_a_topic_missing_from_the_tree_is_reported() -> None:
    assert issues(rule("avoid", "sunn")) == [("unknown-topic", ("r0",))]


@pytest.mark.parametrize("fields", [{"with_": ["sunn"]}, {"verb": "only", "family": ["sunn"]}])
def test_topics_of_conditions_and_families_are_checked(fields: dict[str, Any]) -> None:
    document = rule("allow", "sun", **{name: value for name, value in fields.items() if name != "verb"})
    assert issues(document | {"verb": fields.get("verb", "allow")}) == [("unknown-topic", ("r0",))]


def test_the_parents_of_own_topics_are_checked() -> None:
    own = {"gauze": {"parent": "dresing", "words": {"en": ["gauze"]}}}
    [issue] = report(sheet(rule("avoid", "gauze"), topics=own), TREE)
    assert (issue.kind, issue.rule_ids) == ("unknown-topic", ())


@pytest.mark.parametrize("place", [0, 1])
def test_as_written_resolves_an_issue(place: int) -> None:
    documents = [rule("avoid", "sun", until="24h"), rule("avoid", "sun", until="72h")]
    documents[place]["mark"] = "as-written"
    reported = report(sheet(*documents, rule("avoid", "bath", until="?", mark="as-written")), TREE)
    assert [issue.resolved for issue in reported] == [True, True]
    assert unresolved(reported) == ()


def built_in_issues(number: str) -> tuple[Issue, ...]:
    built_in = next(one for one in load_sheets().values() if one.source.file.startswith(number))
    return report(built_in, load_topics())


@pytest.mark.parametrize(
    ("number", "kind", "topic"),
    [
        ("002", "contradiction", "sun"),
        ("002", "contradiction", "exfoliation"),
        ("004", "contradiction", "swelling"),
        ("001", "number-missing", "bath"),
    ],
)
def test_the_known_faults_of_the_seeds_are_reported(number: str, kind: str, topic: str) -> None:
    built_in = next(one for one in load_sheets().values() if one.source.file.startswith(number))
    topics = {
        ancestor
        for issue in built_in_issues(number)
        if issue.kind == kind
        for name in issue.rule_ids
        if (one := built_in.rule(name))
        for named in one.topics
        for ancestor in load_topics().ancestors(named)
    }
    assert topic in topics


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_every_topic_of_a_built_in_sheet_is_in_the_tree(number: str) -> None:
    assert [issue for issue in built_in_issues(number) if issue.kind == "unknown-topic"] == []


@pytest.mark.parametrize(
    ("number", "ids"),
    [
        ("002", ("no-exfoliating-before-day-7", "exfoliate-after-day-7")),
        ("004", ("swelling-1-2h", "swelling-24h")),
    ],
)
def test_the_contradictions_of_the_seeds_are_found_without_a_mark(number: str, ids: tuple[str, str]) -> None:
    assert ids in {issue.rule_ids for issue in built_in_issues(number) if issue.kind == "contradiction"}


def test_a_sheet_with_400_rules_on_one_topic_is_reported_in_time() -> None:
    many = [rule("avoid", "sun", until="24h") for _ in range(400)]
    assert issues(*many) == []
