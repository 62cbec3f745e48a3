"""The answer for one topic of one timeline."""

from collections.abc import Collection
from datetime import datetime

from server.domain.answers.asking import Asking
from server.domain.answers.model import Answer
from server.domain.answers.symptoms import SymptomQuestion, is_about_the_skin
from server.domain.answers.versions import stricter_of
from server.domain.course import end_of_course
from server.domain.sheets import NOW
from server.domain.skin_states import valid_states
from server.domain.timeline import Timeline
from server.domain.topics import TopicTree
from server.domain.when.bounds import States

_LATEST = "what was last asked"


def answer(
    timeline: Timeline,
    tree: TopicTree,
    topic_id: str | None,
    *,
    now: datetime,
    states: States,
    areas: Collection[str] = (),
) -> Answer:
    """Return the answer at `now`.

    `states` holds the latest reports (`healed`, `now:sore`); a state that was never reported is absent.
    `areas` are those that a question about a symptom names. A `topic_id` of None is an unknown topic: "unsaid".
    """
    if topic_id is None:
        return Answer("unsaid", None)
    tree = tree.extended(timeline.topics)
    known: States = _open(valid_states(timeline, states, now=now))
    course_end = end_of_course(timeline)
    end = course_end.at if course_end else timeline.treated_at
    if is_about_the_skin(topic_id, tree):
        return SymptomQuestion.of(topic_id, timeline, tree, states=known, end=end, areas=areas).answer(now)
    return _asking(timeline, tree, known, end).answer(topic_id, now)


def answer_of_versions(
    versions: tuple[Timeline, Timeline],
    tree: TopicTree,
    topic_id: str | None,
    *,
    now: datetime,
    states: States,
    areas: Collection[str] = (),
) -> Answer:
    """Return the stricter of what the followed and the corrected version of a sheet say; see `versions.py`."""
    followed, corrected = (
        answer(timeline, tree, topic_id, now=now, states=states, areas=areas) for timeline in versions
    )
    return stricter_of(followed, corrected)


def _asking(timeline: Timeline, tree: TopicTree, states: States, end: datetime) -> Asking:
    """Return the computation for the latest reports, which a reply uses for several topics and moments."""
    latest = timeline.memo.get(_LATEST)
    if isinstance(latest, Asking) and latest.tree is tree and latest.states == states:
        return latest
    timeline.memo[_LATEST] = asking = Asking(timeline, tree, states, end)
    return asking


def _open(states: States) -> States:
    """Leave out denials of skin states: a denied state leaves the answer open, like one that nobody reported."""
    return {name: report for name, report in states.items() if report is not False or name.startswith(NOW)}
