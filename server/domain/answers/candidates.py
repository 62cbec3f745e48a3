"""The rules that may apply to a topic: those on the topic and its families, and each `only` that closes one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from server.domain.answers.rulings import Candidate
from server.domain.sheets import Rule
from server.domain.timeline import Timeline, Window
from server.domain.topics import TopicTree
from server.domain.vocabulary import Verb

_SPEAKING = (Verb.AVOID, Verb.ONLY, Verb.ALLOW, Verb.DO, Verb.REPEAT)

Line = tuple[tuple[int, str], ...]
"""The topics of a lineage that rules are about, each with its steps from the topic that is asked about."""


@dataclass(slots=True)
class Candidates:
    """The candidates of each topic. Topics whose lineages look alike to the sheet share theirs."""

    timeline: Timeline
    tree: TopicTree
    _closing: Mapping[str, list[Window]] = field(
        init=False
    )  # the `only` rules by the families that they close
    _kinds: frozenset[str] = field(init=False)  # the kinds that permissions name, with their families
    _lines: dict[str, Line] = field(default_factory=dict)
    _by_line: dict[Line, tuple[Candidate, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        closing: defaultdict[str, list[Window]] = defaultdict(list)
        for window in self.timeline.only:
            for name in family(window.rule, self.tree):
                closing[name].append(window)
        self._closing = dict(closing)
        rules = (window.rule for window in self.timeline.windows if window.rule.with_)
        kinds = {kind for rule in rules if names_kinds(rule, self.tree) for kind in rule.with_}
        self._kinds = frozenset(name for kind in kinds for name in self.tree.ancestors(kind))

    def line(self, topic: str) -> Line:
        if topic not in self._lines:
            lineage = enumerate(self.tree.ancestors(topic))
            named, closing, kinds = self.timeline.by_topic, self._closing, self._kinds
            self._lines[topic] = tuple(
                (place, name) for place, name in lineage if name in named or name in closing or name in kinds
            )
        return self._lines[topic]

    def on(self, line: Line) -> tuple[Candidate, ...]:
        if line not in self._by_line:
            self._by_line[line] = tuple(self._speaking_on(line))
        return self._by_line[line]

    def _speaking_on(self, line: Line) -> Iterator[Candidate]:
        seen: set[int] = set()
        for place, name in line:
            for window in self.timeline.by_topic.get(name, ()):
                if id(window) not in seen and window.rule.verb in _SPEAKING:
                    seen.add(id(window))
                    yield Candidate(window, place, beside=self._is_beside(window.rule, line, place))
        if not self._closing:
            return
        closed: dict[int, int] = {}
        for place, name in line:
            for window in self._closing.get(name, ()):
                closed.setdefault(id(window), place)
        for window in self.timeline.only:
            if id(window) in closed and id(window) not in seen:
                yield Candidate(window, closed[id(window)], sibling=True)

    def _is_beside(self, rule: Rule, line: Line, place: int) -> bool:
        """Return True for a topic that is neither one of the kinds that the rule names, nor a family of one."""
        if place == 0 or not rule.with_ or not names_kinds(rule, self.tree):
            return False
        names = {name for _place, name in line}
        own = line[0][1] if line[0][0] == 0 else None
        return not any(kind in names or own in self.tree.ancestors(kind) for kind in rule.with_)


def names_kinds(rule: Rule, tree: TopicTree) -> bool:
    """Return True if the condition of a permission is a kind of its topic: cleansing with a gentle cleanser."""
    return all(set(tree.ancestors(kind)[1:]) & set(rule.topics) for kind in rule.with_)


def family(rule: Rule, tree: TopicTree) -> tuple[str, ...]:
    """Return the families an `only` rule closes: those it names, else the nearest common parents."""
    if rule.family:
        return rule.family
    lines = [tree.ancestors(topic) for topic in rule.topics]
    common = [
        topic for topic in lines[0] if topic not in rule.topics and all(topic in line for line in lines)
    ]
    farther = {above for topic in common for above in tree.ancestors(topic)[1:]}
    return tuple(topic for topic in common if topic not in farther)
