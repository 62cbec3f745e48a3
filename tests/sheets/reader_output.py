"""The rules that the reader finds in a text, by line."""

from collections.abc import Iterator
from dataclasses import dataclass

from server.domain.sheet_import import parse_sheet_text
from server.domain.sheets import Rule
from server.domain.topics import TopicTree


@dataclass(frozen=True, slots=True)
class ReadRule:
    line: int  # counted from 0
    is_read: bool  # False: proposed to the author
    rule: Rule


def read_rules(text: str, language: str, tree: TopicTree) -> Iterator[ReadRule]:
    for sentence in parse_sheet_text(text, tree, language=language).sentences:
        for rule in sentence.rules:
            yield ReadRule(sentence.line - 1, sentence.state == "read", rule)
