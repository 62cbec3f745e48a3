"""Two sheets side by side, and two versions of one sheet."""

from typing import Any

from server.domain.compare import ComparedTopic, compare
from server.domain.difference import difference
from server.domain.protocol import Protocol, from_document
from server.domain.topics import TopicTree

TREE = TopicTree.from_document(
    {
        "topics": {
            "make-up": {"en": ["make-up"]},
            "mascara": {"in": ["make-up"], "en": ["mascara"]},
            "sauna": {"en": ["sauna"]},
        }
    }
)


def sheet(*rules: dict[str, Any], version: int = 1) -> Protocol:
    header = {"id": "s", "title": "S", "publisher": "", "treatment": "microneedling", "language": "en"}
    document = header | {"version": version, "day_one": 1, "source": {"file": "s.txt"}, "rules": list(rules)}
    return from_document(document, name="s")


def avoid(topic: str, until: str, **changes: Any) -> dict[str, Any]:
    told = {"id": f"no-{topic}", "verb": "avoid", "topics": [topic], "until": until, "says": f"No {topic}."}
    return told | {"cite": "item 1"} | changes


def by_topic(a: Protocol, b: Protocol) -> dict[str, ComparedTopic]:
    return {row.topic: row for row in compare(a, b, TREE)}


def test_the_same_length_in_other_words_agrees() -> None:
    rows = by_topic(sheet(avoid("make-up", "24h")), sheet(avoid("make-up", "1d", says="Not for a day.")))
    assert rows["make-up"].verdict == "agreement"


def test_another_length_and_another_verb_differ() -> None:
    rows = by_topic(sheet(avoid("make-up", "24h")), sheet(avoid("make-up", "24-72h")))
    assert rows["make-up"].verdict == "disagreement"
    allowed = avoid("make-up", "24h", verb="allow")
    assert by_topic(sheet(avoid("make-up", "24h")), sheet(allowed))["make-up"].verdict == "disagreement"


def test_a_gate_is_part_of_what_is_said() -> None:
    rows = by_topic(sheet(avoid("make-up", "48h")), sheet(avoid("make-up", "48h & healed")))
    assert rows["make-up"].verdict == "disagreement"


def test_a_topic_that_only_one_names_is_silence_in_the_other() -> None:
    row = by_topic(sheet(avoid("sauna", "72h")), sheet(avoid("make-up", "24h")))["sauna"]
    assert (row.verdict, [rule.id for rule in row.a], row.b) == ("silence", ["no-sauna"], ())


def test_a_member_is_compared_with_what_the_other_says_of_its_family() -> None:
    row = by_topic(sheet(avoid("mascara", "24h")), sheet(avoid("make-up", "24h")))["mascara"]
    assert (row.verdict, [rule.id for rule in row.b]) == ("agreement", ["no-make-up"])


def test_rules_for_a_flag_are_shown_too() -> None:
    row = by_topic(sheet(avoid("sauna", "72h", **{"if": ["deep"]})), sheet(avoid("sauna", "72h")))["sauna"]
    assert row.verdict == "disagreement"


def test_topics_come_in_the_order_of_the_tree_and_unknown_ones_last() -> None:
    rows = compare(sheet(avoid("sauna", "1d"), avoid("moon", "1d")), sheet(avoid("make-up", "1d")), TREE)
    assert [row.topic for row in rows] == ["make-up", "sauna", "moon"]


def test_a_version_tells_what_is_new_changed_and_gone() -> None:
    old = sheet(avoid("make-up", "24h"), avoid("sauna", "72h"))
    new = sheet(avoid("mascara", "24h"), avoid("make-up", "48h"), version=2)
    changes = [(one.before and one.before.id, one.after and one.after.id) for one in difference(old, new)]
    assert changes == [(None, "no-mascara"), ("no-make-up", "no-make-up"), ("no-sauna", None)]
    assert difference(old, sheet(avoid("sauna", "72h"), avoid("make-up", "24h"), version=2)) == ()
