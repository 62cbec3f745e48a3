"""The changes that a patient on an older version sees before accepting the newer version."""

from server.domain.version_diff import Difference, difference
from tests.domain.sheets import rule, sheet

OLD = sheet(
    rule("avoid", "sun", id="sun", until="24h"),
    rule("avoid", "bath", id="bath", until="?"),
    rule("do", "cream", id="cream"),
)


def test_rules_are_added_removed_and_changed_by_their_ids() -> None:
    new = sheet(
        rule("do", "cream", id="cream"),
        rule("avoid", "sun", id="sun", until="72h", why="It burns."),
        rule("call", "fever", id="fever"),
        version=2,
    )
    result = difference(OLD, new)
    assert [(change.kind, change.rule_id, change.fields) for change in result.changes] == [
        ("changed", "sun", ("until", "why")),
        ("added", "fever", ()),
        ("removed", "bath", ()),
    ]


def test_a_changed_rule_is_reported_in_both_versions() -> None:
    (change,) = difference(OLD, sheet(*[rule("avoid", "sun", id="sun", until="72h")])).changes[:1]
    assert (change.old, change.new) == (
        OLD.rule("sun"),
        sheet(rule("avoid", "sun", id="sun", until="72h")).rules[0],
    )


def test_header_changes_count_except_the_version() -> None:
    new = sheet(
        rule("avoid", "sun", id="sun", until="24h"),
        rule("avoid", "bath", id="bath", until="?"),
        rule("do", "cream", id="cream"),
        version=2, title="Anew",
    )  # fmt: skip
    result = difference(OLD, new)
    assert (result.header, result.changes) == (("title",), ())


def test_a_sheet_does_not_differ_from_itself() -> None:
    assert difference(OLD, OLD) == Difference((), ())


def test_a_rule_that_was_only_split_by_its_topics_is_no_difference() -> None:
    whole = sheet(rule("avoid", "sauna", "bath", id="heat", until="72h"), rule("do", "cream", id="cream"))
    split = sheet(
        rule("avoid", "sauna", id="heat", until="72h"),
        rule("avoid", "bath", id="heat-2", until="72h"),
        rule("do", "cream", id="cream"),
    )
    assert difference(whole, split) == difference(split, whole) == Difference((), ())


def test_a_topic_that_a_split_leaves_out_is_a_difference() -> None:
    whole = sheet(rule("avoid", "sauna", "bath", id="heat", until="72h"))
    (change,) = difference(whole, sheet(rule("avoid", "sauna", id="heat", until="72h"))).changes
    assert (change.kind, change.fields) == ("changed", ("topics",))
