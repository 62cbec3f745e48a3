"""The sentences of a reply, as message keys with typed values; each side renders them in the person's language.

The statement is about doing the topic, never about the question as it was put: a question and its negation have the
same sentences. Only a plain "may I" about one topic may begin with Yes or No.
"""

from collections.abc import Iterator
from datetime import datetime

from server.domain.answers import Answer, StricterMember
from server.domain.replies.model import PRESCRIBED, Part, Reply
from server.domain.replies.saying import Moment, Noticed, Says, Sentence, Topics, Value
from server.domain.replies.verdicts import verdict
from server.domain.vocabulary import Verb


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
        if rule.verb is Verb.REPEAT and answer.kind == "yes":
            return  # the statement already is the rule's sentence
        yield Sentence("answer.says", {"says": Says(rule)})
    if answer.kind == "expected" and any(other.verb is Verb.CALL for other in answer.also):
        yield Sentence("answer.expected.call")


def _closing(reply: Reply) -> Iterator[Sentence]:
    """Refer a stated prescription to the practitioner if no part of the reply takes it into account."""
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
    if part.prescription == "as":
        yield Sentence("answer.yes.prescribed", {"topic": Topics((answer.topic,))})
    else:
        yield verdict(answer, answer.topic, part.asked_of.tree)
    if part.prescription == "unless" and PRESCRIBED not in answer.depends_on:
        yield Sentence("answer.unless-prescribed")
    yield from _conditions(part)
    for change in part.inside:
        if change.at is not None and change.kind != answer.kind:
            yield Sentence(f"answer.inside.{change.kind}", {"at": Moment(change.at)})
    yield from _members(answer, "answer.except")


def _conditions(part: Part) -> Iterator[Sentence]:
    """Say what an answer depends on, and what remains forbidden."""
    answer = part.answer
    if answer.kind == "only" and answer.topic not in answer.only and _stays_closed(answer):
        yield Sentence("answer.only.still")
    for condition in answer.dropped:
        if condition.topic is not None and answer.kind == "yes":
            yield verdict(condition, condition.topic, part.asked_of.tree)
    later = next((change for change in answer.then if change.with_), None)
    if answer.kind in ("no", "not-yet") and later is not None:
        yield Sentence("answer.later-with", {"with": Topics(later.with_)})


def _carried(part: Part) -> Iterator[Sentence]:
    """Name the open findings before anything that permits something or reassures the patient."""
    form = "tell" if part.answer.kind == "expected" else "ask"
    for about in dict.fromkeys(finding.about.symptom or finding.about.sign for finding in part.findings):
        yield Sentence(f"answer.finding.{form}", {"what": Noticed(str(about))})


def _stays_closed(answer: Answer) -> bool:
    """Return True if the topic stays closed after the next change: an `only` that ends must not look like a yes."""
    return bool(answer.then) and answer.then[0].kind in ("no", "not-yet")


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
