"""What Python computes from a random diary, in the form in which the phone's code is asked for it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from server.domain.answers import answer
from server.domain.assessment import Finding, assess
from server.domain.departures import departures
from server.domain.diary import Logged, logged
from server.domain.skin_states import earliest_reports, states_of
from server.domain.timeline import instant_text
from server.domain.when.bounds import States
from tests.parity.worlds import World


def diary_document(world: World) -> dict[str, Any]:
    entries = tuple(
        logged(entry_id, at, document, received_at=received_at)
        for entry_id, at, received_at, document in world.diary.entries
    )
    timeline, replied_at = world.timeline, world.diary.replied_at
    return {
        "entries": [
            {
                "id": str(entry_id),
                "occurred_at": instant_text(at),
                "received_at": instant_text(received_at),
                "document": document,
            }
            for entry_id, at, received_at, document in world.diary.entries
        ],
        "replied_at": [instant_text(at) for at in replied_at],
        "states": reports(states_of(timeline, entries)),
        "earliest": {name: milliseconds(at) for name, at in earliest_reports(timeline).items()},
        "findings": [_finding(each) for each in assess(timeline, entries, replied_at=replied_at)],
        "departures": list(_departures(world, entries)),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "about": [finding.symptom, finding.sign, finding.area],
        "reasons": [
            [each.kind, each.rule.id if each.rule else None, instant_text(each.at), str(each.entry_id)]
            for each in finding.reasons
        ],
        "gone_at": instant_text(finding.gone_at),
        "answered_at": instant_text(finding.answered_at),
        "by_call": finding.by_call,
    }


def _departures(world: World, entries: tuple[Logged, ...]) -> Iterator[list[Any]]:
    def answer_at(topic: str, at: datetime, states: States) -> Any:
        return answer(world.timeline, world.tree, topic, now=at, states=states)

    for each in departures(world.timeline, entries, world.tree, language="en", answer_at=answer_at):
        yield [each.topic, instant_text(each.at), str(each.entry_id), each.rule_id, each.words]


def reports(states: States) -> dict[str, bool | int]:
    return {
        name: report if isinstance(report, bool) else milliseconds(report) for name, report in states.items()
    }


def milliseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)
