"""Answer the corpus on the five sheets. `python -m tests.corpus.answering` writes answers.jsonl; read its diff.

Each line has a question and, per sheet, the answers after 5, 50 and 120 hours; a question about several things has
several, the strictest first: `{"003": "no unsaid | not-yet unsaid | over unsaid"}`.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from server.domain.questions import read_question
from server.domain.replies import Reply, ReplyTo, reply
from server.domain.timeline import TreatmentFacts, compile
from server.sheets import load_sheets, load_topics
from tests.corpus.reading import FOLDER, rows

MONDAY_14 = datetime(2026, 3, 2, 13, tzinfo=UTC)  # 14:00 in Berlin
SHEETS = {
    "000": "healed-first", "001": "serum-week", "002": "seven-days", "003": "step-by-step",
    "004": "natural-start",
}  # fmt: skip
HOURS = (5, 50, 120)
ANSWERS = FOLDER / "answers.jsonl"


@cache
def asked_of(number: str) -> ReplyTo:
    facts = TreatmentFacts(MONDAY_14, "Europe/Berlin")
    return ReplyTo(compile(load_sheets()[SHEETS[number]], facts), load_topics(), {})


def ask(number: str, hours: float, words: str, language: str) -> Reply:
    question = read_question(words, language, load_topics())
    now = MONDAY_14 + timedelta(hours=hours)
    return reply(question, [asked_of(number)], now=now, time_zone="Europe/Berlin")


def kinds(number: str, hours: float, words: str, language: str) -> str:
    return " ".join(part.answer.kind for part in ask(number, hours, words, language).parts)


def answers_to(row: dict[str, Any]) -> dict[str, str]:
    """Return the answers at each of the hours, per sheet."""
    return {
        number: " | ".join(kinds(number, hours, row["q"], row["language"]) for hours in HOURS)
        for number in SHEETS
    }


def lines() -> Iterator[str]:
    for row in rows():
        document = {"q": row["q"], "language": row["language"], **answers_to(row)}
        yield json.dumps(document, ensure_ascii=False)


if __name__ == "__main__":
    ANSWERS.write_text("\n".join(lines()) + "\n", encoding="utf-8")
