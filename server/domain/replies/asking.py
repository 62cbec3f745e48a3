"""Ask one treatment about the topics of a question, or about what they stand for."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from server.domain.answers import PRESCRIBED, Answer, StricterMember, answer
from server.domain.answers.symptoms import (
    LASTING_NOW,
    SEVERE_NOW,
    WORSE_NOW,
    is_about_the_skin,
)
from server.domain.questions import AskedTopic, Question
from server.domain.questions.instruments import UNREAD_INSTRUMENT
from server.domain.replies.model import Prescription, ReplyTo
from server.domain.replies.stating import areas_of, lasting_hours
from server.domain.sheets import NOW, Rule
from server.domain.topics import TopicTree
from server.domain.vocabulary import Sign, Verb
from server.domain.when.bounds import ACT, gates

_STATED = ("with", "without")
_INTENSE = (SEVERE_NOW, WORSE_NOW, LASTING_NOW)
_RESTRICTED = ("no", "only", "not-yet")
_FIRST = {"each cleanse": "cleansing"}
"""What comes before a duty that follows an act: cleansing before "put on hyaluronic acid after you cleanse"."""
_TOOLS_OF = {"cleansing": "cleansing-tool"}
"""The families of instruments for acts of which they are no members."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One treatment as the question describes it."""

    to: ReplyTo
    question: Question
    now: datetime  # the moment that is asked about
    at_present: datetime

    def topics(self) -> tuple[AskedTopic | None, ...]:
        """Return the topics to answer. One that is left out although the sheet asks for it comes before the others."""
        beside = (*self._beside(), *self._felt())
        named = (replace(topic, aside=topic.aside or bool(beside)) for topic in self.question.topics)
        return (*named, *self._instruments(), *beside) or tuple(self._after_acts()) or (None,)

    def _after_acts(self) -> Iterator[AskedTopic]:
        """Yield what the sheet asks for after an act, where nothing else is asked about: "just got home, what now"."""
        question, tree = self.question, self.to.tree
        acts = [each.removeprefix(ACT) for each in question.conditions if each.startswith(ACT)]
        begins = {f"{when}({act})" for act in acts for when in ("on", "after")}
        duties = (each for each in self.to.timeline.windows if each.rule.verb is Verb.DO)
        due = (each.rule for each in duties if not begins.isdisjoint(gates(each.opens)))
        for topic in dict.fromkeys(topic for rule in due for topic in rule.topics):
            yield AskedTopic(topic, tree.label(topic, question.language), "phrase")

    def _instruments(self) -> Iterator[AskedTopic]:
        """Yield the instruments that the sheet bans for what is asked about, if the question names an unknown one.

        For example: "foundation with my kabuki", while the sheet bans make-up brushes.
        """
        question, tree = self.question, self.to.tree
        if UNREAD_INSTRUMENT not in question.conditions:
            return
        named = [topic.topic for topic in question.topics]
        families = {family for topic in named for family in tree.ancestors(topic)}
        families |= {_TOOLS_OF[family] for family in families if family in _TOOLS_OF}
        shown = {each.topic for topic in named for each in self.answer(topic, self.now).except_}
        banned = (
            each
            for window in self.to.timeline.windows
            for each in window.rule.topics
            if window.rule.verb is Verb.AVOID and each in tree.index.questions.tools
        )
        for topic in dict.fromkeys(banned):
            is_beside = topic not in (*named, *shown) and not families.isdisjoint(tree.ancestors(topic)[1:2])
            if is_beside and self.answer(topic, self.now).kind in _RESTRICTED:
                yield AskedTopic(topic, tree.label(topic, question.language), "phrase")

    def _beside(self) -> Iterator[AskedTopic]:
        """Yield the duties among what is left out, and what is worn although the sheet bans it.

        For example: "touch my face without washing my hands"; "in the sun with SPF 50", while sunscreen is a no.
        """
        question, tree = self.question, self.to.tree
        named = {topic.topic for topic in question.topics}
        silent = all(self.answer(topic, self.now).kind in ("unsaid", "over") for topic in named)
        for prefix, _, topic in (each.partition(":") for each in question.conditions):
            if prefix not in _STATED or topic in named or topic not in tree:
                continue
            answer = self.answer(topic, self.now)
            if answer.asked_for if prefix == "without" else silent and answer.kind in _RESTRICTED:
                yield AskedTopic(topic, tree.label(topic, question.language), "phrase")

    def _felt(self) -> Iterator[AskedTopic]:
        """Yield the symptoms that are only mentioned, but are more than the sheet describes.

        For example: "my face is still burning, can I take antihistamines" after three days.
        """
        question, tree = self.question, self.to.tree
        words, named = tree.index.questions, {topic.topic for topic in question.topics}
        names = {state: topic for topic, state in (words.conditions or {}).items()}
        intense = not set(question.conditions).isdisjoint(_INTENSE)
        for name in (each.removeprefix(NOW) for each in question.conditions if each.startswith(NOW)):
            topic = names.get(name, name)
            # "it is flaking, can I peel it off"
            shed = words.picking if topic in (words.sheds or {}) else topic
            if topic not in tree or named & {topic, shed, (words.describing or {}).get(topic)}:
                continue
            answer = self.answer(topic, self.now)
            ended = answer.surely_at is not None and answer.surely_at <= self.now
            called = answer.rule is not None and not set(answer.rule.topics).isdisjoint(tree.ancestors(topic))
            more = {"longer": ended or intense, "tell": called or intense}
            if more.get(answer.kind):
                yield AskedTopic(topic, tree.label(topic, question.language), "phrase")

    def answer(self, topic: str, at: datetime) -> Answer:
        """Return the answer about a topic; a symptom is taken to have lasted for as long as the question says."""
        to, areas = self.to, areas_of(self.question)
        lasting = lasting_hours(self.question)
        if lasting and is_about_the_skin(topic, to.tree):
            at = max(at, to.timeline.treated_at + timedelta(hours=lasting))
        return answer(to.timeline, to.tree, topic, now=at, states=to.states, areas=areas)

    def about(self, topic: str, at: datetime) -> Answer:
        """Return the answer about a topic or, if the sheet is silent on it, about what it stands for."""
        plain = self.answer(topic, at)
        if plain.kind == "yes" and plain.rule is not None and self._is_withheld(topic, plain.rule):
            member = StricterMember(topic, "yes", None, plain.rule)
            return replace(plain, kind="unsaid", others=(member,), except_=(), also=(), until=None)
        families = self.to.tree.index.questions.applied
        open_question = topic == families and self.question.kind == "how" and plain.kind == "over"
        if plain.kind != "unsaid" and not open_question:
            is_pointer = plain.rule is not None and plain.rule.mark == "pointer"
            return (self._plan(topic) if is_pointer else None) or plain
        others = (self.answer(other, at) for other in self._instead(plain, topic))
        instead = next((other for other in others if other.kind not in ("unsaid", "over")), None)
        return instead or (plain if open_question else self._plan(topic) or self._with_related(plain, at))

    def _is_withheld(self, topic: str, rule: Rule) -> bool:
        """Return True if a rule permits a topic only as part of a wider family, which says too little about it."""
        withheld = self.to.tree.index.questions.withheld
        return topic in withheld and set(withheld).isdisjoint(rule.topics)

    def _with_related(self, plain: Answer, at: datetime) -> Answer:
        """Return a silent answer with what the sheet says about a related topic: for the sun, that it may hurt."""
        related = (self.to.tree.index.questions.related or {}).get(plain.topic or "")
        near = self.answer(related, at) if related else plain
        if related is None or near.kind == "unsaid" or near.rule is None:
            return plain
        member = StricterMember(related, near.kind, None, near.rule)
        return replace(plain, others=(*plain.others, member))

    def about_nothing(self, at: datetime) -> Answer:
        """Return the answer to a question without a topic: mere worry counts as a reaction."""
        if self.question.kind == "tell":
            worry = self.answer(Sign.UNEXPECTED_REACTION.value, at)
            if worry.kind == "tell":
                return worry
        return Answer("unsaid", None)

    def _instead(self, plain: Answer, topic: str) -> Iterator[str]:
        """Yield what a topic stands for if the sheet is silent on it.

        The wish to contact someone stands for any reaction, going out covered for the sun, touching for the duties of
        every touch, and a question "how" for the members that the sheet asks for.
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
        """Return the answer to how many sessions there are; None for another question, or if the sheet does not say."""
        rules = (
            each.rule
            for each in self.to.timeline.windows
            if each.rule.verb is Verb.REPEAT and each.rule.amount
        )
        rule = next(rules, None)
        counts = self.question.kind == "how" and topic == "treatment-plan"
        return Answer("yes", topic, rule=rule) if rule and counts else None

    def before(self, answer: Answer, at: datetime) -> Answer | None:
        """Return what has to come before what is permitted, if it is restricted: cleansing before a serum."""
        rule = answer.rule
        first = _FIRST.get(rule.every or "") if rule and answer.kind == "yes" else None
        if first is None or answer.topic is None or first in self.to.tree.ancestors(answer.topic):
            return None
        restricted = self.answer(first, at)
        return restricted if restricted.kind in ("no", "not-yet") else None

    def prescription(self, answer: Answer, at: datetime) -> Prescription:
        """Return what a doctor's prescription has to do with an answer."""
        states = self.to.states
        if answer.kind == "yes":
            deciding = (
                each for each in self.to.timeline.windows if answer.rule and each.rule.id == answer.rule.id
            )
            return "as" if any(PRESCRIBED in each.needs for each in deciding) else ""
        named = any(PRESCRIBED in (*each.needs, *each.unless) for each in self.to.timeline.windows)
        restricted = answer.kind in ("no", "only", "not-yet")
        if not named or not restricted or PRESCRIBED in states or answer.topic is None:
            return ""
        prescribed = replace(self.to, states={**states, PRESCRIBED: True})
        return "unless" if replace(self, to=prescribed).answer(answer.topic, at).kind == "yes" else ""


def _is_covering(condition: str, tree: TopicTree) -> bool:
    """Return True for a stated covering: "with:hat", "without:sunscreen"."""
    prefix, _, topic = condition.partition(":")
    return prefix in ("with", "without") and topic in tree and "sun-protection" in tree.ancestors(topic)
