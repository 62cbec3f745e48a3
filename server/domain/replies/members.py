"""The sentences about the members of a family: what is stricter, what needs a condition, what is permitted."""

from collections.abc import Iterable, Iterator

from server.domain.answers import ASK_FIRST, MAX_EXCEPT, Answer, StricterMember
from server.domain.replies.saying import Moment, Says, Sentence, Topics, Value
from server.domain.sheets import Rule

_MAX_QUOTED = 2
"""The maximum number of rules on members of a silent family that are quoted; of more, examples are named."""
_MAX_EXAMPLES = 3


def exceptions(answer: Answer) -> Iterator[Sentence]:
    """Name the members that differ, those with the same end and condition in one sentence."""
    first = "answer.unsaid.except" if answer.kind == "unsaid" else "answer.except"
    for place, members in enumerate(_alike(answer.except_)):
        member = members[0]
        values: dict[str, Value] = {"members": Topics(tuple(each.topic for each in members))}
        if answer.topic is not None and answer.kind == "unsaid" and not place:
            values["topic"] = Topics((answer.topic,))
        key = "answer.except.also" if place else first
        if member.prescribed:
            yield Sentence(f"{key}.prescribed", values)
        elif member.kind == "yes":
            yield _with(member, key, values)
        else:
            dated = {"until": Moment(member.until)} if member.until else {}
            yield Sentence(f"{key}.until" if dated else key, values | dated)
            yield from later_with(member.with_)


def _alike(members: Iterable[StricterMember]) -> list[list[StricterMember]]:
    groups: dict[object, list[StricterMember]] = {}
    for member in members:
        key = member.until, member.kind == "yes", member.with_, member.prescribed
        groups.setdefault(key, []).append(member)
    return list(groups.values())


def _with(member: StricterMember, key: str, values: dict[str, Value]) -> Sentence:
    if member.with_ == (ASK_FIRST,):
        return Sentence(f"{key}.ask", values)
    return Sentence(f"{key}.with", {**values, "with": Topics(member.with_)})


def later_with(condition: tuple[str, ...]) -> Iterator[Sentence]:
    """Name the condition under which something is permitted once a ban has ended."""
    if condition == (ASK_FIRST,):
        yield Sentence("answer.later-ask")
    elif condition:
        yield Sentence("answer.later-with", {"with": Topics(condition)})


def silent_family(answer: Answer) -> Iterator[Sentence]:
    """Say what the sheet says about members of a topic on which it is silent itself."""
    yield from exceptions(answer)
    rules = list({id(each.rule): each.rule for each in answer.others if each.rule}.values())
    if len(rules) > _MAX_QUOTED or len(answer.except_) == MAX_EXCEPT:
        examples = [each.topic for each in (*answer.others, *answer.except_)][:_MAX_EXAMPLES]
        yield from _more(answer, tuple(examples))
        return
    for place, rule in enumerate(rules):
        yield (
            quoted(answer, rule) if not answer.except_ and not place else Sentence("answer.says", _says(rule))
        )
    yield Sentence("answer.unsaid.rest" if answer.except_ else "answer.unsaid.nothing-else")


def _more(answer: Answer, examples: tuple[str, ...]) -> Iterator[Sentence]:
    values: dict[str, Value] = {"members": Topics(examples)}
    if answer.except_ or answer.topic is None:
        yield Sentence("answer.unsaid.more", values)
    else:
        yield Sentence("answer.unsaid.several", {**values, "topic": Topics((answer.topic,))})


def quoted(answer: Answer, rule: Rule) -> Sentence:
    """Return the rule's own sentence as the answer, where nothing shorter would be true."""
    topic = Topics((answer.topic,)) if answer.topic else Topics(())
    return Sentence("answer.quote", {"topic": topic, **_says(rule)})


def _says(rule: Rule) -> dict[str, Value]:
    return {"says": Says(rule)}
