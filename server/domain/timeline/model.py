"""The timeline of one treatment: every rule that applies, resolved to UTC. A pure value."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from server.domain.sheets import OwnTopic, Rule
from server.domain.vocabulary import Verb
from server.domain.when.bounds import Bound

MilestoneKind = Literal["allowed", "over", "begins", "ends", "resolved", "call-after", "next-treatment"]

FORBIDDING = (Verb.AVOID, Verb.ONLY)
PERMITTING = (Verb.ALLOW, Verb.DO)


@dataclass(frozen=True, slots=True)
class TreatmentFacts:
    """What a timeline is compiled from besides the sheet. `flags` are the recorded ones, known once."""

    treated_at: datetime
    time_zone: str
    flags: frozenset[str] = frozenset()
    directed: tuple[Rule, ...] = ()
    last_treatment_at: datetime | None = None  # None: this treatment is the latest
    next_treatment_at: datetime | None = None
    clock_known: bool = True  # False: only the hours since the treatment are known (`afterglow ask --hours`)


@dataclass(frozen=True, slots=True)
class Window:
    """A rule and the half-open span in which it applies; None is an open end.

    The bounds replace the rule's own `from` and `until`.
    """

    rule: Rule
    opens: Bound | None
    closes: Bound | None
    needs: tuple[str, ...] = ()  # now-flags that must hold
    unless: tuple[str, ...] = ()  # now-flags that must not


@dataclass(frozen=True, slots=True)
class Milestone:
    """A moment at which something changes for the patient.

    One-sided: a permission or the end of a ban at the latest possible moment, a duty or a ban at the earliest.
    "over" is the end of a ban about which the sheet says nothing more; only an `allow` or `do` in force makes
    an "allowed". `gates` are the states the patient must have confirmed before either may be announced.
    """

    at: datetime
    kind: MilestoneKind
    rule_id: str
    topics: tuple[str, ...]
    gates: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()  # the permission needs one of these topics


@dataclass(frozen=True, slots=True)
class TreatmentSeries:
    """When the next treatment may take place. `treatments` is the usual number of treatments: minimum and maximum."""

    opens_at: datetime | None
    closes_at: datetime | None
    treatments: tuple[int, int] | None
    rule_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetHeader:
    id: str
    version: int
    title: str
    publisher: str
    language: str
    titles: Mapping[str, str] = field(default_factory=dict)  # in other languages


@dataclass(frozen=True, slots=True)
class Timeline:
    sheet: SheetHeader
    treated_at: datetime
    time_zone: str
    day_one: int
    windows: tuple[Window, ...]
    milestones: tuple[Milestone, ...]
    series: TreatmentSeries | None = None
    topics: tuple[OwnTopic, ...] = ()  # of the sheet's own
    conditions: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # names of its own flags
    by_topic: Mapping[str, tuple[Window, ...]] = field(init=False, compare=False, repr=False)
    only: tuple[Window, ...] = field(init=False, compare=False, repr=False)
    memo: dict[str, object] = field(init=False, compare=False, repr=False)  # what others compute once

    def __post_init__(self) -> None:
        by_topic: defaultdict[str, list[Window]] = defaultdict(list)
        for window in self.windows:
            for topic in window.rule.topics:
                by_topic[topic].append(window)
        object.__setattr__(self, "by_topic", {topic: tuple(windows) for topic, windows in by_topic.items()})
        only = tuple(window for window in self.windows if window.rule.verb is Verb.ONLY)
        object.__setattr__(self, "only", only)
        object.__setattr__(self, "memo", {})

    def hours_until(self, moment: datetime | None) -> float | None:
        """Return the hours from the treatment to `moment`, as an `int` where they are whole."""
        if moment is None:
            return None
        hours = round((moment - self.treated_at) / timedelta(hours=1), 4)
        return int(hours) if hours == int(hours) else hours
