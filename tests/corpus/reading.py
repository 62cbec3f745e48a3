"""Load the corpus of typed questions."""

import json
from pathlib import Path
from typing import Any

from server.domain.questions import AskedMoment, Question

FOLDER = Path(__file__).parent
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def rows(name: str = "questions.jsonl") -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


def code(moment: AskedMoment | None) -> str:
    """Return a moment as it is written in the corpus."""
    if moment is None:
        return ""
    amount = moment.amount
    codes = {
        "now": "now",
        "minutes": f"+{amount}m",
        "hours": f"+{amount}h",
        "day": f"d{amount}",
        "weekday": WEEKDAYS[amount % 7],
        "weekend": "weekend",
        "week": f"w{amount}",
        "month": f"mo{amount}",
        "since": f"T{amount}h",
        "course-day": f"D{amount}",
        "part": "",
        "date": f"date{amount}",
    }
    return " ".join(part for part in (moment.reach, codes[moment.base], moment.part) if part)


def read(question: Question) -> dict[str, Any]:
    """Return the result of reading, in the form of a line of the corpus."""
    return {
        "kind": question.kind.value,
        "negated": question.negated,
        "topics": [topic.topic for topic in question.topics],
        "conditions": list(question.conditions),
        "at": code(question.at),
        "unknown": list(question.unknown),
    }


def expected(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "kind": row["kind"],
        "negated": row.get("negated", False),
        "topics": row["topics"],
        "conditions": row.get("conditions", []),
        "at": row.get("at", ""),
        "unknown": row.get("unknown", []),
    }
