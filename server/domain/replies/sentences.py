"""The sentences of a reply, as message keys with typed values; each side renders them in the person's language.

The statement speaks of doing the topic, never of the question as it was put: a question and its negation have the
same sentences. Only a plain "may I" about one topic may begin with Yes or No.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from server.domain.answers import Answer, StricterMember
from server.domain.replies.model import PRESCRIBED, Part, Reply
from server.domain.sheets import NOW, Rule
from server.domain.topics import TopicTree
from server.domain.vocabulary import Verb

ASK_FIRST = "contact-practitioner"
"""The condition of a permission that the practitioner gives."""


@dataclass(frozen=True, slots=True)
class Topics:
    """Names of topics, joined by "or" where several."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    at: datetime


@dataclass(frozen=True, slots=True)
class Gates:
    """States and acts: "your skin has fully healed"."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Noticed:
    """A symptom or a sign of the diary, by its name in the vocabulary."""

    name: str


@dataclass(frozen=True, slots=True)
class Says:
    """The sentence of a rule, in the person's language if the sheet has it."""

    rule: Rule


Value = Topics | Moment | Gates | Noticed | Says | str


@dataclass(frozen=True, slots=True)
class Sentence:
    key: str  # of the message catalogue
    values: Mapping[str, Value] = field(default_factory=dict)


def sentences(reply: Reply) -> tuple[Sentence, ...]:
    return tuple(_of(reply))


def _of(reply: Reply) -> Iterator[Sentence]:
    if reply.question.unknown:
        yield Sentence("answer.unknown", {"words": ", ".join(reply.question.unknown)})
    if reply.verdict_first:
        yield Sentence(f"answer.lead.{reply.answer.kind}")
    for part in reply.parts:
        if part.typo:
            yield Sentence("answer.typo", {"understood": part.understood})
        if part.asked_of.name:
            yield Sentence("answer.treatment", {"treatment": part.asked_of.name})
        yield from _statement(part)
        yield from _quoted(part, reply.question.kind == "how")
    yield from _closing(reply)


def _quoted(part: Part, asks_how: bool) -> Iterator[Sentence]:
    """Quote the rule where its amount belongs to the answer, or where the question asks how."""
    answer, rule = part.answer, part.answer.rule
    if rule is not None and not part.unclear and (asks_how or (answer.kind == "yes" and rule.amount)):
        yield Sentence("answer.says", {"says": Says(rule)})
    if answer.kind == "expected" and any(other.verb is Verb.CALL for other in answer.also):
        yield Sentence("answer.expected.call")


def _closing(reply: Reply) -> Iterator[Sentence]:
    """What is said about the whole question: words that were not read, a prescription that the sheet does not name."""
    stated = PRESCRIBED in reply.question.conditions
    if stated and not any(part.prescription or part.answer.kind in ("yes", "tell") for part in reply.parts):
        yield Sentence("answer.prescribed.ask")


def _statement(part: Part) -> Iterator[Sentence]:
    answer = part.answer
    if answer.topic is None:
        yield Sentence("answer.not-understood")
        return
    yield from _carried(part)
    if part.unclear:
        yield Sentence("answer.unsaid.unclear", {"topic": Topics((answer.topic,))})
        return
    if answer.kind == "unsaid" and answer.except_:
        yield from _members(answer, "answer.unsaid.except")
        yield Sentence("answer.unsaid.rest")
        return
    if answer.rule is not None and answer.rule.verb is Verb.REPEAT:
        yield from _repeated(answer, answer.topic)
        return
    if part.prescription == "as":
        yield Sentence("answer.yes.prescribed", {"topic": Topics((answer.topic,))})
    else:
        yield _verdict(answer, answer.topic, part.asked_of.tree)
    if part.prescription == "unless" and PRESCRIBED not in answer.depends_on:
        yield Sentence("answer.unless-prescribed")
    if answer.kind == "only" and answer.topic not in answer.only and _stays_closed(answer):
        yield Sentence("answer.only.still")
    for condition in answer.dropped:
        if condition.topic is not None and answer.kind == "yes":
            yield _verdict(condition, condition.topic, part.asked_of.tree)
    later = next((change for change in answer.then if change.with_), None)
    if answer.kind in ("no", "not-yet") and later is not None:
        yield Sentence("answer.later-with", {"with": Topics(later.with_)})
    for change in part.inside:
        if change.at is not None and change.kind != answer.kind:
            yield Sentence(f"answer.inside.{change.kind}", {"at": Moment(change.at)})
    yield from _members(answer, "answer.except")


def _repeated(answer: Answer, topic: str) -> Iterator[Sentence]:
    """Say when the next treatment may be: a window, not an uncertainty. "Yes" is the number of treatments alone."""
    values: dict[str, Value] = {"topic": Topics((topic,))}
    if answer.least_at is not None:
        values["least"] = Moment(answer.least_at)
    if answer.surely_at is not None:
        values["surely"] = Moment(answer.surely_at)
    one = answer.least_at == answer.surely_at
    if answer.kind == "no":
        yield Sentence("answer.repeat.no" if one else "answer.repeat.no.range", values)
    elif answer.kind in ("not-yet", "over"):
        yield Sentence(f"answer.repeat.{answer.kind}", values)


