"""Answer a question: all its topics, for the moment or span it names, from every treatment that is current."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from server.domain.answers import STRICTNESS, Answer, answer
from server.domain.answers.symptoms import LASTING_NOW, is_about_the_skin
from server.domain.questions import AskedTopic, Question
from server.domain.questions.moment import Course
from server.domain.replies.model import PRESCRIBED, Part, Prescription, Reply, ReplyTo
from server.domain.timeline import Timeline
from server.domain.topics import TopicTree
from server.domain.vocabulary import Area, Sign, SkinState, Verb
from server.domain.when.bounds import ACT, sure_moment

_ACT, _NOW, _NOT, _AREA, _LASTS = ACT, "now:", "not:", "area:", "lasts:"
_WITHOUT = "without:"
_LASTING_HOURS = 48
"""Hours after which something that is stated to last counts as going on and on."""
_STATES = frozenset(SkinState)
_CONTRADICTS_CALM = frozenset({"irritated", "open", "oozing", "sore", "irritation"})


def reply(question: Question, asked_of: Sequence[ReplyTo], *, now: datetime, time_zone: str) -> Reply:
    """Return the reply. `asked_of` are the current treatments, at least one, in the order of the patient's list."""
    first = asked_of[0].timeline
    course = Course(first.treated_at, first.day_one)
    from_at, until_at = question.at.span(now, time_zone, course=course) if question.at else (now, None)
    asked = [_Asked(_as_stated(to, question, now), question, _lasting(question), from_at) for to in asked_of]
    parts = [_part(topic, each, from_at, until_at) for each in asked for topic in each.topics()]
    return Reply(question, now, from_at, until_at, tuple(sorted(parts, key=_order)))


def _order(part: Part) -> tuple[bool, int]:
    """Sort the strictest first, and circumstances on which the sheet is silent last."""
    return part.aside and part.answer.kind == "unsaid", STRICTNESS[part.answer.kind]


@dataclass(frozen=True, slots=True)
class _Asked:
    """One treatment as the question describes it."""

    to: ReplyTo
    question: Question
    lasting: int  # hours that a symptom has lasted, as stated
    now: datetime  # the moment that is asked about

    def topics(self) -> tuple[AskedTopic | None, ...]:
        """Return the topics to answer. One that is left out although the sheet asks for it comes before the others."""
        duties = tuple(self._left_out())
        named = (replace(topic, aside=topic.aside or bool(duties)) for topic in self.question.topics)
        return (*named, *duties) or (None,)

    def _left_out(self) -> Iterator[AskedTopic]:
        """Yield the duties among what is left out: "touch my face without washing my hands"."""
        question, tree = self.question, self.to.tree
        named = {topic.topic for topic in question.topics}
        for topic in (
            each.removeprefix(_WITHOUT) for each in question.conditions if each.startswith(_WITHOUT)
        ):
            if topic not in named and topic in tree and self.answer(topic, self.now).asked_for:
                yield AskedTopic(topic, tree.label(topic, question.language), "phrase")

    def answer(self, topic: str, at: datetime) -> Answer:
        """Return the answer for a topic; a symptom counts for as long as the question says that it has lasted."""
        to, areas = self.to, _areas(self.question)
        if self.lasting and is_about_the_skin(topic, to.tree):
            at = max(at, to.timeline.treated_at + timedelta(hours=self.lasting))
        return answer(to.timeline, to.tree, topic, now=at, states=to.states, areas=areas)

    def about(self, topic: str, at: datetime) -> Answer:
        """Return the answer for a topic, or for what it stands for if the sheet is silent on it."""
        plain = self.answer(topic, at)
        if plain.kind != "unsaid":
            return plain
        others = (self.answer(other, at) for other in self._instead(plain, topic))
        return next(
            (other for other in others if other.kind not in ("unsaid", "over")), self._plan(topic) or plain
        )

    def about_nothing(self, at: datetime) -> Answer:
        """Return the answer to a question without a topic; mere worry counts as a reaction to report."""
        if self.question.kind == "tell":
            worry = self.answer(Sign.UNEXPECTED_REACTION.value, at)
            if worry.kind == "tell":
                return worry
        return Answer("unsaid", None)

    def _instead(self, plain: Answer, topic: str) -> Iterator[str]:
        """Yield what a topic stands for: the wish to contact someone for any reaction, going out covered for the sun,
        touching for what is asked for then, and "how" for the members that the sheet asks for.
        """
        tree, conditions = self.to.tree, self.question.conditions
        duties = [window.rule for window in self.to.timeline.windows if window.rule.verb is Verb.DO]
        if topic == tree.index.questions.contact:
            yield Sign.UNEXPECTED_REACTION.value
        if topic == "outdoors" and any(_is_covering(each, tree) for each in conditions):
            yield "sun"
        if topic == "touching" and not plain.except_:
            yield from (each for rule in duties if rule.every == "each touch" for each in rule.topics)
        if self.question.kind == "how":
            yield from (each for rule in duties for each in rule.topics if topic in tree.ancestors(each)[1:])

    def _plan(self, topic: str) -> Answer | None:
        """Return the number of sessions for the question of how many there are."""
        rules = (
            each.rule
            for each in self.to.timeline.windows
            if each.rule.verb is Verb.REPEAT and each.rule.amount
        )
        rule = next(rules, None)
        counts = self.question.kind == "how" and topic == "treatment-plan"
        return Answer("yes", topic, rule=rule) if rule and counts else None

    def prescription(self, answer: Answer, at: datetime) -> Prescription:
        """Return what a doctor's prescription has to do with an answer."""
        states = self.to.states
        if answer.kind == "yes":
            deciding = (
                each for each in self.to.timeline.windows if answer.rule and each.rule.id == answer.rule.id
            )
            return "as" if any(PRESCRIBED in each.needs for each in deciding) else ""
        if PRESCRIBED in states or answer.topic is None or answer.kind not in ("no", "only", "not-yet"):
            return ""
        told = replace(self.to, states={**states, PRESCRIBED: True})
        return "unless" if replace(self, to=told).answer(answer.topic, at).kind == "yes" else ""


