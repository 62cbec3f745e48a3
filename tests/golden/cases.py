"""The content of the golden files, computed in Python. The TypeScript tests use the same files.

Rules are represented by their ids in answers.json and today.json.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any

from server.domain import answers, today
from server.domain.course import end_of_course
from server.domain.local_time import day_number
from server.domain.sheets import Rule, Sheet, directed_rule, parse_toml_bytes
from server.domain.timeline import Timeline, TreatmentFacts, compile, instant_text, to_document
from server.domain.timeline.document import bound_document
from server.domain.topics import TopicTree
from server.domain.when import parse_time
from server.domain.when.bounds import States, certainty, gates, least_moment, open_gates, sure_moment
from server.domain.when.resolve import Anchor, resolve
from tests.golden.departures import departure_cases
from tests.golden.replies import reply_cases

HERE = Path(__file__).parent

PARENTS: dict[str, list[str]] = {
    "skincare": [],
    "serum": ["skincare"],
    "hyaluronic-acid": ["serum"],
    "niacinamide": ["serum"],
    "retinol": ["serum"],
    "vitamin-c": ["serum"],
    "moisturiser": ["skincare"],
    "toner": ["skincare"],
    "mask": ["skincare"],
    "night-cream": ["moisturiser"],
    "sunscreen": ["skincare"],
    "make-up": [],
    "mascara": ["make-up"],
    "cleansing": [],
    "cleansing-brush": ["cleansing"],
    "water": [],
    "heat": [],
    "bath": ["water"],
    "shower": ["water"],
    "hot-bath": ["bath", "heat"],
    "sauna": ["heat"],
    "sport": [],
    "yoga": [],
    "exercise": [],
    "hard-exercise": ["exercise"],
    "ball-games": ["exercise"],
    "team-sports": ["ball-games"],
    "climbing": ["exercise"],
    "boxing": ["exercise"],
    "peel": [],
    "glow": [],
    "outdoors": [],
    "walk": ["outdoors"],
    "dog-walk": ["walk"],
    "beach": ["outdoors", "water"],
    "covering": [],
    "hat": [],
    "sun": [],
    "medicine": [],
    "painkiller": ["medicine"],
    "paracetamol": ["painkiller"],
    "anti-inflammatory": ["medicine"],
    "aspirin": ["anti-inflammatory", "painkiller"],
    "hand-washing": [],
    "symptom": [],
    "irritation": ["symptom"],
    "redness": ["irritation"],
    "swelling": ["irritation"],
    "itching": ["irritation"],
    "dryness": ["symptom"],
    "flaking": ["symptom"],
    "pustules": ["symptom"],
    "fever": ["symptom"],
    "severe-pain": ["symptom"],
    "unexpected-reaction": ["symptom"],
    "session": [],
}


def tree() -> TopicTree:
    topics = {
        name: {"in": parents, "en": [name], "short": {"en": name[:18]}} for name, parents in PARENTS.items()
    }
    return TopicTree.from_document({"topics": topics})


def sheet() -> Sheet:
    return parse_toml_bytes((HERE / "sheet.toml").read_bytes(), name="sheet.toml")


def _directed(name: str, verb: str, topics: list[str], says: str, **times: str) -> Rule:
    return directed_rule({"id": name, "verb": verb, "topics": topics, "says": says, **times})


def treatments() -> dict[str, TreatmentFacts]:
    """Return treatments around clock changes, with different facts about their patients."""
    sauna = _directed("d-sun", "allow", ["sauna"], "Sauna is fine after a day.", **{"from": "24h"})
    shorter_ban = _directed(
        "d-cleansing", "avoid", ["cleansing"], "You may cleanse after a day.", until="24h"
    )
    later_permission = _directed(
        "d-moisturiser", "allow", ["moisturiser"], "Moisturise from the third day on.", **{"from": "48h"}
    )
    family = _directed(
        "d-skincare", "allow", ["skincare"], "Your products for two to three days.", until="48-72h"
    )
    ban = _directed("d-outdoors", "avoid", ["outdoors", "paracetamol"], "Stay indoors.", until="72h")
    return {
        "spring in Berlin, with retinol": TreatmentFacts(
            datetime(2026, 3, 27, 18, 0, tzinfo=UTC), "Europe/Berlin", frozenset({"retinol-layer"})
        ),
        "autumn in Lord Howe, half an hour back, next session known": TreatmentFacts(
            datetime(2026, 4, 3, 20, 45, tzinfo=UTC),
            "Australia/Lord_Howe",
            next_treatment_at=datetime(2026, 5, 8, 1, 0, tzinfo=UTC),
        ),
        "no midnight in Santiago, directed": TreatmentFacts(
            datetime(2026, 9, 4, 2, 30, tzinfo=UTC),
            "America/Santiago",
            frozenset({"directed"}),
            directed=(sauna,),
        ),
        "the end of October in Berlin, directed on the very topic: over, and to come": TreatmentFacts(
            datetime(2026, 10, 30, 18, 0, tzinfo=UTC),
            "Europe/Berlin",
            directed=(shorter_ban, later_permission),
        ),
        "directed on families whose members the sheet names": TreatmentFacts(
            datetime(2026, 6, 1, 12, 0, tzinfo=UTC), "Europe/Berlin", directed=(family, ban)
        ),
    }


STATES: tuple[dict[str, bool], ...] = (
    {},
    {"healed": True, "gone(irritation)": True, "now:flushed": False},
    {
        "healed": False,
        "gone(irritation)": False,
        "now:flushed": True,
        "used-up(cream)": True,
        "after(wash)+30m": True,
    },
)
HOURS = (-30, 0, 5, 24, 30, 47.9, 48, 60, 72, 96, 168, 744, 900)
TOPICS = (
    "mascara", "cleansing-brush", "hyaluronic-acid", "niacinamide", "skincare", "moisturiser", "sunscreen",
    "hot-bath", "cleansing", "sauna", "yoga", "paracetamol", "aspirin", "sun", "hand-washing", "toner",
    "retinol", "redness", "vitamin-c", "night-cream", "bath", "shower", "exercise", "walk", "beach",
    "covering", "hat", "session", "irritation", "swelling", "dryness", "flaking", "pustules", "fever", "symptom",
    "severe-pain", "dog-walk", "peel", "glow", "itching",
)  # fmt: skip
TIMES = (
    "24h", "24-72h", ">=36h", "<=72h", "~2d", "?", "-24h", "1mo", "D3", "D3-D5", "evening", "morning+1",
    "healed", "gone(redness)", "after(wash)+30m", "on(home)", "S+4-6w", "S-24h", "48h & healed",
    "7d / used-up(cream)", "48h & healed / 7d", "? & calm",
)  # fmt: skip


def answer_cases() -> dict[str, Any]:
    compiled = [(name, compile(sheet(), facts)) for name, facts in treatments().items()]
    cases = [
        {
            "name": name,
            "timeline": to_document(timeline),
            "end": instant_text(end.at) if (end := end_of_course(timeline)) else None,
            "asks": list(_asked(timeline, number)),
        }
        for number, (name, timeline) in enumerate(compiled)
    ]
    return {"parents": PARENTS, "cases": cases}


def _asked(timeline: Timeline, number: int) -> Iterator[dict[str, Any]]:
    """Ask about each topic at every second moment, with the patients' reports in turn."""
    topics, reports = tree(), reported(timeline)
    for place, (topic, now) in enumerate(product(TOPICS, _moments(timeline))):
        if (place + number) % 2:
            continue
        states, areas = reports[place % len(reports)], ("under-eye",) * (place % 3 == 0)
        answer = answers.answer(timeline, topics, topic, now=now, states=states, areas=areas)
        yield {
            "topic": topic,
            "now": instant_text(now),
            "areas": areas,
            "states": {name: _on_the_phone(report) for name, report in states.items()},
            "answer": _short(answers.to_document(answer, timeline)),
            "dropped": [_short(answers.to_document(each, timeline)) for each in answer.dropped],
        }