def _carried(part: Part) -> Iterator[Sentence]:
    """Say what is still open before anything that permits something or puts the patient at ease."""
    form = "tell" if part.answer.kind == "expected" else "ask"
    for about in dict.fromkeys(finding.about.symptom or finding.about.sign for finding in part.findings):
        yield Sentence(f"answer.finding.{form}", {"what": Noticed(str(about))})


def _stays_closed(answer: Answer) -> bool:
    """Return True if the next change does not free the topic, so that nobody reads the end of `only` as one."""
    return bool(answer.then) and answer.then[0].kind in ("no", "not-yet")


def _verdict(answer: Answer, topic: str, tree: TopicTree) -> Sentence:
    name: dict[str, Value] = {"topic": Topics((topic,))}
    match answer.kind:
        case "no" | "not-yet":
            return _restricted(answer, name)
        case "only":
            return _only(answer, name, tree)
        case "yes":
            return _permitted(answer, name, tree)
        case "over":
            return Sentence("answer.over.minimum" if answer.minimum else "answer.over", name)
        case "expected":
            return _expected(answer, name)
        case "tell" if topic in tree.index.questions.anything:
            return Sentence("answer.tell.worry")
        case _:
            return Sentence(f"answer.{answer.kind}", name)


def _expected(answer: Answer, name: dict[str, Value]) -> Sentence:
    if answer.until is None or answer.surely_at is None:
        return Sentence("answer.expected", name)
    return Sentence("answer.expected.until", {**name, "until": Moment(answer.surely_at)})


def _restricted(answer: Answer, name: dict[str, Value]) -> Sentence:
    """Say both ends of a range, and what a permission depends on."""
    if answer.number_missing:
        return Sentence(f"answer.{answer.kind}.number-missing", name)
    gates = tuple(gate for gate in answer.depends_on if not gate.startswith(NOW))
    values = dict(name)
    if answer.least_at is not None and answer.kind == "no":
        values["least"] = Moment(answer.least_at)
    if answer.surely_at is not None:
        values["surely"] = Moment(answer.surely_at)
    if gates:
        values["gates"] = Gates(gates)
    exact = answer.kind == "no" and answer.least_at == answer.surely_at
    if exact:
        values.pop("least", None)
    form = "-".join(part for part in ("least", "surely", "gates") if part in values)
    if not form:
        form = "flags" if answer.depends_on else "open"
    if form == "flags" and PRESCRIBED in answer.depends_on:
        form = "prescribed"
    return Sentence(f"answer.{answer.kind}.{form}", values)


def _only(answer: Answer, name: dict[str, Value], tree: TopicTree) -> Sentence:
    own = answer.topic in answer.only
    values: dict[str, Value] = {**name, "only": Topics(_without_members(answer.only, tree))}
    end = answer.surely_at or answer.least_at
    if end is not None:
        values["until"] = Moment(end)
    form = ("own" if own else "others") + ("-until" if end is not None else "")
    return Sentence(f"answer.only.{form}", values)


def _without_members(topics: tuple[str, ...], tree: TopicTree) -> tuple[str, ...]:
    """Leave out topics whose family is named as well: retinol beside retinoids."""
    return tuple(topic for topic in topics if not set(tree.ancestors(topic)[1:]) & set(topics))


def _permitted(answer: Answer, name: dict[str, Value], tree: TopicTree) -> Sentence:
    if answer.with_ == (ASK_FIRST,):
        return Sentence("answer.yes.ask-first", name)
    if answer.with_:
        kinds = all(answer.topic in tree.ancestors(topic) for topic in answer.with_)
        return Sentence(f"answer.yes.{'kind' if kinds else 'with'}", {**name, "with": Topics(answer.with_)})
    form = "asked" if answer.asked_for else "allowed"
    if answer.depends_on:
        return Sentence(f"answer.yes.{form}-when", {**name, "gates": Gates(answer.depends_on)})
    if answer.until is not None:
        return Sentence(f"answer.yes.{form}-until", {**name, "until": Moment(answer.until)})
    return Sentence(f"answer.yes.{form}", name)


def _members(answer: Answer, key: str) -> Iterator[Sentence]:
    """Name the stricter members of a family, those with the same end in one sentence."""
    by_end: dict[datetime | None, list[StricterMember]] = {}
    for member in answer.except_:
        by_end.setdefault(member.until, []).append(member)
    for until, members in by_end.items():
        values: dict[str, Value] = {"members": Topics(tuple(member.topic for member in members))}
        if answer.topic is not None:
            values["topic"] = Topics((answer.topic,))
        if until is not None:
            values["until"] = Moment(until)
        yield Sentence(f"{key}.until" if until else key, values)
