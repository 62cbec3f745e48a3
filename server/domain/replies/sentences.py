"""The sentences of a reply, as message keys with typed values; each side renders them in the person's language.

The statement is about doing the topic, never about the question as it was put: a question and its negation have the
same sentences. Only a plain "may I" about one topic may begin with Yes or No.
"""

from collections.abc import Iterator
from datetime import timedelta

from server.domain.answers import PRESCRIBED, Answer
from server.domain.local_time import time_zone_named
from server.domain.replies.manner import is_open_advice, is_quoted_alone, is_quoted_beside
from server.domain.replies.members import exceptions, later_with, quoted, silent_family
from server.domain.replies.model import Part, Reply
from server.domain.replies.saying import Day, Moment, Noticed, Says, Sentence, Topics
from server.domain.replies.verdicts import is_own, verdict
from server.domain.vocabulary import Verb

_JUST_BEFORE = timedelta(seconds=1)
_RESTRICTED = ("no", "not-yet", "only")
_MEDICINE = "medicine"


def sentences(reply: Reply) -> tuple[Sentence, ...]:
    return tuple(_of(reply))


def _of(reply: Reply) -> Iterator[Sentence]:
    if reply.question.unknown:
        yield Sentence("answer.unknown", {"words": ", ".join(reply.question.unknown)})
    yield from _when(reply)
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


def _when(reply: Reply) -> Iterator[Sentence]:
    """Name the moment or the days that the question asks about, unless that is now."""
    start, end, at = reply.from_at, reply.until_at, reply.question.at
    if at is None or (end is None and start == reply.now):
        return
    if end is None:
        yield Sentence("answer.for", {"when": Moment(start)})
    elif at.part:
        yield Sentence("answer.for-span", {"from": Moment(start), "until": Moment(end)})
    else:
        zone = time_zone_named(reply.parts[0].asked_of.timeline.time_zone)
        last = end - _JUST_BEFORE
        if start.astimezone(zone).date() == last.astimezone(zone).date():
            yield Sentence("answer.for", {"when": Day(start)})
        else:
            yield Sentence("answer.for-span", {"from": Day(start), "until": Day(last)})


def _quoted(part: Part, asks_how: bool) -> Iterator[Sentence]:
    """Quote the rule where its manner belongs to the answer, or where the question asks how."""
    answer, rule = part.answer, part.answer.rule
    belongs = asks_how or part.is_gated or is_quoted_beside(answer)
    if rule is not None and belongs and not part.unclear and not _is_statement(part):
        later = (each.rule for each in part.inside if each.kind == "yes" and each.rule)
        yield Sentence("answer.says", {"says": Says(next(later, rule))})
    if answer.kind == "expected" and any(other.verb is Verb.CALL for other in answer.also):
        yield Sentence("answer.expected.call")


def _closing(reply: Reply) -> Iterator[Sentence]:
    """Refer a stated prescription to the practitioner if no part of the reply takes it into account."""
    stated = PRESCRIBED in reply.question.conditions
    named = (
        part.prescription or part.answer.kind in ("yes", "tell") or _restricts_medicine(part)
        for part in reply.parts
    )
    if stated and not any(named):
        yield Sentence("answer.prescribed.ask")


def _statement(part: Part) -> Iterator[Sentence]:
    answer = part.answer
    if answer.topic is None:
        yield Sentence("answer.not-understood")
        return
    yield from _carried(part)
    if part.is_alarming:
        yield Sentence("answer.emergency")
    if part.unclear:
        yield Sentence("answer.unsaid.unclear", {"topic": Topics((answer.topic,))})
    elif part.denied:
        yield Sentence("answer.unsaid.denied", {"topic": Topics((answer.topic,))})
    elif answer.kind == "unsaid" and (answer.except_ or answer.others):
        yield from silent_family(answer)
    else:
        yield _headline(part, answer.topic)
        yield from _additions(part)
    if _restricts_medicine(part):
        yield Sentence("answer.prescribed.keep")


def _restricts_medicine(part: Part) -> bool:
    """Return True for a ban on a medicine: it must not make anyone stop what a doctor prescribed."""
    answer, tree = part.answer, part.asked_of.tree
    restricted = answer.kind in _RESTRICTED or bool(answer.except_)
    medicine = answer.topic is not None and _MEDICINE in tree.ancestors(answer.topic)
    return restricted and medicine and not part.prescription and PRESCRIBED not in answer.depends_on


def _headline(part: Part, topic: str) -> Sentence:
    answer = part.answer
    if part.prescription == "as":
        return Sentence("answer.yes.prescribed", {"topic": Topics((topic,))})
    if part.is_alarming and answer.kind == "unsaid":
        return Sentence("answer.emergency.unsaid", {"topic": Topics((topic,))})
    if part.ended:
        return Sentence("answer.unsaid.ended", {"topic": Topics((topic,)), "until": Moment(part.ended)})
    if answer.rule and (is_quoted_alone(answer) or is_open_advice(answer)):
        return quoted(answer, answer.rule)
    return verdict(answer, topic, part.asked_of.tree, later=part.later)


def _additions(part: Part) -> Iterator[Sentence]:
    """Say what belongs to the headline: conditions, changes inside the span, members that differ."""
    answer = part.answer
    if part.prescription == "unless" and PRESCRIBED not in answer.depends_on:
        yield Sentence("answer.unless-prescribed")
    yield from _conditions(part)
    for change in part.inside:
        if change.at is not None and change.kind != answer.kind:
            yield Sentence(f"answer.inside.{change.kind}", {"at": Moment(change.at)})
    yield from exceptions(answer)


def _is_statement(part: Part) -> bool:
    """Return True if the statement already is the rule's own sentence."""
    answer, rule = part.answer, part.answer.rule
    if rule is None or part.prescription == "as":
        return False
    repeats = rule.verb is Verb.REPEAT and answer.kind == "yes"
    return repeats or answer.kind == "unsaid" or is_quoted_alone(answer) or is_open_advice(answer)


def _conditions(part: Part) -> Iterator[Sentence]:
    """Say what an answer depends on, and what remains forbidden."""
    answer = part.answer
    if answer.kind == "only" and not is_own(answer, part.asked_of.tree) and _stays_closed(answer):
        yield Sentence("answer.only.still")
    for condition in answer.dropped:
        if condition.topic is not None and answer.kind == "yes":
            yield verdict(condition, condition.topic, part.asked_of.tree)
    if part.before is not None and part.before.topic is not None:
        yield verdict(part.before, part.before.topic, part.asked_of.tree)
    later = next((change for change in answer.then if change.with_), None)
    if answer.kind in ("no", "not-yet") and later is not None:
        if later.kind == "only":
            yield Sentence("answer.later-named", {"only": Topics(later.with_)})
        else:
            yield from later_with(later.with_)


def _carried(part: Part) -> Iterator[Sentence]:
    """Name the open findings before anything that permits something or reassures the patient."""
    form = "tell" if part.answer.kind == "expected" else "ask"
    for about in dict.fromkeys(finding.about.symptom or finding.about.sign for finding in part.findings):
        yield Sentence(f"answer.finding.{form}", {"what": Noticed(str(about))})


def _stays_closed(answer: Answer) -> bool:
    """Return True if the topic stays closed after the next change: an `only` that ends must not look like a yes."""
    return bool(answer.then) and answer.then[0].kind in ("no", "not-yet")
