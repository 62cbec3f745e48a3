"""Measure aftercare sheets against limits: compiling, answers, Today, the queue, the phone's time and storage.

Times are the processor time of this process (`process_time`), in the best of several rounds: any excess comes
from whatever else the machine is doing.
"""

import asyncio
import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from server.domain.answers import answer
from server.domain.questions import read_question
from server.domain.replies import ReplyTo, reply, sentences
from server.domain.sheets import from_document as sheet_from
from server.domain.timeline import Timeline, TreatmentFacts, compile, from_document, to_document
from server.domain.today import today
from server.domain.topics import TopicTree, to_phone
from server.sheets import load_sheets, load_topics
from server.usecases.queue import queue
from tests.bench.queue_rows import PATIENTS, change_all, opened_clinic
from tests.fakes import NOW

ROOT = Path(__file__).parents[2]
ROUNDS = 15
HOURS = (5, 30, 50, 90, 200)
TOPICS = ("make-up", "mascara", "vitamin-c", "sauna", "sunscreen", "bath", "painkiller", "retinol")
QUESTIONS = (
    "can I wear make-up tomorrow",
    "is it too early for my vitamin C serum and retinol",
    "do I still have to use sunscreen on friday",
    "is it normal that my skin is red and itchy",
)
FACTS = TreatmentFacts(treated_at=NOW, time_zone="Europe/Berlin")


@dataclass(frozen=True, slots=True)
class Measure:
    """One measurement. `took` and `limit` have the same unit."""

    name: str
    took: float
    limit: float
    unit: str

    def report(self) -> bool:
        """Print the measurement. Return whether it is within its limit."""
        took, limit, unit = self.took, self.limit, self.unit
        print(f"{self.name:<48} {took:8.2f} {unit:<2}  limit {limit:5g} {unit:<2}  {took / limit:4.0%}")
        return self.took <= self.limit


def run() -> bool:
    """Return whether every measurement is within its limit."""
    timelines = {name: compile(sheet, FACTS) for name, sheet in load_sheets().items()}
    measures = [
        *(_compiling(name) for name in timelines),
        *_answering(timelines),
        _reading(timelines),
        _todays(timelines),
        *asyncio.run(_queues()),
        *_on_the_phone(timelines),
        *_room(timelines),
    ]
    within = [measure.report() for measure in measures]
    return all(within)


def best(work: Callable[[], object], *, times: int = 1) -> float:
    """Return the mean seconds of a call, from `times` calls in the best of `ROUNDS` rounds."""
    return min(_timed(work, times) for _ in range(ROUNDS))


def _timed(work: Callable[[], object], times: int) -> float:
    start = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - start) / times


def _compiling(name: str) -> Measure:
    """Compile as when a treatment is recorded: from the parsed sheet to the stored document."""
    sheet = load_sheets()[name]
    took = best(lambda: to_document(compile(sheet, FACTS)), times=5)
    return Measure(f"compile a treatment, {name} ({len(sheet.rules)} rules)", took * 1e3, 5, "ms")


def _answering(timelines: dict[str, Timeline]) -> list[Measure]:
    """Measure the slowest pair of sheet and topic, as the mean over the hours; the first answer takes longest."""
    tree = load_topics()
    asked = [(timeline, topic) for timeline in timelines.values() for topic in TOPICS]
    moments = [NOW + timedelta(hours=hour) for hour in HOURS]

    def ask(timeline: Timeline, topic: str, *, first: bool = False) -> None:
        for now in moments:
            if first:
                timeline.memo.clear()
            answer(timeline, tree, topic, now=now, states={})

    def worst(*, first: bool) -> float:
        return max(best(partial(ask, *pair, first=first), times=4) for pair in asked) / len(HOURS) * 1e6

    return [
        Measure("one answer, the slowest of those asked", worst(first=False), 100, "µs"),
        Measure("the first answer from a timeline", worst(first=True), 300, "µs"),
        Measure("one answer from 400 rules", _from_many_rules(tree, first=False), 1, "ms"),
        Measure("the first answer from 400 rules", _from_many_rules(tree, first=True), 30, "ms"),
    ]


def many_rules() -> Timeline:
    """Return the timeline of a sheet with as many rules as are accepted, all overlapping on one topic's families."""
    rules = [
        {
            "id": f"r{number}",
            "verb": ("avoid", "allow", "avoid", "do")[number % 4],
            "topics": [("skin-care", "retinol")[number % 2]],
            **({"from": f"{number}h"} if number % 3 else {}),
            "until": f"{number + 24}-{number + 48}h",
            "says": "For the benchmark.",
            "cite": "1",
        }
        for number in range(400)
    ]
    header = {"id": "many", "title": "Many rules", "treatment": "any", "language": "en", "version": 1}
    return compile(sheet_from({**header, "day_one": 1, "rules": rules}, name="many"), FACTS)


