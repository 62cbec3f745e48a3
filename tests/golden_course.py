"""Rewrite tests/golden/course.json: `python -m tests.golden_course`. Review the diff.

tests/domain/test_assessment.py specifies the findings; the golden file holds the phone to the same results.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from server.domain.assessment import Finding, assess, resolved_symptoms
from server.domain.course import CourseEnd, bands, end_of_course
from server.domain.diary import Logged, reported_states
from server.domain.skin_states import earliest_reports, states_of
from server.domain.timeline import Timeline, instant_text, to_document
from server.domain.vocabulary import Area, Sign, SkinState
from tests.course_cases import COURSE_CASES
from tests.domain.small_sheet import TIME_ZONE, entry, hours, rule, timeline

FILE = Path(__file__).parent / "golden" / "course.json"
ABOUT = (
    "a diary's bands, findings and days to resolve: server/domain/{course,assessment}.py and pwa/src/domain"
)

FLUSH = rule("flush", "expect", "redness", until="24h")
LATE_FLAKES = rule("flakes", "expect", "flaking", from_="D3", until="D8")
REPLIED = {"a reply answers a finding; the same reason does not raise it again, a new one does": (60.0,)}
"""Hours after the treatment at which the practitioner replied, by the name of the case."""
CASES: dict[str, tuple[Timeline, list[Logged]]] = {
    "within what the sheet says": (timeline(FLUSH), [entry(5, redness=4), entry(23.9, redness=1)]),
    "at the end of the band it lasts longer than the sheet says": (
        timeline(FLUSH),
        [entry(5, redness=3), entry(24, redness=1)],
    ),
    "warmth raises the same finding": (timeline(FLUSH), [entry(30, warmth=2)]),
    "darkening and swelling raise one finding": (
        timeline(FLUSH),
        [entry(30, darkening=2, swelling=1)],
    ),
    "a sheet that names only warmth": (
        timeline(rule("warm", "expect", "warmth", until="24h")),
        [entry(30, redness=1)],
    ),
    "swelling follows its own course": (
        timeline(FLUSH, rule("eyes", "expect", "swelling", until="2-4d")),
        [entry(30, swelling=2), entry(95.9, swelling=1), entry(96, swelling=1)],
    ),
    "an expected late event raises no finding": (
        timeline(LATE_FLAKES),
        [entry(5, flaking=1), entry(20, flaking=0), entry(80, flaking=3)],
    ),
    "a late event past its window is outside the band": (
        timeline(LATE_FLAKES),
        [entry(80, flaking=3), entry(155, flaking=1)],
    ),
    "irritation past three days is past the call-after": (
        timeline(rule("call", "call", "irritation", from_="3d")),
        [entry(71.9, tenderness=2), entry(72, tenderness=2), entry(80, itching=1)],
    ),
    "a call may come early: the earliest end of a range counts": (
        timeline(rule("call", "call", "tenderness", from_="2-3d")),
        [entry(48, tenderness=1)],
    ),
    "a call without a number does not apply while the symptom is expected": (
        timeline(
            rule("bruise", "expect", "bruising", until="5d"), rule("persists", "call", "bruising", from_="?")
        ),
        [entry(100, bruising=2), entry(121, bruising=2)],
    ),
    "pustules and fever": (
        timeline(rule("pustules", "call", "pustules"), rule("unexpected", "call", "unexpected-reaction")),
        [entry(40, Sign.PUSTULES, area=Area.CHIN), entry(50, Sign.FEVER), entry(60, Sign.PUSTULES)],
    ),
    "oozing that the sheet expects for a while": (
        timeline(rule("weeping", "expect", "oozing", until="12h")),
        [entry(5, Sign.OOZING), entry(12, Sign.OOZING)],
    ),
    "a rebound": (
        timeline(rule("flush", "expect", "redness", until="3d")),
        [entry(5, redness=3), entry(30, redness=0), entry(50, redness=2), entry(90, redness=1)],
    ),
    "a rebound through another cue": (
        timeline(rule("flush", "expect", "redness", until="3d")),
        [entry(5, redness=3), entry(30, redness=0), entry(50, warmth=2), entry(60, warmth=0, redness=0)],
    ),
    "a late onset": (timeline(FLUSH), [entry(5, redness=0), entry(50, redness=2), entry(60, redness=2)]),
    "a late onset on a silent sheet": (
        timeline(rule("sun", "avoid", "sun", until="24h")),
        [entry(5, warmth=0, itching=0), entry(72, warmth=1, itching=1)],
    ),
    "a confirmed state ends the expectation": (
        timeline(rule("flush", "expect", "redness", until="healed")),
        [entry(20, redness=1), entry(30, states={SkinState.HEALED: True}), entry(50, redness=1)],
    ),
    "a score of 0 ends the expectation": (
        timeline(rule("tight", "expect", "tightness", until="gone(redness)")),
        [entry(20, tightness=1, redness=2), entry(30, redness=0, tightness=1)],
    ),
    **COURSE_CASES,
    "resolved and not yet resolved": (
        timeline(FLUSH),
        [
            entry(2, redness=3, itching=2),
            entry(24, redness=0),
            entry(36, redness=1),
            entry(48, redness=0),
            entry(60, redness=0, itching=1),
        ],
    ),
}


def main() -> None:
    FILE.write_text(json.dumps(golden(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def golden() -> dict[str, Any]:
    return {"about": ABOUT, "cases": [_case(name, *case) for name, case in CASES.items()]}


def _case(name: str, sheet: Timeline, diary: list[Logged]) -> dict[str, Any]:
    return {
        "name": name,
        "timeline": to_document(sheet),
        "entries": [_entry(entry) for entry in diary],
        "replied_at": [instant_text(at) for at in _replied_at(name)],
        "bands": [asdict(band) for band in bands(sheet)],
        "end": _end(end_of_course(sheet)),
        "findings": [_finding(finding) for finding in assess(sheet, diary, replied_at=_replied_at(name))],
        "resolved": [
            {"symptom": entry.symptom, "peak": entry.peak, "after_days": entry.after_days}
            for entry in resolved_symptoms(sheet, diary)
        ],
        "states": _states(reported_states(diary)),
        "earliest": _states(earliest_reports(sheet)),
        "valid_states": _states(states_of(sheet, diary)),
    }


def _replied_at(name: str) -> list[datetime]:
    return [hours(after) for after in REPLIED.get(name, ())]


def _end(end: CourseEnd | None) -> dict[str, Any] | None:
    return {"at": instant_text(end.at), "states": list(end.states)} if end else None


def _states(states: Mapping[str, bool | datetime]) -> dict[str, bool | str | None]:
    return {
        name: instant_text(report) if isinstance(report, datetime) else report
        for name, report in states.items()
    }


def _entry(entry: Logged) -> dict[str, Any]:
    return {
        "id": str(entry.entry_id),
        "occurred_at": instant_text(entry.occurred_at),
        "document": {
            "time_zone": TIME_ZONE,
            "scores": dict(entry.scores),
            "signs": [{"sign": sign, "area": area} for sign, area in entry.signs],
            "states": dict(entry.states or {}),
            "products": [],
            "activities": [],
            "acts": list(entry.acts),
            "signs_gone": list(entry.signs_gone),
            "note": "",
            "question": "",
            "back_dated": False,
        },
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "symptom": finding.symptom,
        "sign": finding.sign,
        "area": finding.area,
        "gone_at": instant_text(finding.gone_at),
        "answered_at": instant_text(finding.answered_at),
        "reasons": [
            {
                "kind": reason.kind,
                "rule_id": reason.rule.id if reason.rule else None,
                "at": instant_text(reason.at),
                "entry_id": str(reason.entry_id),
            }
            for reason in finding.reasons
        ],
    }


if __name__ == "__main__":
    main()
