# ruff: noqa: E501 - patterns stay on one line
"""Decide what the words of a clause ask for."""

import re
from itertools import pairwise

from server.domain.sheet_import.circumstances import is_circumstance, is_site
from server.domain.sheet_import.frames import Clause, begins_with_verb, has_window
from server.domain.sheet_import.language import Language
from server.domain.sheet_import.text import Marked, Span, words_in
from server.domain.vocabulary import Verb

_NEGATION = re.compile(r"\b(?:no|not|none|neither|nor|nothing|never|nicht|kein\w*|nie\w*|weder|noch)\b|n't\b")
_VERBS: dict[str, Verb] = {
    "avoid": Verb.AVOID, "only": Verb.ONLY, "allow": Verb.ALLOW, "do": Verb.DO, "expect": Verb.EXPECT, "leave": Verb.AVOID,
    "repeat": Verb.REPEAT, "never-stop": Verb.DO, "go-on": Verb.DO,
}  # fmt: skip


def verb_of(marked: Marked, language: Language, clause: Clause) -> Verb | None:
    """Return the verb that the words of a clause say; None if they say none, or contradict each other."""
    kinds = set(clause.kinds)
    if "open" in kinds or _asks_against(marked, clause):
        return None
    for kind in ("go-on", "leave", "avoid", "only", "never-stop", "repeat", "expect", "allow", "do"):
        if kind in kinds:
            foretells = any(
                pattern.search(marked.whole, clause.start, clause.end)
                for pattern in (language.expects, language.subsides)
            )
            return _fitting(kind, clause, foretells=foretells)
    if _is_imperative(marked, language, clause):
        return Verb.DO
    if clause.symptoms and all(
        is_circumstance(marked, thing) or is_site(marked, thing) for thing in clause.things
    ):
        text = marked.whole[clause.start : clause.end]
        foretold = any(map(has_window, clause.of("time"))) or language.expects.search(text)
        return Verb.EXPECT if foretold else None
    return None


def _asks_against(marked: Marked, clause: Clause) -> bool:
    """Return True if a comma parts a duty or permission from a ban: "encouraged from day 5, no resistance"."""
    frames = sorted(
        (span for span in marked.between(clause.start, clause.end) if span.kind == "frame"), key=_start
    )
    return any(
        (first.value in ("do", "allow") or _is_contrast(marked, first, second))
        and second.value == "avoid"
        and "," in marked.whole[first.end : second.start]
        for first, second in pairwise(frames)
    )


def _is_contrast(marked: Marked, first: Span, second: Span) -> bool:
    """Return True for "avoid heat, not cold": the second is what is not banned."""
    if first.value != "avoid" or _NEGATION.search(marked.whole, first.start, first.end):
        return False
    return marked.whole[second.start : second.end].strip() in ("not", "nicht")


def _start(span: Span) -> int:
    return span.start


_AROUND = re.compile(
    r"\b(?:beim|nach dem|nach der|nach jedem|nach jeder|vor dem|vor der|when|while|after|before) (?:\w+ing )?(?:the |your |you |every |each )?(?:\w+ )?$"
)


def has_circumstance(marked: Marked, clause: Clause) -> bool:
    """Return True if a thing only says when another one is done: "pat dry after showering"."""
    around = [thing for thing in clause.things if _AROUND.search(marked.whole, 0, max(thing.start, 0))]
    return bool(around) and len(around) < len(clause.things)


def _fitting(kind: str, clause: Clause, *, foretells: bool) -> Verb | None:
    verb = _VERBS[kind]
    if kind == "leave":  # "leave the scabs alone"
        return verb
    if verb is Verb.REPEAT:
        return verb
    if verb is Verb.EXPECT:
        return verb if clause.symptoms and not clause.things else None
    if clause.subjects and not clause.things:  # only symptoms: they are expected, never forbidden
        return Verb.EXPECT if verb is Verb.ALLOW or (kind in ("expect", "do") and foretells) else None
    return verb


def _is_imperative(marked: Marked, language: Language, clause: Clause) -> bool:
    """Return True if a clause begins with an act: "use …", "please gently wash your face"."""
    topics = {subject.start: subject for subject in clause.subjects}
    at = clause.start
    while at < clause.end:
        if at in topics:
            return begins_with_verb(marked, language, topics[at])
        word = next(iter(words_in(marked.whole[at : clause.end])), None)
        if word is None:
            return False
        start, end = at + word.start, at + word.end
        nearest = min((each for each in topics if at <= each <= start), default=None)
        if nearest is not None:
            at = nearest
            continue
        if marked.text[start] != "\x00":
            if word.text in language.imperatives:
                if language.turns.search(marked.text, end, min(end + 30, clause.end)):
                    return False  # "hold off", "take out"
                marked.take(start, end, "frame", "do")
                clause.frames_at.append(start)
                clause.spans = list(marked.between(clause.start, clause.end))
                return True
            if word.text not in language.small:
                return False
        at = end
    return False