def _from_many_rules(tree: TopicTree, *, first: bool) -> float:
    timeline = many_rules()

    def ask() -> None:
        if first:
            timeline.memo.clear()
        answer(timeline, tree, "retinol", now=NOW + timedelta(hours=30), states={})

    return best(ask) * 1e3


def _reading(timelines: dict[str, Timeline]) -> Measure:
    """Read a question and answer it, as the command line and the server do once they have a timeline."""
    tree = load_topics()

    def ask(timeline: Timeline, words: str) -> None:
        timeline.memo.clear()
        to = ReplyTo(timeline, tree, {})
        question = read_question(words, "en", tree)
        sentences(reply(question, [to], now=NOW + timedelta(hours=30), time_zone="Europe/Berlin"))

    asked = [(timeline, words) for timeline in timelines.values() for words in QUESTIONS]
    worst = max(best(partial(ask, *pair)) for pair in asked)
    return Measure("one question read and answered", worst * 1e3, 1, "ms")


def _todays(timelines: dict[str, Timeline]) -> Measure:
    """Read each patient's timeline from its document again in every round."""
    documents = [json.loads(json.dumps(to_document(each))) for each in timelines.values()]
    stored = [documents[number % len(documents)] for number in range(PATIENTS)]
    moments = [NOW + timedelta(hours=number % 400) for number in range(PATIENTS)]

    def all_of_them() -> None:
        for document, now in zip(stored, moments, strict=True):
            today(from_document(document), now=now, states={})

    return Measure(f"today's view of {PATIENTS} patients", best(all_of_them), 0.5, "s")


async def _queues() -> list[Measure]:
    """Measure the queue with all diaries shared: rows, findings and order. First every diary has just changed."""
    with tempfile.TemporaryDirectory() as folder:
        async with opened_clinic(f"sqlite://{folder}/afterglow.sqlite3") as (services, practitioner):
            changed, usual = [], []
            for _ in range(ROUNDS // 2):
                await change_all()
                changed.append(await _own_time(queue(services, practitioner)))
                usual.append(await _own_time(queue(services, practitioner)))
    name = f"the queue of {PATIENTS} open diaries"
    return [
        Measure(f"{name}, all just changed", min(changed), 0.5, "s"),
        Measure(name, min(usual), 0.1, "s"),
    ]


async def _own_time(work: Awaitable[object]) -> float:
    start = time.process_time()
    await work
    return time.process_time() - start


def _on_the_phone(timelines: dict[str, Timeline]) -> list[Measure]:
    """Run the phone's code, bundled as it is shipped, with this machine's Node; a phone may be four times as slow."""
    usual = _projected([to_document(each) for each in timelines.values()], TOPICS)
    many = _projected([to_document(many_rules())], ("retinol",))
    return [
        Measure("on the phone: today", usual["today"], 1, "ms"),
        Measure("on the phone: one answer", usual["answer"], 0.5, "ms"),
        Measure("on the phone: the first answer", usual["first"], 1.25, "ms"),
        Measure("on the phone: one question read and answered", usual["question"], 1.25, "ms"),
        Measure("on the phone: one answer from 400 rules", many["answer"], 1.25, "ms"),
        Measure("on the phone: the first answer from 400 rules", many["first"], 8, "ms"),
    ]


def _projected(timelines: list[dict[str, Any]], ask: tuple[str, ...]) -> dict[str, float]:
    """Return the milliseconds per call of the phone's code."""
    task = {"topics": to_phone(load_topics()), "timelines": timelines, "hours": HOURS, "ask": ask}
    task["questions"] = QUESTIONS
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "task.json"
        file.write_text(json.dumps(task))
        npm = [sys.executable, "hatch_build.py", "npm", "run", "--silent", "projection", "--", str(file)]
        output = subprocess.run(npm, cwd=ROOT, check=True, capture_output=True, text=True).stdout  # noqa: S603 - our own arguments
    times: dict[str, float] = json.loads(output)
    return times


def _room(timelines: dict[str, Timeline]) -> list[Measure]:
    """Return the gzipped size of what the phone loads after its first screen: the topic tree and the timelines."""
    topics = _packed(to_phone(load_topics()))
    sizes = {name: _packed(to_document(each)) for name, each in timelines.items()}
    return [
        Measure("topics and the timelines of all sheets", topics + sum(sizes.values()), 90, "KB"),
        Measure("topics alone", topics, 55, "KB"),
        *(Measure(f"the timeline of {name}", size, 25, "KB") for name, size in sizes.items()),
    ]


def _packed(document: object) -> float:
    encoded = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    return len(gzip.compress(encoded, mtime=0)) / 1000
