"""Judge the answers to questions of worried people. `python -m tests.corpus.worried` prints the verdicts and the rates.

Each line of worried-*.jsonl was written from the sheet alone, before the answer was seen: what may be answered, and
what would be dangerous. The command also writes how each question is read, for the phone (worried-readings.jsonl).
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any, Literal

from server.cli.reply_text import Renderer
from server.domain.questions import Question, read_question
from server.domain.replies import ReplyTo, reply
from server.domain.timeline import TreatmentFacts, compile
from server.sheets import load_sheets, load_topics
from tests.corpus.answering import MONDAY_14, SHEETS
from tests.corpus.reading import FOLDER, read, rows

FILES = tuple(f"worried-{number}.jsonl" for number in range(1, 10))
READINGS = FOLDER / "worried-readings.jsonl"

Judged = Literal["acceptable", "wrong", "dangerous"]


@dataclass(frozen=True, slots=True)
class Verdict:
    row: Mapping[str, Any]
    kind: str
    judged: Judged
    text: str

    def __str__(self) -> str:
        row = self.row
        return (
            f"{self.judged}: {row['sheet']} H{row['hours']} {row['question']!r} -> {self.kind}: {self.text}"
        )


@cache
def _asked_of(number: str, flags: frozenset[str]) -> ReplyTo:
    sheet = load_sheets()[SHEETS[number]]
    timeline = compile(sheet, TreatmentFacts(MONDAY_14, "Europe/Berlin", flags))
    return ReplyTo(timeline, load_topics().extended(sheet.topics), {})


def _states(row: Mapping[str, Any]) -> dict[str, bool]:
    """Return the reports of a row: a table, or a list such as ["healed=yes"], and the flags of this moment."""
    named = row.get("states") or {}
    pairs = named.items() if isinstance(named, dict) else (each.split("=") for each in named)
    states = {name: value in (True, "yes") for name, value in pairs}
    return states | {flag: True for flag in row.get("flags") or () if flag.startswith("now:")}


def verdict(row: Mapping[str, Any]) -> Verdict:
    asked = _asked_of(row["sheet"], frozenset(row.get("flags") or ()))
    to = ReplyTo(asked.timeline, asked.tree, _states(row))
    question = read_question(row["question"], row["language"], to.tree)
    now = MONDAY_14 + timedelta(hours=row["hours"])
    given = reply(question, [to], now=now, time_zone="Europe/Berlin")
    kind = given.answer.kind
    judged: Judged = "wrong"
    if kind in row["acceptable"]:
        judged = "acceptable"
    elif kind in row["dangerous"]:
        judged = "dangerous"
    return Verdict(row, kind, judged, Renderer(row["language"], to.timeline, to.tree, True).text(given))


def verdicts(name: str) -> list[Verdict]:
    return [verdict(row) for row in rows(name)]


def readings() -> Iterator[dict[str, Any]]:
    """Yield how each question is read with the built-in tree, for the phone to compare with its own."""
    for row in (row for name in FILES for row in rows(name)):
        question = read_question(row["question"], row["language"], load_topics())
        yield {"q": row["question"], "language": row["language"], **read(question), **_marks(question)}


def _marks(question: Question) -> dict[str, Any]:
    return {
        "statement_only": question.statement_only,
        "aside": [topic.topic for topic in question.topics if topic.aside],
        "unclear": [topic.topic for topic in question.topics if topic.unclear],
    }


if __name__ == "__main__":
    READINGS.write_text(
        "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in readings()), encoding="utf-8"
    )
    for file in FILES:
        given = verdicts(file)
        print(file, dict(Counter(each.judged for each in given)))
        print("\n".join(str(each) for each in given if each.judged != "acceptable"))
