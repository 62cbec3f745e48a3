"""Measure `parse_sheet_text` by verb, topic and window: `python -m tests.sheets.reader_score`.

A parsed rule is right if the hand-written sheet has the same verb, from and until on its topic or on a
family of it ("such as Tylenol" names a painkiller). Recall counts exact matches only.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from server.domain.sheet_import import parse_sheet_text
from server.domain.sheets import Rule
from server.domain.topics import TopicTree
from server.domain.when import time_text
from tests.sheets.held_out import HELD_OUT
from tests.sheets.seeds import built_in, seed_text
from tests.sheets.test_sheets import TREE

Triple = tuple[str, str, str, str]
"""Verb, topic, from, until."""


@dataclass(frozen=True, slots=True)
class Score:
    expected: frozenset[Triple]
    parsed: frozenset[Triple]
    right: frozenset[Triple]

    @property
    def wrong(self) -> frozenset[Triple]:
        return self.parsed - self.right

    @property
    def missed(self) -> frozenset[Triple]:
        return self.expected - self.parsed

    @property
    def precision(self) -> float:
        return len(self.right) / len(self.parsed) if self.parsed else 1.0

    @property
    def recall(self) -> float:
        return len(self.expected & self.parsed) / len(self.expected)


def triples(rules: Iterable[Rule]) -> frozenset[Triple]:
    return frozenset(
        (
            rule.verb.value,
            topic,
            time_text(rule.starts) if rule.starts else "",
            time_text(rule.ends) if rule.ends else "",
        )
        for rule in rules
        for topic in rule.topics
    )


def score(text: str, expected: frozenset[Triple], tree: TopicTree = TREE) -> Score:
    parsed = triples(parse_sheet_text(text, tree, name="pasted.txt").rules)
    right = frozenset(
        each
        for each in parsed
        if any((each[0], above, each[2], each[3]) in expected for above in tree.ancestors(each[1]))
    )
    return Score(expected, parsed, right)


def seed_scores() -> dict[str, Score]:
    """Return the score of each seed without its pointers, which are not instructions. Empty without the seeds."""
    scores = {}
    for number, sheet in built_in().items():
        text = seed_text(number)
        if text is not None:
            scores[number] = score(text, triples(rule for rule in sheet.rules if rule.mark != "pointer"))
    return scores


def held_out_scores() -> dict[str, Score]:
    return {name: score(text, expected) for name, (text, expected) in HELD_OUT.items()}


def total(scores: dict[str, Score]) -> tuple[float, float]:
    """Return recall and precision over all sheets; triples are compared within a sheet only."""
    expected = sum(len(each.expected) for each in scores.values())
    parsed = sum(len(each.parsed) for each in scores.values())
    exact = sum(len(each.expected & each.parsed) for each in scores.values())
    right = sum(len(each.right) for each in scores.values())
    return exact / max(expected, 1), right / max(parsed, 1)


def report() -> list[str]:
    lines = []
    for title, scores in (("seeds", seed_scores()), ("held out", held_out_scores())):
        for name, each in sorted(scores.items()):
            lines.append(
                f"{title:<9} {name:<14} recall {each.recall:5.1%}  precision {each.precision:5.1%}"
                f"  ({len(each.parsed)} read, {len(each.wrong)} wrong, {len(each.missed)} missed)"
            )
        recall, precision = total(scores)
        lines.append(f"{title:<9} {'together':<14} recall {recall:5.1%}  precision {precision:5.1%}")
    return lines


def main() -> None:
    print("\n".join(report()))


if __name__ == "__main__":
    main()