def reported(timeline: Timeline) -> tuple[States, ...]:
    """Return what patients reported: `STATES`, and acts and states with their moments."""
    began = timeline.treated_at
    washed: States = {"act:wash": began + timedelta(hours=24), "healed": began + timedelta(hours=47)}
    return (
        *STATES,
        washed,
        {"act:home": began + timedelta(hours=1), "healed": True, "now:flushed": True, "now:severe": True},
    )


def _on_the_phone(report: bool | datetime) -> bool | int:
    """The phone counts in milliseconds."""
    return report if isinstance(report, bool) else round(report.timestamp() * 1000)


def _short(document: dict[str, Any]) -> dict[str, Any]:
    """Replace rules by their ids: the timeline of the case holds the rest."""
    also = {"also": [rule["id"] for rule in document["also"]]} if "also" in document else {}
    return document | {"rule": document["rule"] and document["rule"]["id"]} | also


def _short_view(view: dict[str, Any]) -> dict[str, Any]:
    lists = ("do", "leave_alone", "allowed", "expect", "tell")
    return view | {name: [_short(item) for item in view[name]] for name in lists}


def _moments(timeline: Timeline) -> list[datetime]:
    return [timeline.treated_at + timedelta(hours=hours) for hours in HOURS]


def today_cases() -> dict[str, Any]:
    cases = []
    for number, (name, facts) in enumerate(treatments().items()):
        timeline = compile(sheet(), facts)
        views = [
            {
                "now": instant_text(now),
                "states": states,
                "today": _short_view(today.to_document(today.today(timeline, now=now, states=states))),
            }
            for place, now in enumerate(_moments(timeline))
            for states in (STATES[(place + number) % 2],)
        ]
        cases.append({"name": name, "timeline": to_document(timeline), "views": views})
    return {"cases": cases}


