"""Which topics a rule speaks of, and how they are related to those of another rule."""

from dataclasses import dataclass
from typing import Literal

from server.domain.answers import family
from server.domain.sheets import Rule
from server.domain.topics import TopicTree
from server.domain.vocabulary import Verb

Relation = Literal["same", "family", "member"]
"""How the topics of a rule are related to those of another: the first names the second's family, or a member."""


@dataclass(frozen=True, slots=True)
class Reach:
    """A rule with the topics that it names and all their families; an `only` closes families of its own."""

    rule: Rule
    topics: frozenset[str]
    line: frozenset[str]
    closed: frozenset[str] = frozenset()

    @classmethod
    def of(cls, rule: Rule, tree: TopicTree) -> "Reach":
        line = (above for topic in rule.topics for above in _line(topic, tree))
        known = rule.verb is Verb.ONLY and all(topic in tree for topic in rule.topics)
        closed = frozenset(family(rule, tree)) if known else frozenset[str]()
        return cls(rule, frozenset(rule.topics), frozenset(line), closed)

    def relation_to(self, other: "Reach") -> Relation | None:
        """Return how this rule's topics are related to the other's; a permission is named by what it permits."""
        if self.rule.verb is not other.rule.verb and Verb.ONLY in (self.rule.verb, other.rule.verb):
            only, permission = (self, other) if self.closed else (other, self)
            own = not only.topics.isdisjoint(permission.line) or not permission.topics.isdisjoint(only.line)
            shut = not own and not only.closed.isdisjoint(permission.line)
            return ("family" if only is self else "member") if shut else None
        if not self.topics.isdisjoint(other.topics):
            return "same"
        if not self.topics.isdisjoint(other.line):
            return "family"
        return "member" if not other.topics.isdisjoint(self.line) else None


def disputed(first: Reach, second: Reach, tree: TopicTree) -> tuple[str, ...]:
    """Return the topics that both rules speak of: of a family and its member, the member."""
    topics = [*_below(first, second, tree), *_below(second, first, tree)]
    return tuple(dict.fromkeys(topics))


def _below(rule: Reach, other: Reach, tree: TopicTree) -> list[str]:
    wide = other.topics | other.closed
    return [topic for topic in rule.rule.topics if not wide.isdisjoint(_line(topic, tree))]


def _line(topic: str, tree: TopicTree) -> tuple[str, ...]:
    return tree.ancestors(topic) if topic in tree else (topic,)
