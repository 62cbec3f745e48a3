"""The members of a family that have an answer of their own (CARE_PROTOCOL.md, "How it is decided", rule 1)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from server.domain.answers.model import MAX_EXCEPT, PRESCRIBED, STRICTNESS, StricterMember
from server.domain.answers.outcome import Outcome, Snapshot, depends_on, ends
from server.domain.timeline import Timeline
from server.domain.topics import TopicTree
from server.domain.when.bounds import States


class Deciding(Protocol):
    """One timeline with the reports of a patient, which can be asked about each topic."""

    timeline: Timeline
    tree: TopicTree
    states: States

    def outcome(self, topic: str, now: datetime) -> Outcome | None: ...
    def snapshot(self, topic: str, now: datetime) -> Snapshot: ...


@dataclass(frozen=True, slots=True)
class Members:
    """What is below a topic whose own answer at `now` is `own`."""

    asking: Deciding
    topic: str
    own: Snapshot
    now: datetime

    def listed(self) -> tuple[tuple[StricterMember, ...], tuple[StricterMember, ...]]:
        """Return the members to name, strictest first, and those that a sheet that is silent on the family permits."""
        if self.own.kind == "no":
            return (), ()
        members = [each for name in self._names() if (each := self._member(name))]
        differing = [each for each in members if self._differs(each)]
        named = [member for member in differing if not self._is_inherited(member, differing)]
        named.sort(key=self._order)
        permitted = [each for each in members if each.kind == "yes" and each not in differing]
        others = self._without_members(permitted) if self.own.kind == "unsaid" else []
        return tuple(map(self._with_condition, named[:MAX_EXCEPT])), tuple(others)

    def _names(self) -> Iterator[str]:
        """Yield the members that rules name, and those that belong to another family which rules name."""
        tree, named = self.asking.tree, self.asking.timeline.by_topic
        line = tree.ancestors(self.topic)
        kinds = [kind for kind in self.own.with_ if self.topic in tree.ancestors(kind)]
        for name in tree.members(self.topic):
            above = tree.ancestors(name)
            if kinds and not set(kinds) & set(above):
                continue  # "only a gentle cleanser" already says so
            if any(family in named and family not in line for family in above):
                yield name

    def _member(self, name: str) -> StricterMember | None:
        outcome = self.asking.outcome(name, self.now)
        if outcome is None:
            return None
        states, deciding = self.asking.states, outcome.deciding
        snapshot, rule = outcome.snapshot(self.now, states), deciding.ruling.window.rule
        if deciding.ruling.restricts:
            _least, surely = ends(deciding, states)
            prescribed = PRESCRIBED in depends_on(deciding.ruling, self.now, states)
            return StricterMember(name, snapshot.kind, surely, rule, prescribed=prescribed)
        return StricterMember(name, "yes", None, rule, snapshot.with_) if snapshot.kind == "yes" else None

    def _differs(self, member: StricterMember) -> bool:
        """Return True for a stricter answer, and for a condition on going ahead: out in the sun, but only covered.

        Members that rules do not name get their condition from another family; here it would only be noise.
        """
        if member.kind != "yes":
            return STRICTNESS[member.kind] < STRICTNESS[self.own.kind]
        kinds = any(member.topic in self.asking.tree.ancestors(kind) for kind in member.with_)
        named = member.topic in self.asking.timeline.by_topic
        permissive = named and self.own.kind in ("unsaid", "over", "yes")
        return permissive and bool(member.with_) and member.with_ != self.own.with_ and not kinds

    def _order(self, member: StricterMember) -> tuple[int, bool, float]:
        unnamed = member.topic not in self.asking.timeline.by_topic
        return STRICTNESS[member.kind], unnamed, -_timestamp(member.until)

    def _is_inherited(self, member: StricterMember, others: Sequence[StricterMember]) -> bool:
        """Return True if a rule's own topic, or the first that it covers, stands for this member, too."""
        named = self.asking.timeline.by_topic
        alike = [other for other in others if other.rule is member.rule]
        if member.topic in named:
            families = self.asking.tree.ancestors(member.topic)[1:]
            return any(other.topic in families for other in alike)
        return any(other.topic in named for other in alike) or alike[0].topic != member.topic

    def _without_members(self, permitted: Sequence[StricterMember]) -> list[StricterMember]:
        """Leave out what rules do not name themselves, and members whose family is there as well."""
        named = [each for each in permitted if each.topic in self.asking.timeline.by_topic]
        topics, tree = {each.topic for each in named}, self.asking.tree
        return [each for each in named if not topics & set(tree.ancestors(each.topic)[1:])]

    def _with_condition(self, member: StricterMember) -> StricterMember:
        """Add the condition that begins when a ban ends: sun not before Wednesday, and then only covered."""
        if member.until is None or member.topic not in self.asking.timeline.by_topic:
            return member
        after = self.asking.snapshot(member.topic, member.until)
        return replace(member, with_=after.with_) if after.kind == "yes" and after.with_ else member


def _timestamp(moment: datetime | None) -> float:
    return moment.timestamp() if moment else float("inf")
