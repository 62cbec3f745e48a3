"""Findings, departures and the summary of a course as shapes, for the review and for the queue."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import cast

from server.domain import assessment, course_summary
from server.domain.answers import Answer, answer
from server.domain.departures import departures
from server.domain.diary import Logged
from server.domain.timeline import Timeline
from server.domain.topics import TopicTree
from server.domain.when.bounds import States
from server.shapes.review import CourseSummary, Departure, Episode, Finding, FindingReason


def finding_view(finding: assessment.Finding) -> Finding:
    """Return a finding with the rules that raised it."""
    reasons = [_reason_view(reason) for reason in finding.reasons]
    first = reasons[0]
    return Finding(
        kind=finding.kind,
        symptom=finding.symptom,
        sign=finding.sign,
        area=finding.area,
        since_at=finding.since_at,
        ongoing=finding.ongoing,
        open=finding.open,
        resolved_at=finding.gone_at,
        answered_at=finding.answered_at,
        entry_id=finding.entry_id,
        rule_id=first.rule_id,
        says=first.says,
        cite=first.cite,
        reasons=reasons,
    )


def _reason_view(reason: assessment.Reason) -> FindingReason:
    """Return a reason; `says` and `cite` are empty where the diary alone raised it, such as a rebound."""
    rule = reason.rule
    return FindingReason(
        kind=reason.kind,
        at=reason.at,
        entry_id=reason.entry_id,
        rule_id=rule.id if rule else None,
        says=rule.says if rule else "",
        cite=rule.cite if rule else "",
    )


def departure_views(
    timeline: Timeline, diary: Iterable[Logged], tree: TopicTree, *, language: str
) -> list[Departure]:
    def answer_at(topic: str, at: datetime, states: States) -> Answer:
        known = cast("Mapping[str, bool]", states)  # an instant counts as a confirmation
        return answer(timeline, tree, topic, now=at, states=known)

    return [
        Departure(
            topic=each.topic,
            label=each.words,
            at=each.at,
            entry_id=each.entry_id,
            rule_id=each.rule_id,
            says=each.rule.says if each.rule else "",
            cite=each.rule.cite if each.rule else "",
        )
        for each in departures(timeline, diary, tree, language=language, answer_at=answer_at)
    ]


def course_view(summary: course_summary.CourseSummary) -> CourseSummary:
    return CourseSummary(
        first=[_episode_view(episode) for episode in summary.first],
        settled_after_days=summary.settled_after_days,
        later=[_episode_view(episode) for episode in summary.later],
    )


def _episode_view(episode: course_summary.Episode) -> Episode:
    about = episode.about
    return Episode(
        symptom=about.symptom,
        sign=about.sign,
        area=about.area,
        since_at=episode.since_at,
        gone_at=episode.gone_at,
        again=episode.again,
    )