def _is_covering(condition: str, tree: TopicTree) -> bool:
    """Return True for a stated covering: "with:hat", "without:sunscreen"."""
    prefix, _, topic = condition.partition(":")
    return prefix in ("with", "without") and topic in tree and "sun-protection" in tree.ancestors(topic)


def _lasting(question: Question) -> int:
    """Return the hours that the question says a symptom has lasted, 0 if it does not."""
    lengths = (each for each in question.conditions if each.startswith(_LASTS))
    return max((int(each.removeprefix(_LASTS).removesuffix("h")) for each in lengths), default=0)


def _part(topic: AskedTopic | None, asked: _Asked, from_at: datetime, until_at: datetime | None) -> Part:
    to = asked.to
    if topic is None:
        return Part(asked.about_nothing(from_at), to, "")
    strictest, at = asked.about(topic.topic, from_at), from_at
    changes = [change for change in strictest.then if change.at and until_at and change.at < until_at]
    for change in changes:
        if change.at and STRICTNESS[change.kind] < STRICTNESS[strictest.kind]:
            strictest, at = asked.about(topic.topic, change.at), change.at
    # What was not read may make all the difference: nothing is expected then.
    strictest = _dated(strictest, at, to)
    unclear = strictest.kind == "expected" and topic.unclear
    return Part(
        Answer("unsaid", topic.topic) if unclear else strictest,
        to,
        topic.understood,
        typo=topic.how == "typo",
        aside=topic.aside,
        inside=tuple(changes),
        prescription=asked.prescription(strictest, at),
        unclear=unclear,
    )


def _dated(answer: Answer, at: datetime, to: ReplyTo) -> Answer:
    """Return the answer without ends that have passed, and with the end of the duty that it names."""
    if answer.kind in ("no", "not-yet") and answer.surely_at is not None and answer.surely_at <= at:
        return replace(answer, least_at=None, surely_at=None)  # what still restricts the topic is not time
    if not answer.asked_for or answer.rule is None:
        return answer
    windows = (window for window in to.timeline.windows if window.rule.id == answer.rule.id)
    ends = [end for window in windows if (end := sure_moment(window.closes, to.states))]
    return replace(answer, until=min([*ends, *([answer.until] if answer.until else [])], default=None))


def _areas(question: Question) -> frozenset[str]:
    """Return the areas that the question names. The eyes and the skin under them are one."""
    named = {
        condition.removeprefix(_AREA) for condition in question.conditions if condition.startswith(_AREA)
    }
    eyes = {Area.EYES.value, Area.UNDER_EYE.value}
    return frozenset(named | eyes if named & eyes else named)


def _as_stated(to: ReplyTo, question: Question, now: datetime) -> ReplyTo:
    """Return the treatment as the question describes it: acts that were just done, states, and where."""
    # For a moment to come only what is confirmed by now counts.
    states = {name: _since(name, report, now) for name, report in to.states.items()}
    for name, report in _stated(question.conditions, now):
        states[name] = report
    if _goes_on(question):
        states[LASTING_NOW] = True
    areas = _areas(question)
    timeline = _at_areas(to.timeline, areas) if areas else to.timeline
    return replace(to, states=states, timeline=timeline)


def _goes_on(question: Question) -> bool:
    """Return True if a symptom has lasted for long: stated as a length, or asked about for a late moment."""
    at = question.at
    days = {"since": 24, "course-day": 1}
    late = at is not None and at.base in days and at.amount > _LASTING_HOURS * days[at.base] // 24
    return late or _lasting(question) > _LASTING_HOURS


def _since(name: str, report: bool | datetime, now: datetime) -> bool | datetime:
    return now if report is True and not name.startswith(_NOW) else report


def _stated(conditions: Iterable[str], now: datetime) -> Iterator[tuple[str, bool | datetime]]:
    """Yield the reports that a question makes. Only a denial or a symptom can make an answer stricter at once."""
    for condition in conditions:
        name = condition.partition(":")[2]
        if condition.startswith(_ACT):
            yield condition, now
        elif condition.startswith(_NOT) and name in _STATES:
            yield name, False
        elif condition == f"{_NOT}prescribed":
            yield PRESCRIBED, False
        elif condition.startswith(_NOW) and name in _STATES:
            yield name, now
        elif condition.startswith(_NOW):
            yield condition, True
            if name in _CONTRADICTS_CALM:
                yield SkinState.CALM.value, False
                yield SkinState.HEALED.value, False


def _at_areas(timeline: Timeline, areas: frozenset[str]) -> Timeline:
    """Leave out the rules for other areas. A rule without an area is about the treated skin, wherever it is."""
    windows = tuple(
        window for window in timeline.windows if not window.rule.area or window.rule.area.value in areas
    )
    return replace(timeline, windows=windows)
