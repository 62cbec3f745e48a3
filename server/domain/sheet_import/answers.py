"""Read the answer to a question of the sheet: "Can I swim?" and, below it, "No, not for 2 weeks."."""

import re

from server.domain.sheet_import.asked import Asked, answer_of
from server.domain.sheet_import.frames import Clause
from server.domain.sheet_import.state import WINDOW, State, moment_of
from server.domain.vocabulary import Verb

_KINDS = {
    ("fragment", "yes"): "allow",
    ("fragment", "no"): "avoid",
    ("may", "yes"): "allow",
    ("must", "yes"): "do",
    ("normal", "yes"): "allow",
}
_GIVE_UP = re.compile(
    r"\b(?:avoid|stop|skip|give up|stay off|stay away|do without"
    r"|verzichten|meiden|vermeiden|aufhören|weglassen|pausieren|aussetzen)\b"
)
"""Words of a question whether something has to be left."""
_THEN = re.compile(r"^\W*(?:then|so|in that case|dann|in diesem fall)\b")
_NORMAL = re.compile(
    r"\W*(?:that's |that is |das ist )?(?:ganz |völlig |perfectly |quite |totally )?normal\b"
)
_CONTRAST = re.compile(r"[ ,;-]*(?:but|however|aber|jedoch|allerdings|sondern)\b")
_PERMITTED_FROM = ("from", "after", "since", "on")


def take_question(state: State, clauses: list[Clause]) -> None:
    """Give the first clause of an answer what was asked, and its yes or no."""
    asked = state.memory.asked
    first = next((clause for clause in clauses if state.words(clause).strip(" -;,.!")), None)
    if asked is None or first is None:
        return
    state.leading_conditions += asked.conditions
    if not first.of("time") and "when" not in asked.text and "wann" not in asked.text:
        state.leading += [moment for moment in asked.moments if moment.role in WINDOW]
    answer = answer_of(state.marked.whole)
    first = _after_reply(state, clauses, first, answer)
    own = any(subject.start >= 0 for subject in first.subjects)
    if not own:
        first.subjects = list(asked.subjects)
    _doubt_answer(state, asked, own=own, replies=answer is not None)
    if answer is None:
        return
    reply, match = answer
    state.marked.take(match.start(), match.end(), "frame", reply)
    _say(state, asked, first, reply)
    if own and not {each.topic for each in first.subjects} & {each.topic for each in asked.subjects}:
        state.outcome.doubts.add("words")
    if len(clauses) > 1 and not first.of("time"):  # "Yes, but …": the permission has a limit
        state.outcome.doubts.add("words")
    if state.memory.goes_on and not first.of("time"):
        state.outcome.doubts.add("time")  # "No. Wait 4 weeks."


def _doubt_answer(state: State, asked: Asked, *, own: bool, replies: bool) -> None:
    """Doubt an answer that may be about something else than what was asked."""
    if own and _NORMAL.match(state.marked.whole) and any(each.is_symptom for each in asked.subjects):
        state.outcome.doubts.add("words")  # "Itching? Normal, ice helps.": the symptom is announced, too
    given_up = asked.kind == "must" and _GIVE_UP.search(asked.text)
    if asked.is_negated and (replies or not own) and not given_up:
        state.outcome.doubts.add("condition")
    if _THEN.search(state.marked.whole):
        state.outcome.doubts.add("condition")


def _after_reply(
    state: State, clauses: list[Clause], first: Clause, answer: tuple[str, re.Match[str]] | None
) -> Clause:
    """Return the clause that follows a bare "No,": "No, not for 2 weeks"."""
    if answer is None or answer[0] != "no" or len(clauses) != 2:
        return first
    rest = state.marked.whole[answer[1].end() : first.end].strip(" ,;-")
    if rest or first.subjects or _CONTRAST.match(state.words(clauses[1])):
        return first
    clauses.remove(first)
    return clauses[0]


def _say(state: State, asked: Asked, clause: Clause, reply: str) -> None:
    if reply == "no" and asked.kind == "may":
        clause.kinds.append("avoid")
        return
    kind = _KINDS.get((asked.kind, reply))
    if asked.kind == "fragment" and any(each.is_symptom for each in asked.subjects):
        kind = None
    if asked.kind == "must" and _GIVE_UP.search(asked.text):  # "Do I have to avoid alcohol? Yes, for 2 days."
        kind = "avoid" if reply == "yes" else None
    if kind is None and reply == "no" and set(clause.kinds) <= {"avoid"}:
        clause.kinds[:] = ["open"]  # "Do I have to wear it at night? No.": neither ban nor permission
    if kind is None:
        state.outcome.doubts.add("words")
    elif not {"avoid", "not-before", "open"} & set(clause.kinds):
        clause.kinds.append(kind)


def verb_of_answer(state: State, clause: Clause) -> Verb | None:
    """Return the verb of "After 4 weeks.", the answer to "When can I swim?"."""
    asked = state.memory.asked
    if asked is None or asked.kind not in ("may", "fragment") or asked.is_negated:
        return None
    if not clause.things or any(thing.start >= 0 for thing in clause.things):
        return None
    roles = {moment_of(span).role for span in clause.of("time") if moment_of(span).role in WINDOW}
    return Verb.ALLOW if roles and roles <= set(_PERMITTED_FROM) else None
