"""The sentence that expresses an answer."""

from datetime import datetime

from server.domain.answers import ASK_FIRST, PRESCRIBED, Answer
from server.domain.replies.saying import Day, Gates, Moment, Says, Sentence, Topics, Value
from server.domain.sheets import NOW
from server.domain.topics import TopicTree
from server.domain.vocabulary import Verb


def verdict(answer: Answer, topic: str, tree: TopicTree, *, later: bool = False) -> Sentence:
    """Return the sentence of an answer; `later` if it is for a moment to come."""
    name: dict[str, Value] = {"topic": Topics((topic,))}
    repeated = _repeated(answer, name)
    if repeated:
        return repeated
    match answer.kind:
        case "no" | "not-yet":
            return _restricted(answer, name)
        case "only":
            return _only(answer, name, tree)
        case "yes":
            return _permitted(answer, name, tree)
        case _:
            return _plain(answer, name, tree, later=later)


def _plain(answer: Answer, name: dict[str, Value], tree: TopicTree, *, later: bool) -> Sentence:
    if answer.kind == "over":
        key = "answer.over.minimum" if answer.minimum else "answer.over"
        return Sentence(f"{key}.later" if later else key, name)
    if answer.kind == "expected" and answer.until is not None and answer.surely_at is not None:
        return Sentence("answer.expected.until", {**name, "until": Moment(answer.surely_at)})
    if answer.kind == "tell" and answer.topic in tree.index.questions.anything:
        return Sentence("answer.tell.worry")
    return Sentence(f"answer.{answer.kind}", name)


def _repeated(answer: Answer, name: dict[str, Value]) -> Sentence | None:
    """Say when the next treatment may take place, as a window and not as an uncertainty, or how many there are."""
    least, surely = answer.least_at, answer.surely_at
    if answer.rule is None or answer.rule.verb is not Verb.REPEAT or answer.depends_on:
        return None
    match answer.kind:
        case "yes":
            return Sentence("answer.says", {"says": Says(answer.rule)})
        case "over":
            return Sentence("answer.repeat.over", name)
        case "not-yet" if surely:
            return Sentence("answer.repeat.not-yet", {**name, "surely": Day(surely)})
        case "no" if least and surely:
            return _next_treatment(name, least, surely)
    return None


def _next_treatment(name: dict[str, Value], least: datetime, surely: datetime) -> Sentence:
    if least == surely:
        return Sentence("answer.no.surely", {**name, "surely": Day(surely)})
    return Sentence("answer.repeat.range", {**name, "least": Day(least), "surely": Day(surely)})


def _restricted(answer: Answer, name: dict[str, Value]) -> Sentence:
    """Name both ends of a range, and what a permission depends on."""
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
    if answer.rule is not None and answer.rule.verb is not Verb.ONLY:
        return Sentence("answer.only.named", {**name, "only": Topics(answer.only)})
    own = is_own(answer, tree)
    values: dict[str, Value] = {**name, "only": Topics(_without_members(answer.only, tree))}
    end = answer.surely_at or answer.least_at
    if end is not None:
        values["until"] = Moment(end)
    form = ("own" if own else "others") + ("-until" if end is not None else "")
    return Sentence(f"answer.only.{form}", values)


def is_own(answer: Answer, tree: TopicTree) -> bool:
    """Return True if an `only` names the topic or a family of it."""
    return answer.topic is not None and not set(answer.only).isdisjoint(tree.ancestors(answer.topic))


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