def bound_cases() -> dict[str, Any]:

    anchor = Anchor(datetime(2026, 3, 27, 18, 0, tzinfo=UTC), "Europe/Berlin", 1)
    cases = []
    for text in TIMES:
        bound = resolve(parse_time(text), anchor)
        certainties = [
            {
                "now": instant_text(now),
                "states": states,
                "late": int(certainty(bound, now, states)),
                "early": int(certainty(bound, now, states, early=True)),
                "waits_for": list(open_gates(bound, now, states)),
                "least": instant_text(least_moment(bound, states)),
                "sure": instant_text(sure_moment(bound, states)),
            }
            for hours in (-25, 0, 24, 36, 48, 72, 168, 800, 1100)
            for states in ({}, dict.fromkeys(gates(bound), True), dict.fromkeys(gates(bound), False))
            if states or not hours % 12 or hours == -25
            for now in [anchor.treated_at + timedelta(hours=hours)]
        ]
        cases.append({"time": text, "bound": bound_document(bound), "certainties": certainties})
    return {
        "treated_at": instant_text(anchor.treated_at),
        "time_zone": anchor.time_zone,
        "day_one": 1,
        "cases": cases,
    }


def day_cases() -> dict[str, Any]:
    """Return days of the sheet on the wall clock, around midnight and clock changes."""
    rows = []
    for time_zone, treated_at in (
        ("Europe/Berlin", datetime(2026, 3, 27, 22, 59, tzinfo=UTC)),
        ("Europe/Berlin", datetime(2026, 10, 24, 21, 59, tzinfo=UTC)),
        ("America/Santiago", datetime(2026, 9, 5, 3, 30, tzinfo=UTC)),
        ("Australia/Lord_Howe", datetime(2026, 4, 3, 13, 30, tzinfo=UTC)),
        ("Pacific/Apia", datetime(2011, 12, 29, 12, 0, tzinfo=UTC)),
        ("Asia/Kathmandu", datetime(2026, 1, 1, 18, 14, tzinfo=UTC)),
    ):
        for day_one in (0, 1):
            for hours in (-24, 0, 1, 2, 23, 24, 25, 26, 47, 48, 49):
                now = treated_at + timedelta(hours=hours)
                rows.append(
                    {
                        "treated_at": instant_text(treated_at),
                        "time_zone": time_zone,
                        "day_one": day_one,
                        "now": instant_text(now),
                        "day": day_number(now, treated_at, time_zone=time_zone, day_one=day_one),
                    }
                )
    return {"cases": rows}


FILES = {
    "answers.json": answer_cases,
    "today.json": today_cases,
    "bounds.json": bound_cases,
    "days.json": day_cases,
    "replies.json": reply_cases,
    "departures.json": departure_cases,
}


def text_of(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).replace('},{"', '},\n{"') + "\n"
