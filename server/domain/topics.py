"""The topic tree: what a sheet can name, which family it belongs to, and which words people have for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from server.domain.topics_index import Index, Phrase, TopicError
from server.domain.topics_match import Match, best, mentions
from server.domain.topics_words import words

__all__ = ["Match", "Topic", "TopicError", "TopicTree", "to_phone"]

SYMPTOMS = "symptom"
"""The family of what the skin does: in a question it gives way to anything that can be used or done."""

PHONE_FORMAT = 2

LABEL_AGAIN = "_"
"""Stands for the topic's label inside its further words on the phone."""


@dataclass(frozen=True, slots=True)
class Topic:
    id: str
    parents: tuple[str, ...]
    words: Mapping[str, tuple[str, ...]]  # per language; the first is the label; ~ marks a weak word

    def label(self, language: str) -> str:
        """In another language where this one has no word for it."""
        return next(iter(self.words.get(language) or next(iter(self.words.values()))))


@dataclass(frozen=True, slots=True)
class TopicTree:
    topics: Mapping[str, Topic]  # in the order of the file, families before their members
    index: Index
    _ancestors: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "TopicTree":
        """Raises `TopicError`."""
        topics = {name: _topic(name, content) for name, content in document["topics"].items()}
        _refuse_orphans(topics)
        lineage = {name: _lineage(topics, name) for name in topics}
        return cls(topics, Index.build(_phrases(topics, lineage), document), lineage)

    def __contains__(self, topic_id: object) -> bool:
        return topic_id in self.topics

    def ancestors(self, topic_id: str) -> tuple[str, ...]:
        """The topic itself, then its families, nearest first. A topic the tree does not hold stands alone."""
        return self._ancestors.get(topic_id, (topic_id,))

    def label(self, topic_id: str, language: str) -> str:
        topic = self.topics.get(topic_id)
        return topic.label(language) if topic else topic_id

    def find(self, question: str, language: str) -> Match | None:
        """What the words are about; None where the tree has no word for it, never something near it."""
        return best(self.index, words(question), language)

    def named_in(self, text: str, language: str) -> tuple[str, ...]:
        """Every topic that a sentence names, in its order, each once; slips are not forgiven here."""
        found = mentions(self.index, words(text), language)
        return tuple(dict.fromkeys(topic for topic, _start, _end in found))


def to_phone(tree: TopicTree) -> dict[str, Any]:
    """The tree for the phone, in columns, because like things beside each other pack best (`Topics` says how)."""
    at = {name: position for position, name in enumerate(tree.topics)}
    topics = tree.topics.values()
    languages = tree.index.languages
    return {
        "format": PHONE_FORMAT,
        "ids": " ".join("" if topic.id == _id_of_label(topic) else topic.id for topic in topics),
        "parents": [[at[parent] for parent in topic.parents] for topic in topics],
        "words": {
            name: "\n".join(_line(topic.words.get(name, ())) for topic in topics) for name in languages
        },
        "small": {name: " ".join(sorted(tree.index.small.get(name, ()))) for name in languages},
        "ordinary": {name: " ".join(sorted(tree.index.ordinary.get(name, ()))) for name in languages},
        "tails": " ".join(tree.index.tails),
    }


def _id_of_label(topic: Topic) -> str:
    return next(iter(topic.words.get("en", ("",)))).lower().replace(" ", "-")


def _line(listed: tuple[str, ...]) -> str:
    return "|".join((*listed[:1], *(word.replace(listed[0], LABEL_AGAIN) for word in listed[1:])))


def _topic(name: str, content: Mapping[str, Any]) -> Topic:
    listed = {language: tuple(words) for language, words in content.items() if language != "in"}
    if not listed or any(not each for each in listed.values()):
        raise TopicError(f"topic {name} has a language without words")
    return Topic(name, tuple(content.get("in", ())), listed)


def _refuse_orphans(topics: Mapping[str, Topic]) -> None:
    for topic in topics.values():
        for parent in topic.parents:
            if parent not in topics:
                raise TopicError(f"topic {topic.id} belongs to {parent}, which is not in the tree")


def _lineage(topics: Mapping[str, Topic], name: str) -> tuple[str, ...]:
    """Level by level, so that nearer families come first. A topic that is its own ancestor is refused."""
    found: dict[str, None] = {name: None}
    level = topics[name].parents
    while level:
        if name in level:
            raise TopicError(f"topic {name} belongs to itself, through {' and '.join(found)}")
        found.update(dict.fromkeys(level))
        above = (parent for each in level for parent in topics[each].parents)
        level = tuple(dict.fromkeys(parent for parent in above if parent not in found or parent == name))
    return tuple(found)


def _phrases(topics: Mapping[str, Topic], lineage: Mapping[str, tuple[str, ...]]) -> list[Phrase]:
    return [
        Phrase(
            topic=topic.id,
            language=language,
            text=word.removeprefix("~"),
            weak=word.startswith("~"),
            symptom=SYMPTOMS in lineage[topic.id],
            depth=len(lineage[topic.id]) - 1,
        )
        for topic in topics.values()
        for language, listed in topic.words.items()
        for word in listed
    ]
