"""Answer random questions and assess random diaries in Python, and have the phone's code do the same and compare."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from subprocess import PIPE
from typing import Any, cast

from server.domain import answers
from server.domain.course import end_of_course
from server.domain.skin_states import valid_states
from server.domain.timeline import Timeline, instant_text, to_document
from server.domain.today import to_document as today_document
from server.domain.today import today
from server.domain.topics import to_phone
from tests.parity.documents import diary_document, milliseconds, reports
from tests.parity.worlds import Question, World, random_world

ROOT = Path(__file__).parents[2]
NODE = (sys.executable, "hatch_build.py")
"""Runs Node and npm of this machine or of the wheel."""


class CannotRun(Exception):
    """The phone's code cannot run on this machine."""


def compare(seed: str, cases: int) -> str:
    """Return the report of the phone's code: empty if it answers each of the cases as Python does.

    Raises `CannotRun` without Node or the phone's packages.
    """
    if subprocess.run([*NODE, "node"], cwd=ROOT, check=False).returncode != 0:  # noqa: S603 - our own
        raise CannotRun("there is no Node of version 20 or newer")
    if not (ROOT / "pwa" / "node_modules" / "vite").exists():
        raise CannotRun("pwa/node_modules is missing (run `npm ci` in pwa/)")
    command = [*NODE, "npm", "run", "--silent", "parity"]
    with subprocess.Popen(command, cwd=ROOT, stdin=PIPE, stdout=PIPE, text=True) as phone:  # noqa: S603 - our own
        assert phone.stdin is not None
        assert phone.stdout is not None
        with suppress(BrokenPipeError):  # it stops at the first mismatches, and reports them
            phone.stdin.writelines(lines(seed, cases))
        with suppress(BrokenPipeError):
            phone.stdin.close()
        report = phone.stdout.read()
    return "" if phone.returncode == 0 else f"seed {seed}: {report}"


def lines(seed: str, cases: int) -> Iterator[str]:
    """Return one line of JSON per world, with as many worlds as it takes for that many questions."""
    asked = number = 0
    while asked < cases:
        world = random_world(f"{seed}/{number}")
        yield json.dumps({"number": number, **_world(world)}, separators=(",", ":")) + "\n"
        asked += len(world.questions)
        number += 1


def _world(world: World) -> dict[str, Any]:
    return {
        "topics": to_phone(world.tree),
        "timeline": to_document(world.timeline),
        "corrected": to_document(world.corrected),
        "end": _end(world.timeline),
        "questions": [_asked(world, question) for question in world.questions],
        "diary": diary_document(world),
    }


def _end(timeline: Timeline) -> str | None:
    end = end_of_course(timeline)
    return instant_text(end.at) if end else None


def _asked(world: World, question: Question) -> dict[str, Any]:
    topic, now, states, areas = question.topic, question.now, question.states, question.areas
    versions = world.timeline, world.corrected
    both = answers.answer_of_versions(versions, world.tree, topic, now=now, states=states, areas=areas)
    seen = today(world.timeline, now=now, states=cast("Mapping[str, bool]", states))
    answer = answers.answer(world.timeline, world.tree, topic, now=now, states=states, areas=areas)
    return {
        "topic": topic,
        "now": milliseconds(now),
        "areas": areas,
        "states": reports(states),
        "answer": answers.to_document(answer, world.timeline),
        "dropped": [answers.to_document(dropped, world.timeline) for dropped in answer.dropped],
        "versions": answers.to_document(both, world.timeline),
        "today": {name: value for name, value in today_document(seen).items() if name != "now"},
        "valid": reports(valid_states(world.timeline, states, now=now)),
    }
