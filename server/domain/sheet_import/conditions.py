# ruff: noqa: E501 - patterns stay on one line
"""Find what a sentence makes its rules depend on: states of the skin, flags, what the practitioner directs."""

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from server.domain.sheet_import.language import Language
from server.domain.sheet_import.subjects import Finder, folded
from server.domain.sheet_import.text import Marked, words_in
from server.domain.sheet_import.times import Moment

_SLUG = re.compile(r"[a-z0-9]+")
_DELAYS = re.compile(r"\W*(?:but )?(?:only|not until|not before|nicht bevor|erst|nur|frühestens)\b")
"""Words before a state until which something is banned: "swimming: only once it has healed"."""
_NUMB = re.compile(r"\b(?:an(?:a)?esthe\w+|betäubung|numbing)\b")
PRESCRIBED = "now:prescribed"
"""Some doctor prescribed it, which is no direction of the practitioner of the sheet."""
_LONGEST_FLAG = 60
_LONGEST_WORDED = 12
"""Words of the longest condition that a flag carries in the words of the sheet."""
SHIELDS = frozenset(
    {"sun-protection", "sunscreen", "covering", "dressing", "plaster", "wound-film", "goggles", "eye-shield",
     "compression", "hat", "sunglasses", "gentle-cleanser", "mineral-make-up", "shade"}
)  # fmt: skip
"""Topics, with their members, that protect: a permission may depend on them."""
_WORN = frozenset(
    [
        "waterproof",
        "wasserfestem",
        "wasserfest",
        "wasserfestes",
        "abgedeckt",
        "cover",
        "covered",
        "protect",
        "protected",
        "geschützt",
        "schützen",
    ]
)
_COVERED = frozenset({"open-skin"})  # "as long as the wound is covered"
_COVERS = re.compile(r"\b(?:covered(?: up)?|abgedeckt|abgeklebt|bedeckt)\b")
_ALTERNATIVES = re.compile(r",|\b(?:or|oder|and|und)\b")


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition on the rules around it. An unknown one is proposed to the author, never dropped."""

    kind: Literal["if", "unless", "while", "until", "gone", "with", "during"]
    flag: str
    is_known: bool = True
    is_only: bool = False  # "only if": a ban with it says the opposite


_CONCESSION = re.compile(
    r",? ?\b(?:not )?(?:even (?:if|when|once|after|though|where)|auch (?:nicht, )?(?:wenn|nachdem|falls)|selbst (?:wenn|nachdem))\b[^,;:.()!]*"
)
"""Says that something else changes nothing: "even when the pain has gone"."""
_STATED = re.compile(
    r"until|till|before|once|when|as soon|after|\bif\b|provid|where|as long|so long|while|whilst|only"
    r"|bis|bevor|sobald|wenn|nachdem|falls|sofern|nach|vorausgesetzt|solange|so lange|erst|nur"
)
"""At least one of these words opens every state."""


def mark_states(marked: Marked, language: Language, finder: Finder) -> None:
    """Mark "until the skin has healed", "once the redness has gone", "as long as the skin is red"."""
    if not _STATED.search(marked.text):
        return
    marked.take_all(_CONCESSION, "reason")
    for pattern, role, state in _patterns(language):
        for match in pattern.finditer(marked.text):
            meaning = state or _gone(match, finder)
            if meaning:
                delays = _DELAYS.match(match.group()) is not None
                ends = match.groupdict().get("role", "").startswith(("bis", "until", "till"))
                marked.take(
                    match.start(),
                    match.end(),
                    "time",
                    _moment("until" if ends else "delay" if delays else role, meaning),
                )


def _gone(match: re.Match[str], finder: Finder) -> str | None:
    symptom = "numbness" if _NUMB.search(match["sym"]) else finder.symptom(match["sym"])
    if symptom == "flaking":
        return "shed"
    return f"gone({symptom})" if symptom else None


def _moment(role: str, state: str) -> Moment:
    if role == "delay":
        return Moment("not-before", end=state, is_state=True)
    if role == "once":
        return Moment("from", start=state, is_state=True)
    return Moment("until", end=state, is_state=True)


@cache
def _patterns(language: Language) -> tuple[tuple[re.Pattern[str], str, str], ...]:
    """Return (pattern, role, state); an empty state is named by the group `sym`."""
    result: list[tuple[re.Pattern[str], str, str]] = []
    symptom = rf"(?:(?:the|all|any|your|die|der|das|alle) )?(?P<sym>[a-zäöüß-]+(?: [a-zäöüß]+)?){language.no_longer}"
    for role, opening in (("until", language.until), ("once", language.once)):
        for state, words in language.states:
            result.append((re.compile(f"{opening}(?:{words})"), role, state))
        result.append((re.compile(opening + symptom), role, ""))
    for state, words in language.open_states:
        result.append((re.compile(f"{language.while_}(?:{words})"), "until", state))
    result.append((re.compile(language.while_ + _PRESENT), "until", ""))
    if language.lead_gone != "(?!)":
        result.append((re.compile(language.lead_gone), "once", ""))
    return tuple(result)


_PRESENT = (
    r"(?:(?:the|your|die|das|ihre|deine) )?(?:skin|area|face|wound|haut|stelle|wunde|mouth|lips?|tongue|eyes?|toe|mund|lippe|zunge)? ?"
    r"(?:is|are|feels|looks|ist)? ?(?:still |noch )?"
    r"(?P<sym>[a-zäöüß-]+)(?: ist| sind| persists| lasts| is present)?(?=[,.;!]|$|\s)"
)


_ASKS = re.compile(r"\W*(?:can|may|could|should|must|do|does|will|would|is|are|am) (?:i|you|we|my|it)\b")
"""The rest of a question for a time: "When can I …". Only a clause that states something is a condition."""


def mark_conditions(marked: Marked, language: Language, finder: Finder) -> None:
    for match in language.conditions.finditer(marked.text):
        if _ASKS.match(match["rest"] or ""):
            continue
        if match["concession"]:
            marked.take(match.start(), match.end(), "reason")
            continue
        group = next(
            (name for name in ("told", "verb_first", "plural_first") if match.groupdict().get(name)), "rest"
        )
        rest = marked.whole[match.start(group) : match.end(group)]
        word = marked.whole[match.start() : match.start(group)]
        condition = _condition(match, word, rest, language, finder)
        condition = replace(condition, is_only=language.only_when.search(word) is not None)
        marked.take(match.start(), match.end(), "condition", condition)


def _condition(match: re.Match[str], word: str, rest: str, language: Language, finder: Finder) -> Condition:
    if match["until"]:
        during = language.during.search(word) is not None
        worded = during or language.ends.search(word) is not None
        known = worded and _is_worded(rest, language, finder)
        return Condition("during" if during else "until", f"now:{flag_of(rest)}", is_known=known)
    meaning = next((name for name, pattern in language.known if pattern.search(word + rest)), None)
    shields = _shields(rest, language, finder) if match["if"] else ()
    if shields:
        return Condition("with", shields[0], is_known=len(shields) == 1)
    denied = language.negation.search(rest) is not None
    condition = _unless(meaning) if match["unless"] else _if(meaning, rest, finder, denied=denied)
    result = condition or _of_symptom(match, rest, language, finder, denied=denied)
    loose = _ALTERNATIVES.search(rest) or meaning in ("uncomfortable", "outside", "emergency")
    if result and loose and _unknown_words(rest, language, finder):
        result = replace(result, is_known=False)  # "unless you have asthma or a fever"
    if result and result.is_known:
        return result
    kind: Literal["if", "unless", "during"] = "unless" if match["unless"] else "if"
    if kind == "if" and language.during.search(word):
        kind = "during"
    opens = not word.strip() or language.clause_opens.search(word) is not None
    known = opens and _is_worded(rest, language, finder)
    return Condition(kind, f"now:{flag_of(rest)}", is_known=known)


def _is_worded(rest: str, language: Language, finder: Finder) -> bool:
    """Return True for a condition that a flag can carry in the words of the sheet: "if your job is physical".

    The flag is asked for at the moment of the question, so that a permission waits for it and a ban is not over.
    """
    if len(folded(rest).strip()) > _LONGEST_FLAG or len(words_in(rest)) > _LONGEST_WORDED:
        return False
    if language.timely.search(rest) or '"' in rest or any(word.text in _WORN for word in words_in(rest)):
        return False
    named = finder.find(rest)
    return not any(SHIELDS & {each.topic, *finder.tree.ancestors(each.topic)} for each in named)


def _shields(rest: str, language: Language, finder: Finder) -> tuple[str, ...]:
    """Return the protections that "if you wear sunscreen" names, if it names nothing else."""
    marked = Marked(rest)
    named = tuple(each for each in finder.find(rest) if each.topic not in _COVERED)
    if not named and _COVERS.search(rest) and not _unknown_words(_COVERS.sub("", rest), language, finder):
        return () if language.negation.search(rest) else ("covering",)
    for subject in named:
        marked.take(subject.start, subject.end, "topic")
    others = any(word.text not in language.small and word.text not in _WORN for word in words_in(marked.text))
    shielding = all(SHIELDS & {each.topic, *finder.tree.ancestors(each.topic)} for each in named)
    if not named or not shielding or others or language.negation.search(rest):
        return ()
    return tuple(dict.fromkeys(each.topic for each in named))


def _unless(meaning: str | None) -> Condition | None:
    if meaning == "prescribed":
        return Condition("unless", PRESCRIBED)
    return Condition("unless", meaning) if meaning in ("directed", "emergency") else None


def _if(meaning: str | None, rest: str, finder: Finder, *, denied: bool) -> Condition | None:
    if meaning == "directed":
        return Condition("if", "directed", is_known=not denied)
    if meaning == "prescribed":
        return Condition("if", PRESCRIBED, is_known=not denied)
    if meaning == "history":
        named = finder.find(rest)
        return Condition(
            "if", named[0].topic if named else flag_of(rest), is_known=bool(named) and not denied
        )
    return {
        "outside": Condition("while", "outside"),
        "uncomfortable": Condition("if", "now:uncomfortable", is_known=not denied),
    }.get(meaning or "")


def _of_symptom(
    match: re.Match[str], rest: str, language: Language, finder: Finder, *, denied: bool
) -> Condition | None:
    """Return "if the skin itches", "unless it is red", or "if there is no bleeding", which waits for its end."""
    result = tuple(each.topic for each in finder.find(rest) if each.is_symptom)
    is_whole = not _unknown_words(rest, language, finder)
    symptoms = result or tuple(
        topic for sign, topic in language.signs.items() if re.search(rf"\b{sign}\b", rest)
    )
    if not symptoms:
        return None
    is_known = len(symptoms) == 1 and is_whole
    if not denied:
        return Condition("unless" if match["unless"] else "if", f"now:{symptoms[0]}", is_known)
    if match["unless"] or language.subsides.search(rest) or language.persists.search(rest):
        return None
    return Condition("gone", symptoms[0], is_known)


def _unknown_words(text: str, language: Language, finder: Finder) -> bool:
    """Return True if a condition holds a word that is neither a symptom, nor known, nor small."""
    marked = Marked(text)
    for subject in finder.find(text):
        if subject.is_symptom:
            marked.take(subject.start, subject.end, "topic")
    for _kind, pattern in language.known:
        marked.take_all(pattern, "condition")
    for pattern in (language.conditions_words, language.negation, language.persists, language.subsides):
        marked.take_all(pattern, "condition")
    return any(
        word.text not in language.small and word.text not in language.signs and word.text not in language.body
        for word in words_in(marked.text)
    )


def flag_of(text: str) -> str:
    """Return a flag in the sheet's words: the author renames it."""
    name = "-".join(_SLUG.findall(folded(text)))[:_LONGEST_FLAG].strip("-")
    return name or "condition"
