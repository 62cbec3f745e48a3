"""The end of the course: the last dated bound of what a sheet asks, forbids, permits or expects of the skin."""

from collections.abc import Iterator
from datetime import datetime

from server.domain.course import symptoms_of
from server.domain.timeline import Timeline, Window
from server.domain.vocabulary import Sign, Verb
from server.domain.when.bounds import leaves

_SIGNS = frozenset(sign.value for sign in Sign)


def end_of_course(timeline: Timeline) -> datetime:
    """Return the moment after which the treatment is between sessions; the treatment itself without any date.

    Sessions do not count, and neither do results such as a glow or new collagen.
    """
    moments = (moment for window in timeline.windows for moment in _dated(window))
    return max(moments, default=timeline.treated_at)


def _dated(window: Window) -> Iterator[datetime]:
    verb = window.rule.verb
    if verb is Verb.REPEAT or (verb is Verb.EXPECT and not _is_of_the_skin(window)):
        return
    for bound in (window.opens, window.closes):
        for leaf in leaves(bound):
            moment = leaf.surely_at or leaf.least_at
            if moment and leaf.kind != "unknown" and not leaf.text.startswith("S"):
                yield moment


def _is_of_the_skin(window: Window) -> bool:
    topics = window.rule.topics
    return bool(symptoms_of(topics)) or any(topic in _SIGNS for topic in topics)
