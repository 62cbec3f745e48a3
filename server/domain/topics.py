"""The topic tree: what a sheet can name, the families it belongs to, and the words people use for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from server.domain.question_words_document import folded, to_document
from server.domain.sheets.model import OwnTopic
from server.domain.topics_entry import MAX_SHORT, Icon, Topic, capitalised_label, topic_entry
from server.domain.topics_index import Index, Phrase, TopicError
from server.domain.topics_match import Match, best, mentions
from server.domain.topics_words import words

__all__ = ["Icon", "Match", "Topic", "TopicError", "TopicTree", "to_phone"]

SYMPTOMS = "symptom"
"""The family of symptoms. In a question a symptom ranks below anything that can be used or done."""

PHONE_FORMAT = 8

LABEL_PLACEHOLDER = "_"
"""Replaces the topic's label inside its further words in the phone's document."""


MAX_EXTENDED = 32
"""The maximum number of cached trees with a sheet's own topics."""


@dataclass(frozen=True, slots=True)
class TopicTree:
    topics: Mapping[str, Topic]  # in the order of the file: families before their members
    index: Index
    _ancestors: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)
    _members: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)
    _extended: dict[str, "TopicTree"] = field(default_factory=dict, repr=False, compare=False)
    _latest: list[tuple[object, "TopicTree"]] = field(default_factory=list, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_members", _members(self._ancestors))

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "TopicTree":
        """Build the tree from parsed TOML. Raises `TopicError`."""
        topics = {name: topic_entry(name, content) for name, content in document["topics"].items()}
        _refuse_orphans(topics)
        lineage = {name: _lineage(topics, name) for name in topics}
        return cls(topics, Index.build(_phrases(topics, lineage), document), lineage)

    def extended(self, own: Iterable[OwnTopic]) -> "TopicTree":
        """Return the tree with the topics and words of one sheet. Raises `TopicError`, also for a word taken twice.

        A topic that the tree already has gets further words.
        """
        own = tuple(own)
        if not own:
            return self
        for known, tree in self._latest:  # one timeline is asked again and again
            if known is own:
                return tree
        key = repr(own)
        if key not in self._extended:
            if len(self._extended) >= MAX_EXTENDED:
                self._extended.clear()
            self._extended[key] = self._extend(own)
        self._latest[:] = [(own, self._extended[key])]
        return self._extended[key]

    def _extend(self, own: tuple[OwnTopic, ...]) -> "TopicTree":
        added = {topic.id: _own_topic(topic, self.topics.get(topic.id)) for topic in own}
        topics = {**self.topics, **added}
        _refuse_orphans(topics)
        lineage = {**self._ancestors, **{name: _lineage(topics, name) for name in added}}
        return TopicTree(topics, self.index.extended(_phrases(added, lineage), lineage), lineage)

    def __contains__(self, topic_id: object) -> bool:
        return topic_id in self.topics

    def ancestors(self, topic_id: str) -> tuple[str, ...]:
        """Return the topic, then its families, nearest first. An unknown topic has no families."""
        return self._ancestors.get(topic_id, (topic_id,))

    def members(self, topic_id: str) -> tuple[str, ...]:
        """Return everything below the topic, in the order of the tree."""
        return self._members.get(topic_id, ())

    def label(self, topic_id: str, language: str) -> str:
        topic = self.topics.get(topic_id)
        return topic.label(language) if topic else topic_id

    def short(self, topic_id: str, language: str) -> str:
        """Return the short name; from another language if this one has none for the topic."""
        topic = self.topics.get(topic_id)
        return topic.short.get(language) or next(iter(topic.short.values())) if topic else topic_id

    def icon(self, topic_id: str) -> Icon:
        """Return the icon of the topic, or of the nearest family that has one."""
        lineage = (self.topics.get(each) for each in self.ancestors(topic_id))
        return next((topic.own_icon for topic in lineage if topic and topic.own_icon), Icon.OTHER)

    def find(self, question: str, language: str) -> Match | None:
        """Return the topic of a question; None for unknown words, which are never matched to similar ones."""
        return best(self.index, words(question), language)

    def named_in(self, text: str, language: str) -> tuple[str, ...]:
        """Return every topic that a sentence names, in order, each once. Typing slips are not corrected."""
        mentioned = mentions(self.index, words(text), language)
        return tuple(dict.fromkeys(topic for topic, _start, _end in mentioned))


def to_phone(tree: TopicTree) -> dict[str, Any]:
    """Return the phone's document of the tree: stored in columns, because similar values compress best."""
    topics = tree.topics.values()
    languages = tree.index.languages
    return {
        "format": PHONE_FORMAT,
        "ids": " ".join("" if topic.id == _id_of_label(topic) else topic.id for topic in topics),
        **_families(tree),
        "words": {
            name: "\n".join(_line(topic.words.get(name, ())) for topic in topics) for name in languages
        },
        "short": {name: "\n".join(_short_line(topic, name) for topic in topics) for name in languages},
        "small": {name: folded(tree.index.small.get(name, ()), " ") for name in languages},
        "ordinary": {name: folded(tree.index.ordinary.get(name, ()), " ") for name in languages},
        "tails": " ".join(tree.index.tails),
        "questions": to_document(tree.index.questions),
    }


def names_to_phone(tree: TopicTree, language: str) -> dict[str, Any]:
    """Return the part of the document that the board of Today needs: of the words of a topic only the label."""
    topics = tree.topics.values()
    labels = (next(iter(topic.words.get(language, ())), "") for topic in topics)
    return {
        "format": PHONE_FORMAT,
        "ids": " ".join(
            topic.id for topic in topics
        ),  # other labels than the English ones say nothing about them
        **_families(tree),
        "words": {language: "\n".join(labels)},
        "short": {language: "\n".join(_short_line(topic, language) for topic in topics)},
    }


def _families(tree: TopicTree) -> dict[str, Any]:
    at = {name: position for position, name in enumerate(tree.topics)}
    return {
        "parents": [[at[parent] for parent in topic.parents] for topic in tree.topics.values()],
        "icons": " ".join(topic.own_icon or "" for topic in tree.topics.values()),
    }


def _id_of_label(topic: Topic) -> str:
    return next(iter(topic.words.get("en", ("",)))).lower().replace(" ", "-")


def _line(topic_words: tuple[str, ...]) -> str:
    label, *others = topic_words or ("",)
    return "|".join((label, *(word.replace(label, LABEL_PLACEHOLDER) for word in others)))


def _short_line(topic: Topic, language: str) -> str:
    """Return the short name; empty where it is the capitalised label."""
    short = topic.short.get(language, "")
    return "" if short == capitalised_label(topic.words.get(language, ("",))) else short


def _own_topic(own: OwnTopic, known: Topic | None) -> Topic:
    if known is None:
        content = {**own.words, "in": own.parents, "short": _shortened(own.words)}
        return topic_entry(own.id, content)
    words = {name: (*known.words.get(name, ()), *listed) for name, listed in own.words.items()}
    return replace(known, words={**known.words, **words})


def _shortened(words: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return names that fit a tile: the first word of each language, cut if it is longer."""
    names = {language: capitalised_label(listed) for language, listed in words.items() if listed}
    return {
        language: name if len(name) <= MAX_SHORT else f"{name[: MAX_SHORT - 1]}…"
        for language, name in names.items()
    }


def _refuse_orphans(topics: Mapping[str, Topic]) -> None:
    for topic in topics.values():
        for parent in topic.parents:
            if parent not in topics:
                raise TopicError(f"the parent {parent} of topic {topic.id} is not in the tree")


def _lineage(topics: Mapping[str, Topic], name: str) -> tuple[str, ...]:
    """Return the topic and its ancestors, level by level, nearest first. Refuse a cycle."""
    lineage: dict[str, None] = {name: None}
    level = topics[name].parents
    while level:
        if name in level:
            raise TopicError(f"topic {name} is its own ancestor, through {' and '.join(lineage)}")
        lineage.update(dict.fromkeys(level))
        above = (parent for topic_id in level for parent in topics[topic_id].parents)
        level = tuple(dict.fromkeys(parent for parent in above if parent not in lineage or parent == name))
    return tuple(lineage)


def _members(lineage: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    """Return everything below each topic, in the order of the tree."""
    members: dict[str, list[str]] = {}
    for name, line in lineage.items():
        for family in line[1:]:
            members.setdefault(family, []).append(name)
    return {family: tuple(names) for family, names in members.items()}


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
