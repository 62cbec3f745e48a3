"""Departures from the five sheets: the products and activities that a diary reports, in both languages."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from server.domain.answers import answer
from server.domain.departures import departures
from server.domain.diary import logged
from server.domain.timeline import TreatmentFacts, compile, instant_text, to_document
from server.domain.when.bounds import States
from server.sheets import load_sheets, load_topics

_TREATED_AT = datetime(2026, 3, 27, 18, 30, tzinfo=UTC)
_TIME_ZONE = "Europe/Berlin"
_HOURS = (-2, 3, 30, 80, 200)
_LINES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "en": (
        ("retinol serum and sunscreen", "no make-up", "vitamin c", "maskara", "tap water", "my own cream"),
        ("sauna", "a walk in the sun", "gym", "hot bath then yoga", "skipped the swimming"),
    ),
    "de": (
        ("Retinol", "Sonnencreme und Make-up", "kein Peeling", "Vitamin C", "serum"),
        ("Sauna", "Sport gemacht", "heiß gebadet", "in der Sonne", "nicht geschwommen"),
    ),
}


def departure_cases() -> dict[str, Any]:
    return {"cases": [_case(name, language) for name in load_sheets() for language in _LINES]}


def _case(name: str, language: str) -> dict[str, Any]:
    timeline, tree = compile(load_sheets()[name], TreatmentFacts(_TREATED_AT, _TIME_ZONE)), load_topics()
    products, activities = _LINES[language]
    entries: list[dict[str, Any]] = [
        {
            "id": str(UUID(int=number + 1)),
            "occurred_at": instant_text(_TREATED_AT + timedelta(hours=hours)),
            "document": {"products": products, "activities": activities, "states": _states(hours)},
        }
        for number, hours in enumerate(_HOURS)
    ]
    diary = [
        logged(UUID(entry["id"]), datetime.fromisoformat(entry["occurred_at"]), entry["document"])
        for entry in entries
    ]

    def answer_at(topic: str, at: datetime, states: States) -> Any:
        return answer(timeline, tree, topic, now=at, states=states)

    departed = departures(timeline, diary, tree, language=language, answer_at=answer_at)
    return {
        "name": f"{name} in {language}",
        "language": language,
        "timeline": to_document(timeline),
        "entries": entries,
        "departures": [
            [each.topic, instant_text(each.at), str(each.entry_id), each.rule_id, each.words]
            for each in departed
        ],
    }


def _states(hours: float) -> dict[str, bool]:
    return {"healed": hours > 72, "calm": hours > 72} if hours > 0 else {}
