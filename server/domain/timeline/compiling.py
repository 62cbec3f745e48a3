"""Compile a sheet and a treatment into a timeline."""

from collections.abc import Set
from dataclasses import replace
from datetime import UTC, datetime

from server.domain.errors import Invalid
from server.domain.local_time import time_zone_named
from server.domain.sheets import NOW, STATABLE, Rule, Sheet
from server.domain.timeline.milestones import milestones
from server.domain.timeline.model import SheetHeader, Timeline, TreatmentFacts, Window
from server.domain.timeline.series import series
from server.domain.when.resolve import Anchor, resolve


def compile(sheet: Sheet, facts: TreatmentFacts) -> Timeline:
    """Return the timeline; a pure function that is total over valid sheets.

    Raises `Invalid`: `time-zone-missing`, `time-zone-unknown`, `instant-naive` or `date-out-of-range`.
    """
    anchor = _anchor(sheet, facts)
    rules = (*facts.directed, *sheet.rules)
    late = STATABLE | sheet.conditions.keys()
    windows = tuple(
        _window(rule, anchor, facts.flags, late) for rule in rules if _applies(rule, facts.flags, late)
    )
    return Timeline(
        sheet=SheetHeader(
            sheet.id, sheet.version, sheet.title, sheet.publisher, sheet.language, sheet.titles
        ),
        treated_at=anchor.treated_at,
        time_zone=facts.time_zone,
        day_one=sheet.day_one,
        windows=windows,
        milestones=milestones(windows),
        series=series(windows),
        topics=sheet.topics,
        conditions=sheet.conditions,
    )


def _anchor(sheet: Sheet, facts: TreatmentFacts) -> Anchor:
    time_zone_named(facts.time_zone)
    return Anchor(
        treated_at=_utc(facts.treated_at),
        time_zone=facts.time_zone,
        day_one=sheet.day_one,
        clock_known=facts.clock_known,
        last_treatment_at=_utc(facts.last_treatment_at) if facts.last_treatment_at else None,
        next_treatment_at=_utc(facts.next_treatment_at) if facts.next_treatment_at else None,
    )


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise Invalid("An instant needs its offset from UTC.", code="instant-naive")
    return moment.astimezone(UTC)


def _applies(rule: Rule, flags: frozenset[str], late: Set[str]) -> bool:
    """Return True if the rule may apply to this treatment, by the flags that are known once.

    A flag in `late` that was not recorded is unknown, which is not a no: the patient may still state it.
    """
    needed = all(flag in flags for flag in rule.if_ if not flag.startswith(NOW) and flag not in late)
    return needed and not any(flag in flags for flag in rule.unless)


def _window(rule: Rule, anchor: Anchor, flags: frozenset[str], late: Set[str]) -> Window:
    return Window(
        rule=replace(rule, starts=None, ends=None, if_=(), unless=()),
        opens=resolve(rule.starts, anchor) if rule.starts else None,
        closes=resolve(rule.ends, anchor) if rule.ends else None,
        needs=_open_flags(rule.if_, late - flags),
        unless=_open_flags(rule.unless, late - flags),
    )


def _open_flags(named: tuple[str, ...], late: Set[str]) -> tuple[str, ...]:
    """Return the flags that are reported only at the moment of asking, or that may still be stated then."""
    return tuple(
        flag if flag.startswith(NOW) else f"{NOW}{flag}"
        for flag in named
        if flag.startswith(NOW) or flag in late
    )
